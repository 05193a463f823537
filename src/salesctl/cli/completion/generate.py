"""Write `completion.json` from the commands; a test fails when it is stale.

`python -m salesctl.cli.completion.generate` does so.
"""

import json
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from salesctl.cli.completion import offers
from salesctl.cli.completion.stored_names import PLACES
from salesctl.cli.core.app import NOUNS, app, load

_TABLES = {
    offers.targets: "target",
    offers.products: "product",
    offers.territories: "territory",
    offers.contacts: "contact",
    offers.reps: "rep",
}


def places() -> str:
    """Return where names stand in the commands.

    Of each option: null when it takes no value, else the table whose names it takes, empty when they are none.
    Of each argument likewise; with `many`, the last may be repeated.
    """
    root = _command(get_command(app)) | {"commands": {name: _command(load(name)) for name in NOUNS}}
    return json.dumps(root, indent=0, ensure_ascii=False) + "\n"


def _command(command: Any) -> dict[str, Any]:
    params = command.params
    taking = {name: _takes(param) for param in params if param.param_type_name == "option" for name in _all(param)}
    options = {"options": {"--help": None, **taking}}
    if isinstance(command, TyperGroup):
        return options | {"commands": {name: _command(part) for name, part in command.commands.items()}}
    arguments = [param for param in params if param.param_type_name == "argument"]
    many = {"many": True} if any(param.nargs == -1 for param in arguments) else {}
    return options | {"arguments": [_table(param) for param in arguments]} | many


def _all(param: Any) -> list[str]:
    return [*param.opts, *param.secondary_opts]


def _takes(param: Any) -> str | None:
    return None if param.is_flag else _table(param)


def _table(param: Any) -> str:
    return _TABLES.get(param.type_descriptor.parameter_info.autocompletion, "")


if __name__ == "__main__":
    PLACES.write_text(places(), encoding="utf-8")
