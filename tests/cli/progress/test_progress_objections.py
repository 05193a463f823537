"""`progress objections`: what was heard, what was resolved, and the orders that followed."""

import pytest
from cli.rows import sale, visit
from rich.cells import cell_len

from salesctl.domain.visit import ObjectionFields


def heard(visit_id, kind="price", **more):
    return ObjectionFields(visit_id=visit_id, kind=kind, **more)


@pytest.fixture
def objected(run, insert, prepared):
    """Objections at three targets in November and one in October; Acme ordered twice since, Beta before."""

    def fill():
        run("target", "add", "Acme", "--territory", "North")
        run("target", "add", "Beta", "--territory", "South", "--rep", "Lin")
        run("target", "add", "臺灣大同")
        insert(
            visit(1, "2026-11-02"),
            visit(1, "2026-11-10"),
            visit(2, "2026-11-10", rep_id=2),
            visit(3, "2026-11-12"),
            visit(3, "2026-10-12"),
        )
        insert(
            heard(1, cause="unclear", resolved=True),
            heard(2, cause="excuse", resolved=True),
            heard(3, cause="unclear"),
            heard(4),
            heard(5),
            heard(2, "competitor", resolved=True),
        )
        insert(
            sale(1, "2026-11-05", 100),
            sale(1, "2026-11-20", 1000),
            sale(2, "2026-11-09", 10000, rep_id=2),
            sale(3, "2026-11-12", 50),
        )

    prepared("objections", fill)


def rows(run, *args):
    return {row["kind"]: row for row in run("progress", "objections", *args, "-f", "json").json}


def figures(row):
    return [row[key] for key in ("count", "resolved", "unresolved", "resolution_rate", "orders", "amount")]


def test_the_objections_of_a_month(run, objected):
    found = rows(run)
    assert list(found) == ["price", "competitor", "complexity", "no-time", "preference", "other", "total"]
    assert figures(found["price"]) == [4, 2, 2, 0.5, 3, 11.5]
    assert found["price"]["causes"] == ["unclear 2", "excuse 1"]
    assert figures(found["competitor"]) == [1, 1, 0, 1, 1, 10.0]
    assert figures(found["other"]) == [0, 0, 0, None, 0, 0]
    assert figures(found["total"]) == [5, 3, 2, 0.6, 3, 11.5]


def test_orders_follow_what_was_resolved_or_not(run, objected):
    price = rows(run)["price"]
    assert (price["resolved_ordered"], price["resolved_order_rate"]) == (2, 1)
    assert (price["unresolved_ordered"], price["unresolved_order_rate"]) == (1, 0.5)
    assert rows(run)["competitor"]["unresolved_order_rate"] is None


def test_objections_are_narrowed(run, objected):
    for options, count, orders in [
        (["last"], 1, 1),
        (["2026-10"], 1, 1),
        (["--from", "2026-10-01"], 6, 3),
        (["--to", "2026-11-09"], 2, 3),
        (["--from", "2026-11-12", "--to", "2026-11-12"], 1, 1),
        (["--territory", "South"], 1, 0),
        (["--rep", "Lin"], 1, 0),
        (["--rep", "me", "--territory", "North"], 3, 2),
        (["2026-07"], 0, 0),
    ]:
        total = rows(run, *options)["total"]
        assert (total["count"], total["orders"]) == (count, orders), options


def test_an_order_long_after_the_period_did_not_follow(run, objected, insert, monkeypatch):
    insert(sale(1, "2027-02-28", 7), sale(1, "2027-03-01", 9))
    monkeypatch.setenv("SALESCTL_TODAY", "2027-06-01")
    assert rows(run, "2026-11")["competitor"]["amount"] == 10.07


def test_a_contradictory_period_is_refused(run):
    assert "not both" in run("progress", "objections", "last", "--from", "2026-11-01", code=2).err
    assert "comes after" in run("progress", "objections", "--from", "2026-11-02", "--to", "2026-11-01", code=2).err


def test_a_month_without_objections_says_how_to_record_one(run):
    assert "No objection was recorded" in run("progress", "objections").err


def test_the_table_fits_the_terminal(run, objected, monkeypatch):
    for width in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        printed = run("progress", "objections").out
        assert max(map(cell_len, printed.splitlines())) <= width
        assert "11.50" in printed
        assert "…" not in printed
