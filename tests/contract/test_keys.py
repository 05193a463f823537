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

KEYS = {
    "target list": TARGET,
    "target show Acme": f"{TARGET} kind parent form use source external_id added_on dropped_on drop_reason",
    "contact list": "id target_id target name title roles phone email note last_met",
    "territory list": f"id name parent approach focus blocks {COUNTS} note",
    "territory show North": f"id position block {COUNTS}",
    "product list": PRODUCT,
    "product show GTX": f"{PRODUCT} open_prospects sales sold last_sale",
    "sale list": SALE,
    "sale show 1": f"{SALE} visit_id prospect_id",
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
