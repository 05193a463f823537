"""One schema, written three ways: the tables, schema.sql for new stores, and the migrations for old ones."""

import re
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine

from salesctl.domain.target import CustomerClass
from salesctl.domain.territory import Approach
from salesctl.store.revision import HEAD
from salesctl.store.schema import generate, tables
from salesctl.store.sqlite.identity import APPLICATION_ID
from salesctl.store.sqlite.scripts import MIGRATIONS, migrations


def schema(path):
    """Return every table and index by name, its SQL freed of spacing and of the quotes that renaming a table adds."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " AND name <> 'alembic_version'"
        ).fetchall()
    return {name: re.sub(r"\s+", " ", sql).strip().replace('"', "") for name, sql in rows}


@pytest.fixture
def from_tables(tmp_path):
    path = tmp_path / "tables.db"
    engine = create_engine(f"sqlite:///{path}")
    tables.metadata.create_all(engine)
    engine.dispose()
    return schema(path)


@pytest.fixture
def from_file(tmp_path):
    path = tmp_path / "file.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(generate.SCHEMA.read_text(encoding="utf-8"))
    return schema(path)


@pytest.fixture
def from_migrations(tmp_path):
    path = tmp_path / "migrated.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        for migration in migrations():
            migration.run(connection)
    return schema(path)


def test_the_tables_make_the_schema_of_the_file(from_tables, from_file):
    assert from_tables == from_file


def test_the_migrations_make_the_schema_of_the_file(from_migrations, from_file):
    assert from_migrations == from_file


def test_the_migrations_are_numbered_in_order_and_the_last_is_what_a_new_store_has():
    revisions = [migration.revision for migration in migrations()]
    assert revisions == [f"{number:04d}" for number in range(1, len(revisions) + 1)]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(generate.SCHEMA.read_text(encoding="utf-8"))
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(revisions[-1],)]
    assert revisions[-1] == HEAD


def test_every_file_beside_the_migrations_belongs_to_one():
    names = {migration.script.stem for migration in migrations()}
    others = {path.name for path in MIGRATIONS.iterdir() if path.is_file() and path.stem not in names}
    assert others == set()


def test_the_mark_of_a_migrated_store_is_that_of_a_new_one():
    script = MIGRATIONS / "0008_identity.sql"
    mark = f"PRAGMA application_id = {APPLICATION_ID};"
    assert script.read_text(encoding="utf-8").startswith(mark)
    assert mark in generate.SCHEMA.read_text(encoding="utf-8")


def test_no_id_is_used_twice_and_no_delete_goes_unseen(from_file):
    created = [sql for sql in from_file.values() if sql.startswith("CREATE TABLE")]
    assert len(created) == len(tables.metadata.tables)
    assert [sql for sql in created if "PRIMARY KEY AUTOINCREMENT" not in sql] == []
    assert [sql for sql in from_file.values() if "CASCADE" in sql or "TRIGGER" in sql] == []


def test_the_words_of_the_records_are_checked_by_the_schema(from_file):
    for word in [*Approach, *CustomerClass]:
        assert f"'{word.value}'" in from_file["territory"] + from_file["target"]
    assert "lat >= -90 AND lat <= 90" in from_file["target"]


@pytest.mark.parametrize("table", sorted(tables.metadata.tables))
def test_what_a_row_points_to_can_be_deleted_without_reading_the_table(table):
    """Reps apart: there are few, and only an undo deletes one."""
    made = tables.metadata.tables[table]
    indexed = {str(next(iter(index.expressions))).rpartition(".")[2] for index in made.indexes}
    keys = {key.parent.name for key in made.foreign_keys if key.column.table.name != "rep"}
    assert keys <= indexed


@pytest.mark.parametrize("table", sorted(tables.metadata.tables))
def test_only_plain_types_are_stored(table):
    kinds = {str(column.type) for column in tables.metadata.tables[table].columns}
    assert kinds <= {"TEXT", "INTEGER", "FLOAT"}
