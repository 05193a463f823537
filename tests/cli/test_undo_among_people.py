"""Undo takes back what somebody meant, one's own first; looks go with what they depend on."""

import sqlite3

import pytest

QUALIFIED = ("--grade", "A", "--money", "y", "--need", "y", "--interest", "strong")


@pytest.fixture
def by(run):
    """Run a command as somebody: `by("Ann", "visit", "add", …)`."""

    def call(rep: str, *args: str, code: int = 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SALESCTL_REP", rep)
            return run(*args, code=code)

    return call


def content(tables) -> dict:
    own = ("setting", "alembic_version")
    return {name: rows for name, rows in tables(journal=False).items() if rows and name not in own}


class TestLooks:
    def test_a_look_is_no_command_to_take_back(self, run, sql):
        run("target", "add", "Acme")
        run("prospect", "promote", "Acme", *QUALIFIED)
        run("visit", "add", "Acme", "--outcome", "advance")
        run("plan", "week")
        assert sql("SELECT kind FROM command ORDER BY id DESC LIMIT 1") == [("look",)]
        assert "visit add" in run("undo").out
        assert sql("SELECT count(*) FROM visit") == [(0,)]
        assert sql("SELECT count(*) FROM weekly_plan") == [(1,)]

    def test_what_a_look_made_goes_with_what_it_depends_on_and_comes_back_with_it(self, run, sql, tables):
        run("target", "add", "Bolt")
        run("prospect", "promote", "Bolt", *QUALIFIED)
        run("target", "add", "Acme")
        run("prospect", "promote", "Acme", *QUALIFIED)
        run("plan", "week")
        looked = content(tables)
        assert "prospect promote Acme" in run("undo").out
        assert sql("SELECT DISTINCT t.name FROM planned_visit p JOIN target t ON t.id = p.target_id") == [("Bolt",)]
        run("redo")
        assert content(tables) == looked

    def test_undoing_all_leaves_nothing(self, run, tables):
        run("target", "add", "Acme")
        run("prospect", "promote", "Acme", *QUALIFIED)
        run("plan", "week")
        run("plan", "week", "next")
        run("undo")
        run("undo")
        assert content(tables) == {}
        run("redo")
        run("redo")
        assert "planned_visit" in content(tables)

    def test_what_was_made_of_a_planned_visit_by_hand_stays(self, run, sql):
        run("target", "add", "Acme")
        run("prospect", "promote", "Acme", *QUALIFIED)
        run("plan", "week")
        run("plan", "instruct", "Acme", "bring the sheet")
        run("undo")
        assert sql("SELECT count(*) FROM planned_visit") != [(0,)]

    def test_planning_again_is_meant(self, run):
        run("target", "add", "Acme")
        run("plan", "week")
        run("prospect", "promote", "Acme", *QUALIFIED)
        run("plan", "week", "--replan")
        assert "plan week --replan" in run("undo").out

    def test_a_look_cannot_be_taken_back_by_itself(self, run, refused):
        run("target", "add", "Acme")
        run("plan", "week")
        assert "no command that can be undone, but: look" in refused(4, "undo", "--of", "2")


class TestPeople:
    def test_undo_is_of_ones_own_last_command(self, by, sql):
        by("Ann", "target", "add", "Acme")
        by("Bob", "target", "add", "Bolt")
        by("Ann", "visit", "add", "Acme", "--outcome", "advance")
        assert by("Bob", "undo").out.startswith("Undone: target add Bolt")
        assert sql("SELECT name FROM target") == [("Acme",)]
        assert by("Bob", "redo").out.startswith("Redone: target add Bolt")

    def test_anothers_is_named_and_taken_back_only_so(self, by):
        by("Ann", "target", "add", "Acme")
        said = by("Bob", "undo", code=4).err
        assert "nothing of yours to undo; the last command, entry 1, is that of Ann: `salesctl undo --of 1`" in said
        assert by("Bob", "undo", "--of", "1").out.startswith("Undone what Ann did: target add Acme")
        assert "is undone already; `salesctl redo --of 1`" in by("Bob", "undo", "--of", "1", code=4).err
        assert by("Ann", "redo", "--of", "1").out.startswith("Redone what Bob did: target add Acme")

    def test_an_entry_whose_rows_were_changed_since_stays(self, by):
        by("Ann", "target", "add", "Acme")
        by("Bob", "target", "edit", "Acme", "--phone", "02 1")
        assert "no longer as it left it" in by("Ann", "undo", code=4).err
        assert "no longer as it left it" in by("Bob", "undo", "--of", "1", code=4).err

    def test_an_entry_that_others_built_on_stays(self, by, sql):
        by("Ann", "target", "add", "Acme")
        by("Bob", "visit", "add", "Acme", "--outcome", "advance")
        assert by("Ann", "undo", code=4).err.count("\n") == 1
        assert sql("SELECT count(*) FROM target") == [(1,)]

    def test_going_back_over_others_is_asked_about(self, by, sql):
        by("Ann", "target", "add", "Acme")
        by("Bob", "target", "add", "Bolt")
        by("Bob", "target", "add", "Core")
        assert "takes back 2 commands of Bob too; --yes does so" in by("Ann", "undo", "--to", "1", code=2).err
        assert sql("SELECT count(*) FROM target") == [(3,)]
        by("Ann", "undo", "--to", "1", "--yes")
        assert sql("SELECT name FROM target") == [("Acme",)]

    def test_going_back_over_ones_own_is_not(self, by):
        by("Ann", "target", "add", "Acme")
        by("Ann", "target", "add", "Bolt")
        by("Ann", "undo", "--to", "1")

    @pytest.mark.parametrize("verb", ["undo", "redo"])
    def test_an_entry_there_is_none_of(self, by, verb):
        by("Ann", "target", "add", "Acme")
        assert "the journal has no entry 9" in by("Ann", verb, "--of", "9", code=3).err


def test_what_the_options_before_the_noun_hold_is_kept_nowhere(run, home):
    secret = home / "secret-place"
    secret.mkdir()
    (secret / "config.toml").write_text("capacity = 9\n")
    before = ("--db", str(secret / "store.db"), f"--config={secret / 'config.toml'}", "--today", "2026-11-25")
    run(*before, "target", "add", "Acme")
    run(*before, "visit", "add", "Acme", "--outcome", "advance")
    run(*before, "undo")
    run(*before, "db", "backup")
    with sqlite3.connect(secret / "store.db") as connection:
        kept = "\n".join(connection.iterdump())
    assert "secret-place" not in kept
    assert "2026-11-25" not in "".join(row[0] for row in connection.execute("SELECT words FROM command"))
    assert "visit add Acme --outcome advance" in kept
