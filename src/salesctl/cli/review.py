"""`salesctl review`: the Friday page, and what will change."""

from typing import Annotated

import typer

from salesctl import clock
from salesctl.cli.core import dates, lookup
from salesctl.cli.core.group import examples, noun
from salesctl.cli.core.options import FormatOption, LimitOption, OutputOption, RepOption, not_blank
from salesctl.cli.core.run import hint_if_cut, say, this_run
from salesctl.messages.findings import QUESTIONS, detail
from salesctl.render.show import Format, show_review, show_rows
from salesctl.render.views.review import DECISIONS, FINDINGS
from salesctl.rules.calendar import Week
from salesctl.services import review
from salesctl.services.names import Names
from salesctl.store.queries.review import decisions

app = noun("The weekly review (PDCA): plan against done, questions to ask, and what will change.")


@app.command(epilog=examples("salesctl review week", "salesctl review week last --format csv"))
def week(
    which: Annotated[
        Week | None, typer.Argument(metavar="WEEK", parser=dates.week, help="2026-W48, this, next, last, or a date.")
    ] = None,
    rep: RepOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Review a week: planned and done, reasons of what was missed, findings with their names, decisions."""
    run = this_run()
    chosen = which or Week.of(clock.today())
    page = review.review_week(run.store, run.settings, chosen, lookup.own_rep_id(rep))
    if form is Format.TABLE:
        show_review(page, output)
        return
    rows = [
        {
            "finding": finding.key,
            "question": QUESTIONS[finding.key],
            "name": concern.name,
            "grade": concern.grade,
            "detail": detail(finding.key, concern.seen),
        }
        for finding in page.findings
        for concern in finding.concerns
    ]
    show_rows(FINDINGS, rows, form, output)


@app.command(epilog=examples('salesctl review act "ask every hot prospect who signs before quoting"'))
def act(
    text: Annotated[str, typer.Argument(metavar="TEXT", callback=not_blank, help="What will change.")],
    which: Annotated[
        Week | None, typer.Option("--week", metavar="WEEK", parser=dates.week, help="The week that was reviewed.")
    ] = None,
    rep: RepOption = None,
) -> None:
    """Store what will change; the next weekly plan opens with it and asks whether it was kept."""
    run = this_run()
    places = Names(run.store)
    decision = review.act(run.store, places, rep or run.settings.rep, which or Week.of(clock.today()), text)
    say(f"Decision {decision['id']} for {decision['week']}: {decision['text']}", places.words())


@app.command(epilog=examples("salesctl review judge 1 --kept"))
def judge(
    number: Annotated[int, typer.Argument(metavar="ID", help="The decision, as `review list` numbers it.")],
    kept: Annotated[bool, typer.Option("--kept/--not-kept", help="Whether it was kept.")],
) -> None:
    """Say whether a decision was kept."""
    decision = review.judge(this_run().store, number, kept=kept)
    say(f"Decision {decision['id']} {decision['verdict']}: {decision['text']}")


@app.command("list", epilog=examples("salesctl review list", "salesctl review list --open"))
def list_(
    open_only: Annotated[bool, typer.Option("--open", help="Only those not judged yet.")] = False,
    rep: RepOption = None,
    limit: LimitOption = 100,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List the decisions of all reviews, the latest first."""
    rows = decisions(this_run().store, lookup.rep_id(rep), open_only=open_only, limit=limit)
    show_rows(DECISIONS, rows, form, output)
    hint_if_cut(rows, limit, "no decisions yet; `salesctl review act TEXT` stores one")
