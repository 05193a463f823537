"""Cases: complaints (客戶不滿) and overdue receivables (問題賬款) of customers."""

from datetime import date
from typing import ClassVar

from salesctl.domain.enums.case import CaseKind
from salesctl.domain.limits import Minor, Name, Searched, Words
from salesctl.domain.record import Record


class AccountCaseFields(Record):
    """A case at a customer; `amount` in minor units; it claims a visit from `due_on` until it is closed."""

    TABLE: ClassVar = "account_case"

    target_id: int
    rep_id: int
    kind: CaseKind
    text: Searched[Words]
    amount: Minor | None = None
    opened_on: date
    due_on: date
    closed_on: date | None = None
    resolution: Searched[Words] | None = None


class CaseStepFields(Record):
    """What was done about a case, by whom and when."""

    TABLE: ClassVar = "case_step"

    case_id: int
    taken_on: date
    rep_id: int
    text: Searched[Name]
