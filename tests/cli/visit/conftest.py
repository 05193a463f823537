"""What the tests of visits share; the clock stands on Monday 2026-11-23."""

import pytest


@pytest.fixture
def acme(run):
    """A target of the rep's own, with a product to sell."""
    run("target", "add", "Acme Ltd", "--territory", "North")
    run("product", "add", "GTX Pro")


@pytest.fixture
def promote(run):
    """Make a prospect of Acme, for a product or for none."""

    def call(*options: str) -> None:
        run("prospect", "promote", "Acme Ltd", "--grade", "A", "--money", "m", "--interest", "strong", *options)

    return call


@pytest.fixture
def visit(run):
    """Record a visit to Acme that advances the sale."""

    def call(*options: str, **how):
        return run("visit", "add", "Acme Ltd", "--outcome", "advance", *options, **how)

    return call


@pytest.fixture
def listed(run):
    """Return the visits as `visit list` gives them to scripts, the newest first."""

    def call(*options: str):
        return run("visit", "list", *options, "--format", "json").json

    return call
