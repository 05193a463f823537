"""Gathering what is known of a target: for the page that is read before dialling, and for the brief of a visit."""

from collections.abc import Mapping
from typing import Any

from salesctl import clock
from salesctl.domain.enums.prospect import ProspectStatus
from salesctl.domain.figures import items
from salesctl.rules.target_page import SITUATION, Dossier, as_told
from salesctl.store.queries import target_page as known
from salesctl.store.queries.cases import CaseFilter, list_cases
from salesctl.store.queries.contacts import ContactFilter, list_contacts
from salesctl.store.queries.intel import IntelFilter, list_intel
from salesctl.store.queries.plan import coming_rows
from salesctl.store.queries.prospects import ProspectFilter, list_prospects, prospects_of
from salesctl.store.queries.sales import SaleFilter, list_sales
from salesctl.store.queries.targets import get_target
from salesctl.store.queries.visits import VisitFilter, list_visits
from salesctl.store.store import Store

Row = Mapping[str, Any]

LATEST = 10
"""How many visits, orders and so on are shown; the page says how many more there are."""
_MOST_PEOPLE = 50
_FEW = 5


def gather(store: Store, target_id: int) -> Dossier:
    """Return what is known of a target as of today."""
    today = clock.today()
    told = known.last_told(store, target_id)
    chosen = ProspectFilter(status=ProspectStatus.OPEN, target_id=target_id)
    return Dossier(
        target=get_target(store, target_id),
        counts=known.counts(store, target_id),
        people=_people(store, target_id),
        prospects=list_prospects(store, chosen, today, LATEST, phone_resets=False),
        closed=known.closed_prospects(store, target_id),
        situations=situations(store, target_id, told),
        told=told,
        interests=known.interests(store, target_id, LATEST),
        visits=list_visits(store, VisitFilter(target_id), LATEST),
        objections=known.open_objections(store, target_id, LATEST),
        terms=known.terms(store, target_id, _FEW),
        orders=list_sales(store, SaleFilter(target_id=target_id), LATEST),
        planned=coming_rows(store, target_id, today, _FEW),
        cases=list_cases(store, CaseFilter(target_id, closed=False), today, LATEST),
        account=known.account(store, target_id, today),
        intel=list_intel(store, IntelFilter(target_id=target_id), _FEW),
    )


def _people(store: Store, target_id: int) -> list[Row]:
    """Return the people at a target, each with their roles as a list, `parts`."""
    people = list_contacts(store, ContactFilter(target_id), _MOST_PEOPLE)
    return [{**person, "parts": items(person["roles"])} for person in people]


def situations(store: Store, target_id: int, told: Row) -> list[Row]:
    """Return the open needs, one for each open prospect, or of the target itself where a visit told one."""
    prospects = [row for row in prospects_of(store, target_id) if row["status"] == ProspectStatus.OPEN]
    if prospects:
        return [as_told(row, told) for row in prospects[:LATEST]]
    if any(told[side] for side in SITUATION):
        return [{"product": None, "need": None, **{side: told[side] for side in SITUATION}}]
    return []
