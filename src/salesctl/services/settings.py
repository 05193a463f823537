"""Showing and changing the settings file; its comments and order are kept."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from salesctl import clock, config
from salesctl.errors import Conflict, InvalidInput, StoreError
from salesctl.exchange.files import locked, own_file
from salesctl.folders import make_folder
from salesctl.services.plan.public_holidays import public_holidays
from salesctl.store import tables
from salesctl.store.place import store_path
from salesctl.store.queries.settings import get_currency, holds_amounts
from salesctl.store.store import Store

_PATIENCE = 10.0
"""Seconds to wait while others change the settings."""
_HEADING = "Settings of salesctl; `salesctl config show` says what each one means."


def list_settings(path: Path, *, must_exist: bool = False) -> list[dict[str, str]]:
    """Return every setting with its value, where that comes from (default, file or environment) and its meaning.

    Raises:
        NotFound: The named file does not exist.
        InvalidInput: The file is not TOML, or a setting is unknown or out of range.
    """
    in_file, in_environment = config.read(path, must_exist=must_exist), config.environment()
    settings = config.validated({**in_file, **in_environment}, str(path), in_environment)
    rows = []
    for key, meaning in config.meanings().items():
        source = "environment" if key in in_environment else "file" if _holds(in_file, key) else "default"
        rows.append({"key": key, "value": as_text(config.value(settings, key)), "source": source, "meaning": meaning})
    return rows


def as_text(value: Any) -> str:
    """Write a value as `config set` reads it."""
    if isinstance(value, list):
        return " ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def change_setting(path: Path, key: str, text: str | None, store: Store | None = None) -> str:
    """Write one setting into the file, or remove it (None) so that its default holds; return its value as text.

    A change of the currency is carried into `store`, when there is one, unless it holds amounts.

    Raises:
        InvalidInput: There is no such setting, or the value is out of range.
        Conflict: The store holds amounts in another currency.
        InvalidInput: The file is not to be written over, or cannot be written.
    """
    path = path.resolve()
    known = key in config.meanings()
    if not known and not (text is None and _holds(config.read(path), key)):
        raise InvalidInput(f"{config.unknown(key)}; see `salesctl config show`")
    with _alone_with(path):
        document = _parsed(path)
        _put(document, key, _read(key, text))
        settings = config.validated(document.unwrap(), f"config {'unset' if text is None else 'set'}")
        value = config.value(settings, key) if known else ""
        if text is not None:
            _put(document, key, _checked(key, value))
        with own_file(path, document.as_string()):
            if store and key == "currency":
                _carry_currency(store, value)
    return as_text(value)


def _holds(values: Mapping[str, Any], key: str) -> bool:
    section, _, part = key.partition(".")
    return section in values and (not part or (isinstance(values[section], dict) and part in values[section]))


def _read(key: str, text: str | None) -> Any:
    """Take a text apart where the setting is a list; the rest pydantic reads from texts."""
    if text is not None and isinstance(config.value(config.Settings(), key), list):
        return re.split(r"[\s,]+", text.strip())
    return text


def _checked(key: str, value: Any) -> Any:
    """Return the value as the file holds it.

    Raises:
        InvalidInput: No public holidays are known for the country, or no store can be at the place.
    """
    if key == "country" and value:
        public_holidays(value, {clock.today().year})
    if key == "db" and value:
        return str(store_path(value).absolute())
    return [str(item) for item in value] if isinstance(value, list) else value


def _parsed(path: Path) -> Any:
    """Return the file as a document that remembers its comments; one with a heading when there is none yet."""
    import tomlkit

    if not path.exists():
        document = tomlkit.document()
        document.add(tomlkit.comment(_HEADING))
        return document
    config.read(path)
    return tomlkit.parse(path.read_text(encoding="utf-8"))


def _put(document: Any, key: str, value: Any) -> None:
    """Set a value in the document, or remove it (None)."""
    import tomlkit

    section, _, part = key.partition(".")
    if part and not isinstance(document.get(section), dict):
        document[section] = tomlkit.table()
    place, name = (document[section], part) if part else (document, section)
    if value is None:
        place.pop(name, None)
    else:
        place[name] = value


def _carry_currency(store: Store, currency: str) -> None:
    with store.transaction():
        stored = get_currency(store)
        if stored == currency:
            return
        if holds_amounts(store):
            raise Conflict(
                f"the store holds amounts in {stored}, so its currency stays;"
                f" for {currency} begin another store with --db"
            )
        store.update_where(tables.SETTING.changes({"value": currency}), "name = :name", {"name": "currency"})


@contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    """Let nobody else change the file from its reading to its writing: what they set would be lost.

    Raises:
        StoreError: The folder cannot be made, or others write there for too long.
    """
    try:
        make_folder(path.parent)
        with locked(path.parent, _PATIENCE):
            yield
    except OSError as error:
        raise StoreError(f"the config file {path} cannot be written: {error.strerror}") from error
