from contextlib import suppress
from datetime import UTC, date, datetime, time
from enum import StrEnum
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.product import Level
from salesctl.domain.enums.prospect import Grade, Interest, PurchaseType, Temperature
from salesctl.domain.enums.target import CustomerClass, Method, TargetKind, TargetStatus
from salesctl.domain.enums.visit import Mode, ObjectionCause, ObjectionKind, Outcome, Step
from salesctl.domain.notation import Heard
from salesctl.exchange.choices import choice, objection
from salesctl.exchange.datecolumns import date_forms
from salesctl.exchange.fields import KINDS
from salesctl.exchange.foreign_text import BadValue, Cell
from salesctl.exchange.orders import orders
from salesctl.exchange.percentages import percentages
from salesctl.exchange.values import (
    Reader,
    amount,
    clock_time,
    decimal_number,
    join_list,
    listing,
    long_text,
    name_text,
    split_list,
    timestamp,
    whole_number,
    yes_or_no,
)


def reason(read: Reader, cell: Cell) -> str:
    with pytest.raises(BadValue) as caught:
        read(cell)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("  \u3000", None),
        ("0", 0),
        ("1054", 105_400),
        ("1200.5", 120_050),
        ("1200.50", 120_050),
        ("550.0000", 55_000),
        ("1,234.50", 123_450),
        ("1,234", 123_400),
        ("1,234,567", 123_456_700),
        ("1.234,50", 123_450),
        ("1.234.567", 123_456_700),
        ("1.234.567,8", 123_456_780),
        ("12,50", 1_250),
        ("12,5", 1_250),
        ("1 234,50", 123_450),
        ("1\u00a0234.50", 123_450),
        ("1'234.50", 123_450),
        (".5", 50),
        ("5.", 500),
        ("0.125".replace("5", "0"), 12),
        ("NT$ 1,200", 120_000),
        ("NT$1,200元", 120_000),
        ("$1,200.00", 120_000),
        ("US$ 3", 300),
        ("€ 12,50", 1_250),
        ("1200 EUR", 120_000),
        ("usd 1200", 120_000),
        ("￥１，２００", 120_000),
        ("１２００．５０", 120_050),
        ("1,200元整", 120_000),
        ("12萬", 12_000_000),
        ("1.5万元", 1_500_000),
        ("1.234萬", 1_234_000),
        ("2億", 20_000_000_000),
        ("+5", 500),
        ("-0.00", 0),
        ("10000000000000", 10**15),
    ],
)
def test_amounts(text: str, expected: int | None) -> None:
    assert amount(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-5", "'-5' is negative"),
        ("(5.00)", "'(5.00)' is negative"),
        ("5-", "'5-' is negative"),
        ("NT$ -5", "'NT$ -5' is negative"),
        ("−5", "'−5' is not an amount"),
        ("1.005", "'1.005' may be 1005 or 1.005; write 1005.00"),
        ("1.234", "'1.234' may be 1234 or 1.234; write 1234.00"),
        ("1234.567", "'1234.567' has more than two decimals"),
        ("0.125", "'0.125' has more than two decimals"),
        ("12,34,56", "'12,34,56' is not an amount"),
        ("1,2345", "'1,2345' is not an amount"),
        ("1.234.56", "'1.234.56' is not an amount"),
        ("12 50", "'12 50' is not an amount"),
        ("abc", "'abc' is not an amount"),
        ("n/a", "'n/a' is not an amount"),
        ("12k", "'12k' is not an amount"),
        ("(5", "'(5' is not an amount"),
        ("1.2E+06", "'1.2E+06' is in scientific notation"),
        ("nan", "'nan' is not an amount"),
        ("10000000000000.01", "is too large an amount"),
        ("9" * 5000, "has 5000 characters, too long for such a value"),
        ("1.00000000000000000000000000000000000001", "is not an amount"),
        ("2018-01-08", "is not an amount"),
    ],
)
def test_what_is_no_amount(text: str, said: str) -> None:
    assert said in reason(amount, text)


@given(st.integers(0, 10**15))
def test_amounts_are_exact_in_every_usual_spelling(minor: int) -> None:
    units, cents = divmod(minor, 100)
    for text in (f"{units}.{cents:02}", f"{units:,}.{cents:02}", f"{units:,}.{cents:02}".translate({44: 46, 46: 44})):
        assert amount(text) == minor


@pytest.mark.parametrize(
    ("cells", "cell", "expected"),
    [
        (["15%"], "15%", 15.0),
        (["15", "0.5"], "15", 15.0),
        (["15", "0.5"], "0.5", 0.5),
        (["0.15", "0.5"], "0.15", 15.0),
        (["0.15", "1.0"], "1.0", 100.0),
        (["0.333"], "0.333", 33.3),
        (["15", "1"], "1", 1.0),
        (["0"], "0", 0.0),
        (["1%", "0.5"], "1%", 1.0),
        (["１５％"], "１５％", 15.0),
        (["9折"], "9折", 10.0),
        (["85折"], "85折", 15.0),
        (["8.5 折"], "8.5 折", 15.0),
        ([""], "", None),
    ],
)
def test_discounts(cells: list[Cell], cell: Cell, expected: float | None) -> None:
    assert percentages(cells, 0, 100, scale=100, discount=True)(cell) == expected


def test_margins_are_fractions_from_minus_one_to_one() -> None:
    assert percentages(["35", "-5"], -1, 1, scale=1)("-5") == -0.05
    assert percentages(["0.35"], -1, 1, scale=1)("0.35") == 0.35
    assert reason(percentages(["135"], -1, 1, scale=1), "135") == "'135' is not from -100% to 100%"


@pytest.mark.parametrize(
    ("cells", "cell", "said"),
    [
        (["1", "0.5"], "1", "'1' may be 1% or 100%; write it with the sign"),
        (["120"], "120", "'120' is not from 0% to 100%"),
        (["-5%"], "-5%", "'-5%' is not from 0% to 100%"),
        (["some"], "some", "'some' is not a percentage"),
    ],
)
def test_what_is_no_discount(cells: list[Cell], cell: Cell, said: str) -> None:
    assert reason(percentages(cells, 0, 100, scale=100, discount=True), cell) == said


@given(st.integers(0, 1000))
def test_a_discount_written_as_a_fraction_comes_back(tenths: int) -> None:
    text = str(tenths / 10 / 100)
    if text != "1":
        assert percentages([text], 0, 100, scale=100)(text) == tenths / 10


def test_whole_numbers() -> None:
    read = whole_number(1, 1440, r"min|分鐘?")
    assert [read(text) for text in ("90", "90.0", "1,440", "90 min", "90分鐘", "９０", "")] == [
        90,
        90,
        1440,
        90,
        90,
        90,
        None,
    ]
    assert reason(read, "1.5") == "'1.5' is not a whole number"
    assert reason(read, "0") == "'0' is not from 1 to 1440"
    assert reason(read, "-3") == "'-3' is not a whole number"
    assert reason(read, "9" * 5000) == f"'{'9' * 37}...' has 5000 characters, too long for such a value"


def test_coordinates() -> None:
    read = decimal_number(-90, 90)
    assert [read(text) for text in ("25.033", "-33.9", "+1", "5e-05", "")] == [25.033, -33.9, 1.0, 0.00005, None]
    assert reason(read, "91") == "'91' is not from -90 to 90"
    for text in ("nan", "inf", "1e2", "25° 2'"):
        assert "is not a number" in reason(read, text)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None),
        ("9:30", "09:30"),
        ("09:30:15", "09:30"),
        ("0930", "09:30"),
        ("2:30 PM", "14:30"),
        ("12:05 am", "00:05"),
        ("12 pm", "12:00"),
        ("2 p.m.", "14:00"),
        ("下午2:30", "14:30"),
        ("上午 9:30", "09:30"),
        ("中午12:30", "12:30"),
        ("14點30分", "14:30"),
        ("9时", "09:00"),
        ("１４：３０", "14:30"),
        ("2018-01-08 14:30", "14:30"),
        ("2018/1/8 14:30:00", "14:30"),
        (time(9, 30), "09:30"),
        (datetime(2018, 1, 8, 14, 5), "14:05"),
    ],
)
def test_times(cell: Cell, expected: str | None) -> None:
    assert clock_time(cell) == expected


@pytest.mark.parametrize("text", ["24:00", "9:60", "9", "930", "noon", "25:00", "2018-01-08"])
def test_what_is_no_time(text: str) -> None:
    assert reason(clock_time, text) == f"'{text}' is not a time of day; write HH:MM"


def test_yes_and_no() -> None:
    for text in ("yes", "Y", "TRUE", "1", "是", "有", "對", "✓", "on"):
        assert yes_or_no(text) is True
    for text in ("no", "N", "False", "0", "否", "無", "没有"):
        assert yes_or_no(text) is False
    assert yes_or_no(" ") is None
    assert reason(yes_or_no, "maybe") == "'maybe' is neither yes nor no"


def test_moments() -> None:
    noon = datetime(2018, 1, 8, 12, tzinfo=UTC)
    assert timestamp("2018-01-08T12:00:00Z") == noon
    assert timestamp("2018-01-08 20:00:00+08:00") == noon
    assert timestamp("2018-01-08T12:00") == timestamp(datetime(2018, 1, 8, 12)) == noon
    assert timestamp(date(2018, 1, 8)) == datetime(2018, 1, 8, tzinfo=UTC)
    assert timestamp("") is None
    assert "is not a moment" in reason(timestamp, "yesterday")


def test_text() -> None:
    assert name_text("  Acme \u3000") == "Acme"
    assert name_text(" ") is None
    assert name_text(date(2018, 1, 8)) == "2018-01-08"
    assert name_text("台\u3000積電") == "台\u3000積電"
    assert reason(name_text, "a\nb") == "'a\\x0ab' has a line break or a control character in it"
    assert reason(name_text, "x" * 201).endswith("has 201 characters, 200 are the limit")
    assert long_text(" a\nb ") == " a\nb "
    assert long_text(" \n ") is None
    assert reason(long_text, "a\0") == "has a NUL character in it"
    assert reason(long_text, "x" * 10_001) == "has 10001 characters, 10000 are the limit"


WORDS: dict[type[StrEnum], str] = {
    Method: "掃蕩=canvass 扫荡=canvass 電話=phone 电话=phone 介紹=referral 關係=referral "
    "現有客戶=existing 现有客户=existing 郵購=direct-mail 邮购=direct-mail 合作=partner Direct_Mail=direct-mail",
    Interest: "不感興趣=none 不感兴趣=none 稍感興趣=slight 很感興趣=strong 很感兴趣=strong 信服=convinced "
    "完全接受=committed",
    PurchaseType: "新=new 追加=add-on 換用=replacement 换用=replacement ADDON=add-on",
    Mode: "拜訪=in-person 拜访=in-person 電話=phone 視訊=video 视频=video 電郵=email 电邮=email In_Person=in-person",
    Step: "接觸=approach 接触=approach 探尋=survey 探寻=survey 提出方案=present 成交=close",
    Outcome: "訂單=order 订单=order 進展=advance 延續=continuation 未成交=no-sale NoSale=no-sale",
    Role: "預算=money 決策者=authority 决策者=authority 使用者=need 守門人=gatekeeper 影響者=influencer "
    "支持者=champion",
    Grade: "a=A Ｂ=B C級=C",
    CustomerClass: "a=A B级=B 'C'=C",
    Temperature: "熱=hot 温=warm 冷=cold",
    TargetKind: "公司=company 單位=unit",
    TargetStatus: "潛在客戶=prospect 客户=customer",
    Level: "高=high Low=low",
    ObjectionKind: "價格=price 太贵=price 沒時間=no-time no_time=no-time 其它=other",
}


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_choices(kind: type[StrEnum]) -> None:
    read = choice(kind)
    for pair in WORDS[kind].split():
        word, value = pair.rsplit("=", 1)
        assert read(word) == read(f" {word.upper()} ") == kind(value)
    for member in kind:
        assert read(member.value) is member
    assert read(" ") is None


def test_a_word_that_is_no_choice() -> None:
    assert reason(choice(Grade), "D") == "'D' is none of A, B, C"


def test_objections() -> None:
    assert objection("price") == Heard(ObjectionKind.PRICE)
    assert objection("價格：太貴: 真的！") == Heard(ObjectionKind.PRICE, text="太貴: 真的！")
    assert objection("太忙/excuse:after\nlunch (resolved)") == Heard(
        ObjectionKind.NO_TIME, ObjectionCause.EXCUSE, "after\nlunch", resolved=True
    )
    assert objection(" ") is None
    read = listing(objection)
    assert read("price:too dear; no-time") == [
        Heard(ObjectionKind.PRICE, text="too dear"),
        Heard(ObjectionKind.NO_TIME),
    ]
    assert "none of price" in reason(read, "price; colour")
    assert "not one of misunderstood" in reason(read, "price/mood:x")
    assert "without its kind" in reason(read, ":too dear")


def test_orders() -> None:
    assert orders("") == []
    assert orders("1200.00") == [(None, 120_000)]
    assert orders("GTX Pro=4,821; MG Special=55") == [("GTX Pro", 482_100), ("MG Special", 5_500)]
    assert orders("a=b=5; 7") == [("a=b", 500), (None, 700)]
    assert orders("7; 1,200.50") == [(None, 700), (None, 120_050)]
    assert orders(r"a\; b=5") == [("a; b", 500)]
    assert reason(orders, "GTX Pro=") == "'GTX Pro=' has no amount"
    assert reason(orders, "GTX Pro=-5") == "'-5' is negative"


def test_lists() -> None:
    assert split_list("a; b；c;; ") == ["a", "b", "c"]
    assert split_list("") == []
    assert split_list(r"C:\dir; a\;b") == [r"C:\dir", "a;b"]
    assert join_list(["a", "b; c"]) == r"a; b\; c"
    assert listing(choice(Role))("money;需求") == [Role.MONEY, Role.NEED]


@given(st.lists(st.text(st.sampled_from("ab;；\\ 中"), min_size=1).map(str.strip).filter(bool), max_size=6))
def test_lists_come_back(items: list[str]) -> None:
    assert split_list(join_list(items)) == items


READERS = [field.read for kind in KINDS.values() for field in kind.fields]


@pytest.mark.parametrize("unit", [" ", "\\", "9", "-", "5 ", "1,", ";", "NT$", "\u3000"])
@pytest.mark.parametrize(("before", "after"), [("", ""), ("5", "x"), ("x", "5")])
def test_no_long_cell_keeps_a_reader_busy(unit: str, before: str, after: str) -> None:
    cell = before + unit * (100_000 // len(unit)) + after
    started = monotonic()
    for read in (*READERS, percentages([cell], 0, 100, scale=100), date_forms({"on": [cell]})["on"].read):
        with suppress(BadValue):
            read(cell)
    assert monotonic() - started < 5, "patterns that backtrack would take minutes"


@given(st.text(max_size=40) | st.text(st.sampled_from("0123456789.,:-+%()$ 元萬折;=年月日"), max_size=20))
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in READERS:
        try:
            read(text)
        except BadValue as error:
            assert str(error).isprintable()  # noqa: PT017
