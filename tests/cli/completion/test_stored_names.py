"""Names are offered without asking Typer, and are those that Typer would offer."""

import json
from collections.abc import Iterator

import pytest
from typer._completion_classes import BashComplete
from typer.main import get_command

from salesctl.cli.completion.stored_names import PLACES, names_at
from salesctl.cli.core.app import app
from salesctl.domain.contact import ContactFields
from salesctl.domain.product import ProductFields
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields, TerritoryFields


def places(command: dict, *typed: str) -> Iterator[tuple[str, ...]]:
    """Yield every line, up to the cursor, that ends where a value is expected."""
    for option, table in command["options"].items():
        if table is not None:
            yield (*typed, option)
    for name, part in command.get("commands", {}).items():
        yield from places(part, *typed, name)
    for number, _ in enumerate(command.get("arguments", [])):
        yield (*typed, *["1"] * number)


LINES = list(places(json.loads(PLACES.read_text(encoding="utf-8"))))


@pytest.fixture
def filled(insert):
    insert(
        RepFields(name="Ann", name_key="ann"),
        TerritoryFields(name="Anwick", name_key="anwick"),
        ProductFields(name="Anvil", name_key="anvil"),
        TargetFields(name="Anchor 王", name_key="anchor 王", rep_id=1, added_on="2026-11-23"),
        ContactFields(target_id=1, name="Anja", name_key="anja"),
    )


def typers(words: list[str], incomplete: str) -> list[str]:
    complete = BashComplete(get_command(app), {}, "salesctl", "_SALESCTL_COMPLETE")
    return [str(item.value) for item in complete.get_completions(words, incomplete)]


def test_there_are_many_places():
    assert len(LINES) > 300
    assert ("visit", "add") in LINES
    assert ("account", "action", "add") in LINES


def test_wherever_a_name_may_stand_typer_would_offer_the_same(filled):
    offered = {line: names_at(line, "an") for line in LINES}
    named = {line: names for line, names in offered.items() if names is not None}
    assert len(named) > 60
    assert {line: typers(list(line), "an") for line in named} == named
    assert {name for names in named.values() for name in names} == {"Ann", "Anwick", "Anvil", "Anchor 王", "Anja"}


def test_where_no_name_stands_typer_offers_none(filled):
    unnamed = [line for line in LINES if names_at(line, "an") is None]
    known = {"Ann", "Anwick", "Anvil", "Anchor 王", "Anja"}
    assert {line for line in unnamed if known & set(typers(list(line), "An"))} == set()


@pytest.mark.parametrize(
    ("line", "incomplete", "found"),
    [
        ("visit list --limit 5 --target", "an", ["Anchor 王"]),
        ("visit list --limit=5", "--target=an", ["Anchor 王"]),
        ("visit add one two --note a --keep-open", "an", ["Anchor 王"]),
        ("visit add", "--note", None),
        ("visit add", "--note=an", None),
        ("visit add --", "an", None),
        ("visit add --unknown", "an", None),
        ("visit add --keep-open=yes", "an", None),
        ("visit nothing", "an", None),
        ("nothing", "an", None),
        ("target show 1", "an", None),
        ("", "an", None),
    ],
)
def test_a_line_is_followed_as_far_as_it_is_understood(filled, line, incomplete, found):
    assert names_at(line.split(), incomplete) == found
