"""Whom to see and why, what a visit is for, and what to bring."""

import pytest
from rules.target_pages import dossier, person, prospect, situation

from salesctl.domain.contact import Role
from salesctl.domain.prep import Aim, Expected, Material, Purpose
from salesctl.domain.visit import Step
from salesctl.messages import prep as words
from salesctl.messages import situations
from salesctl.rules import figures, prep

ANN, BO, CY = person("Ann", "money", "authority"), person("Bo", "need", last_met=None), person("Cy", "champion")
FIGURES = situation(current="12 days", desired="3 days")


def why(part):
    """Return what the MAN map says of a part."""
    return words.part(part.role, prep.seen(part.person) if part.person else None)


def test_the_man_map_names_its_gaps():
    told = [(part.role, part.person and part.person["name"], why(part)) for part in prep.parts([BO, CY])]
    assert told == [
        (Role.MONEY, None, "gap: nobody known who holds the budget"),
        (Role.AUTHORITY, None, "gap: nobody known who decides"),
        (Role.NEED, "Bo", "works with it, never met"),
        (Role.CHAMPION, "Cy", "speaks for us"),
    ]


def test_people_without_a_part_are_on_the_map_too_but_only_a_few():
    strangers = [person(name, last_met=None) for name in "DEFGH"]
    told = [(part.role, part.person["name"], why(part)) for part in prep.parts([*strangers, ANN]) if part.person]
    assert told[2:] == [(None, name, "part not known yet, never met") for name in "DEF"]


@pytest.mark.parametrize(
    ("people", "step", "best"),
    [
        ([ANN, BO, CY], Step.SURVEY, BO),
        ([BO, CY, ANN], Step.PRESENT, ANN),
        ([BO, CY], Step.CLOSE, CY),
        ([person("Di")], Step.CLOSE, person("Di")),
        ([], Step.SURVEY, None),
    ],
)
def test_the_best_person_has_the_need_first_and_decides_later(people, step, best):
    assert prep.best_person(people, step) == best


def test_why_a_person_is_seen():
    assert words.why(prep.seen(ANN)) == "holds the budget, decides; last met 2026-11-02"
    assert words.why(prep.seen(person("Di", last_met=None))) == "part not known yet; never met"


@pytest.mark.parametrize(
    ("known", "about", "told", "step", "purpose"),
    [
        ({}, None, None, Step.APPROACH, "get acquainted"),
        ({"visits": 1}, None, None, Step.APPROACH, "survey: find the need"),
        ({"visits": 1}, prospect(), None, Step.SURVEY, "put figures to the need"),
        ({"visits": 1}, prospect(), FIGURES, Step.SURVEY, "present the proposal"),
        ({"visits": 1}, prospect(), FIGURES, Step.PRESENT, "ask for the order"),
        (
            {"visits": 1, "objections": [{"kind": "price"}, {"kind": "price"}]},
            prospect(),
            None,
            Step.PRESENT,
            "answer the objection about price, then",
        ),
        ({"visits": 1, "objections": [{"kind": "price"}]}, prospect(), None, Step.SURVEY, "price, then survey: put"),
        ({"visits": 1}, prospect(), None, Step.CLOSE, "close: "),
        ({"visits": 1, "orders": 1}, None, None, None, "keep the customer"),
        (
            {"visits": 1, "orders": 1, "cases": [{"kind": "complaint", "text": "it jams"}]},
            None,
            None,
            None,
            "settle the complaint: it jams",
        ),
        (
            {"visits": 1, "orders": 1, "cases": [{"kind": "receivable", "status": "overdue", "text": "invoice 4711"}]},
            None,
            None,
            None,
            "settle the receivable: invoice 4711",
        ),
        (
            {"visits": 1, "orders": 1, "cases": [{"kind": "receivable", "status": "open", "text": "invoice 4711"}]},
            None,
            None,
            None,
            "keep the customer",
        ),
        (
            {"visits": 1, "cases": [{"kind": "complaint", "text": "it jams"}]},
            prospect(),
            FIGURES,
            Step.SURVEY,
            "settle the complaint: it jams; then present the proposal on their need",
        ),
    ],
)
def test_what_a_visit_is_for(known, about, told, step, purpose):
    assert purpose in words.purpose(prep.purpose(dossier(**known), about, told, step))


def expected(*known):
    return words.expected(prep.expected(*known))


def materials(*known):
    return words.materials(prep.materials(*known))


def test_what_to_expect_and_to_bring():
    assert "a date to come back" in expected(dossier(), None, Step.APPROACH)
    assert "the order" in expected(dossier(visits=4), prospect(), Step.CLOSE)
    assert "1 to 5" in expected(dossier(visits=4, orders=1), None, None)
    unhappy = dossier(visits=4, orders=1, cases=[{"kind": "complaint"}])
    assert expected(unhappy, None, None).startswith("what settles the complaint")
    assert materials(unhappy, None) == ["what was promised, and what was done about the complaint so far"]
    objecting = dossier(visits=2, objections=[{"kind": "price"}, {"kind": "no-time"}, {"kind": "price"}])
    assert materials(objecting, Step.PRESENT) == [
        "the proposal with the figures of the gap",
        "the costs over two years, side by side",
    ]
    assert len(materials(dossier(), Step.APPROACH)) == 2
    assert materials(dossier(visits=4, orders=1), None)[0].startswith("what they ordered last")


def test_a_high_level_visit_needs_risk_and_benefit():
    known = dossier(people=[ANN, person("Eve", "gatekeeper", title="PA")], objections=[{"kind": "price"}])
    told = prep.high_level(known, situation(consequence="they leave", gain="more beds"))
    assert in_words(told) == ["Ann", "Eve, PA", "they leave; doubts about price", "more beds"]
    unknown = in_words(prep.high_level(dossier(people=[BO, CY]), None))
    assert unknown[0] == "not known yet: ask Cy who decides, and to be taken along"
    assert all(text.startswith("not known yet: ") for text in unknown)
    assert words.best_person(prep.high_level(dossier(people=[BO]), None)).startswith("not known yet: ask Bo")
    assert words.best_person(prep.high_level(dossier(), None)) == "not known yet: find out who decides"


def in_words(found):
    return [say(found) for say in (words.best_person, words.gatekeeper, words.risk, words.benefit)]


@pytest.mark.parametrize(
    ("current", "desired", "gap"),
    [
        ("12 days", "3 days", "-9"),
        ("1,200 a month", "1,500.5", "+300.5"),
        ("slow", "3 days", "no figure in current"),
        (None, None, "no figure in current and desired"),
        ("3 of 10", "8", ""),
    ],
)
def test_the_gap_is_a_figure_or_is_named(current, desired, gap):
    assert situations.gap(figures.gap({"current": current, "desired": desired})) == gap


def test_every_code_has_its_words_and_what_a_rep_wrote_stays():
    assert all(words.purpose(Purpose(aim)) for aim in Aim)
    assert all(map(words.expected, Expected))
    assert all(words.materials(list(Material)))
    assert words.purpose("as they asked") == "as they asked"
    assert words.materials(["costs", Material.COSTS]) == ["costs", "the costs over two years, side by side"]
