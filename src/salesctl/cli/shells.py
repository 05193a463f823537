"""Answering bash, zsh and fish when they complete a line: each wants names quoted in its own way.

Typer's scripts are used as they are. Its answers are not: they lose quotes and spaces, and load Rich to write help.
"""

import os
import re
from typing import Any

from typer._click.shell_completion import CompletionItem, add_completion_class, split_arg_string
from typer._completion_classes import BashComplete, FishComplete, ZshComplete
from typer.main import get_command

from salesctl.domain.text import fold
from salesctl.errors import ExitCode

_SPECIAL = re.compile(r"([^\w%+,./\u0080-\U0010ffff-])")
_SPECIAL_IN_DOUBLE_QUOTES = re.compile(r'(["$`\\])')
_BASH_BREAK = re.compile("[:=@]+")
_CURSOR = "\0"


def answer(app: Any) -> int:
    """Print what the shell asks for; nothing that goes wrong may disturb the line being typed."""
    try:
        command = get_command(app)  # Typer registers its own answers here, so ours come after
        for shell in (Bash, Zsh, Fish):
            add_completion_class(shell, shell.name)
        command.main(prog_name="salesctl")
    except Exception:
        return ExitCode.BUG
    return ExitCode.OK


def split(line: str) -> tuple[list[str], str]:
    """Return the whole words of a line, and the one the cursor is in at its end, without their quotes."""
    # The mark keeps a last word that is empty, or ends in a quoted space, apart from what is before it.
    *words, last = split_arg_string(line + _CURSOR)
    return words, last.removesuffix(_CURSOR)


def _option(word: str) -> str:
    """Return the `--option=` a word begins with, which is no part of the value being completed."""
    return word[: word.find("=") + 1] if word.startswith("-") else ""


class Bash(BashComplete):
    """Bash cuts words at colons and the like, and puts an answer into the line as it is."""

    def get_completion_args(self) -> tuple[list[str], str]:
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
        words, incomplete = split(line)
        self._quote = _open_quote(pieces[-1])
        left_alone = split(fixed)[1].removesuffix("@")  # which bash replaces with the word after it
        self._left_alone = left_alone.removeprefix(_option(left_alone))
        return words[1:], incomplete

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Offer only what goes with the part of the word that stays."""
        stays = fold(self._left_alone)
        found = super().get_completions(args, incomplete)
        return [item for item in found if fold(item.value[: len(self._left_alone)]) == stays]

    def format_completion(self, item: CompletionItem) -> str:
        """Quote a value as the word was begun, less the part that stays."""
        text = str(item.value)[len(self._left_alone) :]
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

    def get_completion_args(self) -> tuple[list[str], str]:
        """Split the line, and keep the option that every answer must repeat."""
        words, incomplete = split(os.environ.get("_TYPER_COMPLETE_ARGS", ""))
        self._before = _option(incomplete)
        return words[1:], incomplete

    def value(self, item: CompletionItem) -> str:
        """Return the whole word that an item stands for."""
        return f"{self._before}{item.value}"


class Zsh(_WholeLine, ZshComplete):
    """Zsh evaluates the answer, and quotes what it then inserts by itself."""

    def complete(self) -> str:
        """Return the zsh command that offers the values, those that only contain what was typed too."""
        found = self.get_completions(*self.get_completion_args())
        if not found:
            return "_files"
        values = " ".join(_SPECIAL.sub(r"\\\1", self.value(item)) for item in found)
        if not any(item.help for item in found):
            return f"compadd -U -- {values}"
        shown = " ".join(_SPECIAL.sub(r"\\\1", f"{item.value}  {item.help or ''}") for item in found)
        return f"local -a shown; shown=({shown}); compadd -U -l -d shown -- {values}"


class Fish(_WholeLine, FishComplete):
    """Fish takes values as they are and quotes what it inserts by itself."""

    def format_completion(self, item: CompletionItem) -> str:
        """Write a value and, after a tab, its help."""
        return "\t".join([self.value(item), *([" ".join(item.help.split())] if item.help else [])])
