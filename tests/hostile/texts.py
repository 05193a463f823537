"""Texts that programs have stumbled over: what people paste, what files bring along, and what somebody means to do."""

import random
import unicodedata

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com")',
    "x;=1+1",
    'x;"=1+1',
    "x\n=1+1",
    "x\t@SUM(A1)",
)
MARKUP = ("[bold]x[/bold]", "[/]", "[red", "[link=http://x]y[/link]", ":smile:", "<script>alert(1)</script>", "&amp;")
QUOTES = ('"', "'", '"",""', "a;b", "a,b", "a\\;b", "a|b", "`id`", "$(id)", "%s %d {x} {0}", "'; DROP TABLE target; --")
BIDI = ("\u202egnp.exe", "\u2066x\u2069", "\u200fx", "\u061cx")
INVISIBLE = ("\u200b", "a\u200bb", "\ufeffx", "\u2060", "\u00ad", "x\u180e", "\u3164", "\U000e0041x")
EMOJI = ("👨‍👩‍👧‍👦", "👩🏽‍🚀 x", "🇹🇼", "☎️", "e\u0301", "x" + "\u0301" * 60, "ﷺ", "中" * 60, "ｶﾞ", "\U00031350")
CONTROL = (
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "a\x1b]0;x\x07",
    "\x7f",
    "\x85",
    "a\x0bb",
    "a\x0cb",
    "\x1f",
    "a\x08b",
    "\u2028x",
)
SURROGATES = ("\udcff", "caf\udce9", "\ud800")
NUMBERS = (
    *("1e400", "nan", "inf", "-inf", "-0", "1e-400", "9" * 400, "0x10", "1_000", "٣", "１２", "1,2,3", "12.345", "Ⅷ"),
    *("99999-01-01", "0000-00-00", "2026-02-30", "2026-W99", "+9999w", "-9999m", "25:99", "99999999999999999999"),
    *("9999-12-31", "0001-01-01", "9999-W52", "0001-W01", "9999-12", "0001-01", "9999", "0001"),
)
BLANK = ("", " ", "\t", "\n", "\u3000", "\u00a0")
LONG = ("x" * 201, "字" * 10_000, "x" * 10_001, "y " * 70_000)

HOSTILE = (
    *(*FORMULAS, *MARKUP, *QUOTES, *BIDI, *INVISIBLE, *EMOJI, *CONTROL, *SURROGATES, *NUMBERS, *BLANK, *LONG),
    *("--help", "-", "--", "/", "..", "NULL", "None", "true", "#", "~", "*"),
)

PIECES = [text for text in HOSTILE if len(text) < 100 and not set(text) & set(map(chr, range(0xD800, 0xE000)))]


def storable(luck: random.Random, most: int, *, lines: bool) -> str:
    """Return a text that the store takes, made of hostile pieces; with `lines`, it may have several."""
    kept = "\n\r\t" if lines else ""
    text = "".join(luck.choices(HOSTILE, k=luck.randint(1, 3)))[:most]
    return "".join(letter for letter in text if letter in kept or unicodedata.category(letter) not in ("Cc", "Cs"))
