"""Orders in one cell, as `visit add --order` takes them: `1200`, `GTX Pro=4821; MG Special=55`."""

from salesctl.exchange.foreign_text import BadValue, Cell, shown
from salesctl.exchange.values import amount, split_list


def orders(cell: Cell) -> list[tuple[str | None, int]]:
    """Read orders, each an amount in minor units and the product it is for, None where it is not said."""
    read: list[tuple[str | None, int]] = []
    for item in split_list(cell):
        product, _, figure = item.rpartition("=")
        value = amount(figure)
        if value is None:
            raise BadValue(f"'{shown(item)}' has no amount")
        read.append((product.strip() or None, value))
    return read
