"""Intel as it is listed and shown, and what is known of competitors over time."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict, TypeVar

from salesctl.domain.text import fold
from salesctl.errors import NotFound
from salesctl.store.queries.narrow import narrow
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.rows import IntelRow

_Row = TypeVar("_Row")

_SELECT = """SELECT i.id, i.noted_on AS date, i.kind, i.nature, i.source, i.competitor, i.target_id, t.name AS target,
    te.name AS territory, r.name AS rep, i.text
FROM intel i
JOIN rep r ON r.id = i.rep_id
LEFT JOIN target t ON t.id = i.target_id
LEFT JOIN territory te ON te.id = i.territory_id"""


class IntelFilter(NamedTuple):
    """Which notes are meant, both days included; what is None does not narrow."""

    since: date | None = None
    until: date | None = None
    kind: str | None = None
    nature: str | None = None
    source: str | None = None
    competitor: str | None = None
    target_id: int | None = None
    territory_id: int | None = None
    rep_id: int | None = None


_CONDITIONS = {
    "since": "i.noted_on >= :since",
    "until": "i.noted_on <= :until",
    "kind": "i.kind = :kind",
    "nature": "i.nature = :nature",
    "source": "i.source = :source",
    "competitor": "instr(lower(i.competitor), :competitor) > 0",
    "target_id": "i.target_id = :target_id",
    # What is known of a customer is known of the territory it lies in.
    "territory_id": "coalesce(i.territory_id, t.territory_id) = :territory_id",
    "rep_id": "i.rep_id = :rep_id",
}


class ListedIntel(TypedDict):
    """A note as it is listed."""

    id: int
    date: str
    kind: str
    nature: str
    source: str
    competitor: str | None
    target_id: int | None
    target: str | None
    territory: str | None
    rep: str
    text: str


def list_intel(store: Store, chosen: IntelFilter, limit: int) -> list[ListedIntel]:
    """Return notes, the newest first; a competitor is found by a part of its name."""
    condition, params = narrow(chosen, _CONDITIONS, folded=("competitor",))
    sql = f"{_SELECT} WHERE {condition} ORDER BY i.noted_on DESC, i.id DESC LIMIT :limit"
    return store.rows(sql, {**params, "limit": limit}, of=ListedIntel)


def get_intel(store: Store, intel_id: int) -> ListedIntel:
    """Return one note.

    Raises:
        NotFound: There is none with this id.
    """
    return _there(store.one(f"{_SELECT} WHERE i.id = :id", {"id": intel_id}, of=ListedIntel), intel_id)


def stored_intel(store: Store, intel_id: int) -> "IntelRow":
    """Return the row of a note.

    Raises:
        NotFound: There is none with this id.
    """
    from salesctl.store import tables  # for those who change it

    return _there(store.one("SELECT * FROM intel WHERE id = :id", {"id": intel_id}, of=tables.INTEL), intel_id)


def _there(row: _Row | None, intel_id: int) -> _Row:
    if row is None:
        raise NotFound(f"there is no intel {intel_id}; see `salesctl intel list`")
    return row


_AT_TARGET = "{row}.target_id = :target_id"
_NAMES_IT = "instr(lower({column}), :competitor) > 0"
# A note on a competitor may name it in its text only.
_RIVAL = "CASE WHEN i.kind = 'competitor' THEN coalesce(i.competitor, i.text) ELSE i.competitor END"
# At a customer, what is known of the competitors met there counts too, wherever it was learnt.
_MET_THERE = """lower(i.competitor) IN (
    SELECT lower(p.competitor) FROM prospect p WHERE p.target_id = :target_id
    UNION SELECT lower(p.lost_to) FROM prospect p WHERE p.target_id = :target_id)"""


class CompetitorMove(TypedDict):
    """What a competitor did: when, at whom, and where it stands (`source`, `id`); see `timeline`."""

    date: str
    source: str
    id: int
    target: str | None
    competitor: str | None
    what: str
    reaction: str | None


def timeline(store: Store, target_id: int | None, competitor: str | None, limit: int) -> list[CompetitorMove]:
    """Return what competitors did, the newest first: at a target, of one competitor (a part of its name), or both.

    `source` tells where it stands: `visit` (their move, and the customer's reaction), `intel`, or `prospect` (in place
    when it was opened, or who won it).
    """

    def about(row: str, column: str, at_target: str = _AT_TARGET) -> str:
        terms = [at_target.format(row=row)] if target_id is not None else []
        terms += [_NAMES_IT.format(column=column)] if competitor is not None else []
        return " AND ".join([f"{column} IS NOT NULL", *terms])

    at_or_met = f"({_AT_TARGET} OR {_MET_THERE})"
    return store.rows(
        f"""SELECT v.visited_on AS date, 'visit' AS source, v.id AS id, t.name AS target, NULL AS competitor,
            v.competitor AS what, v.reaction
        FROM visit v JOIN target t ON t.id = v.target_id WHERE {about("v", "v.competitor")}
        UNION ALL
        SELECT i.noted_on, 'intel', i.id, t.name, i.competitor, i.text, NULL
        FROM intel i LEFT JOIN target t ON t.id = i.target_id WHERE {about("i", _RIVAL, at_or_met)}
        UNION ALL
        SELECT p.opened_on, 'prospect', p.id, t.name, p.competitor, 'in place', NULL
        FROM prospect p JOIN target t ON t.id = p.target_id WHERE {about("p", "p.competitor")}
        UNION ALL
        SELECT p.closed_on, 'prospect', p.id, t.name, p.lost_to,
            'won it' || coalesce(' (' || p.loss_reason || ')', ''), NULL
        FROM prospect p JOIN target t ON t.id = p.target_id WHERE {about("p", "p.lost_to")}
        ORDER BY date DESC, source, id DESC LIMIT :limit""",
        {"target_id": target_id, "competitor": fold(competitor or ""), "limit": limit},
        of=CompetitorMove,
    )
