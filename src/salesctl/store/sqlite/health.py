"""Whether a store is whole: its pages and indexes, its schema, and every value that was written into it."""

import json
import re
from collections.abc import Iterator
from itertools import islice

from salesctl.domain.text import fold
from salesctl.errors import StoreError
from salesctl.store.check import Field, described
from salesctl.store.revision import HEAD
from salesctl.store.sqlite import layout
from salesctl.store.sqlite.lane import Lane
from salesctl.store.sqlite.recognise import read_revision

_MOST_PROBLEMS = 10
_DERIVED = ("search", "sqlite_")
"""How the names of the tables begin that are made anew when they are needed."""

_NUMBER, _PERHAPS = {"type": "integer"}, {"type": "integer", "null": None}
JOURNAL: dict[str, dict[str, Field]] = {
    "command": {
        "recorded_at": {"type": "date-time"},
        "words": {},
        "kind": {},
        "rep": {"null": None},
        "undoes": _PERHAPS,
        "undone": _NUMBER,
    },
    "change": {
        "command_id": _NUMBER,
        "table_name": {},
        "row_id": _NUMBER,
        "before": {"null": None},
        "after": {"null": None},
    },
}
"""The fields of the journal; no record describes them."""

_KINDS = {"integer": "integer", "boolean": "integer", "number": "real"}


def require_whole(lane: Lane) -> None:
    """Refuse a store that is damaged.

    Raises:
        StoreError: It is; the first thing that is wrong is named.
    """
    if found := problems(lane):
        raise StoreError(
            f"{lane.path} is damaged: {found[0]}{_more(found)}; `salesctl db check --repair` saves what can be read, "
            "`salesctl db restore FILE` puts a backup in its place"
        )


def require_as_written(lane: Lane) -> None:
    """Refuse a store whose rows are not as the journal says they were written.

    Raises:
        StoreError: It is one; the first of them is named.
    """
    if found := list(islice(departures(lane), _MOST_PROBLEMS)):
        raise StoreError(
            f"{lane.path} was changed by hand, or by a disk that fails: {found[0]}{_more(found)}; "
            "`salesctl db check --repair` takes it as it stands, `salesctl db restore FILE` puts a backup in its place"
        )


def _more(found: list[str]) -> str:
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""


def problems(lane: Lane) -> list[str]:
    """Return what is wrong with a store, first what damages it most; later checks need what earlier ones found whole.

    Raises:
        StoreError: It cannot be read at all.
    """
    for check in (_pages, _schema, _values, _references):
        if found := list(islice(check(lane), _MOST_PROBLEMS)):
            return found
    return []


def broken_pages(lane: Lane) -> list[str]:
    """Return what is wrong with the pages and indexes of a store, and which values break a constraint.

    Raises:
        StoreError: It cannot be read at all.
    """
    return list(islice(_pages(lane), _MOST_PROBLEMS))


def strangers(lane: Lane) -> list[str]:
    """Return what is in a store that salesctl did not make, and does not mind."""
    expected = layout.expected_parts()
    there = layout.parts(lane.run(layout.OBJECTS))
    strange = [part for part in there.values() if part.name not in expected and not part.table.startswith(_DERIVED)]
    return [f"{part.type} {part.name}" for part in strange if part.type != "trigger"]


def _pages(lane: Lane) -> Iterator[str]:
    found = [str(row["integrity_check"]) for row in lane.run(f"PRAGMA integrity_check({_MOST_PROBLEMS})")]
    yield from found if found != ["ok"] else []


def _schema(lane: Lane) -> Iterator[str]:
    """Yield what is not as it should be made, and what would change rows unseen; an older store is made otherwise."""
    there = layout.parts(lane.run(layout.OBJECTS))
    for part in there.values():
        if part.type == "trigger":
            yield f"there is a trigger, {part.name}, that salesctl did not make"
    if read_revision(lane, lane.path) != HEAD:
        return
    columns = {(row["table"], row["column"]) for row in lane.run(layout.COLUMNS)}
    for table, column in sorted(layout.expected_columns() - columns):
        yield f"the table {table} has no column {column}"
    for name, part in layout.expected_parts().items():
        if name not in there:
            yield f"the {part.type} {name} of {part.table} is not there"
        elif there[name].sql != part.sql:
            yield f"the {part.type} {name} is not made as it should be"


def _values(lane: Lane) -> Iterator[str]:
    """Yield values that are of another kind than their column, or that nothing can read; an older store has others."""
    if read_revision(lane, lane.path) != HEAD:
        yield from _former_values(lane)
        return
    tables = {name: known["fields"] for name, known in described().items()} | JOURNAL
    for table, fields in tables.items():
        try:
            for row in lane.run(_wrong_kinds(table, fields)):
                yield f"{table} {row['id']} has no {_named(fields[row['bad']])} in {row['bad']}"
            for _row in lane.run(f"SELECT * FROM {table}"):
                pass
        except StoreError:
            yield from _not_unicode(lane, table)
            return
        for name in [name for name, field in fields.items() if "pattern" in field]:
            for row in lane.run(
                f"SELECT min(id) AS id, {name} FROM {table} WHERE typeof({name}) = 'text' GROUP BY {name}"
            ):
                if not re.fullmatch(fields[name]["pattern"], row[name]):
                    yield f"{table} {row['id']} has no {name} that can be read"
    yield from _ids(lane, list(tables))
    yield from _journal(lane)


def _wrong_kinds(table: str, fields: dict[str, Field]) -> str:
    """Return the query for the rows of a table that hold a value of another kind, and the first such column of each."""
    cases = " ".join(f"WHEN {_is_wrong(name, field)} THEN '{name}'" for name, field in fields.items())
    return f"SELECT id, bad FROM (SELECT id, CASE {cases} END AS bad FROM {table}) WHERE bad IS NOT NULL"


def _is_wrong(name: str, field: Field) -> str:
    column, kind = f'"{name}"', field.get("type", "string")
    if kind in _KINDS:
        return f"typeof({column}) NOT IN ('{_KINDS[kind]}', 'null')"
    wrong = f"typeof({column}) NOT IN ('text', 'null') OR instr(CAST({column} AS BLOB), x'00')"
    if kind == "date":
        wrong += f" OR {column} IS NOT date({column}, '+0 days')"
    if kind == "date-time":
        wrong += f" OR {column} IS NOT strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days')"
    return f"({wrong})"


def _named(field: Field) -> str:
    kind = str(field.get("type", "string"))
    return {"date": "day", "date-time": "moment", "integer": "whole number", "number": "number"}.get(kind, "text")


def _not_unicode(lane: Lane, table: str) -> Iterator[str]:
    """Yield the texts of a table that are not Unicode."""
    names = [row["name"] for row in lane.run(f"SELECT name FROM pragma_table_info('{table}')") if row["name"] != "id"]
    for name in names:
        for row in lane.run(
            f'SELECT id, CAST("{name}" AS BLOB) AS value FROM {table} WHERE typeof("{name}") = \'text\''
        ):
            try:
                row["value"].decode()
            except UnicodeDecodeError:
                yield f"{table} {row['id']} has a text in {name} that is not Unicode"


def _ids(lane: Lane, tables: list[str]) -> Iterator[str]:
    """Yield tables whose next id was used before."""
    last = " UNION ALL ".join(f"SELECT '{table}' AS name, max(id) AS id FROM {table}" for table in tables)
    behind = f"""SELECT l.name FROM ({last}) l LEFT JOIN sqlite_sequence s ON s.name = l.name
        WHERE l.id IS NOT NULL AND (s.seq IS NULL OR typeof(s.seq) <> 'integer' OR s.seq < l.id)"""
    for row in lane.run(behind):
        yield f"the next id of {row['name']} would be one that was used before"


def _journal(lane: Lane) -> Iterator[str]:
    """Yield changes in the journal that cannot be read."""
    known = ", ".join(f"'{table}'" for table in described())
    unlike = " OR ".join(
        f"({image} IS NOT NULL AND CASE WHEN json_valid({image}) THEN json_type({image}) <> 'object'"
        f" OR json_extract({image}, '$.id') IS NOT row_id ELSE 1 END)"
        for image in ("before", "after")
    )
    for row in lane.run(
        f"SELECT id FROM change WHERE table_name NOT IN ({known}) OR coalesce(before, after) IS NULL OR {unlike}"
    ):
        yield f"entry {row['id']} of the journal's changes cannot be read"


def _former_values(lane: Lane) -> Iterator[str]:
    """Yield days that are none, and rows of the journal that cannot be read, in the store of a former version."""
    for row in list(lane.run(layout.COLUMNS)):
        table, column = _quoted(row["table"]), _quoted(row["column"])
        if row["column"].endswith("_on") and not row["table"].startswith(_DERIVED):
            for bad in lane.run(f"SELECT rowid AS id FROM {table} WHERE {column} IS NOT date({column}, '+0 days')"):
                yield f"{row['table']} {bad['id']} has no day in {row['column']}"
    valid = "json_valid(coalesce(before, '{}')) AND json_valid(coalesce(after, '{}'))"
    for bad in lane.run(f"SELECT id FROM change WHERE NOT ({valid})"):
        yield f"entry {bad['id']} of the journal's changes cannot be read"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _references(lane: Lane) -> Iterator[str]:
    """Yield rows that refer to rows that are not there."""
    for row in lane.run("SELECT * FROM pragma_foreign_key_check LIMIT :most", {"most": _MOST_PROBLEMS}):
        yield f"{row['table']} {row['rowid']} refers to a {row['parent']} that is not there"


def departures(lane: Lane) -> Iterator[str]:
    """Yield what is not as the journal says it was written: changed by hand, or by a disk that fails.

    What was written before a migration or a restore is not compared.
    """
    changes = lane.run(
        "SELECT id, table_name, row_id, before, after FROM change"
        " WHERE command_id > (SELECT coalesce(max(id), 0) FROM command WHERE kind = 'barrier') ORDER BY id"
    )
    last: dict[str, dict[int, str | None]] = {}
    for change in changes:
        images = last.setdefault(change["table_name"], {})
        if change["row_id"] in images and not _same(images[change["row_id"]], change["before"]):
            yield f"entry {change['id']} of the journal's changes does not follow from the one before it"
        images[change["row_id"]] = change["after"]
    for table, images in last.items():
        for row in map(dict, lane.run(f"SELECT * FROM {table}")):
            if row["id"] in images:
                image = images.pop(row["id"])
                if image is None or json.loads(image) != row:
                    yield f"{table} {row['id']} is not as the journal says it was written"
            if "name_key" in row and row["name_key"] != fold(row["name"]):
                yield f"{table} {row['id']} is not found under its name"
        for row_id, image in images.items():
            if image is not None:
                yield f"{table} {row_id} is not there, and the journal does not say why"


def _same(image: str | None, other: str | None) -> bool:
    """Whether two images are of the same row: they may have been written in two ways."""
    return image == other or (image is not None and other is not None and json.loads(image) == json.loads(other))
