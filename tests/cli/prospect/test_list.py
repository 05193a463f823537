"""The prospect list: what is due, in which order, and narrowed."""

import pytest

from salesctl.domain.plan import PlannedVisitFields


def test_the_next_visit_is_due_an_interval_after_the_last_that_counts(run, promote, visit, listed):
    promote(grade="B")
    assert listed()[0]["due_on"] == "2026-11-23"
    visit("2026-11-10")
    visit("2026-11-20", mode="phone")
    assert (listed()[0]["last_visit"], listed()[0]["due_on"]) == ("2026-11-20", "2026-11-24")
    run("prospect", "edit", "Acme Ltd", "--temp", "hot")
    assert listed()[0]["due_on"] == "2026-11-17"
    run("prospect", "edit", "Acme Ltd", "--temp", "", "--cadence", "1")
    assert listed()[0]["due_on"] == "2026-12-08"
    run("prospect", "lose", "Acme Ltd", "--reason", "other")
    assert listed("--status", "lost")[0]["due_on"] is None


def test_settings_say_what_resets_the_clock(promote, visit, listed, monkeypatch):
    promote(grade="C")
    visit("2026-11-20", mode="email")
    assert listed()[0]["due_on"] == "2026-11-23"
    monkeypatch.setenv("SALESCTL_PHONE_RESETS", "true")
    assert listed()[0]["due_on"] == "2026-12-18"


def test_the_next_planned_visit_is_listed(promote, insert, listed):
    promote()
    plan = {"target_id": 1, "rep_id": 1, "week": "2026-W48", "claim": "manual", "reason": "by hand"}
    days = (("2026-11-20", "planned"), ("2026-11-26", "missed"), ("2026-12-01", "planned"), ("2026-11-30", "planned"))
    insert(*(PlannedVisitFields(**plan, planned_on=day, status=status, purpose=day) for day, status in days))
    assert [(row["next_on"], row["next_purpose"]) for row in listed()] == [("2026-11-30", "2026-11-30")]


@pytest.fixture
def eight(run, promote):
    """Prospects of every kind; the name says grade and temperature."""
    dates = {"hot": "2026-12-20", "warm": "2027-02-01", "cold": "2027-09-01"}
    for grade in "BA":
        for temperature, decide_by in dates.items():
            run("target", "add", f"{grade} {temperature}", "--territory", "South")
            promote(f"{grade} {temperature}", "--decide-by", decide_by, grade=grade)
    run("target", "add", "A hot too", "--territory", "South")
    promote("A hot too", "--decide-by", "2027-09-01", "--temp", "hot")
    promote("Acme Ltd", "--product", "MG", grade="C")


@pytest.mark.usefixtures("eight")
def test_the_list_is_sorted_by_grade_temperature_and_date(listed):
    expected = ["A hot", "A hot too", "A warm", "A cold", "B hot", "B warm", "B cold", "Acme Ltd"]
    assert [row["name"] for row in listed()] == expected
    assert [row["name"] for row in listed("--limit", "2")] == expected[:2]


@pytest.mark.usefixtures("eight")
@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--grade", "B"], ["B hot", "B warm", "B cold"]),
        (["--temp", "hot"], ["A hot", "A hot too", "B hot"]),
        (["--temp", "hot", "--horizon", "later"], ["A hot too"]),
        (["--horizon", "next-month"], ["A hot", "B hot"]),
        (["--horizon", "3-months"], ["A warm", "B warm"]),
        (["--horizon", "unknown"], ["Acme Ltd"]),
        (["--product", "特製"], ["Acme Ltd"]),
        (["--territory", "north"], ["Acme Ltd"]),
        (["--search", "ＡＣＭＥ"], ["Acme Ltd"]),
        (["--search", "A hot' OR 1=1"], []),
        (["--status", "lost"], []),
        (["--rep", "me", "--grade", "C"], ["Acme Ltd"]),
    ],
)
def test_the_list_is_narrowed(listed, options, names):
    assert [row["name"] for row in listed(*options)] == names


def test_stale_ones_have_had_no_visit_for_so_many_days(run, promote, visit, listed):
    promote()
    run("target", "add", "Beta")
    promote("Beta")
    visit("2026-11-13")
    assert [row["name"] for row in listed("--stale", "10")] == ["Acme Ltd", "Beta"]
    assert [row["name"] for row in listed("--stale", "11")] == ["Beta"]


def test_an_empty_list_says_what_to_do(run):
    empty = run("prospect", "list")
    assert (empty.out, empty.err) == ("", "No prospects fit; `salesctl prospect promote` makes one of a target.\n")


def test_closed_ones_say_why_and_a_table_shows_it_only_then(run, promote, listed):
    for name in ("Beta", "Gamma"):
        run("target", "add", name)
    for name in ("Acme Ltd", "Beta", "Gamma"):
        promote(name, "--amount", "100")
    run("prospect", "lose", "Beta", "--reason", "competitor", "--to", "Contoso", "--retry", "2027-03-01")
    run("prospect", "disqualify", "Gamma", "--reason", "no-budget")
    reasons = ("closed_on", "loss_reason", "lost_to", "retry_on")
    assert [[row[key] for key in reasons] for row in listed("--all")] == [
        [None] * 4,
        ["2026-11-23", "competitor", "Contoso", "2027-03-01"],
        ["2026-11-23", "no-budget", None, None],
    ]
    assert "Lost" not in run("prospect", "list").out
    assert run("prospect", "list", "--status", "lost").out.splitlines() == [
        "Id  Name  Grade  Temp  Amount  Horizon  Interest  Closed      Lost for    Lost to  Retry",
        "─" * 93,
        " 2  Beta  A      cold  100.00  unknown  strong    2026-11-23  competitor  Contoso  2027-03-01",
    ]


def test_in_a_narrow_list_the_reason_outlasts_the_rest(run, promote, monkeypatch):
    promote()
    run("prospect", "lose", "Acme Ltd", "--reason", "competitor", "--to", "Contoso", "--retry", "2027-03-01")
    monkeypatch.setenv("COLUMNS", "60")
    assert run("prospect", "list", "--all").out.splitlines()[0] == (
        "Id  Name      Grade  Temp  Lost for    Lost to  Retry"
    )
