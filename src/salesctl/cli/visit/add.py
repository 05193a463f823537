"""`salesctl visit add`: a visit recorded in one line."""

from typing import TYPE_CHECKING, Annotated

import typer

from salesctl import clock
from salesctl.cli.completion import offers
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.run import hint, say, this_run
from salesctl.cli.core.takes import takes
from salesctl.cli.visit import input as visit_input
from salesctl.cli.visit import options as opt
from salesctl.cli.visit import words
from salesctl.services import visits
from salesctl.services.names import Names

if TYPE_CHECKING:
    from salesctl.services.values import GivenVisit

app = verb()


@app.command(
    epilog=examples(
        'salesctl visit add "Acme Ltd" --outcome advance --step survey --interest strong --next tue --next-at 10:00',
        'salesctl visit add "Acme Ltd" --met "Ann Lee" --order "GTX Pro=1200.50" --on yesterday',
        'salesctl visit add "Acme Ltd" --outcome no-sale --objection "price/unclear:two years of costs are missing"',
    )
)
@takes(opt.VisitOptions)
def add(
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME...", autocompletion=offers.targets, help="The target, or several in one building."
        ),
    ] = None,
    options: opt.VisitOptions,
    new: Annotated[bool, typer.Option("--new", help="Make the target if there is none of that name.")] = False,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Ask no coach's questions; `config set coaching false` stops them all."),
    ] = False,
) -> None:
    """Record a visit; on a terminal it asks for the name and the outcome when they are missing.

    Only these two are needed: the daily report, the plan, the customer's history and the forecast follow from them.
    """
    values: GivenVisit = visit_input.to_add(options)
    run = this_run()
    values.setdefault("visited_on", clock.today())
    values["orders"] = [visit_input.order(order) for order in options.orders or []]
    there = visit_input.complete([visit_input.whom(name, new=new) for name in names or []], values, new=new)
    visit_input.refuse_contradictions(there, values)
    places = Names(run.store)
    done = visits.add_visits(run.store, places, there, values, run.settings.rep)
    made = [places.words()]
    for named, recorded in zip(there, done, strict=True):
        said = ["new target", *made] if isinstance(named, str) else made
        say(words.recorded(recorded), words.changes(recorded, *said))
        made = []
        words.warn(recorded, is_new=isinstance(named, str))
        if run.settings.coaching and not quiet:
            _coach(recorded)


def _coach(recorded: visits.Recorded) -> None:
    """Print what a good manager would ask about a visit just recorded."""
    from salesctl.messages.findings import hint as worded  # not for those who want to hear nothing
    from salesctl.services import coaching

    run = this_run()
    for finding in coaching.hints(run.store, run.settings, recorded.visit, recorded.promised):
        hint(f"Hint: {recorded.target['name']}: {worded(finding)}")
