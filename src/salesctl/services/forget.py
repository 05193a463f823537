"""Forgetting a customer or a contact for good: nothing brings back what was known of them, and no figure changes."""

from pathlib import Path
from typing import Any, NamedTuple

from salesctl.domain.text import plural
from salesctl.errors import Conflict, NotFound, StoreError
from salesctl.services.targets import drop_target
from salesctl.store import forget as forgetting
from salesctl.store.forget import Kept, Track, Whom
from salesctl.store.named import Mention
from salesctl.store.personal import FORGOTTEN, LETTERS, placeholder
from salesctl.store.queries.names import CONTACT, TARGET, known
from salesctl.store.queries.narrow import AMONG, among
from salesctl.store.store import Store


class Person(NamedTuple):
    """Who is to be forgotten: a customer (`target`) or a `contact`; without an id, who once had that name."""

    table: str
    row_id: int | None
    name: str
    at: int | None = None


class Outlook(NamedTuple):
    """What forgetting would do: the name that stays, how many rows of what stay under it, and the files rewritten."""

    stays: str | None
    visits: int
    sales: int
    files: list[Path]


class Forgotten(NamedTuple):
    """What forgetting did: the files beside the store, who still names them, and whether nothing is left in the file.

    Of the `mentions`, those with an `entry` are of texts that only the journal still has.
    """

    kept: Kept
    mentions: list[Mention]
    is_wiped: bool


_OPEN = {
    "prospect": ("status = 'open'", "salesctl prospect lose"),
    "account_plan": ("closed_on IS NULL", "salesctl account close"),
    "account_case": ("closed_on IS NULL", "salesctl case close"),
}
"""What a customer who is forgotten must not have open, and what closes it."""

_CALLED = {"account_plan": "account plan", "account_case": "case"}


def target(store: Store, name: str) -> Person:
    """Return the customer that a name stands for, be it gone; a near name is never taken.

    Raises:
        NotFound: Several customers fit.
    """
    row = known(store, TARGET, name)
    return Person("target", row["id"], row["name"]) if row else Person("target", None, name)


def contact(store: Store, target_id: int, name: str) -> Person:
    """Return the person at a customer that a name stands for, be they gone; a near name is never taken.

    Raises:
        NotFound: Several people fit.
    """
    row = known(store, CONTACT, name, target_id=target_id)
    return Person("contact", row["id"] if row else None, row["name"] if row else name, target_id)


def outlook(store: Store, person: Person, track: Track) -> Outlook:
    """Return what forgetting somebody would do.

    Raises:
        NotFound: Nobody of that name is in the store, its journal or its backups.
        Conflict: Something is open there.
    """
    whom = _whom(store, person)
    files = forgetting.held_by(store, whom, track)
    if not whom.subject.ids and not files:
        called = "contact" if person.table == "contact" else "target"
        raise NotFound(f"there is no {called} '{person.name}', neither in the store nor in its log and backups")
    visits, sales = whom.rows.now.get("visit", set()), whom.rows.now.get("sale", set())
    if person.table == "contact":
        met = whom.rows.now.get("visit_contact", ())
        visits = {
            row["visit_id"] for row in store.rows(f"SELECT visit_id FROM visit_contact WHERE id {AMONG}", among(met))
        }
    return Outlook(stays(person), len(visits), len(sales), files)


def stays(person: Person) -> str | None:
    """Return the name under which somebody stays; None for who is not in the store any more."""
    return None if person.row_id is None else placeholder(person.table, person.row_id)


def forget(store: Store, person: Person, track: Track) -> Forgotten:
    """Forget somebody in the store, in its journal and in all that is kept of it; a customer is dropped before.

    Raises:
        Conflict: Something is open there, or another row has the name under which they stay.
        StoreError: The store cannot be written.
    """
    with store.transaction():
        whom = _whom(store, person)
        if person.table == "target" and person.row_id and not _is_dropped(store, person.row_id):
            drop_target(store, person.row_id, FORGOTTEN)
            whom = _whom(store, person)
        number = "" if person.row_id is None else f" {LETTERS[person.table]}{person.row_id}"
        kept = forgetting.forget(store, whom, f"{person.table} forget{number}", track)
    return Forgotten(kept, forgetting.named_elsewhere(store, whom), _wiped(store))


def _wiped(store: Store) -> bool:
    try:
        return forgetting.wipe(store)
    except StoreError:  # what was to be forgotten is; what it leaves in the file takes another try
        return False


def _whom(store: Store, person: Person) -> Whom:
    if person.table == "target" and person.row_id:
        _refuse_open(store, person.row_id, person.name)
    return forgetting.whom(store, *person)


def _is_dropped(store: Store, target_id: int) -> Any:
    return store.value("SELECT dropped_on FROM target WHERE id = :id", {"id": target_id})


def _refuse_open(store: Store, target_id: int, name: str) -> None:
    """Refuse to forget a customer with whom something is going on: that would change figures to come.

    Raises:
        Conflict: There is something open; all of it is named.
    """
    found = {}
    for table, (condition, close) in _OPEN.items():
        if ids := store.rows(f"SELECT id FROM {table} WHERE target_id = :id AND {condition}", {"id": target_id}):
            numbers = ", ".join(str(row["id"]) for row in ids)
            found[close] = f"{plural(_CALLED.get(table, table), len(ids))} {numbers}"
    if found:
        closing = ", ".join(f"`{close}`" for close in found)
        raise Conflict(f"'{name}' has something open: {'; '.join(found.values())}; close it first with {closing}")
