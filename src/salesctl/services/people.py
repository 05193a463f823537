"""Who is meant by the name of a person at a target; apart from `contacts`, which few visits need."""

from salesctl.domain.recorded import Note, Recognised
from salesctl.domain.text import fold
from salesctl.services.names import Names
from salesctl.store.queries.names import CONTACT, known
from salesctl.store.store import Store


def person_at(store: Store, places: Names, target_id: int, name: str) -> tuple[int, list[Note]]:
    """Return the id of the person at a target a name, a unique part of it or an id stands for, made if unknown.

    Beside it stands what is to be said: whom a part of a name stood for.

    Raises:
        NotFound: Several people fit.
    """
    contact = known(store, CONTACT, name, target_id=target_id)
    if contact is None:
        from salesctl.services.contacts import ensure_contact

        contact, _ = ensure_contact(store, target_id, name)
        places.note("contact", contact["name"])
        return contact["id"], []
    return contact["id"], [] if fold(name) == contact["name_key"] else [Recognised(name, contact["name"])]
