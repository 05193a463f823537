"""A small business whose quotas are split: two territories, three reps, two products, ten months of sales."""

import os
from collections.abc import Callable, Iterator

import pytest
from cli.rows import named, sale

from salesctl import clock
from salesctl.domain.product import ProductFields
from salesctl.domain.quota import Dimension, Measure
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields, TerritoryFields
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.services.quota.split import How, split_quota
from salesctl.services.quota.tree import QuotaYear
from salesctl.services.quota.years import set_quota
from salesctl.store.sqlite.opening import open_store


@pytest.fixture
def business(insert, prepared):
    """Ten months of 2026: in North Ann sold 1,100.00 of GTX and Bob 400.00 of MG, in South 陳小姐 200.00 of MG."""

    def fill():
        insert(
            *(named(RepFields, name) for name in ("Ann", "Bob", "陳小姐")),
            *(named(TerritoryFields, name) for name in ("North", "South")),
            *(named(ProductFields, name) for name in ("GTX", "MG")),
            named(TargetFields, "Acme", territory_id=1, rep_id=1, added_on="2026-01-01"),
            named(TargetFields, "台北客戶", territory_id=2, rep_id=3, added_on="2026-01-01"),
        )
        insert(
            *(
                sale(1, f"2026-{month:02}-10", 2000 * month, rep_id=1, territory_id=1, product_id=1)
                for month in range(1, 11)
            ),
            sale(1, "2026-03-11", 40000, rep_id=2, territory_id=1, product_id=2),
            sale(2, "2026-04-11", 20000, rep_id=3, territory_id=2, product_id=2),
        )

    prepared("business", fill)


@pytest.fixture
def tree(business, home) -> Iterator[Callable[..., None]]:
    """Set a year and split it level by level, where that is not what is tested: `tree(2027, 1000_00, "rep", "month")`.

    Each level is one command, as it is when typed.
    """

    def build(year: int, figure: int, *levels: str) -> None:
        clock.set_clock(os.environ["SALESCTL_TODAY"])
        which = QuotaYear(year, Measure.AMOUNT, FiscalCalendar())
        store = open_store(home / "store.db", command_line="a test's own tree")
        set_quota(store, which, figure)
        for level in levels:
            split_quota(store, which, How(Dimension(level)))
        store.lane.close()

    yield build
    clock.set_clock(None)


@pytest.fixture
def adds_up(sql):
    """Check that every part adds up to its whole, to the cent, and return how many nodes there are."""

    def check() -> int:
        wrong = sql(
            "SELECT whole.id, whole.amount, sum(part.amount) FROM quota whole JOIN quota part"
            " ON part.parent_id = whole.id GROUP BY whole.id HAVING whole.amount <> sum(part.amount)"
        )
        assert wrong == []
        return sql("SELECT count(*) FROM quota")[0][0]

    return check


@pytest.fixture
def amounts(run):
    """Return the amounts of a year's cells by what people call them."""

    def read(*options: str, year: str = "2027") -> dict[str, float]:
        rows = run("quota", "show", year, *options, "--format", "json").json
        dimensions = ("product", "territory", "rep", "customer", "month")
        return {" ".join(filter(None, (row[name] for name in dimensions))): row["amount"] for row in rows}

    return read
