"""What the store's tests share."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from salesctl.store.sqlite.opening import open_store
from salesctl.store.store import Store


@pytest.fixture(autouse=True)
def quick_stores() -> None:
    """Have every store made by its schema: that is tested here."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open, empty store."""
    opened = open_store(tmp_path / "store.db", command_line="test")
    with closing(opened.lane):
        yield opened
