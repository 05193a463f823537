"""Changing a visit."""

import pytest


def test_an_edit_changes_what_is_given_and_nothing_else(run, acme, visit, listed):
    visit("--step", "survey", "--met", "Ann", "--benefit", "quiet", "--note", "long")
    before = listed()[0]
    assert run("visit", "edit", "1", "--step", "present", "--current", "40 min").out == "Visit 1 Acme Ltd changed.\n"
    assert listed()[0] == before | {"step": "present", "current": "40 min"}


@pytest.mark.parametrize(
    ("flag", "value", "key", "cleared"),
    [
        ("--at", "09:00", "at", None),
        ("--minutes", "45", "minutes", None),
        ("--step", "close", "step", None),
        ("--interest", "strong", "interest", None),
        ("--discount", "5", "discount", None),
        ("--satisfaction", "5", "satisfaction", None),
        ("--pair", "Lin", "pair", None),
        ("--note", "x", "note", None),
        ("--met", "Ann", "met", []),
        ("--benefit", "quiet", "benefits", []),
        ("--objection", "price", "objections", []),
    ],
)
def test_an_empty_text_clears(run, acme, visit, listed, flag, value, key, cleared):
    visit(flag, value)
    assert listed()[0][key] != cleared
    run("visit", "edit", "1", flag, "")
    assert listed()[0][key] == cleared


@pytest.mark.parametrize("flag", ["--on", "--outcome", "--mode", "--rep"])
def test_what_every_visit_has_cannot_be_cleared(acme, visit, refused, flag):
    visit()
    assert refused(2, "visit", "edit", "1", flag, "").startswith("Error: ")


def test_lists_are_replaced_as_a_whole(run, acme, visit, listed):
    visit("--met", "Ann", "--met", "Bo", "--objection", "price", "--benefit", "quiet")
    run("visit", "edit", "1", "--met", "Bo=strong", "--objection", "no-time", "--benefit", "a", "--benefit", "b")
    row = listed()[0]
    assert (row["met"], row["objections"], row["benefits"]) == (["Bo=strong"], ["no-time"], ["a", "b"])


def test_an_objection_is_resolved_later(run, acme, visit, listed):
    visit("--objection", "price:too dear", "--objection", "no-time")
    assert "resolved: price" in run("visit", "edit", "1", "--resolved", "price").out
    assert listed()[0]["objections"] == ["price:too dear (resolved)", "no-time"]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--on", "2026-11-24"), "still to come"),
        (("--on", "1999-12-31"), "before 2000"),
        (("--next", "2026-11-23"), "must come after"),
        (("--next-purpose", "x"), "--next-purpose needs --next"),
        (("--minutes", "9999"), "less than or equal to 1440"),
    ],
)
def test_bad_input_changes_nothing(acme, visit, refused, options, reason):
    visit()
    assert reason in refused(2, "visit", "edit", "1", *options)


def test_undo_takes_an_edit_back_as_a_whole(run, acme, visit, tables):
    visit("--met", "Ann", "--objection", "price", "--next", "2026-12-01")
    before = tables(journal=False)
    run("visit", "edit", "1", "--met", "Bo", "--objection", "no-time", "--next", "2026-12-02", "--on", "yesterday")
    assert tables(journal=False) != before
    run("undo")
    assert tables(journal=False) == before


def test_an_edit_warns_as_adding_does(run, acme, visit):
    visit()
    assert "a discount of 5 % without an agreement" in run("visit", "edit", "1", "--discount", "5").err
