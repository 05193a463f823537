"""The segments of the target list, by every field of a target."""

import shlex

import pytest
from cli.rows import prospect, sale, visit

from salesctl.domain.progress import SegmentBy

FIELDS = [by for by in SegmentBy if by is not SegmentBy.TAG]


TARGETS = (
    """target add Acme --territory North --block Harbour --industry Retail --class A --method canvass --form Ltd
        --size large --use office --tag need:speed""",
    """target add 大同 --territory South --block Harbour --industry retail --rep Lin --tag need:價格 --tag need:speed
        --tag vip""",
    "target add Ritz --territory North --industry 旅館 --kind unit --tag 'need: speed'",
    "target add Nil",
    "target drop Nil --reason closed",
)


@pytest.fixture
def market(run, insert, prepared):
    """Two retailers, a hotel and one nobody knows a thing of; Lin's is in the South; one order came by itself."""

    def fill():
        for command in TARGETS:
            run(*shlex.split(command))
        insert(
            visit(1, "2026-10-01", outcome="order"),
            visit(1, "2026-11-02"),
            visit(1, "2026-11-03"),
            visit(2, "2026-11-03", outcome="order", rep_id=1),
            sale(1, "2026-10-01", 1000, visit_id=1),
            sale(1, "2026-10-01", 500, visit_id=1),
            sale(2, "2026-11-03", 200, visit_id=4, territory_id=1),
            sale(3, "2026-11-05", 50),
            prospect(3),
            prospect(1),
            prospect(1, status="lost", closed_on="2026-11-02"),
        )

    prepared("segments", fill)


def segments(run, *options, keys=("segment", "targets")):
    return [tuple(row[key] for key in keys) for row in run("progress", "segments", *options, "-f", "json").json]


def test_an_industry_shows_what_was_made_of_it(run, market):
    assert run("progress", "segments", "-f", "json").json == [
        {
            "segment": "Retail",
            "targets": 2,
            "visited": 2,
            "visits": 4,
            "prospects": 1,
            "orders": 3,
            "hit_rate": 0.5,
            "amount": 17.0,
            "share": 0.971429,
        },
        {
            "segment": "旅館",
            "targets": 1,
            "visited": 0,
            "visits": 0,
            "prospects": 1,
            "orders": 1,
            "hit_rate": None,
            "amount": 0.5,
            "share": 0.028571,
        },
        {
            "segment": None,
            "targets": 1,
            "visited": 0,
            "visits": 0,
            "prospects": 0,
            "orders": 0,
            "hit_rate": None,
            "amount": 0.0,
            "share": 0.0,
        },
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("form", [("Ltd", 1), (None, 3)]),
        ("size", [("large", 1), (None, 3)]),
        ("use", [("office", 1), (None, 3)]),
        ("territory", [("North", 2), ("South", 1), (None, 1)]),
        ("block", [("North: Harbour", 1), ("South: Harbour", 1), (None, 2)]),
        ("class", [("A", 1), (None, 3)]),
        ("kind", [("company", 3), ("unit", 1)]),
        ("method", [("canvass", 1), (None, 3)]),
        ("status", [("customer", 3), ("dropped", 1)]),
        ("tag:need", [("speed", 2), ("speed + 價格", 1), (None, 1)]),
        ("tag:vip", [(None, 4)]),
    ],
)
def test_targets_are_cut_by(run, market, by, expected):
    assert segments(run, "--by", by) == expected


@pytest.mark.parametrize("by", [*FIELDS, "tag:need"])
def test_every_cut_adds_up_to_the_target_list(run, market, by):
    rows = run("progress", "segments", "--by", by, "-f", "json").json
    told = {key: sum(row[key] for row in rows) for key in ("targets", "visited", "visits", "prospects", "orders")}
    assert told == {"targets": 4, "visited": 2, "visits": 4, "prospects": 2, "orders": 4}
    assert sum(row["amount"] for row in rows) == 17.5
    assert sum(row["share"] for row in rows) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--from", "2026-11-01"), [("Retail", 2, 3, 1, 2.0), ("旅館", 1, 0, 1, 0.5), (None, 1, 0, 0, 0.0)]),
        (("--to", "2026-10-31"), [("Retail", 2, 1, 2, 15.0), (None, 1, 0, 0, 0.0), ("旅館", 1, 0, 0, 0.0)]),
        (("--from", "2026-11-03", "--to", "2026-11-03", "--limit", "1"), [("Retail", 2, 2, 1, 2.0)]),
        (("--rep", "Lin"), [("retail", 1, 1, 1, 2.0)]),
        (("--territory", "North"), [("Retail", 1, 3, 2, 15.0), ("旅館", 1, 0, 1, 0.5)]),
        (("--territory", "South", "--rep", "me"), []),
    ],
)
def test_segments_are_narrowed(run, market, options, expected):
    found = segments(run, *options, keys=("segment", "targets", "visits", "orders", "amount"))
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_a_share_is_of_all_sales_even_where_the_list_is_cut(run, market):
    assert segments(run, "--by", "block", "--limit", "1", keys=("share",)) == [(0.857143,)]
    assert "The first 1; --limit shows more." in run("progress", "segments", "--limit", "1").err


def test_the_table_draws_the_shares_as_bars(run, market):
    table = run("progress", "segments").out
    assert "██████  97%" in table
    assert "(none)" in table
    assert "█" not in run("progress", "segments", "-f", "csv").out


@pytest.mark.parametrize(
    ("code", "options"),
    [
        (2, ("--by", "colour")),
        (2, ("--by", "tag")),
        (2, ("--by", "tag:")),
        (2, ("--by", "industry:retail")),
        (2, ("--limit", "0")),
        (3, ("--territory", "Moon")),
        (3, ("--rep", "Zoe")),
    ],
)
def test_what_cannot_be_cut_is_refused(market, refused, code, options):
    assert refused(code, "progress", "segments", *options).startswith("Error: ")


def test_an_empty_list_says_what_to_do(run):
    assert "`salesctl target add`" in run("progress", "segments").err
