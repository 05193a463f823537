"""Tables of hostile texts keep their shape at any width: no line is wider than the terminal, every column stands."""

import io
import random

import pytest
from hostile.program import run
from hostile.texts import HOSTILE, storable
from rich.cells import cell_len

from salesctl.render.columns import Column
from salesctl.render.table import draw, draw_card, draw_line

TEXTS = [text for text in HOSTILE if len(text) < 300]
VIEW = (Column("one", "One"), Column("bar", "|"), Column("two", "Two", drop=1), Column("three", "Three"))
PAGES = [
    *("target list", "target show 1", "territory list", "territory show 1", "contact list 1", "product list"),
    *("prospect list", "prospect show 1", "visit list", "visit show 1", "sale list", "plan week 2026-W49", "log 1"),
    *("plan day 2026-12-01", "report day 2026-11-01", "review week 2026-W44", "visit prep 1", "search x", "log"),
    *("progress visits --by rep", "progress segments --by size", "progress objections", "product matrix"),
    *("territory matrix", "undo --dry-run", "progress metrics --by rep"),
]


def rows(seed: int, count: int) -> list[dict[str, str]]:
    luck = random.Random(seed)
    return [{"one": luck.choice(TEXTS), "bar": "|", "two": luck.choice(TEXTS), "three": "3"} for _ in range(count)]


@pytest.mark.parametrize("width", [20, 27, 40, 60, 80, 120, 200])
def test_no_line_of_a_table_is_wider_than_the_terminal(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    for seed in range(8):
        stream = io.StringIO()
        some = rows(seed, 20)
        draw(VIEW, some, stream, title=some[0]["one"])
        draw_card(VIEW, some[1], stream)
        draw_line(some[2]["one"], stream)
        for line in stream.getvalue().split("\n"):
            assert line.isprintable()
            assert cell_len(line) <= width, repr(line)


def test_every_column_stands_where_its_heading_does(monkeypatch):
    monkeypatch.setenv("COLUMNS", "5000")
    for seed in range(10):
        stream = io.StringIO()
        some = [row for row in rows(seed, 30) if "|" not in row["one"]]
        draw(VIEW, some, stream)
        head, _, *lines = stream.getvalue().rstrip("\n").split("\n")
        assert len(lines) == len(some)
        assert {cell_len(line.split("|")[0]) for line in (head, *lines)} == {cell_len(head.split("|")[0])}


@pytest.mark.parametrize("width", [70])
@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_a_hostile_store_fit(page, width, refill, hostile_bytes, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    refill(hostile_bytes)
    said = run(*page.split())
    assert said.code == 0, said.err
    for line in said.out.split("\n"):
        assert line.isprintable(), repr(line)
        assert cell_len(line) <= width, repr(line)


def test_a_markdown_table_has_as_many_cells_in_each_line(refill, hostile_bytes):
    refill(hostile_bytes)
    lines = run("target", "list", "--format", "md").out.rstrip("\n").split("\n")
    assert len({line.replace("\\\\", "").replace("\\|", "").count("|") for line in lines}) == 1


def test_a_page_of_html_runs_nothing(refill, home):
    refill()
    luck = random.Random(1)
    for _ in range(10):
        text = storable(luck, 200, lines=True) + "<script>alert(1)</script><img src=x onerror=alert(1)>"
        assert run("visit", "add", "Acme", "--outcome", "advance", f"--note={text}").code == 0
        assert run("report", "day", "--html", "day.html").code == 0
        page = (home / "day.html").read_text(encoding="utf-8")
        assert "<script" not in page
        assert "<img" not in page
