"""Prospects as they are listed and shown, with what follows from visits, the plan and the decision date.

The fragments `TEMPERATURE`, `HORIZON`, `INTEREST` and `STEP` are expressions over `prospect p`; the first two take
the parameters that `cutoffs` returns. They say in SQL what `rules.calendar` says, so that lists can be filtered by it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from salesctl.rules.calendar import HOT_DAYS, WARM_DAYS, Month
from salesctl.store.queries.narrow import Conditions, holding, narrow
from salesctl.store.sqlite.lane import Params
from salesctl.store.store import Store

if TYPE_CHECKING:  # the row costs more to import than the query to run
    from salesctl.store.rows import ProspectRow

    class NamedProspect(ProspectRow):
        """A prospect with its product's name."""

        product: str | None


RESETS = "(v.mode IN ('in-person', 'video') OR :phone_resets = 1)"
"""Whether a visit v resets its target's clock: a phone call or an e-mail does only where the settings say so."""

TEMPERATURE = """coalesce(p.temperature, CASE
    WHEN p.decide_by BETWEEN :hot_from AND :hot_to THEN 'hot'
    WHEN p.decide_by > :hot_to AND p.decide_by <= :warm_to THEN 'warm'
    ELSE 'cold' END)"""

HORIZON = """coalesce(p.horizon, CASE
    WHEN p.decide_by IS NULL THEN 'unknown'
    WHEN p.decide_by <= :this_month_to THEN 'this-month'
    WHEN p.decide_by <= :next_month_to THEN 'next-month'
    WHEN p.decide_by <= :three_months_to THEN '3-months'
    WHEN p.decide_by <= :six_months_to THEN '6-months'
    ELSE 'later' END)"""


def cutoffs(today: date) -> dict[str, str]:
    """Return the dates between which a prospect is hot or warm, and with which each horizon ends."""
    month = Month.of(today)
    ends = {
        "hot_from": today - timedelta(HOT_DAYS),
        "hot_to": today + timedelta(HOT_DAYS),
        "warm_to": today + timedelta(WARM_DAYS),
        "this_month_to": month.last,
        "next_month_to": month.shift(1).last,
        "three_months_to": month.shift(3).last,
        "six_months_to": month.shift(6).last,
    }
    return {name: day.isoformat() for name, day in ends.items()}


def _latest(field: str) -> str:
    """Return the expression for what the latest visit that tells it, made while the prospect was open, says."""
    return f"""(SELECT v.{field} FROM visit v WHERE v.target_id = p.target_id AND v.{field} IS NOT NULL
        AND v.visited_on >= p.opened_on AND v.visited_on <= coalesce(p.closed_on, v.visited_on)
        ORDER BY v.visited_on DESC, coalesce(v.at, '') DESC, v.id DESC LIMIT 1)"""


INTEREST = f"coalesce({_latest('interest')}, p.interest)"
STEP = _latest("step")

_OF_TARGET = "FROM prospect p JOIN target t ON t.id = p.target_id"

_DECIDES = """SELECT min(c.name) FROM contact c JOIN contact_role cr ON cr.contact_id = c.id
        WHERE c.target_id = {} AND cr.role = 'authority'"""

# Which of what is otherwise worked out was said by the rep.
BY_HAND = """nullif(substr(CASE WHEN p.temperature IS NULL THEN '' ELSE char(31) || 'temperature' END
    || CASE WHEN p.horizon IS NULL THEN '' ELSE char(31) || 'horizon' END
    || CASE WHEN p.authority_id IS NULL THEN '' ELSE char(31) || 'authority' END, 2), '')"""

_SELECT = f"""SELECT p.id, p.target_id, t.name, pr.name AS product, p.grade, {TEMPERATURE} AS temperature,
    p.purchase_type AS type, p.amount, p.decide_by, {HORIZON} AS horizon, {INTEREST} AS interest, p.status,
    r.name AS rep, n.planned_on AS next_on, n.purpose AS next_purpose,
    (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = p.target_id) AS last_visit,
    (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = p.target_id
        AND {RESETS}) AS last_counted,
    CASE WHEN EXISTS (SELECT 1 FROM sale s JOIN visit v ON v.target_id = s.target_id AND v.visited_on > s.sold_on
        WHERE s.prospect_id = p.id AND v.satisfaction >= 4) THEN 1 ELSE 0 END AS satisfied,
    {STEP} AS step, p.money, p.need, p.competitor, p.current, p.desired, p.consequence, p.gain, p.cadence,
    coalesce(au.name, ({_DECIDES.format("p.target_id")})) AS authority,
    p.forced_reason, p.opened_on, p.closed_on, p.loss_reason, p.lost_to, p.retry_on, p.note, p.external_id,
    p.product_id, p.rep_id, t.territory_id, te.name AS territory, t.name_key, {BY_HAND} AS by_hand
{_OF_TARGET}
LEFT JOIN territory te ON te.id = t.territory_id
JOIN rep r ON r.id = p.rep_id
LEFT JOIN product pr ON pr.id = p.product_id
LEFT JOIN contact au ON au.id = p.authority_id
LEFT JOIN planned_visit n ON n.id = (
    SELECT pv.id FROM planned_visit pv
    WHERE pv.target_id = p.target_id AND pv.status = 'planned' AND pv.planned_on >= :today
    ORDER BY pv.planned_on, coalesce(pv.at, '99:99'), pv.id LIMIT 1)"""


class ProspectFilter(NamedTuple):
    """Which prospects are meant; what is None does not narrow.

    `silent_since` asks for no visit after that day; a `product_id` of 0 for prospects without a product.
    """

    grade: str | None = None
    temperature: str | None = None
    horizon: str | None = None
    status: str | None = None
    silent_since: date | None = None
    product_id: int | None = None
    territory_id: int | None = None
    rep_id: int | None = None
    search: str | None = None
    target_id: int | None = None


_CONDITIONS: Conditions = {name: f"{name} = :{name}" for name in ProspectFilter._fields} | {
    "silent_since": "(last_visit IS NULL OR last_visit <= :silent_since)",
    "product_id": "coalesce(product_id, 0) = :product_id",
    "search": lambda: f"id IN (SELECT p.id {_OF_TARGET} WHERE {holding('prospect', 'p', 't.name')})",
}


class ListedProspect(TypedDict):
    """A prospect as it is listed, with what follows from the rest of the store; `amount` in minor units.

    `next_on` and `next_purpose` are of the next planned visit, `last_counted` is the last visit that resets the clock,
    `satisfied` (0 or 1) whether a visit since the order it brought was rated well; `by_hand`
    names what the rep said of what else follows.
    """

    id: int
    target_id: int
    name: str
    product: str | None
    grade: str
    temperature: str
    type: str | None
    amount: int | None
    decide_by: str | None
    horizon: str
    interest: str | None
    status: str
    rep: str
    next_on: str | None
    next_purpose: str | None
    last_visit: str | None
    last_counted: str | None
    satisfied: int
    step: str | None
    money: str | None
    need: str | None
    competitor: str | None
    current: str | None
    desired: str | None
    consequence: str | None
    gain: str | None
    cadence: int | None
    authority: str | None
    forced_reason: str | None
    opened_on: str
    closed_on: str | None
    loss_reason: str | None
    lost_to: str | None
    retry_on: str | None
    note: str | None
    external_id: str | None
    product_id: int | None
    rep_id: int
    territory_id: int | None
    territory: str | None
    name_key: str
    by_hand: str | None


def list_prospects(
    store: Store, chosen: ProspectFilter, today: date, limit: int, *, phone_resets: bool
) -> list[ListedProspect]:
    """Return prospects by grade, temperature, decision date and name.

    `phone_resets` says whether a phone call or an e-mail counts in `last_counted`, from which the next visit is due.
    """
    sql, params = _by_grade(chosen, today, phone_resets=phone_resets)
    return store.rows(f"{sql} LIMIT :limit", {**params, "limit": limit}, of=ListedProspect)


def stream_prospects(
    store: Store, chosen: ProspectFilter, today: date, *, phone_resets: bool
) -> Iterator[ListedProspect]:
    """Return what `list_prospects` does, all of them, one by one."""
    return store.stream(*_by_grade(chosen, today, phone_resets=phone_resets), of=ListedProspect)


def _by_grade(chosen: ProspectFilter, today: date, *, phone_resets: bool) -> tuple[str, Params]:
    condition, params = narrow(chosen, _CONDITIONS)
    sql = f"""SELECT * FROM ({_SELECT}) AS listed WHERE {condition}
        ORDER BY grade, CASE temperature WHEN 'hot' THEN 0 WHEN 'warm' THEN 1 ELSE 2 END,
            decide_by IS NULL, decide_by, name_key, id"""
    return sql, {**params, **_as_of(today, phone_resets=phone_resets)}


def get_prospect(store: Store, prospect_id: int, today: date, *, phone_resets: bool) -> ListedProspect:
    """Return one prospect, open or closed."""
    as_of = _as_of(today, phone_resets=phone_resets)
    return store.rows(f"{_SELECT} WHERE p.id = :id", {"id": prospect_id, **as_of}, of=ListedProspect)[0]


def _as_of(today: date, *, phone_resets: bool) -> Params:
    return {"today": today.isoformat(), "phone_resets": int(phone_resets), **cutoffs(today)}


def latest_interest(store: Store, target_id: int) -> str | None:
    """Return the interest after the target's latest visit that tells it."""
    return store.value(
        "SELECT interest FROM visit WHERE target_id = :id AND interest IS NOT NULL"
        " ORDER BY visited_on DESC, coalesce(at, '') DESC, id DESC LIMIT 1",
        {"id": target_id},
        of=str,
    )


def authority_by_role(store: Store, target_id: int) -> str | None:
    """Return who decides at a target by their role, where a prospect does not say it."""
    return store.value(_DECIDES.format(":target_id"), {"target_id": target_id}, of=str)


def prospects_of(store: Store, target_id: int) -> "list[NamedProspect]":
    """Return the prospects a target has and had, with their product's name: open ones, then the last closed first."""
    found: list[Any] = store.rows(
        """SELECT p.*, pr.name AS product FROM prospect p LEFT JOIN product pr ON pr.id = p.product_id
        WHERE p.target_id = :id
        ORDER BY CASE p.status WHEN 'open' THEN 0 ELSE 1 END, p.closed_on DESC, pr.name_key IS NULL, pr.name_key,
            p.id DESC""",
        {"id": target_id},
    )
    return found
