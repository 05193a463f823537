"""Three views of a year's figure side by side, each with its arithmetic and where its inputs came from."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypedDict

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.quota import Measure
from salesctl.domain.figures import SEPARATOR, money, percent
from salesctl.domain.text import plural
from salesctl.rules.calendar import Month
from salesctl.rules.fiscal import FiscalCalendar, Span
from salesctl.rules.suggest import MONTHS_A_YEAR, Market, Trend, grown, sales_for_profit, trend
from salesctl.store.queries import suggest as known
from salesctl.store.queries.quota_history import past_sales
from salesctl.store.store import Store

_EXACT = ".12g"
"""How factors are written: who works the arithmetic out again comes to the same amount."""


class Assumptions(NamedTuple):
    """What was given by hand: amounts in minor units, growth, shares and the margin as fractions."""

    growth: float | None = None
    market_size: int | None = None
    share: float | None = None
    share_growth: float | None = None
    purchasing_power: float | None = None
    fixed_cost: int | None = None
    profit: int | None = None
    margin: float | None = None


class Input(NamedTuple):
    """What a view rests on: a figure in words and where it comes from; without the figure, how to give it."""

    name: str
    value: str | None
    source: str


class SuggestionRow(TypedDict):
    """A view as a row: `amount` in minor units; its inputs and what is missing are joined with `SEPARATOR`."""

    view: str
    amount: int | None
    arithmetic: str
    inputs: str
    missing: str


class InputRow(TypedDict):
    """An input of a view as a row; without a value, `source` says how to give it."""

    view: str
    input: str
    value: str | None
    source: str


class Suggestion(NamedTuple):
    """One view of the year's figure: the amount in minor units, None while an input is missing."""

    view: str
    amount: int | None
    arithmetic: str
    inputs: Sequence[Input]

    @property
    def row(self) -> SuggestionRow:
        """The view as a row; its inputs and what is missing as lists."""
        there = [f"{name} {value} ({source})" for name, value, source in self.inputs if value is not None]
        missing = [f"{name} ({source})" for name, value, source in self.inputs if value is None]
        return {
            "view": self.view,
            "amount": self.amount,
            "arithmetic": self.arithmetic,
            "inputs": SEPARATOR.join(there),
            "missing": SEPARATOR.join(missing),
        }

    @property
    def lines(self) -> list[InputRow]:
        """The inputs as rows; what is missing says so in the place of its source."""
        return [
            {
                "view": self.view,
                "input": name,
                "value": value,
                "source": source if value is not None else f"missing: {source}",
            }
            for name, value, source in self.inputs
        ]


def suggest(store: Store, settings: Settings, year: int, given: Assumptions) -> list[Suggestion]:
    """Return the views of a fiscal year's figure by history, market and profit."""
    calendar = FiscalCalendar(settings.fiscal_year_start)
    before = trend(calendar.months(year - 1), sold_by_month(store), Month.of(clock.today()))
    return [_history(year - 1, before, given), _market(store, given), _profit(store, calendar, year - 1, given)]


def sold_by_month(store: Store, measure: Measure = Measure.AMOUNT) -> dict[str, int]:
    """Return what each month with sales sold in a measure."""
    always = Span(date.min, date.max)
    return {row["month"]: row["sold"] for row in past_sales(store, measure, always, ())}


def _history(year: int, before: Trend | None, given: Assumptions) -> Suggestion:
    """Past sales × (1 + growth): that given, else the change from the year before."""
    if before is None:
        sales = Input(f"sales of {year}", None, "none on record; `salesctl import sales` adds them")
        return Suggestion("history", None, "sales of the year before × (1 + growth)", [sales])
    sold, source = _on_record(year, before)
    inputs = [Input(f"sales of {year}", money(before.total), source)]
    growth = before.growth if given.growth is None else given.growth
    if growth is None:
        why = f"--growth; there are no sales before {year} to compare with"
        return Suggestion("history", None, f"{sold}, × (1 + growth)", [*inputs, Input("growth", None, why)])
    origin = "--growth" if given.growth is not None else f"{year} against the same months of {year - 1}"
    amount = grown(before.level, growth)
    arithmetic = f"{sold}, × {1 + growth:{_EXACT}} = {money(amount)}"
    return Suggestion("history", amount, arithmetic, [*inputs, Input("growth", percent(growth), origin)])


def _on_record(year: int, before: Trend) -> tuple[str, str]:
    """Return how a year's sales were brought to twelve months, and which months they rest on."""
    count, total = len(before.months), money(before.total)
    if count == MONTHS_A_YEAR:
        return total, "all twelve months"
    span = f"{year} has {count} of {MONTHS_A_YEAR} months ({before.months[0]} to {before.months[-1]})"
    if season := before.season:
        return (
            f"{total} / {float(season):{_EXACT}} × 12 = {money(before.level)}",
            f"{span}, weighed by the seasonal indices of the years before",
        )
    average = money(round(before.total / count))
    return f"{total} / {count} × 12 = {money(before.level)}", f"{span}; a monthly average of {average}, no season known"


def _market(store: Store, given: Assumptions) -> Suggestion:
    """Market size × share × (1 + share growth), of the whole market or of each territory."""
    markets = _markets(store, given)
    growth = given.share_growth
    inputs = [_market_input(market, given) for market in markets] or [
        Input("market size", None, "--market-size, or `salesctl territory edit NAME --market-size`"),
        *_share_of_whole(given),
    ]
    if growth is None:
        inputs.append(Input("share growth", None, "--share-growth, 0% if it is to stay as it is"))
    else:
        inputs.append(Input("share growth", percent(growth), "--share-growth"))
    if growth is None or any(value is None for _, value, _ in inputs):
        return Suggestion("market", None, "market size × share × (1 + share growth)", inputs)
    amount = grown(sum(market.amount for market in markets), growth)
    parts = _multiplied(markets[0]) if len(markets) == 1 else f"({' + '.join(money(part.amount) for part in markets)})"
    return Suggestion("market", amount, f"{parts} × {1 + growth:{_EXACT}} = {money(amount)}", inputs)


def _markets(store: Store, given: Assumptions) -> list[Market]:
    """Return the whole market as given, else that of each territory, with what was given instead of its own."""
    if given.market_size is not None:
        return [Market("the market", given.market_size, given.share, None, given.purchasing_power)]
    own = [Market(**row) for row in known.markets(store)]
    return [
        market._replace(
            share=market.share if given.share is None else given.share,
            power=market.power if given.purchasing_power is None else given.purchasing_power,
        )
        for market in own
    ]


def _market_input(market: Market, given: Assumptions) -> Input:
    whole = given.market_size is not None
    if market.share is None:
        edit = f", or `salesctl territory edit {market.name!r} --share`"
        return Input(f"share of {market.name}", None, f"--share{'' if whole else edit}")
    return Input(market.name, _multiplied(market), _market_source(market, given))


def _multiplied(market: Market) -> str:
    return "".join([money(market.size), *(f" × {factor:{_EXACT}}" for factor in market.factors)])


def _market_source(market: Market, given: Assumptions) -> str:
    flags = {"--market-size": given.market_size, "--share": given.share, "--purchasing-power": given.purchasing_power}
    sources = [flag for flag, value in flags.items() if value is not None]
    sources += ["territory data"] if given.market_size is None else []
    unknown = {"growth": market.growth, "purchasing power": market.power}
    left_out = " and ".join(name for name, value in unknown.items() if value is None)
    return ", ".join(sources) + (f"; {left_out} not known, left out" if left_out else "")


def _share_of_whole(given: Assumptions) -> list[Input]:
    """Return the share beside a market size that is missing."""
    if given.share is None:
        return [Input("share", None, "--share, or `salesctl territory edit NAME --share`")]
    return [Input("share", percent(given.share), "--share")]


def _profit(store: Store, calendar: FiscalCalendar, year: int, given: Assumptions) -> Suggestion:
    """(Fixed cost + profit wanted) / margin: that given, else the products' own weighed by what they sold."""
    margin, source = _margin(store, calendar, year, given)
    inputs = [
        Input("fixed cost", _money(given.fixed_cost), "--fixed-cost"),
        Input("profit wanted", _money(given.profit), "--profit"),
        Input("margin", None if margin is None else percent(margin), source),
    ]
    if given.fixed_cost is None or given.profit is None or margin is None:
        return Suggestion("profit", None, "(fixed cost + profit wanted) / margin", inputs)
    amount = sales_for_profit(given.fixed_cost, given.profit, margin)
    arithmetic = f"({money(given.fixed_cost)} + {money(given.profit)}) / {margin * 100:{_EXACT}}% = {money(amount)}"
    return Suggestion("profit", amount, arithmetic, inputs)


def _margin(store: Store, calendar: FiscalCalendar, year: int, given: Assumptions) -> tuple[float | None, str]:
    """Return the margin and where it comes from, or how to give it."""
    if given.margin is not None:
        return given.margin, "--margin"
    found = known.margins(store, calendar.days(year))
    if found["earned"] <= 0:
        return None, "--margin, or `salesctl product edit NAME --margin`"
    products = f"{found['products']} {plural('product', found['products'])}"
    covered = f"{percent(found['known'] / found['sold'])} of those of {year}"
    return found["earned"] / found["known"], f"margins of {products} weighed by their sales, {covered}"


def _money(amount: int | None) -> str | None:
    return None if amount is None else money(amount)
