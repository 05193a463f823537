"""Laws of the weekly plan, whatever the facts."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from rules.build import MON, SUN, WEEK, broken, canvass, customer, duty, prospect, week

from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.enums.territory import Approach
from salesctl.domain.reason import Lack
from salesctl.rules.week.cadence import due_on, interval, maintenance_interval, visits_a_week
from salesctl.rules.week.facts import (
    ColleagueVisit,
    CustomerFact,
    DutyFact,
    FixedVisit,
    PlanSettings,
    ProspectFact,
    PutOff,
    RecurringFact,
    WeekFacts,
)
from salesctl.rules.week.placement import PlanRow
from salesctl.rules.week.plan import plan_week

PLACED_FIRST = (Claim.OVERDUE, Claim.CASE, Claim.ACTION)
LISTS = (
    "standing",
    "by_colleagues",
    "put_off",
    "broken",
    "duties",
    "prospects",
    "customers",
    "canvass",
    "working_days",
)

numbers = st.integers(1, 12)
texts = st.sampled_from(["acme", "王氏", "zoo"])
whos = st.tuples(st.sampled_from("ABC"), st.sampled_from(["hot", "warm", "cold"])).map("/".join)
plan_settings = st.builds(PlanSettings, capacity=st.integers(1, 3), canvass_share=st.sampled_from([0, 0.2, 0.5, 1]))


def at(number: int) -> dict[str, int | None]:
    """Return where a target is: in one place, whatever the fact; several share a site, a block or both."""
    return {"site_id": number % 3 or None, "block_id": number % 4 or None}


def named(number: int) -> dict[str, int | str | None]:
    """Return where a target is and what it is called; several are called the same."""
    return {**at(number), "name_key": ("acme", "王氏", "zoo")[number % 5 % 3]}


def days_before(today: date, least: int, most: int) -> st.SearchStrategy[date]:
    return st.integers(least, most).map(lambda days: today - timedelta(days))


@st.composite
def standings(draw, today: date) -> FixedVisit:
    status = draw(st.sampled_from([PlanStatus.PLANNED, PlanStatus.DONE, PlanStatus.MISSED][: 3 if today >= MON else 1]))
    days = [day for day in WEEK.days if status is PlanStatus.PLANNED or day <= today]
    number = draw(numbers)
    return FixedVisit(
        target_id=number,
        day=draw(st.sampled_from(days)),
        claim=draw(st.sampled_from([Claim.PROMISED, Claim.MANUAL, Claim.CANVASS, Claim.CADENCE])),
        status=status,
        at=draw(st.none() | st.sampled_from(["09:00", "10:30"])),
        **at(number),
    )


@st.composite
def recurring(draw, build, kinds, today: date, **more) -> RecurringFact:
    size, number = draw(st.integers(1, 5)), draw(numbers)
    return build(
        number,
        draw(st.none() | days_before(today, 0, 120)),
        draw(kinds),
        since=draw(days_before(today, 0, 60)),
        phase_size=size,
        phase_rank=draw(st.integers(0, size - 1)),
        **{name: draw(strategy) for name, strategy in more.items()},
        **named(number),
    )


@st.composite
def duties(draw, today: date) -> DutyFact:
    number = draw(numbers)
    return duty(
        number,
        draw(st.integers(-20, 9).map(lambda days: MON + timedelta(days))),
        draw(st.sampled_from([Claim.CASE, Claim.ACTION])),
        text=draw(texts),
        visited_on=draw(st.none() | days_before(max(today, MON), 0, 9)),
        **named(number),
    )


@st.composite
def weeks(draw) -> WeekFacts:
    today = MON + timedelta(draw(st.integers(-9, 6)))
    approaches = [draw(st.sampled_from(Approach)) for _ in range(2)]
    territories = st.integers(0, 1)
    cadences = st.none() | st.integers(1, 28)
    prospects = draw(st.lists(recurring(prospect, whos, today, cadence=cadences), max_size=14))
    return week(
        today=today,
        working_days=draw(st.lists(st.sampled_from(WEEK.days), unique=True)),
        standing=draw(st.lists(standings(today), max_size=5)),
        extra=draw(st.dictionaries(st.sampled_from(WEEK.days), st.integers(1, 3), max_size=2)),
        put_off=draw(
            st.lists(
                st.builds(PutOff, numbers, st.just(SUN + timedelta(2)), st.sampled_from([Claim.CADENCE, Claim.CASE])),
                max_size=3,
            )
        ),
        by_colleagues=draw(st.lists(st.builds(ColleagueVisit, numbers, st.sampled_from(WEEK.days)), max_size=3)),
        broken=draw(
            st.lists(
                st.builds(lambda number, day: broken(number, day, **named(number)), numbers, days_before(today, 1, 20)),
                unique_by=lambda fact: fact.promise_id,
                max_size=4,
            )
        ),
        duties=draw(st.lists(duties(today), max_size=6)),
        prospects=[replace(fact, prospect_id=number) for number, fact in enumerate(prospects)],
        customers=draw(
            st.lists(
                recurring(customer, st.none() | st.sampled_from("ABC"), today),
                unique_by=lambda fact: fact.target_id,
                max_size=5,
            )
        ),
        canvass=[
            replace(fact, approach=approaches[fact.territory_order])
            for fact in draw(
                st.lists(
                    st.builds(canvass, st.integers(1, 30), st.none() | st.integers(1, 3), territory_order=territories),
                    unique_by=lambda fact: fact.target_id,
                    max_size=12,
                )
            )
        ],
    )


law = settings(max_examples=60, deadline=None)


@law
@given(weeks(), plan_settings, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(facts, told, random):
    shuffled = {name: random.sample(getattr(facts, name), len(getattr(facts, name))) for name in LISTS}
    assert plan_week(replace(facts, **shuffled), told) == plan_week(facts, told)


@law
@given(weeks(), plan_settings)
def test_no_target_is_visited_twice_on_a_day(facts, told):
    plan = plan_week(facts, told)
    generated = [(row.source.target_id, row.day) for row in plan.placed]
    assert len(set(generated)) == len(generated)
    assert not set(generated) & {(row.target_id, row.day) for row in facts.live}
    assert not set(generated) & {
        (row.target_id, row.day) for row in facts.standing if row.status is PlanStatus.MISSED and row.day == facts.today
    }


@law
@given(weeks(), plan_settings)
def test_only_standing_visits_exceed_the_capacity_and_then_it_is_said(facts, told):
    plan = plan_week(facts, told)
    standing = Counter(row.day for row in facts.live) + Counter(facts.extra)
    generated = Counter(row.day for row in plan.placed)
    assert set(generated) <= set(facts.open_days)
    assert all(generated[day] + standing[day] <= told.capacity for day in generated)
    waiting = {row.day for row in facts.live if row.status is PlanStatus.PLANNED}
    crowded = {day for day in waiting if day not in facts.open_days or standing[day] > told.capacity}
    assert [found.day for found in plan.overloads] == sorted(crowded)


@law
@given(weeks(), plan_settings)
def test_no_claim_gives_way_to_a_less_urgent_one(facts, told):
    plan = plan_week(facts, told)
    walked = [row for row in plan.placed if row.source.claim is Claim.CANVASS]
    standing = Counter(row.day for row in [*facts.live, *walked]) + Counter(facts.extra)
    visits = standing + Counter(row.day for row in plan.placed if row not in walked)
    share = round(told.canvass_share * told.capacity * len(facts.working_days), 6)
    for deferred in plan.deferred:
        days = [day for day in facts.open_days if deferred.source.earliest <= day <= deferred.source.latest]
        assert all(visits[day] >= told.capacity for day in days)
        rivals = [row for row in plan.placed if row.day in days]
        assert all(row.source.urgency < deferred.source.urgency for row in rivals if row not in walked)
        assert sum(row in walked for row in rivals) <= share


@law
@given(weeks(), plan_settings)
def test_deferred_claims_go_by_urgency_and_are_counted_honestly(facts, told):
    plan = plan_week(facts, told)
    urgencies = [row.source.urgency for row in plan.deferred]
    assert urgencies == sorted(urgencies)
    if any(row.reason.lack == Lack(plan.capacity) for row in plan.deferred):
        assert plan.needed >= plan.capacity + len(plan.deferred)


@law
@given(weeks(), plan_settings)
def test_planning_again_around_the_plan_made_by_hand_changes_nothing(facts, told):
    plan = plan_week(facts, told)
    pinned = [
        FixedVisit(
            target_id=row.source.target_id,
            day=row.day,
            claim=row.source.claim,
            site_id=row.source.site_id,
            block_id=row.source.block_id,
        )
        for row in plan.placed
    ]
    again = plan_week(replace(facts, standing=[*facts.standing, *pinned]), told)
    assert again.placed == ()
    assert again.deferred == plan.deferred


@law
@given(weeks(), plan_settings)
def test_no_visit_is_planned_within_half_its_interval_of_the_last(facts, told):
    prospects = {fact.prospect_id: fact for fact in facts.prospects}
    customers = {fact.target_id: fact for fact in facts.customers}
    for row in plan_week(facts, told).placed:
        if row.source.claim in (Claim.CADENCE, Claim.MAINTAIN):
            of_prospect = row.source.claim is Claim.CADENCE
            fact = prospects[row.source.prospect_id] if of_prospect else customers[row.source.target_id]
            if fact.last_visit is not None:
                assert 2 * (row.day - fact.last_visit).days >= days_between(fact, told)


@law
@given(weeks(), plan_settings)
def test_every_due_claim_is_placed_or_deferred_and_speaks_once(facts, told):
    plan = plan_week(facts, told)
    rows: dict[int, list[PlanRow]] = {}
    for row in [*plan.placed, *plan.deferred]:
        rows.setdefault(row.source.target_id, []).append(row)
    covered = {row.target_id for row in (*facts.live, *facts.by_colleagues, *facts.put_off)}
    due: dict[int, Claim] = {}
    for claim, recurring_facts in ((Claim.MAINTAIN, facts.customers), (Claim.CADENCE, facts.prospects)):
        due |= {fact.target_id: claim for fact in recurring_facts if is_due(fact, told)}
    for claim in (Claim.ACTION, Claim.CASE):
        due |= {fact.target_id: claim for fact in facts.duties if fact.claim is claim and asks_for_a_visit(fact)}
    due |= {fact.target_id: Claim.OVERDUE for fact in facts.broken}
    for target_id, claim in due.items():
        if target_id not in covered:
            spoken = {row.source.claim for row in rows[target_id]}
            # The rows that a fast cadence needs beside the one placed first are its own.
            assert spoken - ({Claim.CADENCE} if claim in PLACED_FIRST else set()) == {claim}
    fast = {fact.target_id for fact in facts.prospects if days_between(fact, told) < 7}
    assert all(len(same) == 1 for target_id, same in rows.items() if target_id not in fast)


@law
@given(weeks(), plan_settings, st.integers(0, 300))
def test_missed_visits_never_multiply(facts, told, longer):
    """However many were missed and however long ago the last was made, a week asks for no more than its cadence."""
    neglected = [
        replace(fact, last_visit=fact.last_visit and fact.last_visit - timedelta(longer)) for fact in facts.prospects
    ]
    plan = plan_week(replace(facts, prospects=neglected), told)
    rows = Counter(row.source.target_id for row in [*plan.placed, *plan.deferred] if row.source.claim is Claim.CADENCE)
    for target_id, asked in rows.items():
        own = [fact for fact in neglected if fact.target_id == target_id]
        assert asked <= max(visits_a_week(fact.cadence or told.cadences[fact.grade]) for fact in own)


def asks_for_a_visit(fact: DutyFact) -> bool:
    return fact.due <= SUN and (fact.visited_on is None or fact.visited_on < MON)


def days_between(fact: ProspectFact | CustomerFact, told: PlanSettings) -> int:
    if isinstance(fact, CustomerFact):
        return maintenance_interval(fact.customer_class, told.maintenance_weeks)
    return interval(fact.cadence or told.cadences[fact.grade], fact.temperature)


def is_due(fact: ProspectFact | CustomerFact, told: PlanSettings) -> bool:
    days = days_between(fact, told)
    return due_on(fact.last_visit, fact.since, fact.phase_rank, fact.phase_size, days) <= SUN
