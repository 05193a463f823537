"""What cases and account plans ask of a rep: the visits due in a week, and what a review asks about."""

from datetime import date
from typing import TypedDict

from salesctl.rules.calendar import Week
from salesctl.store.queries.plan import weekly_plan
from salesctl.store.queries.prospects import RESETS, TEMPERATURE, cutoffs
from salesctl.store.store import Store

_DUE = """SELECT 'case' AS claim, c.target_id, c.kind AS what, c.text, c.due_on AS due
    FROM account_case c WHERE c.rep_id = :rep_id AND c.closed_on IS NULL AND c.due_on <= :sunday
    UNION ALL
    SELECT 'action', a.target_id, 'action', x.action, x.ends_on
    FROM account_action x JOIN account_plan a ON a.id = x.account_id
    WHERE a.rep_id = :rep_id AND a.closed_on IS NULL
        AND x.done_on IS NULL AND x.is_visit = 1 AND x.ends_on <= :sunday"""


class DueDuty(TypedDict):
    """A case or an action that asks for a visit, its target and the best open prospect there; `in_week` is 0 or 1."""

    claim: str
    target_id: int
    what: str
    text: str
    due: str
    name: str
    name_key: str
    site_id: int | None
    block_id: int | None
    prospect_id: int | None
    grade: str | None
    temperature: str | None
    visited_on: str | None
    planned_on: str | None
    in_week: int


def duties_due(store: Store, rep_id: int, today: str, week: Week, *, phone_resets: bool) -> list[DueDuty]:
    """Return the cases and the visits of account plans due by a week's end, with the target's best open prospect.

    `visited_on` is its last visit since the week began, `planned_on` the last one still to be made before the week;
    `in_week` tells whether the week's plan has it.
    """
    return store.rows(
        f"""SELECT d.claim, d.target_id, d.what, d.text, d.due, t.name, t.name_key, t.site_id, t.block_id,
            p.id AS prospect_id, p.grade, CASE WHEN p.id IS NOT NULL THEN {TEMPERATURE} END AS temperature,
            (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = t.id AND v.visited_on >= :monday AND {RESETS}
            ) AS visited_on,
            (SELECT max(o.planned_on) FROM planned_visit o WHERE o.target_id = t.id AND o.status = 'planned'
                AND o.planned_on >= :today AND o.planned_on < :monday) AS planned_on,
            EXISTS (SELECT 1 FROM planned_visit w
                WHERE w.target_id = t.id AND w.week = :week AND w.status <> 'missed') AS in_week
        FROM ({_DUE}) AS d
        JOIN target t ON t.id = d.target_id
        LEFT JOIN prospect p ON p.id = (
            SELECT b.id FROM prospect b WHERE b.target_id = t.id AND b.status = 'open'
            ORDER BY b.grade, b.decide_by IS NULL, b.decide_by, b.id LIMIT 1)
        WHERE t.dropped_on IS NULL""",
        {
            "rep_id": rep_id,
            "today": today,
            "week": str(week),
            "monday": week.monday.isoformat(),
            "sunday": week.sunday.isoformat(),
            "phone_resets": int(phone_resets),
            **cutoffs(date.fromisoformat(today)),
        },
        of=DueDuty,
    )


def unplanned_duties(store: Store, rep_id: int, today: date, *, phone_resets: bool) -> list[DueDuty]:
    """Return the cases and actions that ask for a visit this week and are not in its plan; none if it has no plan."""
    week = Week.of(today)
    if weekly_plan(store, week, rep_id) is None:
        return []
    due = duties_due(store, rep_id, today.isoformat(), week, phone_resets=phone_resets)
    return [duty for duty in due if not duty["in_week"] and not duty["visited_on"]]


class LateCase(TypedDict):
    """A case that was due; a review lists it beside prospects, and it has no grade."""

    name: str
    grade: None
    kind: str
    text: str
    due_on: str


def late_cases(store: Store, rep_id: int, today: date) -> list[LateCase]:
    """Return a rep's open cases that were due before a day."""
    return store.rows(
        """SELECT t.name, NULL AS grade, c.kind, c.text, c.due_on
        FROM account_case c JOIN target t ON t.id = c.target_id
        WHERE c.rep_id = :rep_id AND c.closed_on IS NULL AND c.due_on < :today ORDER BY c.due_on, c.id""",
        {"rep_id": rep_id, "today": today.isoformat()},
        of=LateCase,
    )


class DueAction(TypedDict):
    """What an account plan asks for by a day; `is_visit` is 0 or 1. Like a late case, it has no grade."""

    name: str
    grade: None
    action: str
    owner: str | None
    ends_on: str
    is_visit: int


def actions_until(store: Store, rep_id: int, until: date) -> list[DueAction]:
    """Return what is to be done by a day in the account plans a rep manages."""
    return store.rows(
        """SELECT t.name, NULL AS grade, x.action, x.owner, x.ends_on, x.is_visit
        FROM account_action x JOIN account_plan a ON a.id = x.account_id JOIN target t ON t.id = a.target_id
        WHERE a.rep_id = :rep_id AND a.closed_on IS NULL AND x.done_on IS NULL AND x.ends_on <= :until
        ORDER BY x.ends_on, x.id""",
        {"rep_id": rep_id, "until": until.isoformat()},
        of=DueAction,
    )
