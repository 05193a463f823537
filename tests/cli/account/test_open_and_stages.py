"""Opening, changing and closing account plans, and the stages they go through; today is 2026-11-23."""

import pytest


def test_a_plan_is_stored_with_its_first_stage(run, sql):
    run("target", "add", "Acme Ltd", "--rep", "Lin")
    opened = run("account", "open", "acme", "--stage", "need", "--relationship", "partnership", "--note", "since 1990")
    assert opened.out == "Account plan 1 Acme Ltd opened, stage need.\n"
    assert opened.err == "Next: `salesctl account assess`, and `salesctl account action add` for what is to be done.\n"
    plan = "SELECT target_id, rep_id, opened_on, relationship, note, closed_on FROM account_plan"
    assert sql(plan) == [(1, 1, "2026-11-23", "partnership", "since 1990", None)]
    assert sql("SELECT account_id, stage, since FROM account_stage") == [(1, "need", "2026-11-23")]
    (row,) = run("account", "list", "-f", "json").json
    assert (row["rep"], row["stage"], row["relationship"]) == ("Lin", "need", "partnership")


def test_a_plan_opened_earlier_takes_in_the_stages_since(run, sql):
    run("target", "add", "Acme Ltd")
    run("account", "open", "acme", "--on", "2026-09-01")
    run("account", "stage", "acme", "need", "--on", "2026-10-01")
    assert sql("SELECT opened_on FROM account_plan") == [("2026-09-01",)]
    assert sql("SELECT stage, since FROM account_stage") == [("survey", "2026-09-01"), ("need", "2026-10-01")]


def test_a_target_has_one_open_plan(run, acme, refused):
    error = refused(4, "account", "open", "Acme Ltd")
    assert error == ("Error: 'Acme Ltd' has an account plan since 2026-11-23; `salesctl account show 1` shows it\n")
    run("account", "close", "Acme", "--reason", "sold")
    run("account", "open", "Acme")


def test_a_dropped_target_gets_no_plan(run, refused):
    run("target", "add", "Acme")
    run("target", "drop", "Acme", "--reason", "gone")
    assert "was dropped" in refused(4, "account", "open", "Acme")


def test_the_stages_go_round_and_are_kept(run, acme, monkeypatch, sql):
    for day, stage in (("24", "need"), ("25", "expand"), ("26", "maintain"), ("27", "survey")):
        monkeypatch.setenv("SALESCTL_TODAY", f"2026-11-{day}")
        said = run("account", "stage", "Acme", stage, "--note", f"why {stage}").out
    assert said == "Account plan 1 Acme Ltd: maintain → survey on 2026-11-27.\n"
    assert sql("SELECT stage, since, note FROM account_stage ORDER BY id") == [
        ("survey", "2026-11-23", None),
        ("need", "2026-11-24", "why need"),
        ("expand", "2026-11-25", "why expand"),
        ("maintain", "2026-11-26", "why maintain"),
        ("survey", "2026-11-27", "why survey"),
    ]
    assert run("account", "list", "-f", "json").json[0]["stage"] == "survey"


@pytest.mark.parametrize(
    ("code", "args", "words"),
    [
        (4, ("survey",), "the plan is in stage survey since 2026-11-23 already"),
        (2, ("need", "--on", "2026-11-22"), "stage survey began on 2026-11-23; 2026-11-22 lies before that"),
        (2, ("need", "--on", "2026-11-24"), "2026-11-24 is still to come"),
        (2, ("harvest",), "'harvest' is not one of"),
    ],
)
def test_a_bad_stage_is_refused(acme, refused, code, args, words):
    assert words in refused(code, "account", "stage", "Acme", *args)


def test_editing_and_clearing(run, acme, sql):
    run("account", "edit", "Acme", "--relationship", "partnership", "--note", "x", "--rep", "Lin")
    assert sql("SELECT relationship, note, rep_id FROM account_plan") == [("partnership", "x", 2)]
    run("account", "edit", "Acme", "--note", "")
    assert sql("SELECT note FROM account_plan") == [(None,)]


def test_closing_needs_a_reason(acme, refused):
    assert "close reason: must say something" in refused(2, "account", "close", "Acme", "--reason", " ")


def test_a_closed_plan_is_shown_and_listed_but_not_changed(run, acme, refused):
    assert run("account", "close", "Acme", "--reason", "bought up").out == (
        "Account plan 1 Acme Ltd closed: bought up.\n"
    )
    assert run("account", "list", "-f", "json").json == []
    (row,) = run("account", "list", "--closed", "-f", "json").json
    assert (row["closed_on"], row["close_reason"]) == ("2026-11-23", "bought up")
    assert "Closed                 2026-11-23: bought up" in run("account", "show", "Acme").out
    for verb in (("stage", "Acme", "need"), ("close", "Acme", "--reason", "x"), ("goal", "Acme", "x", "--short")):
        error = refused(3, "account", *verb)
        assert error == "Error: 'Acme Ltd' has no open account plan; `salesctl account open 1` makes one\n"


def test_a_target_without_a_plan_is_said(run, refused):
    run("target", "add", "Acme")
    assert "'Acme' has no account plan;" in refused(3, "account", "show", "Acme")
    assert run("account", "list").err == "No account plans fit; `salesctl account open NAME` makes one.\n"


def test_a_page_is_no_format(acme, refused, home):
    assert "give --html FILE alone" in refused(
        2, "account", "show", "Acme", "--html", str(home / "x.html"), "--format", "md"
    )
    assert not (home / "x.html").exists()
