"""The store as a whole, and where it is: opened, copied, checked, replaced. Nobody outside `store/` knows more of it.

What a command seldom needs is imported where it is called: who records a visit makes no backup.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from salesctl.errors import InvalidInput

if TYPE_CHECKING:
    from salesctl.store.sqlite.salvage import Salvaged
    from salesctl.store.store import Store

_URL = "sqlite:///"
_OTHER_URL = re.compile(r"[a-z][a-z0-9+.-]*://|sqlite:|file:", re.IGNORECASE)


def store_path(place: str) -> Path:
    """Return the file a `--db` value names: a path, or a `sqlite:///` URL.

    Raises:
        InvalidInput: The URL is of another kind of database, or says more than where the file is.
    """
    if place.startswith(_URL):
        named = place.removeprefix(_URL)
        if extra := re.search(r"[?#]", named):
            raise InvalidInput(
                f"--db: a {_URL} URL takes nothing after the file, so no '{named[extra.start() :]}'; "
                "a file whose name holds ? or # is given as a plain path"
            )
        return Path(named).expanduser()
    if other := _OTHER_URL.match(place):
        raise InvalidInput(
            f"--db: only a file or a {_URL} URL can be a store, not {other[0]}; begin the name of such a file with ./"
        )
    return Path(place).expanduser()


def open_store(
    path: Path,
    *,
    command_line: str = "",
    rep: str | None = None,
    currency: str = "USD",
    backups_keep: int | None = None,
) -> "Store":
    """Open the store, making it on first use and migrating it (after a backup) when it is behind.

    `command_line` is the command as typed and `rep` who works, for the journal; `currency` is that of a new store, and
    `backups_keep` tells how many of the automatic backups stay when one is made.

    Raises:
        StoreError: The file cannot be opened, read or written, or is no salesctl store.
        NewerStore: A newer version of salesctl made it.
    """
    from salesctl.store.sqlite import opening

    return opening.open_store(path, command_line=command_line, rep=rep, currency=currency, backups_keep=backups_keep)


def when_waiting(tell: Callable[[], None]) -> None:
    """Have something called when a write has to wait for another program for longer than a moment."""
    from salesctl.store.sqlite import waiting

    waiting.tell = tell


def require_whole(store: "Store", *, as_written: bool = False) -> None:
    """Refuse a store that is damaged; with `as_written` one too that is not as its journal says it was written.

    Raises:
        StoreError: It is; the first thing that is wrong is named.
    """
    from salesctl.store.sqlite import health

    health.require_whole(store.lane)
    if as_written:
        health.require_as_written(store.lane)


def strangers(store: "Store") -> list[str]:
    """Return what is in the file that salesctl did not make, such as views of its owner's."""
    from salesctl.store.sqlite import health

    return health.strangers(store.lane)


def make_private(store: "Store") -> bool:
    """Let nobody but its owner read the file, and say whether that is so."""
    from salesctl.store.sqlite import opening

    return opening.make_private(store.path)


def repair(path: Path, command_line: str) -> "Salvaged | None":
    """Save every row of a damaged store that can be read into a new one in its place; None where it is whole.

    Raises:
        StoreError: Nothing can be saved, or it cannot be written.
    """
    from salesctl.store.sqlite import salvage

    return None if salvage.is_whole(path) else salvage.repair(path, command_line)


def shrink(store: "Store") -> bool:
    """Make the file as small as what it holds; False where its log still has more, as another program reads it.

    Raises:
        StoreError: Another program is using the store, or the disk has no room for a second copy of it.
    """
    store.rows("VACUUM")
    return not store.value("PRAGMA wal_checkpoint(TRUNCATE)")


def back_up(store: "Store", why: str, *, keep: int | None = None) -> Path:
    """Copy the store into the `backups` folder beside it and return the copy; `why` becomes part of its name.

    With `keep`, only so many of the automatic ones stay, those whose `why` begins with "before-".

    Raises:
        StoreError: The copy cannot be made; nothing was changed.
    """
    from salesctl.store.sqlite import backup

    store.release()
    return backup.back_up(store.path, why, keep=keep)


def back_up_before(store: "Store", why: str, rows: int, keep: int) -> None:
    """Copy the store like `back_up` where as many rows as that are about to be changed; few are not worth a copy.

    Raises:
        StoreError: The copy cannot be made; nothing was changed.
    """
    from salesctl.store.sqlite import backup

    store.release()
    backup.back_up_before(store.path, why, rows, keep)


def back_up_to(store: "Store", file: Path) -> None:
    """Copy the store to a file of the user's choice.

    Raises:
        InvalidInput: It is a folder.
        Conflict: The file exists.
        StoreError: The copy cannot be made.
    """
    from salesctl.store.sqlite import backup

    store.release()
    backup.back_up_to(store.path, file)


def backups_folder(path: Path) -> Path:
    """Return the folder in which backups of a store are kept unless another place is named."""
    from salesctl.store.sqlite import backup

    return backup.backups_folder(path)


def backups_of(path: Path) -> list[Path]:
    """Return the backups of a store in that folder, the newest first."""
    from salesctl.store.sqlite import backup

    return backup.backups_of(path)


def restore(path: Path, file: Path, command_line: str) -> Path | None:
    """Put a backup in the place of the store, at once and as a whole; return the copy of the store as it was, if any.

    Undo does not go back beyond it: `command_line` stand in the journal.

    Raises:
        NotFound: There is no such file.
        Conflict: The file is the store itself.
        StoreError: The file is damaged or no salesctl store, or the store is busy or cannot be written.
        NewerStore: The file was made by a newer version of salesctl.
    """
    from salesctl.store.sqlite import restore

    return restore.restore(path, file, command_line)


def names_like(path: Path, table: str, key: str) -> list[str]:
    """Return some names of a table that begin with a folded text or, when none does, those that contain it.

    The store is read as it is, and never made, migrated or waited for: somebody is typing.

    Raises:
        Exception: It cannot be read.
    """
    from salesctl.store.sqlite import glance

    return glance.names_like(path, table, key)
