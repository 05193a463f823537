"""What a review finds: small rules, each a coaching question of the course with the names it concerns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from salesctl.domain.enums.prospect import Interest, Temperature
from salesctl.domain.enums.visit import Outcome, Step
from salesctl.rules.account import told
from salesctl.rules.calendar import Week
from salesctl.rules.figures import has_figure

Fact = Mapping[str, Any]
_INTEREST = {interest.value: rank for rank, interest in enumerate(Interest)}


@dataclass(frozen=True, slots=True)
class Limits:
    """Where findings begin: days without a visit to a hot prospect, or without its key person; calls at one step."""

    hot_silent_days: int = 14
    key_person_days: int = 42
    same_step_times: int = 3


class Case(NamedTuple):
    """One name a finding concerns, and what was seen of it."""

    name: str
    grade: str | None
    detail: str


class Finding(NamedTuple):
    """A finding: its key, the question to ask, and the names it concerns."""

    key: str
    question: str
    cases: Sequence[Case]


class Review(NamedTuple):
    """A reviewed week: the grid's rows, what was missed, how much was deferred, the findings and the decisions.

    `undone` is what was due by today and may still be made.
    """

    week: Week
    grid: Sequence[Fact]
    missed: Sequence[Fact]
    undone: Sequence[Fact]
    deferred: int
    findings: Sequence[Finding]
    decisions: Sequence[Fact]


Test = Callable[[Fact, Limits, date], str | None]
"""Look at one fact and say what is wrong with it, None when nothing is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named question, what it is asked of (such as `visits`), and the test for each."""

    key: str
    question: str
    about: str
    test: Test


def _days_since(day: str | None, today: date) -> int | None:
    return (today - date.fromisoformat(day)).days if day else None


def _slight(interest: str | None) -> bool:
    return interest is not None and _INTEREST[interest] <= _INTEREST[Interest.SLIGHT]


def no_impression(visit: Fact, _limits: Limits, _today: date) -> str | None:
    """A visit in person of which no impression was recorded."""
    return None if visit["impression"] or visit["mode"] != "in-person" else f"{visit['visited_on']}: none recorded"


def no_reaction(visit: Fact, _limits: Limits, _today: date) -> str | None:
    """A competitor's move without the customer's reaction."""
    if visit["competitor"] and not visit["reaction"]:
        return f"{visit['visited_on']}: {visit['competitor']}, reaction not recorded"
    return None


def moment_missed(visit: Fact, _limits: Limits, _today: date) -> str | None:
    """A buying signal after which nobody asked for the order."""
    if visit["signal"] and visit["step"] != Step.CLOSE and visit["outcome"] != Outcome.ORDER:
        return f"{visit['visited_on']}: “{visit['signal']}”, not closed"
    return None


def terms_too_early(visit: Fact, _limits: Limits, _today: date) -> str | None:
    """Terms offered while interest was slight at most."""
    if (visit["terms"] or visit["discount"]) and _slight(visit["interest"]):
        return f"{visit['visited_on']}: terms at interest {visit['interest']}"
    return None


def discount_for_nothing(visit: Fact, _limits: Limits, _today: date) -> str | None:
    """A discount without an agreement to order."""
    if visit["discount"] and visit["outcome"] != Outcome.ORDER:
        return f"{visit['visited_on']}: {visit['discount']:g}% without an order"
    return None


def no_next_step(visit: Fact, _limits: Limits, _today: date) -> str | None:
    """A visit to an open prospect that left no next date, or a date without a purpose."""
    if visit["prospects"] and not visit["next_on"]:
        return f"{visit['visited_on']}: no next date"
    if visit["next_on"] and not visit["next_purpose"]:
        return f"next {visit['next_on']}: for what?"
    return None


def key_person_unseen(prospect: Fact, limits: Limits, today: date) -> str | None:
    """A graded A or hot prospect whose key person was not met for long."""
    if prospect["grade"] != "A" and prospect["temperature"] != Temperature.HOT:
        return None
    days = _days_since(prospect["key_met_on"], today)
    if days is None:
        return "key person never met"
    met = f"met {prospect['key_met']} times, last on {prospect['key_met_on']}"
    return met if days > limits.key_person_days else None


def pair_call_needed(prospect: Fact, limits: Limits, _today: date) -> str | None:
    """Calls that stay at the same step."""
    steps = (prospect["steps"] or "").split(",")[: limits.same_step_times]
    if len(steps) == limits.same_step_times and len(set(steps)) == 1 and steps[0]:
        return f"{limits.same_step_times} calls at step {steps[0]}"
    return None


def hot_and_silent(prospect: Fact, limits: Limits, today: date) -> str | None:
    """A hot prospect nobody visited for long."""
    if prospect["temperature"] != Temperature.HOT:
        return None
    days = _days_since(prospect["last_visit"] or prospect["opened_on"], today)
    return f"{days} days without a visit" if days is not None and days >= limits.hot_silent_days else None


def interest_falling(prospect: Fact, _limits: Limits, _today: date) -> str | None:
    """Interest lower at the last visit than at the one before."""
    last, before = prospect["interest"], prospect["interest_before"]
    return f"{before} → {last}" if last and before and _INTEREST[last] < _INTEREST[before] else None


def promoted_by_force(prospect: Fact, _limits: Limits, _today: date) -> str | None:
    """A prospect promoted without what qualifies one."""
    return prospect["forced_reason"] or None


def decision_passed(prospect: Fact, _limits: Limits, today: date) -> str | None:
    """An expected decision date that has passed."""
    days = _days_since(prospect["decide_by"], today)
    return f"was due {prospect['decide_by']}" if days is not None and days > 0 else None


def gap_without_figure(prospect: Fact, _limits: Limits, _today: date) -> str | None:
    """A situation told without a figure on one of its sides."""
    sides = [side for side in ("current", "desired") if prospect[side] and not has_figure(prospect[side])]
    return f"no figure in {' and '.join(sides)}" if sides else None


def customer_silent(customer: Fact, _limits: Limits, today: date) -> str | None:
    """A customer past the maintenance interval, given in days as `interval`."""
    days = _days_since(customer["last_visit"], today)
    if days is None:
        return "never visited since the sale"
    return f"{days} days silent, due every {customer['interval']}" if days > customer["interval"] else None


def action_overdue(action: Fact, _limits: Limits, today: date) -> str | None:
    """An action of an account plan that was to be done by now."""
    days = _days_since(action["ends_on"], today)
    return told(action, today) if days is not None and days > 0 else None


def action_due(action: Fact, _limits: Limits, today: date) -> str | None:
    """An action of an account plan that ends within the next week."""
    days = _days_since(action["ends_on"], today)
    return told(action, today) if days is not None and -7 <= days <= 0 else None


def case_overdue(case: Fact, _limits: Limits, today: date) -> str | None:
    """A complaint or a receivable that was to be settled by now."""
    days = _days_since(case["due_on"], today)
    return f"{case['kind']} due {case['due_on']}: {case['text']}" if days is not None and days > 0 else None


RULES: tuple[Rule, ...] = (
    Rule("no-impression", "What was the customer's impression?", "visits", no_impression),
    Rule("competitor-reaction", "How did they react to the competitor's move?", "visits", no_reaction),
    Rule("moment-missed", "Was the moment used?", "visits", moment_missed),
    Rule("key-person", "Is there enough contact with the key person?", "prospects", key_person_unseen),
    Rule("terms-too-early", "Were the terms offered at the right time?", "visits", terms_too_early),
    Rule("discount-for-nothing", "What did the discount buy?", "visits", discount_for_nothing),
    Rule("pair-call", "Is a pair call needed?", "prospects", pair_call_needed),
    Rule("no-next-step", "What is the next date, and what for?", "visits", no_next_step),
    Rule("hot-and-silent", "Why has nobody called on a hot prospect?", "prospects", hot_and_silent),
    Rule("interest-falling", "What has cooled them?", "prospects", interest_falling),
    Rule("promoted-by-force", "Does it qualify by now?", "prospects", promoted_by_force),
    Rule("decision-passed", "What became of the decision?", "prospects", decision_passed),
    Rule("gap-without-figure", "How much is the gap?", "prospects", gap_without_figure),
    Rule("customer-silent", "Who looks after this customer?", "customers", customer_silent),
    Rule("case-overdue", "What will settle the case?", "cases", case_overdue),
    Rule("action-overdue", "What keeps the account plan waiting?", "actions", action_overdue),
    Rule("action-due", "Is what the account plan asks of next week prepared?", "actions", action_due),
)


def findings(facts: Mapping[str, Sequence[Fact]], limits: Limits, today: date) -> list[Finding]:
    """Ask every question of the facts it is about, and return those that concern anybody.

    `facts` has `visits` (of the week), `prospects` (open ones), `customers` (without an open prospect), `cases` (open
    ones) and `actions` (of account plans, to be done); of what is not given nothing is asked.
    """
    found = []
    for rule in RULES:
        # Several prospects of a name may give the same reason to ask.
        cases = [
            *dict.fromkeys(
                Case(fact["name"], fact["grade"], detail)
                for fact in facts.get(rule.about, ())
                if (detail := rule.test(fact, limits, today))
            )
        ]
        if cases:
            found.append(Finding(rule.key, rule.question, cases))
    return found
