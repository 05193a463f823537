"""Contacts: the people at a target and their part in the decision."""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from salesctl.domain.enums.contact import Role
from salesctl.domain.limits import Name, Searched, Text
from salesctl.domain.record import Record

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def _plausible(email: str) -> str:
    """Catch what is no address at all; only sending to it would tell more."""
    if not _EMAIL.fullmatch(email):
        raise ValueError("must look like name@example.com")
    return email


Email = Annotated[Name, AfterValidator(_plausible), Field(json_schema_extra={"format": "email"})]


class ContactFields(Record):
    """A person at a target."""

    TABLE: ClassVar = "contact"

    target_id: int
    name: Searched[Name]
    name_key: str
    title: Searched[Name] | None = None
    phone: Searched[Name] | None = None
    email: Searched[Email] | None = None
    note: Searched[Text] | None = None


class ContactRoleFields(Record):
    """One role of a contact; a contact may have several."""

    TABLE: ClassVar = "contact_role"

    contact_id: int
    role: Role
