"""What `plan month` opens with: what the quota asks of the month; the clock stands on Monday 2026-11-23."""

import pytest
from cli.rows import quota, sale, visit

from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields

DECEMBER = {"month": "2026-12"}


@pytest.fixture
def opening(run, insert):
    """Store rows for two reps, then return the first line of the month's plan."""
    insert(
        RepFields(name="me", name_key="me"),
        RepFields(name="林小姐", name_key="林小姐"),
        TargetFields(name="Acme", name_key="acme", rep_id=1, added_on="2026-01-01"),
    )

    def call(*rows, args: tuple[str, ...] = ()) -> str:
        insert(*rows)
        return run("plan", "month", "2026-12", *args).out.splitlines()[0]

    return call


def worked(*, orders: int = 2, visits: int = 13, hits: int = 4, rep_id: int = 1):
    return [
        *(sale(1, "2026-06-01", 5_000_00, rep_id=rep_id) for _ in range(orders)),
        *(
            visit(1, "2026-06-01", rep_id=rep_id, outcome="order" if number < hits else "advance")
            for number in range(visits)
        ),
    ]


def test_nothing_is_said_without_a_quota(opening):
    assert opening().startswith("Visits 2026-12")
    assert opening(quota(5, year=2027)).startswith("Visits 2026-12")


def test_revenue_orders_and_visits(opening):
    quotas = quota(120_000_00, split_by="rep"), quota(120_000_00, parent_id=1, rep_id=1, **DECEMBER)
    assert opening(*quotas, *worked()) == (
        "The quota asks 120,000.00 of 2026-12: 24 orders at an average of 5,000.00, 78 visits at a hit rate of 31%."
    )


def test_a_denominator_that_is_missing_is_told(opening):
    quotas = quota(120_000_00, split_by="rep"), quota(120_000_00, parent_id=1, rep_id=1, **DECEMBER)
    why = "no order in the last twelve months"
    # What others sold does not count for this rep.
    assert opening(*quotas, *worked(rep_id=2)) == (
        f"The quota asks 120,000.00 of 2026-12: – orders ({why}), – visits ({why})."
    )


def test_each_rep_is_asked_for_their_own(opening):
    parts = quota(700_00, parent_id=1, rep_id=1, **DECEMBER), quota(300_00, parent_id=1, rep_id=2, **DECEMBER)
    assert opening(quota(1_000_00, split_by="rep"), *parts).startswith("The quota asks 700.00 of 2026-12: ")
    assert opening(args=("--rep", "林小姐")).startswith("The quota asks 300.00 of 2026-12: ")


def test_a_rep_without_a_part_is_asked_nothing(opening):
    parts = quota(1_000_00, split_by="rep"), quota(1_000_00, parent_id=1, rep_id=2, **DECEMBER)
    assert opening(*parts).startswith("Visits 2026-12")


def test_a_quota_that_no_rep_has_is_asked_of_all_together(opening):
    parts = quota(10_000_00, split_by="month"), quota(10_000_00, parent_id=1, **DECEMBER)
    assert opening(*parts, *worked(rep_id=2, orders=1, visits=2, hits=1)) == (
        "The quota asks 10,000.00 of 2026-12 of all reps together: 2 orders at an average of 5,000.00,"
        " 4 visits at a hit rate of 50%."
    )


def test_a_single_rep_is_not_told_of_others(run, insert):
    insert(RepFields(name="me", name_key="me"), quota(50_00, split_by="month"), quota(50_00, parent_id=1, **DECEMBER))
    assert run("plan", "month", "2026-12").out.startswith("The quota asks 50.00 of 2026-12: – orders")


def test_a_year_that_is_not_split_by_month(opening):
    assert opening(quota(1_000_00, split_by="rep"), quota(1_000_00, parent_id=1, rep_id=1)) == (
        "The quota of 2026 asks 1,000.00, and nothing of 2026-12 by itself: `salesctl quota split 2026 --by month`"
        " gives each month its part."
    )


def test_orders_that_are_asked_for_themselves(opening):
    orders = {"measure": "orders", "rep_id": 1}
    rows = quota(24, measure="orders", split_by="rep"), quota(24, parent_id=1, **orders, **DECEMBER)
    assert opening(*rows, *worked()) == "The quota asks 24 orders of 2026-12: 78 visits at a hit rate of 31%."
    money = quota(120_000_00, split_by="rep"), quota(120_000_00, parent_id=3, rep_id=1, **DECEMBER)
    assert opening(*money) == ("The quota asks 120,000.00 and 24 orders of 2026-12: 78 visits at a hit rate of 31%.")


def test_the_rows_for_programs_stay_what_they_were(run, opening):
    opening(quota(5))
    assert set(run("plan", "month", "-f", "json").json[0]) == {"grade", "week", "required", "planned", "done"}
