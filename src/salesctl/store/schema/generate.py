"""Write `schema.sql` and `fields.json` from the tables and the records that they inherit.

`python -m salesctl.store.schema.generate` does so; a test fails when one of them is stale.
"""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from salesctl.domain.record import Record
from salesctl.store.check import FIELDS
from salesctl.store.revision import HEAD
from salesctl.store.schema.tables import metadata
from salesctl.store.sqlite.opening import SCHEMA


def schema_sql() -> str:
    """Return the statements that make a new store, the revision it is at included."""
    dialect = sqlite.dialect()
    statements = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        statements += [
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    statements.append("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    statements.append(f"INSERT INTO alembic_version VALUES ('{HEAD}')")
    lines = "\n".join(line.rstrip() for line in ";\n\n".join(statements).splitlines())
    return f"-- Generated from tables/ by `python -m salesctl.store.schema.generate`. Do not edit.\n\n{lines};\n"


def fields_json() -> str:
    """Return what each record says of its fields, as the check before a write reads it: a line each."""
    described = sorted(records(Record), key=lambda record: record.TABLE)
    return "{\n" + ",\n".join(map(_table, described)) + "\n}\n"


def records(above: type[Record]) -> Iterator[type[Record]]:
    """Yield the records, and not the tables that inherit them."""
    return (record for record in above.__subclasses__() if record.__module__.startswith("salesctl.domain."))


def _table(record: type[Record]) -> str:
    schema = record.model_json_schema()
    words = schema.get("$defs", {})
    references = _references(record)
    fields = {name: _field(said, words) | references.get(name, {}) for name, said in schema["properties"].items()}
    lines = ",\n".join(f'  "{name}": {json.dumps(field, ensure_ascii=False)}' for name, field in fields.items())
    home = f"{record.__module__}:{record.__name__}"
    return f'"{record.TABLE}": {{"record": "{home}", "fields": {{\n{lines}\n}}}}'


def _references(record: type[Record]) -> dict[str, dict[str, str]]:
    """Return the columns that refer to rows, and the table of each."""
    keys = metadata.tables[record.TABLE].foreign_keys
    return {key.parent.name: {"refers": key.column.table.name} for key in keys}


def _field(said: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """Return what a property says that is not what most say: a text that must be there and may be of any length."""
    parts = said.get("anyOf", [said])
    [part] = [part for part in parts if part.get("type") != "null"]
    field: dict[str, Any] = {}
    if "$ref" in part:
        field = {"type": "word", "enum": words[part["$ref"].rpartition("/")[2]]["enum"]}
    elif (kind := part.get("format", part["type"])) != "string":
        field = {"type": kind}
    if len(parts) > 1:
        assert said["default"] is None, "what may be empty is empty unless it is given"
        field["optional"] = True
    elif "default" in said:
        field["default"] = said["default"]
    more = ("maxLength", "pattern", "minimum", "maximum", "money", "searched")
    return field | {name: part[name] for name in more if name in part}


if __name__ == "__main__":
    SCHEMA.write_text(schema_sql(), encoding="utf-8")
    FIELDS.write_text(fields_json(), encoding="utf-8")
