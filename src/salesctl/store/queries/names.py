"""Finding what a name means: exact, id, folded, a unique part, or the only close spelling."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypedDict

from salesctl.domain.text import fold
from salesctl.errors import NotFound
from salesctl.store.sqlite.lane import Params
from salesctl.store.store import R, Store

if TYPE_CHECKING:
    from salesctl.store.rows import ContactRow, ProductRow, RepRow, TargetRow, TerritoryRow

_CANDIDATES = 10
_CLOSE = 80
_END = "\U0010ffff"


class Found(NamedTuple, Generic[R]):
    """The row a name stands for; `guessed` when only a close spelling fitted."""

    row: R
    guessed: bool


class NamedRow(TypedDict):
    """The id and the name of a row."""

    id: int
    name: str


class _Candidate(NamedRow):
    """A row that a text may mean; `detail` tells it from others of its name."""

    detail: str | None


class Noun(NamedTuple, Generic[R]):
    """What can be looked up: a table, what to call its rows, a WHERE that narrows it, and how to tell two apart."""

    table: str
    called: str
    where: str = "1 = 1"
    detail: str = "''"

    @property
    def see(self) -> str:
        """Where the user finds the names there are."""
        return "see `salesctl target list`, column rep" if self.table == "rep" else f"see `salesctl {self.table} list`"


TARGET: "Noun[TargetRow]" = Noun(
    "target", "target", detail="(SELECT territory.name FROM territory WHERE territory.id = target.territory_id)"
)
PRODUCT: "Noun[ProductRow]" = Noun("product", "product")
TERRITORY: "Noun[TerritoryRow]" = Noun("territory", "territory")
REP: "Noun[RepRow]" = Noun("rep", "rep")
CONTACT: "Noun[ContactRow]" = Noun("contact", "contact", where="target_id = :target_id", detail="title")


def find(store: Store, noun: Noun[R], text: str, **params: Any) -> Found[R]:
    """Return the one row a name, a unique part of it, or an id stands for.

    Raises:
        NotFound: Nothing fits, or several rows do; the candidates are listed.
    """
    row = known(store, noun, text, **params)
    return Found(row, guessed=False) if row else _close(store, noun, text, params)


def known(store: Store, noun: Noun[R], text: str, **params: Any) -> R | None:
    """Return the row a name stands for as `find` does, but never by its spelling; None when nothing fits.

    Raises:
        NotFound: Several rows fit; the candidates are listed.
    """
    key = fold(text)
    steps: list[tuple[str, Params]] = [("name = :text", {"text": text.strip()})]
    if text.strip().isascii() and text.strip().isdigit():
        steps.append(("id = :id", {"id": min(int(text), 2**63 - 1)}))
    if key:
        steps += [
            ("name_key = :key", {"key": key}),
            ("name_key >= :key AND name_key < :end", {"key": key, "end": key + _END}),
            ("instr(name_key, :key) > 0", {"key": key}),
        ]
    for condition, values in steps:
        rows = _rows(store, noun, condition, {**params, **values})
        if len(rows) > 1:
            raise NotFound(_ambiguous(noun, text, rows))
        if rows:
            only: R = rows[0]
            return only
    return None


def _rows(store: Store, noun: Noun[Any], condition: str, params: Params) -> list[Any]:
    return store.rows(
        f"SELECT *, {noun.detail} AS detail FROM {noun.table} WHERE ({condition}) AND {noun.where}"
        f" ORDER BY name_key, id LIMIT {_CANDIDATES + 1}",
        params,
    )


def _ambiguous(noun: Noun[Any], text: str, rows: Sequence[_Candidate]) -> str:
    listed = [f"{row['id']} {row['name']}{' (' + row['detail'] + ')' if row['detail'] else ''}" for row in rows]
    more = ", …" if len(listed) > _CANDIDATES else ""
    candidates = ", ".join(listed[:_CANDIDATES])
    return f"'{text}' fits several {noun.called} names: {candidates}{more}; give more of the name, or the id"


def _close(store: Store, noun: Noun[R], text: str, params: Params) -> Found[R]:
    """Take a close spelling when it is the only one."""
    near = near_names(store, noun, text, params)
    if len(near) == 1:
        return Found(_rows(store, noun, "id = :id", {**params, "id": near[0]["id"]})[0], guessed=True)
    if near:
        raise NotFound(_ambiguous(noun, text, [{**row, "detail": None} for row in near]))
    raise NotFound(f"there is no {noun.called} '{text}'; {noun.see}")


def near_names(
    store: Store, noun: Noun[Any], text: str, params: Params | None = None, cutoff: int = _CLOSE
) -> list[NamedRow]:
    """Return the rows (id and name) whose name is spelt nearly like the text, the nearest first.

    `cutoff` is the least similarity taken for near, 0 to 100.
    """
    from rapidfuzz import fuzz, process

    keys: dict[int, str] = {}
    names: dict[int, str] = {}
    for row in store.stream(f"SELECT id, name, name_key FROM {noun.table} WHERE {noun.where}", params):
        keys[row["id"]] = row["name_key"]
        names[row["id"]] = row["name"]
    close = process.extract(fold(text), keys, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_CANDIDATES)
    return [{"id": row_id, "name": names[row_id]} for _, _, row_id in close]
