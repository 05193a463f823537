"""Dates, weeks and months as people type them; the clock stands on Monday 2026-11-23."""

import pytest

AHEAD = {
    "2026-12-01": "2026-12-01",
    "tomorrow": "2026-11-24",
    "mon": "2026-11-30",
    "Wednesday": "2026-11-25",
    "+3d": "2026-11-26",
    "+2w": "2026-12-07",
    "+1m": "2026-12-23",
    "in 3 weeks": "2026-12-14",
    "next fri": "2026-11-27",
    "next week": "2026-11-30",
    "下週三": "2026-12-02",
    "下下週三": "2026-12-09",
    "本週五": "2026-11-27",
    "星期一": "2026-11-30",
    "後天": "2026-11-25",
    "三週後": "2026-12-14",
    "10天後": "2026-12-03",
    "兩個星期後": "2026-12-07",
    "一個月後": "2026-12-23",
    "11月24日": "2026-11-24",
    "11月20日": "2027-11-20",
}
BEHIND = {
    "2026-11-20": "2026-11-20",
    "today": "2026-11-23",
    "yesterday": "2026-11-22",
    "mon": "2026-11-23",
    "Tuesday": "2026-11-17",
    "-2d": "2026-11-21",
    "-1m": "2026-10-23",
    "2 days ago": "2026-11-21",
    "last fri": "2026-11-20",
    "上週三": "2026-11-18",
    "上上週三": "2026-11-11",
    "星期五": "2026-11-20",
    "前天": "2026-11-21",
    "三天前": "2026-11-20",
    "11月20日": "2026-11-20",
    "12月5號": "2025-12-05",
}


@pytest.fixture
def acme(run):
    run("target", "add", "Acme")


@pytest.mark.parametrize("typed", AHEAD)
def test_a_day_to_come(run, acme, sql, typed):
    run("visit", "add", "Acme", "--outcome", "advance", "--next", typed)
    assert sql("SELECT planned_on FROM planned_visit") == [(AHEAD[typed],)]


@pytest.mark.parametrize("typed", BEHIND)
def test_a_day_that_has_passed(run, acme, sql, typed):
    run("visit", "add", "Acme", "--outcome", "advance", "--on", typed)
    assert sql("SELECT visited_on FROM visit") == [(BEHIND[typed],)]


@pytest.mark.parametrize("typed", ["soon", "2026-02-30", "13月5日", "2月30日", "十二天後", "週八"])
def test_what_cannot_be_read_is_refused_with_the_forms(run, acme, sql, typed):
    for option in ("--next", "--on"):
        said = run("visit", "add", "Acme", "--outcome", "advance", option, typed, code=2).err
        assert "give YYYY-MM-DD, today, tomorrow, a weekday" in said or f"there is no date {typed}" in said
    assert sql("SELECT count(*) FROM visit") == [(0,)]


@pytest.mark.parametrize(
    ("typed", "week"),
    [("2026-W49", 49), ("2026-w49", 49), ("2026-12-05", 49), ("this", 48), ("next", 49), ("last", 47), ("下週", 49)],
)
def test_weeks(run, acme, typed, week):
    assert run("plan", "week", typed, "--dry-run").out.startswith(f"2026-W{week}:")


@pytest.mark.parametrize(
    ("typed", "month"), [("2026-12", "2026-12"), ("this", "2026-11"), ("next", "2026-12"), ("last", "2026-10")]
)
def test_months(run, acme, typed, month):
    assert run("plan", "month", typed).out.startswith(f"Visits {month}:")
    assert run("progress", "visits", typed).out.startswith(f"Visits {month}")
