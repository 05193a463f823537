"""Completion as the shells ask for it: through the environment, in the protocol of each."""

import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from salesctl.domain.product import ProductFields
from salesctl.domain.target import TargetFields
from salesctl.domain.territory import RepFields, TerritoryFields
from salesctl.domain.text import fold

ODD_NAMES = [
    "Acme Ltd",
    "O'Brien & Co",
    'Say "hi" $HOME `x` \\z',
    "Foo: Bar=1",
    "Zed [1]*?",
    "Two  spaces!",
    "Mail@home",
    "王大同 公司",
    "甲乙（丙）",
    "-dash",
]

NAMES = [name for name in ODD_NAMES if not name.startswith("-")]
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def target(name):
    return TargetFields(name=name, name_key=fold(name), rep_id=1, added_on="2026-11-23")


@pytest.fixture
def filled(insert):
    insert(
        RepFields(name="Lin", name_key="lin"),
        TerritoryFields(name="North Harbour", name_key="north harbour"),
        ProductFields(name="GTX Pro", name_key="gtx pro"),
        *(target(name) for name in [*ODD_NAMES, "Big Acme"]),
    )


@pytest.fixture
def ask(monkeypatch, run):
    """Complete a line as fish does, whose protocol is the plainest: `ask("target show ac")`; return the values."""

    def call(line: str) -> list[str]:
        monkeypatch.setenv("_SALESCTL_COMPLETE", "complete_fish")
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"salesctl {line}")
        result = run()
        assert result.err == ""
        monkeypatch.delenv("_SALESCTL_COMPLETE")
        return [line.split("\t")[0] for line in result.out.splitlines() if line]

    return call


@pytest.fixture
def bash(monkeypatch, run):
    """Complete words as bash cuts them: `bash("target", "show", "Foo", ":", "")`; return what it puts in the line."""

    def call(*words: str) -> list[str]:
        monkeypatch.setenv("_SALESCTL_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["salesctl", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        result = run()
        assert result.err == ""
        return [line for line in result.out.splitlines() if line]

    return call


class TestWhatIsOffered:
    def test_nouns_verbs_and_options(self, ask):
        assert {"visit", "plan", "target", "config"} <= set(ask(""))
        assert ask("tar") == ["target"]
        assert ask("target me") == ["merge"]
        assert "--territory" in ask("target list --")
        assert ask("target list --territ") == ["--territory"]
        assert ask("--to") == ["--today"]
        assert ask("undo --h") == ["--help"]

    def test_fixed_words(self, ask):
        assert ask("target list --status cu") == ["customer"]
        assert ask("config set cadence.") == ["cadence.A", "cadence.B", "cadence.C"]

    def test_names_of_everything(self, ask, filled):
        assert ask("target list --territory N") == ["North Harbour"]
        assert ask("target list --rep L") == ["Lin"]
        assert ask("product edit G") == ["GTX Pro"]
        assert sorted(ask("target show ")) == sorted([*ODD_NAMES, "Big Acme"])

    @pytest.mark.parametrize(
        ("typed", "names"),
        [
            ("acme", ["Acme Ltd"]),
            ("ＡＣＭＥ", ["Acme Ltd"]),
            ("王", ["王大同 公司"]),
            ("公司", ["王大同 公司"]),
            ("cme", ["Acme Ltd", "Big Acme"]),
            ("(丙", ["甲乙（丙）"]),
            ("nothing", []),
        ],
    )
    def test_the_beginning_counts_first_then_the_middle(self, ask, filled, typed, names):
        assert ask(f"target show {typed}") == names

    def test_long_lists_are_cut(self, ask, insert):
        insert(RepFields(name="Lin", name_key="lin"), *(target(f"T{number}") for number in range(60)))
        assert len(ask("target show t")) == 50

    def test_quotes_and_what_follows_an_equals_sign(self, ask, filled):
        assert ask('target show "Acme ') == ["Acme Ltd"]
        assert ask(r"target show Acme\ ") == ["Acme Ltd"]
        assert ask("target show 'O") == ["O'Brien & Co"]
        assert ask("target list --territory=No") == ["--territory=North Harbour"]

    def test_help_goes_with_nouns(self, filled, monkeypatch, run):
        monkeypatch.setenv("_SALESCTL_COMPLETE", "complete_fish")
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "salesctl und")
        assert run().out == "undo\tTake back the last command as a whole.\n"


class TestWhichStore:
    @pytest.fixture
    def other(self, run, tmp_path):
        path = tmp_path / "other.db"
        run("--db", str(path), "target", "add", "Other Ltd")
        return path

    def test_the_one_on_the_line(self, ask, filled, other):
        assert ask(f"--db {other} target show O") == ["Other Ltd"]
        assert ask(f"--db={other} target show O") == ["Other Ltd"]
        assert ask(f"--db sqlite:///{other} target show O") == ["Other Ltd"]

    def test_the_one_in_the_settings(self, ask, filled, other, monkeypatch, tmp_path):
        monkeypatch.delenv("SALESCTL_DB")
        settings = tmp_path / "config.toml"
        settings.write_text(f'db = "{other}"\n')
        assert ask(f"--config {settings} target show O") == ["Other Ltd"]
        monkeypatch.setenv("SALESCTL_CONFIG", str(settings))
        assert ask("target show O") == ["Other Ltd"]


class TestItNeverDisturbs:
    """No error, no new file, no migration, whatever the store is like."""

    @pytest.fixture
    def quiet(self, ask, home):
        def call(line="target show "):
            def found():
                return {path: path.stat().st_mtime_ns for path in home.rglob("*") if not path.name.endswith("-shm")}

            before = found()
            names = ask(line)
            assert found() == before
            return names

        return call

    def test_without_a_store(self, quiet, home):
        assert quiet() == []
        assert not (home / "store.db").exists()

    def test_with_a_good_one(self, quiet, filled, home):
        assert "Acme Ltd" in quiet()
        assert [path.name for path in home.iterdir() if path.name.startswith("store")] == ["store.db"]

    @pytest.mark.parametrize("content", [b"", b"no database" * 500, b"SQLite format 3\x00" + b"\xff" * 5000])
    def test_with_a_file_that_is_none(self, quiet, home, content):
        (home / "store.db").write_bytes(content)
        assert quiet() == []

    def test_with_a_folder(self, quiet, home):
        (home / "store.db").mkdir()
        assert quiet() == []

    def test_with_a_locked_store(self, quiet, filled, home):
        with closing(sqlite3.connect(home / "store.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("INSERT INTO rep (name, name_key) VALUES ('x', 'x')")
            assert "Acme Ltd" in quiet()
            other.execute("ROLLBACK")
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            quiet()

    @pytest.mark.parametrize("revision", ["0000", "9999"])
    def test_with_an_older_or_newer_store(self, quiet, filled, home, revision):
        with closing(sqlite3.connect(home / "store.db")) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        assert "Acme Ltd" in quiet()
        with closing(sqlite3.connect(home / "store.db")) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)

    def test_with_settings_that_are_wrong(self, quiet, home, monkeypatch):
        monkeypatch.delenv("SALESCTL_DB")
        monkeypatch.setenv("SALESCTL_CONFIG", str(home / "config.toml"))
        assert quiet() == []
        (home / "config.toml").write_text("capacity = ")
        assert quiet() == []

    def test_with_another_kind_of_database(self, quiet, monkeypatch):
        monkeypatch.setenv("SALESCTL_DB", "postgresql://host/db")
        assert quiet() == []

    @pytest.mark.parametrize(
        "line", ["--today never target list --limit x ", "target list --bad x ", "target bad ", "bad ", '"', "\\", "''"]
    )
    def test_with_a_line_that_is_wrong(self, quiet, filled, line):
        assert not set(quiet(line)) & set(ODD_NAMES)

    def test_without_a_home(self):
        env = {"_SALESCTL_COMPLETE": "complete_bash", "COMP_WORDS": "salesctl\ntarget\nshow\n", "COMP_CWORD": "3"}
        code = (
            "import os; [os.environ.pop(name, None) for name in ('HOME', 'SALESCTL_DB')];"
            "from salesctl.main import main; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **env}, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.parametrize("env", [{"_SALESCTL_COMPLETE": "complete_bash"}, {"_SALESCTL_COMPLETE": "nonsense_x"}])
    def test_with_half_a_protocol(self, spawn, env):
        done = spawn(env=env)
        assert "Traceback" not in done.err


class TestBash:
    """Bash puts an answer into the line as it is, after the last colon, equals sign or at sign typed."""

    def test_words_are_quoted_as_they_were_begun(self, bash, filled):
        assert bash("target", "show", "Ac") == [r"Acme\ Ltd"]
        assert bash("target", "show", '"Acme ') == ["Acme Ltd"]
        assert bash("target", "show", "'O") == [r"O'\''Brien & Co"]
        assert bash("target", "show", '"Say') == [r"Say \"hi\" \$HOME \`x\` \\z"]
        assert bash("target", "show", "王") == [r"王大同\ 公司"]

    @needs_bash
    @pytest.mark.parametrize("quote", ["", '"', "'"])
    def test_what_is_put_in_the_line_is_the_name_to_bash(self, bash, filled, quote):
        words = [quote + put + quote for name in NAMES for put in bash("target", "show", quote + name[0])]
        done = subprocess.run(["bash", "-c", f"printf '%s\\n' {' '.join(words)}"], capture_output=True, check=True)
        assert done.stdout.decode().splitlines() == NAMES

    def test_what_bash_cut_is_put_together(self, bash, filled):
        assert bash("target", "show", "Foo", ":") == [r"\ Bar\=1"]
        assert bash("target", "show", "foo", ":") == [r"\ Bar\=1"]
        assert bash("target", "show", "Mail", "@", "h") == [r"\@home"]
        assert bash("target", "list", "--territory", "=", "No") == [r"North\ Harbour"]
        assert bash("--db", "=", os.environ["SALESCTL_DB"], "target", "show", "王") == [r"王大同\ 公司"]
        assert bash("target", "show", "Bar", ":") == []

    @needs_bash
    def test_its_script_in_bash_itself(self, filled, tmp_path):
        program = tmp_path / "salesctl"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m salesctl "$@"\n')
        program.chmod(0o755)
        script = r"""
            set -u
            source <(_SALESCTL_COMPLETE=source_bash ./salesctl)
            for typed in 王 "Foo:" \"Two; do
                COMP_WORDS=(salesctl target show "$typed") COMP_CWORD=3
                _salesctl_completion ./salesctl
                printf '%s\n' "${COMPREPLY[@]}"
            done
        """
        done = subprocess.run(["bash", "-c", script], capture_output=True, cwd=tmp_path, check=False)
        assert done.stderr == b""
        assert done.stdout.decode().splitlines() == [r"王大同\ 公司", r"Foo\:\ Bar\=1", "Two  spaces!"]


class TestZsh:
    """Zsh evaluates the answer, after cutting it at every space and joining it with single ones."""

    @pytest.fixture
    def zsh(self, monkeypatch, run):
        def call(line):
            monkeypatch.setenv("_SALESCTL_COMPLETE", "complete_zsh")
            monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
            result = run()
            assert result.err == ""
            return " ".join(result.out.split())

        return call

    def test_names_are_offered_whatever_is_in_them(self, zsh, filled):
        command, option, end, *names = shlex.split(zsh("salesctl target show "))
        assert (command, option, end) == ("compadd", "-U", "--")
        assert sorted(names) == sorted([*ODD_NAMES, "Big Acme"])

    def test_nouns_are_offered_with_their_help(self, zsh):
        assert zsh("salesctl und") == (
            r"local -a shown; shown=(undo\ \ Take\ back\ the\ last\ command\ as\ a\ whole.);"
            " compadd -U -l -d shown -- undo"
        )

    def test_files_are_offered_where_nothing_else_is(self, zsh):
        assert zsh("salesctl --config ") == "_files"


class TestFish:
    @pytest.mark.parametrize(("line", "code"), [("target show Ac", 0), ("target show nothing", 1)])
    def test_it_is_told_whether_there_is_anything(self, run, filled, monkeypatch, line, code):
        monkeypatch.setenv("_SALESCTL_COMPLETE", "complete_fish")
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"salesctl {line}")
        assert run(code=code).out == ""
