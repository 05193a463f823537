"""Settings made without pydantic: what is taken is what pydantic would have made, whatever settings there are."""

import math
from dataclasses import Field, dataclass, fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl import config
from salesctl.config import Settings
from salesctl.domain.plain import plain
from salesctl.domain.section import Section, setting
from salesctl.services.settings import as_text

ODD = [
    "", " ", "A", " a ", "a\tb", "a\n", "\u200b", "客戶", "Ａ", "x" * 200, "x" * 201, "\x00", "\ud800", "\x85", "\xa0x",
    0, 1, -1, 8, 101, 10**15, 2**53 + 1, 2**64, 10**400, 1.0, 0.5, -0.0, 1e300, math.inf, -math.inf, math.nan,
    True, False, "1", "+1", "-1", "-0", " 1", "007", "1_0", "٣", "1.", ".5", ".", "0.50", "1e1", "inf", "9" * 5000,
    "true", "True", "false", "yes", "0", "mon", "MON", "tw", "TW", "US-CA", "us-", "usd", "USD", "USD\n", "ｕ",
    date(2026, 11, 2), [], {}, ["mon"], ["mon", "mon"], ["mon", "funday"], ["mon"] * 8, [1], ("mon",), {"A": 1}, None,
]  # fmt: skip
"""What is hard to read the same way twice; what a settings file cannot hold is among it."""

USUAL_TEXTS = {
    "Name": ["Lin", "王大同"],
    "Currency": ["TWD", "eur"],
    "Country": ["", "TW", "us-ca"],
    str: ["", "my.db"],
}


def usual(field: "Field") -> st.SearchStrategy:
    """Return values as users give them to a setting, in a file; a new type of setting is told here what is usual."""
    if issubclass(type(field.default), Section):
        return sections(type(field.default))
    low, high = field.metadata.get("ge", -9), field.metadata.get("le", 99)
    if field.type is bool:
        return st.booleans()
    if field.type is int:
        return st.integers(low, high)
    if field.type is float:
        return st.floats(low, high) | st.integers(math.ceil(low), math.floor(high))
    if field.type == list[config.Weekday]:
        return st.lists(st.sampled_from([str(day) for day in config.Weekday]), min_size=1, max_size=7)
    return st.sampled_from(USUAL_TEXTS[field.type])


def sections(kind: type[Section]) -> st.SearchStrategy:
    """Return parts of a section as users write them."""
    return st.fixed_dictionaries({}, optional={field.name: usual(field) for field in fields(kind)})


@st.composite
def odd_sections(draw, kind: type[Section]):
    values = draw(sections(kind))
    for field in draw(st.lists(st.sampled_from(fields(kind)), max_size=2, unique=True)):
        part = type(field.default)
        inside = odd_sections(part) if issubclass(part, Section) else st.text() | st.integers() | st.floats()
        values[field.name] = draw(inside | st.sampled_from(ODD))
    if draw(st.integers(0, 20)) == 0:
        values["nickname"] = "x"
    return values


def told(value: object) -> object:
    """Return a value with the types of all its parts, so that 1, 1.0 and True differ, as do 0.0 and -0.0."""
    if isinstance(value, Section):
        return type(value), {name: told(part) for name, part in vars(value).items()}
    if isinstance(value, list):
        return list, [told(part) for part in value]
    return type(value), repr(value)


def is_what_pydantic_makes(values: dict) -> bool:
    """Compare what is taken without pydantic, if it is, with what pydantic makes of it; it must make something."""
    taken = plain(Settings, values)
    return taken is None or told(taken) == told(config._adapter().validate_python(values))


@given(odd_sections(Settings))
def test_what_is_taken_without_pydantic_is_what_pydantic_makes(values):
    assert is_what_pydantic_makes(values)


@pytest.mark.parametrize("key", config.meanings())
def test_no_setting_takes_an_odd_value_that_pydantic_would_not(key):
    section, _, part = key.rpartition(".")
    for odd in ODD:
        assert is_what_pydantic_makes({section: {part: odd}} if section else {part: odd}), repr(odd)[:80]


@given(sections(Settings))
def test_usual_settings_need_no_pydantic(values):
    assert plain(Settings, values) is not None


def test_nor_do_the_defaults_when_the_environment_holds_them(monkeypatch):
    for key in config.meanings():
        monkeypatch.setenv(f"SALESCTL_{key.upper()}", as_text(config.value(Settings(), key)))
    assert config.environment().keys() == {key for key in config.meanings() if "." not in key}
    assert told(plain(Settings, config.environment())) == told(Settings())


@dataclass(eq=False, repr=False)
class Later(Section):
    """Settings of kinds that there are none of today."""

    above: int = setting(1, "a limit that is not known here", gt=0)
    day: date = setting(date(2026, 1, 1), "a type that is not known here")
    days: list[date] = setting([], "a list of them")


@pytest.mark.parametrize("values", [{"above": 1}, {"day": date(2026, 1, 2)}, {"days": [date(2026, 1, 2)]}])
def test_a_kind_of_setting_that_is_not_known_here_is_left_to_pydantic(values):
    assert plain(Later, values) is None
