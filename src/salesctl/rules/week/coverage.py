"""What a week already holds for each target, before anybody claims anything."""

from collections import defaultdict
from datetime import date, timedelta

from salesctl.domain.enums.plan import PlanStatus
from salesctl.rules.week.facts import ColleagueVisit, FixedVisit, WeekFacts


class Coverage:
    """The visits that the week already has for each target, and from which day it can take another."""

    def __init__(self, facts: WeekFacts) -> None:
        self._first_day = min(facts.open_days, default=facts.as_of)
        self._next_day = self._first_day + timedelta(1)
        self._missed_today = {
            row.target_id for row in facts.standing if row.status is PlanStatus.MISSED and row.day == facts.today
        }
        self._days: defaultdict[int, list[date]] = defaultdict(list)
        certain: list[FixedVisit | ColleagueVisit] = [*facts.live, *facts.by_colleagues]
        for row in certain:
            self.add(row.target_id, row.day)
        self._put_off: defaultdict[int, list[date]] = defaultdict(list)
        for later in facts.put_off:
            self._put_off[later.target_id].append(later.day)

    def add(self, target_id: int, day: date) -> None:
        """Count a visit that is certain."""
        self._days[target_id].append(day)

    def days(self, target_id: int, after: date | None) -> list[date]:
        """Return the days of a target's visits after a date: earlier ones have already moved its clock."""
        return [day for day in self._days.get(target_id, ()) if after is None or day > after]

    def days_ahead(self, target_id: int, after: date | None) -> list[date]:
        """Return the days of a target's visits after a date, with those put off to a later week."""
        return self.days(target_id, after) + self._put_off.get(target_id, [])

    def untouched(self, target_id: int) -> bool:
        """Return whether nothing of a target's stands this week or was put off, nor has been missed today."""
        return not self.days_ahead(target_id, after=None) and target_id not in self._missed_today

    def first_day(self, target_id: int) -> date:
        """Return the first day for a new row: not today, when today's has just been missed."""
        return self._next_day if target_id in self._missed_today else self._first_day
