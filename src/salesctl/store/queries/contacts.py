"""Contacts as they are listed."""

from collections.abc import Iterator
from typing import NamedTuple, TypedDict

from salesctl.store.queries.narrow import Conditions, holding, narrow
from salesctl.store.sqlite.lane import Params
from salesctl.store.store import Store

_SELECT = """SELECT c.id, c.target_id, t.name AS target, c.name, c.title,
    (SELECT group_concat(role, char(31)) FROM (SELECT r.role FROM contact_role r WHERE r.contact_id = c.id
        ORDER BY r.id)) AS roles,
    c.phone, c.email, c.note,
    (SELECT max(v.visited_on) FROM visit_contact vc JOIN visit v ON v.id = vc.visit_id
        WHERE vc.contact_id = c.id) AS last_met, te.name AS territory
FROM contact c
JOIN target t ON t.id = c.target_id
LEFT JOIN territory te ON te.id = t.territory_id"""


class ContactFilter(NamedTuple):
    """Which contacts are meant; what is None does not narrow."""

    target_id: int | None = None
    role: str | None = None
    search: str | None = None
    rep_id: int | None = None


_CONDITIONS: Conditions = {
    "target_id": "c.target_id = :target_id",
    "role": "EXISTS (SELECT 1 FROM contact_role r WHERE r.contact_id = c.id AND r.role = :role)",
    "rep_id": "t.rep_id = :rep_id",
    "search": lambda: holding("contact", "c"),
}


class ListedContact(TypedDict):
    """A person at a target as they are listed; their `roles` are joined with `SEPARATOR`."""

    id: int
    target_id: int
    target: str
    name: str
    title: str | None
    roles: str | None
    phone: str | None
    email: str | None
    note: str | None
    last_met: str | None
    territory: str | None


def list_contacts(store: Store, chosen: ContactFilter, limit: int) -> list[ListedContact]:
    """Return contacts by target and name."""
    sql, params = _by_target(chosen)
    return store.rows(f"{sql} LIMIT :limit", {**params, "limit": limit}, of=ListedContact)


def stream_contacts(store: Store, chosen: ContactFilter) -> Iterator[ListedContact]:
    """Return contacts by target and name, all of them, one by one."""
    return store.stream(*_by_target(chosen), of=ListedContact)


def _by_target(chosen: ContactFilter) -> tuple[str, Params]:
    condition, params = narrow(chosen, _CONDITIONS)
    return f"{_SELECT} WHERE {condition} ORDER BY t.name_key, t.id, c.name_key", params
