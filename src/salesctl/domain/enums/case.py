"""The words of cases."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What went wrong."""

    COMPLAINT = "complaint"
    RECEIVABLE = "receivable"
