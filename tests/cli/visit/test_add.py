"""Recording a visit: what is stored, what is said, what is refused."""

import pytest


def test_name_and_outcome_are_enough(run, acme, listed):
    added = run("visit", "add", "acme", "--outcome", "advance")
    assert added.out == "Visit 1 Acme Ltd: advance, in person.\n"
    assert added.err == ""
    (row,) = listed()
    given = {name: value for name, value in row.items() if value not in (None, [])}
    assert given == {
        "id": 1,
        "target_id": 1,
        "name": "Acme Ltd",
        "rep": "me",
        "visited_on": "2026-11-23",
        "mode": "in-person",
        "outcome": "advance",
        "key_person": False,
        "recorded_at": "2026-11-23T12:00:00Z",
    }


EVERYTHING = {
    "--at": "9:5",
    "--minutes": "45",
    "--mode": "phone",
    "--purpose": "初次拜訪",
    "--step": "survey",
    "--impression": "=cmd|' /C calc'!A0",
    "--interest": "strong",
    "--current": "[red]40 min[/red] per order",
    "--desired": "10 min; less is better",
    "--competitor": "Beta cut prices",
    "--terms": "30 days",
    "--signal": "asked for delivery dates",
    "--satisfaction": "4",
    "--pair": "Lin",
    "--note": "two\nlines",
}


def test_every_option_is_kept_as_it_was_given(run, acme, listed):
    options = [part for pair in EVERYTHING.items() for part in pair]
    run("visit", "add", "Acme Ltd", "--outcome", "continuation", *options)
    expected = {flag.removeprefix("--"): value for flag, value in EVERYTHING.items()}
    expected |= {"at": "09:05", "minutes": 45, "satisfaction": 4}
    (row,) = listed()
    assert {name: row[name] for name in expected} == expected


def test_what_only_the_card_shows(run, acme, visit):
    visit("--consequence", "late orders", "--gain", "two hours a day", "--reaction", "not interested")
    (card,) = run("visit", "show", "1", "--format", "json").json
    assert (card["consequence"], card["gain"], card["reaction"]) == ("late orders", "two hours a day", "not interested")


def test_lists_and_percentages_have_one_form_for_scripts(acme, visit, listed):
    visit("--benefit", "two heads -> half the time", "--benefit", "quiet", "--discount", "7.5%")
    (row,) = listed()
    assert row["benefits"] == ["two heads -> half the time", "quiet"]
    assert row["discount"] == 0.075


def test_objections_have_kinds_causes_and_an_end(acme, visit, listed):
    visit("--objection", "price/unclear:too dear: by far", "--objection", "no-time", "--objection", "other：太遠")
    said = visit(
        "--objection", "competitor", "--resolved", "price", "--resolved", "competitor", "--resolved", "no-time"
    )
    assert "resolved: price; resolved: competitor; resolved: no-time" in said.out
    second, first = listed()
    assert first["objections"] == [
        "price/unclear:too dear: by far (resolved)",
        "no-time (resolved)",
        "other:太遠",
    ]
    assert second["objections"] == ["competitor (resolved)"]


def test_resolving_what_was_never_heard_is_said(run, acme, visit):
    assert "no open objection about price to resolve" in visit("--resolved", "price").out


def test_people_met_become_contacts_once(acme, visit, listed, sql):
    first = visit("--met", "Ann Lee", "--met", "王經理=slight")
    assert "new contact Ann Lee, new contact 王經理" in first.out
    second = visit("--met", "ann lee", "--met", "王", "--met", "Ann Lee")
    assert "new contact" not in second.out
    assert "'王' is 王經理" in second.out
    assert sql("SELECT name FROM contact") == [("Ann Lee",), ("王經理",)]
    assert [row["met"] for row in listed()] == [["Ann Lee", "王經理"], ["Ann Lee", "王經理=slight"]]


def test_a_name_that_fits_two_people_is_refused(run, acme, visit, refused):
    visit("--met", "Ann Lee", "--met", "Ann Wu")
    said = refused(3, "visit", "add", "Acme", "--outcome", "advance", "--met", "Ann")
    assert "Ann Lee" in said
    assert "Ann Wu" in said


@pytest.mark.parametrize(("roles", "key"), [((), False), (("--role", "money"), True), (("--role", "need"), False)])
def test_the_key_person_follows_from_the_roles(run, acme, visit, listed, roles, key):
    run("contact", "add", "Acme Ltd", "Ann", *roles)
    visit("--met", "Ann")
    assert listed()[0]["key_person"] is key


def test_the_key_person_can_be_said(acme, visit, listed):
    visit("--key-person")
    assert listed()[0]["key_person"] is True


def test_weekdays_lie_behind(acme, visit, listed):
    assert visit("--on", "fri").out == "Visit 1 Acme Ltd: advance, in person, 2026-11-20.\n"
    visit("--on", "mon", "--at", "23:59")
    assert [row["visited_on"] for row in listed()] == ["2026-11-23", "2026-11-20"]


@pytest.mark.parametrize(
    ("code", "options", "reason"),
    [
        (2, ("--on", "2026-11-24"), "2026-11-24 is still to come"),
        (2, ("--on", "tomorrow"), "still to come"),
        (2, ("--on", "1999-12-31"), "before 2000"),
        (2, ("--on", "2026-02-30"), "there is no date 2026-02-30"),
        (2, ("--next", "2026-11-22"), "must come after"),
        (2, ("--next", "today"), "must come after"),
        (2, ("--on", "2026-11-09", "--next", "2026-11-20"), "has passed"),
        (2, ("--next-at", "10:00"), "--next-at needs --next"),
        (2, ("--next-with", "Ann"), "--next-with needs --next"),
        (2, ("--minutes", "0"), "greater than or equal to 1"),
        (2, ("--minutes", "-5"), "not a whole number"),
        (2, ("--satisfaction", "6"), "less than or equal to 5"),
        (2, ("--discount", "101"), "less than or equal to 100"),
        (2, ("--discount", "nan"), "nan"),
        (2, ("--discount", "x"), "cannot read the percentage 'x'"),
        (2, ("--at", "25:00"), "cannot read the time"),
        (2, ("--mode", "fax"), "'fax' is not one of in-person"),
        (2, ("--objection", "weather"), "'weather' is not one of price"),
        (2, ("--objection", "price/weather"), "'weather' is not one of misunderstood"),
        (2, ("--met", "Ann=much"), "'much' is not one of none"),
        (2, ("--note", "a\x00b"), "control character"),
        (2, ("--order", "100"), "outcome 'order', not 'advance'"),
        (3, ("--outcome", "order", "--order", "Nix=100"), "there is no product 'Nix'"),
        (2, ("--outcome", "order", "--order", "GTX Pro=-1"), "cannot be negative"),
        (2, ("--outcome", "order"), "needs --order"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(acme, refused, code, options, reason):
    assert reason in refused(code, "visit", "add", "Acme Ltd", "--outcome", "advance", *options)


def test_a_script_is_never_asked(acme, refused):
    assert "needs NAME and --outcome (order, advance, continuation, no-sale)" in refused(2, "visit", "add")
    assert "needs --outcome" in refused(2, "visit", "add", "Acme Ltd")
    assert "needs NAME" in refused(2, "visit", "add", "--outcome", "advance")


def test_an_unknown_target_is_refused_unless_new(run, acme, refused, sql):
    assert "no target 'Gamma'" in refused(3, "visit", "add", "Gamma", "--outcome", "advance")
    added = run("visit", "add", "Gamma", "--outcome", "advance", "--new", "--rep", "Lin")
    assert added.out == "Visit 1 Gamma: advance, in person. (new target; new rep Lin)\n"
    assert sql("SELECT t.name, r.name FROM target t JOIN rep r ON r.id = t.rep_id WHERE t.id = 2") == [("Gamma", "Lin")]


def test_new_uses_the_target_of_that_very_name_and_no_other(run, acme, sql):
    assert "new target" not in run("visit", "add", "ＡＣＭＥ ltd", "--outcome", "advance", "--new").out
    assert "new target" not in run("visit", "add", "1", "--outcome", "advance", "--new").out
    near = run("visit", "add", "Acme Lt", "--outcome", "advance", "--new")
    assert "new target" in near.out
    assert "Warning: nearly the same name as 1 Acme Ltd" in near.err
    assert sql("SELECT count(*) FROM target") == [(2,)]


def test_several_in_one_building_are_one_command(run, acme, sql, tables):
    run("target", "add", "Beta")
    before = tables(journal=False)
    both = run("visit", "add", "Acme", "Beta", "--outcome", "no-sale", "--next", "2026-12-01", "--note", "lobby")
    assert both.out.splitlines() == [
        "Visit 1 Acme Ltd: no-sale, in person. (next: 2026-12-01)",
        "Visit 2 Beta: no-sale, in person. (next: 2026-12-01)",
    ]
    assert sql("SELECT target_id, note FROM visit") == [(1, "lobby"), (2, "lobby")]
    run("undo")
    assert tables(journal=False) == before


@pytest.mark.parametrize(
    "options",
    [("--met", "Ann"), ("--next", "2026-12-01", "--next-with", "Ann"), ("--outcome", "order", "--order", "1")],
)
def test_what_belongs_to_one_customer_is_not_given_to_several(run, acme, refused, options):
    run("target", "add", "Beta")
    said = refused(2, "visit", "add", "Acme", "Beta", "--outcome", "advance", *options)
    assert "cannot be the same for several targets" in said


def test_one_bad_name_among_several_writes_nothing(acme, refused):
    refused(3, "visit", "add", "Acme", "Nobody", "--outcome", "advance")
    assert "named twice" in refused(2, "visit", "add", "Acme", "1", "--outcome", "advance")


def test_a_dropped_target_is_refused(run, acme, refused):
    run("target", "drop", "Acme", "--reason", "closed")
    assert "was dropped on 2026-11-23; `salesctl target edit 1 --reopen`" in refused(
        4, "visit", "add", "Acme", "--outcome", "advance"
    )


def test_a_colleagues_target_is_allowed_and_said(run, listed):
    run("target", "add", "Beta", "--rep", "Lin")
    assert run("visit", "add", "Beta", "--outcome", "advance").out == (
        "Visit 1 Beta: advance, in person. (owner: Lin; new rep me)\n"
    )
    assert "owner" not in run("visit", "add", "Beta", "--outcome", "advance", "--rep", "Lin").out
    assert [row["rep"] for row in listed()] == ["Lin", "me"]


def test_an_empty_option_counts_as_not_given(acme, visit, listed):
    visit("--step", "", "--met", "", "--on", "", "--mode", "", "--next", "", "--pair", "")
    (row,) = listed()
    assert (row["step"], row["met"], row["mode"], row["visited_on"]) == (None, [], "in-person", "2026-11-23")


class TestWarnings:
    """What the sales method doubts is said and never refused."""

    def test_closing_without_interest(self, acme, visit):
        assert visit("--step", "close", "--interest", "slight").err.startswith(
            "Warning: Acme Ltd: closing while interest is slight"
        )
        assert "closing while interest is slight" in visit("--step", "close").err
        assert visit("--step", "close", "--interest", "convinced").err == ""

    def test_presenting_before_a_need_is_known(self, acme, visit):
        assert "presenting before a need is known" in visit("--step", "present").err
        visit("--desired", "10 minutes")
        assert visit("--step", "present").err == ""

    def test_a_prospects_need_is_known(self, acme, visit, promote):
        promote("--need", "two lines")
        assert "presenting" not in visit("--step", "present").err

    def test_a_discount_for_nothing(self, run, acme, visit):
        assert "a discount of 7.5 % without an agreement to order" in visit("--discount", "7.5").err
        assert run("visit", "add", "Acme", "--order", "100", "--discount", "7.5").err == ""
