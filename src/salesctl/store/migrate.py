"""Bringing an older store up to date with Alembic; imported only when a store is behind."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event

from salesctl import clock
from salesctl.errors import StoreError
from salesctl.store.backup import back_up
from salesctl.store.lane import BUSY_SECONDS

_MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(path: Path, *, migrations: Path = _MIGRATIONS, to: str = "head") -> Path:
    """Back the store up, run the migrations it lacks in one transaction, and return the backup.

    Raises:
        StoreError: A migration failed or would leave dangling references; the store is as it was.
    """
    copy = back_up(path, "before-migration")
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _own_transactions)
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    try:
        with engine.connect() as connection:
            # The pragma does nothing inside a transaction, so it comes first.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreError(f"migrating {path} would break references; it is as it was, and copied to {copy}")
            connection.exec_driver_sql(
                "INSERT INTO command (recorded_at, words, kind) VALUES (?, 'migrate', 'barrier')", (clock.timestamp(),)
            )
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()
    return copy


def _own_transactions(connection: Any, _record: Any) -> None:
    """Stop sqlite3 from opening transactions by itself: it opens none for DDL, and half a migration could stay."""
    connection.isolation_level = None
