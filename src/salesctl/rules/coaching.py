"""What a good manager would ask right after a visit was recorded: a few of the review's questions."""

from collections.abc import Sequence
from datetime import date

from salesctl.domain.enums.review import FindingKey
from salesctl.domain.finding import Finding
from salesctl.rules.findings import Fact, Limits, findings

MOST_HINTS = 3
_ASKED = (
    FindingKey.MOMENT_MISSED,
    FindingKey.NO_NEXT_STEP,
    FindingKey.KEY_PERSON,
    FindingKey.INTEREST_FALLING,
    FindingKey.PAIR_CALL,
    FindingKey.DECISION_PASSED,
    FindingKey.COMPETITOR_REACTION,
    FindingKey.TERMS_TOO_EARLY,
    FindingKey.GAP_WITHOUT_FIGURE,
    FindingKey.PROMOTED_BY_FORCE,
)
"""The questions asked, the most important first; what `visit add` warns of anyway is not among them."""


def hints(visit: Fact, prospects: Sequence[Fact], limits: Limits, today: date) -> list[Finding]:
    """Return what to ask about a visit just recorded and the open prospects there, the most important first.

    The facts are those of a review (see `findings`).
    """
    found = {
        finding.key: finding
        for finding in findings({"visits": [visit], "prospects": prospects, "customers": []}, limits, today)
    }
    if visit["pair_id"]:
        found.pop(FindingKey.PAIR_CALL, None)  # it was one
    return [found[key] for key in _ASKED if key in found][:MOST_HINTS]
