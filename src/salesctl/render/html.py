"""A document as one HTML page that needs nothing else, and prints on a sheet of paper (a sheet per part)."""

from collections.abc import Iterator
from html import escape
from string import Template
from typing import TextIO

from salesctl.render.columns import Column, Kind, Section, cell
from salesctl.render.document import Document, Part

_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
@page { size: A4; margin: 12mm; }
body { font: 10pt/1.35 system-ui, "Noto Sans CJK TC", "Microsoft JhengHei", "PingFang TC", sans-serif;
  max-width: 186mm; margin: 8mm auto; padding: 0 4mm; color: #222; }
h1 { font-size: 15pt; margin: 0 0 3mm; }
h2 { font-size: 12pt; margin: 5mm 0 2mm; border-bottom: 1px solid #999; }
h3 { font-size: 10.5pt; margin: 3mm 0 1mm; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0; }
dt { font-weight: 600; }
dd, p { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .6mm 2mm .6mm 0; border-bottom: 1px solid #ddd;
  overflow-wrap: anywhere; white-space: pre-line; }
th { border-bottom-color: #999; overflow-wrap: normal; }
.date { white-space: nowrap; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr, dl { break-inside: avoid; }
h2, h3 { break-after: avoid; }
@media print { body { margin: 0; padding: 0; font-size: 9pt; } section + section { break-before: page; } }
</style>
</head>
<body>
<h1>$title</h1>
$parts
</body>
</html>
""")


def write_html(document: Document, stream: TextIO) -> None:
    """Write a document as a page; all text in it is escaped."""
    parts = "\n".join(line for part in document.parts for line in _part(part))
    stream.write(_PAGE.substitute(title=escape(document.title), parts=parts))


def _part(part: Part) -> Iterator[str]:
    yield "<section>"
    if part.title:
        yield f"<h2>{escape(part.title)}</h2>"
    if part.facts:
        yield "<dl>"
        for label, text in part.facts:
            yield f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>"
        yield "</dl>"
    for section in part.sections:
        yield f"<h3>{escape(section.title)}</h3>"
        if section.rows:
            yield from _table(section)
        if section.note:
            yield f"<p>{escape(section.note)}</p>"
    yield "</section>"


def _table(section: Section) -> Iterator[str]:
    shown = [column for column in section.view if not column.hidden]
    kinds = [_kind(column) for column in shown]
    headers = (f"<th{kind}>{escape(column.header)}</th>" for column, kind in zip(shown, kinds, strict=True))
    yield f"<table>\n<thead><tr>{''.join(headers)}</tr></thead>\n<tbody>"
    for row in section.rows:
        cells = (f"<td{kind}>{escape(cell(column, row))}</td>" for column, kind in zip(shown, kinds, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"


def _kind(column: Column) -> str:
    """Return the attribute that keeps figures to the right and dates on one line."""
    if column.right:
        return ' class="figure"'
    return ' class="date"' if column.kind is Kind.DATE else ""
