"""The first schema, as released in 0.1.0."""

from salesctl.store.migrations.frozen import run_frozen

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    run_frozen(__file__)
