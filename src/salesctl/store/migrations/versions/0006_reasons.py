"""Why a visit is planned: a code with figures instead of a sentence."""

from alembic import op

from salesctl.store.migrations.frozen import run_frozen
from salesctl.store.migrations.reasons import as_code

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Read the sentences back; one that nobody wrote so keeps its words."""
    connection = op.get_bind().connection.driver_connection
    assert connection is not None, "a migration runs on an open connection"
    connection.create_function("reason_as_code", 1, as_code, deterministic=True)
    run_frozen(__file__)
