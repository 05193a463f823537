"""Which columns a table keeps where there is little room, and cells of several lines."""

from io import StringIO

import pytest

from salesctl.render.columns import Column, ColumnType
from salesctl.render.data import write_markdown
from salesctl.render.table import draw, draw_card

NAME = "台北市政府捷運工程局中區工程處"  # 30 columns wide


def drawn(view, *rows):
    stream = StringIO()
    draw(view, rows, stream)
    return stream.getvalue()


@pytest.mark.parametrize(("fold", "kept"), [(48, False), (12, True)])
def test_a_text_that_may_be_folded_keeps_another_column(monkeypatch, fold, kept):
    monkeypatch.setenv("COLUMNS", "40")
    view = (Column("name", "Name", fold=fold), Column("next", "Next action", drop=1))
    printed = drawn(view, {"name": NAME, "next": "meet the CFO"})
    assert ("meet the CFO" in printed) is kept
    assert "".join(line.split()[0] for line in printed.splitlines()[2:]) == NAME


def test_the_lines_of_a_cell_stay_apart(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    rows = {"name": "call\x07\nwhy: a|b", "id": 1}
    lines = (Column("id", "Id", ColumnType.INTEGER), Column("name", "Name", ColumnType.LINES))
    assert drawn(lines, rows).splitlines()[2:] == [" 1  call", "    why: a|b"]
    text = (Column("id", "Id", ColumnType.INTEGER), Column("name", "Name"))
    assert drawn(text, rows).splitlines()[2:] == [" 1  call  why: a|b"]
    stream = StringIO()
    write_markdown(stream, lines, [rows])
    assert stream.getvalue().splitlines()[2] == "| 1 | call <br>why: a\\|b |"


@pytest.mark.parametrize("width", [18, 20, 40, 60])
def test_a_table_too_wide_for_the_terminal_loses_nothing(monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    words = ["abcdefghijkl", "mnopqrstuvwxyz", NAME, "123456", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    view = tuple(Column(word, word[:1], ColumnType.INTEGER if word.isdigit() else ColumnType.TEXT) for word in words)
    printed = drawn(view, dict(zip(words, words, strict=True)))
    assert sorted("".join(printed.split("─")[-1].split())) == sorted("".join(words))


def test_a_card_cuts_nothing_off(monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    stream = StringIO()
    path = "/home/lin/.local/share/salesctl/backups/store-20261123T120000Z-by-hand.db"
    draw_card((Column("path", "Path"),), {"path": path}, stream)
    assert "".join(stream.getvalue().split()) == f"Path{path}"
