"""Bringing an older store up to date: it gets the scripts of `migrations/` that it lacks, one a revision."""

import sqlite3
from contextlib import closing
from pathlib import Path

from salesctl import clock
from salesctl.errors import StoreError
from salesctl.store.sqlite import files, waiting
from salesctl.store.sqlite.backup import back_up
from salesctl.store.sqlite.scripts import MIGRATIONS, Migration, migrations


def migrate(path: Path, *, folder: Path = MIGRATIONS, backups_keep: int | None = None) -> Path:
    """Back the store up, run the migrations it lacks in one transaction, and return the backup.

    Raises:
        StoreError: A migration failed or would leave dangling references; the store is as it was.
    """
    copy = back_up(path, "before-migration", keep=backups_keep)
    place = f"{path.absolute().as_uri()}?mode=rw"
    try:
        # Closing it without a commit takes everything back.
        with closing(sqlite3.connect(place, uri=True, timeout=files.BUSY_SECONDS, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            # The pragma does nothing inside a transaction, so it comes first.
            connection.execute("PRAGMA foreign_keys = OFF")
            waiting.begin(connection)
            _upgrade(connection, migrations(folder))
            connection.execute("COMMIT")
    except Exception as error:
        why = " ".join(str(error).split("\n")[0].split())
        raise StoreError(f"migrating {path} failed ({why}); it is as it was, and copied to {copy}") from error
    return copy


def _upgrade(connection: sqlite3.Connection, known: list[Migration]) -> None:
    """Run the migrations; a table they make anew keeps its sequence, so that no id is used twice."""
    [(stored,)] = connection.execute("SELECT version_num FROM alembic_version")
    lacking = [migration for migration in known if migration.revision > stored]
    if not lacking:  # another process did it while this one waited
        return
    sequences = connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    for migration in lacking:
        migration.run(connection)
    for sequence in map(dict, sequences):
        connection.execute("DELETE FROM sqlite_sequence WHERE name = :name AND seq < :seq", sequence)
        connection.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT :name, :seq"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)",
            sequence,
        )
    if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError(f"a row of {broken['table']} would refer to a row of {broken['parent']} that is not there")
    # The table has its name from the tool that ran the first migrations.
    connection.execute("UPDATE alembic_version SET version_num = ?", (lacking[-1].revision,))
    connection.execute(
        "INSERT INTO command (recorded_at, words, kind) VALUES (?, 'migrate', 'barrier')", (clock.timestamp(),)
    )
