"""Every question of the review: when it is asked, and when it is not."""

from datetime import date

import pytest

from salesctl.domain.enums.review import FindingKey
from salesctl.messages.findings import QUESTIONS, detail
from salesctl.rules.findings import RULES, Limits, findings

TODAY = date(2026, 11, 27)

VISIT = {
    "name": "Acme", "grade": "A", "visited_on": "2026-11-24", "mode": "in-person", "impression": "keen",
    "competitor": None, "reaction": None, "signal": None, "step": "survey", "outcome": "advance", "terms": None,
    "discount": None, "next_on": "2026-12-01", "next_purpose": "demo", "interest": "strong", "prospects": 1,
}  # fmt: skip
PROSPECT = {
    "name": "Acme", "grade": "B", "temperature": "warm", "decide_by": "2026-12-20", "opened_on": "2026-09-01",
    "forced_reason": None, "current": None, "desired": None, "last_visit": "2026-11-24", "interest": "strong",
    "interest_before": "slight", "steps": "present,survey,survey", "key_met": 1, "key_met_on": "2026-11-24",
}  # fmt: skip
ACTION = {"name": "Acme", "grade": None, "action": "train them", "owner": None, "ends_on": "2026-12-05"}
CASE = {"name": "Acme", "grade": None, "kind": "complaint", "text": "wrong parts", "due_on": "2026-11-27"}
CUSTOMER = {"name": "Acme", "grade": None, "last_visit": "2026-11-01", "interval": 28}


def found(about: str, fact: dict) -> dict[str, str]:
    """Return the findings about one fact: what is said of each."""
    facts = {"visits": [], "prospects": [], "customers": [], about: [fact]}
    return {finding.key: detail(finding.key, finding.concerns[0].seen) for finding in findings(facts, Limits(), TODAY)}


FACTS = {"visits": VISIT, "prospects": PROSPECT, "customers": CUSTOMER, "actions": ACTION, "cases": CASE}


@pytest.mark.parametrize(("about", "fact"), FACTS.items())
def test_nothing_is_asked_where_all_is_well(about, fact):
    assert found(about, fact) == {}


@pytest.mark.parametrize(
    ("key", "about", "change", "detail"),
    [
        ("no-impression", "visits", {"impression": None}, "2026-11-24: none recorded"),
        ("competitor-reaction", "visits", {"competitor": "Rival"}, "2026-11-24: Rival, reaction not recorded"),
        ("moment-missed", "visits", {"signal": "asked when"}, "2026-11-24: “asked when”, not closed"),
        (
            "terms-too-early",
            "visits",
            {"terms": "30 days", "interest": "slight"},
            "2026-11-24: terms at interest slight",
        ),
        ("discount-for-nothing", "visits", {"discount": 12.5}, "2026-11-24: 12.5% without an order"),
        ("no-next-step", "visits", {"next_on": None}, "2026-11-24: no next date"),
        ("no-next-step", "visits", {"next_purpose": None}, "next 2026-12-01: for what?"),
        ("key-person", "prospects", {"grade": "A", "key_met_on": None, "key_met": 0}, "key person never met"),
        (
            "key-person",
            "prospects",
            {"temperature": "hot", "key_met_on": "2026-10-15"},
            "met 1 times, last on 2026-10-15",
        ),
        ("pair-call", "prospects", {"steps": "survey,survey,survey,approach"}, "3 calls at step survey"),
        ("hot-and-silent", "prospects", {"temperature": "hot", "last_visit": "2026-11-13"}, "14 days without a visit"),
        ("interest-falling", "prospects", {"interest": "slight", "interest_before": "strong"}, "strong → slight"),
        ("case-overdue", "cases", {"due_on": "2026-11-26"}, "complaint due 2026-11-26: wrong parts"),
        ("action-overdue", "actions", {"ends_on": "2026-11-26"}, "train them, overdue since 2026-11-26"),
        ("action-due", "actions", {"ends_on": "2026-11-27"}, "train them, due 2026-11-27"),
        ("action-due", "actions", {"ends_on": "2026-12-04", "owner": "Ben"}, "train them (Ben), due 2026-12-04"),
        ("promoted-by-force", "prospects", {"forced_reason": "the boss said so"}, "the boss said so"),
        ("decision-passed", "prospects", {"decide_by": "2026-11-26"}, "was due 2026-11-26"),
        ("gap-without-figure", "prospects", {"current": "slow", "desired": "40 a minute"}, "no figure in current"),
        ("customer-silent", "customers", {"last_visit": "2026-10-29"}, "29 days silent, due every 28"),
        ("customer-silent", "customers", {"last_visit": None}, "never visited since the sale"),
    ],
)
def test_each_question_is_asked_of_what_it_is_about(key, about, change, detail):
    fact = FACTS[about]
    assert found(about, {**fact, **change}) == {key: detail}


@pytest.mark.parametrize(
    ("about", "change"),
    [
        ("visits", {"mode": "phone", "impression": None}),
        ("visits", {"competitor": "Rival", "reaction": "shrugged"}),
        ("visits", {"signal": "asked when", "outcome": "order"}),
        ("visits", {"terms": "30 days", "interest": "strong"}),
        ("visits", {"discount": 5, "outcome": "order"}),
        ("visits", {"next_on": None, "prospects": 0}),
        ("prospects", {"key_met_on": None, "key_met": 0}),  # neither graded A nor hot
        ("prospects", {"steps": "survey,survey"}),
        ("prospects", {"steps": None}),
        ("prospects", {"last_visit": "2026-01-01"}),  # not hot
        ("prospects", {"decide_by": "2026-11-27"}),
        ("prospects", {"decide_by": None}),
        ("customers", {"last_visit": "2026-10-30"}),  # the very day it is due
        ("cases", {"due_on": "2026-11-28"}),
    ],
)
def test_the_edges_are_not_asked_about(about, change):
    assert found(about, {**FACTS[about], **change}) == {}


def test_limits_are_settings():
    silent = {**PROSPECT, "temperature": "hot", "last_visit": "2026-11-20"}
    facts = {"visits": [], "prospects": [silent], "customers": []}
    assert [finding.key for finding in findings(facts, Limits(hot_silent_days=7), TODAY)] == ["hot-and-silent"]


def test_every_question_has_its_rule_and_its_words():
    assert [rule.key for rule in RULES] == list(FindingKey) == list(QUESTIONS)
