"""How settings are written down: plain dataclasses, whose limits pydantic reads when there is a value to check.

Every command asks for the settings, and most find nothing but defaults: those are spared pydantic altogether.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar


@dataclass(eq=False, repr=False)
class Section:
    """A group of settings; what it does not know is refused.

    Its parts are made without comparison and representation: nobody asks for them, and each takes time to make.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}


def setting(default: Any, meaning: str, **limits: float) -> Any:
    """Return a field of a section: its default, what it means, and the limits of its value as pydantic names them."""
    make = {"default_factory": default.copy} if isinstance(default, list) else {"default": default}
    return field(**make, metadata={"description": meaning, **limits})


Kind = TypeVar("Kind", bound=Section)


def section(kind: type[Kind]) -> Kind:
    """Return a section as it is by default."""
    return kind()
