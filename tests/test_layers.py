"""What no import tells: a command asks the store nothing by itself, and only the store reaches into its lane."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import salesctl

SOURCES = Path(salesctl.__file__).parent
OF_A_STORE = {"path", "close", "last_entry"}
"""What a command may use of a store besides handing it to a service or a query."""


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((SOURCES / folder).rglob("*.py")):
            yield str(path.relative_to(SOURCES)), ast.parse(path.read_text(encoding="utf-8"))


def name_of(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def attributes(tree: ast.AST) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def asked_of_a_store(tree: ast.AST) -> set[str]:
    """Return what is used of anything called `store`: `run.store.transaction()` uses `transaction`."""
    return {node.attr for node in attributes(tree) if name_of(node.value) == "store"}


def test_no_command_opens_a_transaction_or_queries_by_itself():
    assert asked_of_a_store(ast.parse("with this_run().store.transaction(): store.rows(SQL)")) == {
        "transaction",
        "rows",
    }
    asking = {name: asked for name, tree in modules("cli") if (asked := asked_of_a_store(tree) - OF_A_STORE)}
    assert asking == {}


def test_only_the_store_reaches_into_its_lane():
    others = [folder.name for folder in SOURCES.iterdir() if folder.is_dir() and folder.name != "store"]
    reaching = [name for name, tree in modules(*others) if any(node.attr == "lane" for node in attributes(tree))]
    assert reaching == []


def test_no_name_of_a_module_or_an_attribute_is_put_together():
    """`import_module` and `getattr` get what stands somewhere as it is, so that a search finds it."""
    joined = [
        f"{name}:{node.lineno}"
        for name, tree in modules(".")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) in {"import_module", "getattr", "__import__"}
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
    ]
    assert joined == []


def spelt_out(command: ast.FunctionDef) -> set[str]:
    """Return the options that a command writes down itself, but for those that every list has."""
    everywhere = {"FormatOption", "OutputOption", "HtmlOption", "LimitOption"}
    parameters = [*command.args.args, *command.args.kwonlyargs]
    return {ast.unparse(one) for one in parameters if one.annotation and name_of(one.annotation) not in everywhere}


def test_no_two_commands_of_a_noun_spell_out_more_than_four_same_options():
    """What `add` and `edit` share is an object that both take, so that an option is written once."""
    commands = [
        (name.split("/")[1].removesuffix(".py"), node.name, spelt_out(node))
        for name, tree in modules("cli")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any("command" in ast.unparse(by) for by in node.decorator_list)
    ]
    assert len(commands) > 100
    twice = [
        f"{noun} {one} and {other}: {', '.join(sorted(shared))}"
        for (noun, one, of_one), (other_noun, other, of_other) in combinations(commands, 2)
        if noun == other_noun and len(shared := of_one & of_other) > 4
    ]
    assert twice == []


def test_no_command_reads_its_own_local_names():
    using = [
        name
        for name, tree in modules("cli")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) in {"locals", "globals"}
    ]
    assert using == []


def test_the_import_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=SOURCES.parents[1],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
