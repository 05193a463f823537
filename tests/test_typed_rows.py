"""Rows say which columns they have: what takes or returns them names their type, so that a misspelt column is found.

Generic rows (`dict[str, Any]`, `Mapping[str, Any]`, or a name for one of them) are for the store's own machinery, and
for what renders rows of any kind.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import salesctl

SOURCES = Path(salesctl.__file__).parent
FOLDERS = ("store/queries", "services", "rules", "messages", "cli")
MAPPINGS = {"dict", "defaultdict", "Mapping", "MutableMapping"}

NO_ROWS = {
    "Params": "the parameters of an SQL statement",
    "Field": "what is known of a field",
    "Scope": "a part of the business: what it is narrowed by",
}
"""Names for a generic mapping that is no row."""

ON_PURPOSE = {
    "services/log.py: of": "it tells the fields of any table's rows from their images in the journal",
    "services/metrics.py: _columns": "a column is named for what the rows are broken down by",
    "services/metrics.py: metrics": "a column is named for what the rows are broken down by",
    "services/metrics.py: trend": "a column is named for what the rows are broken down by",
    "services/names.py: columns": "columns to be written, checked when they are",
    "services/progress.py: _empty_line": "the temperatures are columns",
    "services/progress.py: prospect_grid": "the temperatures are columns",
    "services/progress.py: visit_grid": "a column is named for what the grid is broken down by",
    "services/quota/progress.py: Progress": "a column is named for what the grid is broken down by",
    "services/quota/progress.py: _grid": "a column is named for what the grid is broken down by",
    "services/settings.py: _holds": "a settings file",
    "rules/history.py: __init__": "the columns are the dimensions that were asked for",
    "rules/quota_grid.py: add_up": "each row has the figures that it adds, not all of them",
    "cli/completion/generate.py: _command": "what a shell is told of a command",
    "cli/completion/stored_names.py: __init__": "what a shell is told of a command",
    "cli/export/command.py: __init__": "it passes on rows of any kind",
    "cli/export/command.py: __iter__": "it passes on rows of any kind",
    "cli/progress/grids.py: _telling": "a column is named for what the rows are broken down by",
}
"""Generic mappings that stay, and why."""

NOT_YET = {
    "services/coaching.py",
    "services/importing/books.py",
    "services/importing/contacts.py",
    "services/importing/matching.py",
    "services/importing/prospect_values.py",
    "services/importing/prospects.py",
    "services/importing/sales.py",
    "services/importing/targets.py",
    "services/importing/visits.py",
    "services/prep.py",
    "services/prospect_list.py",
    "services/review.py",
    "services/target_page.py",
    "rules/account.py",
    "rules/coaching.py",
    "rules/findings.py",
    "rules/prep.py",
    "rules/prep_questions.py",
    "rules/qualifying.py",
    "rules/target_page.py",
    "cli/export/kinds.py",
    "cli/prospect/verbs.py",
}
"""Modules whose rows are still generic. This list only gets shorter."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def module_of(path: Path) -> str:
    return ".".join(("salesctl", *path.relative_to(SOURCES).with_suffix("").parts))


def is_generic(annotation: ast.expr | None, names: set[str]) -> bool:
    """Whether an annotation has a generic mapping anywhere in it, or one of the names for one."""
    if annotation is None:
        return False
    for node in ast.walk(annotation):
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=[ast.Name("str"), ast.Name("Any")])):
                if name in MAPPINGS:
                    return True
            case ast.Constant(value=str(text)):
                if is_generic(quoted(text), names):
                    return True
            case ast.Name() | ast.Attribute():
                if ast.unparse(node) in names:
                    return True
    return False


def quoted(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:  # the help of an option
        return None


@cache
def aliases() -> frozenset[str]:
    """Return the names that modules give to generic rows, by themselves or in something, such as `Rows`."""
    return frozenset(
        f"{module_of(path)}.{node.targets[0].id}"
        for path in SOURCES.rglob("*.py")
        for node in tree_of(path).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id not in NO_ROWS
        if isinstance(node.value, ast.Subscript) and is_generic(node.value, set())
    )


def names_in(tree: ast.AST, module: str = "") -> set[str]:
    """Return the names by which a module knows generic rows: its own, and those of what it imports."""
    found = {name.removeprefix(f"{module}.") for name in aliases() if name.rpartition(".")[0] == module}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                whole, here = f"{node.module}.{one.name}", one.asname or one.name
                found |= {here + name.removeprefix(whole) for name in aliases() if f"{name}.".startswith(f"{whole}.")}
    return found


def annotations(tree: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    """Yield what functions take and return, and what the fields of classes are, each with the name it has."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name, args=args, returns=returns):
                yield name, returns
                yield from ((name, one.annotation) for one in [*args.posonlyargs, *args.args, *args.kwonlyargs])
            case ast.ClassDef(name=name, body=body):
                yield from ((name, field.annotation) for field in body if isinstance(field, ast.AnnAssign))


def generic_in(tree: ast.AST, module: str = "") -> set[str]:
    names = names_in(tree, module)
    return {name for name, annotation in annotations(tree) if is_generic(annotation, names)}


@pytest.mark.parametrize(
    "line",
    [
        "def it() -> dict[str, Any]: ...",
        "def it() -> 'list[dict[str, Any]] | None': ...",
        "def it(row: Mapping[str, Any]): ...",
        "from salesctl.render.columns import Row\ndef it(*, rows: Sequence[Row]): ...",
        "from salesctl.render import columns as c\nclass it(NamedTuple):\n    rows: list[c.Row]",
    ],
)
def test_a_generic_row_is_seen_wherever_it_stands(line):
    assert generic_in(ast.parse(line)) == {"it"}


def test_what_is_no_row_is_let_through():
    assert generic_in(ast.parse("def it(params: Params, known: dict[str, int]) -> list[ListedVisit]: ...")) == set()


def test_rows_have_types_but_on_purpose():
    found = {
        f"{path.relative_to(SOURCES).as_posix()}: {name}"
        for folder in FOLDERS
        for path in (SOURCES / folder).rglob("*.py")
        for name in generic_in(tree_of(path), module_of(path))
    }
    assert ON_PURPOSE.keys() - found == set(), "these have types by now: take them off the list"
    untyped = {name.partition(":")[0] for name in found - ON_PURPOSE.keys()}
    assert NOT_YET - untyped == set(), "these have types by now: take them off the list"
    assert {name for name in found - ON_PURPOSE.keys() if name.partition(":")[0] not in NOT_YET} == set()
