"""Draw the README's picture of a planned week: `python docs/picture.py`, or `--check` to compare."""

import io
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

PICTURE = Path(__file__).with_name("week.svg")
WIDTH = 118
TODAY = "2026-11-25"


def picture() -> str:
    """Return the week of the sample store as an SVG, on a Wednesday: some visits made, some missed, some to come."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SALESCTL_")}
    environment = {**clean, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "SALESCTL_TODAY": TODAY}
    shown = subprocess.run(
        [sys.executable, "-m", "salesctl", "demo"], env=environment, capture_output=True, encoding="utf-8", check=True
    ).stdout
    from rich.console import Console
    from rich.text import Text

    week = shown.split("\n\n", 1)[0]
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text.from_ansi(week))
    return _widened(console.export_svg(title="salesctl plan week", unique_id="week"))


def _widened(svg: str) -> str:
    """Give Chinese characters the two cells they take: Rich puts them into one, where they overlap."""
    from rich.cells import cell_len

    def text(match: re.Match[str]) -> str:
        width, attributes, content = float(match[1]), match[2], match[3]
        shown = unescape(content)
        return f'textLength="{round(width / len(shown) * cell_len(shown), 1):g}"{attributes}>{content}<'

    return re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]+)<', text, svg)


if __name__ == "__main__":
    drawn = picture()
    if "--check" not in sys.argv:
        PICTURE.write_text(drawn, encoding="utf-8")
    elif PICTURE.read_text(encoding="utf-8") != drawn:
        sys.exit("docs/week.svg is stale: run `python docs/picture.py`")
