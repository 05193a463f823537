"""Reps are people one calls by their first name; a new one is made only when nobody goes by it."""

import pytest


def test_a_first_name_means_the_rep_who_has_it(run, sql):
    run("target", "add", "Acme", "--rep", "Darcel Schlecht")
    added = run("visit", "add", "Acme", "--outcome", "advance", "--rep", "darcel")
    assert added.err == "Taking 'darcel' for Darcel Schlecht.\n"
    assert "new rep" not in added.out
    assert sql("SELECT name FROM rep ORDER BY id") == [("Darcel Schlecht",)]
    assert len(run("visit", "list", "--rep", "darcel", "-f", "json").json) == 1


def test_part_of_a_name_makes_a_new_rep(run, sql):
    run("target", "add", "Acme", "--rep", "Colin")
    assert "new rep Lin" in run("target", "add", "Beta", "--rep", "Lin").out
    assert "new rep Col" in run("target", "add", "Gamma", "--rep", "Col").out


def test_a_first_name_that_two_have_is_refused(run, sql):
    run("target", "add", "Acme", "--rep", "Anna Snelling")
    run("target", "add", "Beta", "--rep", "Anna Lindqvist")
    refused = run("target", "add", "Gamma", "--rep", "anna", code=3)
    assert refused.err.startswith("Error: 'anna' fits several reps: Anna Lindqvist, Anna Snelling")
    assert sql("SELECT count(*) FROM target") == [(2,)]


@pytest.mark.parametrize(
    "command",
    [
        ("account", "open", "Acme"),
        ("account", "edit", "Beta"),
        ("case", "open", "Acme", "complaint", "broken boards"),
        ("case", "edit", "1"),
        ("case", "note", "1", "new boards sent"),
        ("review", "act", "ask who signs"),
        ("plan", "add", "Acme", "fri"),
    ],
)
def test_whoever_makes_a_rep_in_passing_says_so(run, command):
    run("target", "add", "Acme")
    run("target", "add", "Beta")
    run("account", "open", "Beta")
    run("case", "open", "Beta", "complaint", "late")
    assert run(*command, "--rep", "Lin").out.endswith(" (new rep Lin)\n")
    assert "new rep" not in run("plan", "add", "Acme", "thu", "--rep", "Lin").out
