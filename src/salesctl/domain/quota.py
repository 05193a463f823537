"""Targets in money: the quotas of a year as a tree, budgets beside them and goals in words."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from salesctl.domain.enums.quota import Dimension, GoalStatus, Measure, QuotaStatus, Weights
from salesctl.domain.limits import Minor, Month, Searched, Text, Words
from salesctl.domain.record import Record

FiscalYear = Annotated[int, Field(ge=1990, le=2200)]
"""A fiscal year, named after the calendar year it begins in."""


class QuotaFields(Record):
    """One node of a year's tree: the year itself, or a part of its parent.

    `amount` is in minor units, or a number of orders; so is `committed`, what the rep undertakes. A node names every
    dimension it was split by on the way down and leaves the others empty. `split_by` and `weights` tell how its
    children were made. A `locked` node keeps its amount when its parent is split again.
    """

    TABLE: ClassVar = "quota"

    year: FiscalYear
    measure: Measure = Measure.AMOUNT
    parent_id: int | None = None
    product_id: int | None = None
    territory_id: int | None = None
    rep_id: int | None = None
    target_id: int | None = None
    month: Month | None = None
    amount: Minor
    committed: Minor | None = None
    locked: bool = False
    status: QuotaStatus = QuotaStatus.PROPOSED
    split_by: Dimension | None = None
    weights: Weights | None = None


class BudgetFields(Record):
    """What may be spent in a territory in a month, in minor units."""

    TABLE: ClassVar = "budget"

    territory_id: int
    month: Month
    amount: Minor
    note: Searched[Text] | None = None


class GoalFields(Record):
    """A qualitative goal of a rep, and of one customer when `target_id` is set, beside the year's figures."""

    TABLE: ClassVar = "goal"

    year: FiscalYear
    rep_id: int
    target_id: int | None = None
    text: Searched[Words]
    due_on: date | None = None
    status: GoalStatus = GoalStatus.OPEN
    judged_on: date | None = None
