from datetime import date

from salesctl.domain.account import Factor
from salesctl.rules.account import by_month, in_order

TODAY = date(2026, 1, 31)


def test_the_months_begin_with_the_first_visit_and_those_without_one_are_there_too():
    rows = by_month([{"month": "2025-03", "visits": 4, "successful": 3, "high_level": 1}], TODAY)
    assert [row["month"] for row in rows] == [*(f"2025-{number:02}" for number in range(3, 13)), "2026-01"]
    counted = {"month": "2025-03", "visits": 4, "successful": 3, "ordinary": 1, "high_level": 1, "share": 1.0}
    assert rows[0] == counted
    idle = {"month": "2025-04", "visits": 0, "successful": 0, "ordinary": 0, "high_level": 0, "share": 0.0}
    assert rows[1] == idle
    assert by_month([], TODAY) == []


def test_a_year_is_looked_back_on():
    rows = by_month([{"month": "2025-02", "visits": 1, "successful": 0, "high_level": 0}], TODAY)
    assert [rows[0]["month"], len(rows)] == ["2025-02", 12]


def test_a_month_is_drawn_against_the_busiest():
    rows = by_month([{"month": f"2025-0{n}", "visits": n, "successful": 0, "high_level": 0} for n in (3, 6)], TODAY)
    assert [row["share"] for row in rows if row["visits"]] == [0.5, 1.0]


def test_an_assessment_has_every_factor_in_the_order_of_the_form():
    score = {"factor": "timing", "score": 2, "before": 4, "note": "in May", "assessed_on": "2026-01-02"}
    rows = in_order([score])
    assert [row["factor"] for row in rows] == list(Factor)
    assert rows[2] == score
    assert rows[0] == {"factor": "size", "score": None, "before": None, "note": None, "assessed_on": None}
