"""What refers to a row, whatever the table: merged, let go of, or a reason to keep the row. And the log follows it."""

from contextlib import closing

import pytest
from store.example import a_value, example

from salesctl.errors import Conflict
from salesctl.services import log, merge
from salesctl.services.contacts import drop_contact
from salesctl.services.products import drop_product
from salesctl.services.territories import drop_territory
from salesctl.services.visit_changes import drop_visit
from salesctl.store.check import Table, described, references
from salesctl.store.queries.log import LogFilter, list_changes
from salesctl.store.sqlite.opening import open_store


def columns(*tables: str) -> list[str]:
    """Return every column that refers to one of the tables."""
    return [f"{user.name}.{column}" for table in tables for user, column in references(table)]


@pytest.fixture
def store(home):
    opened = open_store(home / "store.db", command_line="a test's own rows")
    with closing(opened.lane), opened.transaction():
        yield opened


def row(store, table, row_id):
    return store.one(f"SELECT * FROM {table} WHERE id = :id", {"id": row_id})


@pytest.mark.parametrize("name", columns("target"))
def test_what_refers_to_a_target_follows_it_into_another(store, name):
    table, column = name.split(".")
    source, into = (example(store, "target")["id"] for _ in range(2))
    user = example(store, table, {column: source})
    merge.merge_targets(store, source, into)
    assert row(store, table, user["id"])[column] == into


@pytest.mark.parametrize("name", columns("contact"))
def test_what_refers_to_a_person_follows_them(store, name):
    table, column = name.split(".")
    source, into = (example(store, "target")["id"] for _ in range(2))
    known, twin = (example(store, "contact", {"target_id": at, "name_key": "ann"})["id"] for at in (source, into))
    user = example(store, table, {column: known})
    merge.merge_targets(store, source, into)
    assert row(store, table, user["id"])[column] == twin


@pytest.mark.parametrize("name", [name for name, field in Table("target").fields.items() if "optional" in field])
def test_what_only_the_other_target_knew_is_kept(store, name):
    field = Table("target").fields[name]
    source, into = (example(store, "target")["id"] for _ in range(2))
    value = example(store, field["refers"])["id"] if "refers" in field else a_value(field)
    store.update(Table("target").changes({name: value}), source)
    kept = merge.merge_targets(store, source, into)
    assert kept[name] == (None if f"target.{name}" in merge.ON_PURPOSE else value)


def test_what_is_not_merged_on_purpose_is_there():
    known = {f"{table}.{column}" for table, said in described().items() for column in said["fields"]}
    assert set(merge.ON_PURPOSE) <= known
    assert all(merge.ON_PURPOSE.values())


STAYS = {
    "account_case": "is closed, not deleted",
    "account_plan": "is closed, not deleted",
    "planned_visit": "is cancelled together with what makes it good",
    "prospect": "is closed, not deleted",
    "quota": "goes with all its parts",
    "rep": "stays in what they did",
    "site": "stays, be it empty",
}
"""What is referred to and cannot be dropped alone, and why."""


def test_whatever_is_referred_to_can_be_dropped_or_stays_for_a_reason():
    fields = [field for said in described().values() for field in said["fields"].values()]
    dropped = {"product", "territory", "block", "contact", "visit", "target"}
    assert {field["refers"] for field in fields if "refers" in field} == dropped | set(STAYS)


GOES_ALONG = {"block.territory_id": "blocks are parts of their territory"}
"""What is deleted with what it refers to, and why."""


@pytest.mark.parametrize("name", columns("product", "territory", "block"))
def test_what_is_in_use_is_not_dropped(store, name):
    table, column = name.split(".")
    referred = Table(table).fields[column]["refers"]
    used = example(store, referred)
    example(store, table, {column: used["id"]})
    drop = {"product": drop_product, "territory": drop_territory, "block": drop_territory}[referred]
    dropped = used["territory_id"] if referred == "block" else used["id"]
    if name in GOES_ALONG:
        drop(store, dropped)
        assert row(store, referred, dropped) is None
        return
    with pytest.raises(Conflict, match=f"is in use by 1 {table.replace('_', ' ')}"):
        drop(store, dropped)


@pytest.mark.parametrize("name", columns("contact", "visit"))
def test_what_others_only_mention_is_dropped(store, name):
    table, column = name.split(".")
    field = Table(table).fields[column]
    used = example(store, field["refers"])["id"]
    user = example(store, table, {column: used})["id"]
    {"contact": drop_contact, "visit": drop_visit}[field["refers"]](store, used)
    assert row(store, field["refers"], used) is None
    left = row(store, table, user)
    assert left is None or left[column] is None


@pytest.mark.parametrize("name", columns("rep", "territory", "block", "site", "target", "contact", "product"))
def test_the_log_names_what_a_column_refers_to(store, name):
    table, column = name.split(".")
    named = example(store, Table(table).fields[column]["refers"])
    example(store, table, {column: named["id"]})
    shown = log.list_fields(store, LogFilter(table=table), None, 100, {})
    assert (column.removesuffix("_id"), named["name"]) in {(line["field"], line["new"]) for line in shown}


@pytest.mark.parametrize("table", sorted(described()))
def test_the_log_writes_money_as_money(store, table):
    money = [column for column, field in Table(table).fields.items() if "money" in field]
    example(store, table, dict.fromkeys(money, 450))
    shown = {line["field"]: line["new"] for line in log.list_fields(store, LogFilter(table=table), None, 100, {})}
    assert {column: shown[column] for column in money} == dict.fromkeys(money, "4.50")


def test_an_amount_is_money():
    """An integer that may be as large as an amount of money says that it is one."""
    fields = [field for said in described().values() for field in said["fields"].values()]
    assert all(field.get("money") for field in fields if field.get("maximum") == 10**15)


@pytest.mark.parametrize("table", sorted(described()))
def test_the_log_of_a_target_follows_all_that_belongs_to_it(store, table):
    fields = Table(table).fields
    if "target_id" in fields:
        target = example(store, "target")["id"]
        user = example(store, table, {"target_id": target})
    else:
        parts = [name for name, field in fields.items() if "target_id" in Table(field.get("refers", "rep")).fields]
        if not parts:
            return
        whole = example(store, fields[parts[0]]["refers"], {"target_id": example(store, "target")["id"]})
        target = whole["target_id"]
        user = example(store, table, {parts[0]: whole["id"]})
    changes = list_changes(store, LogFilter(), target, 1000)
    assert (table, user["id"]) in {(change["table"], change["row_id"]) for change in changes}
