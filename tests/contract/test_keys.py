"""The keys of every view: scripts rely on their names and their order. A new view is one more line here."""

import sqlite3

import pytest

# What fills the store, so that every view below has a row.
SETUP = [
    ("territory", "add", "North", "--block", "Harbour"),
    ("target", "add", "Acme", "--territory", "North", "--block", "Harbour"),
    ("contact", "add", "Acme", "Ann", "--role", "money"),
    ("product", "add", "GTX"),
]

TARGET = "id name territory block site industry size class method status rep address phone lat lon tags last_visit"
PRODUCT = "id name price_level feature_level list_price margin external_id"
SALE = "id date target product territory rep amount external_id"
COUNTS = "targets open prospects customers dropped visited last_visit"

PLAN_KEPT = "planned done extra missed attainment adherence"
METRICS = (
    f"accounts {PLAN_KEPT} reach coverage visits in_person field_days call_rate hit_rate key_person_rate minutes"
    " customer_time estimated_share satisfaction orders amount repeat_order_rate"
)

KEYS = {
    "target list": TARGET,
    "target show Acme": f"{TARGET} kind parent form use source external_id added_on dropped_on drop_reason",
    "contact list": "id target_id target name title roles phone email note last_met",
    "territory list": f"id name parent approach focus blocks {COUNTS} note",
    "territory show North": f"id position block {COUNTS}",
    "product list": PRODUCT,
    "product show GTX": f"{PRODUCT} open_prospects sales sold last_sale",
    "plan month": "grade week required planned done",
    "plan week --what-if A=2": "case needed capacity utilisation placed deferred reach",
    "sale list": SALE,
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
