"""The month: the visits its names require, week by week, and whether its working days hold them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from salesctl.domain.enums.plan import Claim
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass
from salesctl.domain.month_load import MonthLoad, ShortWeek
from salesctl.rules.calendar import Week
from salesctl.rules.week.cadence import CYCLE_WEEKS, required, visits_per_cycle


class OpenName(NamedTuple):
    """An open prospect; `cadence` overrides its grade's visits per four weeks."""

    target_id: int
    grade: Grade
    temperature: Temperature
    cadence: int | None


class Group(NamedTuple):
    """So many names that are each due `visits` in so many `weeks`; `line` is the line of the grid they count for."""

    line: str
    names: int
    visits: int
    weeks: int = CYCLE_WEEKS


def prospect_groups(names: Iterable[OpenName], cadences: Mapping[Grade, int]) -> list[Group]:
    """Return the open prospects by grade and visits; a target with several counts once, as the most demanding."""
    most: dict[int, tuple[int, Grade]] = {}
    for name in names:
        asked = visits_per_cycle(name.cadence or cadences[name.grade], name.temperature), name.grade
        known = most.get(name.target_id, asked)
        most[name.target_id] = min(asked, known, key=lambda demand: (-demand[0], demand[1]))
    return [Group(grade, count, visits) for (visits, grade), count in Counter(most.values()).items()]


def maintenance_groups(
    customers: Mapping[CustomerClass | None, int], weeks: Mapping[CustomerClass, int]
) -> list[Group]:
    """Return the customers to be maintained by how often; those without a class are maintained as C."""
    counts: Counter[CustomerClass] = Counter()
    for customer_class, count in customers.items():
        counts[customer_class or CustomerClass.C] += count
    return [Group(Claim.MAINTAIN, count, 1, weeks[customer_class]) for customer_class, count in counts.items()]


def required_visits(groups: Iterable[Group], weeks: int) -> dict[str, list[int]]:
    """Return the visits required by line and week of the month: what each group requires, added up."""
    lines: dict[str, list[int]] = {}
    for group in groups:
        counts = [required(week, group.visits, group.names, group.weeks) for week in range(1, weeks + 1)]
        known = lines.get(group.line, [0] * weeks)
        lines[group.line] = [before + more for before, more in zip(known, counts, strict=True)]
    return lines


def canvass_visits(targets: int, places: Iterable[int]) -> list[int]:
    """Return the canvass visits by week: the places kept for them, until no target is left to canvass."""
    counts = []
    for kept in places:
        counts.append(min(kept, targets))
        targets -= counts[-1]
    return counts


@dataclass(frozen=True, slots=True)
class Load:
    """What a month is asked for against what it holds: visits required and days worked by week, visits a day."""

    weeks: Sequence[Week]
    required: Sequence[int]
    days: Sequence[int]
    capacity: int

    def verdict(self) -> MonthLoad:
        """Return whether the visits fit: of the average week, and of each week that is too short although they do."""
        needed, days, weeks = sum(self.required), sum(self.days), len(self.weeks)
        average = _up(needed, weeks)
        if not days:
            return MonthLoad(average, None, self.capacity)
        over = max(0, _up(needed - days * self.capacity, weeks))
        return MonthLoad(average, _up(needed, days), self.capacity, over, self._short_weeks())

    def _short_weeks(self) -> tuple[ShortWeek, ...]:
        return tuple(
            ShortWeek(str(week), days, days * self.capacity, asked)
            for week, asked, days in zip(self.weeks, self.required, self.days, strict=True)
            if asked > days * self.capacity
        )


def _up(whole: int, parts: int) -> int:
    """Divide and round up."""
    return -(-whole // parts)
