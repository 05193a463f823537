"""How much was generated; the tests before this one counted it."""

import pytest
from hostile.program import GIVEN

READ_ALONE = {"values": 100_000, "cells": 10_000}
"""Texts given to what reads one value, or drawn or written as a cell."""

LEAST = {"arguments": 600, "files": 200, "rows": 6_000, "spreadsheets": 1_000, "stores": 400}
"""What went through the program, and spreadsheets through all that reads them."""


def test_ten_thousand_inputs_are_generated_and_more():
    if GIVEN.keys() != LEAST.keys() | READ_ALONE.keys():
        pytest.skip("only some of the hostile tests were run")
    assert {group: count for group, count in GIVEN.items() if count < {**LEAST, **READ_ALONE}[group]} == {}
    assert sum(GIVEN[group] for group in LEAST) >= 10_000
