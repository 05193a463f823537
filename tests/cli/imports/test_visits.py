"""Importing visits: history, and the appointments that are still to come."""

import pytest

HEADER = "客戶名稱,業務,日期,時間,拜訪結果,拜訪對象,目的,備註\n"


@pytest.fixture
def shown(run):
    """The stored visits as `visit show` has them."""

    def call(visit_id: int = 1):
        return run("visit", "show", str(visit_id), "--format", "json").json[0]

    return call


def test_visits_are_recorded_with_the_people_met(lists, twice, sql):
    out = twice(
        "visits", HEADER + "大同公司,林,2026-11-02,09:30,進展,陳家豪; Ann Lee,簡報,好 🙂\nAcme,,2026-10-01,,未成交,,,\n"
    )
    assert out == "Visits: 2 added, 0 changed, 0 unchanged. (new rep 林, new contact 陳家豪, new contact Ann Lee)\n"
    assert sql(
        """SELECT target_id, r.name, visited_on, at, outcome, purpose, note, recorded_at
        FROM visit v JOIN rep r ON r.id = v.rep_id ORDER BY v.id"""
    ) == [
        (3, "林", "2026-11-02", "09:30", "advance", "簡報", "好 🙂", "2026-11-23T12:00:00Z"),
        (1, "me", "2026-10-01", None, "no-sale", None, None, "2026-11-23T12:00:00Z"),
    ]
    assert sql("SELECT c.target_id, c.name FROM visit_contact m JOIN contact c ON c.id = m.contact_id") == [
        (3, "陳家豪"),
        (3, "Ann Lee"),
    ]


def test_a_person_is_known_by_the_very_name_only(lists, run, twice, sql):
    run("contact", "add", "Acme", "Ann Lee")
    twice("visits", "name,date,outcome,met\nAcme,2026-11-02,advance,Ann\nAcme,2026-11-03,advance,1; ann lee=strong\n")
    assert sql("SELECT name FROM contact ORDER BY id") == [("Ann Lee",), ("Ann",), ("1",)]
    assert sql("SELECT visit_id, contact_id, interest FROM visit_contact ORDER BY id") == [
        (1, 2, None),
        (2, 3, None),
        (2, 1, "strong"),
    ]


def test_two_equal_rows_are_two_visits(lists, twice, sql):
    row = "Acme,2026-11-02,advance\n"
    twice("visits", "name,date,outcome\n" + 2 * row)
    assert twice("visits", "name,date,outcome\n" + 3 * row) == "Visits: 1 added, 0 changed, 2 unchanged.\n"
    assert sql("SELECT count(*) FROM visit") == [(3,)]


def test_a_stored_visit_is_filled_in(lists, load, twice, shown):
    load("visits", "name,date,outcome,met,objections\nAcme,2026-11-02,advance,Ann,price: too dear\n")
    out = twice(
        "visits",
        "name,date,outcome,met,objections,minutes,benefits,discount,pair,resolved\n"
        "acme,2026-11-02,advance,Bob,price: too dear; no-time,45,fast; quiet,7.5,Mo,price\n",
    )
    assert out == "Visits: 0 added, 1 changed, 0 unchanged. (new rep Mo, new contact Bob)\n"
    visit = shown()
    assert {key: visit[key] for key in ("met", "objections", "minutes", "benefits", "discount", "pair")} == {
        "met": ["Ann", "Bob"],
        "objections": ["price:too dear (resolved)", "no-time"],
        "minutes": 45,
        "benefits": ["fast", "quiet"],
        "discount": 0.075,
        "pair": "Mo",
    }


def test_an_external_id_finds_a_visit_on_another_day(lists, load, twice, refused, sql):
    load("visits", "external_id,name,date,outcome\nV-1,Acme,2026-11-02,advance\n")
    assert twice("visits", "external_id,name,date,outcome\nV-1,Acme,2026-11-03,continuation\n").startswith(
        "Visits: 0 added, 1 changed"
    )
    assert sql("SELECT visited_on, outcome FROM visit") == [("2026-11-03", "continuation")]
    assert refused("visits", "external_id,name,date,outcome\nV-1,Bolt,2026-11-03,advance\n")[0] == (
        "line 2, column external_id: 'V-1' is that of a visit at Acme"
    )


def test_orders_become_sales_that_leave_prospects_open(lists, run, twice, sql):
    run("prospect", "promote", "Acme", "--grade", "A", "--money", "m", "--need", "n", "--interest", "strong")
    twice(
        "visits",
        "name,date,outcome,orders,order_amount\n"
        'Acme,2026-11-02,order,"GTX Pro=1,200.50; 7",1207.50\nAcme,2026-11-03,order,,12\nBolt,2026-11-03,advance,,0\n',
    )
    assert sql("SELECT visit_id, target_id, product_id, amount, r.name FROM sale s JOIN rep r ON r.id = s.rep_id") == [
        (1, 1, 1, 120050, "Lin"),
        (1, 1, None, 700, "Lin"),
        (2, 1, None, 1200, "Lin"),
    ]
    assert sql("SELECT status FROM prospect") == [("open",)]


def test_other_orders_of_a_stored_visit_are_left_alone_and_said(lists, load, tables):
    load("visits", "name,date,outcome,order\nAcme,2026-11-02,order,5\n")
    stored = tables()
    result = load("visits", "name,date,outcome,order\nAcme,2026-11-02,order,6\n")
    assert result.out == "Visits: 0 added, 0 changed, 1 unchanged.\n"
    assert "Note: visits with other orders in the store, which stay as they are: 1." in result.err
    assert tables() == stored


def test_only_a_next_date_that_is_ahead_is_planned(lists, load, twice, sql):
    text = (
        "name,date,outcome,next,next_at,next_with,next_purpose\nAcme,2026-11-02,advance,2026-12-01,14:00,Ann,offer\n"
        "Bolt,2026-11-02,advance,2026-11-23,,,\nBolt,2026-10-02,advance,2026-10-01,,,\n"
    )
    twice("visits", text)
    assert sql(
        """SELECT p.target_id, planned_on, p.at, c.name, purpose, claim, from_visit_id, status
        FROM planned_visit p LEFT JOIN contact c ON c.id = p.contact_id"""
    ) == [(1, "2026-12-01", "14:00", "Ann", "offer", "promised", 1, "planned")]
    said = load("visits", text.replace("2026-11-02", "2026-11-03").replace("2026-10-02", "2026-10-03")).err
    assert "Note: next dates not planned, since they have passed or the target was dropped: 2." in said


def test_a_moved_appointment_is_not_moved_back(lists, run, load, tables):
    text = "name,date,outcome,next\nAcme,2026-11-02,advance,2026-12-01\n"
    load("visits", text)
    run("plan", "move", "Acme", "2026-12-03")
    stored = tables()
    assert load("visits", text).out == "Visits: 0 added, 0 changed, 1 unchanged.\n"
    assert tables() == stored


def test_an_imported_visit_ticks_off_what_was_planned(lists, run, twice, sql):
    run("plan", "add", "Acme", "2026-11-23")
    twice("visits", "name,date,outcome\nAcme,2026-11-23,advance\n")
    assert sql("SELECT status, visit_id FROM planned_visit") == [("done", 1)]


def test_history_at_a_dropped_target_is_history(lists, run, twice, sql):
    run("target", "drop", "Acme", "--reason", "closed")
    twice("visits", "name,date,outcome,next\nAcme,2026-11-02,advance,2026-12-01\n")
    assert sql("SELECT count(*) FROM visit") == [(1,)]
    assert sql("SELECT count(*) FROM planned_visit") == [(0,)]


def test_a_key_person_is_set_only_where_the_roles_do_not_tell(lists, run, twice, shown, sql):
    run("contact", "add", "Acme", "Ann", "--role", "money")
    twice(
        "visits",
        "name,date,outcome,met,key_person\nAcme,2026-11-02,advance,Ann,yes\nAcme,2026-11-03,advance,Ann,no\n"
        "Acme,2026-11-04,advance,Bob,no\nAcme,2026-11-05,advance,Bob,yes\n",
    )
    assert sql("SELECT key_person FROM visit ORDER BY id") == [(None,), (0,), (None,), (1,)]


def test_a_visit_keeps_when_it_was_recorded(lists, twice, sql):
    twice("visits", "name,date,outcome,recorded_at\nAcme,2026-11-02,advance,2026-11-02T18:30:00+08:00\n")
    assert sql("SELECT recorded_at FROM visit") == [("2026-11-02T10:30:00Z",)]


def test_bad_visits(lists, refused):
    lines = refused(
        "visits",
        "name,date,outcome,order,interest\nAcme,2026-11-24,advance,,\nAcme,1999-01-01,advance,,\nAcme,2026-11-02,advance"
        ",5,\nAcme,2026-11-02,,,\nAcme,2026-11-02,order,GTXPro=5,\nAcm,2026-11-02,advance,,huge\n",
    )
    assert lines[:-1] == [
        "line 2, column date: 2026-11-24 is still to come",
        "line 3, column date: 1999-01-01 is before 2000",
        "line 4, column outcome: an order makes the outcome 'order', not 'advance'",
        "line 5, column outcome: is empty",
        "line 6, column order: unknown product 'GTXPro'; nearest: GTX Pro — settle it with --alias"
        ' "GTXPro=GTX Pro", or `salesctl product add` makes it',
        "line 7, column interest: 'huge' is none of none, slight, strong, convinced, committed",
    ]
