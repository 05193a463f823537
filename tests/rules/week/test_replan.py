"""Which stored rows a new plan keeps, moves and takes out."""

from dataclasses import replace

from rules.build import MON, SETTINGS, TUE, WED, prospect, week

from salesctl.rules.week.plan import plan_week
from salesctl.rules.week.replan import Move, replan, stored_values

PLAN = plan_week(week(prospects=[prospect(1, None, "A/hot"), prospect(2, None, "B/warm")]), SETTINGS)
ROWS = [*PLAN.placed, *PLAN.deferred]


def stored(rows=ROWS, **more):
    """Return the rows as the store would give them back."""
    prepared = {"materials": None, "questions": None}
    return [{"id": 10 + number, **prepared, **stored_values(row), **more} for number, row in enumerate(rows)]


def test_the_plan_that_is_stored_changes_nothing():
    made = replan(stored(), ROWS, MON)
    assert (made.new, made.changed, made.gone, made.difference()) == ([], [], [], {})
    assert not made.noticeable


def test_another_reason_is_stored_but_is_no_change_to_speak_of():
    made = replan(stored(reason="older words"), ROWS, MON)
    assert [list(values) for _, values in made.changed] == [["reason"]] * 2
    assert not made.noticeable
    assert made.difference() == {}


def test_what_is_new_moved_and_gone_is_told_with_its_days():
    first, second = ROWS
    moved = second._replace(day=WED)
    made = replan(stored([second, first._replace(source=first.source._replace(target_id=9))]), [first, moved], MON)
    assert made.difference() == {
        "added": [Move(1, None, first.day, first.reason.stored)],
        "moved": [Move(2, second.day, WED, second.reason.stored)],
        "taken-out": [Move(9, first.day, None, first.reason.stored)],
    }


def test_an_undone_row_of_a_day_that_passed_stays_unless_its_target_has_a_new_day():
    first, second = ROWS
    before = stored([first._replace(day=MON), second._replace(day=MON)])
    made = replan(before, [first._replace(day=None), second._replace(day=WED)], TUE)
    assert made.difference() == {"moved": [Move(2, MON, WED, second.reason.stored)]}
    assert made.new == made.gone == []
    assert replan(before, [], TUE).gone == []
    assert [row["target_id"] for row in replan(before, [], MON).gone] == [1, 2]


def test_a_deferred_row_that_finds_a_place_is_added_and_one_that_loses_it_deferred():
    first, second = ROWS
    none = [row._replace(day=None) for row in ROWS]
    assert set(replan(stored(none), ROWS, MON).difference()) == {"added"}
    assert set(replan(stored(), none, MON).difference()) == {"deferred"}
    assert set(replan(stored(none), [], MON).difference()) == {"no-longer-deferred"}
    assert replace(replan([], none, MON), new=[first, second]).noticeable


def test_what_a_rep_prepared_stays_and_a_purpose_that_no_claim_says_any_more_goes():
    values = [values for _, values in replan(stored(purpose="settle the complaint"), ROWS, MON).changed]
    assert values == [{"purpose": None}] * 2
    assert replan(stored(purpose="show the figures", contact_id=7, questions="Why?"), ROWS, MON).changed == []
