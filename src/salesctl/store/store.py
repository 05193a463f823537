"""The one place where anything is written, and where every write is journalled."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from salesctl import clock
from salesctl.errors import Conflict, StoreError
from salesctl.store.sqlite.lane import Lane, Params, Row

R = TypeVar("R", bound=Mapping[str, Any])
T = TypeVar("T")
V = TypeVar("V", bound=Mapping[str, Any])

if TYPE_CHECKING:  # who only reads needs no tables
    from salesctl.store.check import Changes, CheckedRow, Table

    Of = type[R] | Table[R, Any]

Track = Callable[[Iterable[Row]], Iterable[Row]]
"""Wraps the rows of something long, to show how far it has come."""

_LONG = 20_000
_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode

# What an entry did to each row in the end, the other way round and the last first. A row that it changed several times
# goes from its last image to its first.
_JOURNAL_REVERSED = """INSERT INTO change (command_id, table_name, row_id, before, after)
    SELECT :entry, l.table_name, l.row_id, l.after, f.before
    FROM (
        SELECT min(id) AS first, max(id) AS last FROM change WHERE command_id = :taken GROUP BY table_name, row_id
    ) ends
    JOIN change f ON f.id = ends.first
    JOIN change l ON l.id = ends.last
    WHERE l.after IS DISTINCT FROM f.before
    ORDER BY ends.last DESC"""
# What looks made since an entry; and of the entry that takes it back, the targets it concerns and the reps it deletes.
_SEEN = """SELECT x.row_id FROM change x JOIN command k ON k.id = x.command_id
    WHERE k.kind = 'look' AND k.undone = 0 AND k.id > :taken AND x.table_name = :table AND x.before IS NULL"""
_CONCERNED = """SELECT row_id FROM change WHERE command_id = :entry AND table_name = 'target'
    UNION SELECT coalesce(before, after) ->> 'target_id' FROM change WHERE command_id = :entry
    UNION SELECT p.target_id FROM change x JOIN account_plan p ON p.id = coalesce(x.before, x.after) ->> 'account_id'
        WHERE x.command_id = :entry"""
_GONE_REPS = "SELECT row_id FROM change WHERE command_id = :entry AND table_name = 'rep' AND after IS NULL"
_REVERSED = "SELECT {} FROM change WHERE command_id = :entry AND table_name = :table"


class Store:
    """Reads as SQL, writes as checked rows: each write is run and journalled inside a transaction."""

    def __init__(self, lane: Lane, command_line: str = "", rep: str | None = None) -> None:
        """Wrap an open lane; `command_line` is as it was typed, `rep` who works with it, both kept in the journal."""
        self.lane = lane
        self.command_line = command_line
        self.rep = rep
        self.last_entry: int | None = None
        """The last journal entry that this store has committed."""
        self._depth = 0
        self._kind = "command"
        self._command_id: int | None = None
        self._newest: int | None = None

    @property
    def path(self) -> Path:
        """The store's file."""
        return self.lane.path

    def close(self) -> None:
        """Close the store, so that its file is whole by itself and can be copied."""
        self.lane.close()

    def release(self) -> None:
        """Let go of the moment that is read, where somebody is asked or another connection is to write."""
        self.lane.release()

    # Reading
    #
    # All that is read before, between or after transactions is of one moment, as if nobody wrote meanwhile.
    #
    # `of` is what the rows are: those of a table, or a TypedDict of the query's columns; or it is the type of a value.
    # It is for mypy, and for the tests, which hold the rows against it: nothing else looks at it.

    @overload
    def stream(self, sql: str, params: Params | None = None) -> Iterator[Row]: ...
    @overload
    def stream(self, sql: str, params: Params | None = None, *, of: "Of[R]") -> Iterator[R]: ...
    def stream(self, sql: str, params: Params | None = None, *, of: Any = None) -> Iterator[Any]:
        """Return the rows of a query one by one."""
        return self.lane.run(sql, params)

    @overload
    def rows(self, sql: str, params: Params | None = None) -> list[dict[str, Any]]: ...
    @overload
    def rows(self, sql: str, params: Params | None = None, *, of: "Of[R]") -> list[R]: ...
    def rows(self, sql: str, params: Params | None = None, *, of: Any = None) -> list[Any]:
        """Return all rows of a query."""
        rows = list(self.lane.run(sql, params))
        names = rows[0].keys() if rows else ()
        # Looking up each column by its name, as dict(row) does, takes far longer.
        return [dict(zip(names, row, strict=True)) for row in rows]

    def tuples(self, sql: str, params: Params | None = None) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a query as bare values in the order of its columns: for tens of thousands of rows."""
        return map(tuple, self.lane.run(sql, params))

    @overload
    def one(self, sql: str, params: Params | None = None) -> dict[str, Any] | None: ...
    @overload
    def one(self, sql: str, params: Params | None = None, *, of: "Of[R]") -> R | None: ...
    def one(self, sql: str, params: Params | None = None, *, of: Any = None) -> Any:
        """Return the first row of a query, or None."""
        for row in self.lane.run(sql, params):
            return dict(row)
        return None

    @overload
    def value(self, sql: str, params: Params | None = None) -> Any: ...
    @overload
    def value(self, sql: str, params: Params | None = None, *, of: type[T]) -> T | None: ...
    def value(self, sql: str, params: Params | None = None, *, of: Any = None) -> Any:
        """Return the first value of the first row of a query, or None."""
        for row in self.lane.run(sql, params):
            return row[0]  # type: ignore[index]  # rows are sequences too, mapping is what callers rely on
        return None

    # Writing

    @contextmanager
    def transaction(self, *, keep: bool = True, look: bool = False) -> Iterator[None]:
        """Make one use case one transaction and one journal entry; an inner use case joins the outer one.

        With `keep` false it is a rehearsal: whatever was written is taken back at the end. With `look` nobody meant to
        write: undo passes the entry by.
        """
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        self.lane.begin()
        self._depth = 1
        self._kind = "look" if look else "command"
        try:
            yield
            self.lane.end(commit=keep)
            if keep:
                self.last_entry = self._newest
        except BaseException:
            self.lane.end(commit=False)
            raise
        finally:
            self._depth = 0
            self._command_id = None

    def insert(self, new: "CheckedRow[R]") -> R:
        """Store a new row and return it, id included."""
        table = new.table.name
        row: R = self._insert(table, new.values)
        self._journal(table, [(None, row)])
        return row

    def insert_many(self, new: Iterable["CheckedRow[R]"]) -> list[R]:
        """Store many rows of one table and return them in their order; the same as `insert` for each, but faster."""
        kept = list(new)
        if not kept:
            return []
        self._require_transaction()
        table, images = kept[0].table.name, [row.values for row in kept]
        last = self.value(f"SELECT coalesce(max(id), 0) FROM {table}")
        self.lane.run_many(_insertion(table, tuple(images[0])), images)
        # Nobody else writes during the transaction, and ids only grow: what lies above the last one was just written.
        since = f"SELECT * FROM {table} WHERE id > :last ORDER BY id"
        rows = self.rows(since, {"last": last}, of=kept[0].table)
        self._journal(table, [(None, row) for row in rows])
        return rows

    def update(self, changes: "Changes[R]", row_id: int) -> R:
        """Change one row and return it; the whole row is checked as it will be.

        Raises:
            InvalidInput: A value would be out of range.
            StoreError: The row is gone.
        """
        table = changes.table
        before = self.one(f"SELECT * FROM {table.name} WHERE id = :id", {"id": row_id}, of=table)
        if before is None:
            raise StoreError(f"{table.name} {row_id} is no longer in the store; nothing was changed")
        fields = {name: value for name, value in before.items() if name != "id"}
        new = table.stored({**fields, **changes.values})
        changed = {name: value for name, value in new.items() if value != before[name]}
        if not changed:
            return before
        return self.update_where(table.changes(changed), "id = :id", {"id": row_id})[0]

    def update_many(self, table: "Table[Any, V]", changes: Mapping[int, V]) -> None:
        """Change many rows, each by its id in its own way; the same as `update` for each, but faster.

        Raises:
            InvalidInput: A value would be out of range.
        """
        if not changes:
            return
        self._require_transaction()
        span = {"first": min(changes), "last": max(changes)}
        near = self.stream(f"SELECT * FROM {table.name} WHERE id BETWEEN :first AND :last", span)
        images = []
        for before in (dict(row) for row in near if row["id"] in changes):
            fields = {name: value for name, value in before.items() if name != "id"}
            after = {"id": before["id"], **table.stored({**fields, **changes[before["id"]]})}
            if after != before:
                images.append((before, after))
        sets = ", ".join(f"{name} = :{name}" for name in table.fields)
        self.lane.run_many(f"UPDATE {table.name} SET {sets} WHERE id = :id", [after for _, after in images])
        self._journal(table.name, images)

    def update_where(self, changes: "Changes[R]", where: str, params: Params) -> list[R]:
        """Change every row that fits to the same plain values, and return the rows as they are now."""
        table = changes.table
        before = {row["id"]: row for row in self.rows(f"SELECT * FROM {table.name} WHERE {where}", params)}
        if not before:
            return []
        sets = ", ".join(f"{name} = :set_{name}" for name in changes.values)
        values = {f"set_{name}": value for name, value in changes.values.items()}
        after = self._write(f"UPDATE {table.name} SET {sets} WHERE {where} RETURNING *", {**params, **values})
        self._journal(table.name, [(before[row["id"]], row) for row in after if row != before[row["id"]]])
        return after

    def delete_where(self, table: "Table[Any, Any]", where: str, params: Params) -> int:
        """Delete every row that fits and return how many there were."""
        rows = self._write(f"DELETE FROM {table.name} WHERE {where} RETURNING *", params)
        self._journal(table.name, [(row, None) for row in rows])
        return len(rows)

    def take_back(self, entry_id: int, *, kind: str, command_line: str, track: Track) -> int:
        """Bring all rows of a journal entry to their images before it, as a new entry; return how many rows there were.

        Only `undo` and `redo` need this; `kind` is which of them it is, `command_line` that of the entry.

        Raises:
            Conflict: A row is no longer as the entry left it.
        """
        self._command_id = None
        ids = {"taken": entry_id, "entry": self._entry()}
        self._write("UPDATE command SET undone = 1 WHERE id = :taken", ids)
        self._write(
            "UPDATE command SET kind = :kind, undoes = :taken, words = :words WHERE id = :entry",
            {**ids, "kind": kind, "words": command_line},
        )
        self._write(_JOURNAL_REVERSED, ids)
        # Tables come back one after the other, and until the end their rows may point to what is not there.
        self.rows("PRAGMA defer_foreign_keys = ON")
        latest_first = "SELECT table_name FROM change WHERE command_id = :entry GROUP BY table_name ORDER BY max(id)"
        # The journal is read like a stranger's: the names it holds become SQL.
        from salesctl.store.check import columns_of

        tables = {row["table_name"]: columns_of(row["table_name"]) for row in self.rows(latest_first, ids)}
        count = int(self.value("SELECT count(*) FROM change WHERE command_id = :entry", ids))
        track = track if count >= _LONG else iter
        for table in tables:
            self._refuse_altered(table, ids["entry"], f"cannot {kind} '{command_line}'", track)
        for table in tables:
            self._write(f"DELETE FROM {table} WHERE id IN ({_REVERSED.format('row_id')})", {**ids, "table": table})
        for table, columns in tables.items():
            self._insert_images(table, columns, ids["entry"], track)
        if kind == "undo":
            self._delete_seen(ids)
        self._command_id = None
        return count

    def forget(self, first_kept: int) -> int:
        """Delete the journal's entries before one, and return how many there were. Only `db vacuum` needs this."""
        ids = {"first": first_kept}
        self._write("DELETE FROM change WHERE command_id < :first", ids)
        return len(self._write("DELETE FROM command WHERE id < :first RETURNING id", ids))

    def make_barrier(self, words: str) -> None:
        """Have undo not go back beyond the running transaction, of which the journal keeps these words."""
        barrier = {"id": self._entry(), "words": words}
        self._write("UPDATE command SET kind = 'barrier', words = :words WHERE id = :id", barrier)

    def _refuse_altered(self, table: str, entry_id: int, refusal: str, track: Track) -> None:
        rows = self.stream(
            f"SELECT c.row_id, c.before AS journalled, t.* FROM change c LEFT JOIN {table} t ON t.id = c.row_id"
            " WHERE c.command_id = :entry AND c.table_name = :table",
            {"entry": entry_id, "table": table},
        )
        for row in track(rows):
            columns = dict(row)
            row_id, journalled = columns.pop("row_id"), columns.pop("journalled")
            if (None if columns["id"] is None else columns) != (journalled and json.loads(journalled)):
                raise Conflict(f"{refusal}: {table} {row_id} is no longer as it left it")

    def _delete_seen(self, ids: dict[str, int]) -> None:
        """Delete the rows that looks made since the entry taken back, where they depend on what it did.

        They belong to a target that it concerned, or to a rep that it made. They are journalled with the rest, so that
        they come back with it.
        """
        if not self.value(
            "SELECT EXISTS (SELECT 1 FROM command WHERE kind = 'look' AND undone = 0 AND id > :taken)", ids
        ):
            return
        from salesctl.store import tables

        for table, depends in (
            (tables.PLANNED_VISIT, f"status IN ('planned', 'deferred') AND pinned = 0 AND target_id IN ({_CONCERNED})"),
            (tables.WEEKLY_PLAN, f"rep_id IN ({_GONE_REPS})"),
        ):
            self.delete_where(table, f"id IN ({_SEEN}) AND {depends}", {**ids, "table": table.name})

    def _insert_images(self, table: str, columns: tuple[str, ...], entry_id: int, track: Track) -> None:
        kept = f"{_REVERSED.format('after')} AND after IS NOT NULL ORDER BY row_id"
        rows = track(self.stream(kept, {"entry": entry_id, "table": table}))
        images = (_image(row["after"], columns) for row in rows)
        self.lane.run_many(_insertion(table, columns), images)

    def _insert(self, table: str, fields: Params) -> Any:
        return self._write(f"{_insertion(table, tuple(fields))} RETURNING *", fields)[0]

    def _write(self, sql: str, params: Params) -> list[Any]:
        self._require_transaction()
        return self.rows(sql, params)

    def _require_transaction(self) -> None:
        if not self._depth:
            raise RuntimeError("a write outside a transaction would not be journalled as one command")

    def _journal(self, table: str, images: list[tuple[Any, Any]]) -> None:
        if not images:
            return
        self.lane.run_many(
            "INSERT INTO change (command_id, table_name, row_id, before, after)"
            " VALUES (:command_id, :table_name, :row_id, :before, :after)",
            (
                {
                    "command_id": self._entry(),
                    "table_name": table,
                    "row_id": (after or before)["id"],
                    "before": before and _as_json(before),
                    "after": after and _as_json(after),
                }
                for before, after in images
            ),
        )

    def _entry(self) -> int:
        """Return the journal entry of the running transaction, made at its first change: no change, no entry."""
        if self._command_id is None:
            fields = {"recorded_at": clock.timestamp(), "words": self.command_line, "kind": self._kind, "rep": self.rep}
            entry = self._insert("command", fields)
            self._command_id = self._newest = int(entry["id"])
        return self._command_id


def _image(text: str, columns: tuple[str, ...]) -> dict[str, Any]:
    """Read an image of the journal, of a row that has these columns."""
    image = json.loads(text)
    if not isinstance(image, dict) or image.keys() != set(columns):
        raise StoreError("the journal holds what no row looks like; `salesctl db check` tells more")
    return image


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f":{name}" for name in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"
