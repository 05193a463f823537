"""The one place where anything is written, and where every write is journalled."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from salesctl import clock
from salesctl.domain.record import Record
from salesctl.errors import StoreError
from salesctl.store.lane import Lane, Params, Row

Changes = Mapping[str, Any]


class Store:
    """Reads as SQL, writes as records: each write is validated, run and journalled inside a transaction."""

    def __init__(self, lane: Lane, words: str = "") -> None:
        """Wrap an open lane; `words` is the command as typed, kept in the journal."""
        self.lane = lane
        self.words = words
        self._depth = 0
        self._command_id: int | None = None

    # Reading

    def stream(self, sql: str, params: Params | None = None) -> Iterator[Row]:
        """Return the rows of a query one by one."""
        return self.lane.run(sql, params)

    def rows(self, sql: str, params: Params | None = None) -> list[dict[str, Any]]:
        """Return all rows of a query."""
        return [dict(row) for row in self.lane.run(sql, params)]

    def one(self, sql: str, params: Params | None = None) -> dict[str, Any] | None:
        """Return the first row of a query, or None."""
        for row in self.lane.run(sql, params):
            return dict(row)
        return None

    def value(self, sql: str, params: Params | None = None) -> Any:
        """Return the first value of the first row of a query, or None."""
        for row in self.lane.run(sql, params):
            return row[0]  # type: ignore[index]  # rows are sequences too, mapping is what callers rely on
        return None

    # Writing

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Make one use case one transaction and one journal entry; an inner use case joins the outer one.

        With `keep` false it is a rehearsal: whatever was written is taken back at the end.
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
        try:
            yield
            self.lane.end(commit=keep)
        except BaseException:
            self.lane.end(commit=False)
            raise
        finally:
            self._depth = 0
            self._command_id = None

    def insert(self, record: Record) -> dict[str, Any]:
        """Store a new row and return it, id included."""
        fields = record.model_dump(mode="json")
        row = self._insert(record.TABLE, fields)
        self._journal(record.TABLE, [(None, row)])
        return row

    def insert_many(self, records: Iterable[Record]) -> list[dict[str, Any]]:
        """Store many rows of one table and return them in their order; the same as `insert` for each, but faster."""
        kept = list(records)
        if not kept:
            return []
        self._require_transaction()
        table, images = kept[0].TABLE, [record.model_dump(mode="json") for record in kept]
        last = self.value(f"SELECT coalesce(max(id), 0) FROM {table}")
        self.lane.run_many(_insertion(table, tuple(images[0])), images)
        # Nobody else writes during the transaction, and ids only grow: what lies above the last one was just written.
        rows = self.rows(f"SELECT * FROM {table} WHERE id > :last ORDER BY id", {"last": last})
        self._journal(table, [(None, row) for row in rows])
        return rows

    def update(self, kind: type[Record], row_id: int, changes: Changes) -> dict[str, Any]:
        """Change one row and return it; the whole row is validated as it will be.

        Raises:
            InvalidInput: The row would not be a valid record.
        """
        before = self.one(f"SELECT * FROM {kind.TABLE} WHERE id = :id", {"id": row_id})
        if before is None:
            raise StoreError(f"{kind.TABLE} {row_id} is no longer in the store; nothing was changed")
        fields = {name: value for name, value in before.items() if name != "id"}
        new = kind.checked({**fields, **changes}).model_dump(mode="json")
        changed = {name: value for name, value in new.items() if value != before[name]}
        if not changed:
            return before
        return self.update_where(kind, "id = :id", {"id": row_id}, changed)[0]

    def update_where(self, kind: type[Record], where: str, params: Params, changes: Changes) -> list[dict[str, Any]]:
        """Change every row that fits to the same plain values, and return the rows as they are now."""
        table = kind.TABLE
        before = {row["id"]: row for row in self.rows(f"SELECT * FROM {table} WHERE {where}", params)}
        if not before:
            return []
        sets = ", ".join(f"{name} = :set_{name}" for name in changes)
        values = {f"set_{name}": value for name, value in changes.items()}
        after = self._write(f"UPDATE {table} SET {sets} WHERE {where} RETURNING *", {**params, **values})
        self._journal(table, [(before[row["id"]], row) for row in after if row != before[row["id"]]])
        return after

    def delete_where(self, kind: type[Record], where: str, params: Params) -> int:
        """Delete every row that fits and return how many there were."""
        rows = self._write(f"DELETE FROM {kind.TABLE} WHERE {where} RETURNING *", params)
        self._journal(kind.TABLE, [(row, None) for row in rows])
        return len(rows)

    def put(self, table: str, row_id: int, image: Changes | None) -> None:
        """Bring one row to a journalled image: insert, overwrite or (None) delete it. Only `undo` needs this."""
        before = self.one(f"SELECT * FROM {table} WHERE id = :id", {"id": row_id})
        if image is None:
            self._write(f"DELETE FROM {table} WHERE id = :id", {"id": row_id})
        elif before is None:
            self._insert(table, image)
        else:
            sets = ", ".join(f"{name} = :{name}" for name in image)
            self._write(f"UPDATE {table} SET {sets} WHERE id = :id", image)
        self._journal(table, [(before, dict(image) if image else None)])

    def _insert(self, table: str, fields: Changes) -> dict[str, Any]:
        return self._write(f"{_insertion(table, tuple(fields))} RETURNING *", fields)[0]

    def _write(self, sql: str, params: Params) -> list[dict[str, Any]]:
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
                    "before": before and json.dumps(before, ensure_ascii=False),
                    "after": after and json.dumps(after, ensure_ascii=False),
                }
                for before, after in images
            ),
        )

    def mark(self, taken_back: int, *, kind: str, words: str) -> None:
        """Say in the journal that the running transaction takes back an earlier entry. Only `undo` needs this."""
        self._write("UPDATE command SET undone = 1 WHERE id = :id", {"id": taken_back})
        self._write(
            "UPDATE command SET kind = :kind, undoes = :undoes, words = :words WHERE id = :id",
            {"id": self._entry(), "kind": kind, "undoes": taken_back, "words": words},
        )

    def _entry(self) -> int:
        """Return the journal entry of the running transaction, made at its first change: no change, no entry."""
        if self._command_id is None:
            entry = self._insert("command", {"recorded_at": clock.timestamp(), "words": self.words})
            self._command_id = int(entry["id"])
        return self._command_id


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f":{name}" for name in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"
