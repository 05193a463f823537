"""What is asked right after a visit: a few questions, the most important first."""

from datetime import date

from rules.test_findings import PROSPECT
from rules.test_findings import VISIT as REVIEWED

from salesctl.messages.findings import hint
from salesctl.rules.coaching import MOST_HINTS, hints
from salesctl.rules.findings import Limits

TODAY = date(2026, 11, 27)
VISIT = {**REVIEWED, "pair_id": None}


def asked(visit, prospects):
    """Return what is asked, in words."""
    return [hint(finding) for finding in hints(visit, prospects, Limits(), TODAY)]


def test_nothing_is_asked_where_all_is_well_or_only_the_impression_is_missing():
    assert asked({**VISIT, "impression": None}, [PROSPECT]) == []


def test_the_most_important_questions_come_first_and_they_are_few():
    visit = {**VISIT, "next_on": None, "competitor": "Rival", "terms": "30 days", "interest": "slight"}
    prospect = {**PROSPECT, "temperature": "hot", "key_met_on": None, "interest": "slight", "interest_before": "strong"}
    questions = asked(visit, [prospect])
    assert questions == [
        "no next date. What is the next date, and what for?",
        "key person never met. Is there enough contact with the key person?",
        "strong → slight. What has cooled them?",
    ]
    assert len(questions) == MOST_HINTS


def test_two_prospects_are_one_question():
    prospect = {**PROSPECT, "forced_reason": "the boss said so"}
    assert asked(VISIT, [prospect, prospect]) == ["the boss said so. Does it qualify by now?"]


def test_a_pair_call_is_not_asked_for_after_one():
    prospect = {**PROSPECT, "steps": "survey,survey,survey"}
    assert asked(VISIT, [prospect]) == ["3 calls at step survey. Is a pair call needed?"]
    assert asked({**VISIT, "pair_id": 2}, [prospect]) == []


def test_a_question_has_one_mark():
    assert asked({**VISIT, "next_purpose": None}, [PROSPECT]) == ["next 2026-12-01: for what?"]


def test_what_somebody_wrote_is_not_cut():
    prospect = {**PROSPECT, "forced_reason": "2026-11-24: why not?"}
    assert asked(VISIT, [prospect]) == ["2026-11-24: why not? Does it qualify by now?"]
