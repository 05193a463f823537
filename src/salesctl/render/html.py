"""A document as one HTML page that needs nothing else, and prints on a sheet of paper (a sheet per part)."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import TextIO

from salesctl.domain.text import harmless
from salesctl.render.columns import Column, Section, cell, tells
from salesctl.render.document import Document, Part
from salesctl.render.show import destination

_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
@page { size: A4; margin: 9mm 12mm; }
body { font: 10pt/1.35 system-ui, "Noto Sans CJK TC", "Microsoft JhengHei", "PingFang TC", sans-serif;
  max-width: 186mm; margin: 8mm auto; padding: 0 4mm; color: #222; }
h1 { font-size: 15pt; margin: 0 0 3mm; }
h2 { font-size: 12pt; margin: 5mm 0 2mm; border-bottom: 1px solid #999; }
h3 { font-size: 10.5pt; margin: 3mm 0 1mm; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 4mm; margin: 0; }
dt { font-weight: 600; }
dd, p { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .6mm 4mm .6mm 0; border-bottom: 1px solid #ddd;
  overflow-wrap: break-word; white-space: pre-line; }
th { border-bottom-color: #999; overflow-wrap: normal; }
td.long { overflow-wrap: anywhere; }
td.short, td.figure { white-space: nowrap; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
tr, dl, .whole { break-inside: avoid; }
h2, h3 { break-after: avoid; }
@media print {
  body { margin: 0; padding: 0; font-size: 8.5pt; line-height: 1.25; }
  h1 { font-size: 13pt; margin-bottom: 2mm; }
  h3 { font-size: 9.5pt; margin-top: 2mm; }
  th, td { padding-top: .3mm; padding-bottom: .3mm; }
  section + section { break-before: page; }
}
</style>
</head>
<body>
<h1>$title</h1>
$parts
</body>
</html>
""")

_WHOLE = 20
"""Rows that stay on one sheet; a longer table goes on overleaf."""
_SHORT = 16
_LONG = 24
"""Characters of a text that needs one line, and of a word that would push a table off the sheet."""
_SHEET = 80
_FIRM = 12
"""Characters the columns of a table may take together, and of a text that needs one line where they take more."""


def save_page(document: Document, path: Path) -> None:
    """Write a document as an HTML page.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    with destination(path) as stream:
        write_html(document, stream)


def write_html(document: Document, stream: TextIO) -> None:
    """Write a document as a page; all text in it is escaped."""
    parts = "\n".join(line for part in document.parts for line in _part(part))
    stream.write(harmless(_PAGE.substitute(title=escape(document.title), parts=parts)))


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
        yield '<div class="whole">' if len(section.rows) <= _WHOLE else "<div>"
        yield f"<h3>{escape(section.title)}</h3>"
        if section.rows:
            yield from _table(section)
        if section.note:
            yield f"<p>{escape(section.note)}</p>"
        yield "</div>"
    yield "</section>"


def _table(section: Section) -> Iterator[str]:
    """Yield a table; what is empty in every row, or the same where only differences count, has no column."""
    columns = [(column, [cell(column, row) for row in section.rows]) for column in section.view if not column.hidden]
    told = [(column, texts) for column, texts in columns if tells(column, texts)]
    firm = _SHORT if sum(min(_longest(texts), _SHORT) for _, texts in told) <= _SHEET else _FIRM
    shown = [(column, texts, _kind(column, texts, firm)) for column, texts in told]
    headers = "".join(f"<th{kind}>{escape(column.header)}</th>" for column, _, kind in shown)
    yield f"<table>\n<thead><tr>{headers}</tr></thead>\n<tbody>"
    for number in range(len(section.rows)):
        cells = "".join(f"<td{kind}>{escape(texts[number])}</td>" for _, texts, kind in shown)
        yield f"<tr>{cells}</tr>"
    yield "</tbody>\n</table>"


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts))


def _kind(column: Column, texts: Sequence[str], firm: int) -> str:
    """Return the attribute that keeps figures to the right, short texts on one line, and endless words on the sheet.

    Texts are short up to `firm` characters.
    """
    if column.right:
        return ' class="figure"'
    if _longest(texts) <= firm:
        return ' class="short"'
    return ' class="long"' if any(len(word) > _LONG for text in texts for word in text.split()) else ""
