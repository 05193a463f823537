"""What a good manager would ask right after a visit was recorded: a few of the review's questions."""

from collections.abc import Sequence
from datetime import date

from salesctl.rules.findings import Fact, Finding, Limits, findings

MOST_HINTS = 3
_ASKED = (
    "moment-missed",
    "no-next-step",
    "key-person",
    "interest-falling",
    "pair-call",
    "decision-passed",
    "competitor-reaction",
    "terms-too-early",
    "gap-without-figure",
    "promoted-by-force",
)
"""The questions asked, the most important first; what `visit add` warns of anyway is not among them."""


def hints(visit: Fact, prospects: Sequence[Fact], limits: Limits, today: date) -> list[str]:
    """Return what to ask about a visit just recorded and the open prospects there, the most important first.

    The facts are those of a review (see `findings`).
    """
    found = {
        finding.key: finding
        for finding in findings({"visits": [visit], "prospects": prospects, "customers": []}, limits, today)
    }
    if visit["pair_id"]:
        found.pop("pair-call", None)  # it was one
    asked = [found[key] for key in _ASKED if key in found][:MOST_HINTS]
    return [_worded(finding, visit["visited_on"]) for finding in asked]


def _worded(finding: Finding, visited_on: str) -> str:
    """Return what was seen and the question about it; what is a question already needs no other."""
    detail = finding.cases[0].detail.removeprefix(f"{visited_on}: ")
    return detail if detail.endswith("?") else f"{detail}. {finding.question}"
