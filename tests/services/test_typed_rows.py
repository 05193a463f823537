"""Rows and values are typed: a key that is misspelt is an error of mypy, which names the file and the key."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest

from salesctl import services
from salesctl.services import values
from salesctl.store import rows

SERVICES = Path(services.__file__).parent

MISSPELT = {
    "in a row that is read": (
        "visits",
        '["visited_on"]',
        '["visitd_on"]',
        '"VisitRow" has no key "visitd_on"',
    ),
    "in a row that is written": ("orders", '"sold_on":', '"sld_on":', 'Extra key "sld_on" for TypedDict "SaleValues"'),
    "in a change": ("account/plans", '"close_reason":', '"close_rason":', 'Extra key "close_rason" for TypedDict'),
    "in changes of many": ("quota/tree", '{"amount":', '{"amuont":', 'Extra key "amuont" for TypedDict "QuotaValues"'),
    "in what is usual": ("cases", '"due_on": today', '"du_on": today', 'Extra key "du_on" for TypedDict'),
    "in what was given": ("targets", 'values["block"]', 'values["blok"]', '"GivenTarget" has no key "blok"'),
    "in what is given": ("demo", '"keep_open":', '"kep_open":', "kep_open"),
}
"""Each way in which a key may be misspelt: where, what stands there, what is put there instead, what mypy says."""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What mypy says of the services with every key misspelt: it runs once for all."""
    folder = tmp_path_factory.mktemp("misspelt")
    texts = {}
    for name, right, wrong, _ in MISSPELT.values():
        text = texts.get(name) or (SERVICES / f"{name}.py").read_text(encoding="utf-8")
        assert right in text
        texts[name] = text.replace(right, wrong)
    shadows = []
    for name, text in texts.items():
        shadow = folder / f"{name.replace('/', '_')}.py"
        shadow.write_text(text, encoding="utf-8")
        shadows += ["--shadow-file", str(SERVICES / f"{name}.py"), str(shadow)]
    mypy = [sys.executable, "-m", "mypy", "--cache-dir", str(folder / "cache"), "--follow-imports=silent"]
    done = subprocess.run(
        [*mypy, *shadows, *(str(SERVICES / f"{name}.py") for name in texts)],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("where", MISSPELT)
def test_a_misspelt_key_is_found(where, found):
    name, _, _, says = MISSPELT[where]
    assert re.search(rf"services/{name}\.py:\d+: error: .*{re.escape(says)}", found), found


TYPES = {
    name: kind
    for module in (rows, values)
    for name, kind in vars(module).items()
    if name.endswith("Values") or name.startswith("Given")
}


def asked_for(function):
    """Yield each key that a function asks for by `get` or `in`, which mypy lets pass, and the type it should be of."""
    typed = {one.arg: ast.unparse(one.annotation).strip("'\"") for one in function.args.args if one.annotation}
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=of), attr="get"), args=[ast.Constant(value=key), *_]):
                pass
            case ast.Compare(left=ast.Constant(value=key), ops=[ast.In() | ast.NotIn()], comparators=[ast.Name(id=of)]):
                pass
            case _:
                continue
        if typed.get(of) in TYPES:
            yield key, typed[of]


def functions():
    for folder in (SERVICES, SERVICES.parent / "cli"):
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    yield path, node


def test_only_keys_that_there_are_are_asked_for():
    asked = [(path.name, key, kind) for path, function in functions() for key, kind in asked_for(function)]
    assert len(asked) > 20
    assert [one for one in asked if one[1] not in get_type_hints(TYPES[one[2]])] == []


def test_a_key_that_there_is_not_is_seen():
    text = "def it(given: 'GivenSale'): return given.get('sold_on') or 'sld_on' in given"
    assert set(asked_for(ast.parse(text).body[0])) == {("sold_on", "GivenSale"), ("sld_on", "GivenSale")}
