"""What the check of a year's quotas looks at, gathered in sets."""

from typing import TypedDict

from salesctl.domain.enums.quota import Measure
from salesctl.rules.fiscal import Span
from salesctl.store.queries.quotas import COUNTED, LEAF
from salesctl.store.store import Store

_LEAVES = f"""leaf AS (
    SELECT q.* FROM quota q WHERE q.year = :year AND q.measure = :measure AND {LEAF})"""


class Concreteness(TypedDict):
    """The parts of a year's quota that name a rep, a month, and both, in its measure."""

    of_rep: int
    of_month: int
    concrete: int


def concreteness(store: Store, year: int, measure: Measure) -> Concreteness:
    """Return how much of a year's quota names a rep, how much a month, and how much both."""
    return store.rows(
        f"""WITH {_LEAVES}
        SELECT cast(coalesce(sum(CASE WHEN rep_id IS NOT NULL THEN amount END), 0) AS BIGINT) AS of_rep,
            cast(coalesce(sum(CASE WHEN month IS NOT NULL THEN amount END), 0) AS BIGINT) AS of_month,
            cast(coalesce(sum(CASE WHEN rep_id IS NOT NULL AND month IS NOT NULL THEN amount END), 0) AS BIGINT)
                AS concrete
        FROM leaf""",
        {"year": year, "measure": measure},
        of=Concreteness,
    )[0]


class Aims(TypedDict):
    """How many products have quotas, how many of them are positioned, and how many goals the year has."""

    products: int
    positioned: int
    goals: int


def aims(store: Store, year: int, measure: Measure) -> Aims:
    """Return how many products the quotas name, how many of them are positioned, and the goals of the year."""
    return store.rows(
        f"""WITH {_LEAVES}
        SELECT count(*) AS products,
            count(CASE WHEN price_level IS NOT NULL AND feature_level IS NOT NULL THEN 1 END) AS positioned,
            (SELECT count(*) FROM goal WHERE goal.year = :year) AS goals
        FROM product WHERE id IN (SELECT product_id FROM leaf)""",
        {"year": year, "measure": measure},
        of=Aims,
    )[0]


class Sums(TypedDict):
    """How many quotas have parts, and how many of them differ from their sum."""

    parents: int
    broken: int


def sums(store: Store, year: int, measure: Measure) -> Sums:
    """Return how many quotas were split, and how many of them differ from the sum of their parts."""
    return store.rows(
        """SELECT count(*) AS parents, count(CASE WHEN whole.amount <> parts.amount THEN 1 END) AS broken
        FROM quota whole JOIN (SELECT parent_id, sum(amount) AS amount FROM quota GROUP BY parent_id) parts
            ON parts.parent_id = whole.id
        WHERE whole.year = :year AND whole.measure = :measure""",
        {"year": year, "measure": measure},
        of=Sums,
    )[0]


class QuotaOfRep(TypedDict):
    """What a year asks of a rep, what of it they accepted, and what they sold before, in its measure."""

    id: int
    name: str
    quota: int
    accepted: int
    sold: int


def quotas_of_reps(store: Store, year: int, measure: Measure, before: Span) -> list[QuotaOfRep]:
    """Return the reps who have quotas, by name: the quota, the part of it accepted, and what they sold `before`."""
    return store.rows(
        f"""WITH {_LEAVES}, asked AS (
            SELECT rep_id, sum(amount) AS quota, sum(CASE WHEN status = 'accepted' THEN amount ELSE 0 END) AS accepted
            FROM leaf WHERE rep_id IS NOT NULL AND amount > 0 GROUP BY rep_id
        ), earlier AS (
            SELECT s.rep_id, {COUNTED} AS sold FROM sale s WHERE s.sold_on BETWEEN :first AND :last GROUP BY s.rep_id
        )
        SELECT r.id, r.name, cast(asked.quota AS BIGINT) AS quota, cast(asked.accepted AS BIGINT) AS accepted,
            cast(coalesce(earlier.sold, 0) AS BIGINT) AS sold
        FROM asked JOIN rep r ON r.id = asked.rep_id LEFT JOIN earlier ON earlier.rep_id = asked.rep_id
        ORDER BY r.name_key""",
        {"year": year, "measure": measure, **before.as_texts()},
        of=QuotaOfRep,
    )
