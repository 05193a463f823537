"""Blanking somebody in one file: in the rows, in the journal's images of them, and in the commands as they were typed.

It writes past the journal on purpose, as what the journal holds could be brought back. The file may be of an older
version: only what it has is looked at.
"""

import json
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from salesctl.domain.text import fold
from salesctl.store import personal
from salesctl.store.check import described
from salesctl.store.named import Mention, Naming
from salesctl.store.queries.narrow import AMONG, among
from salesctl.store.sqlite import layout
from salesctl.store.sqlite.lane import Lane

Ids = dict[str, set[int]]
"""Rows, as ids by table."""

_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_IS_VERB = re.compile(r"[a-z-]*[a-z]")
_ALIKE = ("name_key", "phone_key", "email", "external_id")
"""By which of their columns a row of another file is known to be the same person's."""


class Subject(NamedTuple):
    """Whom to forget: a row by its ids, and whoever has one of the names and is none of the `others`.

    `keys` are the values of `_ALIKE` that it has and had; a contact is one `at` these targets.
    """

    table: str
    ids: frozenset[int]
    names: frozenset[str]
    keys: frozenset[tuple[str, str]] = frozenset()
    others: frozenset[int] = frozenset()
    at: frozenset[int] | None = None


class Rows(NamedTuple):
    """What belongs to somebody: the rows that do `now`, and with those the journal knows all that `ever` did."""

    now: Ids
    ever: Ids

    def found(self, table: str) -> set[int]:
        """Return the ids of a table that there are or were."""
        return self.ever.get(table, set())


def images(lane: Lane, table: str, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return rows as they are and as the journal knows them, each with its id."""
    rows = [dict(row) for row in lane.run(f"SELECT * FROM {table} WHERE id {AMONG}", among(ids))]
    changes = lane.run(
        f"SELECT before, after FROM change WHERE table_name = :table AND row_id {AMONG}", {"table": table, **among(ids)}
    )
    kept = [json.loads(image) for change in changes for image in (change["before"], change["after"]) if image]
    return rows + kept


def known_by(rows: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, str]]:
    """Return by what rows of somebody are known again elsewhere."""
    return frozenset((name, fold(str(row[name]))) for row in rows for name in _ALIKE if row.get(name))


def called(lane: Lane, subject: Subject) -> set[int]:
    """Return the ids of the rows, be they gone, that have one of somebody's names."""
    now = lane.run(f"SELECT * FROM {subject.table}")
    gone = lane.run(
        "SELECT before FROM change WHERE table_name = :table AND after IS NULL AND before IS NOT NULL",
        {"table": subject.table},
    )
    rows: Iterator[Any] = (row for rows in (now, (json.loads(row["before"]) for row in gone)) for row in rows)
    return {
        row["id"]
        for row in rows
        if row["name_key"] in subject.names
        and row["id"] not in subject.others
        and (subject.at is None or row["target_id"] in subject.at)
    }


def meant(lane: Lane, subject: Subject) -> tuple[set[int], set[int]]:
    """Return the ids of the rows in a file that are somebody's, and of those that have such an id and are another's.

    Ids are given twice where a backup took the place of the store in between.
    """
    same = called(lane, subject)
    strange: set[int] = set()
    for row_id in subject.ids - same:
        if rows := images(lane, subject.table, [row_id]):
            (same if known_by(rows) & subject.keys else strange).add(row_id)
    return same, strange


def merged_into(lane: Lane, target_id: int) -> set[int]:
    """Return the targets that became a part of one, as far as the journal knows."""
    todo = [target_id]
    found: set[int] = set()
    while todo:
        gone = lane.run(
            """SELECT DISTINCT g.row_id FROM change g JOIN command c ON c.id = g.command_id
            WHERE g.table_name = 'target' AND g.after IS NULL AND c.words LIKE 'target merge%'
                AND g.row_id NOT IN (SELECT id FROM target) AND EXISTS (
                    SELECT 1 FROM change x WHERE x.command_id = g.command_id AND x.after IS NOT NULL
                    AND (x.table_name = 'target' AND x.row_id = :id OR x.after ->> 'target_id' = :id))""",
            {"id": todo.pop()},
        )
        new = {row["row_id"] for row in gone} - found
        found |= new
        todo += new
    return found


def rows_of(lane: Lane, table: str, ids: Iterable[int]) -> Rows:
    """Return what belongs to rows of a table, themselves included."""
    there = _tables(lane)
    kept = {row["id"] for row in lane.run(f"SELECT id FROM {table} WHERE id {AMONG}", among(ids))}
    rows = Rows({table: kept}, {table: set(ids)})
    for part in personal.belongings(table):
        if part.column not in there.get(part.table, ()):
            continue
        own = f"SELECT id FROM {part.table} WHERE {part.column} {AMONG}"
        now = {row["id"] for row in lane.run(own, among(rows.now.get(part.whole, ())))}
        was = lane.run(
            f"""SELECT DISTINCT row_id AS id FROM change WHERE table_name = :table
                AND (before ->> :column {AMONG} OR after ->> :column {AMONG})""",
            {"table": part.table, "column": part.column, **among(rows.found(part.whole))},
        )
        rows.now.setdefault(part.table, set()).update(now)
        rows.ever.setdefault(part.table, set()).update(now, (row["id"] for row in was))
    return rows


def naming(lane: Lane, rows: Rows, names: Iterable[str] = ()) -> Naming:
    """Return by what somebody, and whoever is a contact of theirs, is named anywhere."""
    known = Naming(names=names)
    for table in personal.LETTERS:
        known.learn(images(lane, table, rows.found(table)))
    return known


def blank(lane: Lane, rows: Rows, known: Naming) -> None:
    """Blank the rows, what the journal holds of them, and the commands that wrote them or name somebody.

    What was indexed of them for searching goes too; the index is made anew when somebody searches. It is inside the
    transaction that is open.

    Raises:
        Conflict: Another row has the name under which somebody stays.
    """
    for table, ids in rows.now.items():
        for row in list(lane.run(f"SELECT * FROM {table} WHERE id {AMONG}", among(ids))):
            if changes := personal.blanked(table, row["id"], dict(row)):
                sets = ", ".join(f"{name} = :{name}" for name in changes)
                lane.run(f"UPDATE {table} SET {sets} WHERE id = :id", {**changes, "id": row["id"]})
    for table, ids in rows.ever.items():
        _blank_images(lane, table, ids)
    _cut_words(lane, rows, known.pattern())
    for name in ("search", "search_state"):
        lane.run(f"DROP TABLE IF EXISTS {name}")


def _blank_images(lane: Lane, table: str, ids: Iterable[int]) -> None:
    changes = list(
        lane.run(
            f"SELECT id, row_id, before, after FROM change WHERE table_name = :table AND row_id {AMONG}",
            {"table": table, **among(ids)},
        )
    )
    lane.run_many(
        "UPDATE change SET before = :before, after = :after WHERE id = :id",
        (
            {"id": row["id"]} | {side: _blank_image(table, row["row_id"], row[side]) for side in ("before", "after")}
            for row in changes
        ),
    )


def _blank_image(table: str, row_id: int, image: str | None) -> str | None:
    if image is None:
        return None
    row = json.loads(image)
    return _as_json({**row, **personal.blanked(table, row_id, row)})


def _cut_words(lane: Lane, rows: Rows, named: re.Pattern[str]) -> None:
    """Leave of a command its noun and verb, and so of those that took it back, whose words are the same."""
    wrote = {
        row["command_id"]
        for table, ids in rows.ever.items()
        for row in lane.run(
            f"SELECT DISTINCT command_id FROM change WHERE table_name = :table AND row_id {AMONG}",
            {"table": table, **among(ids)},
        )
    }
    commands = list(lane.run("SELECT id, words FROM command"))
    telling = {row["words"] for row in commands if row["id"] in wrote or named.search(_as_typed(row["words"]))}
    lane.run_many(
        "UPDATE command SET words = :words WHERE id = :id",
        ({"id": row["id"], "words": _cut(row["words"], named)} for row in commands if row["words"] in telling),
    )


def _as_typed(words: str) -> str:
    """Return a command line folded, without the quotes that a shell needs, and with them."""
    return fold(f"{words} {' '.join(_split(words))}")


def _split(words: str) -> list[str]:
    try:
        return shlex.split(words)
    except ValueError:
        return words.split()


def _cut(words: str, named: re.Pattern[str]) -> str:
    parts = _split(words)
    kept = [part for part in parts[:2] if _IS_VERB.fullmatch(part) and not named.search(part)]
    return words if kept == parts else " ".join([*kept, f"({personal.FORGOTTEN})"])


def mentions(lane: Lane, known: Naming) -> Iterator[Mention]:
    """Yield the texts that name somebody, those of rows before those that only the journal still holds."""
    named, seen = known.pattern(), set()
    there = _tables(lane)
    for table in described():
        columns = [name for name in personal.texts(table) if name in there.get(table, ())]
        if not columns or table == "setting":
            continue
        for row in lane.run(f"SELECT id, {', '.join(columns)} FROM {table}"):
            for name in columns:
                if row[name] and named.search(fold(row[name])):
                    seen.add((table, row["id"]))
                    yield Mention(table, row["id"], name)
    for change in lane.run("SELECT command_id, table_name, row_id, before, after FROM change"):
        table, row_id = change["table_name"], change["row_id"]
        if (table, row_id) not in seen and named.search(fold(f"{change['before'] or ''} {change['after'] or ''}")):
            seen.add((table, row_id))
            yield Mention(table, row_id, "", change["command_id"])


def _tables(lane: Lane) -> dict[str, set[str]]:
    there: dict[str, set[str]] = {}
    for row in lane.run(layout.COLUMNS):
        there.setdefault(row["table"], set()).add(row["column"])
    return there
