"""The facts of a rep's week as a test of the planner, so that a wrong plan becomes a test in a minute."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from salesctl import clock
from salesctl.config import Settings
from salesctl.errors import InvalidInput
from salesctl.exchange.files import text_file
from salesctl.exchange.python_source import PythonSource
from salesctl.rules.calendar import Week
from salesctl.rules.week.facts import (
    BrokenPromise,
    CanvassFact,
    CustomerFact,
    DutyFact,
    PlanSettings,
    ProspectFact,
    WeekFacts,
)
from salesctl.rules.week.plan import plan_week
from salesctl.services.plan.facts import gather_facts, plan_settings
from salesctl.store.store import Store

Named = TypeVar("Named", BrokenPromise, DutyFact, ProspectFact, CustomerFact, CanvassFact)

_MODULE = '''\
"""{week} as it was planned on {today}. Names and texts are replaced; their order is as it was.

Say below what should be planned instead, put the file into tests/rules/week/ and run it with pytest.
"""

{imports}

SETTINGS = {settings}

FACTS = {facts}


def test_the_week_is_planned_as_it_should_be():
    plan = plan_week(FACTS, SETTINGS)
    assert [(row.day, row.source.target_id, row.source.claim) for row in plan.placed] == {placed}
    assert [(row.source.target_id, row.source.claim) for row in plan.deferred] == {deferred}
'''


def write_week_facts(store: Store, settings: Settings, week: Week, rep_id: int, capacity: int, file: Path) -> int:
    """Write what a rep's week is planned from, and how it is planned now, to a Python file; `capacity` is visits a day.

    Return how many targets it tells of. Nobody is named in it: names and texts are numbered in their order.

    Raises:
        InvalidInput: The week has passed, or the file cannot be written.
    """
    if week.sunday < clock.today():
        raise InvalidInput(f"{week} has passed; --facts is for this week or a later one")
    facts = without_names(gather_facts(store, settings, week, rep_id, capacity))
    with text_file(file) as stream:
        stream.write(as_test(facts, plan_settings(settings, capacity)))
    told = (facts.standing, facts.by_colleagues, facts.put_off, facts.broken, facts.duties, facts.prospects)
    return len({fact.target_id for some in (*told, facts.customers, facts.canvass) for fact in some})


def as_test(facts: WeekFacts, settings: PlanSettings) -> str:
    """Return the facts of a week as a module of Python with a test that they are planned as they are now."""
    plan, source = plan_week(facts, settings), PythonSource()
    placed = [(row.day, row.source.target_id, row.source.claim) for row in plan.placed]
    deferred = [(row.source.target_id, row.source.claim) for row in plan.deferred]
    parts = {
        "settings": source.laid_out(settings),
        "facts": source.laid_out(facts),
        "placed": source.lines(placed, "    "),
        "deferred": source.lines(deferred, "    "),
    }
    planned = f"from {plan_week.__module__} import {plan_week.__name__}"
    return _MODULE.format(week=facts.week, today=facts.today, imports=f"{source.imports()}\n{planned}", **parts)


def without_names(facts: WeekFacts) -> WeekFacts:
    """Return the same facts with names and texts that say nothing, in the same order."""
    named = (facts.broken, facts.duties, facts.prospects, facts.customers, facts.canvass)
    names = _numbered("name", (fact.name_key for some in named for fact in some))
    texts = _numbered("text", (duty.text for duty in facts.duties))
    return replace(
        facts,
        broken=[replace(fact, purpose=None) for fact in _renamed(facts.broken, names)],
        duties=[replace(fact, text=texts[fact.text]) for fact in _renamed(facts.duties, names)],
        prospects=_renamed(facts.prospects, names),
        customers=_renamed(facts.customers, names),
        canvass=[
            replace(fact, block_name=fact.block_name and f"block {fact.block_id}")
            for fact in _renamed(facts.canvass, names)
        ],
    )


def _numbered(word: str, texts: Iterable[str]) -> Mapping[str, str]:
    """Return a new text for each one: in the same order, and the same where they are the same."""
    known = sorted(set(texts))
    width = max(3, len(str(len(known))))
    return {text: f"{word} {number:0{width}}" for number, text in enumerate(known, 1)}


def _renamed(facts: Iterable[Named], names: Mapping[str, str]) -> list[Named]:
    return [replace(fact, name_key=names[fact.name_key]) for fact in facts]
