"""Every command with words that make it go through, so that each of its values can be replaced by a hostile one."""

from typing import Any, NamedTuple

from typer.core import TyperGroup

from salesctl.cli.core import app
from salesctl.cli.core.group import EditCommand

SETUP = """
territory add North --block Harbour
product add GTX --price 100
target add Acme --territory North --block Harbour --tag vip --rep me
target add 大同 --territory North
contact add Acme Ann --role money
prospect promote Acme --grade A --money y --need y --interest strong --product GTX --amount 900
visit add Acme --outcome order --order GTX=100 --met Ann --note spoken --next +2d --on yesterday
prospect promote Acme --grade A --money y --need y --interest strong --product GTX --amount 900
prospect promote 大同 --grade C --money y --need y --interest strong
plan week
quota set 2026 1000
quota set 2025 1000
quota split 2026 --by territory --weights equal
quota lock 2026 --territory North
quota split 2026 --territory North --by month
quota goal add "Win the hotels" --target Acme
quota budget set North 2026-12 500
account open Acme
account action add Acme "show the sheet" --by +3d
account goal Acme "more of all" --long
case open Acme complaint broken
intel add "cut prices" --competitor Canon --target Acme
review act "call earlier"
product add MG
product edit MG --rename "MG Special"
territory add West
target add Closing
undo
"""

# What a value of this name stands for where a command asks for it; a command of its own below.
_ANYWHERE = {
    **dict.fromkeys(("name", "names", "target"), "Acme"),
    **dict.fromkeys(("visit_id", "sale", "note", "goal", "number", "line", "action_id"), "1"),
    **dict.fromkeys(("on", "to", "first", "by"), "+2d"),
    **dict.fromkeys(("text", "reason", "resolution", "money", "need", "action"), "words"),
    "person": "Ann",
    "territory": "North",
    "product": "GTX",
    "year": "2026",
    "month": "2026-12",
    "which": "1",
    "grade": "B",
    "value": "70",
    "amount": "70",
    "outcome": "advance",
    "into": "大同",
}
_HERE = {
    "target add": {"name": "New"},
    "target assign": {"to": "Lin"},
    "target drop": {"name": "大同"},
    "target forget": {"name": "Closing"},
    "contact add": {"name": "Bob"},
    "plan add": {"name": "大同", "on": "+4d"},
    "plan miss": {"on": "today"},
    "prospect promote": {"name": "Closing", "money": "y", "need": "y", "interest": "strong"},
    "prospect lose": {"name": "大同", "reason": "price"},
    "prospect disqualify": {"name": "大同", "reason": "no-need"},
    "territory add": {"name": "South"},
    "territory drop": {"name": "West"},
    "product add": {"name": "OK"},
    "product show": {"name": "GTX"},
    "product drop": {"name": "MG Special"},
    "territory show": {"name": "North"},
    "quota copy": {"source": "2026", "into": "2027"},
    "quota split": {"year": "2025", "by": "month"},
    "quota lock": {"territory": "North", "month": "2026-12"},
    "quota unlock": {"territory": "North"},
    "account assess": {"size": "3"},
    "account stage": {"to": "need"},
    "account open": {"name": "大同"},
    "account action add": {"by": "+3d"},
    "account action done": {"on": "today"},
    "case open": {"kind": "complaint"},
    "intel add": {"competitor": "Canon"},
    "intel timeline": {"competitor": "Canon"},
    "import": {"what": "targets", "file": "list.csv"},
    "export": {"what": "targets"},
    "config set": {"key": "rep", "value": "Lin"},
    "config unset": {"key": "rep"},
    "db restore": {"file": "copy.db"},
}
FLAGS = {
    "review judge": "--kept",
    "account goal": "--long",
    "target forget": "--yes",
    "contact forget": "--yes",
}
"""What a command asks for besides values."""
_CHANGED = ("text", "phone", "note", "list_price", "remark", "value")
"""What an edit changes, the first of these that it has."""
UNTOUCHED = {"demo"}
"""What takes no values at all, and long."""


class Slot(NamedTuple):
    """A place for a value in a command: how it is written before it, if at all."""

    typed: str
    name: str
    option: str | None


class Command(NamedTuple):
    """A command as it is typed, and its places for values; the required ones have a value that will do."""

    typed: str
    slots: tuple[Slot, ...]
    given: dict[str, str]

    def words(self, **hostile: str) -> list[str]:
        """Return the arguments that will do, some of them replaced or added."""
        values = {**self.given, **hostile}
        options, arguments = [FLAGS[self.typed]] if self.typed in FLAGS else [], []
        for place in self.slots:
            if place.name in values:
                if place.option:
                    options += [f"{place.option}={values[place.name]}"]
                else:
                    arguments.append(values[place.name])
        return [*self.typed.split(), *options, "--", *arguments]


def commands() -> list[Command]:
    """Return every command of the program; a new one joins by itself."""
    found = [(typed, command) for noun in app.NOUNS for typed, command in _within(noun, app.load(noun))]
    return [_described(typed, command) for typed, command in found if typed not in UNTOUCHED]


def _within(typed: str, command: Any) -> list[tuple[str, Any]]:
    if not isinstance(command, TyperGroup):
        return [(typed, command)]
    return [found for verb, part in command.commands.items() for found in _within(f"{typed} {verb}", part)]


def _described(typed: str, command: Any) -> Command:
    taking = [param for param in command.params if not getattr(param, "is_flag", False)]
    slots = tuple(Slot(typed, param.name, param.opts[0] if param.opts[0].startswith("-") else None) for param in taking)
    words = {**_ANYWHERE, **_HERE.get(typed, {})}
    here = _HERE.get(typed, {})
    given = {param.name: words.get(param.name, "1") for param in taking if param.required or param.name in here}
    if isinstance(command, EditCommand):
        given[next(param.name for param in taking if param.name in _CHANGED)] = "1"
    return Command(typed, slots, given)
