from hypothesis import given
from hypothesis import strategies as st

from salesctl.rules.week.capacity import Slots, Window

MOST_DAYS = 5


@st.composite
def crowds(draw) -> tuple[list[int], list[Window]]:
    free = draw(st.lists(st.integers(0, 2), min_size=1, max_size=MOST_DAYS))
    day = st.integers(0, len(free) - 1)
    return free, draw(st.lists(st.tuples(day, day).map(lambda ends: (min(ends), max(ends))), max_size=9))


def fits(free: list[int], windows: list[Window]) -> bool:
    """Say by trying everything whether all rows find a place."""
    if not windows:
        return True
    (first, last), rest = windows[0], windows[1:]
    return any(
        free[day] and fits([places - (number == day) for number, places in enumerate(free)], rest)
        for day in range(first, last + 1)
    )


@given(crowds())
def test_a_row_is_accepted_exactly_when_all_still_fit(crowd):
    free, windows = crowd
    places, accepted = Slots(free), []
    for window in windows:
        expected = fits(free, [*accepted, window])
        assert places.accept(window) is expected
        accepted += [window] * expected
    assert places.full is (len(accepted) == sum(free))


@given(crowds(), st.randoms(use_true_random=False))
def test_accepted_rows_can_always_be_settled_one_by_one(crowd, random):
    free, windows = crowd
    places, left = Slots(free), list(free)
    accepted = [window for window in windows if places.accept(window)]
    random.shuffle(accepted)
    for first, last in accepted:
        days = list(range(first, last + 1))
        random.shuffle(days)
        day = next(day for day in days if places.settle((first, last), day))
        left[day] -= 1
    assert min(left) >= 0


def test_a_row_keeps_off_the_day_that_another_needs():
    places = Slots([1, 1])
    assert places.accept((0, 1))
    assert places.accept((1, 1))
    assert not places.settle((0, 1), 1)
    assert places.settle((0, 1), 0)


def test_no_open_day_is_full():
    assert Slots([]).full
