"""A document of facts and tables, shown on a terminal or as Markdown (as HTML in `html.py`)."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from salesctl.render.columns import Column, Section
from salesctl.render.data import escape, write_markdown
from salesctl.render.show import Format, destination


class Part(NamedTuple):
    """A part of a document: facts, each a label and a text, and tables; without a title it is all there is."""

    title: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]


class Document(NamedTuple):
    """A title and the parts under it."""

    title: str
    parts: Sequence[Part]


def show_document(document: Document, form: Format = Format.TABLE, output: Path | None = None) -> None:
    """Print a document, as Markdown or for a terminal.

    Raises:
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    with destination(output, form) as stream:
        write = write_as_markdown if form is Format.MD else write_text
        write(document, stream)


def write_text(document: Document, stream: TextIO) -> None:
    """Write a document for a terminal: each table takes the room there is."""
    from salesctl.render.table import draw, draw_card, draw_line

    draw_line(document.title, stream, "bold reverse")
    for part in document.parts:
        if part.title:
            stream.write("\n")
            draw_line(part.title, stream, "bold reverse")
        if part.facts:
            draw_card(tuple(Column(label, label) for label, _ in part.facts), dict(part.facts), stream)
        for section in part.sections:
            stream.write("\n")
            draw_line(section.title, stream, "bold")
            draw(section.view, section.rows, stream)
            if section.note:
                draw_line(section.note, stream)


def write_as_markdown(document: Document, stream: TextIO) -> None:
    """Write a document with a heading for each part and table."""
    stream.write(f"# {escape(document.title)}\n")
    for part in document.parts:
        if part.title:
            stream.write(f"\n## {escape(part.title)}\n")
        if part.facts:
            stream.write("\n")
        for label, text in part.facts:
            stream.write(f"- **{escape(label)}**: {escape(text)}\n")
        for section in part.sections:
            stream.write(f"\n{'###' if part.title else '##'} {escape(section.title)}\n\n")
            if section.rows:
                write_markdown(stream, section.view, section.rows)
            if section.note:
                # A line right below a table would be its next row.
                gap = "\n" if section.rows else ""
                stream.write(f"{gap}{escape(section.note)}\n")
