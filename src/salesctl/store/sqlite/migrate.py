"""Bringing an older store up to date with Alembic; imported only when a store is behind."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, create_engine, event

from salesctl import clock
from salesctl.errors import StoreError
from salesctl.store.sqlite import files
from salesctl.store.sqlite.backup import back_up

_MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migrate(path: Path, *, migrations: Path = _MIGRATIONS, to: str = "head", backups_keep: int | None = None) -> Path:
    """Back the store up, run the migrations it lacks in one transaction, and return the backup.

    Raises:
        StoreError: A migration failed or would leave dangling references; the store is as it was.
    """
    copy = back_up(path, "before-migration", keep=backups_keep)
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": files.BUSY_SECONDS})
    event.listen(engine, "connect", _own_transactions)
    try:
        with engine.connect() as connection:
            # The pragma does nothing inside a transaction, so it comes first.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            _upgrade(connection, migrations, to)
            connection.exec_driver_sql("COMMIT")
    except Exception as error:
        why = " ".join(str(error).split("\n")[0].split())
        raise StoreError(f"migrating {path} failed ({why}); it is as it was, and copied to {copy}") from error
    finally:
        engine.dispose()
    return copy


def _upgrade(connection: Connection, migrations: Path, to: str) -> None:
    """Run the migrations; a table they make anew keeps its sequence, so that no id is used twice."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    sequences = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").mappings().all()
    before = _revision(connection)
    command.upgrade(config, to)
    if _revision(connection) == before:  # another process did it while this one waited
        return
    for sequence in map(dict, sequences):
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = :name AND seq < :seq", sequence)
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) SELECT :name, :seq"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)",
            sequence,
        )
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError(f"a row of {broken[0]} would refer to a row of {broken[2]} that is not there")
    connection.exec_driver_sql(
        "INSERT INTO command (recorded_at, words, kind) VALUES (?, 'migrate', 'barrier')", (clock.timestamp(),)
    )


def _revision(connection: Connection) -> Any:
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _own_transactions(connection: Any, _record: Any) -> None:
    """Stop sqlite3 from opening transactions by itself: it opens none for DDL, and half a migration could stay."""
    connection.isolation_level = None
