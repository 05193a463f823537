"""Territories as markets: what they are worth, how to canvass them and where to attack, worked out from their rows."""

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.figures import SEPARATOR
from salesctl.domain.market import Factor, Grounds, Value
from salesctl.rules import territory as rules
from salesctl.rules.calendar import Week
from salesctl.rules.metrics import rate
from salesctl.rules.week.canvass import canvass_order
from salesctl.services.plan.facts import canvass_facts, canvass_terms
from salesctl.store.queries import territories as queries
from salesctl.store.queries.canvass import next_in_blocks
from salesctl.store.store import Store


class Market(queries.ListedTerritory):
    """A territory with what the rules make of its figures; `penetration` is a fraction of 1.

    `value_sum` is how its market `value` comes about, `zone` to `direction` are its place in the area strategy.
    """

    penetration: float | None
    value: float | None
    value_sum: Value
    suggested: str | None
    suggested_why: Grounds
    zone: str | None
    attack_order: int | None
    ease: str | None
    direction: str | None


class ShownMarket(Market):
    """A territory with the block that is the next to canvass."""

    next_block: str | None


class PlacedMarket(Market):
    """A territory with the names of the figures its place in the area strategy lacks."""

    missing: str


class CanvassedBlock(queries.ListedBlock):
    """A block with how far it is penetrated, a fraction of 1, and whether it is the `next` to canvass, 0 or 1."""

    penetration: float | None
    next: int


def list_markets(store: Store, settings: Settings, limit: int) -> list[Market]:
    """Return territories by name, with their market value, suggested approach and zone."""
    return [_judged(row, settings) for row in queries.list_territories(store, limit)]


def get_market(store: Store, settings: Settings, territory_id: int) -> tuple[ShownMarket, list[CanvassedBlock]]:
    """Return a territory and its blocks in sequence, one of which is the next to canvass."""
    upcoming = _next_block(store, settings, territory_id)
    blocks = [_canvassed(row, upcoming) for row in queries.blocks_of(store, territory_id)]
    territory = _judged(queries.get_territory(store, territory_id), settings)
    next_block = next((block["block"] for block in blocks if block["next"]), None)
    return {**territory, "next_block": next_block}, blocks


def list_blocks(store: Store, settings: Settings) -> list[CanvassedBlock]:
    """Return the blocks of all territories as those of one are, the territories by name."""
    rows = queries.list_blocks(store)
    upcoming = {row["territory_id"]: _next_block(store, settings, row["territory_id"]) for row in rows}
    return [_canvassed(row, upcoming[row["territory_id"]]) for row in rows]


def _canvassed(block: queries.ListedBlock, upcoming: int | None) -> CanvassedBlock:
    """Add how far a block is penetrated, and whether it is the one to canvass next."""
    return {
        **block,
        "penetration": rate(block["customers"], block["targets"]),
        "next": int(block["id"] is not None and block["id"] == upcoming),
    }


def matrix(store: Store, settings: Settings, limit: int) -> list[PlacedMarket]:
    """Return the territories of the area strategy, the first to attack first; last those whose figures are missing."""
    rows: list[PlacedMarket] = [
        {**row, "missing": SEPARATOR.join(rules.missing(growth=row["growth"], share=row["share"]))}
        for row in list_markets(store, settings, limit)
    ]
    return sorted(rows, key=lambda row: row["attack_order"] or len(rules.STRATEGIES) + 1)


def _judged(row: queries.ListedTerritory, settings: Settings) -> Market:
    """Add what the rules make of a territory's figures."""
    value = rules.market_value(_measures(row), _largest(row), settings.value)
    suggested, grounds = rules.suggest_approach(_terrain(row), settings.approach)
    place = rules.strategy(row["growth"], row["share"], settings.matrix)
    return {
        **row,
        "penetration": rate(row["customers"], row["targets"]),
        "value": value.score,
        "value_sum": value,
        "suggested": suggested,
        "suggested_why": grounds,
        "zone": place and place.zone,
        "attack_order": place and place.attack_order,
        "ease": place and place.ease,
        "direction": place and place.zone,
    }


def _measures(row: queries.ListedTerritory) -> rules.Measures:
    return {
        Factor.SIZE: row["market_customers"],
        Factor.BREADTH: row["area"],
        Factor.STRENGTH: row["purchasing_power"],
        Factor.HARDNESS: row["open_share"],
    }


def _largest(row: queries.ListedTerritory) -> rules.Measures:
    """Return the largest of each measure among the territories beside it."""
    return {
        Factor.SIZE: row["most_customers"],
        Factor.BREADTH: row["most_area"],
        Factor.STRENGTH: row["most_power"],
        Factor.HARDNESS: row["most_open"],
    }


def _terrain(row: queries.ListedTerritory) -> rules.Terrain:
    return rules.Terrain(
        customers=row["market_customers"],
        area=row["area"],
        industry=row["industry"],
        industry_share=rate(row["in_industry"] or 0, row["targets"]) if row["industry"] else None,
        large_share=rate(row["large"], row["targets"]) if row["classed"] else None,
    )


def _next_block(store: Store, settings: Settings, territory_id: int) -> int | None:
    """Return the block of the first target that canvassing would take today, whoever's it is."""
    today = clock.today()
    facts = canvass_facts(next_in_blocks(store, territory_id, canvass_terms(settings, Week.of(today))))
    ordered = canvass_order(facts, today, settings.thresholds.canvass_again_days)
    return ordered[0].block_id if ordered else None
