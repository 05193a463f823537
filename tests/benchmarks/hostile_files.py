"""What hostile files cost: `python tests/benchmarks/hostile_files.py [SIZES]` prints a table of file, size, peak memory
and seconds of importing each kind; and of large lists as there are, which must be read."""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from timing import BIN, prepare

sys.path.insert(0, str(Path(__file__).parent.parent))

from hostile.large_files import OTHER_SHEETS, SHEETS, TEXT

_MOST_MEMORY = 8 << 30


def main() -> None:
    """Import each file in a process of its own, as a dry run into a new store."""
    prepare()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'file':44} {'size':>10} {'peak':>9} {'seconds':>8}  exit, and what is said")
        for title, kind in {**TEXT, **SHEETS, **OTHER_SHEETS}.items():
            _import(folder, title, lambda path, kind=kind: path.write_bytes(kind.make(kind.size)))
        for device in ("/dev/zero", "/dev/urandom"):
            _report(folder, device, Path(device))
        for title, write in _lists():
            _import(folder, title, write)


def _lists() -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Yield large lists as there are."""
    yield "CSV, 1,000,000 rows of 6 columns", _csv
    yield "XLSX, 200,000 rows of 20 columns", _xlsx
    yield "XLSX, 1,000 cells of 32,767 characters", _long_cells


def _csv(path: Path) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write("name,territory,block,industry,address,phone\n")
        for n in range(1_000_000):
            stream.write(f"Company {n},Territory {n % 10},Block {n % 200},Retail,{n} Harbour Street,02{n:08}\n")


def _xlsx(path: Path) -> None:
    rows = (
        [f"Company {n}", f"Territory {n % 10}", *(f"word {n * column % 5000}" for column in range(18))]
        for n in range(200_000)
    )
    _write(path, ["name", "territory", *(f"column {number}" for number in range(18))], rows)


def _long_cells(path: Path) -> None:
    _write(path, ["name", "address"], ([f"Company {n}", _text(n)] for n in range(1_000)))


def _text(seed: int) -> str:
    words = ["visit", "order", "offer", "price", "later", "soon", "again", "Tuesday"]
    return " ".join(random.Random(seed).choices(words, k=10_000))[:32_767]


def _write(path: Path, headers: list[str], rows: Iterator[list[str]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([headers, *rows]):
            sheet.write_row(number, 0, row)


def _import(folder: Path, title: str, write: Callable[[Path], object]) -> None:
    path = folder / "in"
    if len(sys.argv) > 1 and not any(word in title for word in sys.argv[1:]):
        return
    # Made in a process of its own: what is forked from a large process begins with its memory.
    child = os.fork()
    if not child:
        write(path)
        os._exit(0)
    os.waitpid(child, 0)
    _report(folder, title, path)


def _report(folder: Path, title: str, path: Path) -> None:
    if len(sys.argv) > 1 and not any(word in title for word in sys.argv[1:]):
        return
    (folder / "store.db").unlink(missing_ok=True)
    command = ["prlimit", f"--as={_MOST_MEMORY}", str(BIN / "salesctl"), "--db", str(folder / "store.db")]
    with subprocess.Popen(
        [*command, "import", "targets", str(path), "--dry-run"],
        env={**os.environ, "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr
        said = process.stderr.read().splitlines()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    size = f"{path.stat().st_size >> 10:,} KB" if path.is_file() else "endless"
    seconds = used.ru_utime + used.ru_stime
    last = (said or [""])[-1].removeprefix("Error: ")[:90]
    print(f"{title:44} {size:>10} {used.ru_maxrss >> 10:6,} MB {seconds:8.1f}  {process.returncode} {last}", flush=True)


if __name__ == "__main__":
    main()
