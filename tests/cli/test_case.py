"""Complaints and receivables; today is Monday 2026-11-23."""

import re

import pytest


@pytest.fixture
def cases(run, prepared):
    """A complaint due on Friday, and receivables of every age, one of them closed."""

    def fill():
        run("target", "add", "Acme Ltd")
        run("target", "add", "台北市政府捷運工程局", "--rep", "Lin")
        run("case", "open", "Acme", "complaint", "two boards broken", "--due", "fri")
        for due, amount in (("2026-12-01", "10"), ("2026-11-23", "20"), ("2026-10-24", "40"), ("2026-10-23", "100.50")):
            run("case", "open", "台北", "receivable", f"due {due}", "--due", due, "--amount", amount)
        run("case", "open", "Acme", "receivable", "invoice [4711]", "--due", "2026-08-24", "--amount", "1000")
        run("case", "open", "Acme", "receivable", "paid", "--due", "2026-08-24", "--amount", "9999")
        run("case", "close", "7", "--resolution", "paid in full")

    prepared("cases", fill)


@pytest.fixture
def complaint(run, prepared):
    def fill():
        run("target", "add", "Acme Ltd")
        run("case", "open", "Acme", "complaint", "two boards broken", "--due", "fri")

    prepared("complaint", fill)


def listed(run, *args):
    return [row["id"] for row in run("case", "list", *args, "-f", "json").json]


def test_a_case_is_stored_for_the_targets_rep(run, cases, sql):
    columns = "target_id, rep_id, kind, text, amount, opened_on, due_on, closed_on"
    assert sql(f"SELECT {columns} FROM account_case WHERE id IN (1, 2)") == [
        (1, 1, "complaint", "two boards broken", None, "2026-11-23", "2026-11-27", None),
        (2, 2, "receivable", "due 2026-12-01", 1000, "2026-11-23", "2026-12-01", None),
    ]
    said = run("case", "open", "Acme", "complaint", "late again", "--amount", "500", "--rep", "Lin").out
    assert said == "Case 8 Acme Ltd: complaint of 500.00, due 2026-11-23: late again\n"
    assert sql("SELECT rep_id, amount FROM account_case WHERE id = 8") == [(2, 50000)]


def test_cases_are_listed_by_due_date_and_narrowed(run, cases):
    assert listed(run) == [6, 5, 4, 3, 1, 2]
    assert listed(run, "--overdue") == [6, 5, 4]
    assert listed(run, "--closed") == [7]
    assert listed(run, "--kind", "complaint") == [1]
    assert listed(run, "Acme") == [6, 1]
    assert listed(run, "--rep", "Lin", "--limit", "1") == [5]


def test_a_row_says_how_old_it_is(run, cases):
    rows = {row["id"]: row for row in run("case", "list", "-f", "json").json}
    told = {number: (row["status"], row["days_overdue"], row["age"]) for number, row in rows.items()}
    assert told == {
        1: ("open", None, None),
        2: ("open", None, "not due"),
        3: ("open", None, "0-30"),
        4: ("overdue", 30, "0-30"),
        5: ("overdue", 31, "31-60"),
        6: ("overdue", 91, "over 90"),
    }
    (closed,) = run("case", "list", "--closed", "-f", "json").json
    assert (closed["status"], closed["age"], closed["resolution"]) == ("closed", None, "paid in full")


def test_the_table_adds_open_receivables_up_by_age(run, cases):
    _, ages = run("case", "list", "--limit", "2").out.split("Receivables by age\n")
    assert ages == (
        "Days     Cases    Amount              Share\n"
        "───────────────────────────────────────────\n"
        "not due      1     10.00  ░░░░░░░░░░░░   1%\n"
        "0-30         2     60.00  █░░░░░░░░░░░   5%\n"
        "31-60        1    100.50  █░░░░░░░░░░░   9%\n"
        "61-90        0      0.00  ░░░░░░░░░░░░   0%\n"
        "over 90      1  1,000.00  ██████████░░  85%\n"
    )
    assert "not due" not in run("case", "list", "--overdue").out
    assert "by age" not in run("case", "list", "--kind", "complaint").out
    assert "by age" not in run("case", "list", "--closed").out


def test_receivables_by_age_come_in_every_format(run, cases):
    rows = run("case", "ageing", "-f", "json").json
    assert [(row["age"], row["cases"], row["amount"]) for row in rows] == [
        *(("not due", 1, 10.0), ("0-30", 2, 60.0), ("31-60", 1, 100.5), ("61-90", 0, 0.0), ("over 90", 1, 1000.0)),
    ]
    assert run("case", "ageing").out == run("case", "list").out.partition("Receivables by age\n")[2]
    assert [row["cases"] for row in run("case", "ageing", "Acme", "-f", "csv").csv] == ["0", "0", "0", "1"]
    assert [row["cases"] for row in run("case", "ageing", "--rep", "Lin", "-f", "csv").csv] == ["1", "2", "1", "0", "0"]


def test_without_receivables_there_are_no_ages(run, complaint):
    assert run("case", "ageing").err == "No receivable is open; `salesctl case open NAME receivable` makes one.\n"


def test_a_case_that_came_up_earlier(run, complaint, sql, refused):
    run("case", "open", "Acme", "complaint", "late", "--on", "fri", "--due", "2026-11-21")
    assert sql("SELECT opened_on, due_on FROM account_case WHERE id = 2") == [("2026-11-20", "2026-11-21")]
    assert "still to come" in refused(2, "case", "open", "Acme", "complaint", "late", "--on", "+1d")


def test_steps_are_kept_until_it_is_closed(run, complaint, sql, refused):
    assert run("case", "note", "1", "called [Ann]", "--on", "2026-11-20", "--rep", "Lin").out == (
        "Case 1, 2026-11-20: called [Ann] (new rep Lin)\n"
    )
    run("case", "note", "1", "ten boards sent")
    card = run("case", "show", "1").out
    assert re.search(r"Last step\n.*\n.*2026-11-23 me: ten boards sent\n", run("target", "show", "Acme").out)
    assert card.endswith("Steps      2026-11-20 Lin: called [Ann]\n           2026-11-23 me: ten boards sent\n")
    assert run("case", "close", "1", "--resolution", "換貨").out == "Case 1 closed on 2026-11-23: 換貨\n"
    (row,) = run("case", "show", "1", "-f", "json").json
    assert row["steps"] == ["2026-11-20 Lin: called [Ann]", "2026-11-23 me: ten boards sent"]
    assert (row["closed_on"], row["resolution"]) == ("2026-11-23", "換貨")
    assert "boards sent" not in run("target", "show", "Acme").out
    for again in (("close", "1", "--resolution", "x"), ("note", "1", "x"), ("edit", "1", "--due", "fri")):
        assert refused(4, "case", *again) == "Error: case 1 was closed on 2026-11-23 already: 換貨\n"
    assert sql("SELECT count(*) FROM case_step") == [(2,)]


def test_a_case_is_changed(run, cases, sql):
    run("case", "edit", "6", "--due", "2026-12-24", "--amount", "600", "--text", "half paid", "--rep", "Lin")
    columns = "due_on, amount, text, rep_id"
    assert sql(f"SELECT {columns} FROM account_case WHERE id = 6") == [("2026-12-24", 60000, "half paid", 2)]


@pytest.mark.parametrize(
    ("code", "args", "words"),
    [
        (2, ("open", "Acme", "receivable", "4711"), "a receivable needs --amount"),
        (2, ("open", "Acme", "receivable", "4711", "--amount", "0"), "above 0"),
        (2, ("open", "Acme", "complaint", " "), "text: must say something"),
        (2, ("open", "Acme", "complaint", ""), "text: must say something\n"),
        (2, ("open", "Acme", "quarrel", "x"), "'quarrel' is not one of"),
        (2, ("open", "Acme", "complaint", "x", "--due", "2026-11-22"), "cannot be due on 2026-11-22, before that"),
        (2, ("open", "Acme", "receivable", "x", "--amount", "-5"), "negative"),
        (2, ("edit", "1", "--due", "2026-11-22"), "cannot be due on 2026-11-22"),
        (2, ("close", "1"), "--resolution"),
        (2, ("close", "1", "--resolution", ""), "resolution: must say something"),
        (2, ("close", "1", "--resolution", "x", "--on", "+1d"), "still to come"),
        (2, ("close", "1", "--resolution", "x", "--on", "2026-11-22"), "was opened on 2026-11-23"),
        (2, ("note", "1", ""), "text:"),
        (2, ("list", "--overdue", "--closed"), "give --overdue or --closed, not both"),
        (3, ("show", "99"), "there is no case 99"),
        (3, ("note", "99", "x"), "there is no case 99"),
    ],
)
def test_bad_input_is_refused(complaint, refused, code, args, words):
    assert words in refused(code, "case", *args)


def test_a_dropped_target_gets_no_case(run, cases, refused):
    assert run("target", "drop", "Acme", "--reason", "gone").err == (
        "Still open there: 2 cases; `salesctl case list 1` shows them.\n"
    )
    assert "was dropped" in refused(4, "case", "open", "Acme", "complaint", "x")
    assert listed(run, "Acme") == [6, 1]


def test_an_empty_list_says_what_to_do(run):
    assert run("case", "list").err == "No cases fit; `salesctl case open` makes one.\n"
