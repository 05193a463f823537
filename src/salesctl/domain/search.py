"""What can be searched, and texts cut into the words they are found by, Chinese ones among them."""

import re
import unicodedata
from enum import StrEnum

from salesctl.domain.text import fold


class SearchKind(StrEnum):
    """What a hit is."""

    TARGET = "target"
    CONTACT = "contact"
    VISIT = "visit"
    INTEL = "intel"
    PROSPECT = "prospect"
    PLAN = "plan"
    CASE = "case"
    ACCOUNT = "account"
    DECISION = "decision"
    GOAL = "goal"
    TERRITORY = "territory"


# Nothing parts the words of Chinese and Japanese, so each of their characters is one; so is each pictograph.
_ALONE = (
    "⺀-⿟々-〇〡-〩぀-ヿ㄀-ㄯㆠ-ㆿㇰ-ㇿ㐀-䶿一-鿿豈-\ufaff"
    "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_STANDING_ALONE = re.compile(f"([{_ALONE}])")
_TOKEN = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_LED_BY_LETTER = rf"(?<![^\W_{_ALONE}])"


def spaced(text: str) -> str:
    """Return a text as it is indexed: case and width folded, and every word apart from the next."""
    return _STANDING_ALONE.sub(r" \1 ", fold(_UNSEEN.sub(" ", text)))


def words(text: str) -> list[str]:
    """Return the words typed to search for, each as it is indexed: a run of Chinese characters stays together."""
    return [spaced(word) for word in _UNSEEN.sub(" ", text).split()]


def spans(text: str, typed: str) -> list[tuple[int, int]]:
    """Return where in a text words that were searched for begin and end, in order and apart from each other."""
    plain, places = _plain(text)
    patterns = [pattern for word in words(typed) if (pattern := _pattern(word))]
    if not patterns:
        return []
    found = re.finditer("|".join(sorted(patterns, key=len, reverse=True)), plain)
    return [(places[match.start()], places[match.end() - 1] + 1) for match in found]


def _pattern(word: str) -> str:
    """Return what finds an indexed word in a plain text: where words begin, and whatever parts its tokens."""
    tokens = _TOKEN.findall(_plain(word)[0])
    if not tokens:
        return ""
    begins = "" if _STANDING_ALONE.fullmatch(tokens[0]) else _LED_BY_LETTER
    return begins + r"[\W_]*".join(map(re.escape, tokens))


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text without case, width and accents, and where in the text each of its characters comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold()):
            if not unicodedata.combining(letter):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places
