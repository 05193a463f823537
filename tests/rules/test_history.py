"""Past sales seen from any part of the business."""

from salesctl.rules.history import PastSales, widening

ROWS = [
    {"territory_id": 1, "rep_id": 7, "month": "2026-01", "sold": 10, "orders": 1},
    {"territory_id": 1, "rep_id": 8, "month": "2026-03", "sold": 20, "orders": 2},
    {"territory_id": None, "rep_id": 8, "month": "2026-03", "sold": 5, "orders": 1},
]


def test_sales_add_up_in_every_scope():
    sales = PastSales(ROWS)
    assert sales.sold({}, "territory_id") == {1: 30, None: 5}
    assert sales.sold({"territory_id": 1}, "rep_id") == {7: 10, 8: 20}
    assert sales.sold({"rep_id": 8}, "month") == {"2026-03": 25}
    assert sales.sold({"territory_id": 2}, "rep_id") == {}
    assert (sales.orders({}), sales.orders({"territory_id": 1})) == (4, 3)


def test_the_months_on_record_have_no_gap():
    assert list(map(str, PastSales(ROWS).observed)) == ["2026-01", "2026-02", "2026-03"]
    assert PastSales([]).observed == ()


def test_a_scope_widens_from_its_finest_part():
    assert list(widening({"product_id": 1, "rep_id": 7})) == [{"product_id": 1, "rep_id": 7}, {"product_id": 1}, {}]
