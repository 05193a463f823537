"""The daily report as a document: what the records say, in words, figures and tables."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from salesctl.domain.figures import money
from salesctl.domain.text import WEEKDAYS, plural, with_weekday
from salesctl.render.columns import Row, Section
from salesctl.render.document import Document, Part, show_document
from salesctl.render.show import Format, show_rows
from salesctl.render.views.report import COMING, DAYS, MADE, NEXT_STEPS, ORDERS, REPORT, UNDONE
from salesctl.rules.activity import Activity, Report

_NOTHING = Section("Visits", note="Nothing was recorded.")


def show_report(report: Report, currency: str, form: Format = Format.TABLE, output: Path | None = None) -> None:
    """Print a report: as a table or Markdown the whole of it, as JSON or CSV its visits.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    if form in (Format.JSON, Format.CSV):
        show_rows(REPORT, report.activity.visits, form, output)
        return
    show_document(as_document(report, currency), form, output)


def as_document(report: Report, currency: str) -> Document:
    """Return the report of a day, or that of a period: a summary, and then a part for each day with records."""
    of_rep = f" of {report.rep}" if report.rep else ""
    if report.first == report.last:
        part = _day(report.activity, "", currency)
        whole = part._replace(sections=[*part.sections, *_coming(report)])
        return Document(f"Daily report{of_rep}, {with_weekday(report.first)}", [whole])
    parts = [_day(report.activity.on(day), with_weekday(day), currency) for day in sorted(report.activity.days)]
    return Document(f"Daily reports{of_rep}, {report.first} to {report.last}", [_summary(report, currency), *parts])


def _day(activity: Activity, title: str, currency: str) -> Part:
    if not activity:
        return Part(title, [], [_NOTHING])
    agreed = [row for row in activity.visits if row["next_on"]]
    sections = [
        Section("Visits", MADE, activity.visits),
        Section("Orders", ORDERS, activity.orders),
        Section("Planned and not made", UNDONE, activity.undone),
        Section(
            "Next steps agreed",
            NEXT_STEPS,
            sorted(agreed, key=lambda row: (row["next_on"] or "", row["next_at"] or "")),
        ),
    ]
    facts = [("Attendance", _attendance(activity)), *_figures(activity, currency)]
    return Part(title, facts, [section for section in sections if section.rows])


def _attendance(activity: Activity) -> str:
    """Say when the first and the last visit were, and how many have no time."""
    times = activity.times
    made = len(activity.visits)
    untimed = made - len(times)
    span = f"{times[0]} to {times[-1]}" if len(times) > 1 else "".join(times)
    without = f"{untimed} of {made} {plural('visit', made)} without a time" if untimed else ""
    return "; ".join(part for part in (span, without) if part) or "none"


def _figures(activity: Activity, currency: str) -> Iterator[tuple[str, str]]:
    """Yield what was counted: visits by outcome, the plan kept or not, orders and their total."""
    made = len(activity.visits)
    yield "Visits", f"{made}: {_listed(activity.outcomes)}" if made else "0"
    kept = {"as planned": made - activity.extra, "extra": activity.extra, "missed": activity.missed}
    yield "Plan", _listed({**kept, "still open": len(activity.undone) - activity.missed})
    orders = len(activity.orders)
    yield "Orders", f"{orders}, total {currency} {money(activity.amount)}" if orders else "0"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "none"


def _summary(report: Report, currency: str) -> Part:
    """Return the figures of a period, a line for each of its days, and what comes next."""
    activity = report.activity
    if not activity:
        return Part("Summary", [], [_NOTHING, *_coming(report)])
    visited = {row["date"] for row in activity.visits}
    facts = [("Days", f"{len(visited)} with visits, of {len(report.days)}"), *_figures(activity, currency)]
    by_day = Section("By day", DAYS, [_line(day, activity.on(day)) for day in report.days])
    return Part("Summary", facts, [by_day, *_coming(report)])


def _line(day: date, activity: Activity) -> Row:
    """Return a day's figures as a row of the summary."""
    times: list[str | None] = [*activity.times] or [None]
    return {
        "date": day.isoformat(),
        "weekday": WEEKDAYS[day.weekday()],
        "first": times[0],
        "last": times[-1],
        "visits": len(activity.visits),
        "extra": activity.extra,
        "missed": activity.missed,
        "orders": len(activity.orders),
        "amount": activity.amount,
    }


def _coming(report: Report) -> list[Section]:
    """Return what is planned for the next day with work; nothing where none is known."""
    if report.next_day is None:
        return []
    title = f"Planned for {with_weekday(report.next_day)}"
    return [Section(title, COMING, report.coming, "" if report.coming else "Nothing is planned yet.")]
