"""Intel, account plans and cases; what was prepared for a planned visit."""

from salesctl.store.migrations.frozen import run_frozen

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the planned visits anew, with more columns, and eight tables."""
    run_frozen(__file__)
