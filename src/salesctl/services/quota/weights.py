"""What the parts of a quota are weighed by: which parts there are, how much each counts, and the season by itself."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple, TypedDict

from salesctl.domain.enums.quota import COLUMNS, Dimension, Weights
from salesctl.errors import InvalidInput
from salesctl.rules.calendar import Month
from salesctl.rules.history import PastSales, Scope, widening
from salesctl.rules.market import market_weights
from salesctl.rules.season import ORDERS_A_MONTH, Season, SeasonMonth, seasonal_index
from salesctl.services.quota.tree import Key, QuotaYear
from salesctl.store.queries import quota_history as facts
from salesctl.store.queries.quotas import NodeFilter
from salesctl.store.store import Store


class Weighed(NamedTuple):
    """The parts of one node and their weights; what they rest on, and how many levels up that was found."""

    parts: Mapping[Key, int | Fraction]
    by: Weights
    levels_up: int = 0


class FoundSeason(NamedTuple):
    """A season, and how many levels up it was found."""

    season: Season
    levels_up: int


class SeasonLine(TypedDict):
    """A month of a season: what it sold, the averages in minor units, and its index and share of the year.

    `years` is how often the month is on record; what it sold is None where it never was.
    """

    month: int
    years: int
    sold: int | None
    average: int | None
    overall: int
    index: float
    share: float


class SeasonTable(NamedTuple):
    """A season as rows, in the order of the fiscal year; `too_few` when it had to be taken from a wider scope."""

    season: Season | None
    rows: list[SeasonLine]
    too_few: bool = False


class Scales:
    """Weighs the parts of nodes along one dimension, with all that takes read once."""

    def __init__(
        self, store: Store, which: QuotaYear, by: Dimension, scope: tuple[str, ...], manual: Mapping[Key, Fraction]
    ) -> None:
        """Read what weighing takes; `scope` names the columns by which nodes are narrowed."""
        self._store, self._which, self._by, self._manual = store, which, by, manual
        self._column = COLUMNS[by]
        columns = {*scope, self._column} | ({"territory_id", "rep_id"} if by is Dimension.CUSTOMER else set())
        self.sales = PastSales(facts.past_sales(store, which.measure, which.history, sorted(columns)))
        self._seasons: dict[tuple[tuple[str, Key], ...], Season | None] = {}
        self._keys = self._candidates()

    def weigh(self, scope: Scope, wanted: Weights | None) -> Weighed:
        """Weigh the parts of a node; where no weights are `wanted`, by season or history and equally without any.

        Raises:
            InvalidInput: The weights wanted cannot be had.
        """
        if wanted is Weights.MANUAL:
            return Weighed(self._manual, Weights.MANUAL)
        keys = self._keys(scope)
        if wanted is Weights.MARKET:
            return Weighed(self._market(keys), Weights.MARKET)
        if wanted is Weights.EQUAL or not keys:
            return Weighed(dict.fromkeys(keys, 1), Weights.EQUAL)
        by_season = wanted is Weights.SEASON or (wanted is None and self._by is Dimension.MONTH)
        found = self._season(scope, keys) if by_season else self._history(scope, keys)
        if found is None and wanted is not None:
            raise InvalidInput(f"{_silence(self._which)}; use --weights equal or manual")
        return found or Weighed(dict.fromkeys(keys, 1), Weights.EQUAL)

    def season(self, scope: Scope) -> FoundSeason | None:
        """Return the season of the nearest scope that has enough orders for one, or None when nothing was sold.

        The whole business has its season however few its orders are: there is nothing better to go by.
        """
        observed = self.sales.observed
        for levels_up, wider in enumerate(widening(scope)):
            if wider and self.sales.orders(wider) < ORDERS_A_MONTH * len(observed):
                continue
            key = tuple(wider.items())
            if key not in self._seasons:
                self._seasons[key] = seasonal_index(self.sales.sold(wider, "month"), observed)
            if season := self._seasons[key]:
                return FoundSeason(season, levels_up)
        return None

    def _season(self, scope: Scope, keys: list[Key]) -> Weighed | None:
        found = self.season(scope)
        if found is None:
            return None
        parts = {key: found.season.months[int(key[-2:])].index for key in keys}
        return Weighed(parts, Weights.SEASON, found.levels_up)

    def _history(self, scope: Scope, keys: list[Key]) -> Weighed | None:
        """Weigh by past sales of the node's own scope, else of the nearest wider one in which any part sold."""
        for levels_up, wider in enumerate(widening(scope)):
            sold = self._sold(wider)
            parts = {key: sold.get(key, 0) for key in keys}
            if any(parts.values()):
                return Weighed(parts, Weights.HISTORY, levels_up)
        return None

    def _sold(self, scope: Scope) -> Mapping[Key, int]:
        sold = self.sales.sold(scope, self._column)
        if self._by is not Dimension.MONTH:
            return sold
        by_number: dict[int, int] = defaultdict(int)
        for month, amount in sold.items():
            by_number[Month.parse(month).number] += amount
        return {month: by_number[Month.parse(month).number] for month in self._which.months}

    def _market(self, keys: list[Key]) -> Mapping[Key, Fraction]:
        known = facts.market_facts(self._store)
        return market_weights([known[key] for key in keys])

    def _candidates(self) -> Callable[[Scope], list[Key]]:
        """Return what finds the parts a node can have, whatever they weigh."""
        match self._by:
            case Dimension.PRODUCT:
                products = facts.product_ids(self._store)
                return lambda scope: products
            case Dimension.TERRITORY:
                territories = facts.territory_ids(self._store)
                return lambda scope: territories
            case Dimension.REP:
                return self._reps()
            case Dimension.CUSTOMER:
                return self._customers()
            case Dimension.MONTH:
                months = list(self._which.months)
                return lambda scope: months

    def _reps(self) -> Callable[[Scope], list[Key]]:
        """Who works the node's territory: owns targets there, or sold there; without a territory, anywhere."""
        by_territory: dict[int | None, set[int]] = defaultdict(set)
        anywhere: set[int] = set()
        for row in facts.reps_by_territory(self._store, self._which.history):
            by_territory[row["territory_id"]].add(row["rep_id"])
            anywhere.add(row["rep_id"])
        return lambda scope: sorted(by_territory[scope["territory_id"]] if "territory_id" in scope else anywhere)

    def _customers(self) -> Callable[[Scope], list[Key]]:
        """Who bought in the node's territory and of its rep, of whatever product, and has not been dropped."""
        dropped = facts.dropped_targets(self._store)

        def buyers(scope: Scope) -> list[Key]:
            place = {column: value for column, value in scope.items() if column in ("territory_id", "rep_id")}
            return sorted(self.sales.sold(place, "target_id").keys() - dropped)

        return buyers


def _silence(which: QuotaYear) -> str:
    """Say that nothing was sold in the days a year's quotas rest on; for a far year, none of them is over yet."""
    days = which.history
    if days.first > days.last:
        return f"no sales to weigh by: {which.year} rests on the years before it, and no month of those is over"
    return f"no sales from {days.first} to {days.last} to weigh by"


def season_of(store: Store, which: QuotaYear, chosen: NodeFilter) -> SeasonTable:
    """Return the season by which a year's months are split in the scope that is chosen."""
    narrowed = {name: value for name, value in chosen._asdict().items() if value is not None}
    scope = {column: narrowed[column] for column in COLUMNS.values() if column in narrowed}
    found = Scales(store, which, Dimension.MONTH, tuple(scope), {}).season(scope)
    if found is None:
        return SeasonTable(None, [])
    numbers = [int(month[-2:]) for month in which.months]
    rows = [_row(found.season, found.season.months[number]) for number in numbers]
    return SeasonTable(found.season, rows, found.levels_up > 0)


def _row(season: Season, month: SeasonMonth) -> SeasonLine:
    return {
        "month": month.number,
        "years": month.periods,
        "sold": month.sold if month.periods else None,
        "average": None if month.average is None else round(month.average),
        "overall": round(season.overall),
        "index": float(month.index),
        "share": float(month.index / 12),
    }
