"""The principles of setting quotas, each judged by what is known, with the evidence named by whoever asks."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from salesctl.domain.quota_check import Evidence


class Verdict(StrEnum):
    """Whether quotas keep a principle; unknown where there is nothing to judge by."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


class Principle(NamedTuple):
    """A principle, whether it is kept, and what shows it."""

    principle: str
    verdict: Verdict
    evidence: Evidence


class Asked(NamedTuple):
    """What is asked of a rep, beside what they sold in the year before, as far as it is on record, as a whole year."""

    name: str
    quota: int
    before: int

    @property
    def growth(self) -> float | None:
        """The growth asked: quota / sales of the year before − 1; None for a rep who sold nothing."""
        return self.quota / self.before - 1 if self.before else None


class Spread(NamedTuple):
    """The reps of whom the least and the most growth is asked."""

    least: Asked
    most: Asked

    @property
    def points(self) -> float:
        """How far apart they are, as a fraction."""
        return (self.most.growth or 0) - (self.least.growth or 0)


def judged(*tests: bool | None) -> Verdict:
    """Return fail when a test fails, else unknown when one cannot be made, else pass."""
    if False in tests:
        return Verdict.FAIL
    return Verdict.UNKNOWN if None in tests else Verdict.PASS


def spread(reps: Iterable[Asked]) -> Spread | None:
    """Return between whom the growth asked lies; None for fewer than two reps who have sold before."""
    known: Sequence[Asked] = sorted(
        (rep for rep in reps if rep.growth is not None), key=lambda rep: (rep.growth or 0, rep.name)
    )
    return Spread(known[0], known[-1]) if len(known) > 1 else None
