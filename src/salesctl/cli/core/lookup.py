"""Turning names on the command line into rows, and saying so where the spelling was only close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesctl.cli.core.run import hint, this_run
from salesctl.errors import NotFound
from salesctl.store.queries.names import CONTACT, PRODUCT, REP, TARGET, TERRITORY, Noun, find
from salesctl.store.queries.reps import rep_called, reps_by_first_name

if TYPE_CHECKING:
    from salesctl.store.rows import ContactRow, ProductRow, TargetRow, TerritoryRow
    from salesctl.store.store import R


def _row(noun: Noun[R], text: str, **params: Any) -> R:
    found = find(this_run().store, noun, text, **params)
    if found.guessed:
        hint(f"Taking '{text}' for {found.row['name']}.")
    return found.row


def target(text: str) -> TargetRow:
    """Return the target a name stands for.

    Raises:
        NotFound: Nothing fits, or several targets do.
    """
    return _row(TARGET, text)


def target_id(text: str | None) -> int | None:
    """Return the id of a target, None when none is named.

    Raises:
        NotFound: Nothing fits, or several targets do.
    """
    return target(text)["id"] if text is not None else None


def product(text: str) -> ProductRow:
    """Return the product a name stands for.

    Raises:
        NotFound: Nothing fits, or several products do.
    """
    return _row(PRODUCT, text)


def product_id(text: str | None) -> int | None:
    """Return the id of a product, None when none is named.

    Raises:
        NotFound: Nothing fits, or several products do.
    """
    return product(text)["id"] if text is not None else None


def territory(text: str) -> TerritoryRow:
    """Return the territory a name stands for.

    Raises:
        NotFound: Nothing fits, or several territories do.
    """
    return _row(TERRITORY, text)


def territory_id(text: str | None) -> int | None:
    """Return the id of a territory, None when none is named.

    Raises:
        NotFound: Nothing fits, or several territories do.
    """
    return territory(text)["id"] if text is not None else None


def rep_id(text: str | None) -> int | None:
    """Return the id of a rep, None when none is named.

    Raises:
        NotFound: Nothing fits, or several reps do.
    """
    return _row(REP, text)["id"] if text is not None else None


def rep_name(text: str | None) -> str | None:
    """Return the whole name of the rep whose first name, or first words, were given; a name nobody goes by stays.

    Raises:
        NotFound: Several reps go by it.
    """
    if not text or rep_called(this_run().store, text):
        return text
    known = reps_by_first_name(this_run().store, text)
    if len(known) > 1:
        raise NotFound(f"'{text}' fits several reps: {', '.join(known)}; give the whole name")
    if known:
        hint(f"Taking '{text}' for {known[0]}.")
    return known[0] if known else text


def own_rep_id(text: str | None) -> int:
    """Return the id of the rep named, else of the rep in the settings; 0 while the store does not know that one.

    Raises:
        NotFound: A rep was named and nothing fits, or several reps do.
    """
    if (named := rep_id(text)) is not None:
        return named
    return rep_called(this_run().store, this_run().settings.rep) or 0


def contact(target_id: int, text: str) -> ContactRow:
    """Return the person at a target a name stands for.

    Raises:
        NotFound: Nobody fits, or several people do.
    """
    return _row(CONTACT, text, target_id=target_id)
