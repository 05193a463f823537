"""`salesctl undo` and `salesctl redo`."""

from salesctl.cli.group import examples, verb
from salesctl.cli.run import current, say
from salesctl.domain.text import plural
from salesctl.store import journal


def _rows(count: int) -> str:
    return f"{count} {plural('row', count)}"


undo = verb()
redo = verb()


@undo.command(epilog=examples("salesctl undo"))
def undo_last() -> None:
    """Take back the last command as a whole; an import of a thousand rows too."""
    taken = journal.undo(current().store)
    say(f"Undone: {taken['words']} ({_rows(taken['rows'])}). `salesctl redo` brings it back.")


@redo.command(epilog=examples("salesctl redo"))
def redo_last() -> None:
    """Bring back what was undone last; not possible once something else was written."""
    taken = journal.redo(current().store)
    say(f"Redone: {taken['words']} ({_rows(taken['rows'])}).")
