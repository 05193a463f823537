"""The words of contacts."""

from enum import StrEnum


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
