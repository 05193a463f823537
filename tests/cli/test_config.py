"""`salesctl config`: the settings file, written with care for what is in it."""

import os
import stat
import tomllib
from pathlib import Path

import pytest
import tomlkit
from cli.rows import prospect, sale

from salesctl import config
from salesctl.domain.product import ProductFields

WRITTEN_BY_HAND = """\
# how we work
capacity = 6      # a long way between towns
working_days = [
    "mon",
    "tue",  # market day
]

[cadence]  # agreed in spring
A = 3
"""


@pytest.fixture
def file(home) -> Path:
    return home / "home" / ".config" / "salesctl" / "config.toml"


@pytest.fixture
def by_hand(file):
    file.parent.mkdir(parents=True)
    file.write_text(WRITTEN_BY_HAND, encoding="utf-8")
    return file


def shown(run) -> dict[str, tuple[str, str]]:
    return {row["key"]: (row["value"], row["source"]) for row in run("config", "show", "-f", "json").json}


def test_the_defaults_are_shown_with_their_meaning(run):
    rows = run("config", "show", "--format", "json").json
    assert [row["key"] for row in rows] == list(config.meanings())
    assert {row["source"] for row in rows if row["key"] != "db"} == {"default"}
    assert [row["key"] for row in rows if len(row["meaning"]) < 10] == []
    assert {"key": "capacity", "value": "8", "source": "default", "meaning": "visits a day"} in rows
    assert shown(run)["working_days"] == ("mon tue wed thu fri", "default")
    assert shown(run)["phone_resets"] == ("false", "default")
    assert "visits a day" in run("config", "show").out


def test_where_a_value_comes_from(run, by_hand, monkeypatch):
    monkeypatch.setenv("SALESCTL_REP", "林")
    monkeypatch.setenv("SALESCTL_CAPACITY", "12")
    monkeypatch.setenv("SALESCTL_WORKING_DAYS", "sat sun")
    found = shown(run)
    assert found["rep"] == ("林", "environment")
    assert found["capacity"] == ("12", "environment")
    assert found["working_days"] == ("sat sun", "environment")
    assert found["cadence.A"] == ("3", "file")
    assert found["cadence.B"] == ("2", "default")


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        ("rep", "王大同", "王大同"),
        ("currency", "twd", "TWD"),
        ("country", "us-ca", "US-CA"),
        ("working_days", "mon, tue sat", ["mon", "tue", "sat"]),
        ("working_minutes", "420", 420),
        ("canvass_share", "0.35", 0.35),
        ("phone_resets", "yes", True),
        ("cadence.A", "6", 6),
        ("maintenance.C", "16", 16),
        ("thresholds.near_name", "90", 90),
    ],
)
def test_a_setting_is_set_shown_and_taken_out_again(run, file, key, given, kept):
    default = shown(run)[key]
    run("config", "set", key, given)
    values = tomllib.loads(file.read_text(encoding="utf-8"))
    for part in key.split("."):
        values = values[part]
    assert values == kept
    assert type(values) is type(kept)
    assert shown(run)[key][1] == "file"
    run("config", "unset", key)
    assert shown(run)[key] == default


def test_a_new_file_and_its_folder_are_private(run, file):
    run("config", "set", "capacity", "10")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_comments_and_order_stay(run, by_hand):
    run("config", "set", "cadence.A", "5")
    run("config", "set", "cadence.C", "2")
    run("config", "set", "rep", "Lin")
    text = by_hand.read_text(encoding="utf-8")
    assert text == WRITTEN_BY_HAND.replace("A = 3\n", "A = 5\nC = 2\n").replace(
        "]\n\n[cadence]", ']\nrep = "Lin"\n\n[cadence]'
    )
    run("config", "unset", "rep")
    run("config", "unset", "cadence.C")
    run("config", "set", "cadence.A", "3")
    assert by_hand.read_text(encoding="utf-8") == WRITTEN_BY_HAND


def test_a_file_that_is_linked_and_shared_stays_so(run, file, tmp_path):
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("capacity = 6\n")
    kept.chmod(0o640)
    file.parent.mkdir(parents=True)
    file.symlink_to(kept)
    run("config", "set", "capacity", "7")
    assert file.is_symlink()
    assert kept.read_text() == "capacity = 7\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("capacity", "0", "capacity: input should be greater than or equal to 1, not '0'"),
        ("capacity", "many", "capacity: input should be a valid integer, not 'many'"),
        ("cadence.A", "29", "cadence.A: input should be less than or equal to 28"),
        ("working_days", "mon funday", "working_days: input should be 'mon', 'tue'"),
        ("working_days", "", "working_days"),
        ("canvass_share", "20%", "canvass_share: input should be a valid number"),
        ("phone_resets", "perhaps", "phone_resets"),
        ("currency", "euro", "currency"),
        ("country", "XX", "no public holidays are known for country 'XX'"),
        ("country", "US-ZZ", "no public holidays are known for country 'US-ZZ'"),
        ("rep", "", "rep"),
        ("db", "mysql://host/db", "mysql://"),
        ("cadance.a", "3", "there is no setting 'cadance.a' (did you mean 'cadence.A'?)"),
        ("cadence", "3", "there is no setting 'cadence'"),
        ("zzz", "3", "there is no setting 'zzz'; see `salesctl config show`"),
    ],
)
def test_a_bad_setting_is_refused_and_nothing_is_written(run, by_hand, key, value, words):
    assert words in run("config", "set", key, value, code=2).err
    assert by_hand.read_text(encoding="utf-8") == WRITTEN_BY_HAND


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("capacity = ", "is not valid TOML"),
        ("capcity = 9", "no setting 'capcity' (did you mean 'capacity'?); `salesctl config unset capcity` removes it"),
        ("capacity = -1", "capacity: input should be greater than or equal to 1, not -1"),
        ("[cadence]\nD = 1", "no setting 'cadence.D'"),
        ("cadence = 4", "cadence"),
        ("working_days = []", "working_days"),
        ('rep = "a\\nb"', "control character"),
    ],
)
def test_a_bad_file_is_named_whatever_the_command(run, file, text, words):
    file.parent.mkdir(parents=True)
    file.write_text(text)
    for command in (("config", "show"), ("target", "add", "Acme")):
        error = run(*command, code=2).err
        assert words in error
        assert str(file) in error


@pytest.mark.parametrize(
    ("text", "key"), [("capcity = 9", "capcity"), ("capacity = -1", "capacity"), ("[cadence]\nD = 1", "cadence.D")]
)
def test_what_is_wrong_in_a_file_can_be_taken_out(run, file, text, key):
    file.parent.mkdir(parents=True)
    file.write_text(text)
    run("config", "unset", key)
    assert {source for _, source in shown(run).values()} <= {"default", "environment"}


def test_a_section_that_is_none_is_replaced(run, file):
    file.parent.mkdir(parents=True)
    file.write_text("cadence = 4\n")
    run("config", "set", "cadence.B", "3")
    assert tomlkit.parse(file.read_text()).unwrap() == {"cadence": {"B": 3}}


def test_a_file_in_the_place_of_the_folder(run, file):
    file.parent.parent.mkdir(parents=True)
    file.parent.write_text("a file")
    assert "config.toml cannot be written" in run("config", "set", "capacity", "10", code=5).err
    assert "config.toml cannot be read: Not a directory" in run("target", "list", code=2).err


def test_a_named_file_must_be_there_unless_it_is_being_made(run, tmp_path):
    named = tmp_path / "other.toml"
    assert "does not exist" in run("--config", str(named), "target", "list", code=3).err
    assert "does not exist" in run("--config", str(named), "config", "show", code=3).err
    run("--config", str(named), "config", "set", "rep", "Lin")
    assert "Lin" in run("--config", str(named), "config", "show").out


def test_the_environment_holds_all_the_same_and_that_is_said(run, monkeypatch):
    monkeypatch.setenv("SALESCTL_CAPACITY", "3")
    assert "SALESCTL_CAPACITY" in run("config", "set", "capacity", "10").err
    assert shown(run)["capacity"] == ("3", "environment")


def test_the_paths(run, home, file, monkeypatch):
    rows = run("config", "path", "-f", "json").json
    assert rows == [
        {"what": "config", "path": str(file), "exists": False},
        {"what": "store", "path": str(home / "store.db"), "exists": False},
        {"what": "questions", "path": str(file.with_name("questions.toml")), "exists": False},
    ]
    monkeypatch.delenv("SALESCTL_DB")
    run("config", "set", "db", "there/mine.db")
    found = run("config", "path", "-f", "json").json
    assert found[0]["exists"] is True
    assert found[1]["path"] == str(Path("there/mine.db").absolute())


def test_settings_do_what_they_say(run, sql):
    run("config", "set", "rep", "林")
    run("target", "add", "Acme")
    assert sql("SELECT name FROM rep") == [("林",)]


class TestCurrency:
    """The currency is kept with the store and stays once there are amounts."""

    def stored(self, sql):
        return sql("SELECT value FROM setting WHERE name = 'currency'")[0][0]

    def test_a_new_store_takes_it_from_the_settings(self, run, sql, home):
        run("config", "set", "currency", "TWD")
        assert not (home / "store.db").exists(), "no store is made for it"
        run("target", "add", "Acme")
        assert self.stored(sql) == "TWD"

    def test_a_store_without_amounts_follows(self, run, sql):
        run("target", "add", "Acme")
        run("product", "add", "GTX")
        run("config", "set", "currency", "EUR")
        assert self.stored(sql) == "EUR"
        run("config", "unset", "currency")
        assert self.stored(sql) == "USD"
        assert run("undo").out.startswith("Undone: config unset currency")
        assert self.stored(sql) == "EUR"

    @pytest.mark.parametrize(
        "amount", [ProductFields(name="P", name_key="p", list_price=0), sale(1), prospect(1, amount=100)]
    )
    def test_a_store_with_amounts_keeps_its_own(self, run, sql, file, insert, amount):
        run("target", "add", "Acme")
        insert(amount)
        assert "the store holds amounts in USD" in run("config", "set", "currency", "EUR", code=4).err
        assert self.stored(sql) == "USD"
        assert not file.exists()
        run("config", "set", "currency", "usd")
        assert tomllib.loads(file.read_text()) == {"currency": "USD"}

    def test_nothing_changes_when_the_file_cannot_be_written(self, run, refused, file, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        run("target", "add", "Acme")
        monkeypatch.setattr(os, "fsync", full)
        assert "config.toml cannot be written" in refused(5, "config", "set", "currency", "EUR")
        assert not file.exists()


def test_every_key_survives_a_round_of_set_and_show(run):
    for key, (value, _) in shown(run).items():
        if value and key != "db":
            run("config", "set", key, value)
    after = shown(run)
    assert {source for key, (_, source) in after.items() if key not in ("country", "db")} == {"file"}
    assert after["canvass_share"] == ("0.2", "file")
