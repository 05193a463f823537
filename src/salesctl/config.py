"""Settings: defaults, then the TOML file, then the environment, then flags."""

import os
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from salesctl.domain.prospect import Grade
from salesctl.domain.target import CustomerClass
from salesctl.domain.text import Name
from salesctl.errors import InvalidInput, NotFound


class Weekday(StrEnum):
    """Days of the week as they are written in the settings."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Cadence(BaseModel):
    """Visits per four weeks to an open prospect of each grade."""

    model_config = ConfigDict(extra="forbid")

    A: Annotated[int, Field(ge=1, le=28)] = 4
    B: Annotated[int, Field(ge=1, le=28)] = 2
    C: Annotated[int, Field(ge=1, le=28)] = 1


class Maintenance(BaseModel):
    """Weeks between visits to a customer of each class who has no open prospect."""

    model_config = ConfigDict(extra="forbid")

    A: Annotated[int, Field(ge=1, le=52)] = 4
    B: Annotated[int, Field(ge=1, le=52)] = 8
    C: Annotated[int, Field(ge=1, le=52)] = 12


class Thresholds(BaseModel):
    """Where a warning or a proposal begins."""

    model_config = ConfigDict(extra="forbid")

    canvass_again_days: Annotated[int, Field(ge=1)] = 90
    near_name: Annotated[int, Field(ge=50, le=100)] = 88


class Settings(BaseModel):
    """Everything that can be set with `salesctl config set`."""

    model_config = ConfigDict(extra="forbid")

    rep: Annotated[Name, Field(description="whose lists and plans are meant when no --rep is given")] = "me"
    currency: Annotated[
        str,
        StringConstraints(pattern="^[A-Z]{3}$"),
        Field(description="three letters; cannot change once the store holds amounts"),
    ] = "USD"
    country: Annotated[
        str,
        StringConstraints(pattern="^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$"),
        Field(description="whose public holidays are free, such as TW or US-CA; empty for none"),
    ] = ""
    db: Annotated[str, Field(description="the store's file; empty for the usual place")] = ""
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
    cadence: Cadence = Cadence()
    maintenance: Maintenance = Maintenance()
    thresholds: Thresholds = Thresholds()

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


def load(path: Path, *, must_exist: bool = False) -> Settings:
    """Read the settings; a missing file means the defaults unless it was named.

    Raises:
        NotFound: The named file does not exist.
        InvalidInput: The file is not TOML, or a setting is unknown or out of range.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if must_exist:
            raise NotFound(f"the config file {path} does not exist; make it with `salesctl config set`") from None
        values = {}
    except OSError as error:
        raise InvalidInput(f"the config file {path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"the config file {path} is not valid TOML: {error}") from None
    for name in Settings.model_fields:
        if (text := os.environ.get(f"SALESCTL_{name.upper()}")) is not None and name not in _SECTIONS:
            values[name] = text.split() if name == "working_days" else text
    return validated(values, str(path))


_SECTIONS = {"cadence", "maintenance", "thresholds"}


def validated(values: dict[str, Any], source: str) -> Settings:
    """Check values and return them as settings; `source` names them in the error.

    Raises:
        InvalidInput: A setting is unknown or out of range.
    """
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            raise InvalidInput(f"{source}: there is no setting '{key}'; see `salesctl config show`") from None
        message = problem["msg"][0].lower() + problem["msg"][1:]
        raise InvalidInput(f"{source}: {key}: {message}, not {problem['input']!r}") from None
