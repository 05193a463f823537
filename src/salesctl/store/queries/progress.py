"""What the prospect grid and the funnel count, gathered in sets."""

from typing import TypedDict

from salesctl import clock
from salesctl.domain.enums.prospect import Interest
from salesctl.store.queries.prospects import TEMPERATURE, cutoffs
from salesctl.store.store import Store


class GridCell(TypedDict):
    """The open prospects of a grade and a temperature; `amount` in minor units."""

    grade: str
    heat: str
    prospects: int
    amount: int


def prospect_grid(store: Store, rep_id: int | None) -> list[GridCell]:
    """Return, by grade and temperature, the open prospects and their expected amount in minor units."""
    return store.rows(
        f"""SELECT grade, heat, count(*) AS prospects, cast(coalesce(sum(amount), 0) AS INTEGER) AS amount
        FROM (
            SELECT p.grade, {TEMPERATURE} AS heat, p.amount FROM prospect p
            WHERE p.status = 'open' AND (:rep_id IS NULL OR p.rep_id = :rep_id)
        ) AS listed GROUP BY grade, heat""",
        {**cutoffs(clock.today()), "rep_id": rep_id},
        of=GridCell,
    )


class Reached(TypedDict):
    """How many `targets` have come equally far; all but the `level` of interest are 0 or 1."""

    visited: int
    prospect: int
    level: int
    ordered: int
    targets: int


def funnel(store: Store, rep_id: int | None) -> list[Reached]:
    """Return how many targets have come equally far: whether visited, a prospect once, of which interest, and sold to.

    Interest is the highest a prospect ever showed, by its rank; none is 0.
    """
    return store.rows(
        f"""WITH interest AS (
            SELECT target_id, max(CASE interest {_ranks()} END) AS level FROM (
                SELECT target_id, interest FROM visit UNION ALL SELECT target_id, interest FROM prospect
            ) AS shown WHERE target_id IN (SELECT target_id FROM prospect) GROUP BY target_id
        )
        SELECT visited, prospect, level, ordered, count(*) AS targets FROM (
            SELECT
                CASE WHEN t.id IN (SELECT target_id FROM visit) THEN 1 ELSE 0 END AS visited,
                CASE WHEN t.id IN (SELECT target_id FROM prospect) THEN 1 ELSE 0 END AS prospect,
                coalesce(i.level, 0) AS level,
                CASE WHEN t.id IN (SELECT target_id FROM sale) THEN 1 ELSE 0 END AS ordered
            FROM target t LEFT JOIN interest i ON i.target_id = t.id
            WHERE :rep_id IS NULL OR t.rep_id = :rep_id
        ) AS standing GROUP BY visited, prospect, level, ordered""",
        {"rep_id": rep_id},
        of=Reached,
    )


def _ranks() -> str:
    return " ".join(f"WHEN '{interest}' THEN {rank}" for rank, interest in enumerate(Interest))
