"""Intel (情報): dated notes on competitors, the market and customers."""

from datetime import date
from typing import ClassVar

from salesctl.domain.enums.intel import IntelKind, IntelNature, IntelSource
from salesctl.domain.limits import Figure, Name, Searched, Words
from salesctl.domain.record import Record


class IntelFields(Record):
    """A note; `competitor` names whom it is about, `target_id` and `territory_id` the customer or market concerned."""

    TABLE: ClassVar = "intel"

    noted_on: date
    kind: IntelKind
    nature: IntelNature = IntelNature.QUALITATIVE
    source: IntelSource = IntelSource.REP
    competitor: Figure[Searched[Name]] | None = None
    target_id: int | None = None
    territory_id: int | None = None
    rep_id: int
    text: Searched[Words]
