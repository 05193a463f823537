"""Importing the people at the targets, and what is sold."""

import pytest


def test_contacts_are_added_and_filled_in(lists, load, twice, sql):
    out = twice(
        "contacts",
        "公司名稱,姓名,職稱,角色,手機,電子郵件,備註\n大同公司,陳家豪,財務長,預算; 決策者,0912,chen@example.com,好\n"
        "acme,Ann Lee,,,,,\n",
    )
    assert out == "Contacts: 2 added, 0 changed, 0 unchanged.\n"
    assert sql("SELECT target_id, name, title, phone, email, note FROM contact ORDER BY id") == [
        (3, "陳家豪", "財務長", "0912", "chen@example.com", "好"),
        (1, "Ann Lee", None, None, None, None),
    ]
    assert sql("SELECT contact_id, role FROM contact_role ORDER BY id") == [(1, "money"), (1, "authority")]
    out = twice("contacts", "target,name,title,role\nAcme,ann lee,CFO,need\n大同公司,陳家豪,,money\n")
    assert out == "Contacts: 0 added, 1 changed, 1 unchanged.\n"
    assert sql("SELECT name, title FROM contact WHERE id = 2") == [("Ann Lee", "CFO")]
    assert sql("SELECT role FROM contact_role WHERE contact_id = 2") == [("need",)]


def test_bad_contacts(lists, refused):
    lines = refused("contacts", "target,name,email,role\nAcme,Ann,nowhere,\nAcm,Bob,,\nBolt,,,\nBolt,Cy,,boss\n")
    assert lines == [
        "line 2, column email: must look like name@example.com, not 'nowhere'",
        "line 3, column target: unknown target 'Acm'; nearest: Acme — settle it with --alias \"Acm=Acme\", or --new"
        " makes it",
        "line 4, column name: is empty",
        "line 5, column role: 'boss' is none of money, authority, need, gatekeeper, influencer, champion",
        "Error: 4 of 4 rows are bad, nothing was written; mend the file, or write the good ones with --skip-bad"
        " REJECTS.csv",
    ]


def test_new_makes_the_targets(lists, load, twice, sql):
    out = twice("contacts", "target,territory,name\nCedar,West,Ann\nCedar,West,Bob\nAcme,,Cy\n", "--new")
    assert out == "Contacts: 3 added, 0 changed, 0 unchanged. (new territory West, new target Cedar)\n"
    assert sql("SELECT target_id, name FROM contact ORDER BY id") == [(4, "Ann"), (4, "Bob"), (1, "Cy")]


@pytest.mark.parametrize("options", [(), ("--alias", "Acme=4")])
def test_targets_of_one_name(lists, load, refused, run, sql, options):
    run("target", "add", "Acme", "--territory", "South")
    lines = refused("contacts", "target,name\nAcme,Ann\n") if not options else []
    if lines:
        assert lines[0] == (
            "line 2, column target: 'Acme' is the name of several targets: 1 (North), 4 (South); say which with"
            ' --alias "Acme=1"'
        )
    else:
        load("contacts", "target,name\nAcme,Ann\n", *options)
        assert sql("SELECT target_id FROM contact") == [(4,)]


def test_the_territory_of_a_row_says_which_target_is_meant(lists, run, twice, sql):
    run("target", "add", "Acme", "--territory", "South")
    run("target", "add", "Acme")
    twice("contacts", "target,territory,name\nAcme,South,Ann\nAcme,,Bob\nBolt,North,Cy\n")
    assert sql("SELECT name, target_id FROM contact ORDER BY id") == [("Ann", 4), ("Bob", 5), ("Cy", 2)]


def test_products_are_added_and_filled_in(load, twice, sql):
    text = 'product,series,sales_price,margin,sku\nGTX Basic,GTX,550,30%,P1\n產品 大,,"1,096.50",,P2\n'
    assert twice("products", text) == "Products: 2 added, 0 changed, 0 unchanged.\n"
    assert sql("SELECT name, list_price, margin, external_id FROM product") == [
        ("GTX Basic", 55000, 0.3, "P1"),
        ("產品 大", 109650, None, "P2"),
    ]
    out = twice("products", "name,price,price_level,sku\nGTX Basic 2,560,high,P1\n產品 大,,,\n")
    assert out == "Products: 0 added, 1 changed, 1 unchanged.\n"
    assert sql("SELECT name, list_price, price_level FROM product WHERE id = 1") == [("GTX Basic 2", 56000, "high")]


def test_a_product_named_twice_is_one(twice, load, sql):
    text = "name,price\nGTX Pro,10\ngtx  pro,20\n"
    assert twice("products", text) == "Products: 1 added, 0 changed, 1 unchanged.\n"
    assert sql("SELECT name, list_price FROM product") == [("GTX Pro", 1000)]
    assert "where they differ, the earlier one counts: 1." in load("products", text).err
