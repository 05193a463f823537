"""A page on paper: what has no room in a table, and what keeps its lines."""

from io import StringIO

from cli.page import Page

from salesctl.render.columns import Column, ColumnType, Section
from salesctl.render.document import Document, Part
from salesctl.render.html import write_html

VIEW = (Column("name", "Name"), Column("note", "Note", drop=1), Column("amount", "Amount", ColumnType.AMOUNT))


def written(*rows):
    stream = StringIO()
    write_html(Document("Page", [Part("", [("Fact", "told")], [Section("Rows", VIEW, rows)])]), stream)
    return stream.getvalue()


def row(name, note=None):
    return {"name": name, "note": note, "amount": 1250}


def test_an_empty_column_takes_no_room():
    page = written(row("Acme"), row("大同"))
    assert Page(page).tags["th"] == 2
    assert Page(written(row("Acme"), row("大同", "late"))).tags["th"] == 3
    assert '<td class="figure">12.50</td>' in page


def test_short_texts_stay_on_a_line_and_endless_words_on_the_sheet():
    assert '<td class="short">2026-11-23</td>' in written(row("2026-11-23"))
    assert '<td class="short">overdue</td>' in written(row("overdue"))
    assert f'<td class="long">{"x" * 40}</td>' in written(row("x" * 40))
    assert "<td>two of ten boards broken</td>" in written(row("two of ten boards broken"))


def test_a_table_is_cut_only_where_it_is_long():
    assert '<div class="whole"><h3>Rows</h3>' in written(*[row("Acme")] * 20).replace("\n", "")
    assert "whole" not in written(*[row("Acme")] * 21).partition("</style>")[2]


def test_where_many_columns_crowd_a_sheet_only_the_shortest_texts_keep_their_lines():
    view = tuple(Column(f"key{number}", f"Header {number}") for number in range(7))
    stream = StringIO()
    rows = [dict.fromkeys((column.key for column in view), "Dustin Brinkmann") | {"key0": "2026-11-23"}]
    write_html(Document("Page", [Part("", [], [Section("Rows", view, rows)])]), stream)
    assert stream.getvalue().count('<td class="short">2026-11-23</td>') == 1
    assert stream.getvalue().count("<td>Dustin Brinkmann</td>") == 6
