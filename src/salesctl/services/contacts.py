"""Keeping the people at the targets, and their part in the decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salesctl.domain.enums.contact import Role
from salesctl.domain.text import fold
from salesctl.services.naming import keyed, refuse_twin
from salesctl.services.references import delete_with_parts
from salesctl.store import tables
from salesctl.store.queries.names import CONTACT
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import ContactRow, ContactValues


def add_contact(store: Store, target_id: int, values: ContactValues, roles: Sequence[Role] = ()) -> ContactRow:
    """Store a new person at a target.

    Raises:
        Conflict: The target has a contact of that name.
        InvalidInput: A value is out of range.
    """
    with store.transaction():
        new = tables.CONTACT.checked({**keyed(values), "target_id": target_id})
        refuse_twin(store, CONTACT, new.values["name_key"], target_id=target_id)
        contact = store.insert(new)
        _add_roles(store, contact["id"], roles)
    return contact


def ensure_contact(store: Store, target_id: int, name: str, role: Role | None = None) -> tuple[ContactRow, bool]:
    """Return the person of that name at a target, made (with a role) if unknown, and whether they were made."""
    known = store.one(
        "SELECT * FROM contact WHERE target_id = :target_id AND name_key = :key",
        {"target_id": target_id, "key": fold(name)},
        of=tables.CONTACT,
    )
    if known:
        return known, False
    return add_contact(store, target_id, {"name": name}, [role] if role else []), True


def edit_contact(
    store: Store, contact_id: int, values: ContactValues, add_roles: Sequence[Role], drop_roles: Sequence[Role]
) -> ContactRow:
    """Change a person.

    Raises:
        Conflict: The target has a contact of the new name.
        InvalidInput: A value is out of range.
    """
    changes = keyed(values)
    with store.transaction():
        target_id = store.value("SELECT target_id FROM contact WHERE id = :id", {"id": contact_id}, of=int)
        refuse_twin(store, CONTACT, changes.get("name_key"), but=contact_id, target_id=target_id or 0)
        contact = store.update(tables.CONTACT.changes(changes), contact_id)
        _add_roles(store, contact_id, add_roles)
        for role in drop_roles:
            store.delete_where(
                tables.CONTACT_ROLE, "contact_id = :id AND role = :role", {"id": contact_id, "role": role}
            )
    return contact


def _add_roles(store: Store, contact_id: int, roles: Sequence[Role]) -> None:
    """Give a person the roles they lack."""
    had = {
        row["role"] for row in store.rows("SELECT role FROM contact_role WHERE contact_id = :id", {"id": contact_id})
    }
    lacking = [role for role in dict.fromkeys(roles) if role not in had]
    store.insert_many(tables.CONTACT_ROLE.checked({"contact_id": contact_id, "role": role}) for role in lacking)


def drop_contact(store: Store, contact_id: int) -> None:
    """Delete a person; visits, planned visits and prospects stay, without them."""
    with store.transaction():
        delete_with_parts(store, tables.CONTACT, contact_id)
