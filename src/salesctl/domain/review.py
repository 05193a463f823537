"""Decisions of a review: what will change, and whether it was kept (PDCA: check and act)."""

from datetime import date
from typing import ClassVar

from salesctl.domain.enums.review import Verdict
from salesctl.domain.limits import Searched, Text
from salesctl.domain.record import Record


class DecisionFields(Record):
    """What a rep decided to change; `week` is the ISO week reviewed, `judged_on` when it was seen kept or not."""

    TABLE: ClassVar = "decision"

    rep_id: int
    week: str
    text: Searched[Text]
    decided_on: date
    verdict: Verdict = Verdict.OPEN
    judged_on: date | None = None
