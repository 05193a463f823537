"""Public holidays are asked for once; what is kept is the same, and is never worse than asking again."""

import json
from datetime import date

import pytest

from salesctl.errors import InvalidInput
from salesctl.folders import cache_folder
from salesctl.services.plan import public_holidays as module
from salesctl.services.plan.public_holidays import public_holidays


@pytest.fixture(autouse=True)
def another_run():
    module._holidays.cache_clear()
    return module._holidays.cache_clear


@pytest.fixture
def file():
    return cache_folder() / "holidays-US-CA-2026.json"


def test_the_second_time_the_library_is_not_asked(file, another_run, monkeypatch):
    asked = public_holidays("US-CA", {2026})
    assert asked[date(2026, 3, 31)] == "Cesar Chavez Day"
    assert file.exists()
    another_run()
    monkeypatch.setattr(module, "_asked", lambda country, year: {date(year, 2, 26): "asked"})
    assert public_holidays("US-CA", {2026}) == asked
    assert public_holidays("US-CA", {2026, 2027}) == asked | {date(2027, 2, 26): "asked"}


def test_years_are_put_together(another_run):
    both = public_holidays("TW", [2026, 2027])
    another_run()
    assert both == public_holidays("TW", [2026]) | public_holidays("TW", [2027])
    assert {day.year for day in both} == {2026, 2027}


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "{}", "5", "\udcff", '{"edition": "older", "days": {}}', '{"edition": "EDITION"}',
        '{"edition": "EDITION", "days": [5]}', '{"edition": "EDITION", "days": {"soon": "x"}}',
    ],
)  # fmt: skip
def test_a_file_that_is_not_ours_or_of_another_edition_is_written_anew(file, another_run, text):
    file.write_text(text.replace("EDITION", module._edition()), encoding="utf-8", errors="surrogateescape")
    asked = public_holidays("US-CA", {2026})
    assert len(asked) > 10
    assert len(json.loads(file.read_text(encoding="utf-8"))["days"]) == len(asked)


def test_where_nothing_can_be_kept_they_are_asked_for(home, monkeypatch):
    (home / "home").write_text("a file where the home should be")
    assert public_holidays("US-CA", {2026})
    module._holidays.cache_clear()
    monkeypatch.setenv("HOME", "/nowhere/at/all")
    assert public_holidays("US-CA", {2026})


def test_a_country_without_any_is_refused_and_not_kept():
    for _ in range(2):
        with pytest.raises(InvalidInput, match="no public holidays are known for country 'XX'"):
            public_holidays("XX", {2026})
    assert list(cache_folder().iterdir()) == []
