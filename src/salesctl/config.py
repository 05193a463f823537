"""Settings: defaults, then the TOML file, then the environment, then flags."""

import os
import tomllib
from collections.abc import Container
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from salesctl.domain.forecast import Probability, QuotaLimits
from salesctl.domain.prospect import Grade
from salesctl.domain.strategy import ApproachLimits, MatrixLimits, PositionLabels, ValueWeights
from salesctl.domain.target import CustomerClass
from salesctl.domain.text import Name
from salesctl.errors import InvalidInput, NotFound
from salesctl.rules.cadence import CADENCES, MAINTENANCE_WEEKS


class Weekday(StrEnum):
    """Days of the week as they are written in the settings."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


def _visits(grade: str) -> Any:
    return Field(ge=1, le=28, description=f"visits per four weeks to an open prospect of grade {grade}")


class Cadence(BaseModel):
    """Visits per four weeks to an open prospect of each grade."""

    model_config = ConfigDict(extra="forbid")

    A: Annotated[int, _visits("A")] = CADENCES[Grade.A]
    B: Annotated[int, _visits("B")] = CADENCES[Grade.B]
    C: Annotated[int, _visits("C")] = CADENCES[Grade.C]


def _weeks(customer_class: str) -> Any:
    return Field(ge=1, le=52, description=f"weeks between visits to a customer of class {customer_class}")


class Maintenance(BaseModel):
    """Weeks between visits to a customer of each class who has no open prospect."""

    model_config = ConfigDict(extra="forbid")

    A: Annotated[int, _weeks("A")] = MAINTENANCE_WEEKS[CustomerClass.A]
    B: Annotated[int, _weeks("B")] = MAINTENANCE_WEEKS[CustomerClass.B]
    C: Annotated[int, _weeks("C")] = MAINTENANCE_WEEKS[CustomerClass.C]


def _days(meaning: str) -> Any:
    return Field(ge=1, le=3650, description=f"days {meaning}")


class Thresholds(BaseModel):
    """Where a warning or a proposal begins."""

    model_config = ConfigDict(extra="forbid")

    canvass_again_days: Annotated[int, _days("after which an open target is worth canvassing again")] = 90
    hot_silent_days: Annotated[int, _days("without a visit after which a hot prospect is silent")] = 14
    key_person_days: Annotated[int, _days("within which the key person should have been met")] = 42
    same_step_times: Annotated[
        int, Field(ge=2, le=5, description="visits in a row at the same step after which a pair call is proposed")
    ] = 3
    near_name: Annotated[
        int, Field(ge=50, le=100, description="likeness, of 100, from which two names are taken for near")
    ] = 88


class Settings(BaseModel):
    """Everything that can be set with `salesctl config set`."""

    model_config = ConfigDict(extra="forbid")

    rep: Annotated[Name, Field(description="whose lists and plans are meant when no --rep is given")] = "me"
    currency: Annotated[
        str,
        StringConstraints(pattern="^[A-Za-z]{3}$", to_upper=True),
        Field(description="three letters; cannot change once the store holds amounts"),
    ] = "USD"
    country: Annotated[
        str,
        StringConstraints(pattern="^([A-Za-z]{2}(-[A-Za-z0-9]{1,3})?)?$", to_upper=True),
        Field(description="whose public holidays are free, such as TW or US-CA; empty for none"),
    ] = ""
    db: Annotated[str, Field(description="the store's file; empty for the usual place")] = ""
    backups_keep: Annotated[
        int, Field(ge=1, le=1000, description="how many of the backups made before bulk changes and the like stay")
    ] = 10
    journal_keep: Annotated[
        int,
        Field(ge=1, le=36500, description="days after which `db vacuum` forgets what undo and log could still tell"),
    ] = 365
    fiscal_year_start: Annotated[
        int,
        Field(ge=1, le=12, description="the month a fiscal year begins with, 1 to 12; its first day names the year"),
    ] = 1
    working_days: Annotated[
        list[Weekday], Field(min_length=1, max_length=7, description="the days visits are planned on")
    ] = [Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI]
    working_minutes: Annotated[int, Field(ge=1, le=1440, description="minutes in a working day")] = 480
    visit_minutes: Annotated[int, Field(ge=1, le=1440, description="assumed length of a visit when none is given")] = 30
    capacity: Annotated[int, Field(ge=1, le=100, description="visits a day")] = 8
    canvass_share: Annotated[
        float, Field(ge=0, le=1, description="share of the week kept for new prospects, 0 to 1")
    ] = 0.2
    phone_resets: Annotated[
        bool, Field(description="whether a phone call or an e-mail resets the clock of a visit")
    ] = False
    coaching: Annotated[
        bool, Field(description="whether `visit add` asks a coach's questions after recording a visit")
    ] = True
    cadence: Cadence = Cadence()
    maintenance: Maintenance = Maintenance()
    thresholds: Thresholds = Thresholds()
    value: ValueWeights = ValueWeights()
    approach: ApproachLimits = ApproachLimits()
    matrix: MatrixLimits = MatrixLimits()
    positions: PositionLabels = PositionLabels()
    probability: Probability = Probability()
    quota: QuotaLimits = QuotaLimits()

    def cadences(self) -> dict[Grade, int]:
        """Return visits per four weeks by grade."""
        return {grade: getattr(self.cadence, grade) for grade in Grade}

    def maintenance_weeks(self) -> dict[CustomerClass, int]:
        """Return weeks between visits by customer class."""
        return {customer_class: getattr(self.maintenance, customer_class) for customer_class in CustomerClass}


def default_path() -> Path:
    """Return where the settings are kept unless `--config` or SALESCTL_CONFIG says otherwise."""
    import platformdirs

    return platformdirs.user_config_path("salesctl") / "config.toml"


def default_store() -> Path:
    """Return where the store is kept unless told otherwise."""
    import platformdirs

    return platformdirs.user_data_path("salesctl") / "salesctl.db"


SECTIONS: dict[str, type[BaseModel]] = {
    "cadence": Cadence,
    "maintenance": Maintenance,
    "thresholds": Thresholds,
    "value": ValueWeights,
    "approach": ApproachLimits,
    "matrix": MatrixLimits,
    "positions": PositionLabels,
    "probability": Probability,
    "quota": QuotaLimits,
}


def meanings() -> dict[str, str]:
    """Return what each setting means, by its key; a setting in a section has a dotted one, such as `cadence.A`."""
    found: dict[str, str] = {}
    for name, field in Settings.model_fields.items():
        parts = SECTIONS[name].model_fields.items() if name in SECTIONS else []
        found |= {f"{name}.{part}": str(inner.description) for part, inner in parts} or {name: str(field.description)}
    return found


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
    in_environment = environment()
    return validated({**read(path, must_exist=must_exist), **in_environment}, str(path), in_environment)


def read(path: Path, *, must_exist: bool = False) -> dict[str, Any]:
    """Return what the settings file holds, unchecked.

    Raises:
        NotFound: The named file does not exist.
        InvalidInput: The file is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if must_exist:
            raise NotFound(f"the config file {path} does not exist; `salesctl config set` makes it") from None
        return {}
    except OSError as error:
        raise InvalidInput(f"the config file {path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"the config file {path} is not valid TOML: {error}") from None


def environment() -> dict[str, Any]:
    """Return the settings that the environment holds, unchecked: SALESCTL_REP, SALESCTL_CAPACITY and so on."""
    found: dict[str, Any] = {}
    for name in Settings.model_fields.keys() - SECTIONS.keys():
        if (text := os.environ.get(f"SALESCTL_{name.upper()}")) is not None:
            found[name] = text.split() if name == "working_days" else text
    return found


def validated(values: dict[str, Any], source: str, in_environment: Container[str] = ()) -> Settings:
    """Check values and return them as settings; `source` names those in the error that are not `in_environment`.

    Raises:
        InvalidInput: A setting is unknown or out of range.
    """
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(part for part in problem["loc"] if isinstance(part, str))
        if problem["type"] == "extra_forbidden":
            raise InvalidInput(f"{source}: {unknown(key)}; `salesctl config unset {key}` removes it") from None
        message = problem["msg"][0].lower() + problem["msg"][1:].partition(", unable")[0]
        place = f"SALESCTL_{key.upper()}" if key in in_environment else f"{source}: {key}"
        raise InvalidInput(f"{place}: {message}, not {problem['input']!r}") from None


def unknown(key: str) -> str:
    """Say that there is no such setting, and which one may have been meant."""
    from difflib import get_close_matches

    keys = {known.casefold(): known for known in meanings()}
    near = get_close_matches(key.casefold(), keys, n=1)
    return f"there is no setting '{key}'" + (f" (did you mean '{keys[near[0]]}'?)" if near else "")
