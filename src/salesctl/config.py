"""Settings: defaults, then the TOML file, then the environment, then flags."""

import os
from collections.abc import Container
from dataclasses import Field, dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesctl.domain.enums.prospect import Grade
from salesctl.domain.enums.target import CustomerClass
from salesctl.domain.forecast import Probability, QuotaLimits
from salesctl.domain.plain import plain
from salesctl.domain.section import Section, section, setting
from salesctl.domain.strategy import ApproachLimits, MatrixLimits, PositionLabels, ValueWeights
from salesctl.errors import InvalidInput, NotFound
from salesctl.folders import user_folder
from salesctl.intake import read_toml
from salesctl.rules.week.cadence import CADENCES, MAINTENANCE_WEEKS

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from salesctl.domain.limits import Country, Currency, Name


class Weekday(StrEnum):
    """Days of the week as they are written in the settings."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


def _visits(grade: Grade) -> Any:
    return setting(CADENCES[grade], f"visits per four weeks to an open prospect of grade {grade}", ge=1, le=28)


@dataclass(eq=False, repr=False)
class Cadence(Section):
    """Visits per four weeks to an open prospect of each grade."""

    A: int = _visits(Grade.A)
    B: int = _visits(Grade.B)
    C: int = _visits(Grade.C)


def _weeks(customer_class: CustomerClass) -> Any:
    meaning = f"weeks between visits to a customer of class {customer_class}"
    return setting(MAINTENANCE_WEEKS[customer_class], meaning, ge=1, le=52)


@dataclass(eq=False, repr=False)
class Maintenance(Section):
    """Weeks between visits to a customer of each class who has no open prospect."""

    A: int = _weeks(CustomerClass.A)
    B: int = _weeks(CustomerClass.B)
    C: int = _weeks(CustomerClass.C)


def _days(default: int, meaning: str) -> Any:
    return setting(default, f"days {meaning}", ge=1, le=3650)


@dataclass(eq=False, repr=False)
class Thresholds(Section):
    """Where a warning or a proposal begins."""

    canvass_again_days: int = _days(90, "after which an open target is worth canvassing again")
    hot_silent_days: int = _days(14, "without a visit after which a hot prospect is silent")
    key_person_days: int = _days(42, "within which the key person should have been met")
    same_step_times: int = setting(
        3, "visits in a row at the same step after which a pair call is proposed", ge=2, le=5
    )
    near_name: int = setting(88, "likeness, of 100, from which two names are taken for near", ge=50, le=100)


@dataclass(eq=False, repr=False)
class Settings(Section):
    """Everything that can be set with `salesctl config set`."""

    rep: "Name" = setting("me", "whose lists and plans are meant when no --rep is given")
    currency: "Currency" = setting("USD", "three letters; cannot change once the store holds amounts")
    country: "Country" = setting("", "whose public holidays are free, such as TW or US-CA; empty for none")
    db: str = setting("", "the store's file; empty for the usual place")
    backups_keep: int = setting(10, "how many of the backups made before bulk changes and the like stay", ge=1, le=1000)
    journal_keep: int = setting(
        365, "days after which `db vacuum` forgets what undo and log could still tell", ge=1, le=36500
    )
    fiscal_year_start: int = setting(
        1, "the month a fiscal year begins with, 1 to 12; its first day names the year", ge=1, le=12
    )
    working_days: list[Weekday] = setting(
        [Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI],
        "the days visits are planned on",
        min_length=1,
        max_length=7,
    )
    working_minutes: int = setting(480, "minutes in a working day", ge=1, le=1440)
    visit_minutes: int = setting(30, "assumed length of a visit when none is given", ge=1, le=1440)
    capacity: int = setting(8, "visits a day", ge=1, le=100)
    canvass_share: float = setting(0.2, "share of the week kept for new prospects, 0 to 1", ge=0, le=1)
    phone_resets: bool = setting(False, "whether a phone call or an e-mail resets the clock of a visit")
    coaching: bool = setting(True, "whether `visit add` asks a coach's questions after recording a visit")
    cadence: Cadence = section(Cadence)
    maintenance: Maintenance = section(Maintenance)
    thresholds: Thresholds = section(Thresholds)
    value: ValueWeights = section(ValueWeights)
    approach: ApproachLimits = section(ApproachLimits)
    matrix: MatrixLimits = section(MatrixLimits)
    positions: PositionLabels = section(PositionLabels)
    probability: Probability = section(Probability)
    quota: QuotaLimits = section(QuotaLimits)

    def cadences(self) -> dict[Grade, int]:
        """Return visits per four weeks by grade."""
        return {grade: getattr(self.cadence, grade) for grade in Grade}

    def maintenance_weeks(self) -> dict[CustomerClass, int]:
        """Return weeks between visits by customer class."""
        return {customer_class: getattr(self.maintenance, customer_class) for customer_class in CustomerClass}


def default_path() -> Path:
    """Return where the settings are kept unless `--config` or SALESCTL_CONFIG says otherwise.

    Raises:
        StoreError: The user has no home.
    """
    return user_folder("config") / "config.toml"


def default_store() -> Path:
    """Return where the store is kept unless told otherwise.

    Raises:
        StoreError: The user has no home.
    """
    return user_folder("data") / "salesctl.db"


def meanings() -> dict[str, str]:
    """Return what each setting means, by its key; a setting in a section has a dotted one, such as `cadence.A`."""
    found: dict[str, str] = {}
    for field in fields(Settings):
        if isinstance(field.default, Section):
            found |= {f"{field.name}.{part.name}": _meaning(part) for part in fields(type(field.default))}
        else:
            found[field.name] = _meaning(field)
    return found


def _meaning(field: "Field[Any]") -> str:
    return str(field.metadata["description"])


def value(settings: Settings, key: str) -> Any:
    """Return the value of one setting."""
    found: Any = settings
    for part in key.split("."):
        found = getattr(found, part)
    return found


def load(path: Path, *, must_exist: bool = False) -> Settings:
    """Read the settings; a missing file means the defaults unless it was named.

    Raises:
        NotFound: The named file does not exist.
        InvalidInput: The file is not TOML, or a setting is unknown or out of range.
    """
    in_file, in_environment = read(path, must_exist=must_exist), environment()
    return validated({**in_file, **in_environment}, str(path), in_environment)


def read(path: Path, *, must_exist: bool = False) -> dict[str, Any]:
    """Return what the settings file holds, unchecked.

    Raises:
        NotFound: The named file does not exist.
        InvalidInput: The file is not TOML.
    """
    try:
        return read_toml(path)
    except FileNotFoundError:
        if must_exist:
            raise NotFound(f"the config file {path} does not exist; `salesctl config set` makes it") from None
        return {}
    except OSError as error:
        raise InvalidInput(f"the config file {path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise InvalidInput(f"the config file {path} is not valid TOML: {error}") from None


def environment() -> dict[str, Any]:
    """Return the settings that the environment holds, unchecked: SALESCTL_REP, SALESCTL_CAPACITY and so on."""
    found: dict[str, Any] = {}
    for field in fields(Settings):
        text = os.environ.get(f"SALESCTL_{field.name.upper()}")
        if text is not None and not isinstance(field.default, Section):
            found[field.name] = text.split() if field.name == "working_days" else text
    return found


def validated(values: dict[str, Any], source: str, in_environment: Container[str] = ()) -> Settings:
    """Check values and return them as settings; `source` names those in the error that are not `in_environment`.

    Raises:
        InvalidInput: A setting is unknown or out of range.
    """
    settings = plain(Settings, values)
    return _second_look(values, source, in_environment) if settings is None else settings


def _second_look(values: dict[str, Any], source: str, in_environment: Container[str]) -> Settings:
    """Let pydantic, which is slow to import, make the settings or say what is wrong with them."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_python(values)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(part for part in problem["loc"] if isinstance(part, str))
        if problem["type"] == "unexpected_keyword_argument":
            raise InvalidInput(f"{source}: {unknown(key)}; `salesctl config unset {key}` removes it") from None
        message = problem["msg"][0].lower() + problem["msg"][1:].partition(", unable")[0]
        place = f"SALESCTL_{key.upper()}" if key in in_environment else f"{source}: {key}"
        raise InvalidInput(f"{place}: {message}, not {problem['input']!r}") from None


@cache
def _adapter() -> "TypeAdapter[Settings]":
    from pydantic import TypeAdapter

    from salesctl.domain.limits import Country, Currency, Name  # noqa: F401  # the adapter finds them by name

    return TypeAdapter(Settings)


def unknown(key: str) -> str:
    """Say that there is no such setting, and which one may have been meant."""
    from difflib import get_close_matches

    keys = {known.casefold(): known for known in meanings()}
    near = get_close_matches(key.casefold(), keys, n=1)
    return f"there is no setting '{key}'" + (f" (did you mean '{keys[near[0]]}'?)" if near else "")
