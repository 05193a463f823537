"""Imports files of some kinds in a process of little memory and time: `python small_memory.py GROUP` prints how each
went, as JSON. A file that takes more than that kills the process, and the last line names the kind."""

import json
import os
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from hostile import large_files
from hostile.program import run

MEMORY = 2 << 30
SECONDS = 120  # of a whole group, on a slow machine


def main(group: str) -> None:
    """Import one file of each kind of a group, each as a dry run."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ |= {"HOME": folder, "SALESCTL_DB": "store.db", "SALESCTL_TODAY": "2026-11-23", "COLUMNS": "80"}
        for name, kind in getattr(large_files, group).items():
            print(json.dumps({"kind": name}), flush=True)
            Path("in").write_bytes(kind.make(kind.size))
            before = time.process_time()
            said = run("import", "targets", "in", "--dry-run")
            seconds = time.process_time() - before
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            size = Path("in").stat().st_size
            print(
                json.dumps(
                    {"kind": name, "code": said.code, "err": said.err, "size": size, "seconds": seconds, "peak": peak}
                ),
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1])
