"""Opening the store: made on first use, private, and refused in one line when it cannot be used."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest
from store.files import make_old

from salesctl.errors import InvalidInput, StoreError
from salesctl.store import tables
from salesctl.store.place import open_store, store_path
from salesctl.store.sqlite import files, identity, waiting


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def file(home):
    return home / "store.db"


@pytest.fixture
def refused(run):
    """Run a command on a store that cannot be used and return the one line it says."""

    def call(*args, code=5):
        result = run(*(args or ("target", "list")), code=code)
        assert result.out == ""
        assert result.err.startswith("Error: ")
        assert result.err.count("\n") == 1
        return result.err

    return call


def test_a_new_store_is_private_and_keeps_a_log(tmp_path):
    path = tmp_path / "deep" / "folder" / "store.db"
    store = open_store(path, currency="EUR")
    with closing(store.lane):
        with store.transaction():
            files = {file.name: mode(file) for file in path.parent.iterdir()}
        assert files == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}
        assert mode(path.parent) == mode(path.parent.parent) == 0o700
        assert store.value("PRAGMA journal_mode") == "wal"
        assert store.value("PRAGMA foreign_keys") == 1
        assert store.value("PRAGMA trusted_schema") == 0
        assert store.value("SELECT value FROM setting WHERE name = 'currency'") == "EUR"


def test_a_command_leaves_one_file(run, home):
    run("target", "add", "Acme")
    assert [path.name for path in home.iterdir() if path.name.startswith("store")] == ["store.db"]


def test_an_empty_file_becomes_a_store(run, file):
    file.touch()
    run("target", "add", "Acme")


def test_eight_first_starts_at_once_make_one_store(file):
    code = "import sys; from salesctl.main import main; sys.argv = ['salesctl', *sys.argv[1:]]; main()"
    running = [
        subprocess.Popen([sys.executable, "-c", code, "target", "add", f"Target {number}"], stderr=subprocess.PIPE)
        for number in range(8)
    ]
    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 8
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM target").fetchone() == (8,)
        assert connection.execute("SELECT count(*) FROM setting WHERE name = 'currency'").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("content", [b"no database at all " * 100, b"\x00" * 4096, "名單".encode("gb18030") * 999])
def test_a_file_that_is_no_database_is_refused_and_left_alone(refused, file, content):
    file.write_bytes(content)
    assert "not a salesctl store" in refused()
    assert file.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(refused, file):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    content = file.read_bytes()
    assert "is not a salesctl store" in refused("target", "add", "Acme")
    assert file.read_bytes() == content


@pytest.mark.parametrize("revision", ["0003", "0007", "9999", "1a2b3c4d5e6f"])
@pytest.mark.parametrize("mark", [0, 1234])
def test_a_database_of_another_program_that_uses_alembic_is_never_migrated(refused, file, revision, mark):
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(f"""CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
            INSERT INTO alembic_version VALUES ('{revision}');
            CREATE TABLE setting (id INTEGER PRIMARY KEY, name TEXT, value TEXT);
            CREATE TABLE target (id INTEGER PRIMARY KEY, name TEXT); PRAGMA application_id = {mark}""")
    content = file.read_bytes()
    for command in (["target", "list"], ["target", "add", "Acme"], ["db", "check"], ["db", "backup"]):
        assert "is not a salesctl store" in refused(*command)
    assert file.read_bytes() == content
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def mark_of(file):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA application_id").fetchone()[0]


def test_a_new_store_has_our_mark_and_a_uuid_of_its_own(tmp_path):
    stores = [tmp_path / "a.db", tmp_path / "b.db"]
    for path in stores:
        open_store(path).lane.close()
        assert mark_of(path) == identity.APPLICATION_ID
    (first, second) = map(identity.identity_of, stores)
    assert (len(first.uuid), first.file, second.file) == (32, "a.db", "b.db")
    assert first.uuid != second.uuid


@pytest.mark.parametrize("revision", ["0001", "0005"])
def test_a_store_of_a_former_version_gets_our_mark_and_a_uuid(run, file, revision):
    make_old(file, revision, "INSERT INTO setting (name, value) VALUES ('currency', 'USD')")
    assert mark_of(file) == 0
    run("target", "list")
    assert mark_of(file) == identity.APPLICATION_ID
    mine = identity.identity_of(file)
    assert len(mine.uuid) == 32
    run("target", "add", "Acme")
    assert identity.identity_of(file) == mine._replace(file="store.db")
    run("db", "check")


def test_a_copy_that_lost_our_mark_is_ours_by_its_schema(run, file):
    """As what `sqlite3 store.db .dump` writes."""
    run("target", "add", "Acme")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA application_id = 0")
    assert "Acme" in run("target", "list").out
    run("db", "check")
    run("target", "add", "Bolt")
    assert mark_of(file) == identity.APPLICATION_ID


def test_a_store_without_a_revision_is_refused(run, refused, file):
    run("target", "list")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
    assert "restore a backup" in refused()


def test_a_truncated_store_is_refused(run, refused, file):
    run("target", "add", "Acme")
    os.truncate(file, file.stat().st_size // 2)
    assert "damaged" in refused("target", "add", "Beta")


def test_a_damaged_page_is_refused(run, refused, file):
    for number in range(30):
        run("target", "add", f"Target {number}", "--address", "x" * 2000)
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    assert "damaged" in refused()


def test_a_newer_store_is_refused(run, refused, file):
    run("target", "list")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer salesctl" in refused(code=6)


def test_a_folder_in_the_place_of_the_store(refused, file):
    file.mkdir()
    assert "cannot be opened" in refused()


def test_a_file_in_the_place_of_the_folder(refused, tmp_path, monkeypatch):
    (tmp_path / "folder").write_text("a file")
    monkeypatch.setenv("SALESCTL_DB", str(tmp_path / "folder" / "store.db"))
    assert "cannot be made" in refused()


def test_a_name_the_system_does_not_take(refused, monkeypatch):
    monkeypatch.setenv("SALESCTL_DB", "x" * 300)
    assert "File name too long" in refused()


def test_a_locked_store_is_busy(run, refused, file, monkeypatch):
    run("target", "add", "Acme")
    monkeypatch.setattr(waiting, "LONGEST_SECONDS", 0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "busy" in refused("target", "add", "Beta")
        assert "Acme" in run("target", "list").out, "readers do not wait for a writer"
        other.execute("ROLLBACK")
    run("target", "add", "Beta")


def test_a_store_that_cannot_be_written_says_so_and_can_be_read(run, refused, monkeypatch):
    run("target", "add", "Acme")
    # Permissions do not bind every user who runs the tests; a connection that only reads binds all.
    connect = sqlite3.connect
    monkeypatch.setattr(files.sqlite3, "connect", lambda at, **how: connect(at.replace("mode=rw", "mode=ro"), **how))
    assert "Acme" in run("target", "list").out
    assert "cannot be written" in refused("target", "add", "Beta")


def test_a_full_disk_writes_nothing(store):
    store.rows("PRAGMA max_page_count = 1")  # SQLite keeps it at the present size
    many = [tables.REP.checked({"name": f"{number}" * 50, "name_key": f"{number}"}) for number in range(1000)]
    with pytest.raises(StoreError, match="disk is full"), store.transaction():
        store.insert_many(many)
    assert store.value("SELECT count(*) FROM rep") == 0
    with store.transaction():
        pass


@pytest.mark.parametrize(("value", "words"), [(2**63, "too large"), ("\udcff", "not Unicode")])
def test_what_sqlite_cannot_hold_is_invalid_input(store, value, words):
    with pytest.raises(InvalidInput, match=words):
        store.rows("SELECT :value", {"value": value})


def test_a_mistake_in_our_own_call_stays_a_bug(store):
    with pytest.raises(sqlite3.ProgrammingError):
        store.rows("SELECT :value", {"value": object()})


@pytest.mark.parametrize(
    ("place", "path"), [("a.db", "a.db"), ("sqlite:///a.db", "a.db"), ("sqlite:////x/a b.db", "/x/a b.db")]
)
def test_a_store_is_named_by_path_or_url(place, path):
    assert str(store_path(place)) == path


def test_a_store_may_be_named_from_home(home):
    assert store_path("~/a.db") == home / "home" / "a.db"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("postgresql://host/db", "not postgresql://"),
        ("SQLite:///{}/d.db", "not SQLite:"),
        ("sqlite:{}/d.db", "not sqlite:"),
        ("sqlite://host/d.db", "not sqlite:"),
        ("sqlite+aiosqlite:///{}/d.db", "not sqlite+aiosqlite://"),
        ("file:{}/d.db?mode=ro", "not file:"),
        ("sqlite:///{}/d.db?x=1", "no '?x=1'"),
        ("sqlite:///{}/d.db?", "no '?'"),
        ("sqlite:///{}/d.db#x", "no '#x'"),
        ("sqlite:///d.db?mode=memory&cache=shared", "no '?mode=memory&cache=shared'"),
    ],
)
def test_no_other_place_can_be_named_and_no_file_is_made(refused, home, monkeypatch, place, words):
    monkeypatch.chdir(home)
    monkeypatch.setenv("SALESCTL_DB", place.format(home))
    for command in (["target", "list"], ["target", "add", "Acme"], ["db", "path"]):
        assert words in refused(*command, code=2)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["with space.db", "問號?.db", "100%25#.db"])
def test_any_file_name_will_do(run, tmp_path, monkeypatch, name):
    monkeypatch.setenv("SALESCTL_DB", str(tmp_path / name))
    run("target", "add", "Acme")
    assert (tmp_path / name).is_file()
    assert "Acme" in run("target", "list").out
