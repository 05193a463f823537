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
from salesctl.store.sqlite.identity import APPLICATION_ID
from salesctl.store.sqlite.layout import SCHEMA


def schema_sql() -> str:
    """Return the statements that make a new store, the revision it is at included."""
    dialect = sqlite.dialect()
    statements = [f"PRAGMA application_id = {APPLICATION_ID}"]
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
    """Return what each record says of its fields, as the check before a write reads it."""
    kinds = {record.TABLE: _kind(record) for record in sorted(records(Record), key=lambda record: record.TABLE)}
    return json.dumps(kinds, indent=0, ensure_ascii=False) + "\n"


def records(above: type[Record]) -> Iterator[type[Record]]:
    """Yield the records, and not the tables that inherit them."""
    return (record for record in above.__subclasses__() if record.__module__.startswith("salesctl.domain."))


def _kind(record: type[Record]) -> dict[str, Any]:
    schema = record.model_json_schema()
    words = schema.get("$defs", {})
    fields = {name: _field(told, words) for name, told in schema["properties"].items()}
    return {"record": f"{record.__module__}:{record.__name__}", "fields": fields}


def _field(told: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """Flatten a property: its kind instead of references and unions, `null` where it may be empty."""
    parts = told.get("anyOf", [told])
    [part] = [part for part in parts if part.get("type") != "null"]
    field = {"null": None} if len(parts) > 1 else {}
    field |= {name: told[name] for name in ("default",) if name in told}
    if "$ref" in part:
        return field | {"type": "word", "enum": words[part["$ref"].rpartition("/")[2]]["enum"]}
    limits = ("maxLength", "pattern", "minimum", "maximum")
    return field | {"type": part.get("format", part["type"])} | {name: part[name] for name in limits if name in part}


if __name__ == "__main__":
    SCHEMA.write_text(schema_sql(), encoding="utf-8")
    FIELDS.write_text(fields_json(), encoding="utf-8")
