"""Why a visit is in the plan: a code with its figures, stored and read without loss, and worded when it is shown."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesctl.domain.enums.plan import Claim
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass
from salesctl.domain.reason import Lack, Near, Reason
from salesctl.messages.reasons import in_words, worded

DAY = date(2026, 11, 19)
HOT = Reason(Claim.CADENCE, Grade.A, Temperature.HOT, interval=7)
CUSTOMER = Reason(Claim.MAINTAIN, interval=56)
CASE = Reason(Claim.CASE, what="complaint", text="wrong parts", due=DAY)

weekdays = st.integers(0, 6)
values = {
    date: st.dates(),
    int: st.integers(0, 400),
    str: st.text(max_size=20),
    Near: st.builds(Near, st.sampled_from(["site", "block"]), weekdays, st.none() | st.just("10:00")),
    Lack: st.builds(Lack, st.none() | st.integers(0, 99), st.none() | weekdays, st.none() | weekdays),
}


def facts_of(kind):
    """Return what a field of a reason may hold, by its type."""
    if kind == tuple[tuple[str, int], ...]:
        return st.lists(st.tuples(st.text(max_size=9), st.integers(1, 9)), max_size=2).map(tuple)
    kinds = get_args(kind) or (kind,)
    return st.one_of(*(values[each] if each in values else st.from_type(each) for each in kinds))


@given(st.fixed_dictionaries({name: facts_of(kind) for name, kind in Reason.__annotations__.items()}))
def test_whatever_a_reason_says_is_read_again(facts):
    reason = Reason(**facts)
    assert Reason.read(reason.stored) == reason


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Claim.MANUAL), "planned by hand"),
        (Reason(Claim.PROMISED, on=DAY), "promised at the visit of 2026-11-19"),
        (Reason(Claim.OVERDUE, on=DAY), "promised on 2026-11-19, not kept"),
        (HOT._replace(over=9), "A/hot, 9 days over its 7-day cadence"),
        (HOT._replace(over=1), "A/hot, 1 day over its 7-day cadence"),
        (HOT._replace(weekday=1), "A/hot, due Tue by its 7-day cadence"),
        (HOT._replace(weekday=0, never=True), "A/hot, never visited; due Mon by its 7-day cadence"),
        (HOT._replace(since=DAY, never=True), "A/hot, never visited; due since 2026-11-19 by its 7-day cadence"),
        (CUSTOMER._replace(over=2), "customer, 2 days over its 56-day maintenance"),
        (
            CUSTOMER._replace(customer_class=CustomerClass.B, weekday=6),
            "customer B, due Sun by its 56-day maintenance",
        ),
        (CASE, "complaint due 2026-11-19: wrong parts"),
        (
            Reason(Claim.ACTION, what="action", text="write", since=DAY, others=(("complaint", 2), ("receivable", 1))),
            "action overdue since 2026-11-19: write (and 2 complaints, 1 receivable)",
        ),
        (Reason(Claim.CANVASS), "canvass: never visited"),
        (Reason(Claim.CANVASS, block="B3", seen_on=DAY), "canvass: block B3, last visited 2026-11-19"),
        (Reason(Claim.CANVASS, retry_on=DAY), "canvass: lost once, to be tried again from 2026-11-19"),
        (
            CASE._replace(near=Near("block", 1, "10:00")),
            "complaint due 2026-11-19: wrong parts, same block as Tue 10:00",
        ),
        (Reason(Claim.MANUAL, near=Near("site", 3)), "planned by hand, same site as Thu"),
        (CASE._replace(lack=Lack()), "no working day left for it; complaint due 2026-11-19: wrong parts"),
        (Reason(Claim.MANUAL, lack=Lack(40)), "no place left: the week holds 40; planned by hand"),
        (Reason(Claim.MANUAL, lack=Lack(5, 2)), "no place left from Wed: the week holds 5; planned by hand"),
        (Reason(Claim.MANUAL, lack=Lack(5, 1, 1)), "no place left on Tue: the week holds 5; planned by hand"),
        (Reason(Claim.MANUAL, lack=Lack(5, 0, 1)), "no place left from Mon to Tue: the week holds 5; planned by hand"),
    ],
)
def test_each_reason_in_words(reason, words):
    assert in_words(reason) == worded(reason.stored) == words


@pytest.mark.parametrize(
    "stored",
    [
        "promised",
        "A/hot, due Tue",
        "",
        "7",
        "null",
        "[]",
        "{}",
        '{"code":"whim"}',
        '{"code":"manual","colour":"red"}',
        '{"code":"promised","on":"yesterday"}',
        '{"code":"cadence","near":{"place":"site"}}',
        '{"code":"cadence","near":"site"}',
    ],
)
def test_what_is_no_code_is_shown_as_it_is(stored):
    assert worded(stored) == stored


def test_a_code_is_short():
    assert HOT._replace(over=9, near=Near("site", 1)).stored == (
        '{"code":"cadence","grade":"A","temperature":"hot","interval":7,"over":9,"near":{"place":"site","weekday":1}}'
    )
