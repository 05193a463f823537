"""Days off, and the decisions of reviews."""

from salesctl.store.migrations.frozen import run_frozen

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables."""
    run_frozen(__file__)
