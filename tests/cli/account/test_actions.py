"""The action plan; today is Monday 2026-11-23."""

import pytest


@pytest.fixture
def acted(run, acme, prepared):
    def fill():
        run("account", "action", "add", "Acme", "Cost sheet to the CFO", "--by", "2026-11-20", "--visit")
        run("account", "action", "add", "Acme", "train operators", "--start", "mon", "--end", "+4w", "--owner", "Ben")

    prepared("account-acted", fill)


def names(run, *args):
    return [row["action"] for row in run("account", "action", "list", *args, "-f", "json").json]


def test_an_action_is_stored_whole(run, acme, sql):
    more = ("--reason", "she signs", "--steps", "call, quote", "--remark", "in English", "--owner", "王小明")
    added = run(
        "account", "action", "add", "Acme", "show", "--start", "2026-12-01", "--by", "2026-12-04", "--visit", *more
    )
    assert added.out == "Action 1 Acme Ltd: show, by 2026-12-04.\n"
    columns = "action, reason, steps, owner, starts_on, ends_on, remark, is_visit, done_on"
    assert sql(f"SELECT {columns} FROM account_action") == [
        ("show", "she signs", "call, quote", "王小明", "2026-12-01", "2026-12-04", "in English", 1, None)
    ]


def test_the_list_has_what_is_to_be_done_the_most_urgent_first(run, acted):
    first, second = run("account", "action", "list", "-f", "json").json
    assert (first["action"], first["status"], first["visit"]) == ("Cost sheet to the CFO", "overdue", True)
    assert (second["action"], second["status"], second["starts_on"]) == ("train operators", "open", "2026-11-30")
    assert names(run, "--overdue") == ["Cost sheet to the CFO"]
    run("account", "action", "done", "1")
    assert names(run) == ["train operators"]
    assert names(run, "--done") == ["Cost sheet to the CFO"]
    assert names(run, "Acme") == ["train operators"]


def test_the_list_is_narrowed_to_who_does_it(run, acted):
    run("account", "action", "edit", "1", "--owner", "Ben Wu")
    assert names(run, "--owner", "ben wu") == ["Cost sheet to the CFO"]
    assert names(run, "--owner", "BEN") == ["Cost sheet to the CFO", "train operators"]
    assert names(run, "--owner", "nobody") == []


def test_a_closed_plan_asks_for_nothing(run, acted):
    run("account", "close", "Acme", "--reason", "sold")
    assert names(run) == []
    assert "No actions fit" in run("account", "action", "list").err


def test_an_action_is_done_by_its_id_or_its_words(run, acted, sql, refused):
    assert run("account", "action", "done", "cost sheet", "--on", "fri", "--remark", "she liked it").out == (
        "Action 1 done on 2026-11-20: Cost sheet to the CFO.\n"
    )
    assert sql("SELECT done_on, remark FROM account_action WHERE id = 1") == [("2026-11-20", "she liked it")]
    assert "action 1 was done on 2026-11-20 already" in refused(4, "account", "action", "done", "1")
    assert "no action 'cost sheet' to be done" in refused(3, "account", "action", "done", "cost sheet")
    assert "no action '9'" in refused(3, "account", "action", "done", "9")
    run("account", "action", "edit", "1", "--reopen")
    assert sql("SELECT done_on FROM account_action WHERE id = 1") == [(None,)]
    assert "'t' fits several actions: 1 Cost sheet to the CFO, 2 train operators" in refused(
        3, "account", "action", "done", "t"
    )


def test_an_action_is_changed_and_dropped(run, acted, sql):
    said = run("account", "action", "edit", "2", "--text", "train them", "--by", "2027-01-15", "--owner", "", "--visit")
    assert said.out == "Action 2 changed: train them, by 2027-01-15.\n"
    assert sql("SELECT owner, is_visit, starts_on FROM account_action WHERE id = 2") == [(None, 1, "2026-11-30")]
    assert run("account", "action", "drop", "2").out == "Action 2 dropped: train them.\n"
    assert sql("SELECT id FROM account_action") == [(1,)]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (
            ("add", "Acme", "x", "--start", "2026-12-02", "--end", "2026-12-01"),
            "(2026-12-01) before it starts (2026-12-02)",
        ),
        (("edit", "2", "--by", "2026-11-29"), "the action would end (2026-11-29) before it starts (2026-11-30)"),
        (("edit", "2", "--start", "2027-01-01"), "before it starts"),
        (("add", "Acme", "x"), "Missing option '--by'"),
        (("add", "Acme", " ", "--by", "fri"), "action:"),
        (("edit", "2", "--text", ""), "action:"),
        (("done", "2", "--on", "+1d"), "still to come"),
        (("list", "--overdue", "--done"), "give --overdue or --done, not both"),
    ],
)
def test_a_bad_action_is_refused(acted, refused, args, words):
    assert words in refused(2, "account", "action", *args)


def test_an_action_may_start_and_end_on_one_day(run, acme):
    run("account", "action", "add", "Acme", "x", "--start", "2026-12-01", "--end", "2026-12-01")
