"""What a target's name on the command line stands for."""

import pytest


def names(result):
    return [row["name"] for row in result.json]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Acme", "Acme"),  # exact, though it is the beginning of others
        ("2", "Acme Labs"),  # an id
        ("4", "4"),  # a name wins over an id
        ("ａｃｍｅ  LABS", "Acme Labs"),  # case, width and spaces do not matter
        ("acme t", "Acme Trading"),  # the beginning
        ("rading", "Acme Trading"),  # a part
        ("電路", "臺灣積體電路"),
        (" Acme ", "Acme"),
    ],
)
def test_a_name_stands_for_one_target(run, typed, found):
    for name in ("Acme", "Acme Labs", "Acme Trading", "臺灣積體電路", "4"):
        run("target", "add", name)
    shown = run("target", "show", typed, "-f", "json")
    assert names(shown) == [found]
    assert shown.err == ""


def test_a_close_spelling_is_taken_when_it_is_alone_and_said(run, refused):
    run("target", "add", "Meridian Foods")
    shown = run("target", "show", "Meridain Foods", "-f", "json")
    assert (names(shown), shown.err) == (["Meridian Foods"], "Taking 'Meridain Foods' for Meridian Foods.\n")
    run("target", "add", "Meridien Foods")
    assert "fits several target names" in refused(3, "target", "show", "Meridain Foods")


def test_an_ambiguous_name_lists_who_it_may_be(run, refused):
    run("target", "add", "Acme", "--territory", "North")
    run("target", "add", "Acme", "--territory", "South")
    for verb in (("show",), ("edit", "--size", "big"), ("drop", "--reason", "x"), ("merge", "2")):
        line = refused(3, "target", verb[0], "acme", *verb[1:])
        assert "1 Acme (North), 2 Acme (South)" in line
    for number in range(12):
        run("target", "add", f"Branch {number}")
    assert refused(3, "target", "show", "branch").count("Branch") == 10


@pytest.mark.parametrize(
    "args",
    [
        ("show", "Nobody Inc"),
        ("show", "99"),
        ("show", ""),
        ("edit", "Nobody Inc", "--size", "big"),
        ("edit", "Acme", "--parent", "Nobody Inc"),
        ("add", "New", "--parent", "Nobody Inc"),
        ("drop", "Nobody Inc", "--reason", "x"),
        ("merge", "Acme", "Nobody Inc"),
        ("list", "--territory", "Moon"),
        ("list", "--rep", "Zoe"),
        ("assign", "--to", "Lin", "--territory", "Moon"),
    ],
)
def test_an_unknown_name_is_refused(run, refused, args):
    run("target", "add", "Acme")
    assert refused(3, "target", *args).startswith("Error: there is no ")
