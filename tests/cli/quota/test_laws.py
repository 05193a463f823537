"""Whatever is done to a year's quotas, in whatever order, parts equal their whole and locked cells stay."""

from hypothesis import given, settings
from hypothesis import strategies as st

from salesctl import clock
from salesctl.domain.enums.quota import COLUMNS, Dimension, Measure, Weights
from salesctl.errors import SalesctlError
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.services.quota.cells import commit_cells, lock_cells, unlock_cells
from salesctl.services.quota.split import How, join_parts, split_quota
from salesctl.services.quota.tree import QuotaYear
from salesctl.services.quota.years import set_quota
from salesctl.store.queries.quotas import NodeFilter
from salesctl.store.sqlite.opening import open_store

FISCAL = FiscalCalendar(4)
MONTHS = tuple(map(str, FISCAL.months(2027)))
KEYS = {
    Dimension.PRODUCT: (1, 2),
    Dimension.TERRITORY: (1, 2),
    Dimension.REP: (1, 2, 3),
    Dimension.CUSTOMER: (1, 2),
    Dimension.MONTH: MONTHS,
}

figures = st.one_of(st.integers(0, 50), st.integers(0, 10**9))
anywhere = st.integers(0, 10**6)
"""Which cell is meant, counted through those there are."""


@st.composite
def splits(draw: st.DrawFn) -> How:
    by = draw(st.sampled_from(list(Dimension)))
    weights = draw(st.sampled_from([None, None, Weights.EQUAL, Weights.HISTORY, Weights.SEASON, Weights.MANUAL]))
    if weights is not Weights.MANUAL:
        return How(by, weights)
    part = st.fractions(0, 9, max_denominator=7)
    return How(by, weights, draw(st.dictionaries(st.sampled_from(KEYS[by]), part, min_size=1)))


steps = st.one_of(
    st.tuples(st.just(split_quota), st.none(), splits()),
    st.tuples(st.just(split_quota), st.none(), splits()),
    st.tuples(st.just(split_quota), anywhere, splits()),
    st.tuples(st.just(lock_cells), anywhere, st.none() | figures),
    st.tuples(st.just(lock_cells), anywhere, st.none()),
    st.tuples(st.just(commit_cells), anywhere, st.none() | figures),
    st.tuples(st.just(set_quota), st.none(), figures),
    st.tuples(st.just(unlock_cells), anywhere, st.none()),
    st.tuples(st.just(join_parts), anywhere, st.none()),
)


def take(store, which, act, place, value):
    """Do one step: to the whole year, or to the cell that is meant."""
    rows = store.rows("SELECT * FROM quota ORDER BY id")
    row = rows[place % len(rows)] if place is not None else {}
    chosen = NodeFilter(*(row.get(column) for column in COLUMNS.values()))
    if act is set_quota:
        act(store, which, value)
    elif act is split_quota:
        act(store, which, value, chosen)
    elif act in (unlock_cells, join_parts):
        act(store, which, chosen)
    else:
        act(store, which, chosen, value)


def locked(store):
    return {row["id"]: row["amount"] for row in store.rows("SELECT id, amount FROM quota WHERE locked = 1")}


def test_parts_equal_their_whole_whatever_is_done(business, home):
    clock.set_clock("2026-11-23")
    store = open_store(home / "store.db", command_line="a test's own trees")

    @settings(max_examples=150, deadline=None)
    @given(figures, st.sampled_from(Measure), st.lists(steps, min_size=4, max_size=14))
    def law(figure, measure, done):
        which = QuotaYear(2027, measure, FISCAL)
        with store.transaction():
            store.lane.run("DELETE FROM quota", {})
        set_quota(store, which, figure)
        for act, place, value in done:
            before = locked(store)
            try:
                take(store, which, act, place, value)
            except SalesctlError:
                assert locked(store) == before, "what is refused changes nothing"
            wrong = store.rows(
                "SELECT whole.id FROM quota whole JOIN quota part ON part.parent_id = whole.id"
                " GROUP BY whole.id, whole.amount HAVING whole.amount <> sum(part.amount)"
            )
            assert wrong == []
            if act in (split_quota, set_quota, commit_cells):
                assert locked(store) == before

    law()
    store.lane.close()
    clock.set_clock(None)
