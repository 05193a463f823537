"""What is known of a store as a whole."""

from typing import TypedDict

from salesctl.domain.figures import SEPARATOR
from salesctl.store.store import Store

_ABOUT = """SELECT (SELECT version_num FROM alembic_version) AS revision,
    (SELECT value FROM setting WHERE name = 'currency') AS currency,
    (SELECT value FROM setting WHERE name = 'created') AS created,
    (SELECT count(*) FROM command) AS commands,
    (SELECT count(*) FROM change) AS changes,
    (SELECT min(recorded_at) FROM command) AS journal_since,
    (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS size"""
_JOURNAL = ("command", "change")


class _About(TypedDict):
    revision: str
    currency: str
    created: str
    commands: int
    changes: int
    journal_since: str | None
    size: int


class StoreFacts(_About):
    """What is known of a store: revision, currency, size in bytes, how much it holds and how long its journal is."""

    rows: int
    tables: str


def describe(store: Store) -> StoreFacts:
    """Return a store's revision and currency, its size in bytes and its journal's, and its rows by table (`tables`)."""
    counts = rows_by_table(store)
    tables = SEPARATOR.join(f"{table} {count}" for table, count in counts.items() if count)
    return {**store.rows(_ABOUT, of=_About)[0], "rows": sum(counts.values()), "tables": tables}


def rows_by_table(store: Store) -> dict[str, int]:
    """Return how many rows each table has; those of the journal and of what is derived are left out."""
    names = store.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' ORDER BY name"
    )
    kept = [row["name"] for row in names if row["name"] not in _JOURNAL]
    return {name: int(store.value(f"SELECT count(*) FROM {name}")) for name in kept}
