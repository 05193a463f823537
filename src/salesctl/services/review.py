"""The weekly review (PDCA: check and act): plan against done, what was found, and what will change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.review import Verdict
from salesctl.domain.enums.target import CustomerClass
from salesctl.domain.finding import Finding
from salesctl.domain.progress import GridBy
from salesctl.errors import Conflict, NotFound
from salesctl.rules.calendar import Week
from salesctl.rules.findings import Review, findings
from salesctl.rules.week.cadence import maintenance_interval
from salesctl.services.coaching import limits
from salesctl.services.names import Names
from salesctl.services.progress import TOTAL, visit_grid
from salesctl.store import tables
from salesctl.store.queries import review as asked
from salesctl.store.queries.duties import actions_until, late_cases
from salesctl.store.queries.plan import week_rows
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import DecisionRow, DecisionValues

Row = Mapping[str, Any]


def review_week(store: Store, settings: Settings, week: Week, rep_id: int) -> Review:
    """Return a rep's week as a review looks at it; prospects and customers as they stand today."""
    planned = week_rows(store, week, rep_id)
    today = clock.today().isoformat()
    before = (str(week), str(week.previous()))
    return Review(
        week=week,
        grid=[row for row in visit_grid(store, [week], rep_id, GridBy.GRADE) if row["week"] != TOTAL],
        missed=[row for row in planned if row["status"] == "missed"],
        undone=[row for row in planned if row["status"] == "planned" and row["date"] and row["date"] <= today],
        deferred=sum(row["status"] == "deferred" for row in planned),
        findings=find(store, settings, week, rep_id),
        decisions=[
            row for row in asked.decisions(store, rep_id) if row["verdict"] == Verdict.OPEN or row["week"] in before
        ],
    )


def find(store: Store, settings: Settings, week: Week, rep_id: int) -> list[Finding]:
    """Return the findings of a rep's week."""
    today = min(clock.today(), week.sunday)
    facts: dict[str, Sequence[Row]] = {
        "visits": asked.visits_of(store, week, rep_id),
        "prospects": asked.prospects_of(store, rep_id, today),
        "customers": [_with_interval(row, settings) for row in asked.idle_customers_of(store, rep_id)],
        "cases": late_cases(store, rep_id, today),
        "actions": actions_until(store, rep_id, today + timedelta(7)),
    }
    return findings(facts, limits(settings), today)


def _with_interval(customer: Row, settings: Settings) -> Row:
    named = customer["customer_class"]
    customer_class = CustomerClass(named) if named else None
    return {**customer, "interval": maintenance_interval(customer_class, settings.maintenance_weeks())}


def act(store: Store, places: Names, rep: str, week: Week, text: str) -> DecisionRow:
    """Store what will change after the review of a rep's week, and return the decision."""
    with store.transaction():
        decision: DecisionValues = {
            "rep_id": places.rep(rep),
            "week": str(week),
            "text": text,
            "decided_on": clock.today(),
        }
        return store.insert(tables.DECISION.checked(decision))


def judge(store: Store, decision_id: int, *, kept: bool) -> DecisionRow:
    """Say whether a decision was kept.

    Raises:
        NotFound: There is no such decision.
        Conflict: It was judged before.
    """
    with store.transaction():
        decision = store.one("SELECT * FROM decision WHERE id = :id", {"id": decision_id})
        if decision is None:
            raise NotFound(f"there is no decision {decision_id}; see `salesctl review list`")
        if decision["verdict"] != Verdict.OPEN:
            raise Conflict(
                f"decision {decision_id} was judged {decision['verdict']} on {decision['judged_on']} already"
            )
        verdict = Verdict.KEPT if kept else Verdict.BROKEN
        return store.update(tables.DECISION.changes({"verdict": verdict, "judged_on": clock.today()}), decision_id)
