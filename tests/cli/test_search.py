"""`salesctl search`: one command over targets, contacts, the notes of visits and intel."""

import pytest
from rich.cells import cell_len

from salesctl.errors import StoreError
from salesctl.store.sqlite import search as index


@pytest.fixture
def noted(run, prepared):
    def fill():
        run("target", "add", "Acme Copiers", "--address", "12 Harbour Road", "--tag", "vip", "--territory", "North")
        run("target", "add", "台北捷運公司", "--address", "臺北市中山北路", "--rep", "Lin")
        run("contact", "add", "Acme", "José Núñez", "--title", "採購經理", "--email", "jose@acme.example")
        run("visit", "add", "Acme", "--outcome", "advance", "--note", "影印機太貴，比較ＧＴＸ", "--on", "2026-11-20")
        run("visit", "add", "捷運", "--outcome", "advance", "--note", "wants a copier", "--objection", "price:too dear")
        run("intel", "add", "Rival sells copiers at 9%", "--competitor", "Rival", "--target", "Acme")

    prepared("searched", fill)


def found(run, *args):
    rows = run("search", *args, "-f", "json").json
    return [(row["kind"], row["id"]) for row in rows]


ACME, MRT, JOSE = ("target", 1), ("target", 2), ("contact", 1)
COMPARED, WANTED, RIVAL = ("visit", 1), ("visit", 2), ("intel", 1)


WORDS = [
    (["copier"], [ACME, WANTED, RIVAL]),
    (["影"], [COMPARED]),
    (["印機"], [COMPARED]),
    (["機印"], []),
    (["gtx"], [COMPARED]),
    (["中山"], [MRT]),
    (["JOSE", "nunez"], [JOSE]),
    (["jose 採購"], [JOSE]),
    (["vip"], [ACME]),
    (["dear"], [WANTED]),
    (["copier", "harbour"], [ACME]),
    (["opier"], []),
    (["copier", "--kind", "visit", "--kind", "intel"], [WANTED, RIVAL]),
    (["copier", "--rep", "Lin"], []),
    (["公司", "--rep", "Lin"], [MRT]),
    (["jose", "--rep", "me"], [JOSE]),
    (["jose", "--rep", "Lin"], []),
    (["copier", "--limit", "1"], [ACME]),
    (['"'], []),
    (["copier OR harbour"], []),
    (["name:copier"], []),
    (["* ^ - (copier"], [ACME, WANTED, RIVAL]),
]


def test_words_are_found(run, noted):
    for words, hits in WORDS:
        assert sorted(found(run, *words)) == sorted(hits), words


def test_a_hit_tells_where_and_what(run, noted):
    (row,) = run("search", "gtx", "-f", "json").json
    assert 0 < row.pop("score") < 100
    assert row == {
        "kind": "visit",
        "id": 1,
        "name": "Acme Copiers",
        "date": "2026-11-20",
        "text": "影印機太貴，比較ＧＴＸ",
    }
    assert "影印機太貴，比較«ＧＴＸ»" in run("search", "gtx").out
    assert "«" not in run("search", "gtx", "-f", "csv").out
    assert "José Núñez" in run("search", "jose", "-f", "md").out


def test_names_come_before_notes(run, noted):
    assert found(run, "copier")[0] == ACME


def test_a_long_note_is_cut_around_the_word(run, noted):
    run("visit", "add", "Acme", "--outcome", "advance", "--note", f"{'before ' * 30}needle {'after ' * 30}")
    (row,) = run("search", "needle", "-f", "json").json
    assert row["text"].startswith("...")
    assert row["text"].endswith("...")
    assert row["text"].startswith("...before before before needle after"), "whole words"
    assert len(row["text"]) <= 102


def test_the_hits_fit_the_terminal(run, noted, monkeypatch):
    for width in (50, 60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        printed = run("search", "copier").out
        assert max(map(cell_len, printed.splitlines())) <= width
        assert "Acme" in printed


def test_what_is_undone_is_not_found(run, noted):
    assert found(run, "wants") == [WANTED]
    run("visit", "edit", "2", "--note", "has enough")
    assert found(run, "wants") == []
    run("undo")
    assert found(run, "wants") == [WANTED]
    run("visit", "drop", "2")
    assert found(run, "wants") == []


def test_what_is_imported_is_found(run, noted, home):
    assert found(run, "needle") == []
    rows = "".join(f"Imported {number},Street {number}\n" for number in range(500))
    (home / "targets.csv").write_text(f"name,address\n{rows}Hidden,Needle Lane\n", encoding="utf-8")
    run("import", "targets", str(home / "targets.csv"))
    assert found(run, "needle") == [("target", 503)]
    assert len(found(run, "imported", "--limit", "1000")) == 500
    run("undo")
    assert found(run, "imported") == []


def test_nothing_found_is_no_error(run, noted):
    result = run("search", "zeppelin", "-f", "json")
    assert result.json == []
    assert result.err == "Nothing holds 'zeppelin'; try fewer words, or the beginning of one.\n"
    assert "The first 1; --limit shows more." in run("search", "copier", "--limit", "1").err


def test_a_store_that_cannot_be_written_is_searched_as_it_was(run, noted, monkeypatch):
    def fail(*_):
        raise StoreError("the store cannot be written")

    monkeypatch.setattr(index, "bring_up_to_date", fail)
    assert "the store cannot be written" in run("search", "gtx", code=5).err


def test_an_older_index_serves_where_it_cannot_be_renewed(run, noted, home, monkeypatch):
    assert found(run, "gtx") == [COMPARED]
    run("visit", "add", "Acme", "--outcome", "advance", "--note", "gtx again")

    def fail(*_):
        raise StoreError("the store cannot be written")

    monkeypatch.setattr(index, "bring_up_to_date", fail)
    result = run("search", "gtx", "-f", "json")
    assert [row["id"] for row in result.json] == [1]
    assert result.err == "Warning: what was written last may be missing: the store cannot be written.\n"
