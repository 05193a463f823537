"""The targets, products and people that rows name, and what an unknown name may have meant."""

import shlex
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from salesctl.domain.enums.contact import KEY_ROLES
from salesctl.domain.text import fold
from salesctl.exchange.file_rows import FileRow
from salesctl.exchange.foreign_text import key_of, shown
from salesctl.services.contacts import ensure_contact
from salesctl.services.dropped import Customer
from salesctl.services.importing.job import Job
from salesctl.services.targets import add_target

Row = Mapping[str, Any]

_NEAR = 60
_COMPARISONS = 20_000_000
_UNSAFE = frozenset('"$`\\!')
_LENGTH = 200


class Suggestions:
    """The nearest known name for an unknown one; each different name is looked up once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._keys: list[str] = []
        self._found: dict[str, str | None] = {}

    def nearest(self, name: str) -> str | None:
        """Return the known name spelt most like this one, None when none is near or too many were asked for."""
        if name not in self._found:
            affordable = len(self._found) * len(self._names) < _COMPARISONS
            self._found[name] = self._look_up(name) if affordable else None
        return self._found[name]

    def _look_up(self, name: str) -> str | None:
        from rapidfuzz import fuzz, process

        # Compared without spaces, punctuation and the Chinese script, so that `GTXPro` is as near as can be.
        self._keys = self._keys or [key_of(known) for known in self._names]
        best = process.extractOne(key_of(name), self._keys, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return self._names[best[2]] if best else None


def unknown(called: str, name: str, near: str | None, otherwise: str) -> str:
    """Return the reason why a name cannot be used, with the known one it may have meant."""
    said = f"unknown {called} '{shown(name, _LENGTH)}'"
    if near is None:
        return f"{said}; {otherwise}"
    return f"{said}; nearest: {shown(near, _LENGTH)} — settle it with {alias_option(name, near)}, or {otherwise}"


def alias_option(seen: str, known: str) -> str:
    """Return the `--alias` option that settles a name, as it is typed in a shell."""
    words = shown(f"{seen}={known}", 2 * _LENGTH)
    return f"--alias {shlex.quote(words)}" if _UNSAFE & set(words) else f'--alias "{words}"'


class Listed(Customer):
    """A target as rows of a file name it."""

    name_key: str
    territory: str | None


class Targets:
    """The targets by name, for rows that are about one."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._by_key: dict[str, list[Listed]] = {}
        self._by_id: dict[int, Listed] = {}
        self._suggestions: Suggestions | None = None
        for row in job.store.stream(
            """SELECT t.id, t.name, t.name_key, t.territory_id, t.rep_id, t.dropped_on, te.name AS territory
            FROM target t LEFT JOIN territory te ON te.id = t.territory_id ORDER BY t.id""",
            of=Listed,
        ):
            self._by_key.setdefault(row["name_key"], []).append(row)
            self._by_id[row["id"]] = row

    def find(self, record: FileRow, field: str, given: Row) -> Listed | None:
        """Return the target that a row names, by its territory too where several have the name; else refuse it.

        An unknown one is made where `--new` says so. An alias may name an id.
        """
        if field not in given:
            return None
        name = given[field]
        found = self._by_key.get(fold(name)) or self._of_alias(name)
        where = "target_territory" if "target_territory" in record.values else "territory"
        if len(found) > 1 and where in record.values:
            territory = fold(given.get(where, ""))
            found = [row for row in found if fold(row["territory"] or "") == territory] or found
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{row['id']} ({row['territory'] or 'no territory'})" for row in found[:5])
            settle = alias_option(name, str(found[0]["id"]))
            reason = f"'{shown(name)}' is the name of several targets: {listed}; say which with {settle}"
            self._job.refuse(record, field, reason)
        elif self._job.new and not record.problems:
            return self._make(name, given, given.get(where))
        elif not self._job.new:
            self._job.refuse(record, field, self._unknown(name))
        return None

    def _of_alias(self, name: str) -> list[Listed]:
        if not name.isdecimal() or name not in self._job.aliases.values():
            return []
        row = self._by_id.get(int(name))
        return [row] if row else []

    def _make(self, name: str, given: Row, territory: str | None) -> Listed:
        values: Any = {"name": name, "territory": territory, "rep": given.get("rep", self._job.settings.rep)}
        target = add_target(self._job.store, self._job.places, values)
        self._job.places.note("target", target["name"])
        row: Listed = {
            "id": target["id"],
            "name": target["name"],
            "name_key": target["name_key"],
            "territory_id": target["territory_id"],
            "rep_id": target["rep_id"],
            "dropped_on": target["dropped_on"],
            "territory": territory,
        }
        self._by_key.setdefault(target["name_key"], []).append(row)
        self._by_id[target["id"]] = row
        return row

    def _unknown(self, name: str) -> str:
        self._suggestions = self._suggestions or Suggestions(row["name"] for row in self._by_id.values())
        return unknown("target", name, self._suggestions.nearest(name), "--new makes it")


class Products:
    """The products by name."""

    def __init__(self, job: Job) -> None:
        self._job = job
        rows = job.store.rows("SELECT id, name, name_key FROM product")
        self._ids = {row["name_key"]: row["id"] for row in rows}
        self._suggestions = Suggestions(row["name"] for row in rows)

    def find(self, record: FileRow, field: str, name: str | None) -> int | None:
        """Return the id of a product, None when none is named; refuse the row when it is unknown."""
        if name is None:
            return None
        product_id = self._ids.get(fold(name))
        if product_id is None:
            near = self._suggestions.nearest(name)
            self._job.refuse(record, field, unknown("product", name, near, "`salesctl product add` makes it"))
        return product_id


class People:
    """The contacts at the targets by name; those unknown are made and counted."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._by_name = {
            (row["target_id"], row["name_key"]): row
            for row in job.store.stream("SELECT id, target_id, name, name_key FROM contact")
        }
        self._roles: defaultdict[int, set[str]] = defaultdict(set)
        for row in job.store.stream("SELECT contact_id, role FROM contact_role"):
            self._roles[row["contact_id"]].add(row["role"])

    def known(self, target_id: int, name: str) -> Row:
        """Return the person of that very name at a target, made if there is none."""
        key = (target_id, fold(name))
        person = self._by_name.get(key)
        if person is None:
            person, _ = ensure_contact(self._job.store, target_id, name)
            self._by_name[key] = person
            self._job.places.note("contact", person["name"])
        return person

    def is_key(self, person: Row) -> bool:
        """Whether somebody is a key person: one who has the money or decides."""
        return not self._roles[person["id"]].isdisjoint(KEY_ROLES)
