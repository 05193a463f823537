"""`salesctl visit prep`: the one-page brief of a visit."""

from typing import TYPE_CHECKING, Annotated

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import (
    FormatOption,
    HtmlOption,
    OutputOption,
    ProductOption,
    TargetName,
    refuse_two_forms,
)
from salesctl.cli.core.run import hint, say, this_run
from salesctl.cli.visit.input import to_change
from salesctl.render.show import Format

if TYPE_CHECKING:
    from salesctl.rules.prep import Brief
    from salesctl.services.dropped import Customer
    from salesctl.store.queries.plan import PlannedVisit

app = verb()


@app.command(
    epilog=examples(
        'salesctl visit prep "Acme Ltd"',
        'salesctl visit prep "Acme Ltd" --next --with "Ann Lee" --materials "two-year cost sheet"'
        ' --question "Who signs besides you?"',
        'salesctl visit prep "Acme Ltd" --high-level --html brief.html',
    )
)
def prep(
    name: TargetName,
    product: ProductOption = None,
    keep: Annotated[
        bool,
        typer.Option("--next", help="Store purpose, person, materials and questions on the next planned visit."),
    ] = False,
    purpose: Annotated[str | None, typer.Option(metavar="TEXT", help="What the visit is for.")] = None,
    person: Annotated[
        str | None,
        typer.Option("--with", metavar="PERSON", autocompletion=offers.contacts, help="Whom to see, known or new."),
    ] = None,
    materials: Annotated[list[str] | None, typer.Option(metavar="TEXT", help="What to bring; may be repeated.")] = None,
    questions: Annotated[
        list[str] | None, typer.Option("--question", metavar="TEXT", help="What to ask; may be repeated.")
    ] = None,
    high_level: Annotated[
        bool, typer.Option("--high-level", help="Add what a visit to those who decide needs: their risk and benefit.")
    ] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    html: HtmlOption = None,
) -> None:
    """Print a one-page brief: what for, whom to see and why, what is known, what to bring and what to ask.

    What is not given comes from the next planned visit, else from the method. The questions are a file that can be
    changed: `salesctl config questions`.
    """
    from salesctl.render.prep import as_document, show_brief
    from salesctl.services import prep as preparing
    from salesctl.services import prep_questions as catalogues

    wishes = to_change(purpose=purpose, person=person, materials=materials, questions=questions)
    refuse_two_forms(html, form, output)
    run = this_run()
    target = lookup.target(name)
    if wishes.get("person"):
        wishes["person"] = preparing.full_name(run.store, target, wishes["person"])
    catalogue = catalogues.catalogue(run.config_path)
    brief = preparing.brief(
        run.store, run.settings, target, lookup.product_id(product), catalogue, wishes, high_level=high_level
    )
    stored = _keep(target, brief) if keep else None
    if html:
        from salesctl.render.html import save_page  # most briefs are read on the terminal

        save_page(as_document(brief, run.settings.currency), html)
        say(f"Brief written to {html}.")
    else:
        show_brief(brief, run.settings.currency, form, output)
    if stored:
        tell = say if form is Format.TABLE else hint  # what a program reads is the brief alone
        tell(_stored(target, stored))


def _keep(target: "Customer", brief: "Brief") -> "PlannedVisit":
    """Store a brief in the words it is printed in."""
    from salesctl.messages import prep as words
    from salesctl.services.prep import store_on_next

    purpose, materials = words.purpose(brief.purpose), words.materials(brief.materials)
    return store_on_next(this_run().store, target, brief, purpose=purpose, materials=materials)


def _stored(target: "Customer", row: "PlannedVisit") -> str:
    """Say on which planned visit the preparation is."""
    at = f" {row['at']}" if row["at"] else ""
    return f"Planned visit {row['id']} {target['name']}: {row['weekday']} {row['date']}{at}, preparation stored."
