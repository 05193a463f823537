"""`plan week --facts FILE`: a week's facts as a test of the planner, with nobody's name in it."""

import pytest
from cli.rows import named, prospect, visit
from hypothesis import given, settings
from rules.week.test_plan_laws import plan_settings, weeks

from salesctl.domain.case import AccountCaseFields
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import BlockFields, RepFields, TerritoryFields
from salesctl.rules.week.plan import plan_week
from salesctl.services.plan.facts_file import as_test, without_names

TEST = "test_the_week_is_planned_as_it_should_be"


def executed(text: str) -> dict:
    """Run the module that was written, and the test in it."""
    module: dict = {}
    exec(compile(text, "facts.py", "exec"), module)
    module[TEST]()
    return module


def gist(plan):
    """Return what a plan does, without the words that name anybody."""
    return [
        (row.source.target_id, row.day, row.source.claim, row.source.weight) for row in (*plan.placed, *plan.deferred)
    ]


@settings(max_examples=40, deadline=None)
@given(weeks(), plan_settings)
def test_whatever_the_facts_the_file_plans_the_same(facts, told):
    module = executed(as_test(without_names(facts), told))
    assert module["FACTS"] == without_names(facts)
    assert module["SETTINGS"] == told
    assert gist(plan_week(module["FACTS"], module["SETTINGS"])) == gist(plan_week(facts, told))


@pytest.fixture
def book(insert, run):
    """A week of a few names, with a case, a block and a settings file of its own."""
    run("config", "set", "capacity", "1")
    insert(
        named(RepFields, "me"),
        named(TerritoryFields, "Secret North"),
        named(BlockFields, "Secret Harbour", territory_id=1, position=1),
        *[
            named(TargetFields, f"Secret {name}", rep_id=1, added_on="2026-06-01", territory_id=1, block_id=1)
            for name in ("Zoo", "春曉", "Acme", "Bolt", "Core", "Dune", "Elm")
        ],
        *[prospect(number, grade="ABC"[number % 3]) for number in range(1, 6)],
        visit(3, "2026-11-09"),
        AccountCaseFields(
            target_id=2, rep_id=1, kind="complaint", text="Secret parts", opened_on="2026-11-01", due_on="2026-11-20"
        ),
    )


@pytest.mark.usefixtures("book")
def test_the_file_plans_what_the_store_plans_and_names_nobody(run, tables, tmp_path):
    file, before = tmp_path / "test_wrong_plan.py", tables()
    written = run("plan", "week", "--facts", str(file))
    assert written.out == f"Facts of 2026-W48 written to {file}: 7 targets, their names replaced.\n"
    assert tables() == before, "something was written"
    text = file.read_text(encoding="utf-8")
    assert "secret" not in text.casefold()
    module = executed(text)
    plan = plan_week(module["FACTS"], module["SETTINGS"])
    stored = run("plan", "week", "-f", "json").json
    assert [(row["target_id"], row["date"]) for row in stored if row["date"]] == [
        (row.source.target_id, str(row.day)) for row in plan.placed
    ]
    assert {row["target_id"] for row in stored if not row["date"]} == {row.source.target_id for row in plan.deferred}
    assert plan.deferred


@pytest.mark.usefixtures("book")
def test_a_plan_that_is_to_be_otherwise_fails_the_test(run, tmp_path):
    file = tmp_path / "test_wrong_plan.py"
    run("plan", "week", "--facts", str(file))
    text = file.read_text(encoding="utf-8")
    right = text.replace("date(2026, 11, 24), ", "date(2026, 11, 26), ", 2)
    assert right != text
    with pytest.raises(AssertionError):
        executed(right)


@pytest.mark.usefixtures("book")
def test_what_it_must_not_go_over_and_what_has_no_effect_is_refused(refused, home):
    store = str(home / "store.db")
    assert "store" in refused(2, "plan", "week", "--facts", store)
    file = str(home / "facts.py")
    assert "has passed" in refused(2, "plan", "week", "last", "--facts", file)
    assert "leave out --format and --output" in refused(2, "plan", "week", "--facts", file, "-f", "json")
    assert "leave out --replan" in refused(2, "plan", "week", "--facts", file, "--replan")
    assert not (home / "facts.py").exists()
