"""Importing sales."""

import pytest
from cli.rows import sale

HEADER = "opportunity_id,account,product,close_date,close_value,sales_agent\n"


def test_sales_are_added(lists, twice, sql):
    out = twice(
        "sales",
        HEADER + "S-1,Acme,GTX Pro,24-03-17,1054.50,Mo\nS-2,大同公司,,31-12-17,7,\n",
        "--date-format",
        "dd-mm-yy",
    )
    assert out == "Sales: 2 added, 0 changed, 0 unchanged. (new rep Mo)\n"
    assert sql(
        """SELECT external_id, target_id, product_id, sold_on, amount, r.name, territory_id FROM sale s
        JOIN rep r ON r.id = s.rep_id ORDER BY s.id"""
    ) == [("S-1", 1, 1, "2017-03-24", 105450, "Mo", 1), ("S-2", 3, None, "2017-12-31", 700, "me", 1)]


def test_a_sale_is_credited_to_the_owner_and_territory_of_its_target(lists, load, sql):
    load("sales", "target,date,amount\nAcme,2026-11-01,5\n")
    load("sales", "target,date,amount,territory\nBolt,2026-11-01,5,West\nBolt,2026-11-02,5,\n")
    assert sql(
        """SELECT r.name, te.name FROM sale s JOIN rep r ON r.id = s.rep_id
        LEFT JOIN territory te ON te.id = s.territory_id ORDER BY s.id"""
    ) == [("Lin", "North"), ("me", "West"), ("me", None)]


def test_the_date_form_is_asked_for_and_taken(lists, load, refused, sql):
    rows = HEADER + ",Acme,,01-03-17,5,\n"
    assert "close_date: ambiguous dates" in refused("sales", rows)[-1]
    load("sales", rows, "--date-format", "dd-mm-yy")
    assert sql("SELECT sold_on FROM sale") == [("2017-03-01",)]


def test_two_equal_rows_are_two_sales(lists, twice, sql):
    row = "Acme,GTX Pro,2026-11-01,5\n"
    twice("sales", "target,product,date,amount\n" + 2 * row)
    assert sql("SELECT count(*) FROM sale") == [(2,)]
    assert twice("sales", "target,product,date,amount\n" + 3 * row) == "Sales: 1 added, 0 changed, 2 unchanged.\n"


def test_equal_sales_with_other_external_ids_are_others(lists, twice, sql):
    rows = "S-1,Acme,,2026-11-01,5,\nS-2,Acme,,2026-11-01,5,\n"
    assert twice("sales", HEADER + rows) == "Sales: 2 added, 0 changed, 0 unchanged.\n"
    assert sql("SELECT external_id FROM sale ORDER BY id") == [("S-1",), ("S-2",)]


def test_an_external_id_finds_a_sale_that_changed(lists, load, twice, sql):
    load("sales", HEADER + "S-1,Acme,,2026-11-01,5,\n")
    out = twice("sales", HEADER + "S-1,Bolt,GTX Pro,2026-11-02,6,Mo\n")
    assert out == "Sales: 0 added, 1 changed, 0 unchanged. (new rep Mo)\n"
    assert sql("SELECT target_id, product_id, sold_on, amount FROM sale") == [(2, 1, "2026-11-02", 600)]


def test_a_sale_that_a_visit_brought_is_known(lists, run, load, twice, sql):
    run("visit", "add", "Acme", "--order", "GTX Pro=5", "--on", "2026-11-02", "--rep", "Mo")
    row = "S-1,Acme,GTX Pro,2026-11-02,5,Lin\n"
    assert twice("sales", HEADER + row) == "Sales: 0 added, 1 changed, 0 unchanged.\n"
    assert sql("SELECT external_id, r.name, visit_id FROM sale s JOIN rep r ON r.id = s.rep_id") == [("S-1", "Lin", 1)]


def test_the_credit_stays_where_the_file_does_not_say(lists, run, insert, load):
    insert(sale(1, "2026-11-02", 500, rep_id=2))
    assert load("sales", "target,date,amount\nAcme,2026-11-02,5\n").out == "Sales: 0 added, 0 changed, 1 unchanged.\n"


def test_sales_close_no_prospects(lists, run, load, sql):
    run("prospect", "promote", "Acme", "--grade", "A", "--money", "m", "--need", "n", "--interest", "strong")
    load("sales", "target,date,amount\nAcme,2026-11-02,5\n")
    assert sql("SELECT status FROM prospect") == [("open",)]


def test_new_makes_the_targets_of_sales(lists, twice, sql):
    twice("sales", "target,territory,date,amount,rep\nCedar,West,2026-11-02,5,Mo\n", "--new")
    assert sql(
        """SELECT t.name, te.name, r.name FROM target t JOIN territory te ON te.id = t.territory_id
        JOIN rep r ON r.id = t.rep_id WHERE t.id = 4"""
    ) == [("Cedar", "West", "Mo")]


def test_unknown_values_are_listed_once_with_their_count(lists, refused):
    rows = "".join(f"S-{n},Acme,GTXPro,2026-11-01,5,\n" for n in range(1480))
    lines = refused("sales", HEADER + rows + "S-x,Acme,GTX Pro,2026-11-01,5,\nS-y,Cedar,None such,2026-11-01,5,\n")
    assert lines == [
        "line 2 and 1,479 more lines, column product: unknown product 'GTXPro'; nearest: GTX Pro — settle it with"
        ' --alias "GTXPro=GTX Pro", or `salesctl product add` makes it',
        "line 1483, column product: unknown product 'None such'; `salesctl product add` makes it",
        "line 1483, column account: unknown target 'Cedar'; --new makes it",
        "Error: 1,481 of 1,482 rows are bad, nothing was written; mend the file, or write the good ones with"
        " --skip-bad REJECTS.csv",
    ]


@pytest.mark.parametrize("seen", ['G"T$X', "G'TX `", "G\\TX"])
def test_the_suggested_alias_can_be_typed_in_a_shell(lists, refused, run, seen):
    run("product", "add", "G TX")
    text = 'target,product,date,amount\nAcme,"' + seen.replace('"', '""') + '",2026-11-01,5\n'
    assert "--alias '" in refused("sales", text)[0]


def test_bad_sales(lists, refused):
    lines = refused(
        "sales",
        HEADER + "S-1,Acme,,2026-11-24,5,\nS-2,Acme,,1999-12-31,5,\nS-3,Acme,,2026-11-01,-5,\nS-4,Acme,,2026-11-01,5,\n"
        "S-4,Acme,,2026-11-01,6,\nS-4,Acme,,2026-11-01,5,\n",
    )
    assert lines[:-1] == [
        "line 2, column close_date: 2026-11-24 is still to come",
        "line 3, column close_date: 1999-12-31 is before 2000",
        "line 4, column close_value: '-5' is negative",
        "line 6, column opportunity_id: external id 'S-4' is that of line 5 already",
    ]
