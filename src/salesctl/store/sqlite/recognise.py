"""Whether a database is a store of ours, and of which revision."""

import re
from pathlib import Path

from salesctl.errors import NewerStore, StoreError
from salesctl.store.revision import HEAD
from salesctl.store.sqlite import identity, layout
from salesctl.store.sqlite.lane import Lane


def check_revision(lane: Lane, path: Path) -> str:
    """Return the schema revision of an open store, whose file is named in what is said against it.

    Raises:
        StoreError: It is no salesctl store.
        NewerStore: A newer version of salesctl made it.
    """
    revision = read_revision(lane, path)
    if revision > HEAD:
        raise NewerStore(f"{path} was made by a newer salesctl (revision {revision}, this one knows {HEAD}): upgrade")
    return revision


def read_revision(lane: Lane, path: Path) -> str:
    """Return the schema revision of an open store, be it newer.

    Raises:
        StoreError: It is no salesctl store.
    """
    application = next(iter(lane.run("PRAGMA application_id")))["application_id"]
    tables = {row["name"] for row in lane.run("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")}
    if application not in (identity.APPLICATION_ID, 0) or "alembic_version" not in tables:
        raise _not_ours(path)
    rows = lane.run("SELECT version_num FROM alembic_version")
    revision = next((str(row["version_num"]) for row in rows), "")
    if not application and not _is_former(lane, revision):
        raise _not_ours(path)
    if not re.fullmatch(r"\d{4}", revision):
        raise StoreError(f"{path} has no schema revision; `salesctl db check --repair` or restore a backup")
    return revision


def _is_former(lane: Lane, revision: str) -> bool:
    """Whether a database without our mark is a store: the first versions made none, and some copies lose it."""
    if not re.fullmatch(r"\d{4}", revision) or revision > HEAD:
        return False
    there = {(row["table"], row["column"]) for row in lane.run(layout.COLUMNS)}
    return layout.expected_columns(revision) <= there


def _not_ours(path: Path) -> StoreError:
    remedy = "give another file with --db, or a backup to `salesctl db restore`"
    return StoreError(f"{path} is not a salesctl store; {remedy}")
