"""Rules return codes and figures, and nobody takes our own sentences apart: English is made once, in `messages`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import salesctl

SOURCE = Path(salesctl.__file__).parent
CUTS = {"removeprefix", "removesuffix", "partition", "rpartition", "split", "rsplit", "startswith", "endswith"}
OF_A_SENTENCE = re.compile(r"[A-Za-z]|[.,;:?!] ?$")
TWO_WORDS = re.compile(r"[A-Za-z{}]+[,;:]? +[A-Za-z{]")

CUT_ON_PURPOSE = {
    ("services/log.py", "_key"): "a column's name",
    ("services/log.py", "_id"): "a column's name",
    ("services/names.py", "_id"): "a column's name",
    ("services/settings.py", "."): "a setting's name",
    ("services/settings.py", "[\\s,]+"): "a list, as it is typed",
    ("rules/findings.py", ","): "steps, as SQL joins them",
}
WORDS_ON_PURPOSE = {
    ("rules/allocation.py", "the whole"): "what an error calls what is split",
    ("rules/period.py", "{} to {}"): "the name of a period",
    ("rules/period.py", "to {}"): "the name of a period",
    ("rules/prep_questions.py", "our product"): "fills a place in the catalogue's questions",
    ("rules/prep_questions.py", "the other supplier"): "fills a place in the catalogue's questions",
    ("rules/receivables.py", "not due"): "the name of an age, as programs read it",
    ("rules/week/claims.py", "settle the {}: {}"): "a purpose: stored as the rep's own text, which they go on with",
}


def modules(*layers: str) -> Iterator[tuple[str, ast.Module]]:
    for layer in layers:
        for path in sorted((SOURCE / layer).rglob("*.py")):
            yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def text_of(node: ast.expr) -> str | None:
    """Return the text of a literal, with `{}` in the place of each value."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def cuts(tree: ast.Module) -> Iterator[str]:
    """Yield what texts are cut at: words, or what ends a part of a sentence; and whatever an error's text is cut at."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CUTS and node.args:
            text = text_of(node.args[0])
            if text is not None and (OF_A_SENTENCE.search(text) or isinstance(node.func.value, ast.Call)):
                yield text


def sentences(tree: ast.Module) -> Iterator[str]:
    """Yield the literals of two words or more that are neither docstrings nor parts of an error."""
    beside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            beside |= set(ast.walk(node))
        elif isinstance(node, ast.JoinedStr):
            beside |= {part for part in node.values if isinstance(part, ast.Constant)}
        elif isinstance(node, ast.AnnAssign | ast.arg | ast.FunctionDef) and (kind := _annotation(node)):
            beside |= set(ast.walk(kind))
    for node in ast.walk(tree):
        if node not in beside and isinstance(node, ast.expr) and (text := text_of(node)) and TWO_WORDS.search(text):
            yield text


def _annotation(node: ast.AnnAssign | ast.arg | ast.FunctionDef) -> ast.expr | None:
    return node.returns if isinstance(node, ast.FunctionDef) else node.annotation


def test_nobody_takes_our_own_english_apart():
    found = {(name, text) for name, tree in modules("rules", "services") for text in cuts(tree)}
    assert found == set(CUT_ON_PURPOSE)


def test_rules_return_no_sentences():
    found = {(name, text) for name, tree in modules("rules") for text in sentences(tree)}
    assert found == set(WORDS_ON_PURPOSE)


def test_what_was_done_before_would_be_found():
    before = ast.parse('''
def worded(error, detail, day):
    """Say what was seen."""
    if detail.endswith("?"):
        raise ValueError("this is an error")
    field, colon, reason = str(error).partition(": ")
    return detail.removeprefix(f"{day}: ") + f"{day}: none recorded"
''')
    assert sorted(cuts(before)) == [": ", "?", "{}: "]
    assert list(sentences(before)) == ["{}: none recorded"]
