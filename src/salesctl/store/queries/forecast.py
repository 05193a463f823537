"""What a quota's progress is made of: its cells, what was sold, the open pipeline, and what came of closed prospects.

Cells are gathered by two headings: the line that is asked for, and the product.
"""

from datetime import date, timedelta
from typing import NamedTuple, TypedDict

from salesctl.domain.enums.quota import Measure
from salesctl.domain.progress import QuotaBy
from salesctl.rules.calendar import Month
from salesctl.rules.fiscal import Span
from salesctl.rules.forecast import Selling
from salesctl.store.queries.narrow import narrow
from salesctl.store.queries.prospects import TEMPERATURE, cutoffs
from salesctl.store.queries.quotas import COUNTED, LEAF
from salesctl.store.sqlite.lane import Params
from salesctl.store.store import Store


class Part(NamedTuple):
    """Which part of the business is meant; what is None does not narrow."""

    product_id: int | None = None
    territory_id: int | None = None
    rep_id: int | None = None


_DAYS_OF_SELLING = 365


def _names(row: str, month: str, territory: str) -> tuple[dict[QuotaBy, str], str]:
    """Return the expression for each line of a row, and the joins they need."""
    lines = {
        QuotaBy.MONTH: month,
        QuotaBy.PRODUCT: "pr.name",
        QuotaBy.TERRITORY: "te.name",
        QuotaBy.REP: "re.name",
    }
    joins = f"""LEFT JOIN product pr ON pr.id = {row}.product_id
        LEFT JOIN territory te ON te.id = {territory}
        LEFT JOIN rep re ON re.id = {row}.rep_id"""
    return lines, joins


def _within(part: Part, row: str, territory: str) -> tuple[str, Params]:
    conditions = {
        "product_id": f"{row}.product_id = :product_id",
        "territory_id": f"{territory} = :territory_id",
        "rep_id": f"{row}.rep_id = :rep_id",
    }
    return narrow(part, conditions)


class _Cell(TypedDict):
    line: str | None
    product: str | None


class QuotaCell(_Cell):
    """What is asked of a line and a product, in the quota's measure."""

    quota: int


class SoldCell(_Cell):
    """What was sold of a line and a product, in the quota's measure."""

    actual: int


class OpenCell(_Cell):
    """Open prospects that are alike; `amount` in minor units is of those that have one, `unpriced` are the others."""

    rep_id: int
    grade: str
    temperature: str
    timing: str
    prospects: int
    amount: int
    unpriced: int


def quota_cells(store: Store, year: int, measure: Measure, by: QuotaBy, part: Part) -> list[QuotaCell]:
    """Return what the leaves of a year's tree ask for, by line and product; None for what they do not name."""
    lines, joins = _names("q", "q.month", "q.territory_id")
    condition, params = _within(part, "q", "q.territory_id")
    return store.rows(
        f"""SELECT {lines[by]} AS line, pr.name AS product, cast(sum(q.amount) AS BIGINT) AS quota
        FROM quota q {joins}
        WHERE q.year = :year AND q.measure = :measure AND {condition} AND {LEAF}
        GROUP BY {lines[by]}, pr.name""",
        {**params, "year": year, "measure": measure},
        of=QuotaCell,
    )


def sold_cells(store: Store, days: Span, measure: Measure, by: QuotaBy, part: Part) -> list[SoldCell]:
    """Return what was sold, by line and product."""
    lines, joins = _names("s", "substr(s.sold_on, 1, 7)", "s.territory_id")
    condition, params = _within(part, "s", "s.territory_id")
    return store.rows(
        f"""SELECT {lines[by]} AS line, pr.name AS product, cast({COUNTED} AS BIGINT) AS actual
        FROM sale s {joins}
        WHERE s.sold_on BETWEEN :first AND :last AND {condition}
        GROUP BY {lines[by]}, pr.name""",
        {**params, **days.as_texts(), "measure": measure},
        of=SoldCell,
    )


def open_cells(store: Store, days: Span, by: QuotaBy, part: Part, today: date) -> list[OpenCell]:
    """Return the open prospects alike in all that any line tells apart, in grade, temperature and `timing`.

    What is rounded for each of them adds up to the same whatever the lines are. `timing` is `ahead` for a decision
    expected between today and the end of the year, `slipped` when its date has passed, `undated` without one, and
    `outside` in another year.
    """
    lines, joins = _names("p", "substr(p.decide_by, 1, 7)", "t.territory_id")
    condition, params = _within(part, "p", "t.territory_id")
    return store.rows(
        f"""SELECT line, product, rep_id, grade, temperature, timing, count(*) AS prospects,
            cast(coalesce(sum(amount), 0) AS BIGINT) AS amount, count(*) - count(amount) AS unpriced
        FROM (
            SELECT {lines[by]} AS line, pr.name AS product, p.rep_id, p.grade, {TEMPERATURE} AS temperature, p.amount,
                t.territory_id, substr(p.decide_by, 1, 7) AS month,
                CASE WHEN p.decide_by IS NULL THEN 'undated' WHEN p.decide_by < :today THEN 'slipped'
                    WHEN p.decide_by BETWEEN :first AND :last THEN 'ahead' ELSE 'outside' END AS timing
            FROM prospect p JOIN target t ON t.id = p.target_id {joins}
            WHERE p.status = 'open' AND t.dropped_on IS NULL AND {condition}
        ) AS pipeline
        GROUP BY line, product, territory_id, rep_id, month, grade, temperature, timing""",
        {**params, **days.as_texts(), **cutoffs(today), "today": today.isoformat()},
        of=OpenCell,
    )


class ClosedProspects(TypedDict):
    """How many prospects of a rep were closed alike, and how many of them won."""

    rep_id: int
    grade: str
    temperature: str | None
    decide_by: str | None
    closed_on: str
    closed: int
    won: int


def closed_prospects(store: Store) -> list[ClosedProspects]:
    """Return how many prospects of each rep were closed and won, alike in all their temperature at close rests on."""
    return store.rows(
        """SELECT rep_id, grade, temperature, decide_by, closed_on, count(*) AS closed,
            sum(CASE WHEN status = 'won' THEN 1 ELSE 0 END) AS won
        FROM prospect WHERE status <> 'open' AND closed_on IS NOT NULL
        GROUP BY rep_id, grade, temperature, decide_by, closed_on""",
        of=ClosedProspects,
    )


class _Sold(TypedDict):
    orders: int
    amount: int


class _Made(TypedDict):
    visits: int
    hits: int


def selling(store: Store, part: Part, measure: Measure, today: date) -> Selling:
    """Return what was sold and visited in the last twelve months; visits are of no product, so it does not narrow."""
    days = Span(today - timedelta(_DAYS_OF_SELLING - 1), today).as_texts()
    condition, params = _within(part, "s", "s.territory_id")
    sold = store.rows(
        f"""SELECT count(*) AS orders, cast(coalesce({COUNTED}, 0) AS BIGINT) AS amount
        FROM sale s WHERE s.sold_on BETWEEN :first AND :last AND {condition}""",
        {**params, **days, "measure": measure},
        of=_Sold,
    )[0]
    condition, params = _within(part._replace(product_id=None), "v", "t.territory_id")
    made = store.rows(
        f"""SELECT count(*) AS visits, count(CASE WHEN v.outcome = 'order' THEN 1 END) AS hits
        FROM visit v JOIN target t ON t.id = v.target_id
        WHERE v.visited_on BETWEEN :first AND :last AND {condition}""",
        {**params, **days},
        of=_Made,
    )[0]
    return Selling(**sold, **made)


class SlippedProspect(TypedDict):
    """An open prospect whose decision date has passed; `amount` in minor units."""

    name: str
    grade: str
    temperature: str
    amount: int | None
    decide_by: str
    rep: str


def slipped_prospects(store: Store, part: Part, today: date, limit: int) -> list[SlippedProspect]:
    """Return open prospects whose decision date has passed, the longest ago first."""
    condition, params = _within(part, "p", "t.territory_id")
    return store.rows(
        f"""SELECT t.name, p.grade, {TEMPERATURE} AS temperature, p.amount, p.decide_by, r.name AS rep
        FROM prospect p JOIN target t ON t.id = p.target_id JOIN rep r ON r.id = p.rep_id
        WHERE p.status = 'open' AND t.dropped_on IS NULL AND p.decide_by < :today AND {condition}
        ORDER BY p.decide_by, t.name_key, p.id LIMIT :limit""",
        {**params, **cutoffs(today), "today": today.isoformat(), "limit": limit},
        of=SlippedProspect,
    )


class MonthQuota(TypedDict):
    """What is `asked` in a measure, and how many leaves of the year name a rep and a month."""

    measure: str
    of_reps: int
    of_months: int
    asked: int


def month_quotas(store: Store, year: int, month: Month, rep_id: int) -> dict[str, MonthQuota]:
    """Return, by measure, what a year's leaves ask of a month, and how many of them name a rep and a month at all.

    Where any names a rep, only those of this rep count; a measure that asks nothing of them is left out. Leaves that
    name no month count in full: the year is then not split by month.
    """
    rows = store.rows(
        f"""WITH leaf AS (
            SELECT q.* FROM quota q WHERE q.year = :year AND {LEAF}
        ), named AS (
            SELECT measure, count(rep_id) AS of_reps, count(month) AS of_months FROM leaf GROUP BY measure
        )
        SELECT named.measure, named.of_reps, named.of_months, cast(sum(leaf.amount) AS BIGINT) AS asked
        FROM named JOIN leaf ON leaf.measure = named.measure
        WHERE (named.of_reps = 0 OR leaf.rep_id = :rep_id) AND (named.of_months = 0 OR leaf.month = :month)
        GROUP BY named.measure, named.of_reps, named.of_months""",
        {"year": year, "month": str(month), "rep_id": rep_id},
        of=MonthQuota,
    )
    return {row["measure"]: row for row in rows}
