"""The month's plan, as it is used; the clock stands on Monday 2026-11-23."""

import pytest
from cli.rows import planned, prospect, sale, visit

from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields


@pytest.fixture
def people(insert):
    """Store a list for one rep: a name of the first grade in `grades` is target 1, and so on; `.` is no prospect."""

    def call(grades: str, **more: object) -> None:
        targets = [
            TargetFields(name=f"Name {number}", name_key=f"name {number}", rep_id=1, added_on="2026-10-01")
            for number, _ in enumerate(grades, 1)
        ]
        prospects = [prospect(number, grade=grade, **more) for number, grade in enumerate(grades, 1) if grade in "ABC"]
        insert(RepFields(name="me", name_key="me"), *targets, *prospects)

    return call


def grid(run, *args: str) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return required, planned and done by grade and week."""
    rows = run("plan", "month", *args, "-f", "json").json
    assert {tuple(row) for row in rows} == {("grade", "week", "required", "planned", "done")}
    return {(row["grade"], row["week"]): (row["required"], row["planned"], row["done"]) for row in rows}


def test_the_worked_example_of_240_names(run, people):
    people("A" * 10 + "B" * 30 + "C" * 200)
    shown = run("plan", "month", "--capacity", "8").out.splitlines()
    assert shown[:8] == [
        "Visits 2026-11: done/planned of required; the bar is done of required",
        "Grade  W45        W46        W47        W48",
        "─" * 68,
        "A      0/0 of 10  0/0 of 10  0/0 of 10  0/0 of 10  ░░░░░░░░░░░░   0%",
        "B      0/0 of 15  0/0 of 15  0/0 of 15  0/0 of 15  ░░░░░░░░░░░░   0%",
        "C      0/0 of 50  0/0 of 50  0/0 of 50  0/0 of 50  ░░░░░░░░░░░░   0%",
        "total  0/0 of 75  0/0 of 75  0/0 of 75  0/0 of 75  ░░░░░░░░░░░░   0%",
        "75 visits a week need 15 a day; you have 8: 35 a week do not fit.",
    ]
    assert "75 visits a week need 15 a day; you have 15: they fit." in run("plan", "month", "--capacity", "15").out
    cells = grid(run)
    assert len(cells) == 16
    assert cells["total", "2026-W48"] == (75, 0, 0)


def test_to_look_at_the_month_stores_nothing(run, people, tables):
    people("ABC")
    before = tables()
    run("plan", "month")
    run("plan", "week", "--what-if", "A=1")
    assert tables() == before


def test_planned_visits_and_all_visits_made_stand_beside_what_is_required(run, people, insert):
    people("AAB.")
    insert(
        visit(1, "2026-11-24"),
        planned(1, "2026-11-24", grade="A", status="done", visit_id=1),
        planned(2, "2026-11-25", grade="A"),
        planned(3, None, grade="B", status="deferred"),
        visit(3, "2026-11-23"),  # in nobody's plan
        planned(4, "2026-11-26", claim="canvass"),
        planned(4, "2026-11-27", claim="manual"),
    )
    cells = {grade: visits for (grade, week), visits in grid(run).items() if week == "2026-W48"}
    assert cells == {
        "A": (2, 2, 1),
        "B": (1, 0, 1),
        "C": (0, 0, 0),
        "canvass": (0, 1, 0),  # the one target there is was asked for in the first week
        "none": (0, 1, 0),
        "total": (3, 4, 2),
    }
    (line,) = (line for line in run("plan", "month").out.splitlines() if line.startswith("A "))
    assert line == "A        0/0 of 2  0/0 of 2  0/0 of 2  1/2 of 2  ██░░░░░░░░░░  12%"


def test_customers_are_maintained_and_open_targets_canvassed(run, people, insert):
    people("." * 60)
    run("config", "set", "maintenance.C", "4")
    insert(*(sale(number) for number in range(1, 9)), visit(9, "2026-10-20"))
    cells = grid(run, "2026-11")
    assert [cells["maintain", f"2026-W{number}"][0] for number in (45, 46, 47, 48)] == [2, 2, 2, 2]
    # A fifth of 40 places a week, until the 51 that were not visited lately are all seen.
    assert [cells["canvass", f"2026-W{number}"][0] for number in (45, 46, 47, 48)] == [8, 8, 8, 8]
    run("config", "set", "capacity", "16")
    assert [grid(run)["canvass", f"2026-W{number}"][0] for number in (45, 46, 47, 48)] == [16, 16, 16, 3]


def test_a_month_has_five_weeks_when_it_holds_five_thursdays(run, people):
    people("CC")
    cells = grid(run, "next")
    assert [visits[0] for (grade, _), visits in cells.items() if grade == "C"] == [0, 1, 0, 1, 0]
    assert {week for _, week in cells} == {f"2026-W{number}" for number in (49, 50, 51, 52, 53)}


def test_a_past_month_requires_what_was_open_then(run, people, sql):
    people("AAA", opened_on="2026-10-05")
    run("prospect", "lose", "Name 1", "--reason", "price")
    assert grid(run, "2026-10")["A", "2026-W44"][0] == 3
    assert grid(run, "2026-11")["A", "2026-W48"][0] == 2
    assert grid(run, "2026-09")["A", "2026-W39"][0] == 0


def test_holidays_and_days_off_are_no_working_days(run, people):
    people("A" * 38)
    run("config", "set", "country", "US")  # Veterans Day in 2026-W46, Thanksgiving in 2026-W48
    full = "38 visits a week need 9 a day; you have 8: 2 a week do not fit."
    assert full in run("plan", "month", "--capacity", "8").out
    run("plan", "off", "2026-11-24")
    short = (
        "38 visits a week need 9 a day; you have 9: they fit, but 2026-W46 with 4 working days holds 36 of its 38,"
        " 2026-W48 with 3 working days holds 27 of its 38."
    )
    assert short in run("plan", "month", "--capacity", "9").out


def test_the_decisions_ahead_are_listed_by_date_and_horizon(run, people, insert):
    people("A....", amount=120000, decide_by="2026-11-30")
    insert(
        prospect(2, grade="C", amount=30050, decide_by="2026-11-02"),
        prospect(3, decide_by="2027-02-28"),
        prospect(4, decide_by="2027-06-01"),
        prospect(5),
        planned(1, "2026-11-26"),
    )
    shown = run("plan", "month").out
    page = shown[shown.index("This month") :].splitlines()
    assert page == [
        "This month (2026-11): 2 prospects, 1,500.50",
        "Name    Grade  Temp    Amount  Decision    Next",
        "─────────────────────────────────────────────────────",
        "Name 2  C      hot     300.50  2026-11-02",
        "Name 1  A      hot   1,200.00  2026-11-30  2026-11-26",
        "",
        "Next month (2026-12): none",
        "",
        "Three months (2027-01 to 2027-02): 1 prospect, 0.00",
        "Name    Grade  Temp  Decision",
        "───────────────────────────────",
        "Name 3  A      cold  2027-02-28",
        "",
        "Six months (2027-03 to 2027-05): none",
        "",
        "Later than that: 1; without a decision date: 1",
    ]


def test_a_long_list_is_cut_and_says_so_but_counts_all(run, people):
    people("B" * 13, amount=100, decide_by="2026-12-24")
    shown = run("plan", "month").out
    assert "Next month (2026-12): 13 prospects, 13.00\n" in shown
    assert "Name 7 " not in shown  # by name: 1, 10, 11, 12, 13, 2, 3, ...
    assert "\nand 3 more\n" in shown


def test_the_month_of_another_rep_is_another(run, people, insert):
    people("AB")
    run("target", "add", "Far", "--rep", "Lin")
    insert(prospect(3, rep_id=2, grade="C", cadence=4))
    assert grid(run, "--rep", "Lin")["total", "2026-W48"] == grid(run, "--rep", "Lin")["C", "2026-W48"] == (1, 0, 0)
    assert "there is no rep" in run("plan", "month", "--rep", "Nobody", code=3).err


def test_an_empty_store_says_what_to_do_first(run):
    shown = run("plan", "month")
    assert "No visits are required." in shown.out
    assert "Nothing to plan yet: `salesctl target add`" in shown.err
    assert "Nothing to plan yet" in run("plan", "week", "--what-if", "A=2").err
    run("target", "add", "Acme")
    assert run("plan", "month").err == (
        "No prospect is open: `salesctl prospect promote` makes one of a target that qualifies.\n"
    )


@pytest.mark.parametrize(
    "args", [("2026-13",), ("soon",), ("--capacity", "0"), ("--capacity", "101"), ("--capacity", "many")]
)
def test_bad_input_is_refused(run, args):
    assert run("plan", "month", *args, code=2).err.startswith("Error: Invalid value")


def what_if(run, *args: str) -> list[dict]:
    return run("plan", "week", *args, "-f", "json").json


def test_what_if_shows_load_and_reach_before_and_after(run, people, insert):
    people("A" * 20)
    insert(*(visit(number, "2026-11-20") for number in range(1, 11)))
    run("config", "set", "capacity", "2")
    now, then = what_if(run, "--what-if", "A=2", "--capacity", "3")
    # Ten were never visited; the others are due again on Friday, every two weeks not before the next.
    assert now == {
        "case": "now",
        "needed": 20,
        "capacity": 10,
        "utilisation": 2.0,
        "placed": 10,
        "deferred": 10,
        "reach": 0.5,
    }
    assert list(then) == list(now)
    assert list(then.values()) == ["what if", 10, 15, 0.666667, 10, 0, 1.0]


def test_what_if_asks_of_a_week_what_the_month_asks_of_it(run, people):
    people("C" * 5, opened_on="2026-10-01")
    (_, then) = what_if(run, "--what-if", "C=8")
    run("config", "set", "cadence.C", "8")
    assert then["needed"] == run("plan", "month", "-f", "json").json[-1]["required"] == 10


def test_what_if_counts_what_stands_and_what_was_made(run, people, insert):
    people("AA..")
    insert(
        visit(1, "2026-11-23"),
        planned(1, "2026-11-23", grade="A", status="done", visit_id=1),
        planned(2, "2026-11-26", claim="promised", grade="A"),
        visit(3, "2026-11-23"),
    )
    (now, _) = what_if(run, "--what-if", "C=4")
    # Beside the two in the plan and the extra one, only target 4 is left to canvass.
    assert (now["needed"], now["placed"], now["deferred"], now["reach"]) == (4, 4, 0, 1.0)


def test_a_cadence_of_ones_own_holds_against_what_if(run, people):
    people("CC", cadence=4, opened_on="2026-10-01")
    now, then = what_if(run, "--what-if", "C=28")
    assert now["needed"] == then["needed"] == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("D=2", "cannot read 'D=2'; give grades with visits, such as A=4,B=2,C=1"),
        ("A", "cannot read 'A'"),
        ("", "cannot read ''"),
        ("A=2,", "cannot read ''"),
        ("A=1.5", "cannot read 'A=1.5'"),
        ("A=0", "A: a cadence is 1 to 28 visits per four weeks, not 0"),
        ("b=-1", "B: a cadence is 1 to 28 visits per four weeks, not -1"),
        ("A=4,C=29", "C: a cadence is 1 to 28 visits per four weeks, not 29"),
        ("A=2,a=3", "grade A is given twice"),
    ],
)
def test_a_bad_what_if_is_refused(run, text, words):
    assert words in run("plan", "week", "--what-if", text, code=2).err


def test_what_if_is_not_for_a_week_that_has_passed(run, people):
    people("A")
    assert "2026-W47 has passed" in run("plan", "week", "last", "--what-if", "A=2", code=2).err
