"""The store as a whole, as it is shown."""

from typing import Any

from salesctl.render.columns import Column, ColumnType, View


def size(count: int) -> str:
    """Write a number of bytes for people: 1500000 is `1.5 MB`."""
    amount, unit = float(count), "bytes"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"


def _count(value: Any) -> str:
    return f"{value:,}"


STORE: View = (
    Column("path", "Path"),
    Column("size", "Size", ColumnType.INTEGER, human=size),
    Column("revision", "Revision"),
    Column("currency", "Currency"),
    Column("created", "Created", ColumnType.MOMENT),
    Column("rows", "Rows", ColumnType.INTEGER, human=_count),
    Column("tables", "By table", ColumnType.LIST),
    Column("commands", "Journal: commands", ColumnType.INTEGER, human=_count),
    Column("changes", "Journal: changes", ColumnType.INTEGER, human=_count),
    Column("journal_since", "Journal: since", ColumnType.MOMENT),
    Column("backups", "Backups", ColumnType.INTEGER),
    Column("last_backup", "Last backup"),
)
