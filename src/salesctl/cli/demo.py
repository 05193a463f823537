"""`salesctl demo`: a sample store to look at and play with."""

import shutil
import tempfile
import time
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
from salesctl.services.names import Names
from salesctl.services.plan.week import open_week
from salesctl.services.plan.workdays import free_days
from salesctl.store.sqlite.opening import open_store

demo = verb()

_PREFIX = "demo-"
_SECONDS_KEPT = 24 * 3600
_NEXT = (
    "plan day",
    "plan week --explain",
    "prospect list --grade A",
    'visit add "Alder Foods" --outcome advance --next fri',
    "progress funnel",
)


@demo.command(epilog=examples("salesctl demo"))
def demo_store() -> None:
    """Fill a throw-away store with two territories, 240 prospects and two months of visits, and show its week.

    The store is made in a new folder of the cache, and stays there for a day; yours is never touched.
    """
    folder = _new_folder()
    path, config_path = folder / "demo.db", folder / "config.toml"
    settings = Settings(capacity=CAPACITY)
    config_path.write_text(f"capacity = {CAPACITY}\n", encoding="utf-8")
    store = open_store(path, command_line="demo", currency=settings.currency)
    fill(store, settings, lambda weeks: tracked(list(weeks), "Working eight weeks"))
    week = Week.of(clock.today())
    with store.transaction():
        rep_id = Names(store).rep(settings.rep)
    view = open_week(store, settings, week, rep_id)
    load = Load(view.needed, view.capacity, view.deferred)
    show_week(week, view.rows, free_days(store, week, settings, rep_id), load)
    month = Month.of(week.monday)
    say("")
    show_visit_grid(progress.visit_grid(store, month.weeks, None), title=f"Visits {month}")
    say("")
    show_rows(PROSPECT_BARS, progress.prospect_grid(store, None), title="Prospects by grade and temperature")
    store.lane.close()  # else the file is not whole by itself, and a copy of it is empty
    say("")
    say("Try next, on this sample store:")
    say(f"  export SALESCTL_DB={path} SALESCTL_CONFIG={config_path}")
    for command in _NEXT:
        say(f"  salesctl {command}")


def _new_folder() -> Path:
    """Make a folder for a sample store, and clear away those of earlier days."""
    cache = cache_folder()
    for old in cache.glob(f"{_PREFIX}*"):
        if time.time() - old.stat().st_mtime > _SECONDS_KEPT:
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=cache))
