"""Contacts: the people at a target and their part in the decision."""

import re
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from salesctl.domain.record import Record
from salesctl.domain.text import Name, Text


class Role(StrEnum):
    """A contact's role in the decision; Money, Authority and Need are the MAN whom to see."""

    MONEY = "money"
    AUTHORITY = "authority"
    NEED = "need"
    GATEKEEPER = "gatekeeper"
    INFLUENCER = "influencer"
    CHAMPION = "champion"


KEY_ROLES = (Role.MONEY, Role.AUTHORITY)
"""A contact with one of these roles is a key person."""


_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def _plausible(email: str) -> str:
    """Catch what is no address at all; only sending to it would tell more."""
    if not _EMAIL.fullmatch(email):
        raise ValueError("must look like name@example.com")
    return email


Email = Annotated[Name, AfterValidator(_plausible)]


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
