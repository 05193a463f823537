"""Cases: complaints (客戶不滿) and overdue receivables (問題賬款), from their opening until they are closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from salesctl import clock
from salesctl.domain.enums.case import CaseKind
from salesctl.errors import Conflict, InvalidInput
from salesctl.rules.receivables import Age, Owed, age, ageing
from salesctl.services.dropped import refuse_dropped
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.queries.cases import AmountDue, CaseFilter, ListedCase, amounts_due, get_case, list_cases
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenCase
    from salesctl.store.rows import AccountCaseRow, AccountCaseValues, CaseStepRow, CaseStepValues, TargetRow


class AgedCase(ListedCase):
    """A case as it is listed, with the days an open one is overdue, and the age of an open receivable."""

    days_overdue: int | None
    age: str | None


class OwedAtAge(TypedDict):
    """How many open receivables are of an age, their amount in minor units, and their share of the whole amount."""

    age: str
    cases: int
    amount: int
    share: float | None


def open_case(store: Store, places: Names, target: TargetRow, values: GivenCase) -> AccountCaseRow:
    """Open a case at a target and return it; `values` are its columns, the rep by name.

    It is the target's rep's unless another is given, and due today unless a day is given.

    Raises:
        Conflict: The target was dropped.
        InvalidInput: A receivable has no amount, a complaint is due before it came up, or a value is out of range.
    """
    refuse_dropped(target)
    today = clock.today()
    usual: AccountCaseValues = {
        "target_id": target["id"],
        "rep_id": target["rep_id"],
        "opened_on": today,
        "due_on": today,
    }
    with store.transaction():
        case = tables.ACCOUNT_CASE.checked({**usual, **places.columns(tables.ACCOUNT_CASE, values)})
        _refuse_impossible(case.values)
        return store.insert(case)


def edit_case(store: Store, places: Names, case_id: int, values: GivenCase) -> AccountCaseRow:
    """Change a case and return it; `values` are the columns to change, the rep by name.

    Raises:
        NotFound: There is no such case.
        Conflict: It was closed.
        InvalidInput: A value is out of range, or does not go with the others.
    """
    with store.transaction():
        _still_open(store, case_id)
        changed = store.update(tables.ACCOUNT_CASE.changes(places.columns(tables.ACCOUNT_CASE, values)), case_id)
        _refuse_impossible(changed)
        return changed


def note_case(store: Store, places: Names, case_id: int, text: str, rep: str, on: date) -> CaseStepRow:
    """Store a step that a rep took in a case, and return it.

    Raises:
        NotFound: There is no such case.
        Conflict: It was closed.
    """
    with store.transaction():
        _still_open(store, case_id)
        step: CaseStepValues = {"case_id": case_id, "taken_on": on, "rep_id": places.rep(rep), "text": text}
        return store.insert(tables.CASE_STEP.checked(step))


def close_case(store: Store, case_id: int, resolution: str, on: date) -> AccountCaseRow:
    """Close a case with what it came to.

    Raises:
        NotFound: There is no such case.
        Conflict: It was closed before.
        InvalidInput: The day lies before the case was opened.
    """
    with store.transaction():
        case = _still_open(store, case_id)
        if on.isoformat() < case["opened_on"]:
            raise InvalidInput(f"case {case_id} was opened on {case['opened_on']}; it cannot be closed on {on}")
        return store.update(tables.ACCOUNT_CASE.changes({"closed_on": on, "resolution": resolution}), case_id)


def listed(store: Store, chosen: CaseFilter, limit: int) -> list[AgedCase]:
    """Return cases by due date, with the days each open one is overdue and the age of each open receivable."""
    return [_with_age(row) for row in list_cases(store, chosen, clock.today(), limit)]


def shown(store: Store, case_id: int) -> AgedCase:
    """Return one case as it is listed.

    Raises:
        NotFound: There is no such case.
    """
    return _with_age(get_case(store, case_id, clock.today()))


def owed_by_age(store: Store, chosen: CaseFilter) -> list[OwedAtAge]:
    """Return the open receivables of a filter summed up by age, a row for each age with its share of the amount.

    What is not due yet has a row only where there is any; without receivables there are no rows.
    """
    sums = ageing(_dated(amounts_due(store, chosen)), clock.today())
    total = sum(owed.amount for owed in sums.values())
    if not any(owed.cases for owed in sums.values()):
        return []
    return [
        {"age": age.value, "cases": owed.cases, "amount": owed.amount, "share": owed.amount / total if total else None}
        for age, owed in sums.items()
        if owed.cases or age is not Age.NOT_DUE
    ]


def _dated(rows: Iterable[AmountDue]) -> Iterable[tuple[date, Owed]]:
    return ((date.fromisoformat(row["due_on"]), Owed(row["cases"], row["amount"])) for row in rows)


def _with_age(row: ListedCase) -> AgedCase:
    due_on, today = date.fromisoformat(row["due_on"]), clock.today()
    is_open = row["closed_on"] is None
    return {
        **row,
        "days_overdue": (today - due_on).days if is_open and due_on < today else None,
        "age": age(due_on, today).value if is_open and row["kind"] == CaseKind.RECEIVABLE else None,
    }


def _still_open(store: Store, case_id: int) -> ListedCase:
    case = get_case(store, case_id, clock.today())
    if case["closed_on"]:
        raise Conflict(f"case {case_id} was closed on {case['closed_on']} already: {case['resolution']}")
    return case


def _refuse_impossible(case: AccountCaseRow) -> None:
    if case["kind"] == CaseKind.RECEIVABLE and not case["amount"]:
        raise InvalidInput("a receivable needs --amount, what is owed, above 0")
    if case["kind"] == CaseKind.COMPLAINT and case["due_on"] < case["opened_on"]:
        raise InvalidInput(f"a complaint opened on {case['opened_on']} cannot be due on {case['due_on']}, before that")
