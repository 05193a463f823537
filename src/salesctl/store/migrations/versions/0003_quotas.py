"""What is known of a territory's market; quotas, budgets and goals."""

from salesctl.store.migrations.frozen import run_frozen

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the territories anew, with more columns, and three tables."""
    run_frozen(__file__)
