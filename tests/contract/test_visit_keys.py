"""The keys of visits in JSON and CSV: scripts rely on them."""

LIST = (
    "id target_id name rep visited_on at minutes mode met key_person purpose step impression interest outcome current"
    " desired benefits objections competitor terms discount signal satisfaction pair order_amount next_on next_purpose"
    " note recorded_at"
)
CARD = f"{LIST} consequence gain reaction orders planned external_id"


def test_the_keys_of_visits(run):
    run("visit", "add", "Acme", "--outcome", "advance", "--new")
    for command, keys in (("list", LIST), ("show 1", CARD)):
        (row,) = run("visit", *command.split(), "--format", "json").json
        assert list(row) == keys.split()
        assert run("visit", *command.split(), "--format", "csv").out.splitlines()[0] == keys.replace(" ", ",")


BRIEF = (
    "target_id name prospect_id product grade temperature amount decide_by planned_id planned_on planned_at purpose"
    " expected person person_why money authority need gaps step visits last_visit impression interests current desired"
    " gap consequence gain objections competitor terms materials cases account references prepared open closed"
    " provoking closing best_person gatekeeper risk benefit"
)


def test_the_keys_of_a_brief(run):
    run("target", "add", "Acme")
    (row,) = run("visit", "prep", "Acme", "--format", "json").json
    assert list(row) == BRIEF.split()
    assert run("visit", "prep", "Acme", "--format", "csv").out.splitlines()[0] == BRIEF.replace(" ", ",")
