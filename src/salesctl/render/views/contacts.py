"""Contacts as they are listed."""

from salesctl.render.columns import Column, ColumnType, View
from salesctl.render.views.territories import OF_TERRITORY

CONTACTS: View = (
    Column("id", "Id", ColumnType.INTEGER),
    Column("target_id", "Target id", ColumnType.INTEGER, hidden=True),
    Column("target", "Target"),
    Column("name", "Name"),
    Column("title", "Title", drop=3),
    Column("roles", "Roles", ColumnType.LIST, drop=1),
    Column("phone", "Phone", drop=2),
    Column("email", "E-mail", drop=4),
    Column("note", "Note", drop=6),
    Column("last_met", "Last met", ColumnType.DATE, drop=5),
)

CONTACT_EXPORT: View = (*CONTACTS, OF_TERRITORY)
