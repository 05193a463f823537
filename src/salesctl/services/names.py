"""Territories, blocks, sites and reps by name: made when first named, and counted so that it can be said."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from salesctl.domain.text import fold, plural
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.store.check import Table

V = TypeVar("V", bound=Mapping[str, Any])

_MADE_WHEN_NAMED = ("rep", "site", "territory")


class Names:
    """Finds places and reps by name in one transaction and remembers which it had to make."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.made: Counter[str] = Counter()
        self._made_names: list[str] = []
        self._known: dict[tuple[str, int | None, str], int] = {}

    def territory(self, name: str) -> int:
        """Return the id of a territory."""
        return self.id_of("territory", name)

    def site(self, name: str) -> int:
        """Return the id of a site."""
        return self.id_of("site", name)

    def rep(self, name: str) -> int:
        """Return the id of a rep."""
        return self.id_of("rep", name)

    def columns(self, table: "Table[Any, V]", values: Mapping[str, Any], but: Collection[str] = ()) -> V:
        """Return the columns of a table that values set: a rep, territory or site given by name becomes an id.

        No name is nobody, where the column may be empty; `but` are the values that are no columns.
        """
        columns: Any = {name: value for name, value in values.items() if name not in but}
        for column, field in table.fields.items():
            given = column.removesuffix("_id")
            if given in columns and field.get("refers") in _MADE_WHEN_NAMED:
                name = columns.pop(given)
                columns[column] = self.id_of(field["refers"], name or "") if name or "optional" not in field else None
        return columns  # type: ignore[no-any-return]  # what is no column is refused by the check before the write

    def block(self, territory_id: int, name: str) -> int:
        """Return the id of a block of a territory; a new one comes last in its sequence."""
        return self.id_of("block", name, territory_id)

    def note(self, kind: str, name: str) -> None:
        """Count something else that was made in passing, such as a contact, so that `words` says it too."""
        self.made[kind] += 1
        self._made_names.append(f"{kind} {name}")

    def words(self) -> str:
        """Say what was made: `new territory North, 3 new blocks`; empty when nothing was."""
        if len(self._made_names) <= 3:
            return ", ".join(f"new {name}" for name in self._made_names)
        return ", ".join(f"{count} new {plural(kind, count)}" for kind, count in self.made.items())

    def id_of(self, table: str, name: str, territory_id: int | None = None) -> int:
        """Return the id of a `territory`, `site` or `rep`, or of a `block` of a territory."""
        key = (table, territory_id, fold(name))
        if key not in self._known:
            self._known[key] = self._find(key) or self._make(table, name, territory_id)
        return self._known[key]

    def _find(self, key: tuple[str, int | None, str]) -> int | None:
        table, territory_id, name_key = key
        inside = "AND territory_id = :territory_id" if territory_id else ""
        return self.store.value(
            f"SELECT id FROM {table} WHERE name_key = :name_key {inside}",
            {"name_key": name_key, "territory_id": territory_id},
            of=int,
        )

    def _make(self, table: str, name: str, territory_id: int | None) -> int:
        from salesctl.store.check import Table  # most are there

        values: dict[str, Any] = {"name": name, "name_key": fold(name)}
        if territory_id:
            last = self.store.value("SELECT max(position) FROM block WHERE territory_id = :id", {"id": territory_id})
            values |= {"territory_id": territory_id, "position": (last or 0) + 1}
        row = self.store.insert(Table[Any, Any](table).checked(values))
        self.note(table, row["name"])
        return int(row["id"])
