"""What the tests of `salesctl prospect` share: a target, products, and other commands' work in the store."""

import pytest

from salesctl.domain.visit import VisitFields

QUALIFIED = ("--money", "in the budget", "--need", "two more lines", "--interest", "strong")


@pytest.fixture
def visit(insert):
    """Store a visit at target 1."""

    def record(on, **values):
        fields = {"target_id": 1, "rep_id": 1, "visited_on": on, "outcome": "advance", **values}
        insert(VisitFields.checked({"recorded_at": f"{on}T18:00:00Z", **fields}))

    return record


@pytest.fixture
def acme(run):
    """A target and two products, from which prospects are made."""
    run("target", "add", "Acme Ltd", "--territory", "North")
    run("product", "add", "GTX Pro")
    run("product", "add", "MG 特製")


@pytest.fixture
def promote(run, acme):
    """Promote a target that qualifies."""

    def call(name="Acme Ltd", *options, grade="A", code=0):
        return run("prospect", "promote", name, "--grade", grade, *QUALIFIED, *options, code=code)

    return call


@pytest.fixture
def listed(run):
    """Return the list as rows."""

    def call(*options):
        return run("prospect", "list", *options, "--format", "json").json

    return call


@pytest.fixture
def shown(run):
    """Return the card as a row."""

    def call(*args):
        (card,) = run("prospect", "show", *args, "--format", "json").json
        return card

    return call
