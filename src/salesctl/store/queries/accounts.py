"""Key accounts as they are listed, and what an account plan is made of."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from salesctl.errors import NotFound
from salesctl.store import tables
from salesctl.store.queries.narrow import narrow
from salesctl.store.queries.visits import KEY_PERSON
from salesctl.store.sqlite.lane import Params
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import AccountPlanRow, AccountPointRow, AccountStageRow, TargetRow

# The scores there are of each factor, the newest in place 1, each with the one before it.
_SCORES = """(SELECT account_id, factor, score, note, assessed_on,
    lag(score) OVER (PARTITION BY account_id, factor ORDER BY assessed_on) AS before,
    row_number() OVER (PARTITION BY account_id, factor ORDER BY assessed_on DESC) AS place FROM assessment)"""

# A visit at which a key person was met is a high-level visit.
_SELECT = f"""WITH latest AS (SELECT * FROM {_SCORES} AS scored WHERE place = 1)
SELECT a.id, a.target_id, t.name, r.name AS rep, st.stage, st.since, a.relationship,
    (SELECT sum(l.score) FROM latest l WHERE l.account_id = a.id) AS total,
    (SELECT count(*) FROM latest l WHERE l.account_id = a.id) AS assessed,
    (SELECT group_concat(factor, char(31)) FROM (SELECT l.factor FROM latest l WHERE l.account_id = a.id
        AND l.score = (SELECT min(m.score) FROM latest m WHERE m.account_id = a.id) ORDER BY l.factor) AS lowest
    ) AS weakest,
    n.action AS next_action, n.ends_on AS next_on,
    (SELECT count(*) FROM account_action x WHERE x.account_id = a.id AND x.done_on IS NULL AND x.ends_on < :today
    ) AS overdue,
    (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = a.target_id AND {KEY_PERSON} = 1) AS last_high_level,
    (SELECT max(v.visited_on) FROM visit v WHERE v.target_id = a.target_id) AS last_visit,
    (SELECT CAST(coalesce(sum(s.amount), 0) AS BIGINT) FROM sale s WHERE s.target_id = a.target_id
        AND s.sold_on BETWEEN :year_start AND :today) AS sales,
    (SELECT count(*) FROM account_case c WHERE c.target_id = a.target_id AND c.closed_on IS NULL) AS open_cases,
    a.opened_on, a.closed_on, a.close_reason, a.note
FROM account_plan a
JOIN target t ON t.id = a.target_id
JOIN rep r ON r.id = a.rep_id
JOIN account_stage st ON st.id = (
    SELECT x.id FROM account_stage x WHERE x.account_id = a.id ORDER BY x.since DESC, x.id DESC LIMIT 1)
LEFT JOIN account_action n ON n.id = (
    SELECT x.id FROM account_action x WHERE x.account_id = a.id AND x.done_on IS NULL
    ORDER BY x.ends_on, x.id LIMIT 1)"""


class AccountFilter(NamedTuple):
    """Which account plans are meant; what is None does not narrow."""

    open: bool | None = None
    stage: str | None = None
    rep_id: int | None = None


_CONDITIONS = {
    "open": "CASE WHEN a.closed_on IS NULL THEN 1 ELSE 0 END = :open",
    "stage": "st.stage = :stage",
    "rep_id": "a.rep_id = :rep_id",
}


class AsOf(NamedTuple):
    """The day from which account plans are looked at, and the first day of the year whose sales count."""

    today: date
    year_start: date


class _Account(TypedDict):
    id: int
    target_id: int
    name: str
    rep: str
    stage: str
    since: str
    relationship: str
    total: int | None
    assessed: int
    weakest: str | None
    next_action: str | None
    next_on: str | None
    overdue: int
    last_high_level: str | None
    last_visit: str | None
    sales: int
    open_cases: int
    opened_on: str
    closed_on: str | None
    close_reason: str | None
    note: str | None


class ListedAccount(_Account):
    """An account plan as it is listed; `sales` in minor units, the `weakest` factors joined with `SEPARATOR`.

    `total` is the sum of the newest scores, `assessed` how many factors have one, `overdue` how many actions are late.
    """

    days_silent: int | None


def list_accounts(store: Store, chosen: AccountFilter, as_of: AsOf, limit: int) -> list[ListedAccount]:
    """Return account plans by name; `sales` are those of the year so far, `days_silent` those since any visit."""
    condition, params = narrow(chosen, _CONDITIONS)
    sql = f"{_SELECT} WHERE {condition} ORDER BY t.name_key, a.id LIMIT :limit"
    return _listed(store, sql, {**params, "limit": limit}, as_of)


def get_account(store: Store, account_id: int, as_of: AsOf) -> ListedAccount:
    """Return an account plan, open or closed, as it is listed."""
    return _listed(store, f"{_SELECT} WHERE a.id = :id", {"id": account_id}, as_of)[0]


def _listed(store: Store, sql: str, params: Params, as_of: AsOf) -> list[ListedAccount]:
    days = {name: day.isoformat() for name, day in as_of._asdict().items()}
    return [
        {**row, "days_silent": (as_of.today - date.fromisoformat(last)).days if (last := row["last_visit"]) else None}
        for row in store.rows(sql, {**params, **days}, of=_Account)
    ]


def account_of(store: Store, target: "TargetRow", *, closed_too: bool = False) -> "AccountPlanRow":
    """Return the row of a target's open account plan; with `closed_too` of the last one there was, if none is open.

    Raises:
        NotFound: There is none.
    """
    found = store.one(
        "SELECT * FROM account_plan WHERE target_id = :id AND (closed_on IS NULL OR :closed_too = 1)"
        " ORDER BY closed_on IS NOT NULL, closed_on DESC, id DESC LIMIT 1",
        {"id": target["id"], "closed_too": int(closed_too)},
        of=tables.ACCOUNT_PLAN,
    )
    if found is None:
        kind = "account plan" if closed_too else "open account plan"
        raise NotFound(f"'{target['name']}' has no {kind}; `salesctl account open {target['id']}` makes one")
    return found


def stages_of(store: Store, account_id: int) -> "list[AccountStageRow]":
    """Return the stages an account plan went through, the first one first."""
    sql = "SELECT * FROM account_stage WHERE account_id = :id ORDER BY since, id"
    return store.rows(sql, {"id": account_id}, of=tables.ACCOUNT_STAGE)


class NewestScore(TypedDict):
    """The newest score of a factor, and the one `before` it; its `place` among the factor's scores is 1."""

    account_id: int
    factor: str
    score: int
    note: str | None
    assessed_on: str
    before: int | None
    place: int


def assessment_of(store: Store, account_id: int) -> list[NewestScore]:
    """Return the newest score of each factor that was assessed, with the one before it."""
    sql = f"SELECT * FROM {_SCORES} AS scored WHERE place = 1 AND account_id = :id"
    return store.rows(sql, {"id": account_id}, of=NewestScore)


def points_of(store: Store, account_id: int) -> "list[AccountPointRow]":
    """Return the lines of an account plan's three steps, in the order they were written."""
    sql = "SELECT * FROM account_point WHERE account_id = :id ORDER BY id"
    return store.rows(sql, {"id": account_id}, of=tables.ACCOUNT_POINT)


class MonthOfVisits(TypedDict):
    """How many visits a target had in a month, how many of them led on, and at how many a key person was met."""

    month: str
    visits: int
    successful: int
    high_level: int


def visits_by_month(store: Store, target_id: int, first: date) -> list[MonthOfVisits]:
    """Return, by month, a target's visits since a day: all, those that led on (`successful`) and those high-level."""
    return store.rows(
        f"""SELECT substr(v.visited_on, 1, 7) AS month, count(*) AS visits,
            sum(CASE WHEN v.outcome IN ('order', 'advance') THEN 1 ELSE 0 END) AS successful,
            sum({KEY_PERSON}) AS high_level
        FROM visit v WHERE v.target_id = :id AND v.visited_on >= :first
        GROUP BY substr(v.visited_on, 1, 7) ORDER BY 1""",
        {"id": target_id, "first": first.isoformat()},
        of=MonthOfVisits,
    )
