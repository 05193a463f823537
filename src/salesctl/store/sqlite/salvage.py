"""Repairing a store: every row that can be read goes into a new one, and what cannot is named."""

import filecmp
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import date, datetime
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
from salesctl.store.sqlite.lane import Lane, store_errors
from salesctl.store.sqlite.opening import check_revision
from salesctl.store.sqlite.reading import Mangled, Wreck
from salesctl.store.sqlite.restore import add_barrier, is_damage, put_in_place

_OURS = {"command", "change", "setting", "target", "visit"}

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
        store_errors(path),
        files.part_of(folder) as found,
        files.part_of(folder) as copy,
        files.part_of(folder) as new,
    ):
        _copy(path, found)
        shutil.copyfile(found, copy)
        done = _Salvage(path, copy, new)
        done.run()
        with closing(Lane(new)) as lane:
            add_barrier(lane, words)
            if wrong := problems(lane):
                raise StoreError(f"{path} cannot be repaired: {wrong[0]}; restore a backup")

        def keep(store: Path) -> Path:
            kept = keep_as_it_is(store, why="damaged")
            if not filecmp.cmp(kept, found, shallow=False):
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


class _Salvage:
    """Carries rows from a wreck into a new store."""

    def __init__(self, path: Path, copy: Path, new: Path) -> None:
        self.path, self._copy, self._new = path, copy, new
        self.rows, self.mended, self.lost = 0, list[str](), list[str]()

    def run(self) -> None:
        with closing(Wreck(self._copy)) as wreck, closing(sqlite3.connect(self._new, isolation_level=None)) as store:
            revision = self._revision(wreck)
            wreck.repair_schema(revision)
            store.execute("PRAGMA foreign_keys = OFF")
            store.execute("BEGIN")
            layout.make(store, revision)
            store.execute("DELETE FROM setting")
            columns = _columns(store)
            images = self._journal(wreck, store, columns)
            for table in [table for table in columns if table not in JOURNAL]:
                self._carry(wreck, store, table, columns[table], images.get(table, {}))
            self._give_parents(store)
            self._number_on(wreck, store, columns)
            store.execute(f"PRAGMA application_id = {identity.APPLICATION_ID}")
            store.execute("COMMIT")
            self._views(wreck, store)

    def _revision(self, wreck: Wreck) -> str:
        """Return the revision of the schema, the present one where it cannot be read."""
        if len(_OURS & set(wreck.parts)) < len(_OURS) - 2:
            raise StoreError(f"{self.path} is not a salesctl store, or nothing of it can be read; restore a backup")
        revision = wreck.revision or HEAD
        if revision > HEAD and revision.isdigit():
            raise NewerStore(f"{self.path} was made by a newer salesctl (revision {revision}): upgrade")
        return revision if revision <= HEAD and revision.isdigit() else HEAD

    def _journal(
        self, wreck: Wreck, store: sqlite3.Connection, columns: dict[str, list[str]]
    ) -> dict[str, dict[int, Image | None]]:
        """Carry the journal over, and return the last image of each row of each table; None of one that was deleted."""
        last: dict[str, dict[int, Image | None]] = {}
        entries, moment = set(), clock.timestamp()
        for row in self._read(wreck, "command", columns["command"]):
            # One that cannot be read is taken to be of the time of the entry before it.
            entry = self._mended("command", JOURNAL["command"], row, {"recorded_at": moment})
            if self._insert(store, "command", entry):
                entries.add(entry["id"])
                moment = entry["recorded_at"]
        for row in self._read(wreck, "change", columns["change"]):
            before, image = _parsed(row["before"]), _parsed(row["after"])
            readable = before is not False and image is not False and (before or image)
            if row["command_id"] not in entries or row["table_name"] not in described() or not readable:
                self.lost.append(f"change {row['id']} of the journal is not one that can be taken back")
            elif self._insert(store, "change", row):
                last.setdefault(row["table_name"], {})[row["row_id"]] = image
        return last

    def _read(self, wreck: Wreck, table: str, columns: list[str]) -> Iterator[dict[str, Any]]:
        lost: list[tuple[int, int]] = []
        yield from wreck.rows(table, columns, lost)
        self._lose(table, lost)

    def _lose(self, table: str, lost: list[tuple[int, int]]) -> None:
        for low, high in _joined(lost):
            self.lost.append(
                f"{table} {low} could not be read" if low == high else f"{table} {low} to {high} could not be read"
            )

    def _carry(
        self, wreck: Wreck, store: sqlite3.Connection, table: str, columns: list[str], images: dict[int, Image | None]
    ) -> None:
        """Carry the rows of a table over; those that cannot be read come from the journal."""
        lost: list[tuple[int, int]] = []
        fields = described()[table]["fields"]
        for row in wreck.rows(table, columns, lost):
            if row["id"] in images and images[row["id"]] is None:
                continue
            self._insert(store, table, self._mended(table, fields, row, images.get(row["id"]) or {}))
        missing = []
        for low, high in lost:
            known = {row_id: image for row_id, image in images.items() if low <= row_id <= high}
            for row_id, image in known.items():
                if image is not None:
                    row = {name: image.get(name) for name in ("id", *columns)}
                    if self._insert(store, table, row):
                        self.mended.append(f"{table} {row_id} comes from the journal")
            missing += [(low, high)] if len(known) < high - low + 1 else []
        self._lose(table, missing)

    def _mended(self, table: str, fields: Mapping[str, Field], row: dict[str, Any], image: Image) -> dict[str, Any]:
        """Return a row whose values are all of their kind: from the journal, or as near as can be."""
        for name in [name for name in row if name in fields and not _fits(fields[name], row[name])]:
            instead = image.get(name)
            if not _fits(fields[name], instead) or (instead is None and not _optional(fields[name])):
                instead = _nearest(fields[name], row[name])
            self.mended.append(f"{table} {row['id']}: its {name} could not be read as it stood")
            row[name] = instead
        if "name_key" in row and row["name_key"] != fold(row["name"]):
            self.mended.append(f"{table} {row['id']} is found under its name again")
            row["name_key"] = fold(row["name"])
        return row

    def _insert(self, store: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> bool:
        """Store a row and say whether it could be."""
        names = ", ".join(f'"{name}"' for name in row)
        values = [value.replace("\0", " ") if isinstance(value, str) else value for value in row.values()]
        try:
            store.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", values)
        except sqlite3.Error as error:
            self.lost.append(f"{table} {row['id']} could not be kept: {error}")
            return False
        self.rows += 1
        return True

    def _give_parents(self, store: sqlite3.Connection) -> None:
        """Have no row refer to one that is lost: to nothing where it may, else to one that stands for it."""
        while dangling := store.execute("PRAGMA foreign_key_check").fetchall():
            for table, row_id, parent, number in dangling:
                keys = {key[0]: key[3] for key in store.execute(f"SELECT * FROM pragma_foreign_key_list('{table}')")}
                column = keys[number]
                field = described().get(table, {}).get("fields", {}).get(column, {"null": None})
                (value,) = store.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,)).fetchone()
                if _optional(field):
                    store.execute(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (row_id,))
                    self.mended.append(f"{table} {row_id}: the {parent} it refers to is lost")
                elif not self._stand_in(store, parent, value):
                    store.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
                    self.lost.append(f"{table} {row_id} could not be kept: the {parent} it refers to is lost")

    def _stand_in(self, store: sqlite3.Connection, table: str, row_id: int) -> bool:
        """Make a row that stands for one that is lost, so that what belongs to it is not."""
        if store.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone():
            return True  # another row of the same parent had it made
        keys = {key[3]: key[2] for key in store.execute(f"SELECT * FROM pragma_foreign_key_list('{table}')")}
        row: dict[str, Any] = {"id": row_id}
        for name, field in described()[table]["fields"].items():
            row[name] = _plain(field, f"lost {table} {row_id}")
            if name in keys and row[name] is not None:
                row[name] = store.execute(f"SELECT coalesce(min(id), 1) FROM {keys[name]}").fetchone()[0]
        made = self._insert(store, table, row)
        if made:
            self.rows -= 1
            self.mended.append(f"{table} {row_id} is lost; '{row.get('name', row_id)}' stands for it")
        return made

    def _number_on(self, wreck: Wreck, store: sqlite3.Connection, columns: dict[str, list[str]]) -> None:
        """Have no id be used twice, those of lost rows included."""
        store.execute("DELETE FROM sqlite_sequence")
        for table in columns:
            last = max(wreck.last_id(table), store.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])
            if last:
                store.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))

    def _views(self, wreck: Wreck, store: sqlite3.Connection) -> None:
        """Carry over the views people made; triggers and tables that are not ours stay in the copy that is kept."""
        for part in wreck.parts.values():
            if part.type == "view":
                with suppress(sqlite3.Error):
                    store.execute(part.sql)
            elif part.type == "trigger":
                self.mended.append(f"the trigger {part.name} is taken out")


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


def _joined(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges of ids, those that follow each other as one."""
    first, last = 0, -1
    for low, high in sorted(ranges):
        if low > last + 1:
            if first:
                yield first, last
            first = low
        last = high
    if first:
        yield first, last


def _optional(field: Field) -> bool:
    return "null" in field or "optional" in field


def _fits(field: Field, value: Any) -> bool:
    """Whether a value is of the kind of its field."""
    if value is None:
        return True  # where it must not be, the table says so
    kind = field.get("type", "string")
    if kind in ("integer", "boolean"):
        return type(value) in (int, bool)
    if kind == "number":
        return type(value) is float
    if type(value) is not str or "\0" in value:
        return False
    with suppress(ValueError):
        if kind == "date":
            return date.fromisoformat(value).isoformat() == value
        if kind == "date-time":
            return value.endswith("Z") and datetime.fromisoformat(value) is not None
        return True
    return False


def _nearest(field: Field, value: Any) -> Any:
    """Return the value of the right kind that is nearest to one that is not."""
    kind = field.get("type", "string")
    with suppress(ValueError, OverflowError):
        if kind == "integer":
            return int(value)
        if kind == "number":
            return float(value)
        if kind in ("string", "email", "focus"):
            return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    return None if _optional(field) else _plain(field, str(value))


def _plain(field: Field, text: str) -> Any:
    """Return a value that a field may have, the emptiest there is."""
    if _optional(field):
        return None
    if "default" in field:
        return field["default"]
    if "enum" in field:
        return field["enum"][0]
    plain: dict[str, Any] = {"integer": field.get("minimum", 0), "number": float(field.get("minimum", 0)), "boolean": 0}
    plain |= {"date": clock.today().isoformat(), "date-time": clock.timestamp()}
    return plain.get(field.get("type", "string"), text)
