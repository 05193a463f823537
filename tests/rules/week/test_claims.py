from datetime import date, timedelta

import pytest
from rules.build import (
    FRI,
    MON,
    SETTINGS,
    SUN,
    THU,
    TUE,
    WED,
    broken,
    customer,
    done,
    duty,
    missed,
    promise,
    prospect,
    week,
)

from salesctl.domain.plan import Claim, PlanStatus
from salesctl.domain.prospect import Grade, Temperature
from salesctl.messages.reasons import in_words
from salesctl.rules.week.claims import duty_claims, gather, overdue_claims
from salesctl.rules.week.coverage import Coverage
from salesctl.rules.week.facts import PutOff


def claims(**facts):
    told = week(**facts)
    return gather(told, SETTINGS, Coverage(told))


def overdue(**facts):
    told = week(**facts)
    return overdue_claims(told, Coverage(told))


def test_a_prospect_claims_once_its_interval_ends_within_the_week():
    rows = claims(prospects=[prospect(1, SUN - timedelta(28)), prospect(2, SUN - timedelta(27))])
    assert [(row.target_id, row.due, row.claim) for row in rows] == [(1, SUN, Claim.CADENCE)]


@pytest.mark.parametrize(
    ("who", "days_ago", "weight"),
    [
        ("A/hot", 7, 4 * 3 * 13 / 7),
        ("A/cold", 7, 4 * 1 * 13 / 7),
        ("B/warm", 70, 2 * 2 * 76 / 14),
        ("C/hot", 7, 1 * 3 * 13 / 7),
        ("C/cold", 280, 1 * 1 * 286 / 28),
    ],
)
def test_a_claim_weighs_grade_temperature_and_overdue_ratio(who, days_ago, weight):
    (row,) = claims(prospects=[prospect(1, MON - timedelta(days_ago), who)])
    assert row.weight == pytest.approx(weight)


def test_a_prospect_never_visited_weighs_as_if_visited_an_interval_before_it_is_due():
    never, before = claims(
        prospects=[
            prospect(1, None, since=MON, phase_rank=2, phase_size=28),
            prospect(2, WED - timedelta(28)),
        ]
    )
    assert (never.due, never.weight) == (before.due, before.weight)
    assert never.due == WED


def test_customers_claim_by_class():
    rows = claims(customers=[customer(1, MON - timedelta(56)), customer(2, MON - timedelta(28), "A")])
    assert [(row.target_id, row.claim, row.weight) for row in rows] == [
        (2, Claim.MAINTAIN, pytest.approx(4 * 34 / 28)),
    ]
    assert [row.grade for row in rows] == [None]


def test_claims_go_by_kind_weight_due_date_name_and_id():
    last = MON - timedelta(30)
    rows = claims(
        customers=[customer(9, MON - timedelta(900), "A")],
        prospects=[
            prospect(5, last, name_key="same"),
            prospect(4, last, name_key="same"),
            prospect(3, last, name_key="zoo"),
            prospect(2, last, "B/cold"),
            prospect(1, last - timedelta(1)),
        ],
    )
    assert [row.target_id for row in rows] == [2, 1, 4, 5, 3, 9]


def test_several_prospects_of_a_target_make_one_claim_of_the_heaviest():
    last = MON - timedelta(30)
    (row,) = claims(prospects=[prospect(1, last, "C/hot", prospect_id=7), prospect(1, last, "A/hot", prospect_id=8)])
    assert (row.prospect_id, row.grade, row.temperature) == (8, Grade.A, Temperature.HOT)


def test_a_target_speaks_through_its_strongest_source():
    last = MON - timedelta(300)
    (row,) = claims(prospects=[prospect(1, last)], customers=[customer(1, last, "A")])
    assert row.claim is Claim.CADENCE


@pytest.mark.parametrize("standing", [promise(1, THU), done(1, MON), promise(1, FRI, claim=Claim.MANUAL)])
def test_a_visit_that_stands_in_the_week_covers_its_target(standing):
    assert not claims(today=WED, prospects=[prospect(1, date(2026, 9, 1))], standing=[standing])


@pytest.mark.parametrize(
    "standing", [missed(1, MON), promise(1, TUE), promise(1, THU, status=PlanStatus.MISSED), promise(2, THU)]
)
def test_a_visit_missed_or_let_pass_covers_nothing(standing):
    assert len(claims(today=WED, prospects=[prospect(1, date(2026, 9, 1))], standing=[standing])) == 1


@pytest.mark.parametrize(("missed_on", "earliest"), [(MON, WED), (WED, THU)])
def test_a_call_missed_today_is_not_tried_again_today(missed_on, earliest):
    (row,) = claims(today=WED, prospects=[prospect(1, date(2026, 9, 1))], standing=[missed(1, missed_on)])
    assert row.earliest == earliest


def test_a_promise_counts_against_the_rows_of_a_fast_cadence():
    fast = prospect(1, MON - timedelta(4), cadence=7)
    assert [row.due for row in claims(prospects=[fast])] == [MON, FRI]
    assert [row.due for row in claims(prospects=[fast], standing=[promise(1, WED)])] == [FRI]


def test_a_visit_made_has_moved_the_clock_and_counts_no_second_time():
    fast = prospect(1, MON, cadence=7)
    assert [row.due for row in claims(today=TUE, prospects=[fast], standing=[done(1, MON)])] == [FRI]


def test_the_oldest_broken_promise_of_a_target_claims():
    rows = overdue(
        broken=[
            broken(2, date(2026, 11, 20), promise_id=5),
            broken(1, date(2026, 11, 19), promise_id=6, purpose="prices"),
            broken(1, date(2026, 11, 21), promise_id=7),
        ]
    )
    assert [(row.target_id, row.promise_id, row.purpose) for row in rows] == [(1, 6, "prices"), (2, 5, None)]
    assert in_words(rows[0].why) == "promised on 2026-11-19, not kept"


def test_a_new_promise_covers_a_broken_one_but_an_earlier_visit_does_not():
    told = {"today": THU, "broken": [broken(1, WED)]}
    assert not overdue(**told, standing=[promise(1, FRI)])
    assert overdue(**told, standing=[done(1, TUE)])


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (prospect(1, MON - timedelta(16), "A/hot"), "A/hot, 9 days over its 7-day cadence"),
        (prospect(1, MON - timedelta(15), "B/warm"), "B/warm, 1 day over its 14-day cadence"),
        (prospect(1, THU - timedelta(14), "B/warm"), "B/warm, due Thu by its 14-day cadence"),
        (prospect(1, MON - timedelta(28)), "C/cold, due Mon by its 28-day cadence"),
        (
            prospect(1, None, since=date(2026, 11, 2)),
            "C/cold, never visited; due since 2026-11-02 by its 28-day cadence",
        ),
        (prospect(1, None, since=TUE), "C/cold, never visited; due Tue by its 28-day cadence"),
    ],
)
def test_why_a_prospect_is_due(fact, why):
    assert [in_words(row.why) for row in claims(prospects=[fact])] == [why]


def test_why_a_customer_is_due():
    rows = claims(customers=[customer(1, MON - timedelta(40), "A"), customer(2, MON - timedelta(84))])
    assert [in_words(row.why) for row in rows] == [
        "customer A, 12 days over its 28-day maintenance",
        "customer, due Mon by its 84-day maintenance",
    ]


def test_days_over_count_from_today_within_the_week():
    (row,) = claims(today=THU, prospects=[prospect(1, TUE - timedelta(28))])
    assert in_words(row.why) == "C/cold, 2 days over its 28-day cadence"


def duties(**facts):
    told = week(**facts)
    return duty_claims(told, Coverage(told))


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (duty(1, WED), "complaint due 2026-11-25: wrong parts"),
        (duty(1, SUN - timedelta(7)), "complaint overdue since 2026-11-22: wrong parts"),
        (duty(1, SUN, Claim.ACTION, text="see\n the  CFO"), "action due 2026-11-29: see the CFO"),
        (duty(1, WED, text="x" * 81), f"complaint due 2026-11-25: {'x' * 79}…"),
    ],
)
def test_why_a_duty_asks_for_a_visit(fact, why):
    assert [in_words(row.why) for row in duties(duties=[fact])] == [why]


def test_a_target_speaks_once_for_all_its_duties_the_case_before_the_action():
    told = [duty(1, MON, Claim.ACTION), duty(1, FRI), duty(1, WED, what="receivable"), duty(2, TUE, Claim.ACTION)]
    first, second = duties(duties=told)
    assert (first.claim, first.target_id, first.due) == (Claim.CASE, 1, WED)
    assert in_words(first.why) == "receivable due 2026-11-25: wrong parts (and 1 complaint, 1 action)"
    assert (second.claim, second.target_id) == (Claim.ACTION, 2)


def test_a_visit_of_the_week_covers_a_duty_and_the_next_week_asks_again():
    told = [duty(1, MON - timedelta(9))]
    assert not duties(duties=told, standing=[promise(1, FRI)])
    assert not duties(duties=told, standing=[done(1, MON)])
    assert not duties(today=WED, duties=[duty(1, TUE, visited_on=MON)])
    assert not duties(duties=[duty(1, SUN + timedelta(1))])
    assert duties(duties=[duty(1, MON - timedelta(9), visited_on=MON - timedelta(1))])
    assert duties(today=TUE, duties=told, standing=[missed(1, MON)])


def test_a_visit_put_off_to_a_later_week_stands_for_one_that_is_due_and_no_more():
    later = SUN + timedelta(3)
    slow, fast = prospect(1, date(2026, 9, 1)), prospect(2, MON - timedelta(4), cadence=7)
    put_off = [PutOff(number, later, Claim.CADENCE) for number in (1, 2)]
    assert [(row.target_id, row.due) for row in claims(prospects=[slow, fast], put_off=put_off)] == [(2, MON)]


def test_a_visit_put_off_sees_to_a_case_only_when_it_was_planned_for_it():
    told = {"duties": [duty(1, MON), duty(2, MON)]}
    put_off = [PutOff(1, SUN + timedelta(3), Claim.CASE), PutOff(2, SUN + timedelta(3), Claim.CADENCE)]
    facts = week(**told, put_off=put_off)
    assert [row.target_id for row in duty_claims(facts, Coverage(facts))] == [2]
