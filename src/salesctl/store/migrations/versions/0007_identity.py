"""Who a store is: a mark in the file's header that tells it from other programs' databases, and a uuid of its own."""

from salesctl.store.migrations.frozen import run_frozen

revision = "0007"
down_revision = "0005"


def upgrade() -> None:
    """Mark the file and give the store a uuid, unless a restore gave it one."""
    run_frozen(__file__)
