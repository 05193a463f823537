"""The sentences that former versions stored as reasons become codes, and say the same when they are worded."""

import runpy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.week.test_plan_laws import plan_settings, weeks
from store.files import content, make_old

from salesctl.domain.enums.plan import Claim
from salesctl.domain.reason import Reason
from salesctl.messages.reasons import in_words, worded
from salesctl.rules.week.plan import plan_week
from salesctl.store.sqlite.migrate import MIGRATIONS

as_code = runpy.run_path(str(MIGRATIONS / "0006_reasons.py"))["FUNCTIONS"]["reason_as_code"]

KEPT = ("promised", "because", "a sentence; of nobody", "complaint due 2026-11-19: wrong parts (and 2 more")
texts = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=80).map(
    lambda text: " ".join(text.split())
)


@given(weeks(), plan_settings)
def test_every_reason_of_a_plan_is_read_back_as_it_was_made(facts, settings):
    plan = plan_week(facts, settings)
    for row in (*plan.placed, *plan.deferred):
        assert Reason.read(as_code(in_words(row.reason))) == row.reason


@given(texts, st.sampled_from([Claim.CASE, Claim.ACTION]), st.dates(), st.lists(texts, max_size=1))
def test_a_case_or_a_block_says_the_same_whatever_its_text(text, claim, day, block):
    what = "action" if claim is Claim.ACTION else "receivable"
    for reason in (
        Reason(claim, what=what, text=text, since=day, others=(("complaint", 2), ("action", 1))),
        Reason(Claim.CANVASS, block=block[0] if block else None, retry_on=day),
    ):
        said = in_words(reason)
        assert worded(as_code(said)) == said


@pytest.mark.parametrize("sentence", KEPT)
def test_what_nobody_wrote_so_is_no_code(sentence):
    assert as_code(sentence) is None or worded(as_code(sentence)) == sentence


def test_a_store_of_the_former_version_says_what_it_said(home, run):
    day = date(2026, 11, 19)
    said = [
        "planned by hand",
        f"promised at the visit of {day}",
        f"promised on {day}, not kept",
        "B/warm, 3 days over its 14-day cadence, same block as Tue 10:00",
        "no place left from Wed: the week holds 40; customer A, due Fri by its 28-day maintenance",
        f"no working day left for it; complaint overdue since {day}: 'wrong' \"parts\" (and 1 action)",
        "canvass: block Harbour, never visited, same site as Mon",
        "words that nobody can read back",
    ]
    rows = ", ".join(
        "(1, 1, '2026-W47', '2026-11-19', 'manual', 'planned', '{}', 1)".format(reason.replace("'", "''"))
        for reason in said
    )
    path = home / "store.db"
    make_old(
        path,
        "0005",
        f"""INSERT INTO rep (name, name_key) VALUES ('me', 'me');
            INSERT INTO target (name, name_key, kind, rep_id, added_on) VALUES ('Acme', 'acme', 'company', 1, '{day}');
            INSERT INTO planned_visit (target_id, rep_id, week, planned_on, claim, status, reason, pinned)
            VALUES {rows};
            INSERT INTO command (recorded_at, words) VALUES ('2026-11-19T12:00:00Z', 'plan week');
            INSERT INTO change (command_id, table_name, row_id, after)
            VALUES (1, 'planned_visit', 1, '{{"id": 1, "reason": "planned by hand"}}')""",
    )
    assert [row["reason"] for row in run("plan", "week", "last", "-f", "json").json] == said
    stored = content(path)["planned_visit"]
    codes = [value for row in stored[1:] for value in row if isinstance(value, str) and value.startswith('{"code"')]
    assert len(codes) == len(said) - 1
    assert run("log", "--id", "1", "-f", "json").json[0]["new"] == "planned by hand"
