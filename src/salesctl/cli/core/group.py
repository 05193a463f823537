"""What every noun's group has in common."""

from typing import Any

import typer
import typer.exceptions
from typer.core import TyperCommand, TyperGroup

from salesctl.errors import InvalidInput


class HelpfulGroup(TyperGroup):
    """A group that answers a bare call with its help."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Print the help when nothing follows the noun."""
        if not args and not ctx.resilient_parsing:
            typer.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)


class FigureCommand(TyperCommand):
    """A command with a figure among its arguments: -5 is refused as a figure, not as an option that nobody knows."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Say what is wrong with a negative figure."""
        try:
            return super().parse_args(ctx, list(args))
        except typer.exceptions.TyperException as error:
            option = getattr(error, "option_name", None) or ""
            if not option[1:].isdigit():
                raise
            figure = next(arg for arg in args if arg.startswith(option))
            raise typer.BadParameter(f"a figure cannot be negative, not {figure}") from None


class EditCommand(TyperCommand):
    """A command that changes what its arguments name: its options say what, and without one there is nothing to do."""

    def invoke(self, ctx: Any) -> Any:
        """Refuse to say that something was changed where nothing was to be."""
        options = (param.name for param in self.params if param.param_type_name == "option")
        if all(ctx.get_parameter_source(name).name == "DEFAULT" for name in options):
            raise InvalidInput(f"there is nothing to change: give an option; `{ctx.command_path} --help` lists them")
        return super().invoke(ctx)


def noun(summary: str) -> typer.Typer:
    """Return the app of a noun, to which its verbs are added."""
    return typer.Typer(cls=HelpfulGroup, help=summary, add_completion=False, pretty_exceptions_enable=False)


def examples(*commands: str) -> str:
    """Return the epilog that shows commands as they are typed; tests run them."""
    return "\n\n".join(["Examples:", *commands])


def verb() -> typer.Typer:
    """Return the app of a noun that is a verb by itself, such as `undo`."""
    return typer.Typer(add_completion=False, pretty_exceptions_enable=False)
