"""The people at the targets, as they are kept."""

import pytest
from cli.rows import planned, prospect, visit

from salesctl.domain.visit import VisitContactFields


@pytest.fixture
def people(run):
    """Acme with Ann Lee (money, authority) and 王小明 (need), Beta with another Ann."""
    run("target", "add", "Acme")
    run("target", "add", "Beta")
    run("contact", "add", "Acme", "Ann Lee", "--role", "money", "--role", "authority", "--title", "CFO")
    run("contact", "add", "Acme", "王小明", "--role", "need", "--phone", "0912 345 678", "--email", "wang@example.tw")
    run("contact", "add", "Beta", "Ann Chen", "--note", "likes\ngolf")


@pytest.fixture
def met(people, insert):
    """A visit at which both people of Acme were met, a prospect Ann decides on, a planned visit with her."""
    insert(
        visit(1, "2026-11-20"),
        VisitContactFields(visit_id=1, contact_id=1),
        VisitContactFields(visit_id=1, contact_id=2),
        prospect(1, authority_id=1),
        planned(1, "2026-11-24", contact_id=1),
    )


def names(result):
    return [row["name"] for row in result.json]


def test_a_new_contact_is_stored_and_listed(run):
    run("target", "add", "Acme Ltd")
    added = run(
        *("contact", "add", "acme", "Ann [Lee]", "--role", "money", "--role", "champion", "--role", "money"),
        *("--title", "CFO", "--phone", "02 1", "--email", "ann@acme.example", "--note", "早上好"),
    )
    assert added.out == "Contact 1 Ann [Lee] added at Acme Ltd.\n"
    assert run("contact", "list", "-f", "json").json == [
        {
            "id": 1,
            "target_id": 1,
            "target": "Acme Ltd",
            "name": "Ann [Lee]",
            "title": "CFO",
            "roles": ["money", "champion"],
            "phone": "02 1",
            "email": "ann@acme.example",
            "note": "早上好",
            "last_met": None,
        }
    ]
    assert "Ann [Lee]" in run("contact", "list").out


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((), ["Ann Lee", "王小明", "Ann Chen"]),
        (("acme",), ["Ann Lee", "王小明"]),
        (("--role", "authority"), ["Ann Lee"]),
        (("Beta", "--role", "authority"), []),
        (("--search", "ANN"), ["Ann Lee", "Ann Chen"]),
        (("--search", "小"), ["王小明"]),
        (("--search", "cfo"), ["Ann Lee"]),
        (("--limit", "1"), ["Ann Lee"]),
    ],
)
def test_contacts_are_narrowed(run, people, args, expected):
    assert names(run("contact", "list", *args, "-f", "json")) == expected


def test_the_day_a_contact_was_last_met_is_listed(run, met):
    assert [row["last_met"] for row in run("contact", "list", "-f", "json").json] == ["2026-11-20", "2026-11-20", None]


def test_editing_changes_fields_and_roles(run, people):
    changes = ("--rename", "Ann Li", "--title", "CEO", "--role", "need", "--role", "money", "--unrole", "authority")
    assert run("contact", "edit", "Acme", "lee", *changes).out == "Contact 1 Ann Li changed.\n"
    run("contact", "edit", "Acme", "王小明", "--email", "", "--phone", "")
    ann, wang, _ = run("contact", "list", "-f", "json").json
    assert (ann["name"], ann["title"], ann["roles"]) == ("Ann Li", "CEO", ["money", "need"])
    assert (wang["email"], wang["phone"], wang["roles"]) == (None, None, ["need"])
    assert names(run("contact", "list", "--search", "ann li", "-f", "json")) == ["Ann Li"]


def test_a_dropped_contact_leaves_and_comes_back_with_all_that_pointed_to_it(run, met, sql, tables):
    before = tables(journal=False)
    assert run("contact", "drop", "Acme", "Ann").out == "Contact 1 Ann Lee of Acme dropped.\n"
    assert names(run("contact", "list", "-f", "json")) == ["王小明", "Ann Chen"]
    assert sql("SELECT contact_id FROM visit_contact") == [(2,)]
    assert sql("SELECT authority_id FROM prospect") == [(None,)]
    assert sql("SELECT contact_id FROM planned_visit") == [(None,)]
    assert sql("SELECT contact_id, role FROM contact_role") == [(2, "need")]
    run("undo")
    assert tables(journal=False) == before


def test_a_name_is_given_once_at_a_target(run, people, refused):
    assert "'Ann Lee' is contact 1 already" in refused(4, "contact", "add", "Acme", " ann  LEE")
    assert "'王小明' is contact 2 already" in refused(4, "contact", "edit", "Acme", "Ann", "--rename", "王小明")
    run("contact", "add", "Beta", "Ann Lee")  # another target's Ann Lee is another person


@pytest.mark.parametrize(
    "email", ["ann", "ann@", "@acme.example", "ann@acme", "a nn@acme.example", "ann@acme..example"]
)
def test_what_is_no_email_address_is_refused(people, refused, email):
    assert "must look like name@example.com" in refused(2, "contact", "edit", "Acme", "Ann", "--email", email)


@pytest.mark.parametrize(
    ("code", "args", "words"),
    [
        (3, ("add", "Nobody Inc", "Ann"), "no target 'Nobody Inc'"),
        (3, ("list", "Nobody Inc"), "no target 'Nobody Inc'"),
        (3, ("edit", "Acme", "Zoe", "--title", "CEO"), "no contact 'Zoe'"),
        (3, ("drop", "Acme", "Chen"), "no contact 'Chen'"),
        (3, ("drop", "e", "Ann"), "1 Acme, 2 Beta"),
        (2, ("add", "Acme", ""), "name"),
        (2, ("add", "Acme", "a\x1b[31m"), "control character"),
        (2, ("add", "Acme", "Zoe", "--role", "boss"), "'boss' is not one of"),
        (2, ("edit", "Acme", "Ann", "--rename", ""), "name"),
        (2, ("list", "--role", "boss"), "'boss' is not one of"),
    ],
)
def test_what_cannot_be_done_is_refused(people, refused, code, args, words):
    assert words in refused(code, "contact", *args)


def test_two_people_a_name_fits_are_told_apart_by_title(run, people, refused):
    run("contact", "add", "Acme", "Ann Wu", "--title", "Buyer")
    assert "1 Ann Lee (CFO), 4 Ann Wu (Buyer)" in refused(3, "contact", "drop", "Acme", "Ann")


def test_an_empty_list_says_what_to_do(run):
    assert run("contact", "list").err == "No contacts fit; `salesctl contact add` makes one.\n"
