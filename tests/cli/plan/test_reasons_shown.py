"""Why a visit is planned is a code in the store, and the same words wherever it is shown."""

import pytest

WORDS = "A/cold, never visited; due Mon by its 7-day cadence"


@pytest.fixture
def planned(run):
    """A week with one visit, planned and stored."""
    run("target", "add", "Acme")
    run("prospect", "promote", "Acme", "--grade", "A", "--money", "m", "--need", "n", "--interest", "strong")
    run("plan", "week")


@pytest.mark.usefixtures("planned")
def test_the_store_holds_the_code(sql):
    assert sql("SELECT reason FROM planned_visit") == [
        ('{"code":"cadence","grade":"A","temperature":"cold","interval":7,"never":true,"weekday":0}',)
    ]


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    "command",
    [
        "plan week --explain",
        "plan week -f json",
        "plan week -f csv",
        "plan week -f md",
        "plan day -f json",
        "log Acme -f json",
        "log Acme",
    ],
)
def test_every_command_says_it_in_words(run, command):
    out = run(*command.split()).out
    assert WORDS in " ".join(out.replace("\\", "").split())
    assert "code" not in out


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("name", ["plan.csv", "plan.ics"])
def test_every_file_says_it_in_words(run, tmp_path, name):
    run("export", "plan", "--output", str(tmp_path / name))
    text = (tmp_path / name).read_text(encoding="utf-8").replace("\r\n ", "").replace("\\", "")
    assert WORDS in text
    assert "code" not in text


@pytest.mark.usefixtures("planned")
def test_planning_again_says_what_changed_in_words(run):
    run("target", "add", "Bolt")
    run("prospect", "promote", "Bolt", "--grade", "A", "--money", "m", "--need", "n", "--interest", "strong")
    assert f"Bolt ({WORDS.replace('Mon', 'Thu')})" in run("plan", "week", "--replan").out  # two alike are phased
