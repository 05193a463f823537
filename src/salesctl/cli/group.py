"""What every noun's group has in common."""

from typing import Any

import typer
from typer.core import TyperGroup


class HelpfulGroup(TyperGroup):
    """A group that answers a bare call with its help."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Print the help when nothing follows the noun."""
        if not args and not ctx.resilient_parsing:
            typer.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)


def noun(summary: str) -> typer.Typer:
    """Return the app of a noun, to which its verbs are added."""
    return typer.Typer(cls=HelpfulGroup, help=summary, add_completion=False, pretty_exceptions_enable=False)


def examples(*commands: str) -> str:
    """Return the epilog that shows commands as they are typed; tests run them."""
    return "\n\n".join(["Examples:", *commands])


def verb() -> typer.Typer:
    """Return the app of a noun that is a verb by itself, such as `undo`."""
    return typer.Typer(add_completion=False, pretty_exceptions_enable=False)
