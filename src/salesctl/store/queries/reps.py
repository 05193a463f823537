"""Reps and what they are called, and whose plans there could be."""

from salesctl.domain.text import fold
from salesctl.store.store import Store

_SOME = 5


def rep_called(store: Store, name: str) -> int | None:
    """Return the id of the rep of that very name, None when there is none."""
    return store.value("SELECT id FROM rep WHERE name_key = :key", {"key": fold(name)}, of=int)


def rep_name(store: Store, rep_id: int) -> str:
    """Return the name of a rep."""
    return str(store.value("SELECT name FROM rep WHERE id = :id", {"id": rep_id}))


def reps_by_first_name(store: Store, text: str) -> list[str]:
    """Return the names of reps that begin with the whole words of the text."""
    rows = store.rows(
        "SELECT name FROM rep WHERE name_key >= :first AND name_key < :after ORDER BY name_key LIMIT :some",
        # A space, up to the character that comes after it: whole words only.
        {"first": f"{fold(text)} ", "after": f"{fold(text)}!", "some": _SOME},
    )
    return [row["name"] for row in rows]


def others_with_prospects(store: Store, rep_id: int) -> list[str]:
    """Return the names of some other reps who have open prospects."""
    rows = store.rows(
        "SELECT name FROM rep WHERE id <> :id AND id IN (SELECT rep_id FROM prospect WHERE status = 'open')"
        " ORDER BY name_key LIMIT :some",
        {"id": rep_id, "some": _SOME},
    )
    return [row["name"] for row in rows]


def has_prospects(store: Store, rep_id: int) -> bool:
    """Return whether a rep has an open prospect."""
    return bool(store.rows("SELECT 1 FROM prospect WHERE rep_id = :id AND status = 'open' LIMIT 1", {"id": rep_id}))


def has_targets(store: Store, rep_id: int) -> bool:
    """Return whether a rep has a target that is not dropped."""
    return bool(store.rows("SELECT 1 FROM target WHERE rep_id = :id AND dropped_on IS NULL LIMIT 1", {"id": rep_id}))


def several_reps(store: Store) -> bool:
    """Return whether there is more than one rep."""
    return len(store.rows("SELECT id FROM rep LIMIT 2")) > 1
