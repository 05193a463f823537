"""What a review looks at: the week's visits, what was missed, open prospects, silent customers, and decisions."""

from datetime import date
from typing import TypedDict

from salesctl.rules.calendar import Week
from salesctl.store.queries.prospects import TEMPERATURE, cutoffs
from salesctl.store.queries.visits import KEY_PERSON
from salesctl.store.queries.week_facts import IDLE_CUSTOMER
from salesctl.store.store import Store

_KEY_VISITS = f"FROM visit v WHERE v.target_id = p.target_id AND v.visited_on >= p.opened_on AND {KEY_PERSON} = 1"


def _interest(place: int) -> str:
    """Return the expression for the interest shown at the last visit (0), the one before it (1), and so on."""
    return f"""(SELECT v.interest FROM visit v WHERE v.target_id = p.target_id AND v.interest IS NOT NULL
        ORDER BY v.visited_on DESC, v.id DESC LIMIT 1 OFFSET {place})"""


class ReviewedVisit(TypedDict):
    """A visit with what a review asks of it: the target's open `prospects`, and the best grade among them."""

    id: int
    name: str
    visited_on: str
    mode: str
    impression: str | None
    competitor: str | None
    reaction: str | None
    signal: str | None
    step: str | None
    outcome: str
    terms: str | None
    discount: float | None
    next_on: str | None
    next_purpose: str | None
    interest: str | None
    prospects: int
    grade: str | None


def visits_of(store: Store, week: Week, rep_id: int) -> list[ReviewedVisit]:
    """Return a rep's visits of a week with what a review asks of each; `interest` is that known on its day."""
    return store.rows(
        """SELECT v.id, t.name, v.visited_on, v.mode, v.impression, v.competitor, v.reaction, v.signal, v.step,
            v.outcome, v.terms, v.discount, n.planned_on AS next_on, n.purpose AS next_purpose,
            coalesce(v.interest, (SELECT b.interest FROM visit b
                WHERE b.target_id = v.target_id AND b.interest IS NOT NULL AND b.visited_on < v.visited_on
                ORDER BY b.visited_on DESC, b.id DESC LIMIT 1)) AS interest,
            (SELECT count(*) FROM prospect p WHERE p.target_id = v.target_id AND p.status = 'open') AS prospects,
            (SELECT min(p.grade) FROM prospect p WHERE p.target_id = v.target_id AND p.status = 'open') AS grade
        FROM visit v JOIN target t ON t.id = v.target_id
        LEFT JOIN planned_visit n ON n.id = (
            SELECT max(x.id) FROM planned_visit x WHERE x.target_id = v.target_id AND x.planned_on > v.visited_on
                AND x.claim IN ('promised', 'manual'))
        WHERE v.rep_id = :rep_id AND v.visited_on BETWEEN :first AND :last
        ORDER BY v.visited_on, v.at, v.id""",
        {"rep_id": rep_id, "first": week.monday.isoformat(), "last": week.sunday.isoformat()},
        of=ReviewedVisit,
    )


# What a review asks of an open prospect; `steps` are the last five, the latest first.
_OF_PROSPECT = f"""t.name, p.grade, {TEMPERATURE} AS temperature, p.decide_by, p.opened_on, p.forced_reason, p.current,
    p.desired, (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = p.target_id) AS last_visit,
    {_interest(0)} AS interest, {_interest(1)} AS interest_before,
    (SELECT group_concat(step, ',') FROM (SELECT v.step FROM visit v
        WHERE v.target_id = p.target_id AND v.step IS NOT NULL
        ORDER BY v.visited_on DESC, v.id DESC LIMIT 5) AS recent) AS steps,
    (SELECT count(*) {_KEY_VISITS}) AS key_met, (SELECT max(v.visited_on) {_KEY_VISITS}) AS key_met_on"""


class ReviewedProspect(TypedDict):
    """An open prospect with what a review asks of it; `key_met` counts the visits since with a key person."""

    name: str
    grade: str
    temperature: str
    decide_by: str | None
    opened_on: str
    forced_reason: str | None
    current: str | None
    desired: str | None
    last_visit: str | None
    interest: str | None
    interest_before: str | None
    steps: str | None
    key_met: int
    key_met_on: str | None


def prospects_of(store: Store, rep_id: int, today: date) -> list[ReviewedProspect]:
    """Return a rep's open prospects with what a review asks of each."""
    return store.rows(
        f"""SELECT {_OF_PROSPECT} FROM prospect p JOIN target t ON t.id = p.target_id
        WHERE p.status = 'open' AND p.rep_id = :rep_id
        ORDER BY p.grade, t.name_key, p.id""",
        {"rep_id": rep_id, **cutoffs(today)},
        of=ReviewedProspect,
    )


class ReviewedAtTarget(ReviewedProspect):
    """An open prospect with the next visit that is agreed."""

    next_on: str | None
    next_purpose: str | None


def prospects_at(store: Store, target_id: int, today: date) -> list[ReviewedAtTarget]:
    """Return a target's open prospects with what a review asks of each, and the next visit that is agreed."""
    return store.rows(
        f"""SELECT {_OF_PROSPECT}, n.planned_on AS next_on, n.purpose AS next_purpose
        FROM prospect p JOIN target t ON t.id = p.target_id
        LEFT JOIN planned_visit n ON n.id = (
            SELECT max(x.id) FROM planned_visit x WHERE x.target_id = p.target_id AND x.planned_on > :today
                AND x.status = 'planned' AND x.claim IN ('promised', 'manual'))
        WHERE p.status = 'open' AND p.target_id = :target_id
        ORDER BY p.grade, p.id""",
        {"target_id": target_id, "today": today.isoformat(), **cutoffs(today)},
        of=ReviewedAtTarget,
    )


class IdleCustomer(TypedDict):
    """A customer without an open prospect, and so without a grade."""

    name: str
    customer_class: str | None
    grade: None
    last_visit: str | None


def idle_customers_of(store: Store, rep_id: int) -> list[IdleCustomer]:
    """Return a rep's customers without an open prospect, with their last visit."""
    return store.rows(
        f"""SELECT t.name, t.customer_class, NULL AS grade,
            (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = t.id) AS last_visit
        FROM target t WHERE t.rep_id = :rep_id AND {IDLE_CUSTOMER}
        ORDER BY t.name_key, t.id""",
        {"rep_id": rep_id},
        of=IdleCustomer,
    )


class ListedDecision(TypedDict):
    """A decision as it is listed."""

    id: int
    week: str
    text: str
    decided_on: str
    verdict: str
    judged_on: str | None
    rep: str


def decisions(
    store: Store, rep_id: int | None = None, *, open_only: bool = False, limit: int = 1000
) -> list[ListedDecision]:
    """Return decisions, the latest first; None does not narrow."""
    return store.rows(
        """SELECT d.id, d.week, d.text, d.decided_on, d.verdict, d.judged_on, r.name AS rep
        FROM decision d JOIN rep r ON r.id = d.rep_id
        WHERE (:rep_id IS NULL OR d.rep_id = :rep_id) AND (:open_only = 0 OR d.verdict = 'open')
        ORDER BY d.week DESC, d.id DESC LIMIT :limit""",
        {"rep_id": rep_id, "open_only": int(open_only), "limit": limit},
        of=ListedDecision,
    )
