"""What the progress grids count, gathered in sets."""

from collections.abc import Sequence
from typing import Any

from salesctl import clock
from salesctl.domain.prospect import Interest
from salesctl.rules.calendar import Week
from salesctl.store.queries.prospects import TEMPERATURE, cutoffs
from salesctl.store.store import Store

Rows = list[dict[str, Any]]

# Planned visits keep the grade they were planned with; an extra visit counts for the prospect open on its day.
_VISITS = """
WITH planned AS (
    SELECT p.week, p.target_id,
        CASE WHEN p.grade IS NOT NULL THEN p.grade WHEN p.claim IN ('canvass', 'maintain') THEN p.claim ELSE 'none' END
            AS grade,
        1 AS planned,
        CASE WHEN p.status = 'done' THEN 1 ELSE 0 END AS done,
        0 AS extra,
        CASE WHEN p.status = 'missed' OR (p.status = 'planned' AND p.planned_on < :closed) THEN 1 ELSE 0 END AS missed
    FROM planned_visit p
    WHERE p.week BETWEEN :first_week AND :last_week AND p.status <> 'deferred'
        AND (:rep_id IS NULL OR p.rep_id = :rep_id)
), extra AS (
    SELECT v.visited_on, v.target_id,
        coalesce(
            (SELECT min(o.grade) FROM prospect o WHERE o.target_id = v.target_id AND o.opened_on <= v.visited_on
                AND (o.closed_on IS NULL OR o.closed_on >= v.visited_on)),
            CASE WHEN EXISTS (SELECT 1 FROM sale s WHERE s.target_id = v.target_id AND s.sold_on < v.visited_on)
                THEN 'maintain' ELSE 'canvass' END
        ) AS grade
    FROM visit v
    WHERE v.visited_on BETWEEN :first AND :last AND (:rep_id IS NULL OR v.rep_id = :rep_id)
        AND NOT EXISTS (SELECT 1 FROM planned_visit p WHERE p.visit_id = v.id)
), counted AS (
    SELECT week, grade, target_id, planned, done, extra, missed FROM planned
    UNION ALL
    SELECT weeks.week, extra.grade, extra.target_id, 0, 0, 1, 0
    FROM extra JOIN weeks ON extra.visited_on BETWEEN weeks.monday AND weeks.sunday
)
SELECT week, grade, target_id, sum(planned) AS planned, sum(done) AS done, sum(extra) AS extra, sum(missed) AS missed
FROM counted GROUP BY week, grade, target_id"""


def visits_by_account(store: Store, weeks: Sequence[Week], rep_id: int | None) -> Rows:
    """Return, by week, grade and target, how many visits were planned, done, made beyond the plan, and missed.

    What a week that has ended left undone counts as missed. `grade` is A, B or C, else canvass, maintain or none.
    """
    values = ", ".join(f"('{week}', '{week.monday}', '{week.sunday}')" for week in weeks)
    return store.rows(
        _VISITS.replace("WITH planned AS", f"WITH weeks(week, monday, sunday) AS (VALUES {values}), planned AS", 1),
        {
            "first_week": str(weeks[0]),
            "last_week": str(weeks[-1]),
            "first": weeks[0].monday.isoformat(),
            "last": weeks[-1].sunday.isoformat(),
            "closed": Week.of(clock.today()).monday.isoformat(),
            "rep_id": rep_id,
        },
    )


def prospect_grid(store: Store, rep_id: int | None) -> Rows:
    """Return, by grade and temperature, the open prospects and their expected amount in minor units."""
    return store.rows(
        f"""SELECT grade, heat, count(*) AS prospects, cast(coalesce(sum(amount), 0) AS INTEGER) AS amount
        FROM (
            SELECT p.grade, {TEMPERATURE} AS heat, p.amount FROM prospect p
            WHERE p.status = 'open' AND (:rep_id IS NULL OR p.rep_id = :rep_id)
        ) AS listed GROUP BY grade, heat""",
        {**cutoffs(clock.today()), "rep_id": rep_id},
    )


def funnel(store: Store, rep_id: int | None) -> list[tuple[str, int]]:
    """Return the steps from target to order, each with how many targets came that far.

    Interest is the highest a prospect ever showed; a target counts in every step up to its own.
    """
    counts = store.rows(
        f"""WITH listed AS (SELECT id FROM target WHERE :rep_id IS NULL OR rep_id = :rep_id),
        interest AS (
            SELECT target_id, max(CASE interest {_ranks()} END) AS level FROM (
                SELECT target_id, interest FROM visit UNION ALL SELECT target_id, interest FROM prospect
            ) AS shown WHERE target_id IN (SELECT target_id FROM prospect) GROUP BY target_id
        )
        SELECT 'targets' AS step, count(*) AS targets FROM listed
        UNION ALL SELECT 'visited', count(*) FROM listed WHERE id IN (SELECT target_id FROM visit)
        UNION ALL SELECT 'prospects', count(*) FROM listed WHERE id IN (SELECT target_id FROM prospect)
        UNION ALL SELECT 'level ' || level, count(*) FROM listed JOIN interest ON target_id = id GROUP BY level
        UNION ALL SELECT 'orders', count(*) FROM listed WHERE id IN (SELECT target_id FROM sale)""",
        {"rep_id": rep_id},
    )
    found = {row["step"]: int(row["targets"]) for row in counts}
    shown = list(Interest)[1:]
    reached = {
        interest: sum(found.get(f"level {level}", 0) for level in range(rank, len(Interest)))
        for rank, interest in enumerate(shown, start=1)
    }
    return [
        *((step, found[step]) for step in ("targets", "visited", "prospects")),
        *((f"interest {interest}", count) for interest, count in reached.items()),
        ("orders", found["orders"]),
    ]


def _ranks() -> str:
    return " ".join(f"WHEN '{interest}' THEN {rank}" for rank, interest in enumerate(Interest))
