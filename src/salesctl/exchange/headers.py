"""Which column fills which field: by its own name, by a synonym, or as `--map` says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from salesctl.domain.text import fold
from salesctl.errors import InvalidInput
from salesctl.exchange.fields import KINDS, ImportKind
from salesctl.exchange.foreign_text import ERROR_HEADER, key_of, listed, shown


@dataclass(frozen=True)
class HeaderMatch:
    """The columns of a file that fill a field, by field; and the headers of those that do not.

    `derived` columns are written by `export` and worked out anew; `unmatched` ones mean nothing to this import.
    """

    kind: ImportKind
    headers: list[str]
    columns: dict[str, int]
    derived: list[str]
    unmatched: list[str]

    def header_of(self, field: str) -> str:
        """Return the header of the column that fills a field, for a message; the field's name if none does."""
        index = self.columns.get(field)
        return field if index is None else self.headers[index]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each used header with the field it fills, in the file's order."""
        return [(self.headers[index], field) for field, index in self.columns.items()]


def parse_map(options: Iterable[str]) -> dict[str, str]:
    """Read `--map HEADER=field` options: the field by the header.

    Raises:
        InvalidInput: One has no `=`, or a header is mapped twice.
    """
    mapping: dict[str, str] = {}
    for option in options:
        header, sign, field = (part.strip() for part in option.rpartition("="))
        if not (header and sign and field):
            raise InvalidInput(f"--map: cannot read '{shown(option)}'; write HEADER=field")
        if header in mapping:
            raise InvalidInput(f"--map: the column '{shown(header)}' is mapped twice")
        mapping[header] = field
    return mapping


def parse_alias(options: Iterable[str]) -> dict[str, str]:
    """Read `--alias SEEN=KNOWN` options: the known name by the folded one seen (look up `fold(text)`).

    Raises:
        InvalidInput: One has no `=`, or a seen name is given two known ones.
    """
    aliases: dict[str, str] = {}
    for option in options:
        seen, sign, known = (part.strip() for part in option.partition("="))
        if not (seen and sign and known):
            raise InvalidInput(f"--alias: cannot read '{shown(option)}'; write \"SEEN=KNOWN\"")
        other = aliases.setdefault(fold(seen), known)
        if other != known:
            raise InvalidInput(f"--alias: '{shown(seen)}' is given two names, '{shown(other)}' and '{shown(known)}'")
    return aliases


def match_headers(kind: str, headers: Sequence[str], mapping: Mapping[str, str]) -> HeaderMatch:
    """Return which of a file's columns fill which fields of a kind of list.

    What `mapping` says comes first, then headers that are a field's own name, then synonyms. Case, width, spaces and
    punctuation of a header do not matter.

    Raises:
        InvalidInput: `mapping` names an unknown header or field, a column or a field would be used twice, or a required
            field has no column.
    """
    spec = KINDS[kind]
    keys = [key_of(header) for header in headers]
    filled = _mapped(spec, headers, keys, mapping)
    ignored = {key_of(name) for name in (*spec.derived.split("|"), ERROR_HEADER)}
    derived = [index for index, key in enumerate(keys) if key in ignored and index not in filled.values()]
    free = sorted(set(range(len(headers))).difference(derived))
    own = {key_of(field.name): field.name for field in spec.fields}
    synonyms = {key_of(word): field.name for field in spec.fields for word in field.synonyms.split("|") if word}
    for names in (own, synonyms):
        _fill(filled, names, [index for index in free if index not in filled.values()], headers, keys)
    _require(spec, headers, filled)
    used = set(filled.values())
    return HeaderMatch(
        spec,
        list(headers),
        dict(sorted(filled.items(), key=lambda item: item[1])),
        [headers[index] for index in derived],
        [headers[index] for index in free if index not in used and headers[index]],
    )


def _mapped(spec: ImportKind, headers: Sequence[str], keys: list[str], mapping: Mapping[str, str]) -> dict[str, int]:
    names = {key_of(name): name for name in spec.field_names}
    filled: dict[str, int] = {}
    for header, said in mapping.items():
        field = names.get(key_of(said))
        if field is None:
            raise InvalidInput(f"--map: {spec.name} have no '{shown(said)}'; the fields are {listed(spec.field_names)}")
        index = _index_of(header, headers, keys)
        if field in filled:
            raise InvalidInput(
                f"--map: {field} is mapped twice, from '{shown(headers[filled[field]])}' and '{shown(headers[index])}'"
            )
        if index in filled.values():
            raise InvalidInput(f"--map: the column '{shown(headers[index])}' is mapped twice")
        filled[field] = index
    return filled


def _index_of(header: str, headers: Sequence[str], keys: list[str]) -> int:
    found = [index for index, known in enumerate(headers) if known == header]
    found = found or [index for index, key in enumerate(keys) if key == key_of(header)]
    if len(found) > 1:
        raise InvalidInput(f"--map: the file has {len(found)} columns '{shown(header)}'; give them different headers")
    if not found:
        raise InvalidInput(f"--map: the file has no column '{shown(header)}'; it has {listed(list(headers))}")
    return found[0]


def _fill(
    filled: dict[str, int], names: dict[str, str], free: list[int], headers: Sequence[str], keys: list[str]
) -> None:
    """Give each field that has no column yet the free one that goes by one of its names; two are one too many."""
    before = set(filled)
    for index in free:
        field = names.get(keys[index])
        if field is None or field in before:
            continue
        if field in filled:
            one, other = shown(headers[filled[field]]), shown(headers[index])
            how = "rename one of them" if one == other else f'say which with --map "{one}={field}"'
            raise InvalidInput(f"the columns '{one}' and '{other}' could both be the {field}; {how}")
        filled[field] = index


def _require(spec: ImportKind, headers: Sequence[str], filled: Mapping[str, int]) -> None:
    missing = [field.name for field in spec.fields if field.required and field.name not in filled]
    if missing:
        raise InvalidInput(
            f"no column for the {' and the '.join(missing)} of {spec.name}; the file has {listed(list(headers))}; "
            f"say which with --map HEADER={missing[0]}"
        )
