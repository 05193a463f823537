"""The questions of a review, and what was seen that gives reason to ask."""

from salesctl.domain.enums.review import FindingKey
from salesctl.domain.finding import Finding, Seen
from salesctl.messages.actions import action_line
from salesctl.messages.situations import no_figure

QUESTIONS = {
    FindingKey.NO_IMPRESSION: "What was the customer's impression?",
    FindingKey.COMPETITOR_REACTION: "How did they react to the competitor's move?",
    FindingKey.MOMENT_MISSED: "Was the moment used?",
    FindingKey.KEY_PERSON: "Is there enough contact with the key person?",
    FindingKey.TERMS_TOO_EARLY: "Were the terms offered at the right time?",
    FindingKey.DISCOUNT_FOR_NOTHING: "What did the discount buy?",
    FindingKey.PAIR_CALL: "Is a pair call needed?",
    FindingKey.NO_NEXT_STEP: "What is the next date, and what for?",
    FindingKey.HOT_AND_SILENT: "Why has nobody called on a hot prospect?",
    FindingKey.INTEREST_FALLING: "What has cooled them?",
    FindingKey.PROMOTED_BY_FORCE: "Does it qualify by now?",
    FindingKey.DECISION_PASSED: "What became of the decision?",
    FindingKey.GAP_WITHOUT_FIGURE: "How much is the gap?",
    FindingKey.CUSTOMER_SILENT: "Who looks after this customer?",
    FindingKey.CASE_OVERDUE: "What will settle the case?",
    FindingKey.ACTION_OVERDUE: "What keeps the account plan waiting?",
    FindingKey.ACTION_DUE: "Is what the account plan asks of next week prepared?",
}


def detail(key: FindingKey, seen: Seen) -> str:
    """Say what was seen, and at which visit: `2026-11-24: no next date`."""
    return f"{seen.on}: {_sight(key, seen)}" if seen.on else _sight(key, seen)


def hint(finding: Finding) -> str:
    """Say what was seen first, and the question about it, right after the visit that it was seen at."""
    seen = finding.concerns[0].seen
    sight = _sight(finding.key, seen)
    if finding.key is FindingKey.NO_NEXT_STEP and seen.day:  # which is a question already
        return sight
    return f"{sight}{'' if sight[-1:] in '.?!' else '.'} {QUESTIONS[finding.key]}"


def _sight(key: FindingKey, seen: Seen) -> str:
    match key:
        case FindingKey.NO_IMPRESSION:
            return "none recorded"
        case FindingKey.COMPETITOR_REACTION:
            return f"{seen.text}, reaction not recorded"
        case FindingKey.MOMENT_MISSED:
            return f"“{seen.text}”, not closed"
        case FindingKey.KEY_PERSON:
            return f"met {seen.times} times, last on {seen.day}" if seen.day else "key person never met"
        case FindingKey.TERMS_TOO_EARLY:
            return f"terms at interest {seen.word}"
        case FindingKey.DISCOUNT_FOR_NOTHING:
            return f"{seen.percent:g}% without an order"
        case FindingKey.PAIR_CALL:
            return f"{seen.times} calls at step {seen.word}"
        case FindingKey.NO_NEXT_STEP:
            return f"next {seen.day}: for what?" if seen.day else "no next date"
        case FindingKey.HOT_AND_SILENT:
            return f"{seen.days} days without a visit"
        case FindingKey.INTEREST_FALLING:
            return f"{seen.before} → {seen.word}"
        case FindingKey.PROMOTED_BY_FORCE:
            return seen.text or ""
        case FindingKey.DECISION_PASSED:
            return f"was due {seen.day}"
        case FindingKey.GAP_WITHOUT_FIGURE:
            return no_figure(seen.sides)
        case FindingKey.CUSTOMER_SILENT:
            if seen.days is None:
                return "never visited since the sale"
            return f"{seen.days} days silent, due every {seen.every}"
        case FindingKey.CASE_OVERDUE:
            return f"{seen.word} due {seen.day}: {seen.text}"
        case FindingKey.ACTION_OVERDUE | FindingKey.ACTION_DUE:
            return action_line(seen.text or "", seen.owner, seen.day or "", late=seen.late)
