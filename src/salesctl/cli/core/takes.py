"""Options that `add` and `edit` share, each written once: the fields of a NamedTuple, which a command takes together.

Typer reads what a command takes from its signature. Here, and nowhere else, a signature is put together.
"""

from collections.abc import Callable, Collection
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any

Command = Callable[..., None]


def takes(options: type[Any], but: Collection[str] = ()) -> Callable[[Command], Command]:
    """Let a command take the fields of a NamedTuple as options of its own, and receive them as one object.

        @app.command()
        @takes(ProductOptions)
        def add(name: NewName, options: ProductOptions) -> None: ...

    The help lists them where the object stands among the parameters. The fields named in `but` are no options of this
    command: in the object they have their defaults.

    Raises:
        ValueError: The command has no parameter of that type, or one that is called like a field; or there is no such
            field.
    """
    if unknown := set(but) - set(options._fields):
        raise ValueError(f"{options.__name__} has no {', '.join(sorted(unknown))}")
    kinds, defaults = options.__annotations__, options._field_defaults
    fields = [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=kinds[name], default=defaults.get(name, Parameter.empty))
        for name in options._fields
        if name not in but
    ]

    def decorate(command: Command) -> Command:
        # By name, so that an argument without a default may follow an option with one.
        parameters = [own.replace(kind=Parameter.KEYWORD_ONLY) for own in signature(command).parameters.values()]
        place = [own.annotation for own in parameters].index(options)
        receiver = parameters[place].name
        parameters[place : place + 1] = fields

        @wraps(command)
        def run(**typed: Any) -> None:
            taken = options(**{field.name: typed.pop(field.name) for field in fields})
            command(**typed, **{receiver: taken})

        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # what `signature` returns
        return run

    return decorate
