"""Answering bash, zsh and fish when they complete a line: each wants names quoted in its own way.

Typer's scripts are used as they are. Its answers are not: they lose quotes and spaces, and load Rich to write help.
Typer itself is asked, and imported, only where it is no name of the store that is being typed.
"""

import os
import re
import shlex
from typing import NamedTuple

from salesctl.cli.completion.stored_names import names_at
from salesctl.domain.text import fold
from salesctl.errors import ExitCode

_SPECIAL = re.compile(r"([^\w%+,./\u0080-\U0010ffff-])")
_SPECIAL_IN_DOUBLE_QUOTES = re.compile(r'(["$`\\])')
_BASH_BREAK = re.compile("[:=@]+")
_CURSOR = "\0"


class Item(NamedTuple):
    """What is offered, and what it means where that is to be shown."""

    value: str
    help: str | None = None


def answer() -> int:
    """Print what the shell asks for; nothing that goes wrong may disturb the line being typed."""
    request = os.environ["_SALESCTL_COMPLETE"]
    try:
        if request in _SHELLS:
            return _SHELLS[request]().answer()
        from typer.main import get_command

        from salesctl.cli.core.app import app

        get_command(app).main(prog_name="salesctl")  # the scripts, and shells that Typer alone knows
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except Exception:
        return ExitCode.BUG
    return ExitCode.OK


def split(line: str) -> tuple[list[str], str]:
    """Return the whole words of a line, and the one the cursor is in at its end, without their quotes."""
    # The mark keeps a last word that is empty, or ends in a quoted space, apart from what is before it.
    lexer = shlex.shlex(line + _CURSOR, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words += lexer
    except ValueError:  # a quote is still open
        words.append(lexer.token)
    *whole, last = words
    return whole, last.removesuffix(_CURSOR)


def _offered(words: list[str], incomplete: str) -> list[Item]:
    """Return what may stand at the end of a line, after these words."""
    names = names_at(words, incomplete)
    if names is not None:
        return [Item(name) for name in names]
    from typer._completion_classes import BashComplete
    from typer.main import get_command

    from salesctl.cli.core.app import app

    complete = BashComplete(get_command(app), {}, "salesctl", "_SALESCTL_COMPLETE")
    return [Item(str(item.value), item.help) for item in complete.get_completions(words, incomplete)]


def _option(word: str) -> str:
    """Return the `--option=` a word begins with, which is no part of the value being completed."""
    return word[: word.find("=") + 1] if word.startswith("-") else ""


class Bash:
    """Bash cuts words at colons and the like, and puts an answer into the line as it is."""

    def __init__(self) -> None:
        """Put together what bash cut apart; keep how the last word is quoted and which part of it bash leaves alone."""
        pieces = os.environ["COMP_WORDS"].split("\n")[: int(os.environ["COMP_CWORD"]) + 1]
        line = fixed = ""
        for piece, before in zip(pieces, ["", *pieces], strict=False):
            if _BASH_BREAK.fullmatch(piece):
                fixed = line = line + piece
            elif _BASH_BREAK.fullmatch(before):
                line += piece
            else:
                line, fixed = f"{line} {piece}", ""
        words, self.incomplete = split(line)
        self.words = words[1:]
        self._quote = _open_quote(pieces[-1])
        left_alone = split(fixed)[1].removesuffix("@")  # which bash replaces with the word after it
        self._left_alone = left_alone.removeprefix(_option(left_alone))

    def answer(self) -> int:
        """Print a line for each value that goes with the part of the word that stays."""
        stays = fold(self._left_alone)
        offered = [item.value for item in _offered(self.words, self.incomplete)]
        print("\n".join(self._quoted(value) for value in offered if fold(value[: len(self._left_alone)]) == stays))
        return ExitCode.OK

    def _quoted(self, value: str) -> str:
        """Quote a value as the word was begun, less the part that stays."""
        text = value[len(self._left_alone) :]
        if self._quote == "'":
            return text.replace("'", r"'\''")
        return (_SPECIAL_IN_DOUBLE_QUOTES if self._quote else _SPECIAL).sub(r"\\\1", text)


def _open_quote(word: str) -> str:
    """Return the quote that a word opens and does not close."""
    quote, characters = "", iter(word)
    for character in characters:
        if character == "\\" and quote != "'":
            next(characters, None)
        elif character in ('"', "'") and quote in ("", character):
            quote = "" if quote else character
    return quote


class _WholeLine:
    """What zsh and fish have in common: they hand over the line as it is, up to the cursor."""

    def __init__(self) -> None:
        """Split the line; every answer must repeat the option that the last word begins with."""
        words, incomplete = split(os.environ.get("_TYPER_COMPLETE_ARGS", ""))
        before = _option(incomplete)
        self.items = [Item(f"{before}{value}", help) for value, help in _offered(words[1:], incomplete)]


class Zsh(_WholeLine):
    """Zsh evaluates the answer, and quotes what it then inserts by itself."""

    def answer(self) -> int:
        """Print the zsh command that offers the values, those that only contain what was typed too."""
        print(self._command())
        return ExitCode.OK

    def _command(self) -> str:
        if not self.items:
            return "_files"
        values = " ".join(_SPECIAL.sub(r"\\\1", item.value) for item in self.items)
        if not any(item.help for item in self.items):
            return f"compadd -U -- {values}"
        shown = " ".join(_SPECIAL.sub(r"\\\1", f"{item.value}  {item.help or ''}") for item in self.items)
        return f"local -a shown; shown=({shown}); compadd -U -l -d shown -- {values}"


class Fish(_WholeLine):
    """Fish takes values as they are and quotes what it inserts by itself."""

    def answer(self) -> int:
        """Print a line for each value, with its help after a tab; or tell by the exit code whether there are any."""
        if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
            return ExitCode.OK if self.items else ExitCode.BUG
        print("\n".join("\t".join([value, *([" ".join(help.split())] if help else [])]) for value, help in self.items))
        return ExitCode.OK


_SHELLS: dict[str, type[Bash] | type[Zsh] | type[Fish]] = {
    "complete_bash": Bash,
    "complete_zsh": Zsh,
    "complete_fish": Fish,
}
