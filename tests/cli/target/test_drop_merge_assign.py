"""Closing targets, making one out of two, and handing them over."""

import pytest
from cli.rows import planned, prospect, sale, visit


def test_dropping_keeps_history_and_cancels_what_was_to_come(run, insert, sql):
    run("target", "add", "Acme")
    insert(
        visit(1, "2026-11-02"),
        planned(1, "2026-11-20"),
        planned(1, "2026-11-23"),
        planned(1, None, status="deferred"),
    )
    assert run("target", "drop", "Acme", "--reason", "closed down").out == "Target 1 Acme dropped: closed down.\n"
    assert sql("SELECT planned_on FROM planned_visit") == [("2026-11-20",)]
    assert sql("SELECT count(*) FROM visit") == [(1,)]
    (row,) = run("target", "show", "Acme", "-f", "json").json
    assert (row["status"], row["dropped_on"], row["drop_reason"]) == ("dropped", "2026-11-23", "closed down")
    run("target", "edit", "Acme", "--reopen")
    (row,) = run("target", "show", "Acme", "-f", "json").json
    assert (row["status"], row["dropped_on"], row["drop_reason"]) == ("open", None, None)


def test_a_target_is_dropped_once_and_not_with_an_open_prospect(run, refused, insert):
    run("target", "add", "Acme")
    run("target", "add", "Bolt")
    insert(prospect(2))
    run("target", "drop", "Acme", "--reason", "closed")
    assert "was dropped on 2026-11-23 already" in refused(4, "target", "drop", "Acme", "--reason", "closed")
    assert "has an open prospect" in refused(4, "target", "drop", "Bolt", "--reason", "closed")
    assert "--reason" in refused(2, "target", "drop", "Bolt")


@pytest.fixture
def twins(run, insert):
    """Acme Ltd and Acme Limited, both with history; Ann works at both."""
    run("target", "add", "Acme Ltd", "--territory", "North", "--tag", "vip", "--tag", "old")
    run("target", "add", "Acme Limited", "--territory", "South", "--block", "Pier", "--phone", "02 1", "--tag", "vip")
    run("target", "add", "Branch", "--parent", "Acme Limited")
    run("contact", "add", "Acme Ltd", "Ann", "--role", "money")
    run("contact", "add", "Acme Limited", "ANN", "--role", "money", "--role", "need")
    run("contact", "add", "Acme Limited", "Bob")
    insert(
        *(visit(1, "2026-11-02"), visit(2, "2026-11-09"), sale(2), planned(2, "2026-11-24")),
        prospect(2, authority_id=2),
        prospect(1, status="lost", closed_on="2026-11-02"),
    )


def test_merging_moves_everything(run, twins, sql):
    merged = run("target", "merge", "Acme Limited", "Acme Ltd")
    assert merged.out == "Target 2 Acme Limited merged into 1 Acme Ltd.\n"
    acme, branch = run("target", "list", "-f", "json").json
    assert (acme["name"], acme["territory"], acme["block"], acme["phone"]) == ("Acme Ltd", "North", None, "02 1")
    assert (acme["tags"], acme["status"], acme["last_visit"]) == (["old", "vip"], "customer", "2026-11-09")
    for table in ("visit", "sale", "prospect", "planned_visit", "contact"):
        assert set(sql(f"SELECT target_id FROM {table}")) == {(1,)}, table
    assert sql("SELECT authority_id FROM prospect WHERE status = 'open'") == [(1,)]
    people = run("contact", "list", "-f", "json").json
    assert [(row["name"], row["roles"]) for row in people] == [("Ann", ["money", "need"]), ("Bob", [])]
    (row,) = run("target", "show", branch["name"], "-f", "json").json
    assert row["parent"] == "Acme Ltd"


def test_undo_takes_two_merged_targets_apart(run, twins, tables):
    before = tables(journal=False)
    run("target", "merge", "Acme Limited", "Acme Ltd")
    run("undo")
    assert tables(journal=False) == before


def test_a_merge_that_would_lose_something_is_refused(run, twins, refused, insert):
    insert(prospect(1))
    assert "both have an open prospect" in refused(4, "target", "merge", "Acme Limited", "Acme Ltd")
    assert "cannot be merged into itself" in refused(4, "target", "merge", "2", "Acme Limited")


def test_a_merge_never_makes_a_target_a_unit_of_itself(run, refused):
    run("target", "add", "Holding")
    run("target", "add", "Branch", "--parent", "Holding")
    run("target", "add", "Office", "--parent", "Branch")
    assert "cannot be part of itself" in refused(4, "target", "merge", "Holding", "Office")
    run("target", "merge", "Holding", "Branch")


def test_assigning_moves_targets_with_what_is_open(run, insert, sql):
    run("target", "add", "Acme", "--territory", "North")
    run("target", "add", "Bolt", "--territory", "North")
    run("target", "add", "Cord")
    insert(
        prospect(1),
        prospect(1, status="lost", grade="B"),
        planned(1, "2026-11-20"),
        planned(1, "2026-11-24"),
        visit(1, "2026-11-02"),
    )
    assert (
        run("target", "assign", "--to", "Lin", "--territory", "North").out
        == "2 targets assigned to Lin. (new rep Lin)\n"
    )
    assert sql("SELECT name FROM target WHERE rep_id = 2") == [("Acme",), ("Bolt",)]
    assert sql("SELECT status FROM prospect WHERE rep_id = 2") == [("open",)]
    assert sql("SELECT planned_on FROM planned_visit WHERE rep_id = 2") == [("2026-11-24",)]
    assert sql("SELECT rep_id FROM visit") == [(1,)]
    assert run("target", "assign", "--to", "Lin", "--search", "cord").out == "1 target assigned to Lin.\n"
    assert run("target", "assign", "--to", "Lin").out == "0 targets assigned to Lin.\n"


@pytest.fixture
def keyed(run):
    """Two key accounts, one of them with a case."""
    for name in ("Acme", "Bolt"):
        run("target", "add", name)
        run("account", "open", name)
    run("case", "open", "Acme", "complaint", "late")


def test_a_key_account_is_not_dropped_before_its_plan_is_closed(run, keyed, refused):
    assert "'Acme' has an account plan; close it first" in refused(4, "target", "drop", "Acme", "--reason", "gone")
    run("account", "close", "Acme", "--reason", "gone")
    run("target", "drop", "Acme", "--reason", "gone")


def test_a_merge_moves_account_plans_and_cases(run, keyed, refused, sql):
    assert "both have an open account plan (1 and 2);" in refused(4, "target", "merge", "Acme", "Bolt")
    run("account", "close", "Bolt", "--reason", "the same company")
    run("target", "merge", "Acme", "Bolt")
    assert sql("SELECT target_id, closed_on FROM account_plan ORDER BY id") == [(2, None), (2, "2026-11-23")]
    assert sql("SELECT target_id FROM account_case") == [(2,)]


def test_assigning_moves_open_account_plans_and_cases(run, keyed, sql):
    run("case", "open", "Acme", "complaint", "settled")
    run("case", "close", "2", "--resolution", "settled")
    run("target", "assign", "--to", "Lin", "--search", "acme")
    assert sql("SELECT rep_id FROM account_plan ORDER BY id") == [(2,), (1,)]
    assert sql("SELECT rep_id FROM account_case ORDER BY id") == [(2,), (1,)]
