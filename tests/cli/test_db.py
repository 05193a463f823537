"""`salesctl db`: the store as a file."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing

import pytest
from store.files import content, make_old

from salesctl.store.sqlite import backup


@pytest.fixture
def file(run, home):
    run("target", "add", "王大同 公司")
    run("target", "add", "Acme")
    return home / "store.db"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def backups(home):
    return sorted(path.name for path in (home / "backups").iterdir())


def damage(file):
    for number in range(40):
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(
                "INSERT INTO product (name, name_key, external_id) VALUES (?, ?, ?)",
                (f"x{number}", f"x{number}", f"{number}" * 2000),
            )
    whole = file.read_bytes()
    file.write_bytes(whole[:-40000] + b"\xff" * 40000)


def test_path_needs_no_store(run, home):
    assert run("db", "path").out == f"{home / 'store.db'}\n"
    assert not (home / "store.db").exists()


def test_info_tells_what_is_in_the_store(run, file):
    run("db", "backup")
    (info,) = run("db", "info", "-f", "json").json
    assert info["path"] == str(file)
    assert info["size"] == file.stat().st_size
    assert (info["commands"], info["changes"], info["rows"]) == (2, 3, 7)
    assert info["tables"] == ["rep 1", "setting 4", "target 2"]
    assert info["last_backup"].endswith("store-20261123T120000Z-by-hand.db")
    assert "kB" in run("db", "info").out


def test_check_finds_a_whole_store_whole(run, file):
    assert run("db", "check").out == f"{file} is whole.\n"


def test_check_finds_damage(run, file):
    damage(file)
    assert "is damaged" in run("db", "check", code=5).err


def test_check_finds_rows_that_refer_to_nothing(run, file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM rep")
    assert "target 1 refers to a rep that is not there" in run("db", "check", code=5).err


def test_a_backup_is_a_private_copy(run, file, home):
    assert run("db", "backup").out.startswith(f"Backed up to {home}/backups/store-20261123T120000Z-by-hand.db (")
    run("db", "backup", str(home / "mine.db"))
    for copy in (home / "backups" / "store-20261123T120000Z-by-hand.db", home / "mine.db"):
        assert content(copy) == content(file)
        assert mode(copy) == 0o600
    assert mode(home / "backups") == 0o700
    assert not list(home.glob("**/.salesctl-*"))


def test_a_backup_overwrites_nothing(run, file, home):
    (home / "mine.db").write_text("theirs")
    assert "exists" in run("db", "backup", str(home / "mine.db"), code=4).err
    assert (home / "mine.db").read_text() == "theirs"
    assert not list(home.glob(".salesctl-*"))
    assert "no backup could be made" in run("db", "backup", str(home / "nowhere" / "mine.db"), code=5).err


def test_where_there_are_no_hard_links_a_backup_is_made_all_the_same(run, file, home, monkeypatch):
    def refuse(*_names):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    run("db", "backup")
    run("db", "backup")
    assert backups(home) == ["store-20261123T120000Z-by-hand-2.db", "store-20261123T120000Z-by-hand.db"]


def test_restore_brings_back_the_backup_and_keeps_the_store(run, file, home):
    run("db", "backup", str(home / "old.db"))
    run("target", "add", "Later")
    later = content(file)
    assert "before-restore.db" in run("db", "restore", str(home / "old.db")).out
    assert [row["name"] for row in run("target", "list", "-f", "json").json] == ["Acme", "王大同 公司"]
    (kept,) = (home / "backups").iterdir()
    assert content(kept) == later
    assert mode(file) == 0o600
    assert not list(home.glob("**/*.part*"))
    assert "db restore" in run("log", "--limit", "1").out


def test_undo_does_not_cross_a_restore(run, file, home):
    run("db", "backup", str(home / "old.db"))
    run("undo")
    run("db", "restore", str(home / "old.db"))
    assert "nothing to undo" in run("undo", code=4).err
    assert "nothing to redo" in run("redo", code=4).err
    assert "does not go back beyond entry 3" in run("undo", "--to", "1", code=4).err
    run("target", "add", "After")
    run("undo")


def test_restore_where_there_is_no_store(run, file, home, monkeypatch, tmp_path):
    run("db", "backup", str(home / "old.db"))
    monkeypatch.setenv("SALESCTL_DB", str(tmp_path / "new" / "store.db"))
    assert "there was no store before" in run("db", "restore", str(home / "old.db")).out
    assert len(run("target", "list", "-f", "json").json) == 2
    assert mode(tmp_path / "new" / "store.db") == 0o600
    with closing(sqlite3.connect(tmp_path / "new" / "store.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("how", ["no database", "truncated", "damaged page"])
def test_restore_in_place_of_a_damaged_store(run, file, home, how):
    run("db", "backup", str(home / "old.db"))
    if how == "damaged page":
        damage(file)
    elif how == "truncated":
        os.truncate(file, file.stat().st_size // 2)
    else:
        file.write_bytes(b"no database" * 1000)
    bytes_before = file.read_bytes()
    run("db", "restore", str(home / "old.db"))
    assert len(run("target", "list", "-f", "json").json) == 2
    run("db", "check")
    (kept,) = (home / "backups").iterdir()
    if "damaged" in kept.name:
        assert kept.read_bytes()[100:] == bytes_before[100:], "but for the header, which says whether there is a log"
    assert mode(kept) == 0o600


def test_what_cannot_be_restored_is_refused_and_nothing_changed(run, file, home, refused):
    damaged, other, newer = home / "damaged.db", home / "other.db", home / "newer.db"
    strange = home / "strange.db"
    shutil.copy(file, strange)
    with closing(sqlite3.connect(strange)) as connection:
        connection.execute("CREATE TRIGGER theirs AFTER INSERT ON visit BEGIN DELETE FROM sale; END")
    shutil.copy(file, damaged)
    damage(damaged)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    shutil.copy(file, newer)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    text = home / "text.db"
    text.write_text("no database at all\n" * 100)
    for bad, code, words in [
        (damaged, 5, "is damaged"),
        (other, 5, "is not a salesctl store"),
        (text, 5, "not a salesctl store"),
        (strange, 5, "there is a trigger, theirs, that salesctl did not make"),
        (newer, 6, "newer salesctl"),
        (home / "missing.db", 3, "there is no file"),
        (home, 3, "there is no file"),
        (file, 4, "is the store itself"),
    ]:
        assert words in refused(code, "db", "restore", str(bad))
    assert not (home / "backups").exists()
    assert not list(home.glob(".salesctl-*"))


def test_a_backup_of_an_older_version_is_restored_and_then_migrated(run, file, home):
    make_old(
        home / "old.db",
        "0002",
        """INSERT INTO rep (name, name_key) VALUES ('me', 'me');
        INSERT INTO setting (name, value) VALUES ('currency', 'TWD');
        INSERT INTO target (name, name_key, kind, rep_id, added_on)
        VALUES ('Old', 'old', 'company', 1, '2026-01-01')""",
    )
    before = (home / "old.db").read_bytes()
    run("db", "restore", str(home / "old.db"))
    assert [row["name"] for row in run("target", "list", "-f", "json").json] == ["Old"]
    assert (home / "old.db").read_bytes() == before
    assert len(backups(home)) == 2


def test_a_store_copied_with_its_log_is_restored_with_it(run, file, home):
    with closing(sqlite3.connect(file)) as user:
        user.execute("INSERT INTO product (name, name_key) VALUES ('In the log', 'x')")
        user.commit()
        for ending in ("", "-wal"):
            shutil.copy(f"{file}{ending}", f"{home / 'live.db'}{ending}")
    run("db", "restore", str(home / "live.db"))
    assert [row["name"] for row in run("product", "list", "-f", "json").json] == ["In the log"]


def test_vacuum_gives_back_room_and_forgets_what_is_old(run, home):
    run("--today", "2025-01-01", "target", "add", "Acme")
    for number in range(30):
        run("--today", "2025-06-01", "target", "edit", "Acme", "--address", f"{number}" * 4000)
    run("product", "add", "GTX")
    assert "31 old entries of the journal forgotten" in run("db", "vacuum").out
    assert [row["command"] for row in run("log", "-f", "json").json] == ["product add GTX"]
    assert "0 old entries" in run("db", "vacuum").out
    run("undo")
    assert "nothing to undo" in run("undo", code=4).err
    assert run("target", "list", "-f", "json").json[0]["name"] == "Acme"
    assert not (home / "backups").exists()


def test_how_long_the_journal_is_kept_is_a_setting(run, monkeypatch):
    for day in (20, 21, 22, 23):
        run("--today", f"2026-11-{day}", "target", "add", f"Target {day}")
    monkeypatch.setenv("SALESCTL_JOURNAL_KEEP", "2")
    assert "1 old entry of the journal forgotten" in run("db", "vacuum").out
    assert [row["id"] for row in run("log", "-f", "json").json] == [4, 3, 2]


def import_many(run, home, name):
    (home / "many.csv").write_text(
        "name\n" + "".join(f"{name} {n}\n" for n in range(backup.BULK_ROWS)), encoding="utf-8"
    )
    run("import", "targets", str(home / "many.csv"))


def test_a_long_import_is_preceded_by_a_backup(run, file, home):
    before = content(file)
    import_many(run, home, "First")
    (copy,) = (home / "backups").iterdir()
    assert copy.name == "store-20261123T120000Z-before-import.db"
    assert content(copy) == before


def test_neither_a_short_import_nor_one_into_an_empty_store_is(run, home):
    import_many(run, home, "First")
    (home / "few.csv").write_text("name\nA\n", encoding="utf-8")
    run("import", "targets", str(home / "few.csv"))
    run("import", "targets", str(home / "many.csv"), "--dry-run")
    assert not (home / "backups").exists()


def test_only_so_many_automatic_backups_stay(run, file, home, monkeypatch):
    monkeypatch.setenv("SALESCTL_BACKUPS_KEEP", "2")
    run("db", "backup")
    other = home / "backups" / "other-20261123T120000Z-before-undo.db"
    other.touch()
    for hour in (10, 11, 12, 13):
        run("target", "add", f"Target {hour}")
        run("--today", f"2026-11-23T{hour}:00", "undo", "--to", "2")
    assert backups(home) == [
        other.name,
        "store-20261123T120000Z-before-undo.db",
        "store-20261123T120000Z-by-hand.db",
        "store-20261123T130000Z-before-undo.db",
    ]


def test_what_a_killed_backup_left_is_cleared_away(run, file, home):
    for age, name in ((7200, "old"), (60, "young")):
        part = home / f".salesctl-{name}.part"
        part.touch()
        os.utime(part, (part.stat().st_atime, part.stat().st_mtime - age))
    run("db", "backup")
    assert [path.name for path in home.glob(".salesctl-*")] == [".salesctl-young.part"]


def test_many_rows_undone_redone_or_handed_over_are_preceded_by_a_backup(run, file, home):
    before = content(file)
    for what, command in [("assign", ("target", "assign", "--to", "Lin")), ("undo", ("undo",)), ("redo", ("redo",))]:
        run(*command)
        assert not (home / "backups").exists(), what
    run("undo")
    assert content(file)["target"] == before["target"]
    import_many(run, home, "First")
    for what, command in [("undo", ("undo",)), ("redo", ("redo",)), ("assign", ("target", "assign", "--to", "Lin"))]:
        before = content(file)
        run("--today", "2026-11-24", *command)
        assert content(home / "backups" / f"store-20261124T120000Z-before-{what}.db") == before


def test_a_migration_that_fails_again_and_again_does_not_fill_the_disk(run, home, monkeypatch):
    make_old(home / "store.db", "0002", "CREATE TABLE quota (theirs)")  # the next migration makes one
    monkeypatch.setenv("SALESCTL_BACKUPS_KEEP", "2")
    for _ in range(4):
        assert "it is as it was, and copied to" in run("target", "list", code=5).err
    assert len(backups(home)) == 2


def test_restore_without_a_file_names_the_newest_backups(run, file, home):
    assert f"there are none in {home / 'backups'}" in run("db", "restore", code=2).err
    for day in (20, 21, 22, 23):
        run("--today", f"2026-11-{day}", "db", "backup")
    damage(file)
    said = run("db", "restore", code=2).err
    assert f"the newest are {home}/backups/store-20261123T120000Z-by-hand.db, " in said
    assert said.count("by-hand.db") == 3


def test_a_backup_into_a_folder_needs_a_name(run, file, home):
    assert (
        f"is a folder; give the name of a file in it, such as {home}/monday.db"
        in run("db", "backup", str(home), code=2).err
    )


def test_a_backup_put_in_place_by_hand_gets_its_log_at_the_first_write(run, file, home):
    run("db", "backup", str(home / "copy.db"))
    shutil.copy(home / "copy.db", file)
    for command, mode_now in [(("target", "list"), "delete"), (("product", "add", "GTX"), "wal")]:
        run(*command)
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == (mode_now,)


def test_an_empty_file_becomes_a_private_store(run, home):
    (home / "store.db").touch(mode=0o644)
    run("--db", str(home / "store.db"), "target", "add", "Acme")
    assert mode(home / "store.db") == 0o600
