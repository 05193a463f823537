"""What a review finds: small rules, each for a coaching question of the course, and the names it concerns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from salesctl.domain.enums.prospect import Interest, Temperature
from salesctl.domain.enums.review import FindingKey
from salesctl.domain.enums.visit import Mode, Outcome, Step
from salesctl.domain.finding import Concern, Finding, Seen
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


Test = Callable[[Fact, Limits, date], Seen | None]
"""Look at one fact and return what is wrong with it, None when nothing is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A question, what it is asked of (such as `visits`), and the test for each."""

    key: FindingKey
    about: str
    test: Test


def _days_since(day: str | None, today: date) -> int | None:
    return (today - date.fromisoformat(day)).days if day else None


def _slight(interest: str | None) -> bool:
    return interest is not None and _INTEREST[interest] <= _INTEREST[Interest.SLIGHT]


def no_impression(visit: Fact, _limits: Limits, _today: date) -> Seen | None:
    """A visit in person of which no impression was recorded."""
    return None if visit["impression"] or visit["mode"] != Mode.IN_PERSON else Seen(on=visit["visited_on"])


def no_reaction(visit: Fact, _limits: Limits, _today: date) -> Seen | None:
    """A competitor's move without the customer's reaction."""
    if visit["competitor"] and not visit["reaction"]:
        return Seen(on=visit["visited_on"], text=visit["competitor"])
    return None


def moment_missed(visit: Fact, _limits: Limits, _today: date) -> Seen | None:
    """A buying signal after which nobody asked for the order."""
    if visit["signal"] and visit["step"] != Step.CLOSE and visit["outcome"] != Outcome.ORDER:
        return Seen(on=visit["visited_on"], text=visit["signal"])
    return None


def terms_too_early(visit: Fact, _limits: Limits, _today: date) -> Seen | None:
    """Terms offered while interest was slight at most."""
    if (visit["terms"] or visit["discount"]) and _slight(visit["interest"]):
        return Seen(on=visit["visited_on"], word=visit["interest"])
    return None


def discount_for_nothing(visit: Fact, _limits: Limits, _today: date) -> Seen | None:
    """A discount without an agreement to order."""
    if visit["discount"] and visit["outcome"] != Outcome.ORDER:
        return Seen(on=visit["visited_on"], percent=visit["discount"])
    return None


def no_next_step(visit: Fact, _limits: Limits, _today: date) -> Seen | None:
    """A visit to an open prospect that left no next date, or a date without a purpose."""
    if visit["prospects"] and not visit["next_on"]:
        return Seen(on=visit["visited_on"])
    if visit["next_on"] and not visit["next_purpose"]:
        return Seen(day=visit["next_on"])
    return None


def key_person_unseen(prospect: Fact, limits: Limits, today: date) -> Seen | None:
    """A graded A or hot prospect whose key person was not met for long."""
    if prospect["grade"] != "A" and prospect["temperature"] != Temperature.HOT:
        return None
    days = _days_since(prospect["key_met_on"], today)
    if days is None:
        return Seen()
    return Seen(times=prospect["key_met"], day=prospect["key_met_on"]) if days > limits.key_person_days else None


def pair_call_needed(prospect: Fact, limits: Limits, _today: date) -> Seen | None:
    """Calls that stay at the same step."""
    steps = (prospect["steps"] or "").split(",")[: limits.same_step_times]
    if len(steps) == limits.same_step_times and len(set(steps)) == 1 and steps[0]:
        return Seen(times=limits.same_step_times, word=steps[0])
    return None


def hot_and_silent(prospect: Fact, limits: Limits, today: date) -> Seen | None:
    """A hot prospect nobody visited for long."""
    if prospect["temperature"] != Temperature.HOT:
        return None
    days = _days_since(prospect["last_visit"] or prospect["opened_on"], today)
    return Seen(days=days) if days is not None and days >= limits.hot_silent_days else None


def interest_falling(prospect: Fact, _limits: Limits, _today: date) -> Seen | None:
    """Interest lower at the last visit than at the one before."""
    last, before = prospect["interest"], prospect["interest_before"]
    return Seen(before=before, word=last) if last and before and _INTEREST[last] < _INTEREST[before] else None


def promoted_by_force(prospect: Fact, _limits: Limits, _today: date) -> Seen | None:
    """A prospect promoted without what qualifies one."""
    return Seen(text=prospect["forced_reason"]) if prospect["forced_reason"] else None


def decision_passed(prospect: Fact, _limits: Limits, today: date) -> Seen | None:
    """An expected decision date that has passed."""
    days = _days_since(prospect["decide_by"], today)
    return Seen(day=prospect["decide_by"]) if days is not None and days > 0 else None


def gap_without_figure(prospect: Fact, _limits: Limits, _today: date) -> Seen | None:
    """A situation told without a figure on one of its sides."""
    sides = tuple(side for side in ("current", "desired") if prospect[side] and not has_figure(prospect[side]))
    return Seen(sides=sides) if sides else None


def customer_silent(customer: Fact, _limits: Limits, today: date) -> Seen | None:
    """A customer past the maintenance interval, given in days as `interval`."""
    days = _days_since(customer["last_visit"], today)
    if days is None:
        return Seen()
    return Seen(days=days, every=customer["interval"]) if days > customer["interval"] else None


def action_overdue(action: Fact, _limits: Limits, today: date) -> Seen | None:
    """An action of an account plan that was to be done by now."""
    days = _days_since(action["ends_on"], today)
    return _action(action, late=True) if days is not None and days > 0 else None


def action_due(action: Fact, _limits: Limits, today: date) -> Seen | None:
    """An action of an account plan that ends within the next week."""
    days = _days_since(action["ends_on"], today)
    return _action(action, late=False) if days is not None and -7 <= days <= 0 else None


def _action(action: Fact, *, late: bool) -> Seen:
    return Seen(text=action["action"], owner=action["owner"], day=action["ends_on"], late=late)


def case_overdue(case: Fact, _limits: Limits, today: date) -> Seen | None:
    """A complaint or a receivable that was to be settled by now."""
    days = _days_since(case["due_on"], today)
    if days is None or days <= 0:
        return None
    return Seen(word=case["kind"], day=case["due_on"], text=case["text"])


RULES: tuple[Rule, ...] = (
    Rule(FindingKey.NO_IMPRESSION, "visits", no_impression),
    Rule(FindingKey.COMPETITOR_REACTION, "visits", no_reaction),
    Rule(FindingKey.MOMENT_MISSED, "visits", moment_missed),
    Rule(FindingKey.KEY_PERSON, "prospects", key_person_unseen),
    Rule(FindingKey.TERMS_TOO_EARLY, "visits", terms_too_early),
    Rule(FindingKey.DISCOUNT_FOR_NOTHING, "visits", discount_for_nothing),
    Rule(FindingKey.PAIR_CALL, "prospects", pair_call_needed),
    Rule(FindingKey.NO_NEXT_STEP, "visits", no_next_step),
    Rule(FindingKey.HOT_AND_SILENT, "prospects", hot_and_silent),
    Rule(FindingKey.INTEREST_FALLING, "prospects", interest_falling),
    Rule(FindingKey.PROMOTED_BY_FORCE, "prospects", promoted_by_force),
    Rule(FindingKey.DECISION_PASSED, "prospects", decision_passed),
    Rule(FindingKey.GAP_WITHOUT_FIGURE, "prospects", gap_without_figure),
    Rule(FindingKey.CUSTOMER_SILENT, "customers", customer_silent),
    Rule(FindingKey.CASE_OVERDUE, "cases", case_overdue),
    Rule(FindingKey.ACTION_OVERDUE, "actions", action_overdue),
    Rule(FindingKey.ACTION_DUE, "actions", action_due),
)


def findings(facts: Mapping[str, Sequence[Fact]], limits: Limits, today: date) -> list[Finding]:
    """Ask every question of the facts it is about, and return those that concern anybody.

    `facts` has `visits` (of the week), `prospects` (open ones), `customers` (without an open prospect), `cases` (open
    ones) and `actions` (of account plans, to be done); of what is not given nothing is asked.
    """
    found = []
    for rule in RULES:
        # Several prospects of a name may give the same reason to ask.
        concerns = [
            *dict.fromkeys(
                Concern(fact["name"], fact["grade"], seen)
                for fact in facts.get(rule.about, ())
                if (seen := rule.test(fact, limits, today)) is not None
            )
        ]
        if concerns:
            found.append(Finding(rule.key, concerns))
    return found
