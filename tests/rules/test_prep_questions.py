"""Which questions are asked: the step, what is not known, and the order of the kinds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.target_pages import TOLD, dossier, person, prospect, situation, visit

from salesctl.domain.question import Condition, Question, QuestionKind
from salesctl.domain.visit import Step
from salesctl.rules.prep_questions import choose, conditions, step_reached, step_to_work_from, worded

EVERYBODY = [person("Ann", "money", "authority"), person("Bo", "need")]
GAP = situation(current="12 days", desired="3 days", consequence="they leave", gain="two more scanners")
KNOWN = dossier(visits=3, people=EVERYBODY, told={**TOLD, "competitor": "Rival"})


def held(known, about=None, told=GAP):
    return {str(condition) for condition in conditions(known, about, told, 3)}


def test_where_all_is_known_only_the_competitor_is_asked_about():
    assert held(KNOWN, prospect()) == {"competitor"}


@pytest.mark.parametrize(
    ("change", "about", "told", "condition"),
    [
        ({"people": [EVERYBODY[1]]}, {}, {}, "no-money"),
        ({"people": [EVERYBODY[1]]}, {}, {}, "no-authority"),
        ({"people": [EVERYBODY[0]]}, {}, {}, "no-need"),
        ({}, {}, {"current": "slow"}, "no-figure"),
        ({}, {}, {"desired": None}, "no-figure"),
        ({}, {}, {"consequence": None}, "no-consequence"),
        ({}, {}, {"gain": None}, "no-gain"),
        ({}, {"decide_by": None}, {}, "no-date"),
        ({"told": TOLD}, {}, {}, "no-competitor"),
        ({"interests": ["strong", "slight"]}, {}, {}, "interest-falling"),
        ({"cases": [{"kind": "receivable", "status": "overdue"}]}, {}, {}, "receivable"),
        ({"visits": [visit("2026-11-03", "survey")] * 3}, {}, {}, "same-step"),
        ({"objections": [{"kind": "no-time"}]}, {}, {}, "objection:no-time"),
        ({"cases": [{"kind": "complaint"}]}, {}, {}, "complaint"),
        ({"counts": {"visits": 0, "orders": 0}}, {}, {}, "first-visit"),
    ],
)
def test_what_is_not_known_and_what_goes_wrong(change, about, told, condition):
    assert condition in held(replace(KNOWN, **change), prospect(**about), {**GAP, **told})
    assert condition not in held(KNOWN, prospect())


@pytest.mark.parametrize(
    ("interests", "steps"),
    [(["slight", "strong"], ["survey", "survey"]), (["strong"], ["present", "survey", "survey"])],
)
def test_neither_falls_nor_stands_still(interests, steps):
    known = replace(KNOWN, interests=interests, visits=[visit("2026-11-03", step) for step in steps])
    assert not {"interest-falling", "same-step"} & held(known, prospect())


def test_a_competitor_the_prospect_names_is_known():
    assert "competitor" in held(replace(KNOWN, told=TOLD), prospect(competitor="Rival"))


def test_who_pays_and_who_signs_is_no_question_for_a_first_call():
    assert held(dossier(), told=None) == {"first-visit", "no-need"}
    assert {"no-money", "no-authority"} <= held(dossier(), prospect(), None)


def test_a_customer_is_not_surveyed_again():
    customer = dossier(visits=9, orders=1, objections=[{"kind": "price"}])
    assert held(customer, told=None) == {"customer", "objection:price"}
    slow = replace(customer, interests=["strong", "slight"], visits=[visit("2026-11-03", "survey")] * 3)
    assert held(slow, told=None) == {"customer", "objection:price"}
    assert "no-money" in held(customer, prospect(), None)


def test_the_step_begins_again_after_an_order():
    visits = [visit("2026-11-20"), visit("2026-11-10", "close"), visit("2026-11-01", "survey")]
    known = dossier(visits=3)
    assert step_reached(replace(known, visits=visits), None) is Step.CLOSE
    bought = replace(
        known, visits=visits, orders=[{"date": "2026-11-10", "product": None}], counts={"visits": 3, "orders": 1}
    )
    assert step_reached(bought, prospect()) is Step.APPROACH
    assert step_reached(bought, prospect(product="Scanner")) is Step.CLOSE
    assert step_reached(bought, prospect(product="Scanner", opened_on="2026-11-11")) is Step.APPROACH
    assert step_reached(bought, None) is None
    assert step_reached(dossier(), None) is Step.APPROACH


def test_who_is_hardly_interested_is_asked_about_the_need_again():
    assert step_to_work_from(Step.CLOSE, ["strong", "slight"]) is Step.SURVEY
    assert step_to_work_from(Step.PRESENT, ["none"]) is Step.SURVEY
    assert step_to_work_from(Step.PRESENT, ["slight", "strong"]) is Step.PRESENT
    assert step_to_work_from(Step.CLOSE, []) is Step.CLOSE
    assert step_to_work_from(Step.APPROACH, ["none"]) is Step.APPROACH
    assert step_to_work_from(None, ["slight"]) is None


def question(text: str, kind: str, **more) -> Question:
    return Question(text=text, kind=kind, **more)


def test_kinds_come_in_their_order_and_conditions_before_the_rest():
    catalogue = [
        question("sign?", "closing"),
        question("always", "open"),
        question("other step", "open", steps=["close"]),
        question("who pays?", "open", when="no-money"),
        question("dear?", "open", when="objection:price"),
        question("not held", "open", when="no-date"),
        question("yes?", "closed"),
        question("and if not?", "provoking", steps=["survey"]),
    ]
    chosen = choose(catalogue, Step.SURVEY, {Condition.NO_MONEY, Condition.OBJECTION_PRICE})
    assert [asked.text for asked in chosen] == ["dear?", "who pays?", "always", "yes?", "and if not?", "sign?"]


QUESTIONS = st.builds(
    Question,
    text=st.just("?"),
    kind=st.sampled_from(QuestionKind),
    steps=st.lists(st.sampled_from(Step), max_size=2),
    when=st.none() | st.sampled_from(Condition),
)


@given(st.lists(QUESTIONS), st.none() | st.sampled_from(Step), st.sets(st.sampled_from(Condition)))
def test_only_what_fits_is_asked_and_a_page_holds_it(catalogue, step, conditions_held):
    chosen = choose(catalogue, step, conditions_held)
    assert all(asked.when is None or asked.when in conditions_held for asked in chosen)
    assert all(not asked.steps or step in asked.steps for asked in chosen)
    kinds = [list(QuestionKind).index(asked.kind) for asked in chosen]
    assert kinds == sorted(kinds)
    assert len(chosen) <= 10


def test_names_stand_in_their_places():
    asked = question("Is {product} better than {competitor}, {person}?", "open")
    assert worded(asked, None) == "Is our product better than the other supplier, {person}?"
    assert worded(asked, prospect(product="GTX", competitor="Rival")) == "Is GTX better than Rival, {person}?"
