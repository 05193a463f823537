"""Qualifying a target."""

import pytest

QUALIFIED = ("--money", "in the budget", "--need", "two more lines")


def test_a_target_that_qualifies_is_promoted(promote, listed, shown, run):
    options = ("--product", "gtx", "--amount", "96,000.50", "--decide-by", "2026-12-15", "--type", "add-on")
    opened = promote("acme", *options, "--authority", "Ann Lee")
    assert opened.out == "Prospect 1 Acme Ltd (GTX Pro) A/hot opened. (new contact Ann Lee)\n"
    (row,) = listed()
    assert row == {
        "id": 1,
        "target_id": 1,
        "name": "Acme Ltd",
        "product": "GTX Pro",
        "grade": "A",
        "temperature": "hot",
        "type": "add-on",
        "amount": 96000.5,
        "decide_by": "2026-12-15",
        "horizon": "next-month",
        "interest": "strong",
        "status": "open",
        "rep": "me",
        "last_visit": None,
        "due_on": "2026-11-23",
        "next_on": None,
        "next_purpose": None,
        "closed_on": None,
        "loss_reason": None,
        "lost_to": None,
        "retry_on": None,
    }
    card = shown("acme")
    assert (card["money"], card["need"], card["authority"]) == ("in the budget", "two more lines", "Ann Lee")
    assert (card["aidmas"], card["opened_on"]) == ("desire", "2026-11-23")
    assert run("target", "list", "--status", "prospect", "--format", "json").json[0]["name"] == "Acme Ltd"


def test_whatever_is_lacking_is_named_in_one_line(run, acme, sql):
    refused = run("prospect", "promote", "Acme Ltd", "--grade", "A", "--authority", "Ann", "--rep", "Lin", code=2)
    assert "lacks buying power (money), a need, interest of at least slight;" in refused.err
    refused = run("prospect", "promote", "Acme Ltd", "--grade", "A", *QUALIFIED, "--interest", "none", code=2)
    assert "lacks interest of at least slight;" in refused.err
    # Nothing half-written: neither the contact nor the rep named in passing.
    assert sql("SELECT (SELECT count(*) FROM prospect), (SELECT count(*) FROM contact), count(*) FROM rep") == [
        (0, 0, 1)
    ]


def test_interest_may_come_from_the_latest_visit(run, acme, visit, shown):
    visit("2026-11-02", interest="none")
    visit("2026-11-05", interest="convinced")
    visit("2026-11-09")
    run("prospect", "promote", "Acme Ltd", "--grade", "B", *QUALIFIED)
    assert shown("Acme Ltd")["interest"] == "convinced"


def test_force_needs_a_reason_and_keeps_it(run, acme, shown):
    bare = ("prospect", "promote", "Acme Ltd", "--grade", "C")
    assert "--force and --reason TEXT go together" in run(*bare, "--force", code=2).err
    assert "--force and --reason TEXT go together" in run(*bare, "--reason", "big name", code=2).err
    forced = run(*bare, "--force", "--reason", "big name")
    assert "Gap: buying power (money) is not known yet.\nGap: the need is not known yet.\n" in forced.err
    assert shown("Acme Ltd")["forced_reason"] == "big name"


def test_who_decides_is_a_gap_until_known(run, promote, shown):
    gap = "who decides (authority) is not known yet"
    assert f"Gap: {gap}.\n" in promote().err
    assert f"Gap: {gap}: Acme Ltd.\n" in run("prospect", "list").err
    assert gap in shown("Acme Ltd")["gaps"]
    run("contact", "add", "Acme Ltd", "王小明", "--role", "authority")
    assert gap not in run("prospect", "list").err
    assert shown("Acme Ltd")["authority"] == "王小明"


def test_many_gaps_are_counted(run, promote):
    for number in range(5):
        run("target", "add", f"Beta {number}")
        promote(f"Beta {number}")
    assert "Beta 0, Beta 1, Beta 2 and 2 more.\n" in run("prospect", "list").err


def test_a_name_with_several_prospects_is_told_once(run, promote):
    promote()
    promote("Acme Ltd", "--product", "gtx")
    assert run("prospect", "list").err == "Gap: who decides (authority) is not known yet: Acme Ltd.\n"


def test_a_known_contact_decides_from_now_on(run, promote, sql):
    run("contact", "add", "Acme Ltd", "Ms Chen", "--role", "money")
    opened = promote("Acme Ltd", "--authority", "chen")
    assert opened.out == "Prospect 1 Acme Ltd A/cold opened.\n"
    assert sql("SELECT role FROM contact_role WHERE contact_id = 1 ORDER BY role") == [("authority",), ("money",)]
    # A new name is no misspelling of a known one.
    assert "new contact Ms Chan" in promote("Acme Ltd", "--product", "gtx", "--authority", "Ms Chan").out


def test_one_undo_takes_a_promotion_back_as_a_whole(run, promote, sql):
    promote("Acme Ltd", "--authority", "Ann Lee", "--rep", "Lin")
    run("undo")
    counts = "SELECT (SELECT count(*) FROM prospect), (SELECT count(*) FROM contact_role), count(*) FROM contact"
    assert sql(counts) == [(0, 0, 0)]


def test_a_prospect_is_open_once_for_a_product(promote, listed):
    promote("Acme Ltd", "--product", "GTX Pro")
    again = promote("Acme Ltd", "--product", "GTX Pro", code=4)
    assert "'Acme Ltd' has the open prospect 1 for GTX Pro already" in again.err
    promote()
    assert "has the open prospect 2 already" in promote(code=4).err
    assert [row["product"] for row in listed()] == ["GTX Pro", None]


def test_a_dropped_target_is_not_promoted(run, promote):
    run("target", "drop", "Acme Ltd", "--reason", "closed down")
    assert "`salesctl target edit 1 --reopen` takes it back" in promote(code=4).err


def test_the_rep_is_the_owner_unless_given(run, promote, listed):
    run("target", "add", "Beta", "--rep", "Lin")
    promote("Beta")
    promote("Acme Ltd", "--rep", "Wu")
    assert {row["name"]: row["rep"] for row in listed()} == {"Beta": "Lin", "Acme Ltd": "Wu"}
    assert [row["name"] for row in listed("--rep", "wu")] == ["Acme Ltd"]


def test_a_decision_date_is_ahead_or_warned_about(promote, listed):
    assert "is before 2000" in promote("Acme Ltd", "--decide-by", "1999-12-31", code=2).err
    assert "Warning: the decision date 2026-11-01 has passed." in promote("Acme Ltd", "--decide-by", "2026-11-01").err
    assert promote("Acme Ltd", "--product", "gtx", "--decide-by", "mon").code == 0
    assert [row["decide_by"] for row in listed()] == ["2026-11-01", "2026-11-30"]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--amount", "-5", "negative"),
        ("--temp", "lukewarm", "is not one of hot, warm, cold"),
        ("--cadence", "99", "cadence"),
        ("--cadence", "often", "whole number of visits"),
        ("--decide-by", "2026-02-30", "no date 2026-02-30"),
        ("--note", "\x07", "control character"),
    ],
)
def test_a_bad_value_is_refused(promote, sql, option, value, said):
    assert said in promote("Acme Ltd", option, value, code=2).err
    assert sql("SELECT count(*) FROM prospect") == [(0,)]


@pytest.mark.parametrize(("name", "product"), [("Nobody", "GTX Pro"), ("Acme Ltd", "Nothing")])
def test_an_unknown_name_is_refused(promote, name, product):
    promote(name, "--product", product, code=3)
