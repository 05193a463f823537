"""`salesctl log`: which commands changed what, of whom, field by field; and what an undo would do."""

import time

import pytest

from salesctl import clock
from salesctl.domain.quota import QuotaFields
from salesctl.store.queries.log import LogFilter, list_changes, list_commands
from salesctl.store.sqlite.opening import open_store


@pytest.fixture
def busy(run):
    """A store with a few days of work on two targets."""
    for day, command in [
        ("2026-11-16", ("target", "add", "王大同 公司", "--territory", "North")),
        ("2026-11-16", ("contact", "add", "王大同", "Ann", "--role", "money")),
        ("2026-11-17", ("target", "add", "Bolt", "--rep", "Lin")),
        ("2026-11-18", ("contact", "edit", "王大同", "Ann", "--unrole", "money", "--role", "need")),
        ("2026-11-19", ("visit", "add", "王大同", "--outcome", "order", "--order", "1200.50", "--on", "today")),
        ("2026-11-20", ("target", "edit", "王大同", "--rename", "大同電子", "--territory", "South")),
    ]:
        run("--today", day, *command)
    return run


def log(run, *args):
    return run("log", *args, "--format", "json").json


def lines(rows):
    return [(row["table"], row["row_id"], row["effect"], row["field"], row["old"], row["new"]) for row in rows]


def test_commands_are_listed_the_newest_first(busy):
    rows = log(busy)
    assert [row["id"] for row in rows] == [6, 5, 4, 3, 2, 1]
    assert [row["rows"] for row in rows] == [2, 2, 2, 2, 2, 3]
    assert rows[0]["command"].endswith("target edit '王大同' --rename '大同電子' --territory South")
    assert (rows[0]["recorded_at"], rows[0]["rep"], rows[0]["kind"]) == ("2026-11-20T12:00:00Z", "me", "command")


def test_who_it_was_is_the_rep_of_the_settings(busy, monkeypatch):
    monkeypatch.setenv("SALESCTL_REP", "林小姐")
    busy("product", "add", "GTX")
    assert log(busy, "--limit", "1")[0]["rep"] == "林小姐"
    assert "林小姐" in busy("log").out


def test_an_undone_command_and_its_undo_are_told_apart(busy):
    busy("undo")
    busy("redo")
    assert [(row["id"], row["kind"], row["undone"], row["undoes"]) for row in log(busy, "--limit", "3")] == [
        (8, "redo", False, 7),
        (7, "undo", True, 6),
        (6, "command", True, None),
    ]


def test_days_narrow_the_log(busy):
    assert [row["id"] for row in log(busy, "--from", "2026-11-17", "--to", "2026-11-18")] == [4, 3]
    assert [row["id"] for row in log(busy, "--to", "2026-11-16")] == [2, 1]
    assert busy("log", "--from", "0001-01-01", "--to", "9999-12-31", "-f", "csv").out.count("\n") == 7


def test_a_table_narrows_the_log(busy):
    assert [row["id"] for row in log(busy, "--table", "contact_role")] == [4, 2]
    assert lines(log(busy, "--table", "visit", "--id", "5"))[0][:4] == ("visit", 1, "added", "target")
    assert "has nothing of that" in busy("log", "--table", "nowhere").err


def test_a_command_is_shown_field_by_field(busy):
    assert lines(log(busy, "--id", "6")) == [
        ("target", 1, "changed", "name", "王大同 公司", "大同電子"),
        ("target", 1, "changed", "territory", "North", "South"),
        ("territory", 2, "added", "name", None, "South"),
        ("territory", 2, "added", "approach", None, "concentrated"),
    ]
    assert ("sale", 1, "added", "amount", None, "1200.50") in lines(log(busy, "--id", "5"))


def test_a_target_is_shown_with_all_that_belongs_to_it_and_once_did(busy):
    busy("visit", "drop", "1")
    found = lines(log(busy, "大同電子"))
    assert ("contact_role", 1, "deleted", "role", "money", None) in found
    assert ("contact_role", 1, "added", "role", None, "money") in found
    assert ("visit", 1, "deleted", "outcome", "order", None) in found
    assert ("sale", 1, "added", "amount", None, "1200.50") in found
    assert {row[:2] for row in found if row[0] == "target"} == {("target", 1)}
    assert not [row for row in found if "Bolt" in (row[4], row[5])]
    assert {row["id"] for row in log(busy, "Bolt")} == {3}


def test_a_name_that_is_gone_is_known_from_the_journal(busy):
    busy("undo")  # South is gone
    assert ("target", 1, "changed", "territory", "South", "North") in lines(log(busy, "王大同"))


def test_a_quota_of_orders_is_no_money(run, insert):
    insert(QuotaFields(year=2026, measure="orders", amount=450), QuotaFields(year=2026, measure="amount", amount=450))
    run("log", "--id", "1")
    assert [line[5] for line in lines(log(run, "--id", "1")) if line[3] == "amount"] == ["4.50", "450"]


def test_the_limit_is_kept_and_said(busy):
    result = busy("log", "大同電子", "--limit", "2", "-f", "json")
    assert len(result.json) == 2
    assert "--limit shows more" in result.err


@pytest.mark.parametrize("width", [60, 80, 120])
def test_tables_fit_the_terminal(busy, monkeypatch, width):
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(width))
    for args in ((), ("大同電子",), ("--id", "5")):
        out = busy("log", *args).out
        assert out
        assert max(cell_len(line) for line in out.splitlines()) <= width


def test_a_journal_of_many_changes_is_read_quickly(run, home, sql):
    run("target", "add", "Acme")
    store = open_store(home / "store.db")
    store.rows("BEGIN")
    store.rows(
        """INSERT INTO command (recorded_at, words) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
        WHERE i < 20000) SELECT '2026-11-23T12:00:00Z', 'visit add' FROM n"""
    )
    store.rows(
        """INSERT INTO change (command_id, table_name, row_id, after) SELECT c.id, 'visit', c.id * 10 + i.value,
        '{"id": 1, "target_id": 2, "outcome": "advance"}' FROM command c, json_each('[0,1,2,3,4,5,6,7,8,9]') i"""
    )
    store.rows("COMMIT")
    started = time.process_time()
    assert len(list_changes(store, LogFilter(), 1, 50)) == 1
    assert len(list_commands(store, LogFilter(), 50)) == 50
    assert time.process_time() - started < 0.1
    store.lane.close()


def test_a_dry_run_tells_what_would_be_taken_back_and_writes_nothing(busy, tables):
    before = tables()
    rows = busy("undo", "--dry-run", "-f", "json").json
    assert [(row["id"], row["table"], row["effect"], row["rows"], row["names"]) for row in rows] == [
        (6, "target", "changed back", 1, ["大同電子"]),
        (6, "territory", "deleted", 1, ["South"]),
    ]
    rows = busy("undo", "--dry-run", "--to", "3", "-f", "json").json
    assert sorted((row["id"], row["table"], row["effect"]) for row in rows if row["id"] < 6) == [
        (4, "contact_role", "brought back"),
        (4, "contact_role", "deleted"),
        (5, "sale", "deleted"),
        (5, "visit", "deleted"),
    ]
    assert tables() == before
    assert "大同電子" in busy("undo", "--dry-run").out


def test_a_dry_run_fails_as_the_undo_would(run):
    assert "nothing to undo" in run("undo", "--dry-run", code=4).err
    run("product", "add", "GTX")
    assert "no entry 9" in run("undo", "--dry-run", "--to", "9", code=3).err


def test_undo_to_takes_back_all_that_came_after(busy, tables, home):
    busy("undo", "--to", "3")
    assert busy("undo", "--to", "3", code=4).err.startswith("Error: nothing to undo: the store is as entry 3 left it")
    content = tables(journal=False)
    assert content["visit"] == []
    assert [row[2] for row in content["contact_role"]] == ["money"]
    assert [path.name for path in (home / "backups").iterdir()] == ["store-20261123T120000Z-before-undo.db"]
    for _ in range(3):
        busy("redo")
    assert busy("target", "list", "-f", "json").json[-1]["name"] == "大同電子"


@pytest.mark.parametrize("width", [60, 80])
def test_a_person_reads_when_who_and_what_became_of_each_row(busy, monkeypatch, width):
    monkeypatch.setenv("SALESCTL_REP", "Lin")
    busy("contact", "edit", "大同", "Ann", "--note", "first line\nsecond")
    busy("contact", "drop", "大同", "Ann")
    monkeypatch.setenv("COLUMNS", str(width))
    head, _, *lines = busy("log", "大同").out.splitlines()
    assert head.split() == ["Id", "When", "Rep", "Row", "Change"]
    said = " ".join(lines)
    assert all(word in said for word in ("2026-11-20", "12:00", "Lin", "me", "contact_role 2", "1200.50"))
    if width == 80:
        assert [" ".join(line.split()) for line in lines[:6]] == [
            "8 2026-11-23 12:00 Lin contact 1 deleted target: 大同電子",
            "name: Ann",
            "note: first line second",
            "8 2026-11-23 12:00 Lin contact_role 2 deleted contact: Ann",
            "role: need",
            "7 2026-11-23 12:00 Lin contact 1 changed note: – → first line second",
        ]
        assert "me   target 1 changed        name: 王大同 公司 → 大同電子" in said


def test_when_it_was_is_told_in_the_time_of_the_place(run, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Taipei")
    time.tzset()
    monkeypatch.setattr(clock, "_fixed", None)
    assert clock.shown("2026-11-23T16:30:05Z") == "2026-11-24 00:30"
    assert clock.shown("no time") == "no time"
    monkeypatch.undo()
    time.tzset()


def test_undo_goes_back_to_where_the_store_began(busy, tables):
    assert busy("undo", "--to", "0").out == "Back to where the store began: 6 commands taken back (13 rows).\n"
    content = tables(journal=False)
    assert [name for name, rows in content.items() if rows and name not in ("setting", "alembic_version")] == []
    assert "nothing to undo" in busy("undo", "--to", "0", code=4).err
    busy("redo")
    busy("db", "vacuum")
    assert "no entry -1" in busy("undo", "--to=-1", code=3).err


def test_undo_does_not_go_back_to_what_is_forgotten(run, monkeypatch):
    run("--today", "2026-01-01", "product", "add", "GTX")
    run("product", "add", "MG")
    monkeypatch.setenv("SALESCTL_JOURNAL_KEEP", "30")
    run("db", "vacuum")
    assert "begins with entry 2: what came before is forgotten" in run("undo", "--to", "0", code=3).err
