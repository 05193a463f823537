"""Rows are typed: a column that is misspelt is an error of mypy, which names the file and the column."""

import re
import subprocess
import sys
from pathlib import Path

from salesctl import services

TYPED = ("orders", "visits", "visit_changes")


def test_a_misspelt_column_is_found(tmp_path):
    shadows, typed = [], []
    for name in TYPED:
        module = Path(services.__file__).parent / f"{name}.py"
        text = module.read_text(encoding="utf-8")
        (tmp_path / module.name).write_text(text.replace('["visited_on"]', '["visitd_on"]'), encoding="utf-8")
        shadows += ["--shadow-file", str(module), str(tmp_path / module.name)]
        typed.append(str(module))
    mypy = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), "--follow-imports=silent"]
    done = subprocess.run(
        [*mypy, *shadows, *typed],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=False,
    )
    found = re.findall(r'services/(\w+)\.py:\d+: error: TypedDict "VisitRow" has no key "visitd_on"', done.stdout)
    assert set(found) == set(TYPED), done.stdout + done.stderr
