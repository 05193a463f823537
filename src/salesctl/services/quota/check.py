"""The check of a year's quotas against the principles of setting them, each with its evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.quota import Measure
from salesctl.domain.figures import in_words, percent
from salesctl.domain.text import plural
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
    evidence: str


def check(store: Store, settings: Settings, year: int, measure: Measure) -> list[PrincipleRow]:
    """Return the principles in the course's order, each with its verdict and the figures that show it.

    Raises:
        NotFound: The year has no quota.
    """
    facts = Facts(store, settings, year, measure)
    found = [principle(facts) for principle in PRINCIPLES]
    return [{"principle": one.principle, "verdict": one.verdict, "evidence": one.evidence} for one in found]


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

    def told(self, figure: int) -> str:
        """Return a figure of the measure in words."""
        return in_words(figure, self.measure)

    def share(self, part: int) -> str:
        """Return a part of the year's quota as a percentage."""
        return percent(part / self.asked) if self.asked else "–"


def concrete(facts: Facts) -> Principle:
    """Down to a person, and concrete enough to act on: every part names a rep and a month."""
    named = found.concreteness(facts.store, facts.year, facts.measure)
    evidence = f"{facts.share(named['of_rep'])} of the quota names a rep, {facts.share(named['of_month'])} a month"
    return Principle("concrete", judged(named["concrete"] == facts.asked), evidence)


def aimed(facts: Facts) -> Principle:
    """Tied to the marketing aim: the products that are to be sold have their position, and goals stand beside."""
    aims = found.aims(facts.store, facts.year, facts.measure)
    products, positioned, goals = aims["products"], aims["positioned"], aims["goals"]
    split = f"{positioned} of {products} {plural('product', products)} positioned" if products else "no product named"
    evidence = f"{split}, {goals or 'no'} {plural('goal', goals)} in words"
    return Principle("aimed", judged(bool(products) and positioned == products, goals > 0), evidence)


def tied(facts: Facts) -> Principle:
    """Higher and lower levels tied together: parts add up to their whole, and what is undertaken reaches it."""
    sums = found.sums(facts.store, facts.year, facts.measure)
    parents, broken, committed = sums["parents"], sums["broken"], facts.root["committed"]
    adding = f"the parts add up in {parents - broken} of {parents} split {plural('quota', parents)}"
    if committed is None:
        return Principle("tied", judged(not broken, None), f"{adding}; nobody has committed to anything yet")
    gap = committed - facts.asked
    evidence = f"{adding}; {facts.told(committed)} committed of {facts.told(facts.asked)}, gap {facts.told(gap)}"
    return Principle("tied", judged(not broken, gap >= 0), evidence)


def improving(facts: Facts) -> Principle:
    """An improvement on last year."""
    if facts.before is None or facts.growth is None:
        return Principle("improving", judged(None), f"no sales of {facts.year - 1} to compare with")
    months = len(facts.before.months)
    basis = "" if months == 12 else f" (made up from {months} months)"
    evidence = (
        f"{facts.told(facts.asked)} after {facts.told(facts.before.level)} in {facts.year - 1}{basis}:"
        f" {signed(facts.growth)}"
    )
    return Principle("improving", judged(facts.growth > 0), evidence)


def attainable(facts: Facts) -> Principle:
    """Attainable, against the trend and against the visits that can be made."""
    growing, trend_words = _against_trend(facts)
    fitting, capacity_words = _against_capacity(facts)
    return Principle("attainable", judged(growing, fitting), f"{trend_words}; {capacity_words}")


def _against_trend(facts: Facts) -> tuple[bool | None, str]:
    usual = facts.before.growth if facts.before else None
    if facts.growth is None or usual is None:
        return None, "no trend: it takes sales of two years"
    most = facts.settings.quota.above_trend
    words = f"asks {signed(facts.growth)} where the trend is {signed(usual)}, at most {percent(most)} above passes"
    return facts.growth <= usual + most, words


def _against_capacity(facts: Facts) -> tuple[bool | None, str]:
    """Compare the visits needed for what remains with those that the working days left can hold."""
    today = clock.today()
    remaining = max(0, facts.asked - facts.root["actual"])
    needed: Figure = selling(facts.store, Part(), facts.measure, today).visits_for(remaining)
    if needed.value is None:
        return None, f"visits needed unknown: {needed.why}"
    left = Span(max(today, facts.days.first), facts.days.last)
    reps = {rep["id"] for rep in facts.reps}
    worked = days_worked(facts.store, facts.settings, left, reps)
    held = worked * facts.settings.capacity
    words = f"{needed.value:,.0f} visits needed, {held:,} possible in {worked:,} working days"
    return needed.value <= held, f"{words} of {len(reps)} {plural('rep', len(reps))}"


def fair(facts: Facts) -> Principle:
    """Objective and fair: about as much growth is asked of one rep as of another."""
    whole = facts.before.level / facts.before.total if facts.before else 1
    found_spread = spread(Asked(rep["name"], rep["quota"], round(rep["sold"] * whole)) for rep in facts.reps)
    if found_spread is None:
        return Principle("fair", judged(None), "it takes two reps who have a quota and sold in the year before")
    least, most = found_spread
    newcomers = sum(not rep["sold"] for rep in facts.reps)
    evidence = (
        f"growth asked from {signed(least.growth or 0)} ({least.name}) to {signed(most.growth or 0)} ({most.name}),"
        f" {found_spread.points * 100:.0f} points apart, at most {facts.settings.quota.spread * 100:.0f} pass"
    )
    more = f"; {newcomers} {plural('rep', newcomers)} without sales to compare" if newcomers else ""
    return Principle("fair", judged(found_spread.points <= facts.settings.quota.spread), evidence + more)


def motivating(facts: Facts) -> Principle:
    """Motivating: the reps have accepted what is asked of them."""
    if not facts.reps:
        return Principle("motivating", judged(None), "no quota names a rep who could accept it")
    waiting = [rep["name"] for rep in facts.reps if rep["accepted"] < rep["quota"]]
    count = len(facts.reps)
    evidence = f"{count - len(waiting)} of {count} {plural('rep', count)} accepted"
    return Principle("motivating", judged(not waiting), f"{evidence}{_some(waiting)}")


def _some(names: Sequence[str], most: int = 3) -> str:
    if not names:
        return ""
    more = len(names) - most
    return f"; not yet {', '.join(names[:most])}{f' and {more} more' if more > 0 else ''}"


def signed(growth: float) -> str:
    """Write a growth with its sign."""
    return f"{growth:+.1%}"


PRINCIPLES: tuple[Callable[[Facts], Principle], ...] = (
    concrete,
    aimed,
    tied,
    improving,
    attainable,
    fair,
    motivating,
)
