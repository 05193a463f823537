"""What is personal of a customer or a contact, and what belongs to them: told by the records and the foreign keys.

Every text is, but for those by which figures are counted; of numbers those are whose record says so.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from salesctl.domain.text import fold
from salesctl.store.check import Field, described
from salesctl.store.searched import Part

FORGOTTEN = "forgotten"
LETTERS = {"target": "T", "contact": "C"}
"""Who can be forgotten, and the letter that stands before the id of each."""

_TEXTS = ("string", "email")
_SHORT = 200
_APART = ("name", "name_key", "tag")
"""What has to tell a row from its neighbours, so that its id stands in it."""


def is_personal(field: Field) -> bool:
    """Whether what a field holds goes when the one whom it is about is forgotten."""
    is_text = field.get("type", "string") in _TEXTS and "pattern" not in field and field.get("figure") != ".*"
    return is_text or "personal" in field


@cache
def columns(table: str) -> dict[str, Field]:
    """Return the personal columns of a table."""
    return {name: field for name, field in described()[table]["fields"].items() if is_personal(field)}


@cache
def texts(table: str) -> tuple[str, ...]:
    """Return the columns of a table in which anybody may be named."""
    fields = described()[table]["fields"].items()
    return tuple(
        name
        for name, field in fields
        if field.get("type", "string") in _TEXTS and "pattern" not in field and not name.endswith("_key")
    )


@cache
def belongings(subject: str) -> tuple[Part, ...]:
    """Return the tables whose rows belong to a row of another, wholes before their parts, a line per column.

    To a customer belongs whatever refers to it, but for its units; to all others what cannot be without them.
    """
    found: list[Part] = []
    wholes = [subject]
    for whole in wholes:
        for table, said in described().items():
            for column, field in said["fields"].items():
                if field.get("refers") == whole and table != whole and ("optional" not in field or whole == "target"):
                    found.append(Part(table, column, whole))
                    wholes += [table] if table not in wholes else []
    return tuple(found)


def blanked(table: str, row_id: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what changes in a row, or in an image of one, that is forgotten.

    Where something was noted, that is still to be seen; what identifies somebody is empty, or a number where it must
    not be.
    """
    held = {name: field for name, field in columns(table).items() if row.get(name) is not None}
    changes = {name: _instead(table, row_id, name, field) for name, field in held.items() if _goes(field, row[name])}
    return {name: value for name, value in changes.items() if value != row[name]}


def placeholder(table: str, row_id: int) -> str:
    """Return the name under which somebody who is forgotten stays: `forgotten T12`."""
    return f"{FORGOTTEN} {LETTERS[table]}{row_id}"


def _goes(field: Field, value: Any) -> bool:
    return "figure" not in field or re.fullmatch(field["figure"], str(value), re.DOTALL) is None


def _instead(table: str, row_id: int, name: str, field: Field) -> str | None:
    if name in _APART:
        told = f"{FORGOTTEN} {LETTERS.get(table, '')}{row_id}"
        return fold(told) if name.endswith("_key") else told
    is_noted = table not in LETTERS and field.get("maxLength", 0) > _SHORT
    return FORGOTTEN if is_noted or "optional" not in field else None
