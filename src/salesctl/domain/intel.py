"""Intel (情報): dated notes on competitors, the market and customers."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from salesctl.domain.record import Record
from salesctl.domain.text import Name, Words


class IntelKind(StrEnum):
    """What a note is about."""

    COMPETITOR = "competitor"
    MARKET = "market"
    CUSTOMER = "customer"


class IntelNature(StrEnum):
    """Figures, or everything else."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"


class IntelSource(StrEnum):
    """Where a note comes from."""

    DESK = "desk"
    REP = "rep"
    MANAGER = "manager"
    CUSTOMER = "customer"
    PRESS = "press"
    WEB = "web"
    ASSOCIATION = "association"
    DIRECTORY = "directory"
    ACQUAINTANCE = "acquaintance"


class IntelFields(Record):
    """A note; `competitor` names whom it is about, `target_id` and `territory_id` the customer or market concerned."""

    TABLE: ClassVar = "intel"

    noted_on: date
    kind: IntelKind
    nature: IntelNature = IntelNature.QUALITATIVE
    source: IntelSource = IntelSource.REP
    competitor: Name | None = None
    target_id: int | None = None
    territory_id: int | None = None
    rep_id: int
    text: Words
