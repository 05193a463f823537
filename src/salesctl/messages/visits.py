"""What recording, changing and dropping a visit brought with it."""

from salesctl.domain.recorded import Dropped, Lookalike, Note, Recognised


def note(found: Note) -> str:
    """Say whom a part of a name stood for, or whether an objection was resolved."""
    if isinstance(found, Recognised):
        return f"'{found.given}' is {found.person}"
    return f"resolved: {found.kind}" if found.was_open else f"no open objection about {found.kind} to resolve"


def dropped(gone: Dropped) -> str:
    """Say what went with a visit, and what is open again."""
    changes = {
        f"orders deleted: {gone.orders}": gone.orders,
        f"prospects open again: {gone.prospects}": gone.prospects,
        f"plan: {gone.planned_on} open again": gone.planned_on,
        "next visit cancelled": gone.next_cancelled,
    }
    return "; ".join(words for words, happened in changes.items() if happened)


def lookalike(found: Lookalike) -> str:
    """Say which other targets may be the same."""
    listed = ", ".join(f"{number} {name}" for number, name in found.others)
    if found.same_phone:
        return f"the same phone number as {listed}"
    return f"nearly the same name as {listed}; if it is the same, `salesctl target merge`"
