"""What is known of one target besides its visits and sales, each list with a limit: for the page and the brief."""

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import TargetRow


class Counts(TypedDict):
    """How much there is of a target; `amount` in minor units."""

    visits: int
    first_visit: str | None
    orders: int
    amount: int


def counts(store: Store, target_id: int) -> Counts:
    """Return how many visits and orders there were (`visits`, `orders`), the orders' `amount`, and the first visit."""
    row = store.one(
        """SELECT count(*) AS visits, min(v.visited_on) AS first_visit,
            (SELECT count(*) FROM sale s WHERE s.target_id = :id) AS orders,
            (SELECT CAST(coalesce(sum(s.amount), 0) AS BIGINT) FROM sale s WHERE s.target_id = :id) AS amount
        FROM visit v WHERE v.target_id = :id""",
        {"id": target_id},
        of=Counts,
    )
    assert row is not None, "a count has one row"
    return row


class ClosedAs(TypedDict):
    """How many prospects were closed in one way, and the last day."""

    status: str
    prospects: int
    last: str | None


def closed_prospects(store: Store, target_id: int) -> list[ClosedAs]:
    """Return how many prospects were closed as what, and the last day that was so."""
    return store.rows(
        """SELECT status, count(*) AS prospects, max(closed_on) AS last FROM prospect
        WHERE target_id = :id AND status <> 'open' GROUP BY status ORDER BY last DESC, status""",
        {"id": target_id},
        of=ClosedAs,
    )


def interests(store: Store, target_id: int, limit: int) -> list[str]:
    """Return the interest after each of the last visits that tell it, the latest last."""
    rows = store.rows(
        "SELECT interest FROM visit WHERE target_id = :id AND interest IS NOT NULL"
        " ORDER BY visited_on DESC, coalesce(at, '') DESC, id DESC LIMIT :limit",
        {"id": target_id, "limit": limit},
    )
    return [row["interest"] for row in reversed(rows)]


class Told(TypedDict):
    """What the visits told last of a customer's situation and a competitor's move."""

    current: str | None
    desired: str | None
    consequence: str | None
    gain: str | None
    competitor: str | None
    reaction: str | None


def last_told(store: Store, target_id: int) -> Told:
    """Return the customer's situation and the competitor's move as the visits since the last close told them last.

    A close after which a prospect goes on that was open before is none: what was told is about that one too.
    """
    latest = ", ".join(
        f"""(SELECT v.{field} FROM visit v
            WHERE v.target_id = :id AND v.{field} IS NOT NULL AND v.visited_on > since.day
            ORDER BY v.visited_on DESC, v.id DESC LIMIT 1) AS {field}"""
        for field in Told.__annotations__
    )
    row = store.one(
        f"""SELECT {latest} FROM (SELECT coalesce(max(closed_on), '') AS day FROM prospect WHERE target_id = :id
            AND closed_on <= coalesce((SELECT min(o.opened_on) FROM prospect o
                WHERE o.target_id = :id AND o.status = 'open'), closed_on)) AS since""",
        {"id": target_id},
        of=Told,
    )
    assert row is not None, "an aggregate has one row"
    return row


class OfferedTerms(TypedDict):
    """The terms offered at a visit; `discount` in percent."""

    visited_on: str
    terms: str | None
    discount: float | None


def terms(store: Store, target_id: int, limit: int) -> list[OfferedTerms]:
    """Return the terms and discounts offered last, the newest first."""
    return store.rows(
        """SELECT v.visited_on, v.terms, v.discount FROM visit v
        WHERE v.target_id = :id AND (v.terms IS NOT NULL OR v.discount IS NOT NULL)
        ORDER BY v.visited_on DESC, v.id DESC LIMIT :limit""",
        {"id": target_id, "limit": limit},
        of=OfferedTerms,
    )


class OpenObjection(TypedDict):
    """An objection nobody resolved, and the day it was heard."""

    date: str
    kind: str
    cause: str | None
    text: str | None


def open_objections(store: Store, target_id: int, limit: int) -> list[OpenObjection]:
    """Return the objections nobody resolved, the newest first."""
    return store.rows(
        """SELECT v.visited_on AS date, o.kind, o.cause, o.text FROM visit v JOIN objection o ON o.visit_id = v.id
        WHERE v.target_id = :id AND o.resolved = 0 ORDER BY v.visited_on DESC, o.id DESC LIMIT :limit""",
        {"id": target_id, "limit": limit},
        of=OpenObjection,
    )


class AccountInBrief(TypedDict):
    """An account plan in brief; `overdue` is how many actions are late."""

    id: int
    opened_on: str
    relationship: str
    stage: str | None
    since: str | None
    action: str | None
    ends_on: str | None
    owner: str | None
    overdue: int


def account(store: Store, target_id: int, today: date) -> AccountInBrief | None:
    """Return the open account plan in brief: its stage, the action that is due next, and how many are overdue."""
    return store.one(
        """SELECT a.id, a.opened_on, a.relationship, s.stage, s.since, x.action, x.ends_on, x.owner,
            (SELECT count(*) FROM account_action o
                WHERE o.account_id = a.id AND o.done_on IS NULL AND o.ends_on < :today) AS overdue
        FROM account_plan a
        LEFT JOIN account_stage s ON s.id = (
            SELECT y.id FROM account_stage y WHERE y.account_id = a.id ORDER BY y.since DESC, y.id DESC LIMIT 1)
        LEFT JOIN account_action x ON x.id = (
            SELECT z.id FROM account_action z WHERE z.account_id = a.id AND z.done_on IS NULL
            ORDER BY z.ends_on, z.id LIMIT 1)
        WHERE a.target_id = :id AND a.closed_on IS NULL""",
        {"id": target_id, "today": today.isoformat()},
        of=AccountInBrief,
    )


class Reference(TypedDict):
    """A customer to mention, and why."""

    name: str
    industry: str | None
    block: str | None
    last_sale: str
    why: str


def references(store: Store, target: "TargetRow", since: date, limit: int) -> list[Reference]:
    """Return customers to mention at a first visit: those in the same block, then those of the same industry.

    Only customers with an order after `since` are meant: who bought lately speaks well of us.
    """
    return store.rows(
        """SELECT t.name, t.industry, b.name AS block, s.last_sale,
            CASE WHEN t.block_id = :block_id THEN 'same block' ELSE 'same industry' END AS why
        FROM (SELECT target_id, max(sold_on) AS last_sale FROM sale WHERE sold_on >= :since GROUP BY target_id) s
        JOIN target t ON t.id = s.target_id LEFT JOIN block b ON b.id = t.block_id
        WHERE t.id <> :id AND t.dropped_on IS NULL
            AND (t.block_id = :block_id OR lower(t.industry) = lower(:industry))
        ORDER BY why, s.last_sale DESC, t.name_key LIMIT :limit""",
        {
            "id": target["id"],
            "block_id": target["block_id"],
            "industry": target["industry"],
            "since": since.isoformat(),
            "limit": limit,
        },
        of=Reference,
    )
