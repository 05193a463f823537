"""The page about a target, read before dialling: what is known of it, as a document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from salesctl.domain.figures import money
from salesctl.messages.situations import gap
from salesctl.render.columns import Row, Section, View, cell
from salesctl.render.document import Document, Part, show_document
from salesctl.render.show import Format, show_rows
from salesctl.render.views import target_page as views
from salesctl.render.views.cases import OPEN_CASES
from salesctl.render.views.sales import OF_TARGET
from salesctl.rules import figures
from salesctl.rules.target_page import Dossier

_ELSEWHERE = ("name", "last_visit", "next_on", "next_purpose")
"""What the page says elsewhere than among its facts."""
_WHILE_OPEN = ("temperature", "horizon")
"""What says nothing any more of a prospect that was closed."""
_REACH = (("Phone", "phone"), ("Address", "address"))


def show_dossier(
    card: View, row: Row, dossier: Dossier, currency: str, form: Format = Format.TABLE, output: Path | None = None
) -> None:
    """Print what is known of a target or of one of its prospects as a page; as JSON or CSV the fields of `row` alone.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    if form in (Format.JSON, Format.CSV):
        show_rows(card, [row], form, output)
        return
    show_document(page(card, row, dossier, currency), form, output)


def page(card: View, row: Row, dossier: Dossier, currency: str) -> Document:
    """Return the page of a target or of one of its prospects: the fields of `card`, then the lists."""
    of_prospect = row is not dossier.target
    left_out = _ELSEWHERE + (_WHILE_OPEN if of_prospect and row["closed_on"] else ())
    facts = [
        (column.header, text)
        for column in card
        if not column.hidden and column.key not in left_out and (text := cell(column, row))
    ]
    if of_prospect:
        facts += [(label, dossier.target[key]) for label, key in _REACH if dossier.target[key]]
    facts += history(dossier, currency)
    if moved := move(dossier.told):
        facts.append(("Competitor's move", moved))
    if not dossier.planned and not dossier.target["dropped_on"]:
        facts.append(("Next visit", "not planned yet"))
    # What a prospect needs is among its fields.
    shown = replace(dossier, situations=(), prospects=_others(dossier, row)) if of_prospect else dossier
    return Document(row["name"], [Part("", facts, [section for section in _sections(shown) if section.rows])])


def _others(dossier: Dossier, own: Row) -> list[Row]:
    return [prospect for prospect in dossier.prospects if prospect["id"] != own["id"]]


def history(dossier: Dossier, currency: str) -> Iterator[tuple[str, str]]:
    """Yield in a line each what the visits, the orders and the account plan come to."""
    counts = dossier.counts
    if counts["visits"]:
        yield "Visits", f"{counts['visits']}, the last on {dossier.target['last_visit']}"
    if dossier.interests:
        yield "Trend", trend(dossier.interests)
    if rated := next((visit for visit in dossier.visits if visit["satisfaction"]), None):
        yield "Satisfaction", f"{rated['satisfaction']} of 5 on {rated['visited_on']}"
    if dossier.closed:
        yield (
            "Past prospects",
            ", ".join(f"{row['prospects']} {row['status']} ({row['last']})" for row in dossier.closed),
        )
    if counts["orders"]:
        yield "Orders", f"{counts['orders']}, total {currency} {money(counts['amount'])}"
    if dossier.account:
        yield "Account plan", account_line(dossier.account)


def trend(interests: Sequence[str]) -> str:
    """Draw interest over the last visits as a small line, and say how it went."""
    blocks = "".join(views.INTEREST_BLOCKS[interest] for interest in interests)
    first, last = interests[0], interests[-1]
    return f"{blocks} {last}" if first == last else f"{blocks} {first} → {last}"


def move(told: Row) -> str:
    """Return what a competitor did last, and how the customer took it."""
    reaction = told["reaction"] and f"they: {told['reaction']}"
    return "; ".join(part for part in (told["competitor"], reaction) if part)


def account_line(account: Row) -> str:
    """Return an account plan in brief: the stage it is in, the next action, and how many are overdue."""
    stage = f"stage {account['stage']} since {account['since']}" if account["stage"] else "no stage yet"
    if not account["action"]:
        return f"{stage}; no action open"
    owner = f" ({account['owner']})" if account["owner"] else ""
    late = f"; {account['overdue']} overdue" if account["overdue"] else ""
    return f"{stage}; next: {account['action']}{owner} by {account['ends_on']}{late}"


def _sections(dossier: Dossier) -> Iterator[Section]:
    """Yield the lists, what is to be done and known first; the longest come last."""
    yield Section("People", views.PEOPLE, dossier.people)
    yield Section("Open prospects", views.OPEN_PROSPECTS, dossier.prospects)
    yield needs(dossier.situations)
    yield Section("Objections still open", views.OBJECTIONS, dossier.objections)
    yield Section("Planned", views.PLANNED, dossier.planned)
    yield Section("Open cases", OPEN_CASES, dossier.cases)
    yield timeline(dossier.visits, dossier.counts["visits"])
    yield Section(_title("Orders", dossier.orders, dossier.counts["orders"]), OF_TARGET, dossier.orders)
    yield Section("Intel", views.INTEL, dossier.intel)


def needs(situations: Sequence[Row]) -> Section:
    """Return what customers have and want, a line for each point that is known."""
    rows = [
        {"product": row["product"], "point": point, "told": text} for row in situations for point, text in points(row)
    ]
    return Section("Open needs", views.NEEDS, rows)


def points(situation: Row) -> Iterator[tuple[str, str]]:
    """Yield what is known of a need with what it is called: what they have and want, the gap between, and why."""
    for point, label in views.POINTS.items():
        if text := gap(figures.gap(situation)) if point == "gap" else situation[point]:
            yield label, text


def timeline(visits: Sequence[Row], count: int, view: View = views.TIMELINE) -> Section:
    """Return visits as a timeline, the newest first; of each what the customer thought, else what was noted."""
    rows: list[dict[str, Any]] = [{**row, "said": row["impression"] or row["note"]} for row in visits]
    return Section(_title("Visits", rows, count), view, rows)


def _title(what: str, rows: Sequence[Row], count: int) -> str:
    more = count - len(rows)
    return f"{what}: the last {len(rows)}, and {more} older" if more else what
