"""Text from other people's files: how it is quoted in messages, and the key under which a header or a word is found."""

import re
from datetime import date, datetime, time

from salesctl.domain.text import fold
from salesctl.errors import InvalidInput

Cell = str | date | datetime | time
"""What a file's cell holds: text; from a spreadsheet also a date or a time."""

ERROR_HEADER = "salesctl_error"
"""The last column of a file of rejected rows; reading it again ignores the column."""

_LONGEST_WORD = 200  # folding takes time by the square of the accents heaped on a letter
_NOT_A_WORD = re.compile(r"[\W_]+")

# The traditional characters in the headers and words known here, and their simplified forms.
_SIMPLIFIED = str.maketrans(
    "來係個備價億優內別動務區員問單圓報場塊夥實尋對屬幣廈廠後態慣應戶掃採換擁敗時會條棄業樓標機權決沒況準溫滿"
    "潛潤無熱營爭狀現產異當發碼稅稱競築簡簽籤約級紹結絕絡統經網線締編緯總繫繼續習聯職臺興舊萬蕩薦號複見規視親"
    "觸訂計訊記訪註話認說調談諾議護變讓負財貨責貴買資質購轄轉進郵銜銷錄錢鍵鐘長門開間關階雜電響預頭頻額類驟點",
    "来系个备价亿优内别动务区员问单圆报场块伙实寻对属币厦厂后态惯应户扫采换拥败时会条弃业楼标机权决没况准温满"
    "潜润无热营争状现产异当发码税称竞筑简签签约级绍结绝络统经网线缔编纬总系继续习联职台兴旧万荡荐号复见规视亲"
    "触订计讯记访注话认说调谈诺议护变让负财货责贵买资质购辖转进邮衔销录钱键钟长门开间关阶杂电响预头频额类骤点",
)


class BadValue(InvalidInput):
    """A value that cannot be read; its text is the reason in plain words."""


def key_of(text: str) -> str:
    """Return what counts of a header or a word: not case, width, spaces, punctuation or the Chinese script."""
    return _NOT_A_WORD.sub("", fold(text[:_LONGEST_WORD])).translate(_SIMPLIFIED)


def shown(text: object, limit: int = 40) -> str:
    """Return text from a file as it may stand in a one-line message: control characters escaped, long text cut."""
    cut = str(text)
    cut = cut if len(cut) <= limit else cut[: limit - 3] + "..."
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in cut)


def listed(items: list[str], limit: int = 30) -> str:
    """Return items from a file as one line of a message."""
    line = ", ".join(shown(item) or "(empty)" for item in items[:limit])
    return f"{line} and {len(items) - limit} more" if len(items) > limit else line


def text_of(cell: Cell) -> str:
    """Return a cell as text: dates ISO, times HH:MM."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return cell.isoformat()
