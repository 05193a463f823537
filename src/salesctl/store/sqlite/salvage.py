"""Repairing a store: every row that can be read goes into a new one, and what cannot is named."""

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from salesctl import clock
from salesctl.domain.text import fold
from salesctl.errors import NewerStore, StoreError
from salesctl.store.check import Field, described
from salesctl.store.revision import HEAD
from salesctl.store.sqlite import files, identity, layout
from salesctl.store.sqlite.backup import copy_content, keep_as_it_is
from salesctl.store.sqlite.health import JOURNAL, departures, problems
from salesctl.store.sqlite.kinds import fits, is_optional, nearest, plain
from salesctl.store.sqlite.lane import Lane, store_errors
from salesctl.store.sqlite.reading import Mangled, Wreck, joined
from salesctl.store.sqlite.recognise import check_revision
from salesctl.store.sqlite.restore import add_barrier, is_damage, put_in_place, written

_OURS = {"command", "change", "setting", "target", "visit"}

_HEADER = 100

Image = Mapping[str, Any]


class Salvaged(NamedTuple):
    """What a repair did: how many rows it saved, which otherwise than they stood, what is lost, and the old store."""

    rows: int
    mended: list[str]
    lost: list[str]
    kept: Path


def is_whole(path: Path) -> bool:
    """Whether there is nothing to repair.

    Raises:
        StoreError: There is no store, or it is busy.
        NewerStore: A newer version of salesctl made it.
    """
    try:
        with closing(Lane(path)) as lane:
            check_revision(lane, path)
            return not problems(lane) and not any(departures(lane))
    except StoreError as error:
        if getattr(error.__cause__, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN):
            raise
        return False


def repair(path: Path, words: str) -> Salvaged:
    """Put a new store with all rows that can be read in the place of a damaged one, which is kept.

    Rows that cannot be read come back from the journal where it has them. Undo does not go back beyond it: `words`
    stand in the journal.

    Raises:
        StoreError: Nothing can be read, it is no salesctl store, or it is busy or cannot be written.
        NewerStore: A newer version of salesctl made it.
    """
    folder = files.beside(path, "").parent
    with (
        written(path),
        store_errors(path),
        files.part_of(folder) as found,
        files.part_of(folder) as copy,
        files.part_of(folder) as new,
    ):
        _copy(path, found)
        files.copy_bytes(found, copy)
        with closing(Wreck(copy)) as wreck, closing(sqlite3.connect(new, isolation_level=None)) as store:
            done = _Salvage(wreck, store)
            done.run(_revision(wreck, path))
        with closing(Lane(new)) as lane:
            add_barrier(lane, words)
            if wrong := problems(lane):
                raise StoreError(f"{path} cannot be repaired: {wrong[0]}; restore a backup")

        def keep(store: Path) -> Path:
            kept = keep_as_it_is(store, why="damaged")
            if not _same_pages(kept, found):
                raise StoreError(f"another program wrote to {path} while it was read; try again")
            return kept

        kept = put_in_place(path, new, keep)
        assert kept is not None, "it was there"
        return Salvaged(done.rows, done.mended, done.lost, kept)


def _copy(path: Path, part: Path) -> None:
    """Copy what a store holds; where SQLite cannot open it, its bytes."""
    try:
        copy_content(path, part)
    except StoreError as error:
        if not is_damage(error):
            raise
        files.copy_bytes(path, part)


def _same_pages(copy: Path, other: Path) -> bool:
    """Whether two copies of a store hold the same; how it keeps its log, and how often it did so, is in the header."""
    return copy.read_bytes()[_HEADER:] == other.read_bytes()[_HEADER:]


class _Salvage:
    """Carries rows from a wreck into a new store, whose tables it makes."""

    def __init__(self, wreck: Wreck, store: sqlite3.Connection) -> None:
        self._wreck, self._store = wreck, store
        self._columns: dict[str, list[str]] = {}
        self.rows, self.mended, self.lost = 0, list[str](), list[str]()

    def run(self, revision: str) -> None:
        """Carry everything over."""
        self._wreck.repair_schema(revision)
        self._store.execute("PRAGMA foreign_keys = OFF")
        self._store.execute("BEGIN")
        layout.make(self._store, revision)
        self._store.execute("DELETE FROM setting")
        self._columns = _columns(self._store)
        images = self._carry_journal()
        for table in [table for table in self._columns if table not in JOURNAL]:
            self._carry(table, images.get(table, {}))
        self._give_parents()
        self._number_on()
        self._store.execute(f"PRAGMA application_id = {identity.APPLICATION_ID}")
        self._store.execute("COMMIT")
        self._carry_views()

    def _carry_journal(self) -> dict[str, dict[int, Image]]:
        """Carry the journal over, and return the last image of each row that is there still, by table."""
        last: dict[str, dict[int, Image]] = {}
        unread: list[tuple[int, int]] = []
        moment = clock.timestamp()
        for row in self._wreck.rows("command", self._columns["command"], unread):
            # One that cannot be read is taken to be of the time of the entry before it.
            entry = self._mended("command", JOURNAL["command"], row, {"recorded_at": moment})
            self._keep("command", entry)
            moment = entry["recorded_at"]
        self._lose("command", unread)
        unread = []
        for row in self._wreck.rows("change", self._columns["change"], unread):
            before, after = _parsed(row["before"]), _parsed(row["after"])
            images = [image for image in (before, after) if image is not None]
            readable = images and all(image and image.get("id") == row["row_id"] for image in images)
            if not readable or row["table_name"] not in described() or not self._is_there("command", row["command_id"]):
                self.lost.append(f"change {row['id']} of the journal is not one that can be taken back")
            elif self._keep("change", row):
                last.setdefault(row["table_name"], {})[row["row_id"]] = after
        self._lose("change", unread)
        return {table: {row: image for row, image in rows.items() if image} for table, rows in last.items()}

    def _carry(self, table: str, images: dict[int, Image]) -> None:
        """Carry the rows of a table over; those that cannot be read or kept come from the journal."""
        unread: list[tuple[int, int]] = []
        for row in self._wreck.rows(table, self._columns[table], unread):
            image = images.get(row["id"], {})
            self._keep(table, self._mended(table, described()[table]["fields"], row, image), image)
        lost = []
        for low, high in unread:
            known = {row_id: image for row_id, image in images.items() if low <= row_id <= high}
            for row_id, image in known.items():
                self._keep(table, {"id": row_id}, image)
            lost += [(low, high)] if len(known) <= high - low else []
        self._lose(table, lost)

    def _mended(self, table: str, fields: Mapping[str, Field], row: dict[str, Any], image: Image) -> dict[str, Any]:
        """Return a row whose values are all of their kind: from the journal, or as near as can be."""
        for name in [name for name in row if name in fields and not fits(fields[name], row[name])]:
            instead = image.get(name)
            row[name] = (
                instead if instead is not None and fits(fields[name], instead) else nearest(fields[name], row[name])
            )
            self.mended.append(f"{table} {row['id']}: its {name} could not be read as it stood")
        if "name_key" in row and row["name_key"] != fold(row["name"]):
            self.mended.append(f"{table} {row['id']} is found under its name again")
            row["name_key"] = fold(row["name"])
        return row

    def _keep(self, table: str, row: Image, image: Image | None = None) -> bool:
        """Store a row, or its image in the journal where the table does not take it; say whether either could be."""
        why = self._insert(table, row)
        if why and image:
            why = self._insert(table, {name: image.get(name) for name in ("id", *self._columns[table])})
            if not why:
                self.mended.append(f"{table} {row['id']} comes from the journal")
        if why:
            self.lost.append(f"{table} {row['id']} could not be kept: {why}")
        self.rows += not why
        return not why

    def _insert(self, table: str, row: Image) -> str | None:
        """Store a row; return why it cannot be."""
        names = ", ".join(f'"{name}"' for name in row)
        try:
            self._store.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", [*row.values()])
        except sqlite3.Error as error:
            return str(error)
        return None

    def _lose(self, table: str, ranges: list[tuple[int, int]]) -> None:
        for low, high in joined(ranges):
            self.lost.append(f"{table} {low}{f' to {high}' * (low < high)} could not be read")

    def _is_there(self, table: str, row_id: int) -> bool:
        return self._store.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone() is not None

    def _give_parents(self) -> None:
        """Have no row refer to one that is lost: to nothing where it may, else to one that stands for it."""
        while dangling := self._store.execute("PRAGMA foreign_key_check").fetchall():
            for table, row_id, parent, number in dangling:
                keys = {key[0]: key[3] for key in self._keys(table)}
                column = keys[number]
                field = (JOURNAL.get(table) or described()[table]["fields"])[column]
                (value,) = self._store.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,)).fetchone()
                if is_optional(field):
                    self._store.execute(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (row_id,))
                    self.mended.append(f"{table} {row_id}: the {parent} it refers to is lost")
                elif not self._is_there(parent, value) and (why := self._stand_in(parent, value)):
                    self._store.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
                    self.lost.append(f"{table} {row_id} could not be kept: the {parent} it refers to is lost ({why})")

    def _stand_in(self, table: str, row_id: int) -> str | None:
        """Make a row that stands for one that is lost, so that what belongs to it is not; return why it cannot be."""
        keys = {key[3]: key[2] for key in self._keys(table)}
        row: dict[str, Any] = {"id": row_id}
        for name, field in described()[table]["fields"].items():
            row[name] = plain(field, f"lost {table} {row_id}")
            if name in keys and row[name] is not None:
                row[name] = self._store.execute(f"SELECT coalesce(min(id), 1) FROM {keys[name]}").fetchone()[0]
        if not (why := self._insert(table, row)):
            self.mended.append(f"{table} {row_id} is lost; '{row.get('name', row_id)}' stands for it")
        return why

    def _keys(self, table: str) -> list[Any]:
        return self._store.execute(f"SELECT * FROM pragma_foreign_key_list('{table}')").fetchall()

    def _number_on(self) -> None:
        """Have no id be used twice, those of lost rows included."""
        self._store.execute("DELETE FROM sqlite_sequence")
        for table in self._columns:
            (there,) = self._store.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
            if last := max(self._wreck.last_id(table), there):
                self._store.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))

    def _carry_views(self) -> None:
        """Carry over the views people made; triggers and tables that are not ours stay in the copy that is kept."""
        for part in self._wreck.parts.values():
            if part.type == "view":
                with suppress(sqlite3.Error):
                    self._store.execute(part.sql)
            elif part.type == "trigger":
                self.mended.append(f"the trigger {part.name} is taken out")


def _revision(wreck: Wreck, path: Path) -> str:
    """Return the revision of a wreck's schema, the present one where it cannot be read.

    Raises:
        StoreError: It is no salesctl store.
        NewerStore: A newer version of salesctl made it.
    """
    if len(_OURS & set(wreck.parts)) < len(_OURS) - 2:
        raise StoreError(f"{path} is not a salesctl store, or nothing of it can be read; restore a backup")
    revision = wreck.revision or HEAD
    if not re.fullmatch(r"\d{4}", revision):
        return HEAD
    if revision > HEAD:
        raise NewerStore(f"{path} was made by a newer salesctl (revision {revision}): upgrade")
    return revision


def _columns(store: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of each table of a store but the id, in the order in which they were made."""
    columns: dict[str, list[str]] = {}
    for table, column in store.execute(layout.COLUMNS).fetchall():
        if table != "alembic_version":
            columns.setdefault(table, []).extend([column] if column != "id" else [])
    return columns


def _parsed(image: Any) -> Any:
    """Return an image of the journal, None where there was no row, False where it cannot be read."""
    if image is None:
        return None
    with suppress(ValueError, TypeError):
        if isinstance(parsed := json.loads(image), dict) and not isinstance(image, Mangled):
            return parsed
    return False
