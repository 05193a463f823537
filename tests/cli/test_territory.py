"""Territories and their blocks, as they are kept."""

import pytest
from cli.rows import prospect, sale, visit


@pytest.fixture
def north(run):
    run("territory", "add", "North", "--block", "Harbour", "--block", "Old Town", "--block", "車站")


def blocks(run, territory="North"):
    return [row["block"] for row in run("territory", "show", territory, "-f", "json").json]


def listed(run, name):
    (row,) = (row for row in run("territory", "list", "-f", "json").json if row["name"] == name)
    return row


def test_a_new_territory_is_stored_with_its_blocks_in_order(run, sql):
    run("territory", "add", "Country")
    focus = ("--approach", "focused", "--focus", " industry = Retail ")
    added = run(
        "territory", "add", "North", "--parent", "country", *focus, "--block", "Z", "--block", "A", "--note", "x"
    )
    assert added.out == "Territory 2 North added.\n"
    row = listed(run, "North")
    assert [row[key] for key in ("parent", "approach", "focus", "blocks", "note")] == [
        *("Country", "focused", "industry=Retail"),
        ["Z", "A"],
        "x",
    ]
    assert sql("SELECT name, position FROM block ORDER BY id") == [("Z", 1), ("A", 2)]
    assert listed(run, "Country")["approach"] == "concentrated"


def test_blocks_are_added_at_the_end_renamed_and_ordered(run, north):
    run("territory", "edit", "North", "--block", "Campus", "--block", "Airport")
    assert blocks(run) == ["Harbour", "Old Town", "車站", "Campus", "Airport"]
    run("territory", "edit", "North", "--order", "campus, 車站,HARBOUR")
    assert blocks(run) == ["Campus", "車站", "Harbour", "Old Town", "Airport"]
    run("territory", "edit", "North", "--rename-block", "車站=Station, west", "--rename-block", "Harbour=harbour")
    run("territory", "edit", "North", "--block", "Mall", "--order", 'Mall, "Station, west"')
    assert blocks(run) == ["Mall", "Station, west", "Campus", "harbour", "Old Town", "Airport"]


def test_editing_changes_the_territory_and_clears_what_is_empty(run, north):
    run("territory", "add", "Country")
    run("territory", "edit", "North", "--parent", "Country", "--approach", "focused", "--focus", "class=A")
    run("territory", "edit", "North", "--rename", "北區", "--note", "by the sea")
    row = listed(run, "北區")
    assert [row[key] for key in ("parent", "approach", "focus", "note")] == [
        *("Country", "focused", "class=A", "by the sea")
    ]
    run("territory", "edit", "北區", "--parent", "", "--focus", "", "--note", "", "--approach", "extensive")
    row = listed(run, "北區")
    assert [row[key] for key in ("parent", "approach", "focus", "note")] == [None, "extensive", None, None]


@pytest.fixture
def worked(run, north, insert):
    """North with targets of every status; one is without a block, one was dropped, three were visited."""
    for name, block in [
        ("Ann", "Harbour"),
        ("Ben", "Harbour"),
        ("Cat", "Harbour"),
        ("Dan", "Harbour"),
        ("Eva", "車站"),
    ]:
        run("target", "add", name, "--territory", "North", "--block", block)
    run("target", "add", "Fay", "--territory", "North")
    run("target", "add", "Gus", "--territory", "South")
    insert(prospect(2), sale(3))
    insert(visit(2, "2026-11-03"), visit(2, "2026-11-05"), visit(3, "2026-11-04"), visit(4, "2026-11-09"))
    run("target", "drop", "Dan", "--reason", "moved away")


COUNTS = ("targets", "open", "prospects", "customers", "dropped", "visited", "last_visit")


def test_blocks_show_how_far_they_are_worked(run, worked):
    rows = run("territory", "show", "North", "-f", "json").json
    assert [(row["position"], row["block"], *(row[key] for key in COUNTS)) for row in rows] == [
        (1, "Harbour", 3, 1, 1, 1, 1, 2, "2026-11-09"),
        (2, "Old Town", 0, 0, 0, 0, 0, 0, None),
        (3, "車站", 1, 1, 0, 0, 0, 0, None),
        (None, None, 1, 1, 0, 0, 0, 0, None),
    ]
    shown = run("territory", "show", "North").out
    assert [line.split() for line in shown.splitlines()[:2]] == [["Id", "1"], ["Name", "North"]]
    assert "(no block)" in shown


def test_territories_are_listed_with_their_counts(run, worked):
    north, south = run("territory", "list", "-f", "json").json
    assert [north[key] for key in COUNTS] == [5, 3, 1, 1, 1, 2, "2026-11-09"]
    assert [south[key] for key in COUNTS] == [1, 1, 0, 0, 0, 0, None]
    assert [row["name"] for row in run("territory", "list", "--limit", "1", "-f", "json").json] == ["North"]


def test_a_territory_in_use_stays(run, north, refused, insert):
    run("territory", "add", "Coast", "--parent", "North")
    assert "territory 'North' is in use by 1 territory;" in refused(4, "territory", "drop", "North")
    run("target", "add", "Acme", "--territory", "Coast", "--block", "Pier")
    run("target", "add", "Beta", "--territory", "Coast")
    assert "territory 'Coast' is in use by 2 targets;" in refused(4, "territory", "drop", "Coast")
    run("target", "edit", "Acme", "--territory", "")
    run("target", "edit", "Beta", "--territory", "")
    insert(sale(1, territory_id=2))
    assert "territory 'Coast' is in use by 1 sale;" in refused(4, "territory", "drop", "Coast")


def test_a_dropped_territory_takes_its_blocks_and_undo_brings_both_back(run, north, tables):
    before = tables(journal=False)
    assert run("territory", "drop", "North").out == "Territory 1 North dropped.\n"
    assert not tables()["territory"]
    assert not tables()["block"]
    run("undo")
    assert tables(journal=False) == before


def test_a_territory_is_never_part_of_itself(run, refused):
    run("territory", "add", "A")
    run("territory", "add", "B", "--parent", "A")
    run("territory", "add", "C", "--parent", "B")
    for parent in ("A", "B", "C"):
        assert "cannot be part of itself" in refused(4, "territory", "edit", "A", "--parent", parent)
    run("territory", "edit", "C", "--parent", "A")


def test_names_are_given_once(run, north, refused):
    run("territory", "add", "South")
    assert "'North' is territory 1 already" in refused(4, "territory", "add", "ＮＯＲＴＨ")
    assert "'North' is territory 1 already" in refused(4, "territory", "edit", "South", "--rename", "north")
    assert "has a block 'harbour' already" in refused(4, "territory", "edit", "North", "--block", "harbour")
    assert "has a block 'x' already" in refused(4, "territory", "add", "West", "--block", "X", "--block", "x")
    assert "has a block '車站' already" in refused(4, "territory", "edit", "North", "--rename-block", "Harbour=車站")
    run("territory", "edit", "South", "--block", "Harbour")  # another territory's Harbour is another block


@pytest.mark.parametrize(
    ("code", "options", "words"),
    [
        (2, ("--focus", "colour=red"), "one of industry, size, class, form, use"),
        (2, ("--focus", "industry"), "FIELD=VALUE"),
        (2, ("--focus", "industry="), "FIELD=VALUE"),
        (2, ("--approach", "lazy"), "'lazy' is not one of"),
        (2, ("--rename", ""), "name"),
        (2, ("--block", " "), "name"),
        (2, ("--block", "a\nb"), "control character"),
        (2, ("--order", "Harbour,harbour"), "names a block twice"),
        (2, ("--rename-block", "Harbour"), "give OLD=NEW"),
        (2, ("--rename-block", "Harbour="), "name"),
        (3, ("--order", "Harbour,Moon"), "no block 'Moon'; its blocks are: Harbour, Old Town, 車站"),
        (3, ("--rename-block", "Moon=Sun"), "no block 'Moon'"),
        (3, ("--parent", "Moon"), "no territory 'Moon'"),
    ],
)
def test_a_bad_value_is_refused_with_all_that_came_with_it(north, refused, code, options, words):
    assert words in refused(code, "territory", "edit", "North", "--note", "new", "--block", "New", *options)


@pytest.mark.parametrize("what", [("show",), ("edit", "--note=x"), ("drop",)], ids=lambda what: what[0])
def test_an_unknown_or_ambiguous_name_is_refused(run, north, refused, what):
    run("territory", "add", "Northeast")
    assert "no territory 'Moon'" in refused(3, "territory", *what, "Moon")
    assert "1 North, 2 Northeast" in refused(3, "territory", *what, "nor")


def test_an_empty_list_says_what_to_do(run):
    assert run("territory", "list").err == "No territories yet; `salesctl territory add` makes one.\n"
