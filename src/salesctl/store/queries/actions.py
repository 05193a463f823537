"""The actions of account plans as they are listed, and finding one by its words."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from salesctl.errors import NotFound
from salesctl.store import tables
from salesctl.store.queries.narrow import narrow
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import AccountActionRow

_CANDIDATES = 5

_SELECT = """SELECT x.id, x.account_id, a.target_id, t.name, r.name AS rep, x.action, x.reason, x.steps, x.owner,
    x.starts_on, x.ends_on, x.is_visit AS visit,
    CASE WHEN x.done_on IS NOT NULL THEN 'done' WHEN x.ends_on < :today THEN 'overdue' ELSE 'open' END AS status,
    x.done_on, x.remark
FROM account_action x
JOIN account_plan a ON a.id = x.account_id
JOIN target t ON t.id = a.target_id
JOIN rep r ON r.id = a.rep_id"""


class ActionFilter(NamedTuple):
    """Which actions are meant; what is None does not narrow. `done` asks for those done, or for those still to do.

    `before` asks for those that end before a day; `open_plans` for those of plans that are not closed; `owner` is a
    part of the name of whoever does it.
    """

    account_id: int | None = None
    rep_id: int | None = None
    done: bool | None = None
    before: date | None = None
    open_plans: bool | None = None
    owner: str | None = None


_CONDITIONS = {
    "account_id": "x.account_id = :account_id",
    "rep_id": "a.rep_id = :rep_id",
    "done": "CASE WHEN x.done_on IS NULL THEN 0 ELSE 1 END = :done",
    "before": "x.ends_on < :before",
    "owner": "instr(lower(x.owner), :owner) > 0",
    "open_plans": "CASE WHEN a.closed_on IS NULL THEN 1 ELSE 0 END = :open_plans",
}


class ListedAction(TypedDict):
    """An action of an account plan as it is listed; `visit` is 0 or 1, `status` open, overdue or done."""

    id: int
    account_id: int
    target_id: int
    name: str
    rep: str
    action: str
    reason: str | None
    steps: str | None
    owner: str | None
    starts_on: str | None
    ends_on: str
    visit: int
    status: str
    done_on: str | None
    remark: str | None


def list_actions(store: Store, chosen: ActionFilter, today: date, limit: int) -> list[ListedAction]:
    """Return actions by the day they end; `status` is open, overdue or done."""
    condition, params = narrow(chosen, _CONDITIONS, folded=("owner",))
    return store.rows(
        f"{_SELECT} WHERE {condition} ORDER BY x.ends_on, x.id LIMIT :limit",
        {**params, "today": today.isoformat(), "limit": limit},
        of=ListedAction,
    )


def find_action(store: Store, text: str) -> "AccountActionRow":
    """Return the stored action of an id, or the one still to do that a part of its words stands for.

    Raises:
        NotFound: Nothing fits, or several actions do.
    """
    wanted = text.strip()
    if wanted.isascii() and wanted.isdigit():
        found = store.rows(
            "SELECT * FROM account_action WHERE id = :id", {"id": min(int(wanted), 2**63 - 1)}, of=tables.ACCOUNT_ACTION
        )
    else:
        found = store.rows(
            """SELECT x.* FROM account_action x JOIN account_plan a ON a.id = x.account_id
            WHERE x.done_on IS NULL AND a.closed_on IS NULL AND instr(lower(x.action), lower(:text)) > 0
            ORDER BY x.ends_on, x.id LIMIT :most""",
            {"text": wanted, "most": _CANDIDATES + 1},
            of=tables.ACCOUNT_ACTION,
        )
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"there is no action '{text}' to be done; see `salesctl account action list`")
    listed = ", ".join(f"{row['id']} {row['action']}" for row in found[:_CANDIDATES])
    raise NotFound(f"'{text}' fits several actions: {listed}{', …' if len(found) > _CANDIDATES else ''}; give the id")
