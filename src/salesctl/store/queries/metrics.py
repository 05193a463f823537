"""What the visits and the orders of a period add up to, by span and heading."""

from salesctl.rules.metrics import Made, Sold
from salesctl.store.queries.calls import Key, Scope
from salesctl.store.queries.visits import KEY_PERSON
from salesctl.store.store import Store


def made(store: Store, scope: Scope, visit_minutes: int) -> dict[Key, Made]:
    """Return what the visits of a scope add up to; `visit_minutes` is assumed where no length was given."""
    rows = store.rows(
        f"""WITH {scope.weeks}, made AS (
            SELECT w.span, {scope.heading("v")} AS heading, v.minutes, v.satisfaction, {KEY_PERSON} AS key_person,
                CASE WHEN v.outcome = 'order' THEN 1 ELSE 0 END AS hit,
                CASE WHEN v.mode = 'in-person' THEN v.rep_id || ' ' || v.visited_on END AS field_day
            FROM weeks w JOIN visit v ON v.visited_on BETWEEN w.monday AND w.sunday
            WHERE :rep_id IS NULL OR v.rep_id = :rep_id
        )
        SELECT span, heading, count(*) AS visits, count(field_day) AS in_person,
            count(DISTINCT field_day) AS field_days, sum(hit) AS hits, sum(key_person) AS key_persons,
            sum(coalesce(minutes, :visit_minutes)) AS minutes,
            sum(CASE WHEN minutes IS NULL THEN :visit_minutes ELSE 0 END) AS estimated,
            count(satisfaction) AS rated, coalesce(sum(satisfaction), 0) AS satisfaction
        FROM made GROUP BY span, heading""",
        {"rep_id": scope.rep_id, "visit_minutes": visit_minutes},
    )
    return {(row.pop("span"), row.pop("heading")): Made(**row) for row in rows}


def sold(store: Store, scope: Scope) -> dict[Key, Sold]:
    """Return what the orders of a scope add up to."""
    rows = store.rows(
        f"""WITH {scope.weeks}, sold AS (
            SELECT w.span, {scope.heading("s")} AS heading, s.target_id, s.amount,
                CASE WHEN EXISTS (SELECT 1 FROM sale e WHERE e.target_id = s.target_id AND e.sold_on < s.sold_on)
                    THEN s.target_id END AS returning_id
            FROM weeks w JOIN sale s ON s.sold_on BETWEEN w.monday AND w.sunday
            WHERE :rep_id IS NULL OR s.rep_id = :rep_id
        )
        SELECT span, heading, count(*) AS orders, cast(sum(amount) AS BIGINT) AS amount,
            count(DISTINCT target_id) AS buyers, count(DISTINCT returning_id) AS again
        FROM sold GROUP BY span, heading""",
        {"rep_id": scope.rep_id},
    )
    return {(row.pop("span"), row.pop("heading")): Sold(**row) for row in rows}
