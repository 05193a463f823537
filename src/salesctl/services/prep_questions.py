"""The catalogue of questions: shipped with the program, and replaced by the user's own file where there is one."""

from pathlib import Path
from typing import TYPE_CHECKING

from salesctl.errors import Conflict, InvalidInput, StoreError
from salesctl.folders import make_folder
from salesctl.intake import read_toml

if TYPE_CHECKING:
    from salesctl.domain.question import Question

SHIPPED = Path(__file__).parent.parent / "data" / "questions.toml"


def own_catalogue(config_path: Path) -> Path:
    """Return where the user's own catalogue is kept: beside the config file."""
    return config_path.with_name(SHIPPED.name)


def catalogue(config_path: Path) -> "list[Question]":
    """Return the questions in force.

    Raises:
        InvalidInput: The user's own file cannot be read, or something in it is wrong; the first fault is named.
    """
    from pydantic import ValidationError

    from salesctl.domain.question import Catalogue
    from salesctl.domain.record import fault

    own = own_catalogue(config_path)
    path = own if own.exists() else SHIPPED
    try:
        return Catalogue.model_validate(read_toml(path)).question
    except ValidationError as error:
        problem = error.errors()[0]
        raise InvalidInput(f"{path}: {_place(problem['loc'])}: {fault(problem)}{_ADVICE}") from None
    except ValueError as error:
        raise InvalidInput(f"{path} is not valid TOML: {error}{_ADVICE}") from None
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}{_ADVICE}") from None


_ADVICE = "; mend it, or remove it and the questions shipped with salesctl are used"


def _place(loc: tuple[int | str, ...]) -> str:
    """Name the place of a fault: `question 3, kind`."""
    if len(loc) > 1 and isinstance(loc[1], int):
        return ", ".join([f"question {loc[1] + 1}", *(str(part) for part in loc[2:3])])
    return str(loc[0])


def copy_catalogue(config_path: Path) -> Path:
    """Put a copy of the shipped catalogue beside the config file, to be edited; return where it is.

    Raises:
        Conflict: There is one already.
        StoreError: It cannot be written.
    """
    from salesctl.exchange.files import write_own

    own = own_catalogue(config_path)
    if own.exists():
        raise Conflict(f"{own} is there already; edit it, or remove it to begin again")
    try:
        make_folder(own.parent)
        write_own(own, SHIPPED.read_text(encoding="utf-8"))
    except OSError as error:
        raise StoreError(f"{own} cannot be written: {error.strerror}") from error
    return own
