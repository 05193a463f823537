"""The keys of prospects in JSON and CSV: scripts rely on them."""

LIST = (
    "id target_id name product grade temperature type amount decide_by horizon interest status rep last_visit due_on"
    " next_on next_purpose"
)
REASONS = "closed_on loss_reason lost_to retry_on"
CARD = (
    f"{LIST} gaps money need authority competitor current desired gap consequence gain step aidmas cadence"
    " forced_reason opened_on closed_on loss_reason lost_to retry_on note external_id"
)


def test_the_keys_of_prospects_stay(run):
    run("target", "add", "Acme")
    run("prospect", "promote", "Acme", "--grade", "A", "--money", "m", "--need", "n", "--interest", "slight")
    assert " ".join(run("prospect", "list", "--format", "json").json[0]) == f"{LIST} {REASONS}"
    assert run("prospect", "list", "--format", "csv").out.splitlines()[0] == f"{LIST} {REASONS}".replace(" ", ",")
    assert " ".join(run("prospect", "show", "Acme", "--format", "json").json[0]) == CARD
