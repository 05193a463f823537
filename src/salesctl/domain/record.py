"""What the records have in common: each says what one kind of row is made of."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from salesctl.errors import InvalidInput

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_EMPTY = ("string_type", "string_too_short")
"""What pydantic says of a text that is needed and is not there."""


class Record(BaseModel):
    """The fields of one kind of row, and what they may hold; `TABLE` is the table it is stored in.

    The schema and the check before a write are generated from it. It is asked itself only for what that check leaves
    open: values that need a second look, or are wrong.
    """

    # Built when first used: a command pays only for the records it touches.
    model_config = ConfigDict(extra="forbid", defer_build=True)

    TABLE: ClassVar[str]

    @classmethod
    def checked(cls, values: Mapping[str, Any]) -> Self:
        """Make a record from values as the user gave them.

        Raises:
            InvalidInput: A value is missing or out of range; the first one is named.
        """
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            problem = error.errors()[0]
            field = ".".join(map(str, problem["loc"]))
            if problem["type"] in _EMPTY and not str(problem["input"] or "").strip():
                raise InvalidInput("must say something", field=field) from None
            raise InvalidInput(f"{fault(problem)}, not {problem['input']!r}", field=field) from None


def fault(problem: "ErrorDetails") -> str:
    """Say what pydantic found wrong, or what one of our own validators did, as a part of a sentence."""
    message = str(problem["ctx"]["error"]) if problem["type"] == "value_error" else problem["msg"]
    return message[0].lower() + message[1:]
