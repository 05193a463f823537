"""Importing targets: added, filled in, and matched on a second run."""

import pytest

ROWS = "name,territory,block,industry,class,phone,tags,external_id\n"


def test_targets_are_added_with_what_they_name(twice, sql):
    out = twice(
        "targets",
        ROWS + "Acme,North,Harbour,Retail,A,02 1234,vip; key:1,T-1\n大同公司,北區,,電子,b級,,,T-2\nBolt,,,,,,,\n",
    )
    assert out == ("Targets: 3 added, 0 changed, 0 unchanged. (2 new territories, 1 new rep, 1 new block)\n")
    assert sql(
        """SELECT t.name, te.name, b.name, t.industry, t.customer_class, t.phone, t.external_id, r.name, t.added_on
        FROM target t LEFT JOIN territory te ON te.id = t.territory_id LEFT JOIN block b ON b.id = t.block_id
        JOIN rep r ON r.id = t.rep_id ORDER BY t.id"""
    ) == [
        ("Acme", "North", "Harbour", "Retail", "A", "02 1234", "T-1", "me", "2026-11-23"),
        ("大同公司", "北區", None, "電子", "B", None, "T-2", "me", "2026-11-23"),
        ("Bolt", None, None, None, None, None, None, "me", "2026-11-23"),
    ]
    assert sql("SELECT target_id, tag FROM target_tag ORDER BY id") == [(1, "vip"), (1, "key:1")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_chinese_headers_in_any_encoding(load, sql, encoding, delimiter):
    text = "客戶名稱,區域,行業,電話,地址\n大同公司,中山區,電子,02-2592-5252,中山北路三段22號\n"
    result = load("targets", text.replace(",", delimiter).encode(encoding))
    assert "客戶名稱 → name, 區域 → territory, 行業 → industry, 電話 → phone, 地址 → address" in result.err
    assert sql("SELECT name, industry, phone, phone_key, address FROM target") == [
        ("大同公司", "電子", "02-2592-5252", "225925252", "中山北路三段22號")
    ]


def test_what_was_understood_is_said(load):
    said = load("targets", "account;sector;revenue;last_visit\nAcme;Retail;5;2026-01-01\n").err
    assert said.endswith(
        "targets.csv: UTF-8, semicolon-separated; account → name, sector → industry; not imported: revenue;"
        " worked out anew: last_visit.\n"
    )


def test_a_known_target_is_filled_in_where_the_file_says_something_else(load, twice, run, sql):
    load("targets", ROWS + "Acme,North,,Retail,A,02 1234,vip,T-1\nBolt,South,,,,,,\n")
    out = twice("targets", "name,territory,industry,class,phone,tags\nACME,north,,B,02 1234,new\nBolt,South,,,,\n")
    assert out == "Targets: 0 added, 1 changed, 1 unchanged.\n"
    assert sql("SELECT name, industry, customer_class, phone FROM target") == [
        ("Acme", "Retail", "B", "02 1234"),
        ("Bolt", None, None, None),
    ]
    assert sql("SELECT tag FROM target_tag ORDER BY tag") == [("new",), ("vip",)]
    run("undo")
    assert sql("SELECT customer_class FROM target WHERE id = 1") == [("A",)]


def test_an_external_id_finds_a_target_by_another_name(load, twice, sql):
    load("targets", ROWS + "Acme,North,Harbour,,,,,T-1\n")
    out = twice("targets", ROWS + "Acme Holding,South,,,,,,T-1\n")
    assert out == "Targets: 0 added, 1 changed, 0 unchanged. (new territory South)\n"
    assert sql("SELECT name, name_key, territory_id, block_id FROM target") == [
        ("Acme Holding", "acme holding", 2, None)
    ]


def test_the_territory_tells_targets_of_one_name_apart(load, twice, refused, sql):
    twice("targets", "name,territory\nStore,North\nStore,South\nStore,\n")
    assert sql("SELECT count(*) FROM target") == [(3,)]
    twice("targets", "name,territory,phone\nStore,South,1\nStore,,2\n")
    assert sql("SELECT phone FROM target ORDER BY id") == [(None,), ("1",), ("2",)]


def test_without_a_territory_the_only_target_of_the_name_is_meant(twice, refused, load, sql):
    load("targets", "name,territory\nAcme,North\nStore,North\nStore,South\nBolt,\n")
    twice("targets", "name,phone\nAcme,1\n")
    twice("targets", "name,territory\nBolt,West\n")
    assert sql("SELECT name, phone FROM target WHERE name IN ('Acme', 'Bolt')") == [("Acme", "1"), ("Bolt", None)]
    assert sql("SELECT te.name FROM target t JOIN territory te ON te.id = t.territory_id WHERE t.name = 'Bolt'") == [
        ("West",)
    ]
    assert refused("targets", "name,phone\nStore,1\n")[0] == (
        "line 2, column name: several territories have a target of this name; say which"
    )


def test_a_target_named_twice_is_one_and_its_first_values_count(twice, sql):
    out = twice("targets", "name,territory,phone,address,tags\nAcme,North,1,,a\nacme,North,2,Main Street,b\n")
    assert out.startswith("Targets: 1 added, 1 changed, 0 unchanged.")
    assert sql("SELECT name, phone, address FROM target") == [("Acme", "1", "Main Street")]
    assert sql("SELECT tag FROM target_tag ORDER BY id") == [("a",)]


def test_an_external_id_means_one_target(refused, load):
    load("targets", "name,external_id\nZeta,T-9\nYork,T-8\n")
    lines = refused(
        "targets",
        "name,external_id\nAcme,T-1\nBolt,T-1\nAcme,T-2\nZeta,T-7\nYork,T-9\n",
    )
    assert lines == [
        "line 3, column external_id: external id 'T-1' is that of line 2 already",
        "line 4, column external_id: external id 'T-2', but line 2 has 'T-1'",
        "line 5, column external_id: external id 'T-7', but the one stored under id 1 has 'T-9'",
        "line 6, column external_id: external id 'T-9' is that of the one stored under id 1 already",
        "Error: 4 of 5 rows are bad, nothing was written; mend the file, or write the good ones with --skip-bad"
        " REJECTS.csv",
    ]


def test_a_parent_may_come_further_down(twice, sql):
    twice("targets", "name,subsidiary_of\nAcme East,Acme\nAcme,\nAcme West,acme\n")
    assert sql("SELECT name, parent_id FROM target ORDER BY id") == [("Acme East", 2), ("Acme", None), ("Acme West", 2)]


def test_a_parent_given_later_changes_the_target(load, twice, sql):
    load("targets", "name\nAcme\nAcme East\n")
    assert twice("targets", "name,parent\nAcme East,Acme\n") == "Targets: 0 added, 1 changed, 0 unchanged.\n"
    assert sql("SELECT parent_id FROM target WHERE id = 2") == [(1,)]


def test_parents_that_cannot_be(refused):
    assert refused("targets", "name,parent\nAcme East,Acm\nAcme,\nAlpha,Beta\nBeta,Alpha\n")[:2] == [
        "line 2, column parent: unknown target 'Acm'; nearest: Acme — settle it with --alias \"Acm=Acme\", or add it to"
        " the file",
        "line 5, column parent: target 'Beta' cannot be part of itself; choose another parent",
    ]


def test_a_block_needs_a_territory(refused, load, twice, sql):
    assert refused("targets", "name,block\nAcme,Harbour\n")[0] == "line 2, column block: a block needs a territory"
    load("targets", "name,territory\nAcme,North\n")
    twice("targets", "name,block\nAcme,Harbour\n")
    assert sql("SELECT b.name FROM target t JOIN block b ON b.id = t.block_id") == [("Harbour",)]


def test_a_dropped_target_is_dropped_here_too(twice, run, sql):
    twice("targets", "name,status\nAcme,dropped\nBolt,customer\n")
    assert sql("SELECT name, dropped_on FROM target") == [("Acme", "2026-11-23"), ("Bolt", None)]


def test_new_names_that_are_nearly_known_ones_are_warned_about(load, run):
    run("territory", "add", "北區")
    load("targets", "name,territory,rep\nBranch 1,North,Lin\nAcme Limited,North,Lin\n")
    said = load("targets", "name,territory,rep\nBranch 2,Nort,Lin\nAcme Limitedd,北区,Lin\n")
    assert [line for line in said.err.splitlines() if line.startswith("Warning")] == [
        "Warning: new territory 'Nort' is nearly territory 'North'; if it is the same: `salesctl undo`, then import"
        ' again with --alias "Nort=North".',
        "Warning: new territory '北区' is nearly territory '北區'; if it is the same: `salesctl undo`, then import"
        ' again with --alias "北区=北區".',
        "Warning: new target 'Acme Limitedd' is nearly target 'Acme Limited'; if it is the same: `salesctl undo`, then"
        ' import again with --alias "Acme Limitedd=Acme Limited".',
    ]
    assert said.out.startswith("Targets: 2 added")


def test_an_alias_settles_a_name(load, twice, sql):
    load("targets", "name,territory,rep\nAcme,North,Lin\n")
    out = twice(
        "targets",
        "name,territory,rep\nACME Inc.,N,L\n",
        *("--alias", "acme  INC.=Acme", "--alias", "N=North", "--alias", "L=Lin"),
    )
    assert out == "Targets: 0 added, 0 changed, 1 unchanged.\n"
    assert sql("SELECT count(*) FROM target") == [(1,)]


def test_the_same_name_in_another_territory_is_no_lookalike(load):
    load("targets", "name,territory\nAcme,North\n")
    assert "Warning" not in load("targets", "name,territory\nAcme,South\n").err
