"""The search index as services know it: brought up to date before somebody searches."""

from salesctl.errors import StoreError
from salesctl.store.sqlite import search as index
from salesctl.store.store import Store

Tracked = index.Tracked
"""Passes documents on and shows how many of about so many went by."""


def freshen(store: Store, tracked: Tracked) -> str | None:
    """Bring the index up to date; return why that failed where there is an older one to search in.

    Raises:
        StoreError: It failed and there is none.
    """
    try:
        while not index.is_current(store):  # what is searched next is of the moment in which it is
            index.bring_up_to_date(store, tracked)
    except StoreError as error:
        if not index.is_made(store):
            raise
        return str(error)
    return None
