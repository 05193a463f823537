"""What tables are made of: a row's id, CHECKs derived from the records, foreign keys, unique indexes."""

from enum import StrEnum
from typing import Any, ClassVar, get_args

from annotated_types import Ge, Le, MinLen
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from salesctl.domain.record import Record


class Row(SQLModel):
    """What every table adds to its record: an id that is never used again."""

    TABLE: ClassVar[str]

    id: int | None = Field(default=None, primary_key=True)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  # SQLAlchemy calls it with the class
        return cls.TABLE


def constraints(record: type[Record], /, *more: Any, **references: str) -> tuple[Any, ...]:
    """Return the table arguments of a record: CHECKs from its fields, keys from `column="table"`, and `more`."""
    checks = [
        CheckConstraint(check, name=f"ck_{record.TABLE}_{name}")
        for name, field in record.model_fields.items()
        if (check := _check(name, field.annotation, field.metadata))
    ]
    keys = [
        ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{record.TABLE}_{column}")
        for column, table in references.items()
    ]
    return (*checks, *keys, *more, {"sqlite_autoincrement": True})


def _check(name: str, annotation: Any, metadata: list[Any]) -> str | None:
    """Write what pydantic checks of a field (enum members, bounds, minimal length) as SQL; NULL passes any CHECK."""
    terms = []
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            terms.append(f"{name} IN ({', '.join(repr(member.value) for member in kind)})")
        if kind is bool:
            terms.append(f"{name} IN (0, 1)")
        terms += _bounds(name, getattr(kind, "__metadata__", ()))
    terms += _bounds(name, metadata)
    return " AND ".join(terms) or None


def _bounds(name: str, metadata: Any) -> list[str]:
    terms = []
    for item in metadata:
        for part in (item, *getattr(item, "metadata", ())):
            if isinstance(part, Ge):
                terms.append(f"{name} >= {part.ge}")
            elif isinstance(part, Le):
                terms.append(f"{name} <= {part.le}")
            elif isinstance(part, MinLen) or getattr(part, "min_length", None):
                terms.append(f"length({name}) >= {part.min_length}")
    return terms


def unique(name: str, *columns: str, where: str | None = None) -> Index:
    """Return a unique index; expressions and a WHERE are allowed."""
    return Index(name, *(text(column) for column in columns), unique=True, sqlite_where=text(where) if where else None)


def sparse(name: str, column: str) -> Index:
    """Return the index of a key that many rows lack, which deleting what it points to needs."""
    return Index(name, column, sqlite_where=text(f"{column} IS NOT NULL"))


def external_id(table: str) -> Index:
    """Return the index that keeps another system's ids unique."""
    return unique(f"uq_{table}_external_id", "external_id", where="external_id IS NOT NULL")
