"""What other cadences or another capacity would do to a week; nothing is stored."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.plan import Claim
from salesctl.domain.enums.prospect import Grade
from salesctl.errors import InvalidInput
from salesctl.rules.calendar import Week
from salesctl.rules.metrics import rate
from salesctl.rules.week.facts import PlanSettings, WeekFacts
from salesctl.rules.week.plan import plan_week
from salesctl.services.plan.facts import gather_facts, plan_settings
from salesctl.store.store import Store


class Outcome(TypedDict):
    """The load of a week under some settings, in visits; `utilisation` and `reach` are fractions."""

    case: str
    needed: int
    capacity: int
    utilisation: float | None
    placed: int
    deferred: int
    reach: float | None


def compare(
    store: Store, settings: Settings, week: Week, rep_id: int, cadences: Mapping[Grade, int], capacity: int | None
) -> list[Outcome]:
    """Return a rep's week as it would be planned now, and as it would be with other settings.

    `cadences` are visits per four weeks of some grades; a prospect's own cadence holds against them. `capacity` is
    visits a day, the settings' when None.

    Raises:
        InvalidInput: The week has passed.
    """
    if week.sunday < clock.today():
        raise InvalidInput(f"{week} has passed; --what-if is for this week or a later one")
    changed = capacity or settings.capacity
    facts = gather_facts(store, settings, week, rep_id, max(changed, settings.capacity))
    now = plan_settings(settings, settings.capacity)
    then = replace(now, capacity=changed, cadences={**now.cadences, **cadences})
    return [_outcome("now", facts, now), _outcome("what if", facts, then)]


def _outcome(case: str, facts: WeekFacts, settings: PlanSettings) -> Outcome:
    """Plan the week and return its load.

    Utilisation = visits needed / capacity. Reach = accounts that get a visit / accounts due, canvassing left aside.
    """
    plan = plan_week(facts, settings)
    standing = {row.target_id for row in facts.live if row.claim is not Claim.CANVASS}
    placed = {row.source.target_id for row in plan.placed if row.source.claim is not Claim.CANVASS}
    served = standing | placed
    due = served | {row.source.target_id for row in plan.deferred}
    return {
        "case": case,
        "needed": plan.needed,
        "capacity": plan.capacity,
        "utilisation": rate(plan.needed, plan.capacity),
        "placed": len(facts.live) + sum(facts.extra.values()) + len(plan.placed),
        "deferred": len(plan.deferred),
        "reach": rate(len(served), len(due)),
    }
