"""The prospect list: qualifying targets, keeping what is known of them, and closing them without an order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.prospect import Interest, LossReason, ProspectStatus
from salesctl.domain.situation import Lacking
from salesctl.errors import Conflict, InvalidInput, NotFound
from salesctl.rules.qualifying import lacking
from salesctl.services.contacts import add_contact, edit_contact
from salesctl.services.dropped import Customer, refuse_dropped
from salesctl.services.names import Names
from salesctl.store import tables
from salesctl.store.queries.names import CONTACT, known
from salesctl.store.queries.prospects import latest_interest, prospects_of
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenProspect
    from salesctl.store.queries.prospects import NamedProspect
    from salesctl.store.rows import ProspectRow, ProspectValues

NO_PRODUCT = 0
"""Stands for the prospect without a product where a product id says which one is meant."""

_EARLIEST = date(2000, 1, 1)


def the_prospect(store: Store, target: Customer, product_id: int | None = None) -> NamedProspect:
    """Return the prospect meant by a target and perhaps a product: the open one, else the one closed last.

    Raises:
        NotFound: There is none, or several are open and none is chosen.
    """
    rows = prospects_of(store, target["id"])
    fitting = [row for row in rows if product_id is None or (row["product_id"] or NO_PRODUCT) == product_id]
    open_ones = [row for row in fitting if row["status"] == ProspectStatus.OPEN]
    if len(open_ones) > 1:
        raise NotFound(
            f"'{target['name']}' has several open prospects: {_products(open_ones)}; say which with --product"
        )
    if fitting:
        return fitting[0]
    if rows:
        raise NotFound(f"'{target['name']}' has no prospect for that product; it has: {_products(rows)}")
    raise NotFound(f"'{target['name']}' is no prospect; `salesctl prospect promote {target['id']}` makes it one")


def the_open_prospect(store: Store, target: Customer, product_id: int | None = None) -> NamedProspect:
    """Return the open prospect of a target, for a product where one is named (`NO_PRODUCT` for the one without).

    Raises:
        NotFound: There is none, or several are open and no product is named.
        Conflict: It was closed already.
    """
    prospect = the_prospect(store, target, product_id)
    if prospect["status"] != ProspectStatus.OPEN:
        raise Conflict(
            f"prospect {prospect['id']} {target['name']} was closed as {prospect['status']} on {prospect['closed_on']}"
            " already; `salesctl prospect promote` opens a new one, `salesctl prospect edit --reopen` this one"
        )
    return prospect


_LACKING = {
    Lacking.MONEY: "buying power (money)",
    Lacking.NEED: "a need",
    Lacking.INTEREST: "interest of at least slight",
}


def _products(rows: list[NamedProspect]) -> str:
    return ", ".join(dict.fromkeys(row["product"] or 'one without a product (--product "")' for row in rows))


def promote(
    store: Store, places: Names, target: Customer, values: GivenProspect, *, forced_reason: str | None = None
) -> ProspectRow:
    """Open a prospect for a target that qualifies, or with a reason for one that does not.

    `values` has the names of the command's options; the rep is the target's owner unless given, and interest not given
    is that of the target's latest visit.

    Raises:
        Conflict: The target is dropped, or has an open prospect for the product.
        InvalidInput: The target does not qualify, or a value is out of range.
    """
    with store.transaction():
        columns: ProspectValues = {"rep_id": target["rep_id"], **_columns(places, target["id"], values)}
        columns["interest"] = columns.get("interest") or latest_interest(store, target["id"])
        _refuse_closed_door(store, target, columns.get("product_id"))
        interest = Interest(columns["interest"]) if columns["interest"] else None
        missing = lacking(columns.get("money"), columns.get("need"), interest)
        if missing and not forced_reason:
            lacks = ", ".join(_LACKING[what] for what in missing)
            raise InvalidInput(
                f"'{target['name']}' does not qualify yet, it lacks {lacks}; give what is known with"
                " --money, --need and --interest, or promote it all the same with --force --reason TEXT"
            )
        opened: ProspectValues = {
            "opened_on": clock.today(),
            **columns,
            "target_id": target["id"],
            "forced_reason": forced_reason,
        }
        return store.insert(tables.PROSPECT.checked(opened))


def record_closed(store: Store, places: Names, target: Customer, values: GivenProspect) -> ProspectRow:
    """Store a prospect that was closed before it came here, as it stood then.

    `values` is as for `promote`, with its status, its days and why it was lost. The rep is the target's owner unless
    given.

    Raises:
        InvalidInput: A value is missing or out of range.
    """
    with store.transaction():
        columns: ProspectValues = {"rep_id": target["rep_id"], **_with_ids(places, target["id"], values)}
        return store.insert(tables.PROSPECT.checked({**columns, "target_id": target["id"]}))


def edit_prospect(
    store: Store,
    places: Names,
    target: Customer,
    product_id: int | None,
    values: GivenProspect,
    *,
    reopen: bool = False,
) -> ProspectRow:
    """Change the prospect that a target and perhaps a product mean; `reopen` takes back a wrong close.

    Raises:
        NotFound: There is none, or several are open and no product is named.
        Conflict: It is open and to be reopened, or closed and to be graded; the target is dropped; another prospect is
            open for the product.
        InvalidInput: A value is out of range.
    """
    with store.transaction():
        prospect = the_prospect(store, target, product_id)
        return change_prospect(store, places, target, prospect, values, reopen=reopen)


def change_prospect(
    store: Store,
    places: Names,
    target: Customer,
    prospect: ProspectRow,
    values: GivenProspect,
    *,
    reopen: bool = False,
) -> ProspectRow:
    """Change a prospect that is known by its row; otherwise as `edit_prospect`."""
    with store.transaction():
        changes = _columns(places, target["id"], values)
        if reopen:
            if prospect["status"] == ProspectStatus.OPEN:
                raise Conflict(f"prospect {prospect['id']} {target['name']} is open; there is nothing to reopen")
            taken_back: ProspectValues = {"closed_on": None, "loss_reason": None, "lost_to": None, "retry_on": None}
            changes |= {**taken_back, "status": ProspectStatus.OPEN}
        _refuse_out_of_state(target, prospect, changes)
        if changes.get("status", prospect["status"]) == ProspectStatus.OPEN:
            product_id = changes.get("product_id", prospect["product_id"])
            _refuse_closed_door(store, target, product_id, but=prospect["id"])
        return store.update(tables.PROSPECT.changes(changes), prospect["id"])


def close_prospect(
    store: Store,
    target: Customer,
    product_id: int | None,
    status: ProspectStatus,
    reason: LossReason,
    details: ProspectValues,
) -> ProspectRow:
    """Close an open prospect without an order; `details` are `lost_to`, `retry_on` and a `note` added to those it has.

    Raises:
        NotFound: There is none, or several are open and no product is named.
        Conflict: It was closed already.
        InvalidInput: The retry date is not ahead.
    """
    _refuse_impossible_days(details)
    with store.transaction():
        prospect = the_open_prospect(store, target, product_id)
        notes = [note for note in (prospect["note"], details.get("note")) if note]
        changes: ProspectValues = {
            "status": status,
            "closed_on": clock.today(),
            "loss_reason": reason,
            "note": "\n".join(notes) or None,
        }
        return store.update(tables.PROSPECT.changes({**details, **changes}), prospect["id"])


def _columns(places: Names, target_id: int, values: GivenProspect) -> ProspectValues:
    """Return the columns that values given by name set.

    Raises:
        InvalidInput: A date cannot be meant.
    """
    _refuse_impossible_days(values)
    return _with_ids(places, target_id, values)


def _with_ids(places: Names, target_id: int, values: GivenProspect) -> ProspectValues:
    """Return values as columns: a rep and the person who decides, given by name, become ids."""
    columns = places.columns(tables.PROSPECT, values, but=["authority"])
    if "authority" in values:
        person = values["authority"]
        columns["authority_id"] = _who_decides(places, target_id, person) if person else None
    return columns


def _refuse_impossible_days(values: ProspectValues) -> None:
    """Refuse a decision date long ago, and a retry date that is not ahead.

    Raises:
        InvalidInput: One of them is so.
    """
    if (decide_by := values.get("decide_by")) and str(decide_by) < _EARLIEST.isoformat():
        raise InvalidInput(f"the decision date {decide_by} is before {_EARLIEST.year}; give a later one")
    if (retry_on := values.get("retry_on")) and str(retry_on) <= clock.today().isoformat():
        raise InvalidInput(f"the retry date {retry_on} is not ahead; give a later one")


def _who_decides(places: Names, target_id: int, name: str) -> int:
    """Return the id of the person who decides, found among the target's contacts or made; the role is theirs now."""
    store = places.store
    if person := known(store, CONTACT, name, target_id=target_id):
        edit_contact(store, person["id"], {}, [Role.AUTHORITY], [])
    else:
        person = add_contact(store, target_id, {"name": name}, [Role.AUTHORITY])
        places.note("contact", person["name"])
    return person["id"]


def _refuse_out_of_state(target: Customer, prospect: ProspectRow, changes: ProspectValues) -> None:
    """Refuse changes that do not fit how a prospect stands.

    Raises:
        Conflict: The grade of a closed one, which is kept as it was; how one was lost that was not.
    """
    status = changes.get("status", prospect["status"])
    if "grade" in changes and status != ProspectStatus.OPEN:
        raise Conflict(
            f"prospect {prospect['id']} {target['name']} is {status}; its grade stays as it was at the close"
        )
    if status in (ProspectStatus.OPEN, ProspectStatus.WON) and (
        changes.get("loss_reason") or changes.get("lost_to") or changes.get("retry_on")
    ):
        raise Conflict(
            f"prospect {prospect['id']} {target['name']} is {status}; why, to whom and until when it was lost"
            " is for `salesctl prospect lose`"
        )


def _refuse_closed_door(store: Store, target: Customer, product_id: int | None, but: int = 0) -> None:
    """Refuse to have an open prospect at a dropped target, or a second one for a product.

    Raises:
        Conflict: That is so.
    """
    refuse_dropped(target)
    for row in prospects_of(store, target["id"]):
        if row["status"] == ProspectStatus.OPEN and row["product_id"] == product_id and row["id"] != but:
            product = f" for {row['product']}" if row["product"] else ""
            raise Conflict(
                f"'{target['name']}' has the open prospect {row['id']}{product} already; change it with"
                " `salesctl prospect edit`"
            )
