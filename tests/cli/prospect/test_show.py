"""One prospect, with what its visits say."""

from salesctl.domain.visit import SaleFields


def test_interest_and_step_follow_the_visits_while_it_is_open(run, promote, visit, shown):
    visit("2026-11-20", interest="convinced", step="close")
    promote()
    assert (shown("Acme Ltd")["interest"], shown("Acme Ltd")["step"]) == ("strong", None)
    visit("2026-11-23", at="16:00", interest="slight", step="present")
    visit("2026-11-23", at="09:00", interest="none", step="survey")
    assert (shown("Acme Ltd")["interest"], shown("Acme Ltd")["step"]) == ("slight", "present")
    run("--today", "2026-11-25", "prospect", "lose", "Acme Ltd", "--reason", "timing")
    visit("2026-11-26", interest="committed", step="close")
    assert (shown("Acme Ltd")["interest"], shown("Acme Ltd")["step"]) == ("slight", "present")


def test_an_interest_that_a_visit_overrides_is_said(run, promote, visit):
    visit("2026-11-23", interest="slight")
    said = "Warning: a visit since 2026-11-23 tells the interest: slight."
    assert said in promote().err
    assert said in run("prospect", "edit", "Acme Ltd", "--interest", "committed").err


def test_satisfaction_follows_an_order_that_pleased(run, promote, visit, shown, insert):
    promote()
    insert(SaleFields(sold_on="2026-11-24", amount=1, target_id=1, rep_id=1, prospect_id=1))
    visit("2026-11-24", satisfaction=5)
    assert shown("Acme Ltd")["aidmas"] == "desire"
    visit("2026-12-01", satisfaction=4)
    assert shown("Acme Ltd")["aidmas"] == "satisfaction"


def test_the_card_reads_well(run, promote):
    promote("Acme Ltd", "--product", "MG", "--amount", "96000", "--current", "3 [days]", "--desired", "1 day")
    card = run("prospect", "show", "Acme Ltd").out.splitlines()
    assert "Product    MG 特製" in card
    assert "Amount     96,000.00" in card
    assert "Gaps       who decides (authority) is not known yet" in card
    assert "Current    3 [days]" in card


def test_csv_holds_the_gaps_as_one_cell(run, promote):
    promote()
    (card,) = run("prospect", "show", "Acme Ltd", "--format", "csv").csv
    assert card["gaps"] == "who decides (authority) is not known yet; no figure for the gap (current, desired)"
