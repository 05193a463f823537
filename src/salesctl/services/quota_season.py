"""The seasonal index as it is shown, with what each figure is made of."""

from typing import Any, NamedTuple

from salesctl.domain.quota import COLUMNS, Dimension
from salesctl.rules.season import Season, SeasonMonth
from salesctl.services.quota_tree import QuotaYear
from salesctl.services.quota_weights import Scales
from salesctl.store.queries.quotas import NodeFilter
from salesctl.store.store import Store


class SeasonTable(NamedTuple):
    """A season as rows, in the order of the fiscal year; `too_few` when it had to be taken from a wider scope."""

    season: Season | None
    rows: list[dict[str, Any]]
    too_few: bool = False


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


def _row(season: Season, month: SeasonMonth) -> dict[str, Any]:
    return {
        "month": month.number,
        "years": month.periods,
        "sold": month.sold if month.periods else None,
        "average": None if month.average is None else round(month.average),
        "overall": round(season.overall),
        "index": float(month.index),
        "share": float(month.index / 12),
    }
