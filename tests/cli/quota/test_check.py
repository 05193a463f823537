"""`quota check`: the principles, each with its evidence; the clock stands on Monday 2026-11-23."""

import pytest
from cli.rows import sale, visit

from salesctl.domain.plan import DayOffFields
from salesctl.domain.product import ProductFields
from salesctl.domain.quota import GoalFields, QuotaFields
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields


def quota(amount: int, **more: object) -> QuotaFields:
    return QuotaFields.checked({"year": 2027, "amount": amount, **more})


@pytest.fixture
def year(insert, prepared):
    """A year for two reps, its first part split down to a month; both sold in all of 2026 that is over."""

    def fill():
        insert(
            RepFields(name="Ann", name_key="ann"),
            RepFields(name="林小姐", name_key="林小姐"),
            TargetFields(name="Acme", name_key="acme", rep_id=1, added_on="2024-01-01"),
            ProductFields(name="GTX", name_key="gtx", price_level="high", feature_level="low"),
            quota(2_500_00, split_by="product"),
            quota(2_500_00, parent_id=1, product_id=1, split_by="rep"),
            quota(1_400_00, parent_id=2, product_id=1, rep_id=1, split_by="month"),
            quota(1_100_00, parent_id=2, product_id=1, rep_id=2, month=None),
            quota(1_400_00, parent_id=3, product_id=1, rep_id=1, month="2027-01"),
            *(sale(1, f"2026-{month:02}-15", 100_00, rep_id=1) for month in range(1, 11)),
            *(sale(1, f"2026-{month:02}-16", 90_00, rep_id=2) for month in range(1, 11)),
        )

    prepared("check", fill)


def found(run) -> dict[str, tuple[str, str]]:
    rows = run("quota", "check", "2027", "-f", "json").json
    assert [row["principle"] for row in rows] == (
        ["concrete", "aimed", "tied", "improving", "attainable", "fair", "motivating"]
    )
    return {row["principle"]: (row["verdict"], row["evidence"]) for row in rows}


def test_a_year_that_is_barely_begun(run, year):
    assert found(run) == {
        "concrete": ("fail", "100% of the quota names a rep, 56% a month"),
        "aimed": ("fail", "1 of 1 product positioned, no goals in words"),
        "tied": ("unknown", "the parts add up in 3 of 3 split quotas; nobody has committed to anything yet"),
        "improving": ("pass", "2,500.00 after 2,280.00 in 2026 (made up from 10 months): +9.6%"),
        "attainable": (
            "unknown",
            "no trend: it takes sales of two years; visits needed unknown: no visit in the last twelve months",
        ),
        "fair": ("pass", "growth asked from +1.9% (林小姐) to +16.7% (Ann), 15 points apart, at most 20 pass"),
        "motivating": ("fail", "0 of 2 reps accepted; not yet Ann, 林小姐"),
    }


def test_a_year_that_keeps_every_principle(run, year, insert):
    insert(
        GoalFields(year=2027, rep_id=1, text="know every buyer by name"),
        *(sale(1, f"2025-{month:02}-15", 190_00, rep_id=1) for month in range(1, 13)),
        *(visit(1, "2026-11-02", outcome="order" if number else "advance") for number in range(4)),
    )
    run("quota", "split", "2027", "--by", "month")
    run("quota", "commit", "2027", "--rep", "Ann", "1500")
    run("quota", "commit", "2027", "--rep", "林小姐", "1100")
    shown = found(run)
    assert [verdict for verdict, _ in shown.values()] == ["pass"] * 7
    assert shown["tied"][1].endswith("2,600.00 committed of 2,500.00, gap 100.00")
    # 21 orders of the last twelve months come to 2,090.00, and 3 of 4 visits brought one: 2,500 × 21 ÷ 2,090 ÷ 0.75.
    assert shown["attainable"][1] == (
        "asks +9.6% where the trend is +0.0%, at most 20% above passes;"
        " 34 visits needed, 4,176 possible in 522 working days of 2 reps"
    )
    assert shown["motivating"] == ("pass", "2 of 2 reps accepted")


def test_what_fails_and_by_how_much(run, year, insert):
    insert(visit(1, "2026-11-02", outcome="order"), DayOffFields(rep_id=1, day="2027-01-04", reason="rest"))
    run("config", "set", "quota.spread", "0.1")
    run("config", "set", "capacity", "1")
    run("config", "set", "working_days", "mon")
    run("quota", "commit", "2027", "--rep", "Ann", "900")
    shown = found(run)
    assert shown["fair"] == (
        "fail",
        "growth asked from +1.9% (林小姐) to +16.7% (Ann), 15 points apart, at most 10 pass",
    )
    assert shown["tied"] == (
        "fail",
        "the parts add up in 3 of 3 split quotas; 900.00 committed of 2,500.00, gap -1,600.00",
    )
    assert "possible in 103 working days of 2 reps" in shown["attainable"][1]  # 52 Mondays each, one of them off


def test_too_many_visits_are_not_attainable(run, year, insert):
    insert(*(visit(1, "2026-11-02", outcome="order" if number == 0 else "no-sale") for number in range(200)))
    run("config", "set", "capacity", "1")
    verdict, evidence = found(run)["attainable"]
    assert verdict == "fail"  # 2,500.00 ÷ 95.00 an order ÷ 1 in 200
    assert evidence.endswith("5,264 visits needed, 522 possible in 522 working days of 2 reps")


def test_orders_are_checked_as_orders(run, year, insert):
    insert(quota(30, measure="orders"))
    rows = {row["principle"]: row for row in run("quota", "check", "2027", "--measure", "orders", "-f", "json").json}
    assert rows["improving"]["evidence"] == "30 orders after 24 orders in 2026 (made up from 10 months): +25.0%"
    assert rows["aimed"]["evidence"] == "no product named, no goals in words"
    assert rows["motivating"]["verdict"] == "unknown"


def test_a_year_without_quotas(refused, year):
    assert "there is no quota of 2030 yet; `salesctl quota set 2030 AMOUNT`" in refused(3, "quota", "check", "2030")
