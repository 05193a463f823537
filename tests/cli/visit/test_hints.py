"""What `visit add` asks after recording a visit; the clock stands on Monday 2026-11-23."""

import pytest

NO_NEXT = "Hint: Acme Ltd: no next date. What is the next date, and what for?\n"
NO_KEY = "Hint: Acme Ltd: key person never met. Is there enough contact with the key person?\n"
AGREED = ("--next", "2026-12-01", "--next-purpose", "demo")


@pytest.fixture
def hot(acme, promote):
    promote("--decide-by", "2026-12-01", "--need", "two lines")


def test_what_is_missing_at_a_hot_prospect_is_asked(run, hot, visit):
    done = visit()
    assert done.err == NO_NEXT + NO_KEY
    assert done.out == "Visit 1 Acme Ltd: advance, in person.\n"
    run("contact", "add", "Acme", "Ann", "--role", "money")
    assert visit("--met", "Ann", *AGREED).err == ""
    assert visit("--met", "Ann").err == "", "the next visit was agreed before"


def test_they_ask_a_few_things_after_the_warnings(hot, visit):
    visit("--step", "survey", "--interest", "strong", "-q")
    visit("--step", "survey", "--interest", "strong", "-q")
    told = visit("--step", "survey", "--interest", "slight", "--discount", "5", "--current", "slow").err.splitlines()
    assert told[0].startswith("Warning: Acme Ltd: a discount of 5 %")
    assert [line.partition(". ")[2] for line in told[1:]] == [
        "What is the next date, and what for?",
        "Is there enough contact with the key person?",
        "What has cooled them?",
    ]


def test_the_situation_just_told_wants_a_figure(run, acme, promote, visit):
    promote("--need", "n", "--grade", "C", "--current", "12 days")
    asked = "Hint: Acme Ltd: no figure in current. How much is the gap?\n"
    assert visit("--current", "slow", *AGREED).err == asked
    assert visit("--current", "12 days", *AGREED).err == ""


def test_terms_are_judged_by_the_interest_last_known(run, acme, promote, visit):
    promote("--need", "n", "--grade", "C")
    visit("--interest", "slight", "-q")
    asked = "Hint: Acme Ltd: terms at interest slight. Were the terms offered at the right time?\n"
    assert visit("--terms", "30 days", *AGREED).err == asked


@pytest.mark.parametrize("off", ["--quiet", "config", "environment"])
def test_they_can_be_switched_off(run, hot, visit, monkeypatch, off):
    if off == "config":
        run("config", "set", "coaching", "false")
    if off == "environment":
        monkeypatch.setenv("SALESCTL_COACHING", "false")
    assert visit(*([off] if off == "--quiet" else [])).err == ""


def test_quiet_leaves_the_warnings(hot, visit):
    assert visit("--discount", "5", "--quiet").err.startswith("Warning: Acme Ltd: a discount of 5 %")


def test_who_is_no_prospect_and_who_ordered_is_not_asked_about(run, acme, visit, hot):
    run("target", "add", "Bolt")
    assert run("visit", "add", "Bolt", "--outcome", "advance").err == ""
    assert run("visit", "add", "Acme", "--order", "100").err == ""


def test_nothing_is_asked_of_an_import(run, hot, home):
    file = home / "visits.csv"
    file.write_text("name,visited_on,outcome\nAcme Ltd,2026-11-20,advance\n", encoding="utf-8")
    assert "Hint" not in run("import", "visits", str(file)).err
