"""Intel: what was learnt of competitors, the market and customers, and the timeline of competitors."""

import pytest
from cli.rows import prospect
from rich.cells import cell_len


@pytest.fixture
def known(run, prepared):
    """Four notes: on Canon at Acme, on Canon anywhere, on the market of North, and on the customer 台北捷運."""

    def fill():
        run("target", "add", "Acme", "--territory", "North")
        run("target", "add", "台北捷運")
        run("intel", "add", "cut its price", "--competitor", "Canon", "--target", "Acme", "--source", "customer")
        run("intel", "add", "new series", "--competitor", "Canon Europe", "--on", "2026-11-01", "--source", "press")
        run("intel", "add", "市場成長 8%", "--territory", "North", "--nature", "quantitative", "--on", "2026-11-20")
        run("intel", "add", "moves in May", "--target", "捷運", "--rep", "Lin")

    prepared("intel", fill)


def test_a_note_is_stored(run, sql):
    run("target", "add", "Acme", "--territory", "North")
    command = "intel add text --competitor Canon --target Acme --territory North --on 2026-11-02"
    said = run(*command.split()).out
    assert said == "Intel 1 added: competitor Canon at Acme in North, 2026-11-02.\n"
    assert sql("SELECT * FROM intel") == [
        (1, "2026-11-02", "competitor", "qualitative", "rep", "Canon", 1, 1, 1, "text")
    ]


def test_a_market_lies_in_its_territory(run):
    run("territory", "add", "台北")
    said = run("intel", "add", "市場成長 8%", "--territory", "台北").out
    assert said.startswith("Intel 1 added: market in 台北, 2026-11-23.")


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (["--competitor", "Canon", "--target", "Acme", "--territory", "North"], "competitor"),
        (["--target", "Acme", "--territory", "North"], "customer"),
        (["--territory", "North"], "market"),
        (["--territory", "North", "--kind", "customer"], "customer"),
    ],
)
def test_the_kind_follows_from_what_it_is_about(run, sql, options, kind):
    run("target", "add", "Acme", "--territory", "North")
    run("intel", "add", "text", *options)
    assert sql("SELECT kind FROM intel") == [(kind,)]


@pytest.mark.parametrize(
    ("code", "options", "words"),
    [
        (2, ["text"], "what is it about?"),
        (2, ["text", "--kind", "market", "--on", "tomorrow"], "still to come"),
        (2, [" ", "--kind", "market"], "text"),
        (2, ["text", "--kind", "rumour"], "rumour"),
        (3, ["text", "--target", "Nobody"], "there is no target"),
        (3, ["text", "--territory", "Nowhere"], "there is no territory"),
    ],
)
def test_what_cannot_be_intel_is_refused(run, refused, code, options, words):
    run("target", "add", "Acme")
    assert words in refused(code, "intel", "add", *options)


def test_notes_are_listed_the_newest_first(run, known):
    for options, ids in [
        ([], [4, 1, 3, 2]),
        (["--kind", "competitor"], [1, 2]),
        (["--nature", "quantitative"], [3]),
        (["--source", "press"], [2]),
        (["--competitor", "canon"], [1, 2]),
        (["--competitor", "europe"], [2]),
        (["--target", "Acme"], [1]),
        (["--territory", "North"], [1, 3]),
        (["--from", "2026-11-02", "--to", "2026-11-22"], [3]),
        (["--rep", "Lin"], [4]),
        (["--limit", "1"], [4]),
    ]:
        assert [row["id"] for row in run("intel", "list", *options, "-f", "json").json] == ids, options


def test_notes_are_searched(run, known):
    assert [row["id"] for row in run("intel", "search", "成長", "-f", "json").json] == [3]
    assert [row["kind"] for row in run("intel", "search", "acme", "-f", "json").json] == []


def test_a_note_is_shown_changed_and_dropped(run, known, sql, refused):
    assert "市場成長 8%" in run("intel", "show", "3").out
    said = run("intel", "edit", "1", "--target", "", "--text", "cut by 5%", "--source", "web", "--rep", "Lin").out
    assert said == "Intel 1 changed: competitor Canon, 2026-11-23.\n"
    row = sql("SELECT text, source, target_id, rep_id, competitor FROM intel WHERE id = 1")
    assert row == [("cut by 5%", "web", None, 2, "Canon")]
    assert "still to come" in refused(2, "intel", "edit", "1", "--on", "2026-12-01")
    run("intel", "drop", "1")
    assert "there is no intel 1" in refused(3, "intel", "show", "1")
    run("undo")
    assert sql("SELECT count(*) FROM intel") == [(4,)]


def test_intel_goes_with_its_target_and_keeps_its_territory(run, known, sql, refused):
    assert "1 intel" in refused(4, "territory", "drop", "North")
    run("target", "merge", "Acme", "捷運")
    assert sql("SELECT id FROM intel WHERE target_id = 2 ORDER BY id") == [(1,), (4,)]


@pytest.fixture
def rivalry(run, known, insert, prepared):
    """What competitors did at Acme: in place since October, a move told at a visit, one prospect lost to Ricoh."""

    def fill():
        insert(
            prospect(1, competitor="Canon Europe", opened_on="2026-10-05"),
            prospect(
                1,
                opened_on="2026-09-01",
                status="lost",
                closed_on="2026-11-10",
                lost_to="Ricoh",
                loss_reason="price",
                product_id=None,
            ),
        )
        run(
            *("visit", "add", "Acme", "--outcome", "advance", "--on", "2026-11-12"),
            *("--competitor", "Ricoh 降價一成", "--reaction", "not impressed"),
        )

    prepared("rivalry", fill)


def timeline(run, *args):
    rows = run("intel", "timeline", *args, "-f", "json").json
    return [(row["date"], row["source"], row["competitor"], row["what"], row["reaction"]) for row in rows]


def test_the_timeline_of_a_target(run, rivalry):
    assert timeline(run, "Acme") == [
        ("2026-11-23", "intel", "Canon", "cut its price", None),
        ("2026-11-12", "visit", None, "Ricoh 降價一成", "not impressed"),
        ("2026-11-10", "prospect", "Ricoh", "won it (price)", None),
        ("2026-11-01", "intel", "Canon Europe", "new series", None),
        ("2026-10-05", "prospect", "Canon Europe", "in place", None),
    ]


def test_the_timeline_of_a_competitor(run, rivalry):
    assert [row[1:3] for row in timeline(run, "--competitor", "ricoh")] == [("visit", None), ("prospect", "Ricoh")]
    assert [row[0] for row in timeline(run, "--competitor", "canon")] == ["2026-11-23", "2026-11-01", "2026-10-05"]
    assert [row[0] for row in timeline(run, "Acme", "--competitor", "ricoh", "--limit", "1")] == ["2026-11-12"]
    assert timeline(run, "捷運") == []
    assert "nothing is known" in run("intel", "timeline", "捷運").err.lower()
    assert "whose timeline?" in run("intel", "timeline", code=2).err


def test_the_tables_fit_the_terminal(run, rivalry, monkeypatch):
    for width in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        for command in (["list"], ["timeline", "Acme"]):
            printed = run("intel", *command).out
            assert max(map(cell_len, printed.splitlines())) <= width
            assert "cut its price" in printed
