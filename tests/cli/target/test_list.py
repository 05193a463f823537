"""The target list: narrowed, cut, in every format."""

import pytest
from cli.rows import prospect, sale, visit


def names(result):
    return [row["name"] for row in result.json]


@pytest.fixture
def market(run, insert):
    """Five targets: one of each status, in two territories, for two reps."""
    harbour = ("--territory", "North", "--block", "Harbour")
    run("target", "add", "Alpha", *harbour, "--industry", "Retail", "--tag", "vip", "--tag", "area:old")
    run("target", "add", "Beta", *harbour, "--rep", "Lin", "--address", "Main St 5")
    run("target", "add", "Gamma", "--territory", "South", "--industry", "retail", "--phone", "1")
    run("target", "add", "Delta", "--territory", "South")
    run("target", "add", "大同", "--rep", "Lin", "--address", "中山北路")
    insert(prospect(2), sale(3), prospect(3), visit(2, "2026-11-03"), visit(2, "2026-11-01"))
    run("target", "drop", "Delta", "--reason", "closed")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["Alpha", "Beta", "Delta", "Gamma", "大同"]),
        (("--territory", "nor"), ["Alpha", "Beta"]),
        (("--block", "HARBOUR"), ["Alpha", "Beta"]),
        (("--industry", "RETAIL"), ["Alpha", "Gamma"]),
        (("--status", "open"), ["Alpha", "大同"]),
        (("--status", "prospect"), ["Beta"]),
        (("--status", "customer"), ["Gamma"]),
        (("--status", "dropped"), ["Delta"]),
        (("--rep", "Lin"), ["Beta", "大同"]),
        (("--search", "LTA"), ["Delta"]),
        (("--search", "main st"), ["Beta"]),
        (("--search", "北路"), ["大同"]),
        (("--search", "%"), []),
        (("--tag", "area:old"), ["Alpha"]),
        (("--territory", "North", "--rep", "Lin"), ["Beta"]),
        (("--limit", "2"), ["Alpha", "Beta"]),
    ],
)
def test_targets_are_narrowed(run, market, options, expected):
    assert names(run("target", "list", *options, "-f", "json")) == expected


def test_the_last_visit_is_listed(run, market):
    listed = {row["name"]: row["last_visit"] for row in run("target", "list", "-f", "csv").csv}
    assert listed == {"Alpha": "", "Beta": "2026-11-03", "Delta": "", "Gamma": "", "大同": ""}


def test_a_cut_or_empty_list_says_so(run, market):
    assert run("target", "list", "--limit", "2").err == "The first 2; --limit shows more.\n"
    assert "salesctl target add" in run("target", "list", "--search", "zzz").err
    assert run("target", "list", "--search", "zzz", "-f", "json").json == []


def test_a_list_goes_to_a_file_as_it_would_to_the_screen(run, market, home):
    for form in ("table", "json", "csv", "md"):
        printed = run("target", "list", "-f", form)
        assert run("target", "list", "-f", form, "-o", str(home / "list")).out == ""
        assert (home / "list").read_bytes().decode() == printed.out


def test_a_single_rep_is_not_shown_in_the_table(run):
    run("target", "add", "Acme")
    assert "Rep" not in run("target", "list").out
    run("target", "add", "Bolt", "--rep", "Lin")
    assert "Rep" in run("target", "list").out
