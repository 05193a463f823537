"""The page about a target and the brief of a visit, on narrow and wide terminals, with English and Chinese names.

The expected pages stand in `tables/`; after a change that is meant, write them anew with what the test shows.
"""

from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len

EXPECTED = Path(__file__).with_name("tables")
WIDTHS = (60, 80, 120)
NAMES = {"english": "Northumberland Medical Imaging Services", "chinese": "臺北市立聯合醫院影像醫學部"}
COMMANDS = {"target": "target show 1", "brief": "visit prep 1 --high-level", "prospect": "prospect show 1"}


@pytest.fixture
def known(run, monkeypatch):
    """Make a target that is known through and through, under a name."""

    def make(name: str) -> None:
        monkeypatch.setenv("SALESCTL_TODAY", "2026-11-10")
        run("product", "add", "GTX Pro 專業版")
        run("target", "add", name, "--phone", "02 2345 6789", "--address", "信義路五段7號", "--industry", "醫療")
        run("contact", "add", "1", "陳小明", "--role", "need", "--title", "放射科主任", "--phone", "0711 222 333")
        run("contact", "add", "1", "Grace Mwangi", "--role", "money", "--role", "authority", "--title", "CFO")
        run(
            *("prospect", "promote", "1", "--grade", "A", "--product", "GTX", "--amount", "48210"),
            *(
                "--decide-by",
                "2026-12-15",
                "--money",
                "in the budget",
                "--need",
                "影像歸檔太慢",
                "--interest",
                "slight",
            ),
        )
        run("visit", "add", "1", "--outcome", "advance", "--step", "survey", "--met", "陳小明", "--interest", "strong",
            "--current", "等待12天", "--desired", "3 days", "--impression", "sees the problem", "-q")  # fmt: skip
        monkeypatch.setenv("SALESCTL_TODAY", "2026-11-17")
        run("visit", "add", "1", "--outcome", "continuation", "--step", "present", "--met", "陳小明", "-q",
            "--interest", "slight", "--objection", "price/unclear:兩年的成本不清楚", "--terms", "30 days net",
            "--next", "2026-11-24", "--next-at", "09:30", "--next-purpose", "answer the price")  # fmt: skip
        monkeypatch.setenv("SALESCTL_TODAY", "2026-11-23")

    return make


@pytest.mark.parametrize("called", NAMES)
def test_the_pages_fit_the_terminal(run, known, monkeypatch, called):
    known(NAMES[called])
    for (page, command), width in product(COMMANDS.items(), WIDTHS):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = run(*command.split()).out
        assert shown == (EXPECTED / f"{page}_{called}_{width}.txt").read_text(encoding="utf-8")
        assert max(cell_len(line) for line in shown.splitlines()) <= width
