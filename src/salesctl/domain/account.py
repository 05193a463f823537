"""Key accounts: a target with an account plan (重點客戶)."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.enums.account import Factor, Point, Relationship, Stage
from salesctl.domain.limits import Name, Searched, Text, Words
from salesctl.domain.record import Record


class AccountPlanFields(Record):
    """An account plan; a target has at most one that is open. The rep is the account manager."""

    TABLE: ClassVar = "account_plan"

    target_id: int
    rep_id: int
    opened_on: date
    relationship: Relationship = Relationship.TRANSACTION
    note: Searched[Text] | None = None
    closed_on: date | None = None
    close_reason: Searched[Words] | None = None


class AccountStageFields(Record):
    """Since when an account plan is in a stage; the newest row is where it stands."""

    TABLE: ClassVar = "account_stage"

    account_id: int
    stage: Stage
    since: date
    note: Searched[Text] | None = None


class AssessmentFields(Record):
    """One factor of an opportunity assessment on a day; the newest of each factor counts."""

    TABLE: ClassVar = "assessment"

    account_id: int
    factor: Factor
    score: Annotated[int, Field(ge=1, le=5)]
    note: Searched[Text] | None = None
    assessed_on: date


class AccountPointFields(Record):
    """One line of an account plan's three steps."""

    TABLE: ClassVar = "account_point"

    account_id: int
    point: Point
    text: Searched[Words]
    added_on: date


class AccountActionFields(Record):
    """One line of the action plan (行動計劃書); `is_visit` makes it claim a visit in the week it is due.

    `owner` is whoever does it: a rep, a colleague or the customer.
    """

    TABLE: ClassVar = "account_action"

    account_id: int
    action: Searched[Name]
    reason: Searched[Text] | None = None
    steps: Searched[Text] | None = None
    owner: Searched[Name] | None = None
    starts_on: date | None = None
    ends_on: date
    remark: Searched[Text] | None = None
    is_visit: bool = False
    done_on: date | None = None
