"""The sample store that `salesctl demo` makes."""

import re
import shutil
from pathlib import Path


def test_the_sample_store_is_whole_in_its_file_and_can_be_copied(run, monkeypatch, tmp_path):
    shown = run("demo").out
    assert shown.startswith("2026-W48: these cadences need ")
    store = Path(re.search(r"export SALESCTL_DB=(\S+)", shown)[1])
    assert f"SALESCTL_CONFIG={store.parent / 'config.toml'}" in shown
    copied = Path(shutil.copy(store, tmp_path / "copy.db"))
    monkeypatch.setenv("SALESCTL_DB", str(copied))
    assert len(run("prospect", "list", "--limit", "500", "-f", "json").json) == 240
