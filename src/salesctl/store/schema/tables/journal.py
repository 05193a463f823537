"""The store about itself: facts about it, and the journal that `undo` and `log` read."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from salesctl.domain.setting import SettingFields
from salesctl.store.schema.tables.row import Row, constraints, sparse, unique


class Setting(SettingFields, Row, table=True):
    """Facts about the store itself."""

    __table_args__ = constraints(SettingFields, unique("uq_setting_name", "name"))


class Command(Row, table=True):
    """The journal: one entry per command that changed something.

    `kind` tells ordinary commands from a `look`, which stored the plan that it showed, from `undo` and `redo` (which
    take back `undoes`) and from `barrier`, a migration or a restored backup, which undo never crosses. `undone` is 1
    once an undo or redo took it back. `rep` is who the settings said was working; entries of the first versions have
    none.
    """

    TABLE: ClassVar = "command"

    recorded_at: str
    words: str
    kind: str = Field(default="command", sa_column_kwargs={"server_default": text("'command'")})
    undoes: int | None = Field(default=None, foreign_key="command.id")
    undone: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    rep: str | None = None

    __table_args__ = (
        CheckConstraint("kind IN ('command', 'look', 'undo', 'redo', 'barrier')", name="ck_command_kind"),
        sparse("ix_command_undoes", "undoes"),
        {"sqlite_autoincrement": True},
    )


class Change(Row, table=True):
    """One row a command changed: JSON images before (NULL for an insert) and after (NULL for a delete)."""

    TABLE: ClassVar = "change"

    command_id: int = Field(foreign_key="command.id")
    table_name: str
    row_id: int
    before: str | None = None
    after: str | None = None

    # What belonged to a target and is gone can be found in the journal alone; there is little of it.
    __table_args__ = (
        Index("ix_change_command", "command_id", "table_name"),
        Index("ix_change_row", "table_name", "row_id"),
        Index("ix_change_gone", "table_name", sqlite_where=text('"after" IS NULL')),
        {"sqlite_autoincrement": True},
    )
