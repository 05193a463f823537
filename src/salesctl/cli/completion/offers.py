"""Shell completion of names: what the options and arguments of the commands offer."""

import typer

from salesctl.cli.completion import stored_names


class Match(str):
    """A name to offer although it does not begin with what was typed: only its folded form does, or contains it."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Pass Typer's own filter, which compares letter by letter."""
        return True


def _names(ctx: typer.Context, table: str, incomplete: str) -> list[str]:
    options = ctx.find_root().params
    return [Match(name) for name in stored_names.names(table, incomplete, options.get("db"), options.get("config"))]


def targets(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a target's name."""
    return _names(ctx, "target", incomplete)


def products(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a product's name."""
    return _names(ctx, "product", incomplete)


def territories(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a territory's name."""
    return _names(ctx, "territory", incomplete)


def contacts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a contact's name."""
    return _names(ctx, "contact", incomplete)


def reps(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a rep's name."""
    return _names(ctx, "rep", incomplete)
