"""The keys of every view: scripts rely on their names and their order. A new view is one more line here."""

import sqlite3

import pytest

# What fills the store, so that every view below has a row.
SETUP = [
    ("territory", "add", "North", "--block", "Harbour"),
    ("target", "add", "Acme", "--territory", "North", "--block", "Harbour"),
    ("contact", "add", "Acme", "Ann", "--role", "money"),
    ("product", "add", "GTX"),
    ("quota", "budget", "set", "North", "2026-12", "5000"),
    ("quota", "goal", "add", "Win back the hotels"),
    ("quota", "set", "2026", "5000"),
    ("intel", "add", "cut prices", "--competitor", "Rival", "--target", "Acme"),
]

TARGET = "id name territory block site industry size class method status rep address phone lat lon tags last_visit"
PRODUCT = "id name price_level feature_level list_price margin external_id"
SALE = "id date target product territory rep amount external_id"
COUNTS = "targets open prospects customers dropped visited last_visit"
WORKED = "visits orders amount penetration"
STRATEGY = "zone attack_order ease direction"
MARKET = (
    "market_customers area purchasing_power fixed_share value value_sum suggested suggested_why growth share"
    f" competitor_share market_size income retail population {STRATEGY} competition_note customer_note"
)

INTEL = "id date kind nature source competitor target_id target territory rep text"

PLAN_KEPT = "planned done extra missed attainment adherence"
METRICS = (
    f"accounts {PLAN_KEPT} reach coverage visits in_person field_days call_rate hit_rate key_person_rate minutes"
    " customer_time estimated_share satisfaction orders amount repeat_order_rate"
)

QUOTA = "quota actual attainment gap forecast"
SEGMENTS = "segment targets visited visits prospects orders hit_rate amount share"

KEYS = {
    "target list": TARGET,
    "target show Acme": f"{TARGET} kind parent form use source external_id added_on dropped_on drop_reason",
    "contact list": "id target_id target name title roles phone email note last_met",
    "territory list": f"id name parent approach focus blocks {COUNTS} note {WORKED} {MARKET}",
    "territory show North": f"id position block {COUNTS} {WORKED} next",
    "territory matrix": f"id name growth share competitor_share {STRATEGY} missing",
    "product list": PRODUCT,
    "product show GTX": f"{PRODUCT} open_prospects sales sold last_sale",
    "product matrix": "id name feature_level price_level segment list_price margin orders amount missing",
    "quota budget list": "id territory month amount quota actual note",
    "quota goal list": "id year rep target text due_on status judged_on",
    "plan month": "grade week required planned done",
    "plan week --what-if A=2": "case needed capacity utilisation placed deferred reach",
    "plan week --why Acme": "name target_id week planned code reason",
    "sale list": SALE,
    "log": "id recorded_at rep kind command rows undone undoes",
    "log Acme": "id recorded_at rep command table row_id effect field old new",
    "log --id 1": "id recorded_at rep command table row_id effect field old new",
    "undo --dry-run": "id command table effect rows names",
    "db info": "path size revision currency created rows tables commands changes journal_since backups last_backup",
    "sale show 1": f"{SALE} visit_id prospect_id",
    "progress visits": f"grade week {PLAN_KEPT}",
    "progress visits --by rep": f"rep week {PLAN_KEPT}",
    "progress visits --by territory": f"territory week {PLAN_KEPT}",
    "progress visits --by mode": f"mode week {PLAN_KEPT}",
    "progress visits --by method": f"method week {PLAN_KEPT}",
    "progress metrics": f"week {METRICS}",
    "progress metrics --by month": f"month {METRICS}",
    "progress metrics --by rep": f"rep {METRICS}",
    "progress metrics --by territory": f"territory {METRICS}",
    "progress metrics --by grade": f"grade {METRICS}",
    "progress trend": f"week visits {PLAN_KEPT} call_rate hit_rate orders amount",
    "progress prospects": "grade hot hot_amount warm warm_amount cold cold_amount total total_amount",
    "progress funnel": "step count conversion of_targets",
    "progress quota": f"month product {QUOTA}",
    "progress quota --by product": f"product {QUOTA}",
    "progress quota --by territory": f"territory product {QUOTA}",
    "progress quota --by rep": f"rep product {QUOTA}",
    "progress quota --measure orders": f"month product {QUOTA}",
    "progress quota --summary": "year measure quota actual attainment remaining run_rate pace_needed pipeline expected"
    " forecast ahead_prospects measured_prospects coverage average_order hit_rate visits_needed slipped"
    " slipped_prospects undated undated_prospects unpriced_prospects why",
    "quota show 2026": "id year product territory rep month amount locked committed actual measure customer gap"
    " attainment unplaced status split_by weights parent_id",
    "quota suggest 2027": "view amount arithmetic inputs missing",
    "quota check 2026": "principle verdict evidence",
    "progress segments": SEGMENTS,
    "progress segments --by tag:need": SEGMENTS,
    "progress objections": "kind count resolved unresolved resolution_rate resolved_ordered resolved_order_rate"
    " unresolved_ordered unresolved_order_rate orders amount causes",
    "search acme": "kind id name date text score",
    "intel list": INTEL,
    "intel show 1": INTEL,
    "intel search prices": "kind id name date text score",
    "intel timeline Acme": "date source id target competitor what reaction",
}


@pytest.fixture
def filled(run, home):
    for command in SETUP:
        run(*command)
    connection = sqlite3.connect(home / "store.db")
    connection.execute("INSERT INTO sale (sold_on, amount, target_id, rep_id) VALUES ('2026-11-02', 100, 1, 1)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("command", KEYS)
def test_the_keys_of_a_view(run, filled, command):
    keys = KEYS[command].split()
    rows = run(*command.split(), "--format", "json").json
    assert rows
    assert [list(row) for row in rows] == [keys] * len(rows)
    assert run(*command.split(), "--format", "csv").out.splitlines()[0] == ",".join(keys)
