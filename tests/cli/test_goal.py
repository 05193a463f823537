"""Goals in words, and how they end."""

import pytest


@pytest.fixture
def goals(run, prepared):
    """Mine of this year, Lin's with Acme, and one of next year."""

    def fill():
        run("target", "add", "Acme Ltd")
        run("quota", "goal", "add", "Win back the hotels", "--due", "2026-12-15")
        run("quota", "goal", "add", "認識新的財務長", "--rep", "Lin", "--target", "Acme")
        run("quota", "goal", "add", "Call on every clinic", "--year", "2027", "--due", "2027-03-01")

    prepared("goals", fill)


def listed(run, *options):
    return run("quota", "goal", "list", *options, "-f", "json").json


def test_a_goal_is_stored_for_a_rep_and_a_year(run, sql):
    run("target", "add", "Acme Ltd")
    options = ("--rep", "Lin", "--target", "acme", "--due", "2026-12-15")
    said = run("quota", "goal", "add", "Meet the CFO", *options).out
    assert said == "Goal 1 of Lin for 2026 added: Meet the CFO. (new rep Lin)\n"
    assert sql("SELECT year, rep_id, target_id, text, due_on, status, judged_on FROM goal") == [
        (2026, 2, 1, "Meet the CFO", "2026-12-15", "open", None)
    ]
    run("config", "set", "fiscal_year_start", "12")
    assert "of me for 2025" in run("quota", "goal", "add", "Grow").out


def test_goals_are_judged_and_the_last_word_holds(run, goals):
    assert run("quota", "goal", "miss", "1").out == "Goal 1 missed: Win back the hotels.\n"
    assert run("--today", "2026-12-01", "quota", "goal", "reach", "1").out == "Goal 1 reached: Win back the hotels.\n"
    assert [(row["status"], row["judged_on"]) for row in listed(run, "--rep", "me", "2026")] == [
        ("reached", "2026-12-01")
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), [2, 1, 3]),
        (("2026",), [2, 1]),
        (("--rep", "Lin"), [2]),
        (("--target", "Acme"), [2]),
        (("--status", "missed"), [3]),
        (("--limit", "1"), [2]),
    ],
)
def test_goals_are_narrowed(run, goals, options, ids):
    run("quota", "goal", "miss", "3")
    assert [row["id"] for row in listed(run, *options)] == ids


def test_a_goal_is_changed_field_by_field(run, goals, sql):
    columns = "SELECT year, rep_id, target_id, text, due_on, status FROM goal WHERE id = 2"
    said = run("quota", "goal", "edit", "2", "--text", "約財務長吃飯", "--due", "2026-12-31", "--rep", "Zoe").out
    assert said == "Goal 2 for 2026 changed: 約財務長吃飯. (new rep Zoe)\n"
    assert sql(columns) == [(2026, 3, 1, "約財務長吃飯", "2026-12-31", "open")]
    run("quota", "goal", "miss", "2")
    run("quota", "goal", "edit", "2", "--due", "", "--target", "", "--year", "2027")
    assert sql(columns) == [(2027, 3, None, "約財務長吃飯", None, "missed")]
    run("quota", "goal", "edit", "2", "--target", "acme")
    assert sql(columns)[0][2] == 1


def test_a_dropped_goal_comes_back_with_undo(run, goals, tables):
    before = tables(journal=False)
    assert run("quota", "goal", "drop", "2").out == "Goal 2 dropped.\n"
    assert len(tables()["goal"]) == 2
    run("undo")
    assert tables(journal=False) == before


def test_a_goal_follows_its_customer_into_another(run, goals):
    run("target", "add", "Acme Limited")
    run("target", "merge", "Acme Ltd", "Acme Limited")
    assert [row["target"] for row in listed(run, "--rep", "Lin")] == ["Acme Limited"]


@pytest.mark.parametrize(
    ("code", "args", "words"),
    [
        (2, ("add", " "), "must say something"),
        (2, ("add", ""), "must say something"),
        (2, ("add", "x", "--due", "2026-11-22"), "was due 2026-11-22 already"),
        (2, ("add", "x", "--year", "26"), "Invalid value for '--year'"),
        (3, ("add", "x", "--target", "Nobody"), "no target 'Nobody'"),
        (3, ("reach", "9"), "there is no goal 9"),
        (3, ("miss", "9"), "there is no goal 9"),
        (3, ("drop", "9"), "there is no goal 9"),
        (3, ("edit", "9", "--text", "x"), "there is no goal 9"),
        (2, ("edit", "1", "--due", "2026-11-22"), "was due 2026-11-22 already"),
        (2, ("edit", "1", "--text", ""), "text"),
        (2, ("edit", "1", "--rep", ""), "must say something"),
        (3, ("edit", "1", "--target", "Nobody"), "no target 'Nobody'"),
        (2, ("drop", "0"), "Invalid value for 'ID'"),
    ],
)
def test_what_cannot_be_is_refused(run, refused, code, args, words):
    run("quota", "goal", "add", "Win back the hotels")
    assert words in refused(code, "quota", "goal", *args)


def test_an_empty_list_says_what_to_do(run):
    assert run("quota", "goal", "list").err == "No goals fit; `salesctl quota goal add` makes one.\n"
