"""`salesctl search`: one command over all that was written down."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from salesctl.cli.core import lookup
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.options import FormatOption, LimitOption, OutputOption, RepOption
from salesctl.cli.core.run import hint, hint_if_cut, this_run
from salesctl.domain.search import SearchKind
from salesctl.render.show import Format, show_rows
from salesctl.render.tracking import tracked
from salesctl.render.views.search import HITS, MARKED_HITS
from salesctl.services import search as searching

app = verb()

SearchWords = Annotated[
    list[str], typer.Argument(metavar="TEXT...", help="Words, or the beginnings of words; all of them must be there.")
]
_Document = TypeVar("_Document")
_MANY = 10_000  # which take about a second


@app.command(
    epilog=examples(
        "salesctl search copier", "salesctl search 影印機 --kind visit --kind intel", "salesctl search ann lee --rep me"
    )
)
def search_all(
    text: SearchWords,
    kind: Annotated[list[SearchKind] | None, typer.Option(help="Only these; may be repeated.")] = None,
    rep: RepOption = None,
    limit: LimitOption = 20,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Search all that was written down, the best hit first; names count more than notes.

    Case, width and accents do not matter, and Chinese is found by any of its characters.

    A target is found by its tags too, a visit by its objections, a case by its steps, an account plan by its actions.

    The date is when it took place, was opened or is due; of a target or contact, when it was last visited or met.
    """
    find(text, kind or (), rep, limit, form, output)


def find(
    text: list[str],
    kinds: Sequence[SearchKind],
    rep: str | None,
    limit: int,
    form: Format,
    output: Path | None,
) -> None:
    """Show what holds the words, and say so where something may be missing."""
    typed = " ".join(text)
    found = searching.find(this_run().store, typed, _indexed, kinds=kinds, rep_id=lookup.rep_id(rep), limit=limit)
    show_rows(HITS, found.rows, form, output, drawn=MARKED_HITS)
    if found.behind:
        hint(f"Warning: what was written last may be missing: {found.behind}.")
    hint_if_cut(found.rows, limit, f"nothing holds '{typed}'; try fewer words, or the beginning of one")


def _indexed(documents: Iterable[_Document], count: int) -> Iterable[_Document]:
    """Show how far the index is where there is much to read, as at the first search in a large store."""
    return tracked(documents, "Indexing", count) if count > _MANY else documents
