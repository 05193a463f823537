"""Contacts: the people at a target and their part in the decision."""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, WithJsonSchema

from salesctl.domain.enums.contact import Role
from salesctl.domain.limits import Name, Text
from salesctl.domain.record import Record

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def _plausible(email: str) -> str:
    """Catch what is no address at all; only sending to it would tell more."""
    if not _EMAIL.fullmatch(email):
        raise ValueError("must look like name@example.com")
    return email


Email = Annotated[Name, AfterValidator(_plausible), WithJsonSchema({"type": "string", "format": "email"})]


class ContactFields(Record):
    """A person at a target."""

    TABLE: ClassVar = "contact"

    target_id: int
    name: Name
    name_key: str
    title: Name | None = None
    phone: Name | None = None
    email: Email | None = None
    note: Text | None = None


class ContactRoleFields(Record):
    """One role of a contact; a contact may have several."""

    TABLE: ClassVar = "contact_role"

    contact_id: int
    role: Role
