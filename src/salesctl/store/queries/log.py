"""The journal as it is read: commands, and what they changed."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypedDict

from salesctl.store.check import described, references
from salesctl.store.queries.narrow import AMONG, among, narrow
from salesctl.store.store import Store

_GONE = "SELECT x.table_name, x.row_id FROM change x"


class _Parts(NamedTuple):
    """A table whose rows are parts of another's: of which, and by which column."""

    table: str
    whole: str
    column: str


@cache
def _own() -> str:
    """Return the rows that are or once were a target's: those that say so themselves, and the parts of such rows.

    What belongs to it now is found by its indexes, what is gone in the journal: a partial index holds the deletions,
    and each tells in its last image whose the row was.
    """
    direct = [table.name for table, column in references("target") if column == "target_id"]
    names = ", ".join(f"'{table}'" for table in direct)
    return f"""WITH direct (table_name, row_id) AS (
        SELECT 'target', :target_id
        {"".join(f" UNION SELECT '{table}', id FROM {table} WHERE target_id = :target_id" for table in direct)}
        UNION {_GONE} WHERE x.after IS NULL AND x.table_name IN ({names}) AND x.before ->> 'target_id' = :target_id
    ), own AS (
        SELECT table_name, row_id FROM direct
        {"".join(_of_whole(part) for part in _parts(direct))}
    )"""


def _parts(direct: Sequence[str]) -> Iterator[_Parts]:
    """Yield the tables that refer to one of the `direct` ones, each by the first column that does."""
    for table, said in described().items():
        if table not in direct:
            found = ((field.get("refers"), column) for column, field in said["fields"].items())
            yield from [_Parts(table, whole, column) for whole, column in found if whole in direct][:1]


def _of_whole(part: _Parts) -> str:
    return f""" UNION SELECT '{part.table}', p.id FROM direct d JOIN {part.table} p ON p.{part.column} = d.row_id
            WHERE d.table_name = '{part.whole}'
        UNION {_GONE} WHERE x.after IS NULL AND x.table_name = '{part.table}'
            AND x.before ->> '{part.column}' IN (SELECT row_id FROM direct WHERE table_name = '{part.whole}')"""


class LogFilter(NamedTuple):
    """Which entries are meant; what is None does not narrow. `first` and `before` are moments, in UTC."""

    entry_id: int | None = None
    first: str | None = None
    before: str | None = None
    table: str | None = None


_BY_TIME = {"entry_id": "c.id = :entry_id", "first": "c.recorded_at >= :first", "before": "c.recorded_at < :before"}
_TOUCHED = "EXISTS (SELECT 1 FROM change x WHERE x.command_id = c.id AND x.table_name = :table)"


class ListedCommand(TypedDict):
    """A journal entry, with the number of rows it changed; `undone` is 0 or 1, `undoes` the entry it took back."""

    id: int
    recorded_at: str
    rep: str | None
    kind: str
    command: str
    undone: int
    undoes: int | None
    rows: int


def list_commands(store: Store, chosen: LogFilter, limit: int) -> list[ListedCommand]:
    """Return journal entries, the newest first, with the number of rows each changed."""
    condition, params = narrow(chosen, {**_BY_TIME, "table": _TOUCHED})
    return store.rows(
        f"""SELECT c.id, c.recorded_at, c.rep, c.kind, c.words AS command, c.undone, c.undoes,
            (SELECT count(*) FROM change x WHERE x.command_id = c.id) AS rows
        FROM command c WHERE {condition} ORDER BY c.id DESC LIMIT :limit""",
        {**params, "limit": limit},
        of=ListedCommand,
    )


class ChangedRow(TypedDict):
    """A row as a command found and left it (`before` and `after`, JSON), and the journal entry (`id`) of that."""

    id: int
    recorded_at: str
    rep: str | None
    command: str
    table: str
    row_id: int
    before: str | None
    after: str | None


def list_changes(store: Store, chosen: LogFilter, target_id: int | None, limit: int) -> list[ChangedRow]:
    """Return changed rows with their images, the newest first; of a target, also of rows that once belonged to it."""
    condition, params = narrow(chosen, {**_BY_TIME, "table": "x.table_name = :table"})
    of_target = "own CROSS JOIN change x ON x.table_name = own.table_name AND x.row_id = own.row_id"
    source = "change x" if target_id is None else of_target
    return store.rows(
        f"""{_own() if target_id is not None else ""}
        SELECT c.id, c.recorded_at, c.rep, c.words AS command, x.table_name AS "table", x.row_id, x.before, x.after
        FROM {source} JOIN command c ON c.id = x.command_id
        WHERE {condition} ORDER BY x.id DESC LIMIT :limit""",
        {**params, "target_id": target_id, "limit": limit},
        of=ChangedRow,
    )


def name_of(store: Store, table: str, row_id: int) -> str | None:
    """Return the name of a row, the last one it had where it is gone; None when the journal does not know either."""
    return store.value(
        f"""SELECT coalesce((SELECT name FROM {table} WHERE id = :id), (
            SELECT x.before ->> 'name' FROM change x WHERE x.table_name = :table AND x.row_id = :id
                AND x.before IS NOT NULL ORDER BY x.id DESC LIMIT 1
        ))""",
        {"table": table, "id": row_id},
        of=str,
    )


class TakenBack(TypedDict):
    """What taking an entry back does to the rows of a table; the `names` of some are joined with `SEPARATOR`."""

    id: int
    command: str
    table: str
    effect: str
    rows: int
    names: str | None


def list_taken_back(store: Store, entry_ids: list[int], names: int) -> list[TakenBack]:
    """Return what taking entries back would do: by entry and table, how many rows of each effect, and some `names`.

    The rows of a target's are named after it.
    """
    return store.rows(
        f"""WITH ends AS (
            SELECT command_id, table_name, row_id, min(id) AS first, max(id) AS last FROM change
            WHERE command_id {AMONG} GROUP BY command_id, table_name, row_id
        ), net AS (
            SELECT ends.*, CASE WHEN f.before IS NULL THEN 'deleted' WHEN l.after IS NULL THEN 'brought back'
                ELSE 'changed back' END AS effect, coalesce(l.after, f.before) AS image
            FROM ends JOIN change f ON f.id = ends.first JOIN change l ON l.id = ends.last
            WHERE l.after IS DISTINCT FROM f.before
        ), ranked AS (
            SELECT *, row_number() OVER (PARTITION BY command_id, table_name, effect ORDER BY last DESC) AS place
            FROM net
        )
        SELECT r.command_id AS id, c.words AS command, r.table_name AS "table", r.effect, count(*) AS rows,
            group_concat(CASE WHEN r.place <= :names THEN coalesce(
                r.image ->> 'name', (SELECT t.name FROM target t WHERE t.id = r.image ->> 'target_id')
            ) END, char(31)) AS names
        FROM ranked r JOIN command c ON c.id = r.command_id
        GROUP BY r.command_id, c.words, r.table_name, r.effect
        ORDER BY r.command_id DESC, max(r.last) DESC""",
        {**among(entry_ids), "names": names},
        of=TakenBack,
    )
