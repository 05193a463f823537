"""Undo and redo: a command is taken back and brought back as a whole."""

import sqlite3

import pytest
from cli.rows import planned, prospect, sale, visit

from salesctl.domain.visit import VisitContactFields


@pytest.fixture
def world(run, insert):
    """Two targets that know the same person, with a prospect, a visit, a planned visit and a sale."""
    run("territory", "add", "North", "--block", "Harbour", "--block", "Old Town")
    run("target", "add", "Acme", "--territory", "North", "--block", "Harbour", "--tag", "vip")
    run("target", "add", "Bolt", "--phone", "02 1", "--tag", "vip", "--tag", "old")
    run("product", "add", "GTX", "--price", "100")
    run("contact", "add", "Acme", "Ann", "--role", "money")
    run("contact", "add", "Bolt", "Ann", "--role", "money", "--role", "need")
    insert(
        visit(2, "2026-11-20"),
        VisitContactFields(visit_id=1, contact_id=2),
        prospect(2, authority_id=2),
        planned(2, "2026-11-25", contact_id=2),
        sale(2),
    )


WRITES = [
    (
        "target",
        "add",
        "New",
        "--territory",
        "South",
        "--block",
        "Pier",
        "--site",
        "Tower",
        "--rep",
        "Lin",
        "--tag",
        "x",
    ),
    ("target", "edit", "Acme", "--rename", "大同", "--territory", "South", "--tag", "new", "--untag", "vip"),
    ("target", "drop", "Acme", "--reason", "closed"),
    ("target", "merge", "Bolt", "Acme"),
    ("target", "merge", "Acme", "Bolt"),
    ("target", "assign", "--to", "Lin"),
    ("contact", "add", "Acme", "Bob", "--role", "need", "--role", "champion"),
    ("contact", "edit", "Bolt", "Ann", "--rename", "Anne", "--role", "authority", "--unrole", "need"),
    ("contact", "drop", "Bolt", "Ann"),
    ("territory", "add", "South", "--parent", "North", "--block", "A", "--block", "B"),
    ("territory", "edit", "North", "--block", "C", "--order", "C,Old Town", "--rename-block", "Harbour=港口"),
    ("product", "add", "MG", "--price", "5"),
    ("product", "edit", "GTX", "--rename", "GTX Pro", "--price", ""),
    ("product", "drop", "GTX"),
    ("sale", "drop", "1"),
]


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_a_command_is_taken_back_and_brought_back_whole(run, world, tables, command):
    before = tables(journal=False)
    run(*command)
    after = tables(journal=False)
    assert after != before
    run("undo")
    assert tables(journal=False) == before
    run("redo")
    assert tables(journal=False) == after
    run("undo")
    assert tables(journal=False) == before


def test_undo_says_what_it_took_back(run):
    run("product", "add", "GTX Pro")
    assert run("undo").out == "Undone: product add 'GTX Pro' (1 row). `salesctl redo` brings it back.\n"
    assert run("redo").out == "Redone: product add 'GTX Pro' (1 row).\n"
    run("target", "add", "Acme", "--territory", "North")
    assert "(3 rows)" in run("undo").out


def test_undo_goes_back_command_by_command_to_an_empty_store(run, tables, refused):
    run("product", "list")
    empty = tables(journal=False)
    states = [empty]
    for command in (("product", "add", "A"), ("product", "edit", "A", "--price", "1"), ("target", "add", "Acme")):
        run(*command)
        states.append(tables(journal=False))
    for state in reversed(states[:-1]):
        run("undo")
        assert tables(journal=False) == state
    assert "nothing to undo" in refused(4, "undo")
    for state in states[1:]:
        run("redo")
        assert tables(journal=False) == state
    assert "nothing to redo" in refused(4, "redo")


def test_reading_and_refused_commands_are_not_undone(run, refused, tables):
    run("product", "add", "GTX")
    run("product", "list")
    refused(4, "product", "add", "GTX")
    run("product", "edit", "GTX", "--rename", "GTX")  # changes nothing
    run("undo")
    assert tables()["product"] == []


def test_a_redo_is_gone_once_something_else_was_written(run, refused):
    run("product", "add", "GTX")
    run("undo")
    run("product", "add", "MG")
    assert "nothing to redo" in refused(4, "redo")
    run("undo")
    run("redo")
    assert [row["name"] for row in run("product", "list", "-f", "json").json] == ["MG"]


def test_an_id_is_never_used_again(run):
    run("product", "add", "GTX")
    run("undo")
    assert run("product", "add", "MG").out == "Product 2 MG added.\n"


def test_a_row_that_someone_else_changed_is_left_alone(run, refused, home):
    run("product", "add", "GTX", "--price", "5")
    run("product", "edit", "GTX", "--price", "6")
    connection = sqlite3.connect(home / "store.db")
    connection.execute("UPDATE product SET list_price = 700")
    connection.commit()
    connection.close()
    assert "product 1 is no longer as it left it" in refused(4, "undo")


def test_undo_is_refused_where_later_rows_need_what_it_would_delete(run, refused, home):
    run("target", "add", "Acme")
    connection = sqlite3.connect(home / "store.db")
    connection.execute("INSERT INTO contact (target_id, name, name_key) VALUES (1, 'Ann', 'ann')")
    connection.commit()
    connection.close()
    assert refused(4, "undo").startswith("Error: ")
