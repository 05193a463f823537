"""Running a frozen SQL script: the schema as it was when the migration was written."""

from pathlib import Path

from alembic import op


def run_frozen(migration: str) -> None:
    """Run the statements of the `.sql` file beside a migration, whose `__file__` is given."""
    for statement in Path(migration).with_suffix(".sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
