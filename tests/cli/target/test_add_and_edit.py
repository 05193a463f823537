"""Adding targets and changing them."""

import pytest


def names(result):
    return [row["name"] for row in result.json]


def test_a_new_target_is_stored_and_listed(run, sql):
    added = run("target", "add", "Acme [Ltd]", "--territory", "North", "--block", "Harbour", "--tag", "area:old")
    assert added.out == "Target 1 Acme [Ltd] added. (new territory North, new rep me, new block Harbour)\n"
    (row,) = run("target", "list", "--format", "json").json
    assert row["name"] == "Acme [Ltd]"
    assert (row["territory"], row["block"], row["tags"], row["status"]) == ("North", "Harbour", ["area:old"], "open")
    assert sql("SELECT name FROM block") == [("Harbour",)]


def test_every_field_is_kept(run):
    run("target", "add", "Holding")
    options = {
        "territory": "北區",
        "block": "科學園區",
        "site": "Tower 1",
        "industry": "半導體",
        "size": "large",
        "class": "A",
        "method": "direct-mail",
        "address": "新竹市力行六路8號",
        "phone": "03 563 6688",
        "lat": "24.8",
        "lon": "-121.25",
        "rep": "Lin",
        "kind": "unit",
        "parent": "holding",
        "form": "GmbH",
        "use": "milling",
        "source": "fair",
        "external-id": "K-9",
    }
    typed = [part for name, value in options.items() for part in (f"--{name}", value)]
    run("target", "add", "第十二廠", *typed, "--tag", "b", "--tag", "a", "--tag", "b")
    (row,) = run("target", "show", "第十二", "-f", "json").json
    expected = {name.replace("-", "_"): value for name, value in options.items()}
    expected |= {"parent": "Holding", "lat": 24.8, "lon": -121.25, "tags": ["a", "b"], "added_on": "2026-11-23"}
    assert {name: row[name] for name in expected} == expected


def test_text_that_looks_like_code_stays_text(run, sql):
    name = "Robert'); DROP TABLE target;-- [bold]{x}"
    run("target", "add", name, "--address", "=1+1")
    assert sql("SELECT name, address FROM target") == [(name, "=1+1")]
    assert name in run("target", "list").out
    assert names(run("target", "list", "--search", "'); DROP", "-f", "json")) == [name]


def test_many_new_places_are_counted(run):
    made = run("target", "add", "Acme", "--territory", "N", "--block", "H", "--site", "S")
    assert made.out == "Target 1 Acme added. (1 new territory, 1 new site, 1 new rep, 1 new block)\n"


def test_a_near_name_and_the_same_phone_are_warned_about(run):
    run("target", "add", "Acme Limited", "--phone", "+886 2 2345-6789")
    warned = run("target", "add", "Acme Limited.", "--phone", "(02) 2345 6789")
    assert warned.out == "Target 2 Acme Limited. added.\n"
    assert warned.err == (
        "Warning: nearly the same name as 1 Acme Limited; if it is the same, `salesctl target merge`.\n"
        "Warning: the same phone number as 1 Acme Limited.\n"
    )
    assert run("target", "add", "Bolt", "--phone", "1").err == ""


def test_a_name_is_given_once_in_a_territory(run, refused):
    run("target", "add", "Acme", "--territory", "North", "--external-id", "7")
    run("target", "add", "Bolt", "--territory", "North")
    assert "'ACME' is target 1 already" in refused(4, "target", "add", "ACME", "--territory", "North")
    assert "'acme' is target 1 already" in refused(4, "target", "edit", "Bolt", "--rename", "acme")
    assert "external id '7' is that of target 1 Acme" in refused(4, "target", "add", "New", "--external-id", "7")
    assert "external id '7'" in refused(4, "target", "edit", "Bolt", "--external-id", "7")
    run("target", "add", "Acme", "--territory", "South")
    assert "'Acme' is target 3 already" in refused(4, "target", "edit", "1", "--territory", "South")
    run("target", "drop", "1", "--reason", "closed")
    assert "dropped 2026-11-23; `target edit 1 --reopen`" in refused(4, "target", "add", "Acme", "--territory", "North")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--lat", "91"), "--lat"),
        (("--lon", "-180.1"), "--lon"),
        (("--lat", "north"), "--lat"),
        (("--class", "D"), "'D' is not one of A, B, C"),
        (("--method", "mail"), "'mail' is not one of canvass"),
        (("--kind", "person"), "--kind"),
        (("--block", "Harbour"), "needs a territory"),
        (("--phone", "1\x002"), "control character"),
        (("--industry", "x" * 201), "industry"),
        (("--tag", ""), "tag"),
    ],
)
def test_a_bad_value_is_refused(run, refused, options, words):
    run("target", "add", "Acme")
    assert words in refused(2, "target", "edit", "Acme", "--size", "big", *options)
    assert words in refused(2, "target", "add", "Bolt", *options)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\x1b[31mb", "x" * 201])
def test_a_bad_name_is_refused(run, refused, name):
    run("target", "add", "Acme")
    assert refused(2, "target", "add", name).startswith("Error: name")
    assert refused(2, "target", "edit", "Acme", "--rename", name).startswith("Error: name")


def test_editing_changes_clears_and_tags(run, sql):
    run("target", "add", "Acme", "--phone", "02 1", "--class", "A", "--tag", "vip", "--tag", "old", "--parent", "")
    changes = ("--rename", "Äcme", "--phone", "", "--class", "", "--size", "big", "--tag", "new", "--untag", "old")
    assert run("target", "edit", "Acme", *changes, "--tag", "vip").out == "Target 1 Äcme changed.\n"
    (row,) = run("target", "list", "-f", "json").json
    assert [row[key] for key in ("name", "phone", "class", "size", "tags")] == [
        "Äcme",
        None,
        None,
        "big",
        ["new", "vip"],
    ]
    assert sql("SELECT name_key, phone_key FROM target") == [("äcme", None)]


def test_a_target_is_never_a_unit_of_itself(run, refused):
    run("target", "add", "Holding")
    run("target", "add", "Branch", "--parent", "Holding")
    for parent in ("Holding", "Branch"):
        assert "cannot be part of itself" in refused(4, "target", "edit", "Holding", "--parent", parent)


def test_moving_to_another_territory_leaves_the_block_behind(run):
    run("target", "add", "Acme", "--territory", "North", "--block", "Harbour")
    run("target", "edit", "Acme", "--territory", "South")
    (row,) = run("target", "list", "-f", "json").json
    assert (row["territory"], row["block"]) == ("South", None)
    run("target", "edit", "Acme", "--block", "Campus")
    (row,) = run("target", "list", "-f", "json").json
    assert (row["territory"], row["block"]) == ("South", "Campus")
