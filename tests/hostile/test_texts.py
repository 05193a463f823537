"""What reads single values, in files and on the command line, given thousands of texts: a value, or a refusal."""

import random

import pytest
from hostile.texts import HOSTILE, PIECES

from salesctl.errors import SalesctlError
from salesctl.exchange.dates import given_form, usual_forms
from salesctl.exchange.fields import KINDS
from salesctl.exchange.percentages import percentages
from salesctl.exchange.values import join_list, split_list

luck = random.Random(1)
ALPHABET = [*PIECES, *"0123456789.,-/:%()=;\\ ", "e", "年", "月", "日", "萬", "折", "NT$", "PM", "民國"]
TEXTS = [*HOSTILE, *("".join(luck.choices(ALPHABET, k=luck.randint(1, 8))) for _ in range(3000))]

READERS = {f"{kind.name} {field.name}": field.read for kind in KINDS.values() for field in kind.fields}
READERS |= {f"dates {form.label}": form.read for form in usual_forms()}
READERS["dates given"] = lambda text: given_form(text).read("03/04/2018")
READERS["percentages"] = lambda text: percentages([text], 0, 100, scale=100, discount=True)(text)


def reason(name: str, text: str) -> str:
    """Return why a text is refused, nothing when it is read."""
    try:
        READERS[name](text)
    except SalesctlError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", sorted({read: name for name, read in READERS.items()}.values()))
def test_a_value_is_read_or_refused_with_a_reason_in_one_line(name):
    for text in TEXTS:
        said = reason(name, text)
        assert said.isprintable(), repr(text)
        assert len(said) < 500


def test_a_list_comes_back_from_its_cell():
    pieces = [piece.strip() for piece in PIECES if piece.strip()]
    for _ in range(2000):
        items = luck.choices([*pieces, "\\", "a\\", ";", "\\;", "a; b", "；"], k=luck.randint(1, 5))
        assert split_list(join_list(items)) == items


def test_an_amount_with_a_space_in_its_decimals_is_none():
    assert reason("sales amount", ".0 7") == "'.0 7' is not an amount"
