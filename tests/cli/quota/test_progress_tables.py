"""Progress, suggestions and the check on narrow and wide terminals, with long English and Chinese names."""

from pathlib import Path

import pytest
from cli.rows import named, prospect, quota, sale, visit
from rich.cells import cell_len

from salesctl.domain.product import ProductFields
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields, TerritoryFields

TABLES = Path(__file__).parents[2] / "render" / "tables"
WIDTHS = (60, 80, 120)
COMMANDS = {
    "progress_quota": "progress quota",
    "progress_quota_territory": "progress quota --by territory",
    "quota_suggest": "quota suggest 2027 --growth 8% --fixed-cost 900000 --profit 100000 --margin 32%",
    "quota_check": "quota check 2026",
}


@pytest.fixture
def busy(insert, prepared):
    """A year of two territories, products and reps, of amounts in the millions."""

    def fill():
        insert(
            *(named(RepFields, name) for name in ("Bartholomew Featherstonehaugh", "歐陽小姐")),
            *(named(TerritoryFields, name) for name in ("Greater Northumberland", "臺北市信義計畫區")),
            *(named(ProductFields, name) for name in ("Industrial Compressor XL", "壓縮機")),
            named(TargetFields, "Acme", territory_id=1, rep_id=1, added_on="2026-01-01"),
            named(TargetFields, "臺灣精密機械股份有限公司", territory_id=2, rep_id=2, added_on="2026-01-01"),
            quota(24_000_000_00, split_by="territory"),
        )
        for part in (1, 2):
            dimensions = {"territory_id": part, "rep_id": part, "product_id": part}
            insert(
                *(quota(1_000_000_00, parent_id=1, month=f"2026-{month:02}", **dimensions) for month in range(1, 13)),
                *(sale(part, f"2026-{month:02}-10", 900_000_00 + month, **dimensions) for month in range(1, 12)),
                prospect(part, product_id=part, amount=500_000_00, decide_by="2026-12-20", rep_id=part),
                prospect(part, amount=1_234_567_89, decide_by="2026-11-20", rep_id=part),
                visit(part, "2026-11-10", rep_id=part, outcome="order"),
            )

    prepared("busy", fill)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_table_looks_as_it_was_approved(run, monkeypatch, name, width):
    monkeypatch.setenv("COLUMNS", str(width))
    printed = run(*COMMANDS[name].split()).out
    assert max(map(cell_len, printed.splitlines())) <= width
    assert printed == (TABLES / f"{name}_{width}.txt").read_text(encoding="utf-8")
