"""The check of a year's quotas against the principles of setting them, each with its evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.quota import Measure, Untold
from salesctl.domain.quota_check import (
    Acceptance,
    Aims,
    Capacity,
    Evidence,
    Fairness,
    Improvement,
    Incomparable,
    Named,
    Reach,
    Sums,
)
from salesctl.domain.quota_check import Trend as Growth
from salesctl.errors import NotFound
from salesctl.rules.calendar import Month
from salesctl.rules.fiscal import FiscalCalendar, Span
from salesctl.rules.forecast import Figure
from salesctl.rules.quota_check import Asked, Principle, Verdict, judged, spread
from salesctl.rules.suggest import Trend, trend
from salesctl.services.plan.workdays import days_worked
from salesctl.services.quota.suggest import sold_by_month
from salesctl.store.queries import quota_check as found
from salesctl.store.queries.forecast import Part, selling
from salesctl.store.queries.quotas import NodeFilter, quota_tree
from salesctl.store.store import Store


class PrincipleRow(TypedDict):
    """A principle as a row: whether it is kept, and what shows it."""

    principle: str
    verdict: Verdict
    evidence: Evidence


def check(store: Store, settings: Settings, year: int, measure: Measure) -> list[PrincipleRow]:
    """Return the principles in the course's order, each with its verdict and the figures that show it.

    Raises:
        NotFound: The year has no quota.
    """
    facts = Facts(store, settings, year, measure)
    judged_so = [principle(facts) for principle in PRINCIPLES]
    return [{"principle": one.principle, "verdict": one.verdict, "evidence": one.evidence} for one in judged_so]


@dataclass
class Facts:
    """What is known of a year's quotas; what several principles rest on is counted once."""

    store: Store
    settings: Settings
    year: int
    measure: Measure

    def __post_init__(self) -> None:
        self.calendar = FiscalCalendar(self.settings.fiscal_year_start)
        self.days = self.calendar.days(self.year)
        rows = quota_tree(self.store, self.year, self.measure, self.days, NodeFilter(depth=0))
        if not rows:
            raise NotFound(f"there is no quota of {self.year} yet; `salesctl quota set {self.year} AMOUNT` makes one")
        self.root = rows[0]

    @property
    def asked(self) -> int:
        """The year's quota."""
        return int(self.root["amount"])

    @cached_property
    def before(self) -> Trend | None:
        """The sales of the year before, as far as they are on record."""
        sold = sold_by_month(self.store, self.measure)
        return trend(self.calendar.months(self.year - 1), sold, Month.of(clock.today()))

    @cached_property
    def growth(self) -> float | None:
        """The growth asked of the whole: quota / sales of the year before − 1."""
        return self.asked / self.before.level - 1 if self.before else None

    @cached_property
    def reps(self) -> list[found.QuotaOfRep]:
        """The reps who have quotas, with what they sold in the counted months of the year before."""
        months = self.before.months if self.before else self.calendar.months(self.year - 1)
        return found.quotas_of_reps(self.store, self.year, self.measure, Span(months[0].first, months[-1].last))


def concrete(facts: Facts) -> Principle:
    """Down to a person, and concrete enough to act on: every part names a rep and a month."""
    named = found.concreteness(facts.store, facts.year, facts.measure)
    evidence = Named(*(named[of] / facts.asked if facts.asked else None for of in ("of_rep", "of_month")))
    return Principle("concrete", judged(named["concrete"] == facts.asked), evidence)


def aimed(facts: Facts) -> Principle:
    """Tied to the marketing aim: the products that are to be sold have their position, and goals stand beside."""
    aims = Aims(**found.aims(facts.store, facts.year, facts.measure))
    return Principle("aimed", judged(bool(aims.products) and aims.positioned == aims.products, aims.goals > 0), aims)


def tied(facts: Facts) -> Principle:
    """Higher and lower levels tied together: parts add up to their whole, and what is undertaken reaches it."""
    sums = found.sums(facts.store, facts.year, facts.measure)
    parents, broken, committed = sums["parents"], sums["broken"], facts.root["committed"]
    enough = None if committed is None else committed >= facts.asked
    evidence = Sums(parents, parents - broken, committed, facts.asked, facts.measure)
    return Principle("tied", judged(not broken, enough), evidence)


def improving(facts: Facts) -> Principle:
    """An improvement on last year."""
    sold, months = (facts.before.level, len(facts.before.months)) if facts.before else (None, 0)
    evidence = Improvement(facts.year - 1, facts.asked, sold, months, facts.growth, facts.measure)
    return Principle("improving", judged(None if facts.growth is None else facts.growth > 0), evidence)


def attainable(facts: Facts) -> Principle:
    """Attainable, against the trend and against the visits that can be made."""
    reach = Reach(_against_trend(facts), _against_capacity(facts))
    growing = reach.trend and reach.trend.growth <= reach.trend.usual + reach.trend.above
    fitting = None if isinstance(reach.capacity, Untold) else reach.capacity.needed <= reach.capacity.held
    return Principle("attainable", judged(growing, fitting), reach)


def _against_trend(facts: Facts) -> Growth | None:
    usual = facts.before.growth if facts.before else None
    if facts.growth is None or usual is None:
        return None
    return Growth(facts.growth, usual, facts.settings.quota.above_trend)


def _against_capacity(facts: Facts) -> Capacity | Untold:
    """Compare the visits needed for what remains with those that the working days left can hold."""
    today = clock.today()
    remaining = max(0, facts.asked - facts.root["actual"])
    needed: Figure = selling(facts.store, Part(), facts.measure, today).visits_for(remaining)
    if needed.why:
        return needed.why
    left = Span(max(today, facts.days.first), facts.days.last)
    reps = {rep["id"] for rep in facts.reps}
    worked = days_worked(facts.store, facts.settings, left, reps)
    return Capacity(needed.value or 0, worked * facts.settings.capacity, worked, len(reps))


def fair(facts: Facts) -> Principle:
    """Objective and fair: about as much growth is asked of one rep as of another."""
    whole = facts.before.level / facts.before.total if facts.before else 1
    found_spread = spread(Asked(rep["name"], rep["quota"], round(rep["sold"] * whole)) for rep in facts.reps)
    if found_spread is None:
        return Principle("fair", judged(None), Incomparable(len(facts.reps)))
    (least, most), passing = found_spread, facts.settings.quota.spread
    evidence = Fairness(
        least=least.name,
        least_growth=least.growth or 0,
        most=most.name,
        most_growth=most.growth or 0,
        points=found_spread.points,
        passing=passing,
        newcomers=sum(not rep["sold"] for rep in facts.reps),
    )
    return Principle("fair", judged(found_spread.points <= passing), evidence)


def motivating(facts: Facts) -> Principle:
    """Motivating: the reps have accepted what is asked of them."""
    waiting = [rep["name"] for rep in facts.reps if rep["accepted"] < rep["quota"]]
    accepted = not waiting if facts.reps else None
    return Principle("motivating", judged(accepted), Acceptance(len(facts.reps), waiting))


PRINCIPLES: tuple[Callable[[Facts], Principle], ...] = (
    concrete,
    aimed,
    tied,
    improving,
    attainable,
    fair,
    motivating,
)
