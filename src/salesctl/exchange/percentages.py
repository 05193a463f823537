"""Columns of percentages: `15%`, `15` and `0.15` mean the same, told apart by the whole column."""

import re
from collections.abc import Iterable
from decimal import Decimal

from salesctl.exchange.foreign_text import BadValue, Cell, shown
from salesctl.exchange.values import Reader, plain, short

_NUMBER = re.compile(r"(?P<number>[-+]?\d{1,6}(?:\.\d{1,20})?(?:e-\d{1,2})?)\s*(?P<sign>%)?")
_TENTHS = re.compile(r"(?P<tenths>\d(?:\.\d)?|\d\d)\s*折")


def percentages(cells: Iterable[Cell], low: float, high: float, scale: int, discount: bool = False) -> Reader:
    """Return a reader for a column's cells that gives fractions times `scale`, from `low` to `high`.

    A number without a sign is a percentage when any such number of the column is beyond 1, else a fraction: never one
    in half of a column and the other in the rest. With `discount`, `85折` (15 % off) is understood.
    """
    numbers = [match for cell in dict.fromkeys(cells) if (match := _NUMBER.fullmatch(plain(cell)))]
    in_hundreds = any(not match["sign"] and abs(Decimal(match["number"])) > 1 for match in numbers)

    def read(cell: Cell) -> float | None:
        text = short(cell)
        if not text:
            return None
        tenths = _TENTHS.fullmatch(text) if discount else None
        found = _NUMBER.fullmatch(text)
        if tenths:
            kept = Decimal(tenths["tenths"])
            fraction = 1 - kept / (100 if kept >= 10 else 10)
        elif found is None:
            raise BadValue(f"'{shown(text)}' is not a percentage")
        elif found["sign"] or in_hundreds:
            fraction = Decimal(found["number"]) / 100
        elif text == "1":
            raise BadValue("'1' may be 1% or 100%; write it with the sign")
        else:
            fraction = Decimal(found["number"])
        value = round(float(fraction * scale), 6)
        if not low <= value <= high:
            raise BadValue(f"'{shown(text)}' is not from {low * 100 / scale:g}% to {high * 100 / scale:g}%")
        return value

    return read
