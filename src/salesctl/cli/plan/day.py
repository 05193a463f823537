"""`salesctl plan day`: what to do today, and in the evening what became of it."""

from datetime import date
from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.core import ask, dates, lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, OutputOption, RepOption
from salesctl.cli.core.run import hint, say, this_run
from salesctl.cli.visit import words
from salesctl.cli.visit.input import ask_next, ask_order
from salesctl.domain.enums.visit import Outcome
from salesctl.domain.notation import one_of
from salesctl.errors import InvalidInput
from salesctl.render.show import Format, show_day
from salesctl.services import visits
from salesctl.services.names import Names
from salesctl.services.plan.day import DayVisit, Made, Missed, day_plan, mark

app = verb()

_MISSED = "missed"
_ANSWERS: tuple[str, ...] = (*Outcome, _MISSED)


@app.command(epilog=examples("salesctl plan day", "salesctl plan day tomorrow"))
def day(
    which: Annotated[
        date | None, typer.Argument(metavar="DATE", parser=dates.future, help="The day; today when not given.")
    ] = None,
    done: Annotated[
        bool, typer.Option("--done", help="Ask what became of each visit, and record all of it in one go.")
    ] = False,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List a day's planned visits in order: when, who, where, what for, and what was said last time."""
    chosen = which or clock.today()
    if done:
        if output or form is not Format.TABLE:
            raise InvalidInput("--done asks and records, it lists nothing: leave out --format and --output")
        _refuse_marking(chosen)
    rows = day_plan(this_run().store, chosen, lookup.own_rep_id(rep))
    if done:
        _mark(chosen, [row for row in rows if row["undone"]])
        return
    show_day(chosen, rows, form, output)
    if not rows:
        hint(f"Nothing is planned on {chosen}; `salesctl plan week {chosen}` plans its week.")


def _refuse_marking(day: date) -> None:
    """Refuse to ask where nobody answers, and about a day that has not come."""
    if not ask.possible():
        raise InvalidInput(
            "plan day --done asks, and nobody can answer here; record each with `salesctl visit add NAME --outcome ...`"
        )
    if day > clock.today():
        raise InvalidInput(f"{day} is still to come; mark its visits once they were made")


def _mark(day: date, undone: list[DayVisit]) -> None:
    """Ask about each visit first, then record all the answers: nobody waits for the store while a rep thinks."""
    answers = [answer for number, row in enumerate(undone, 1) if (answer := _ask(day, row, f"{number}/{len(undone)}"))]
    if not answers:
        hint("Nothing was marked." if undone else f"No planned visit of {day} is left to mark.")
        return
    store = this_run().store
    places = Names(store)
    for marked in mark(store, places, answers):
        if isinstance(marked, visits.Recorded):
            say(words.recorded(marked), words.changes(marked))
            words.warn(marked)
        else:
            say(f"Planned visit {marked['id']} {marked['name']}: {day} missed: {marked['miss_reason']}.")


def _ask(day: date, row: DayVisit, place: str) -> Made | Missed | None:
    """Ask what became of a planned visit; None when it is passed over."""
    known = (row["at"], row["name"], row["person"], row["purpose"])
    hint(f"{place}  {'  '.join(filter(None, known))}")
    offered = "  ".join(f"{number} {word}" for number, word in enumerate(_ANSWERS, 1))
    result = ask.answer(f"  {offered}  (empty: skip)", _result)
    if result is None:
        return None
    if result == _MISSED:
        return Missed(row, ask.answer("  Why", _reason))
    orders = [ask_order()] if result is Outcome.ORDER else []
    return Made(row, {"visited_on": day, "outcome": result, "orders": orders, "next_on": ask_next(day)})


def _result(text: str) -> str | None:
    if not text:
        return None
    if text.isdecimal() and 0 < int(text) <= len(_ANSWERS):
        return _ANSWERS[int(text) - 1]
    return _MISSED if text.casefold() == _MISSED else one_of(Outcome, text)


def _reason(text: str) -> str:
    if not text:
        raise typer.BadParameter("say why, so that the review can ask what to change")
    return text
