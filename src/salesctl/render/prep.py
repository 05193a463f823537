"""The brief of a visit: one page to read before going there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.question import QuestionKind
from salesctl.domain.figures import SEPARATOR, money
from salesctl.messages import prep as words
from salesctl.messages import situations
from salesctl.render import target_page as about
from salesctl.render.columns import Row, Section, View
from salesctl.render.document import Document, Part, show_document
from salesctl.render.show import Format, show_rows
from salesctl.render.views import target_page as views
from salesctl.render.views.cases import OPEN_CASES
from salesctl.render.views.prep import BRIEF, PARTS, QUESTIONS, REFERENCES
from salesctl.rules import figures
from salesctl.rules.prep import Brief, seen
from salesctl.rules.prep import Part as PlayedPart

_MOST = 3
"""Visits, objections, cases and people of one part on the page; with more of them it would be no page."""
_TERMS = 2


def show_brief(brief: Brief, currency: str, form: Format = Format.TABLE, output: Path | None = None) -> None:
    """Print a brief: as a table or Markdown the page, as JSON or CSV one row.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    if form in (Format.JSON, Format.CSV):
        show_rows(BRIEF, [_row(brief)], form, output)
        return
    show_document(as_document(brief, currency), form, output)


def as_document(brief: Brief, currency: str) -> Document:
    """Return the page: the visit in a few lines, whom to see, what is known, and what to ask."""
    product = f", {brief.prospect['product']}" if brief.prospect and brief.prospect["product"] else ""
    title = f"Visit brief: {brief.dossier.target['name']}{product}"
    sections = [section for section in _sections(brief) if section.rows]
    return Document(title, [Part("", list(_facts(brief, currency)), sections)])


def _facts(brief: Brief, currency: str) -> Iterator[tuple[str, str]]:
    yield "When", _when(brief.planned)
    yield "Purpose", words.purpose(brief.purpose)
    yield "Expect", words.expected(brief.expected)
    unknown = "nobody known yet: ask who works with it, and for their name"
    yield "See", f"{brief.person['name']}: {words.why(seen(brief.person))}" if brief.person else unknown
    yield "Bring", "; ".join(words.materials(brief.materials))
    if brief.high_level:
        yield "Best person", words.best_person(brief.high_level)
        yield "Gatekeeper", words.gatekeeper(brief.high_level)
        yield "Their risk", words.risk(brief.high_level)
        yield "Their benefit", words.benefit(brief.high_level)
    yield from _standing(brief)
    yield from about.history(brief.dossier, currency)


def _when(planned: Row | None) -> str:
    if planned is None:
        return "not planned yet"
    at = f" {planned['at']}" if planned["at"] else ""
    return f"{planned['weekday']} {planned['date']}{at} ({planned['claim']})"


def _standing(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield how the sale stands: the target or prospect, its step, the competitor and the terms so far."""
    target, prospect = brief.dossier.target, brief.prospect
    if prospect:
        facts = [
            f"{prospect['grade']}/{prospect['temperature']}",
            prospect["amount"] and money(prospect["amount"]),
            f"decision {prospect['decide_by']}" if prospect["decide_by"] else "no decision date",
            prospect["interest"] and f"interest {prospect['interest']}",
            brief.step and f"step {brief.step}",
        ]
        yield "Prospect", ", ".join(part for part in facts if part)
        if prospect["money"]:
            yield "Budget", prospect["money"]
    else:
        yield "Status", target["status"]
    if brief.situation:
        yield from about.points(brief.situation)
    if not brief.dossier.counts["visits"]:
        yield from _first_facts(target)
    if competitor := _competitor(brief):
        yield "Competitor", competitor
    if brief.dossier.terms:
        yield "Terms so far", "; ".join(map(_terms, brief.dossier.terms[:_TERMS]))


def _first_facts(target: Row) -> Iterator[tuple[str, str]]:
    """Yield what is known of a target nobody has been to."""
    place = ", ".join(target[key] for key in ("territory", "block", "site") if target[key])
    for label, text in (
        ("Business", ", ".join(target[key] for key in ("industry", "form", "use") if target[key])),
        ("Size", target["size"]),
        ("Where", "; ".join(part for part in (place, target["address"]) if part)),
        ("Phone", target["phone"]),
        ("Found by", ", ".join(target[key] for key in ("method", "source") if target[key])),
    ):
        if text:
            yield label, text


def _competitor(brief: Brief) -> str:
    named, told = brief.prospect and brief.prospect["competitor"], brief.dossier.told
    return "; ".join(part for part in (named if named != told["competitor"] else None, about.move(told)) if part)


def _terms(row: Row) -> str:
    discount = f"{row['discount']:g}% discount" if row["discount"] else None
    return f"{row['visited_on']}: {', '.join(part for part in (row['terms'], discount) if part)}"


def _sections(brief: Brief) -> Iterator[Section]:
    dossier = brief.dossier
    yield _map(brief)
    yield about.timeline(dossier.visits[:_MOST], dossier.counts["visits"], views.BRIEF_TIMELINE)
    handling = f"Handle each: {' → '.join(words.HANDLING)}."
    yield _some("Objections still open", views.OBJECTIONS, dossier.objections, handling)
    yield _some("Open cases", OPEN_CASES, dossier.cases)
    yield Section("Customers to mention", REFERENCES, brief.references)
    prepared = [{"kind": "prepared", "text": text} for text in brief.prepared]
    yield Section("Questions", QUESTIONS, [*prepared, *(asked._asdict() for asked in brief.questions)])


def _map(brief: Brief) -> Section:
    """Return the MAN map: a few of those who play the same part, and how many more there are."""
    played = Counter[Role | None]()
    shown = []
    for part in brief.parts:
        played[part.role] += 1
        if played[part.role] <= _MOST:
            shown.append(_part(part))
    more = len(brief.parts) - len(shown)
    everybody = f"And {more} more; `salesctl contact list {brief.dossier.target['id']}` shows everybody."
    return Section("Whom to see, and why", PARTS, shown, everybody if more else "")


def _some(title: str, view: View, rows: Sequence[Row], note: str = "") -> Section:
    """Return the first rows of a list, with a title that says how many more there are."""
    more = len(rows) - _MOST
    return Section(f"{title}: {_MOST}, and {more} more" if more > 0 else title, view, rows[:_MOST], note)


def _part(part: PlayedPart) -> dict[str, Any]:
    person = part.person or {"name": "–", "title": None, "phone": None, "last_met": None}
    known = {key: person[key] for key in ("title", "phone", "last_met")}
    why = words.part(part.role, seen(part.person) if part.person else None)
    return {"role": part.role, **known, "person": person["name"], "why": why}


def _row(brief: Brief) -> dict[str, Any]:
    """Return a brief as one row for programs."""
    dossier, prospect, planned = brief.dossier, brief.prospect, brief.planned
    situation = brief.situation or {}
    of_prospect = ("product", "grade", "temperature", "amount", "decide_by")
    high_level = brief.high_level
    return {
        "target_id": dossier.target["id"],
        "name": dossier.target["name"],
        "prospect_id": prospect["id"] if prospect else None,
        **{key: prospect[key] if prospect else None for key in of_prospect},
        "planned_id": planned["id"] if planned else None,
        "planned_on": planned["date"] if planned else None,
        "planned_at": planned["at"] if planned else None,
        "purpose": words.purpose(brief.purpose),
        "expected": words.expected(brief.expected),
        "person": brief.person and brief.person["name"],
        "person_why": brief.person and words.why(seen(brief.person)),
        **{role.value: _joined(_players(brief, role)) for role in (Role.MONEY, Role.AUTHORITY, Role.NEED)},
        "gaps": _joined(words.missing_part(part.role) for part in brief.parts if part.role and part.person is None),
        "step": brief.step,
        "visits": dossier.counts["visits"],
        "last_visit": dossier.target["last_visit"],
        "impression": dossier.visits[0]["impression"] if dossier.visits else None,
        "interests": _joined(dossier.interests),
        **{key: situation.get(key) for key in ("current", "desired", "consequence", "gain")},
        "gap": situations.gap(figures.gap(situation)) if situation else None,
        "objections": _joined(
            f"{row['kind']}{': ' + row['text'] if row['text'] else ''}" for row in dossier.objections
        ),
        "competitor": _competitor(brief) or None,
        "terms": _joined(map(_terms, dossier.terms)),
        "materials": _joined(words.materials(brief.materials)),
        "cases": _joined(f"{row['kind']}: {row['text']}" for row in dossier.cases),
        "account": about.account_line(dossier.account) if dossier.account else None,
        "references": _joined(row["name"] for row in brief.references),
        "prepared": _joined(brief.prepared),
        **{kind.value: _joined(asked.text for asked in brief.questions if asked.kind is kind) for kind in QuestionKind},
        "best_person": high_level and words.best_person(high_level),
        "gatekeeper": high_level and words.gatekeeper(high_level),
        "risk": high_level and words.risk(high_level),
        "benefit": high_level and words.benefit(high_level),
    }


def _players(brief: Brief, role: Role) -> Iterator[str]:
    """Yield the names of those who play a part."""
    for part in brief.parts:
        if part.role is role and part.person:
            yield part.person["name"]


def _joined(texts: Iterable[str]) -> str | None:
    """Return texts as the value of a list column."""
    return SEPARATOR.join(texts) or None
