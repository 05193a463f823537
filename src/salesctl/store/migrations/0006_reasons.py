"""Reading back the sentences that revisions up to 0005 stored as the reason of a planned visit.

The sentences and the codes are those of that time, written out here: they stay as they are when the program's change.
"""

import json
import re
from typing import Any

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAY, _DAY = f"(?:{'|'.join(_WEEKDAYS)})", r"\d{4}-\d\d-\d\d"
_DEFERRED = re.compile(
    r"(?:no working day left for it"
    rf"|no place left(?: from (?P<first>{_WEEKDAY})(?: to (?P<last>{_WEEKDAY}))?| on (?P<only>{_WEEKDAY}))?"
    r": the week holds (?P<capacity>\d+)); (?P<rest>.+)",
    re.DOTALL,
)
_BESIDE = re.compile(
    rf"(?P<rest>.+), same (?P<place>site|block) as (?P<weekday>{_WEEKDAY})(?: (?P<at>\d\d:\d\d))?", re.DOTALL
)
_RHYTHM = (
    rf", (?:(?P<over>\d+) days? over|(?P<never>never visited; )?due (?:since (?P<since>{_DAY})|(?P<weekday>{_WEEKDAY}))"
    r" by) its (?P<interval>\d+)-day "
)
_OTHERS = r"\d+ (?:complaints?|receivables?|actions?)"
_SENTENCES = (
    ("manual", r"planned by hand"),
    ("promised", rf"promised at the visit of (?P<on>{_DAY})"),
    ("overdue", rf"promised on (?P<on>{_DAY}), not kept"),
    ("cadence", rf"(?P<grade>[ABC])/(?P<temperature>hot|warm|cold){_RHYTHM}cadence"),
    ("maintain", rf"customer(?: (?P<customer_class>[ABC]))?{_RHYTHM}maintenance"),
    (
        "canvass",
        r"canvass: (?:block (?P<block>.+), )?(?:never visited|last visited (?P<seen_on>"
        rf"{_DAY})|lost once, to be tried again from (?P<retry_on>{_DAY}))",
    ),
    (
        "case",
        rf"(?P<what>complaint|receivable|action) (?:overdue since (?P<since>{_DAY})|due (?P<due>{_DAY})): (?P<text>.*?)"
        rf"(?: \(and (?P<others>{_OTHERS}(?:, {_OTHERS})*)\))?",
    ),
)
_PATTERNS = [(code, re.compile(sentence, re.DOTALL)) for code, sentence in _SENTENCES]
_FIGURES = frozenset({"interval", "over", "capacity"})
_ON_A_WEEKDAY = frozenset({"weekday", "first", "last"})


def as_code(sentence: str) -> str | None:
    """Return the code with its figures that a sentence says, as JSON; None where it is no sentence of the program."""
    facts: dict[str, Any] = {}
    if deferred := _DEFERRED.fullmatch(sentence):
        sentence, facts["lack"] = deferred["rest"], _lack(deferred)
    elif beside := _BESIDE.fullmatch(sentence):
        sentence, facts["near"] = beside["rest"], _known(beside, "place", "weekday", "at")
    for code, pattern in _PATTERNS:
        if match := pattern.fullmatch(sentence):
            figures = _known(match, *pattern.groupindex)
            known = {"code": _code(code, figures), **figures, **facts}
            return json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return None


def _code(code: str, figures: dict[str, Any]) -> str:
    return "action" if figures.get("what") == "action" else code


def _lack(match: re.Match[str]) -> dict[str, Any]:
    lack = _known(match, "capacity", "first", "last")
    if match["only"]:
        lack["first"] = lack["last"] = _WEEKDAYS.index(match["only"])
    return lack


def _known(match: re.Match[str], *names: str) -> dict[str, Any]:
    """Return the groups that a sentence has, each as its code has it."""
    return {name: _figure(name, match[name]) for name in names if match[name] is not None}


def _figure(name: str, text: str) -> Any:
    if name in _FIGURES:
        return int(text)
    if name in _ON_A_WEEKDAY:
        return _WEEKDAYS.index(text)
    if name == "never":
        return True
    if name == "others":
        return [_counted(part) for part in text.split(", ")]
    return text


def _counted(part: str) -> tuple[str, int]:
    count, what = part.split(" ")
    return what.removesuffix("s"), int(count)


FUNCTIONS = {"reason_as_code": as_code}
