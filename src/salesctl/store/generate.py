"""Write `schema.sql` from the tables: `python -m salesctl.store.generate`. A test fails when it is stale."""

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from salesctl.store.revision import HEAD
from salesctl.store.tables import metadata

SCHEMA = Path(__file__).with_name("schema.sql")


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
    return f"-- Generated from tables/ by `python -m salesctl.store.generate`. Do not edit.\n\n{lines};\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_sql(), encoding="utf-8")
