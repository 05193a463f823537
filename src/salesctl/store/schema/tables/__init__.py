"""The schema, in `metadata`: SQLModel tables that inherit the records, so that every field is written once.

A module per subject. Imported only to generate `schema.sql` and to hold migrations against it: everyday commands run
SQL over sqlite3.
"""

from sqlalchemy import Boolean, Float, Integer, Text
from sqlmodel import SQLModel

from salesctl.store.schema.tables import accounts, activity, journal, lists, planning, results

__all__ = ["accounts", "activity", "journal", "lists", "metadata", "planning", "results"]


def speak_plain_types() -> None:
    """Make every column TEXT, INTEGER or REAL: the only types the store speaks."""
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, Boolean | Integer):
                column.type = Integer()
            elif isinstance(column.type, Float):
                column.type = Float()
            else:
                column.type = Text()


speak_plain_types()
metadata = SQLModel.metadata
