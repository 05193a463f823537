"""The opportunity assessment and the lines of the three steps; today is 2026-11-23."""

import pytest

ALL = ("--size", "4", "--relationship", "3", "--timing", "2", "--customer-resources", "5", "--our-resources", "3")


def listed(run):
    (row,) = run("account", "list", "-f", "json").json
    return row["total"], row["assessed"], row["weakest"]


def test_an_assessment_has_a_total_and_a_weakest_point(run, acme, sql):
    assert listed(run) == (None, 0, [])
    said = run("account", "assess", "Acme", *ALL, "--note", "timing= the budget = in May")
    assert said.out == "Acme Ltd assessed: total 17 of 25, weakest: decision timing.\n"
    assert listed(run) == (17, 5, ["timing"])
    assert sql("SELECT factor, score, note FROM assessment ORDER BY id") == [
        ("size", 4, None),
        ("relationship", 3, None),
        ("timing", 2, "the budget = in May"),
        ("customer-resources", 5, None),
        ("our-resources", 3, None),
    ]


def test_a_factor_left_out_keeps_its_last_score(run, acme, monkeypatch, sql):
    run("account", "assess", "Acme", *ALL)
    monkeypatch.setenv("SALESCTL_TODAY", "2026-12-01")
    said = run("account", "assess", "Acme", "--timing", "4").out
    assert "total 19 of 25, weakest: relationship base, our resources." in said
    assert listed(run) == (19, 5, ["our-resources", "relationship"])
    assert sql("SELECT score FROM assessment WHERE factor = 'timing' ORDER BY assessed_on") == [(2,), (4,)]
    (row,) = [line for line in run("account", "show", "Acme").out.splitlines() if line.startswith("decision timing")]
    assert row.split()[2:] == ["4", "██████████░░", "2", "2026-12-01"]


def test_a_second_assessment_of_a_day_replaces_the_first(run, acme, sql):
    run("account", "assess", "Acme", "--size", "4", "--note", "size=two plants")
    assert "total 2 of 5, weakest: size and scope." in run("account", "assess", "Acme", "--size", "2").out
    assert sql("SELECT score, note FROM assessment") == [(2, None)]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--size", "0"), "--size"),
        (("--our-resources", "6"), "less than or equal to 5"),
        (("--size", "x"), "--size"),
        ((), "give at least one score from 1 to 5"),
        (("--size", "3", "--note", "timing=late"), "a note on timing needs its score: give --timing too"),
        (("--size", "3", "--note", "price=late"), "give FACTOR=TEXT with one of size,"),
        (("--size", "3", "--note", "size"), "give FACTOR=TEXT"),
        (("--size", "3", "--on", "+1d"), "still to come"),
    ],
)
def test_a_bad_assessment_is_refused(acme, refused, args, words):
    assert words in refused(2, "account", "assess", "Acme", *args)


def test_the_lines_of_the_three_steps(run, acme, sql):
    assert (
        run("account", "success", "Acme", "deliver in a day").out == "Line 1 (success) of Acme Ltd: deliver in a day\n"
    )
    run("account", "duty", "Acme", " keep stock\nfor two weeks ")
    run("account", "goal", "Acme", "second line", "--short")
    run("account", "goal", "Acme", "only supplier", "--long")
    run("account", "tactic", "Acme", "看工廠")
    run("account", "tactic", "Acme", "design together", "--strategy")
    assert sql("SELECT point, text, added_on FROM account_point ORDER BY id") == [
        ("success", "deliver in a day", "2026-11-23"),
        ("duty", "keep stock\nfor two weeks", "2026-11-23"),
        ("short-term", "second line", "2026-11-23"),
        ("long-term", "only supplier", "2026-11-23"),
        ("tactic", "看工廠", "2026-11-23"),
        ("strategy", "design together", "2026-11-23"),
    ]
    (row,) = run("account", "show", "Acme", "-f", "json").json
    assert (row["short_term"], row["tactic"]) == (["second line"], ["看工廠"])


def test_a_line_is_reworded_and_struck(run, acme, sql, refused):
    run("account", "goal", "Acme", "second line", "--short")
    assert run("account", "reword", "1", "third line").out == "Line 1 (short-term): third line\n"
    assert run("account", "strike", "1").out == "Line 1 (short-term) taken out: third line\n"
    assert sql("SELECT * FROM account_point") == []
    run("undo")
    assert sql("SELECT text FROM account_point") == [("third line",)]
    assert "there is no line 7" in refused(3, "account", "strike", "7")
    assert "there is no line 7" in refused(3, "account", "reword", "7", "x")
    assert "text: must say something" in refused(2, "account", "reword", "1", " ")
    assert "text: must say something" in refused(2, "account", "duty", "Acme", "")
    assert "Give --short or --long" in refused(2, "account", "goal", "Acme", "neither")
