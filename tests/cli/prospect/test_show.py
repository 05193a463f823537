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
    said = "Warning: the visits since 2026-11-23 tell another interest, which counts: slight."
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
    card = [" ".join(line.split()) for line in run("prospect", "show", "Acme Ltd").out.splitlines()]
    assert card[0] == "Acme Ltd"
    for line in (
        *("Product MG 特製", "Amount 96,000.00", "Gaps who decides (authority) is not known yet", "Current 3 [days]"),
        *("Need two more lines", "Desired 1 day", "Gap -2", "Next visit not planned yet"),
    ):
        assert line in card


def test_the_page_tells_of_the_target_and_its_other_prospects(run, promote, visit):
    run("target", "edit", "Acme Ltd", "--phone", "02 2345 6789")
    promote("Acme Ltd", "--product", "MG")
    promote("Acme Ltd", "--product", "GTX Pro", grade="C")
    visit("2026-11-20", interest="slight")
    visit("2026-11-23", interest="strong", impression="keen <b>")
    page = run("prospect", "show", "Acme Ltd", "--product", "MG").out
    assert "Phone       02 2345 6789" in page
    assert "Trend       ▂▄ slight → strong" in page
    assert "keen <b>" in page
    prospects = page.partition("\nOpen prospects\n")[2].partition("\n\n")[0]
    assert "GTX Pro" in prospects
    assert "MG" not in prospects


def test_the_page_of_a_closed_prospect_says_only_what_still_holds(run, promote):
    promote("Acme Ltd", "--decide-by", "2026-12-01")
    assert "Temp " in run("prospect", "show", "Acme Ltd").out
    run("prospect", "lose", "Acme Ltd", "--reason", "price")
    page = run("prospect", "show", "Acme Ltd").out
    assert "Lost for        price\n" in page
    assert "Temp " not in page
    assert "Horizon " not in page


def test_csv_holds_the_gaps_as_one_cell(run, promote):
    promote()
    (card,) = run("prospect", "show", "Acme Ltd", "--format", "csv").csv
    assert card["gaps"] == "who decides (authority) is not known yet; no figure for the gap (current, desired)"
