"""Why a week holds a visit to a target, or does not: the answer follows the plan, whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.build import (
    FRI,
    MON,
    SETTINGS,
    SUN,
    THU,
    TUE,
    WED,
    broken,
    canvass,
    customer,
    done,
    duty,
    missed,
    promise,
    prospect,
    week,
)
from rules.week.test_plan_laws import law, plan_settings, weeks

from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.enums.territory import Approach
from salesctl.domain.why import Deferred, Stands, code_of
from salesctl.messages.why import said
from salesctl.rules.week.facts import ColleagueVisit, PlanSettings, PutOff, WeekFacts
from salesctl.rules.week.plan import plan_week
from salesctl.rules.week.why import explain

TIGHT = PlanSettings(capacity=1, canvass_share=0)
LONG_AGO = date(2026, 8, 1)
EVERY_FACT = ("standing", "by_colleagues", "put_off", "broken", "duties", "prospects", "customers", "canvass")


def answers(facts: WeekFacts, number: int = 1, told: PlanSettings = SETTINGS) -> list[str]:
    """Return what is said of a target, in words."""
    return said(explain(facts, told, plan_week(facts, told), number))


@law
@given(weeks(), plan_settings, st.data())
def test_every_target_of_the_facts_is_answered_as_it_was_planned(facts, told, data):
    known = {fact.target_id for name in EVERY_FACT for fact in getattr(facts, name)}
    target = data.draw(st.sampled_from(sorted(known) or [0]))
    plan = plan_week(facts, told)
    whys = explain(facts, told, plan, target)
    assert bool(whys) == (target != 0)
    visits = [why for why in whys if isinstance(why, Stands)]
    standing = [(row.day, row.status) for row in facts.standing if row.target_id == target]
    placed = [(row.day, PlanStatus.PLANNED) for row in plan.placed if row.source.target_id == target]
    assert sorted((why.day, why.status) for why in visits) == sorted([*standing, *placed])
    deferred = [row.reason.stored for row in plan.deferred if row.source.target_id == target]
    assert [why.reason for why in whys if isinstance(why, Deferred)] == deferred
    assert all("None" not in line for line in said(whys))


def test_what_is_planned_is_told_with_its_day_and_reason():
    assert answers(week(prospects=[prospect(1, MON - timedelta(30))])) == [
        "planned on Mon 2026-11-23 (C/cold, 2 days over its 28-day cadence)"
    ]
    assert answers(week(standing=[promise(1, TUE, at="10:00")])) == ["planned on Tue 2026-11-24 10:00 (promised)"]


def test_a_name_may_have_several_visits_in_a_week():
    fast = prospect(1, MON - timedelta(9), cadence=14)
    assert answers(week(standing=[done(1, MON)], today=TUE, prospects=[fast])) == [
        "planned on Mon 2026-11-23 (cadence), done",
        "planned on Thu 2026-11-26 (C/cold, due Thu by its 2-day cadence)",
        "deferred, no working day left for it; C/cold, due Sat by its 2-day cadence",
    ]


def test_what_was_missed_is_told_with_what_keeps_it_from_a_new_day():
    facts = week(today=WED, standing=[missed(1, MON)], prospects=[prospect(1, MON - timedelta(3))])
    assert answers(facts) == [
        "planned on Mon 2026-11-23 (cadence), missed",
        "not due until Fri 2026-12-18: C/cold, last visited on 2026-11-20, 28-day cadence",
    ]


def test_what_was_fixed_and_let_pass_is_not_made_yet():
    facts = week(today=WED, standing=[promise(1, MON)])
    assert code_of(explain(facts, SETTINGS, plan_week(facts, SETTINGS), 1)[0]) == "not-made"
    assert answers(facts) == ["planned on Mon 2026-11-23 (promised), not made yet"]


def test_the_deferred_are_told_how_heavy_they_are_and_behind_whom():
    crowd = [prospect(number, LONG_AGO, "B/warm") for number in range(10, 17)]
    facts = week(standing=[promise(90, TUE)], prospects=[*crowd, prospect(1, MON - timedelta(30))])
    assert answers(facts, told=TIGHT) == [
        "deferred, no place left: the week holds 5; C/cold, 2 days over its 28-day cadence",
        "behind 4 heavier names, the lightest placed is another (34.29 to its 1.29), 1 visit made or fixed before,"
        " 3 names deferred before it",
    ]


def test_the_deferred_are_behind_other_claims_and_the_share_of_canvassing():
    facts = week(
        broken=[broken(10, MON - timedelta(3))],
        prospects=[prospect(1, LONG_AGO)],
        canvass=[canvass(number) for number in range(20, 30)],
    )
    line = answers(facts, told=PlanSettings(capacity=1, canvass_share=0.8))[1]
    assert line == (
        "behind 1 more urgent name, the last placed is another (overdue, due 2026-11-20), 4 places kept for canvassing"
    )


def test_as_heavy_a_name_goes_by_its_day():
    facts = week(today=FRI, prospects=[prospect(1, LONG_AGO), prospect(2, LONG_AGO, name_key="a")])
    assert answers(facts, told=TIGHT)[1] == "behind 1 more urgent name, the last placed is another (due 2026-08-29)"


def test_without_a_working_day_nothing_has_the_places():
    lines = answers(week(working_days=[], prospects=[prospect(1, LONG_AGO)]))
    assert lines[0].startswith("deferred, no working day left for it; C/cold")
    assert len(lines) == 1


def test_a_prospect_that_is_not_due_is_told_its_last_visit_and_its_day():
    assert answers(week(prospects=[prospect(1, MON - timedelta(14))])) == [
        "not due until Mon 2026-12-07: C/cold, last visited on 2026-11-09, 28-day cadence"
    ]
    assert answers(week(prospects=[prospect(1, MON + timedelta(3), "A/hot", cadence=1)])) == [
        "not due until Thu 2026-12-03: A/hot, the visit planned on 2026-11-26 taken as made, 7-day cadence"
    ]


def test_of_several_prospects_the_first_that_falls_due_answers():
    both = [prospect(1, MON - timedelta(7)), prospect(1, MON - timedelta(7), "B/warm", prospect_id=7)]
    assert answers(week(prospects=both)) == [
        "not due until Mon 2026-11-30: B/warm, last visited on 2026-11-16, 14-day cadence"
    ]


def test_one_never_visited_is_phased_by_its_rank():
    told = prospect(1, None, since=MON, phase_rank=14, phase_size=28)
    assert answers(week(prospects=[told])) == [
        "first due on Mon 2026-12-07 (2026-W50): C/cold, never visited, 28-day cadence;"
        " number 15 of 28 that came in alike on 2026-11-23"
    ]


def test_what_the_week_asked_for_and_got_is_seen_to():
    seen_to = ["what it is due for was seen to on Tue 2026-11-24"]
    assert answers(week(today=TUE, duties=[duty(1, MON, visited_on=TUE)])) == seen_to


def test_a_case_that_is_due_later_says_so():
    assert answers(week(duties=[duty(1, SUN + timedelta(2))])) == ["its complaint is due on Tue 2026-12-01"]


def test_a_colleague_and_a_day_put_off_to_stand_for_a_visit():
    due = [prospect(1, LONG_AGO)]
    assert answers(week(prospects=due, by_colleagues=[ColleagueVisit(1, THU)])) == [
        "a colleague visits it on Thu 2026-11-26"
    ]
    assert answers(week(prospects=due, put_off=[PutOff(1, SUN + timedelta(2), Claim.CADENCE)])) == [
        "put off by hand to Tue 2026-12-01"
    ]


@pytest.mark.parametrize(("customer_class", "who", "days"), [("A", "customer A", 28), (None, "customer", 84)])
def test_a_customer_is_maintained_by_its_class(customer_class, who, days):
    due = MON - timedelta(7) + timedelta(days)
    assert answers(week(customers=[customer(1, MON - timedelta(7), customer_class)])) == [
        f"not due until Mon {due}: {who}, last visited on 2026-11-16, {days}-day maintenance"
    ]


def test_an_open_target_seen_lately_is_canvassed_again_later():
    assert answers(week(canvass=[canvass(1, last_visit=MON - timedelta(30))])) == [
        "visited on 2026-10-24; it is canvassed again from Fri 2027-01-22 on"
    ]


def queued(*facts, places=2, **more) -> str:
    """Return what is said of target 1, where canvassing has so many places on one day."""
    told = PlanSettings(capacity=places, canvass_share=1)
    (line,) = answers(week(today=FRI, canvass=[canvass(1, **more), *facts]), told=told)
    return line


def test_a_target_to_canvass_waits_for_its_block():
    others = [canvass(number, 1) for number in (2, 3, 4)]
    assert queued(*others, block=2) == (
        "to be canvassed, but another block is walked first (block B1 is walked now, it is in block B2);"
        " canvassing has 2 places, 1 other comes before it"
    )
    assert "(block B1 is walked now, it is in no block)" in queued(*others)
    assert queued(*others, block=1, name_key="z") == (
        "to be canvassed, but it comes later in its block; canvassing has 2 places, 1 other comes before it"
    )


def test_a_target_to_canvass_waits_for_its_turn():
    others = [canvass(number, 1) for number in (2, 3, 4, 5)]
    assert "another territory is walked first" in queued(*others, block=1, territory_order=2)
    focused = [replace(fact, approach=Approach.FOCUSED, matches_focus=True) for fact in others]
    assert "its territory's focus is canvassed first" in queued(*focused, block=1, approach=Approach.FOCUSED)
    in_turn = [replace(fact, approach=Approach.EXTENSIVE) for fact in others]
    assert "takes a target of each block in turn" in queued(*in_turn, block=2, approach=Approach.EXTENSIVE)


def test_canvassing_without_a_place_says_so():
    facts = week(prospects=[prospect(number, LONG_AGO) for number in range(10, 20)], canvass=[canvass(1), canvass(2)])
    assert answers(facts, 2, told=TIGHT) == [
        "to be canvassed, but no place of the week is left for canvassing; 1 other comes before it"
    ]


def test_the_facts_say_nothing_of_others():
    assert answers(week(prospects=[prospect(1, None)]), 2) == []
