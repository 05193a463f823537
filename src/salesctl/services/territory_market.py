"""Territories as markets: what they are worth, how to canvass them and where to attack, worked out from their rows."""

from typing import Any

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.figures import SEPARATOR
from salesctl.domain.market import Factor
from salesctl.domain.strategy import MatrixLimits
from salesctl.rules import territory as rules
from salesctl.rules.calendar import Week
from salesctl.rules.metrics import rate
from salesctl.rules.week.canvass import canvass_order
from salesctl.services.plan.facts import canvass_facts, canvass_terms
from salesctl.store.queries import territories as queries
from salesctl.store.queries.canvass import next_in_blocks
from salesctl.store.store import Store

Row = dict[str, Any]

_MEASURES = {
    Factor.SIZE: ("market_customers", "most_customers"),
    Factor.BREADTH: ("area", "most_area"),
    Factor.STRENGTH: ("purchasing_power", "most_power"),
    Factor.HARDNESS: ("open_share", "most_open"),
}
"""The columns that hold each factor: the territory's own, and the largest of the territories beside it."""


def list_markets(store: Store, settings: Settings, limit: int) -> list[Row]:
    """Return territories by name, with their market value, suggested approach and zone."""
    return [_judged(row, settings) for row in queries.list_territories(store, limit)]


def get_market(store: Store, settings: Settings, territory_id: int) -> tuple[Row, list[Row]]:
    """Return a territory and its blocks in sequence, one of which is the next to canvass."""
    upcoming = _next_block(store, settings, territory_id)
    blocks = [_canvassed(row, upcoming) for row in queries.blocks_of(store, territory_id)]
    territory = _judged(queries.get_territory(store, territory_id), settings)
    territory["next_block"] = next((block["block"] for block in blocks if block["next"]), None)
    return territory, blocks


def list_blocks(store: Store, settings: Settings) -> list[Row]:
    """Return the blocks of all territories as those of one are, the territories by name."""
    rows = queries.list_blocks(store)
    upcoming = {row["territory_id"]: _next_block(store, settings, row["territory_id"]) for row in rows}
    return [_canvassed(row, upcoming[row["territory_id"]]) for row in rows]


def _canvassed(block: Row, upcoming: int | None) -> Row:
    """Add how far a block is penetrated, and whether it is the one to canvass next."""
    return {
        **block,
        "penetration": rate(block["customers"], block["targets"]),
        "next": int(block["id"] is not None and block["id"] == upcoming),
    }


def matrix(store: Store, settings: Settings, limit: int) -> list[Row]:
    """Return the territories of the area strategy, the first to attack first; last those whose figures are missing."""
    rows = [
        {**row, "missing": SEPARATOR.join(rules.missing(growth=row["growth"], share=row["share"]))}
        for row in list_markets(store, settings, limit)
    ]
    return sorted(rows, key=lambda row: row["attack_order"] or len(rules.STRATEGIES) + 1)


def _judged(row: Row, settings: Settings) -> Row:
    """Add what the rules make of a territory's figures."""
    own = {factor: row[measure] for factor, (measure, _) in _MEASURES.items()}
    largest = {factor: row[most] for factor, (_, most) in _MEASURES.items()}
    value = rules.market_value(own, largest, settings.value)
    suggested, grounds = rules.suggest_approach(_terrain(row), settings.approach)
    return {
        **row,
        "penetration": rate(row["customers"], row["targets"]),
        "value": value.score,
        "value_sum": value,
        "suggested": suggested,
        "suggested_why": grounds,
        **_strategy(row, settings.matrix),
    }


def _terrain(row: Row) -> rules.Terrain:
    return rules.Terrain(
        customers=row["market_customers"],
        area=row["area"],
        industry=row["industry"],
        industry_share=rate(row["in_industry"], row["targets"]) if row["industry"] else None,
        large_share=rate(row["large"], row["targets"]) if row["classed"] else None,
    )


def _strategy(row: Row, limits: MatrixLimits) -> Row:
    found = rules.strategy(row["growth"], row["share"], limits)
    return {
        "zone": found and found.zone,
        "attack_order": found and found.attack_order,
        "ease": found and found.ease,
        "direction": found and found.zone,
    }


def _next_block(store: Store, settings: Settings, territory_id: int) -> int | None:
    """Return the block of the first target that canvassing would take today, whoever's it is."""
    today = clock.today()
    facts = canvass_facts(next_in_blocks(store, territory_id, canvass_terms(settings, Week.of(today))))
    ordered = canvass_order(facts, today, settings.thresholds.canvass_again_days)
    return ordered[0].block_id if ordered else None
