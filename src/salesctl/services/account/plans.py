"""Key accounts: opening a plan, moving it through its stages, assessing it, and the lines of its three steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.domain.enums.account import Factor, Point, Stage
from salesctl.errors import Conflict, InvalidInput, NotFound
from salesctl.services.dropped import refuse_dropped
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.queries.accounts import stages_of
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenAccount
    from salesctl.store.rows import (
        AccountPlanRow,
        AccountPlanValues,
        AccountPointRow,
        AccountPointValues,
        AccountStageRow,
        AccountStageValues,
        AssessmentValues,
        TargetRow,
    )


def open_account(store: Store, places: Names, target: TargetRow, stage: Stage, values: GivenAccount) -> AccountPlanRow:
    """Make a target a key account and return its plan; `values` are columns of it, the rep by name.

    The target's rep is the account manager unless another is given.

    Raises:
        Conflict: The target was dropped, or has an open plan.
    """
    refuse_dropped(target)
    with store.transaction():
        twin = store.one(
            "SELECT id, opened_on FROM account_plan WHERE target_id = :id AND closed_on IS NULL", {"id": target["id"]}
        )
        if twin:
            raise Conflict(
                f"'{target['name']}' has an account plan since {twin['opened_on']};"
                f" `salesctl account show {target['id']}` shows it"
            )
        usual: AccountPlanValues = {"target_id": target["id"], "rep_id": target["rep_id"], "opened_on": clock.today()}
        account = store.insert(tables.ACCOUNT_PLAN.checked({**usual, **places.columns(tables.ACCOUNT_PLAN, values)}))
        first: AccountStageValues = {"account_id": account["id"], "stage": stage, "since": account["opened_on"]}
        store.insert(tables.ACCOUNT_STAGE.checked(first))
    return account


def edit_account(store: Store, places: Names, account_id: int, values: GivenAccount) -> AccountPlanRow:
    """Change an account plan and return it; `values` are the columns to change, the rep by name.

    Raises:
        InvalidInput: A value is out of range.
    """
    with store.transaction():
        return store.update(tables.ACCOUNT_PLAN.changes(places.columns(tables.ACCOUNT_PLAN, values)), account_id)


def close_account(store: Store, account_id: int, reason: str) -> AccountPlanRow:
    """Close an account plan; its actions ask for nothing any more, and its history stays."""
    with store.transaction():
        return store.update(
            tables.ACCOUNT_PLAN.changes({"closed_on": clock.today(), "close_reason": reason}), account_id
        )


def move_stage(
    store: Store, account_id: int, stage: Stage, on: date, note: str | None = None
) -> tuple[AccountStageRow, AccountStageRow]:
    """Move an account plan to another stage, forward or back to the survey; return the stage before and the new one.

    Raises:
        Conflict: It is in that stage.
        InvalidInput: The day lies before the stage it is in began.
    """
    with store.transaction():
        before = stages_of(store, account_id)[-1]
        if before["stage"] == stage:
            raise Conflict(f"the plan is in stage {stage} since {before['since']} already")
        if on.isoformat() < before["since"]:
            raise InvalidInput(f"stage {before['stage']} began on {before['since']}; {on} lies before that")
        new: AccountStageValues = {"account_id": account_id, "stage": stage, "since": on, "note": note}
        return before, store.insert(tables.ACCOUNT_STAGE.checked(new))


def assess(store: Store, account_id: int, scores: Mapping[Factor, int], notes: Mapping[Factor, str], on: date) -> None:
    """Assess some or all factors of the opportunity on a day; a second assessment of that day replaces the first.

    Raises:
        InvalidInput: There is no score, a note on a factor without one, or a score outside 1 to 5.
    """
    if not scores:
        raise InvalidInput(f"give at least one score from 1 to 5: {', '.join(f'--{factor}' for factor in Factor)}")
    for factor in notes.keys() - scores.keys():
        raise InvalidInput(f"a note on {factor} needs its score: give --{factor} too")
    with store.transaction():
        for factor, score in scores.items():
            key: AssessmentValues = {"account_id": account_id, "factor": factor.value, "assessed_on": on.isoformat()}
            assessed: AssessmentValues = {"score": score, "note": notes.get(factor)}
            same_day = store.value(
                "SELECT id FROM assessment"
                " WHERE account_id = :account_id AND factor = :factor AND assessed_on = :assessed_on",
                key,
            )
            if same_day:
                store.update(tables.ASSESSMENT.changes(assessed), same_day)
            else:
                store.insert(tables.ASSESSMENT.checked({**key, **assessed}))


def add_point(store: Store, account_id: int, point: Point, text: str) -> AccountPointRow:
    """Add a line to one of a plan's three steps."""
    with store.transaction():
        line: AccountPointValues = {"account_id": account_id, "point": point, "text": text, "added_on": clock.today()}
        return store.insert(tables.ACCOUNT_POINT.checked(line))


def reword_point(store: Store, point_id: int, text: str) -> AccountPointRow:
    """Give a line other words.

    Raises:
        NotFound: There is no such line.
    """
    with store.transaction():
        _line(store, point_id)
        return store.update(tables.ACCOUNT_POINT.changes({"text": text}), point_id)


def strike_point(store: Store, point_id: int) -> AccountPointRow:
    """Delete a line, and return it as it was.

    Raises:
        NotFound: There is no such line.
    """
    with store.transaction():
        line = _line(store, point_id)
        store.delete_where(tables.ACCOUNT_POINT, "id = :id", {"id": point_id})
        return line


def _line(store: Store, point_id: int) -> AccountPointRow:
    line = store.one(
        "SELECT * FROM account_point WHERE id = :id", {"id": min(point_id, 2**63 - 1)}, of=tables.ACCOUNT_POINT
    )
    if line is None:
        raise NotFound(f"there is no line {point_id}; `salesctl account show NAME` numbers them")
    return line
