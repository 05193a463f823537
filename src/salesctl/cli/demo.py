"""`salesctl demo`: a sample store to look at and play with."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from salesctl import clock
from salesctl.cli.core.group import examples, verb
from salesctl.cli.core.run import say
from salesctl.config import Settings
from salesctl.folders import cache_folder
from salesctl.render.show import Load, show_rows, show_visit_grid, show_week
from salesctl.render.tracking import tracked
from salesctl.render.views.progress import PROSPECT_BARS
from salesctl.rules.calendar import Month, Week
from salesctl.services import progress
from salesctl.services.demo import CAPACITY, fill
from salesctl.services.plan.week import open_week
from salesctl.services.plan.workdays import free_days
from salesctl.store.place import open_store
from salesctl.store.store import Store

app = verb()

_PREFIX, _STORE, _CONFIG = "demo-", "demo.db", "config.toml"
_SECONDS_KEPT = 24 * 3600
_NEXT = (
    "plan day",
    "plan week --explain",
    "prospect list --grade A",
    'visit add "Alder Foods" --outcome advance --next fri',
    "progress funnel",
)


@app.command(epilog=examples("salesctl demo"))
def demo_store() -> None:
    """Fill a throw-away store with two territories, 240 prospects and two months of visits, and show its week.

    The store is made in a new folder of the cache, and stays there for a day; yours is never touched.
    """
    settings, week = Settings(capacity=CAPACITY), Week.of(clock.today())
    with _new_folder() as folder, closing(_open(folder, settings)) as store:
        (folder / _CONFIG).write_text(f"capacity = {CAPACITY}\n", encoding="utf-8")
        rep_id = fill(store, settings, lambda weeks: tracked(list(weeks), "Working eight weeks"))
    with closing(_open(folder, settings)) as store:
        view = open_week(store, settings, week, rep_id)
        load = Load(view.needed, view.capacity, view.deferred)
        show_week(week, view.rows, free_days(store, week, settings, rep_id), load)
        month = Month.of(week.monday)
        say("")
        show_visit_grid(progress.visit_grid(store, month.weeks, None), title=f"Visits {month}")
        say("")
        show_rows(PROSPECT_BARS, progress.prospect_grid(store, None), title="Prospects by grade and temperature")
    say("")
    say("Try next, on this sample store:")
    say(f"  export SALESCTL_DB={folder / _STORE} SALESCTL_CONFIG={folder / _CONFIG}")
    for command in _NEXT:
        say(f"  salesctl {command}")


def _open(folder: Path, settings: Settings) -> Store:
    return open_store(folder / _STORE, command_line="demo", currency=settings.currency)


@contextmanager
def _new_folder() -> Iterator[Path]:
    """Make a folder for a sample store, and clear away those of earlier days; on an error nothing is left behind."""
    cache = cache_folder()
    for old in cache.glob(f"{_PREFIX}*"):
        if time.time() - old.stat().st_mtime > _SECONDS_KEPT:
            shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=cache))
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
