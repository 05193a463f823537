"""`salesctl config`: the settings."""

import os
from pathlib import Path
from typing import Annotated

import typer

from salesctl import config
from salesctl.cli.core.group import examples, noun
from salesctl.cli.core.options import FormatOption, OutputOption
from salesctl.cli.core.run import hint, say, this_run
from salesctl.render.show import Format, show_rows
from salesctl.render.views.settings import PLACES, SETTINGS
from salesctl.services import prep_questions, settings
from salesctl.store.store import Store

app = noun("Show and change the settings: the rep, capacity, working days, cadences and so on.")


def _keys(incomplete: str) -> list[str]:
    return [key for key in config.meanings() if key.startswith(incomplete)]


Key = Annotated[
    str, typer.Argument(metavar="KEY", autocompletion=_keys, help="The setting, such as capacity or cadence.A.")
]


@app.command(epilog=examples("salesctl config show", "salesctl config show --format json"))
def show(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show every setting: its value, where that comes from, and what it means."""
    run = this_run()
    rows = settings.list_settings(run.config_path, must_exist=run.named_config is not None)
    show_rows(SETTINGS, rows, form, output)


@app.command(
    "set",
    epilog=examples(
        "salesctl config set capacity 10",
        "salesctl config set cadence.A 6",
        'salesctl config set working_days "mon tue wed thu"',
        "salesctl config set country TW",
    ),
)
def set_(
    key: Key, value: Annotated[str, typer.Argument(metavar="VALUE", help='The value; a list as "mon tue wed".')]
) -> None:
    """Set one setting in the config file; its comments stay as they are."""
    _change(key, value)


@app.command(epilog=examples("salesctl config unset capacity"))
def unset(key: Key) -> None:
    """Take one setting out of the config file, so that its default holds."""
    _change(key, None)


def _change(key: str, text: str | None) -> None:
    run = this_run()
    store = run.store if key == "currency" and run.store_path.exists() else None
    value = settings.change_setting(run.config_path, key, text, store)
    say(f"{key} is {value or 'empty'} now." if key in config.meanings() else f"{key} is removed.")
    if key in config.environment():
        hint(f"Warning: SALESCTL_{key.upper()} in the environment holds all the same.")
    elif key == "fiscal_year_start" and run.store_path.exists():
        _warn_of_quotas(run.store, int(value))


def _warn_of_quotas(store: Store, start: int) -> None:
    """Say which quotas are split by months that another year holds now."""
    from salesctl.rules.fiscal import FiscalCalendar
    from salesctl.services.quota.years import years_askew  # few settings touch quotas

    for year in years_askew(store, FiscalCalendar(start)):
        hint(
            f"Warning: quota {year} is split by months that are no longer all in {year};"
            f" `salesctl quota split {year} --by month` splits it again."
        )


@app.command(epilog=examples("salesctl config path"))
def path(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show where the config file, the store and your own questions for `visit prep` are."""
    run = this_run()
    own = prep_questions.own_catalogue(run.config_path)
    places: dict[str, Path] = {"config": run.config_path, "store": run.store_path, "questions": own}
    rows = [{"what": what, "path": os.path.abspath(place), "exists": place.exists()} for what, place in places.items()]
    show_rows(PLACES, rows, form, output)


@app.command("questions", epilog=examples("salesctl config questions"))
def questions_() -> None:
    """Put a copy of the questions of `visit prep` beside the config file, to be edited; they are used from then on."""
    own = prep_questions.copy_catalogue(this_run().config_path)
    say(f"Questions copied to {own}; edit them there.")
