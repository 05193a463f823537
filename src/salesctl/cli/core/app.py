"""The root command: global options, and nouns that are imported only when they are called."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand
from typer.main import get_command

from salesctl import __version__, clock
from salesctl.cli.core import reading, run
from salesctl.cli.core.group import HelpfulGroup, noun


class Noun(NamedTuple):
    """A noun as the root help shows it, and the module whose `app` it is, which is imported when it is called.

    A verb that stands `apart` has a module of its own, and is imported without the others.
    """

    panel: str
    summary: str
    module: str
    apart: Mapping[str, str] = {}


NOUNS = {
    "visit": Noun(
        "Every day",
        "Record visits and look them up.",
        "salesctl.cli.visit.noun",
        {"add": "salesctl.cli.visit.add", "list": "salesctl.cli.visit.list", "prep": "salesctl.cli.visit.prep"},
    ),
    "plan": Noun(
        "Every day",
        "Plan the week and the day, move and tick off.",
        "salesctl.cli.plan.noun",
        {"week": "salesctl.cli.plan.week", "month": "salesctl.cli.plan.month", "day": "salesctl.cli.plan.day"},
    ),
    "progress": Noun(
        "Every day", "The visit and prospect grids, metrics, trend and funnel.", "salesctl.cli.progress.grids"
    ),
    "report": Noun("Every day", "The daily report, from records only.", "salesctl.cli.report"),
    "review": Noun("Every day", "The week's questions and decisions (PDCA).", "salesctl.cli.review"),
    "search": Noun("Every day", "Find words in all that was written down.", "salesctl.cli.search"),
    "target": Noun("Lists", "The target list: everyone worth calling on.", "salesctl.cli.target"),
    "contact": Noun("Lists", "The people at a target and their part in the decision.", "salesctl.cli.contact"),
    "prospect": Noun("Lists", "Targets that qualified, graded and dated.", "salesctl.cli.prospect.verbs"),
    "territory": Noun("Lists", "Territories and their blocks, walked in sequence.", "salesctl.cli.territory.verbs"),
    "product": Noun("Lists", "What is sold.", "salesctl.cli.product"),
    "quota": Noun("Results", "Targets in money: the year, split to rep and month.", "salesctl.cli.quota.noun"),
    "sale": Noun("Results", "Orders, from visits or imported.", "salesctl.cli.sale"),
    "account": Noun("Key accounts", "Account plans: stages, assessments, actions.", "salesctl.cli.account.plan"),
    "case": Noun("Key accounts", "Complaints and overdue receivables.", "salesctl.cli.case"),
    "intel": Noun("Key accounts", "Notes on competitors, the market and customers.", "salesctl.cli.intel"),
    "import": Noun("Data", "Read lists, visits and sales from CSV and spreadsheets.", "salesctl.cli.import_"),
    "export": Noun(
        "Data", "Write lists, visits, plan and sales to CSV and spreadsheets.", "salesctl.cli.export.command"
    ),
    "undo": Noun("Data", "Take back the last command as a whole.", "salesctl.cli.undo"),
    "redo": Noun("Data", "Bring back what was undone last.", "salesctl.cli.redo"),
    "log": Noun("Data", "Who changed what, and when.", "salesctl.cli.log"),
    "db": Noun("Data", "The store as a file: check, backup, restore.", "salesctl.cli.db"),
    "config": Noun("Data", "Show and change the settings.", "salesctl.cli.config"),
    "demo": Noun("Data", "A throw-away sample store: a planned week and the grids.", "salesctl.cli.demo"),
}


class LazyGroup(HelpfulGroup):
    """The root: stubs serve `--help` and completion, the module is imported when a noun is resolved."""

    def __init__(self, **attrs: Any) -> None:
        stubs = {name: TyperCommand(name, help=known.summary) for name, known in NOUNS.items()}
        super().__init__(**{**attrs, "commands": stubs})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Put the real command in the place of the stub."""
        run.type_in(args)
        name, stub, rest = super().resolve_command(ctx, args)
        if stub is None or name is None:
            return name, stub, rest
        return name, load(name, *rest[:1]), rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the nouns under one heading per panel."""
        # Plain text: drawing boxes would double the time `--help` takes.
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        for panel in dict.fromkeys(known.panel for known in NOUNS.values()):
            with formatter.section(panel):
                formatter.write_dl([(name, known.summary) for name, known in NOUNS.items() if known.panel == panel])
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        with formatter.section("Options, before the noun"):
            formatter.write_dl(records)


def load(name: str, verb: str = "") -> Any:
    """Import a noun's module and return its command; where the verb that follows stands apart, a group of it alone."""
    known = NOUNS[name]
    if verb not in known.apart:
        return get_command(import_module(known.module).app)
    group = noun(known.summary)
    group.add_typer(import_module(known.apart[verb]).app)
    return get_command(group)


reading.spare_pydantic()
app = typer.Typer(cls=LazyGroup, name="salesctl", pretty_exceptions_enable=False, rich_markup_mode=None)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"salesctl {__version__}")
        raise typer.Exit


_HELP = """Run a sales territory by the book: targets, prospects, visits, and the week's plan.

\b
After a call:   salesctl visit add "Acme" --outcome advance --next tue
Each Monday:    salesctl plan week
New here?       salesctl demo"""


@app.callback(help=_HELP)
def root(
    db: Annotated[
        str | None, typer.Option(metavar="PATH-or-URL", envvar="SALESCTL_DB", help="The store to use.")
    ] = None,
    config: Annotated[Path | None, typer.Option(envvar="SALESCTL_CONFIG", help="The settings file to use.")] = None,
    today: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD[THH:MM]", envvar="SALESCTL_TODAY", help="Set the clock, so that a run can be repeated."
        ),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the global options; what they name is opened when it is first needed."""
    clock.set_clock(today)
    run.start(db, config)
