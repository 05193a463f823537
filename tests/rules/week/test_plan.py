from dataclasses import replace
from datetime import date, timedelta

import pytest
from rules.build import (
    FRI,
    MON,
    SAT,
    SETTINGS,
    SUN,
    THU,
    TUE,
    WED,
    WEEK,
    WORKING_DAYS,
    broken,
    canvass,
    customer,
    days_of,
    done,
    duty,
    missed,
    promise,
    prospect,
    targets,
    week,
    why,
)

from salesctl.domain.enums.plan import Claim
from salesctl.messages.overloads import overload
from salesctl.rules.week.facts import PlanSettings
from salesctl.rules.week.plan import plan_week

LONG_AGO = date(2026, 8, 1)
TIGHT = PlanSettings(capacity=1, canvass_share=0)


def crowd(size: int, who: str = "C/cold", first: int = 100) -> list:
    return [prospect(number, LONG_AGO, who) for number in range(first, first + size)]


def test_nothing_to_do_is_an_empty_plan():
    plan = plan_week(week(), SETTINGS)
    assert (plan.placed, plan.deferred, plan.needed, plan.capacity, plan.overloads) == ((), (), 0, 40, ())


def test_rows_spread_over_the_emptiest_days():
    plan = plan_week(week(prospects=crowd(10)), SETTINGS)
    assert [row.day for row in plan.placed] == sorted([*WORKING_DAYS, *WORKING_DAYS])


def test_an_overloaded_week_defers_the_least_urgent_and_says_so():
    told = week(prospects=[*crowd(6), prospect(1, MON - timedelta(17), "B/warm"), *crowd(40, "A/hot", 200)])
    plan = plan_week(told, PlanSettings(capacity=8, canvass_share=0))
    assert (plan.needed, plan.capacity, len(plan.deferred)) == (47, 40, 7)
    assert targets(plan.deferred) == [1, 100, 101, 102, 103, 104, 105]
    assert why(plan.deferred[0]) == "no place left: the week holds 40; B/warm, 3 days over its 14-day cadence"


def test_grade_a_is_placed_before_b_before_c_before_customers():
    told = week(
        prospects=[prospect(3, LONG_AGO, "C/hot"), prospect(2, MON - timedelta(14), "B/cold")],
        customers=[customer(4, LONG_AGO, "A")],
    )
    told = replace(told, prospects=[*told.prospects, prospect(1, MON - timedelta(7), "A/cold")])
    assert [(row.source.target_id, row.day) for row in plan_week(told, SETTINGS).placed] == [
        (1, MON),
        (2, TUE),
        (3, WED),
        (4, THU),
    ]


def test_rows_join_their_site_and_then_their_block():
    told = week(
        standing=[
            promise(90, TUE, at="14:00", site_id=1, block_id=5),
            promise(91, TUE, at="10:00", block_id=5),
            promise(92, THU, block_id=6),
        ],
        prospects=[
            prospect(1, LONG_AGO, site_id=1, block_id=6),
            prospect(2, LONG_AGO, block_id=5),
            prospect(3, LONG_AGO, block_id=6),
        ],
    )
    plan = plan_week(told, SETTINGS)
    assert {row.source.target_id: (row.day, why(row).rpartition(", ")[2]) for row in plan.placed} == {
        1: (TUE, "same site as Tue 14:00"),
        2: (TUE, "same block as Tue 10:00"),
        3: (THU, "same block as Thu"),
    }


def test_a_full_day_takes_no_neighbour():
    standing = [promise(90 + number, TUE, block_id=5) for number in range(8)]
    plan = plan_week(week(standing=standing, prospects=[prospect(1, LONG_AGO, block_id=5)]), SETTINGS)
    assert days_of(plan, 1) == [MON]


def test_overdue_promises_take_the_earliest_places_and_displace_what_follows():
    told = week(
        today=TUE,
        broken=[broken(1, date(2026, 11, 20)), broken(2, date(2026, 11, 19)), broken(3, MON)],
        prospects=crowd(3, "A/hot"),
    )
    plan = plan_week(told, TIGHT)
    assert [(row.source.target_id, row.day) for row in plan.placed] == [(2, TUE), (1, WED), (3, THU), (100, FRI)]
    assert targets(plan.deferred) == [101, 102]
    assert why(plan.placed[0]) == "promised on 2026-11-19, not kept"


def test_an_overdue_promise_that_finds_no_place_is_deferred_first():
    told = week(today=FRI, broken=[broken(1, MON), broken(2, TUE)], prospects=[prospect(2, LONG_AGO), *crowd(1)])
    plan = plan_week(told, TIGHT)
    assert targets(plan.placed) == [1]
    assert [(row.source.target_id, row.source.claim) for row in plan.deferred] == [
        (2, Claim.OVERDUE),
        (100, Claim.CADENCE),
    ]


def test_an_overdue_promise_stands_for_one_row_of_a_fast_cadence():
    told = week(broken=[broken(1, date(2026, 11, 20))], prospects=[prospect(1, LONG_AGO, cadence=7)])
    plan = plan_week(told, SETTINGS)
    assert [(row.day, row.source.claim) for row in plan.placed] == [(MON, Claim.OVERDUE), (THU, Claim.CADENCE)]


def test_a_fast_cadence_gets_several_days():
    plan = plan_week(week(prospects=[prospect(1, LONG_AGO, cadence=20)]), SETTINGS)
    assert (days_of(plan, 1), plan.deferred) == (list(WORKING_DAYS), ())
    plan = plan_week(week(prospects=[prospect(1, LONG_AGO, cadence=28)]), SETTINGS)
    assert days_of(plan, 1) == list(WORKING_DAYS)
    assert [why(row) for row in plan.deferred] == [
        "no working day left for it; C/cold, due Sat by its 1-day cadence",
        "no working day left for it; C/cold, due Sun by its 1-day cadence",
    ]


def test_eight_visits_in_four_weeks_are_two_a_week_and_no_third_when_both_are_made():
    fast = prospect(1, LONG_AGO, cadence=8)
    assert days_of(plan_week(week(prospects=[fast]), SETTINGS), 1) == [MON, THU]
    once = week(today=TUE, prospects=[replace(fast, last_visit=MON)], standing=[done(1, MON)])
    assert days_of(plan_week(once, SETTINGS), 1) == [WED]
    unplanned = week(today=TUE, prospects=[replace(fast, last_visit=MON)], extra={MON: 1})
    assert days_of(plan_week(unplanned, SETTINGS), 1) == [WED]
    twice = week(today=THU, prospects=[replace(fast, last_visit=WED)], standing=[done(1, MON), done(1, WED)])
    assert plan_week(twice, SETTINGS).needed == 2


def test_a_visit_is_not_planned_within_half_its_interval_of_the_last():
    plan = plan_week(week(prospects=[prospect(1, SAT - timedelta(7), "A/hot")]), SETTINGS)
    assert days_of(plan, 1) == [WED]


def test_a_row_gives_way_to_one_that_has_only_that_day():
    told = week(
        working_days=[MON, TUE],
        prospects=[prospect(1, LONG_AGO, "A/hot"), prospect(2, FRI - timedelta(7), "A/hot")],
        standing=[promise(90, TUE, block_id=1)],
    )
    near = replace(told.prospects[0], block_id=1)
    plan = plan_week(replace(told, prospects=[near, told.prospects[1]]), PlanSettings(capacity=2, canvass_share=0))
    assert (days_of(plan, 1), days_of(plan, 2)) == ([MON], [TUE])


def test_a_claim_bound_to_full_days_is_deferred_and_says_which():
    told = week(
        prospects=[prospect(1, SAT - timedelta(7), "A/hot")],
        standing=[promise(90 + number, day) for number, day in enumerate((WED, THU, FRI))],
    )
    plan = plan_week(told, TIGHT)
    assert [why(row) for row in plan.deferred] == [
        "no place left from Wed: the week holds 5; A/hot, due Sat by its 7-day cadence"
    ]


@pytest.mark.parametrize(
    ("planned", "span"), [((MON, TUE), " from Mon to Tue"), ((TUE,), " on Tue")], ids=["run", "day"]
)
def test_a_fast_cadence_says_on_which_days_it_found_no_place(planned, span):
    told = week(
        today=planned[0],
        prospects=[prospect(1, LONG_AGO, cadence=7)],
        standing=[promise(90 + day.day, day) for day in planned],
    )
    days = [day for day in WORKING_DAYS if day != WED] if len(planned) == 1 else WORKING_DAYS
    plan = plan_week(replace(told, working_days=days), TIGHT)
    assert [why(row).split(":")[0] for row in plan.deferred] == [f"no place left{span}"]


def test_promises_over_capacity_stay_and_are_warned_about():
    standing = [promise(number, TUE) for number in range(1, 4)]
    plan = plan_week(week(standing=standing, prospects=crowd(1)), replace(TIGHT, capacity=2))
    assert tuple(map(overload, plan.overloads)) == ("Tue 2026-11-24 holds 3 visits, 1 over its capacity",)
    assert [row.day for row in plan.placed] == [MON]


def test_a_promise_on_a_holiday_stays_and_is_warned_about():
    days = [day for day in WORKING_DAYS if day != WED]
    plan = plan_week(
        week(working_days=days, standing=[promise(1, WED)], prospects=crowd(8)), replace(TIGHT, capacity=2)
    )
    assert tuple(map(overload, plan.overloads)) == ("Wed 2026-11-25 is not a working day but holds 1 planned visit",)
    assert WED not in {row.day for row in plan.placed}
    assert (plan.capacity, plan.needed) == (8, 9)


def test_past_days_are_closed_and_visits_made_use_up_their_day():
    told = week(
        today=WED,
        standing=[done(1, MON), done(2, WED), missed(3, TUE)],
        extra={TUE: 1, WED: 1},
        prospects=crowd(20),
    )
    plan = plan_week(told, replace(TIGHT, capacity=3))
    assert [row.day for row in plan.placed] == [WED, THU, THU, THU, FRI, FRI, FRI]
    assert plan.capacity == 2 + 9
    assert plan.needed == 4 + 20 == plan.capacity + len(plan.deferred)


def test_the_end_of_the_week_defers_everything():
    plan = plan_week(week(today=SAT, prospects=crowd(1), broken=[broken(1, FRI)]), SETTINGS)
    assert not plan.placed
    assert [why(row).split(";")[0] for row in plan.deferred] == ["no working day left for it"] * 2


def test_a_future_week_is_planned_from_its_monday():
    told = week(today=MON - timedelta(20), prospects=[prospect(1, MON - timedelta(29))])
    (row,) = plan_week(told, SETTINGS).placed
    assert (row.day, why(row)) == (MON, "C/cold, 1 day over its 28-day cadence")


def test_a_call_missed_on_the_last_day_is_deferred():
    told = week(today=SUN, working_days=WEEK.days, prospects=[prospect(1, LONG_AGO)], standing=[missed(1, SUN)])
    plan = plan_week(told, SETTINGS)
    assert (targets(plan.placed), targets(plan.deferred)) == ([], [1])


@pytest.mark.parametrize(("capacity", "share", "kept"), [(20, 0.29, 29), (3, 0.19, 2)], ids=["inexact", "floor"])
def test_the_share_is_rounded_down_but_not_by_binary_fractions(capacity, share, kept):
    told = week(prospects=crowd(200), canvass=[canvass(number) for number in range(1, 60)])
    plan = plan_week(told, PlanSettings(capacity, share))
    assert len([row for row in plan.placed if row.source.claim is Claim.CANVASS]) == kept


def placed(due, told=SETTINGS, **facts):
    """Return the days on which a case due on a day is placed."""
    return days_of(plan_week(week(duties=[duty(1, due)], **facts), told), 1)


def test_a_case_is_placed_by_its_due_date_where_there_is_room():
    assert placed(WED) == [MON]
    assert placed(WED, standing=[promise(2, MON), promise(3, TUE)]) == [WED]
    assert placed(WED, TIGHT, standing=[promise(2, MON), promise(3, TUE), promise(4, WED)]) == [THU]
    assert placed(WED, working_days=[THU, FRI]) == [THU]
    assert placed(MON - timedelta(9), standing=[promise(2, MON)]) == [MON]
    assert placed(WED, today=WED, standing=[missed(1, WED)]) == [THU]
    assert placed(FRI, standing=[promise(2, THU, block_id=5)], broken=[broken(1, MON - timedelta(3))]) == [MON]


def test_a_case_stands_for_one_visit_of_a_fast_cadence():
    fast = prospect(1, MON - timedelta(5), "A/hot", cadence=8)
    plan = plan_week(week(duties=[duty(1, WED)], prospects=[fast]), SETTINGS)
    assert sorted(row.source.claim for row in plan.placed) == [Claim.CADENCE, Claim.CASE]


def test_a_case_comes_before_a_cadence_and_after_a_broken_promise():
    facts = {"prospects": [prospect(2, LONG_AGO, "A/hot")], "working_days": [MON]}
    plan = plan_week(week(duties=[duty(1, WED)], **facts), TIGHT)
    assert (targets(plan.placed), targets(plan.deferred)) == ([1], [2])
    plan = plan_week(week(duties=[duty(1, WED)], broken=[broken(3, LONG_AGO)], **facts), TIGHT)
    assert (targets(plan.placed), targets(plan.deferred)) == ([3], [1, 2])
