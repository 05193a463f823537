"""The account plan as a document, in the form of its paper: customer, account manager, date, and the plan below."""

from collections.abc import Iterator
from pathlib import Path

from salesctl.domain.enums.account import Point
from salesctl.domain.figures import SEPARATOR, money
from salesctl.domain.text import plural
from salesctl.render.columns import Row, Section
from salesctl.render.document import Document, Part, show_document
from salesctl.render.show import Format, show_rows
from salesctl.render.views.accounts import (
    ACCOUNT_CARD,
    ACTION_PLAN,
    ASSESSMENT,
    MONTHS,
    PEOPLE,
    POINTS,
    STAGES,
    STEPS,
    score_key,
    weakest_points,
)
from salesctl.render.views.cases import OPEN_CASES
from salesctl.render.views.sales import OF_TARGET
from salesctl.rules.account import BEST, AccountPage


def show_account(page: AccountPage, currency: str, form: Format = Format.TABLE, output: Path | None = None) -> None:
    """Print an account plan: as a table or Markdown the whole of it, as JSON or CSV one row that sums it up.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    if form in (Format.JSON, Format.CSV):
        show_rows(ACCOUNT_CARD, [_as_row(page)], form, output)
    else:
        show_document(as_document(page, currency), form, output)


def as_document(page: AccountPage, currency: str) -> Document:
    """Return an account plan as it is handed over."""
    part = Part("", list(_facts(page, currency)), list(_sections(page)))
    return Document(f"Account plan: {page.account['name']}", [part])


def _as_row(page: AccountPage) -> Row:
    """Return the plan as one row: what the list says of it, a score for each factor, and the lines of each step."""
    scores = {score_key(row["factor"]): row["score"] for row in page.scores}
    lines = {
        point.replace("-", "_"): SEPARATOR.join(row["text"] for row in page.points if row["point"] == point)
        for point in Point
    }
    return {**page.account, **scores, **lines}


def _facts(page: AccountPage, currency: str) -> Iterator[tuple[str, str]]:
    account = page.account
    yield "Customer", account["name"]
    yield "Account manager", account["rep"]
    yield "Date", page.today.isoformat()
    yield "Stage", f"{account['stage']} since {account['since']}"
    yield "Relationship", account["relationship"]
    if account["note"]:
        yield "Note", account["note"]
    if account["closed_on"]:
        yield "Closed", f"{account['closed_on']}: {account['close_reason']}"
    yield "Last visit", _ago(account["last_visit"], account["days_silent"])
    yield "Last high-level visit", account["last_high_level"] or "never: no key person was met"
    yield "Visits, 12 months", _contacts(page)
    yield "Sales this year", f"{currency} {money(account['sales'])}"


def _ago(day: str | None, days: int | None) -> str:
    return f"{day}, {days} {plural('day', days)} silent" if day and days is not None else "never"


def _contacts(page: AccountPage) -> str:
    successful = page.visits("successful")
    return (
        f"{page.visits()}: {successful} successful (order or advance), {page.visits('ordinary')} ordinary;"
        f" {page.visits('high_level')} high-level"
    )


def _sections(page: AccountPage) -> Iterator[Section]:
    """Yield the tables of the plan; a part of the form that has nothing in it yet says so."""
    if len(page.stages) > 1:
        yield Section("Stages", STAGES, page.stages)
    yield Section("Opportunity assessment", ASSESSMENT, page.scores, _assessed(page.account))
    order = list(POINTS)
    steps = sorted(page.points, key=lambda row: order.index(row["point"]))
    yield Section("Three steps", STEPS, steps, "" if steps else "Nothing is written yet.")
    late = page.account["overdue"]
    overdue = f"{late} {plural('action', late)} overdue." if late else ""
    actions = [{**row, "in_full": _in_full(row)} for row in page.actions]
    yield Section("Action plan (行動計劃書)", ACTION_PLAN, actions, overdue if actions else "No actions yet.")
    yield Section("People", PEOPLE, page.contacts, "" if page.contacts else "Nobody is known here yet.")
    if page.visits():
        yield Section("Visits by month", MONTHS, page.months)
    if page.orders:
        yield Section("Last orders", OF_TARGET, page.orders)
    if page.cases:
        yield Section("Open cases", OPEN_CASES, page.cases)


def _in_full(action: Row) -> str:
    """Return an action with what is said of it, a line for each: no width of paper or terminal may leave it out."""
    said = (f"{key}: {action[key]}" for key in ("reason", "steps", "remark") if action[key])
    return "\n".join([action["action"], *said])


def _assessed(account: Row) -> str:
    """Sum the assessment up: the total, of what it could be, and the weakest points."""
    if not account["assessed"]:
        return "Not assessed yet."
    return f"Total {account['total']} of {account['assessed'] * BEST}; weakest: {weakest_points(account['weakest'])}."
