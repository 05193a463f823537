"""The folders of the user, folders made private to their owner, and the files that are the user's own."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from salesctl.errors import StoreError

own_files: Callable[[], Iterable[Path]] = tuple
"""Names the files of the run in progress that no output may go over, whatever they hold: see `protect`."""


def protect(own: Callable[[], Iterable[Path]]) -> None:
    """Keep the files that a function names from being written over; it is asked when something is to be written."""
    global own_files
    own_files = own


def cache_folder() -> Path:
    """Return the folder for what may be thrown away, made on first use.

    Raises:
        StoreError: The user has no home.
    """
    folder = user_folder("cache")
    make_folder(folder)
    return folder


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for their owner only; those that are there stay as they are."""
    mask = os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    finally:
        os.umask(mask)


def user_folder(kind: Literal["config", "data", "cache"]) -> Path:
    """Return the user's folder for one of these, whether it exists or not.

    Raises:
        StoreError: The user has no home.
    """
    import platformdirs

    finders = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
    }
    try:
        folder = finders[kind]("salesctl")
    except RuntimeError:
        folder = Path("~")
    if folder.parts[0] == "~":  # as where a container runs under a number that no user has, and HOME is not set
        raise StoreError("there is no home folder; set HOME, or name the files with --db and --config")
    return folder
