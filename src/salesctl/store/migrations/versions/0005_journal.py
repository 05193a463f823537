"""Who ran a command, and indexes: of the journal, and of keys whose other end is deleted by an undo or a vacuum."""

from salesctl.store.migrations.frozen import run_frozen

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the entries of the journal anew, with one more column."""
    run_frozen(__file__)
