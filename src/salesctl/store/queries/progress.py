"""What the prospect grid and the funnel count, gathered in sets."""

from typing import Any

from salesctl import clock
from salesctl.domain.words.prospect import Interest
from salesctl.store.queries.prospects import TEMPERATURE, cutoffs
from salesctl.store.store import Store

Rows = list[dict[str, Any]]


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
