"""Why a rep's week holds a visit to a target, or does not; nothing is stored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.plan import Claim, MovedBy, PlanStatus
from salesctl.domain.enums.prospect import LossReason, ProspectStatus
from salesctl.domain.enums.visit import Mode
from salesctl.domain.why import (
    Again,
    ByColleague,
    Closed,
    Deferred,
    Dropped,
    Extra,
    NotDue,
    OfColleague,
    PlannedElsewhere,
    PutOffTo,
    Queue,
    RetryLater,
    Rival,
    SeenLately,
    Stands,
    Uncounted,
    Unrecorded,
    Why,
    Would,
)
from salesctl.rules.calendar import Week
from salesctl.rules.week.canvass import again_on
from salesctl.rules.week.facts import PlanSettings, WeekFacts
from salesctl.rules.week.plan import WeekPlan, plan_week
from salesctl.rules.week.replan import Change, replan
from salesctl.rules.week.why import explain
from salesctl.services.plan.facts import canvass_facts, canvass_terms, gather_facts, plan_settings
from salesctl.store.queries import why as known
from salesctl.store.queries.canvass import canvass_targets
from salesctl.store.queries.plan import undone_rows, weekly_plan
from salesctl.store.queries.targets import target_names
from salesctl.store.rows import TargetRow
from salesctl.store.store import Store

_EVERY = 10**9
_AGAIN = {
    Change.ADDED: Again.PLANNED,
    Change.MOVED: Again.MOVED,
    Change.DEFERRED: Again.DEFERRED,
    Change.TAKEN_OUT: Again.LEFT_OUT,
    Change.NO_LONGER_DEFERRED: Again.LEFT_OUT,
}


class Answer(NamedTuple):
    """Whether a week has a visit to a target on a day, and why: the first answers, the others add to it.

    `assumed` says that the week is not planned yet, so that this is how it would be planned now.
    """

    planned: bool
    whys: Sequence[Why]
    assumed: bool = False


class _Asked(NamedTuple):
    """Of which target, in whose week, is asked."""

    store: Store
    settings: Settings
    week: Week
    rep_id: int
    target_id: int


def why(store: Store, settings: Settings, week: Week, rep_id: int, target: TargetRow, capacity: int | None) -> Answer:
    """Return why a rep's week holds a visit to a target, or does not; `capacity` is visits a day if not as configured.

    A week that has passed answers with what was recorded of it; one that is not planned yet with what planning it now
    would do. One that is planned answers as it is stored, and with what planning it again would change.
    """
    asked = _Asked(store, settings, week, rep_id, target["id"])
    rows = known.visits_of_week(store, target["id"], week, rep_id)
    entry = weekly_plan(store, week, rep_id)
    if week.sunday < clock.today():
        return _answer([*_recorded(asked, rows, planned=entry is not None)])
    stored = [_stands(row, day) for row in rows if (day := _day(row["planned_on"]))]
    if target["dropped_on"]:
        return _answer([*stored, Dropped(date.fromisoformat(target["dropped_on"]), target["drop_reason"])])
    facts = gather_facts(store, settings, week, rep_id, capacity or settings.capacity)
    told = plan_settings(settings, capacity or settings.capacity)
    plan = plan_week(facts, told)
    visits, others = _sorted_out(_explained(asked, facts, told, plan))
    if entry is None:
        return _answer([*stored, *visits, *others], assumed=not stored)
    again = _again(asked, plan, date.fromisoformat(clock.shown(entry["planned_at"])[:10]))
    if not any(isinstance(found, Deferred) for found in others):
        again[:0] = [Deferred(row["reason"], Claim(row["claim"])) for row in rows if not row["planned_on"]]
    return _answer([*stored, *again, *others])


def _answer(whys: Sequence[Why], *, assumed: bool = False) -> Answer:
    return Answer(any(isinstance(found, Stands | Extra) for found in whys), whys, assumed)


def _sorted_out(whys: Iterable[Why]) -> tuple[list[Why], list[Why]]:
    """Return the visits that planning would add, and what else there is to say; what stands is stored."""
    visits: list[Why] = []
    others: list[Why] = []
    for found in whys:
        if not isinstance(found, Stands):
            others.append(found)
        elif found.reason:
            visits.append(found)
    return visits, others


def _explained(asked: _Asked, facts: WeekFacts, told: PlanSettings, plan: WeekPlan) -> list[Why]:
    """Return what the plan answers; where it has nothing of the target, what kept the target out of its facts too."""
    store, target_id = asked.store, asked.target_id
    if target_id in {row.source.target_id for row in (*plan.placed, *plan.deferred)}:
        return [_named(asked, found) for found in explain(facts, told, plan, target_id)]
    # The planner reads no more targets to canvass than it could place.
    terms = canvass_terms(asked.settings, asked.week)
    every = canvass_facts(canvass_targets(store, asked.rep_id, terms, most=_EVERY))
    whys = [_named(asked, found) for found in explain(replace(facts, canvass=every), told, plan, target_id)]
    return [*(whys or _out_of_sight(asked, told)), *_beside(asked, whys)]


def _named(asked: _Asked, found: Why) -> Why:
    """Return what rules found with the names that they do not know, and what was made apart from what is planned."""
    match found:
        case Deferred(queue=Queue(last=Rival() as last) as queue):
            named = last._replace(name=target_names(asked.store, [last.target_id])[last.target_id])
            return found._replace(queue=queue._replace(last=named))
        case ByColleague():
            reps = known.colleagues_of_week(asked.store, asked.target_id, asked.week, asked.rep_id)
            return found._replace(rep=reps[str(found.day)])
        case NotDue(last_visit=date()):
            made = [row["visited_on"] for row in _contacts(asked) if row["counts"]]
            return found._replace(ahead=str(found.last_visit) not in made)
    return found


def _contacts(asked: _Asked) -> list[known.ContactMade]:
    return known.contacts_made(asked.store, asked.target_id, phone_resets=asked.settings.phone_resets)


def _out_of_sight(asked: _Asked, told: PlanSettings) -> Iterator[Why]:
    """Yield why the planner's facts have nothing of a target that is in the list."""
    store, target_id = asked.store, asked.target_id
    carers = known.carers(store, target_id)
    if asked.rep_id not in {rep["id"] for rep in carers}:
        yield OfColleague(carers[0]["name"], str(asked.week), target_id)
    elif retry_on := known.retry_after(store, target_id, asked.week.sunday):
        yield RetryLater(date.fromisoformat(retry_on))
    elif visited_on := known.last_visit(store, target_id):
        last_visit = date.fromisoformat(visited_on)
        on = again_on(last_visit, told.stale_days)
        if on > clock.today():
            yield SeenLately(last_visit, on, too_soon=on <= asked.week.sunday)


def _beside(asked: _Asked, whys: Sequence[Why]) -> Iterator[Why]:
    """Yield what adds to it that a target is not in a week: contacts that do not count, its past, its next visit."""
    rhythms = [found for found in whys if isinstance(found, NotDue) and found.rhythm.interval]
    if rhythms and (contacts := _contacts(asked)) and not contacts[0]["counts"]:
        yield Uncounted(Mode(contacts[0]["mode"]), date.fromisoformat(contacts[0]["visited_on"]))
    if closed := known.last_closed(asked.store, asked.target_id):
        reason = LossReason(closed["loss_reason"]) if closed["loss_reason"] else None
        yield Closed(ProspectStatus(closed["status"]), date.fromisoformat(closed["closed_on"]), reason)
    coming = known.next_elsewhere(asked.store, asked.target_id, asked.week, clock.today())
    if coming and not _said(whys, on := date.fromisoformat(coming["planned_on"])):
        rep = None if coming["rep_id"] == asked.rep_id else coming["rep"]
        yield PlannedElsewhere(on, coming["at"], coming["reason"], rep)


def _said(whys: Iterable[Why], day: date) -> bool:
    """Return whether it was told already that a visit is planned on a day of another week."""
    return any(
        (isinstance(found, PutOffTo) and found.day == day) or (isinstance(found, NotDue) and found.last_visit == day)
        for found in whys
    )


def _again(asked: _Asked, plan: WeekPlan, planned_on: date) -> list[Why]:
    """Return what planning the week again would make of a target's visits."""
    undone = undone_rows(asked.store, asked.week, asked.rep_id)
    difference = replan(undone, [*plan.placed, *plan.deferred], clock.today()).difference()
    return [
        Would(_AGAIN[change], planned_on, move.after, move.reason)
        for change, moves in difference.items()
        for move in moves
        if move.target_id == asked.target_id
    ]


def _recorded(asked: _Asked, rows: Sequence[known.WeekVisit], *, planned: bool) -> Iterator[Why]:
    """Yield what was recorded of a week that has passed; what was left undone in it is missed."""
    extra = known.extra_visits_of_week(asked.store, asked.target_id, asked.week)
    for row in rows:
        if day := _day(row["planned_on"]):
            stands = _stands(row, day)
            yield stands._replace(status=PlanStatus.MISSED, passed=False) if stands.passed else stands
        else:
            yield Deferred(row["reason"], Claim(row["claim"]))
    yield from (Extra(date.fromisoformat(day)) for day in extra)
    if not rows and not extra:
        yield Unrecorded(planned)


def _stands(row: known.WeekVisit, day: date) -> Stands:
    status = PlanStatus(row["status"])
    return Stands(
        status=status,
        day=day,
        claim=Claim(row["claim"]),
        at=row["at"],
        reason=row["reason"],
        made_on=_day(row["made_on"]),
        moved_by=MovedBy(row["moved_by"]) if row["moved_by"] else None,
        miss_reason=row["miss_reason"],
        passed=status is PlanStatus.PLANNED and day < clock.today(),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
