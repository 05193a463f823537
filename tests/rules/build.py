"""Short ways to write facts of the week 2026-W48 (23 to 29 November), seen from its Monday."""

from datetime import date

from salesctl.domain.enums.plan import Claim, PlanStatus
from salesctl.domain.enums.prospect import Grade, Temperature
from salesctl.domain.enums.target import CustomerClass
from salesctl.messages.reasons import in_words
from salesctl.rules.calendar import Week
from salesctl.rules.week.facts import (
    BrokenPromise,
    CanvassFact,
    CustomerFact,
    DutyFact,
    FixedVisit,
    PlanSettings,
    ProspectFact,
    WeekFacts,
)

WEEK = Week(2026, 48)
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK.days
WORKING_DAYS = WEEK.days[:5]
SETTINGS = PlanSettings(capacity=8, canvass_share=0.2)


def week(**facts) -> WeekFacts:
    return WeekFacts(**{"week": WEEK, "today": MON, "working_days": WORKING_DAYS, **facts})


def prospect(number: int, last_visit: date | None, who: str = "C/cold", **more) -> ProspectFact:
    grade, temperature = who.split("/")
    return ProspectFact(
        **{
            "target_id": number,
            "name_key": f"name {number:03}",
            "since": date(2026, 10, 1),
            "last_visit": last_visit,
            "prospect_id": 1000 + number,
            "grade": Grade(grade),
            "temperature": Temperature(temperature),
            **more,
        }
    )


def customer(number: int, last_visit: date | None, customer_class: str | None = None, **more) -> CustomerFact:
    return CustomerFact(
        **{
            "target_id": number,
            "name_key": f"name {number:03}",
            "since": date(2026, 1, 1),
            "last_visit": last_visit,
            "customer_class": CustomerClass(customer_class) if customer_class else None,
            **more,
        }
    )


def canvass(number: int, block: int | None = None, **more) -> CanvassFact:
    named = {} if block is None else {"block_id": block, "block_position": block, "block_name": f"B{block}"}
    return CanvassFact(**{"target_id": number, "name_key": f"name {number:03}", "territory_order": 1, **named, **more})


def promise(number: int, day: date, **more) -> FixedVisit:
    return FixedVisit(**{"target_id": number, "day": day, "claim": Claim.PROMISED, **more})


def done(number: int, day: date, claim: Claim = Claim.CADENCE, **more) -> FixedVisit:
    return FixedVisit(target_id=number, day=day, claim=claim, status=PlanStatus.DONE, **more)


def missed(number: int, day: date) -> FixedVisit:
    return FixedVisit(target_id=number, day=day, claim=Claim.CADENCE, status=PlanStatus.MISSED)


def broken(number: int, promised_on: date, **more) -> BrokenPromise:
    return BrokenPromise(
        **{
            "target_id": number,
            "name_key": f"name {number:03}",
            "promise_id": 2000 + number,
            "promised_on": promised_on,
            **more,
        }
    )


def duty(number: int, due: date, claim: Claim = Claim.CASE, **more) -> DutyFact:
    what = "complaint" if claim is Claim.CASE else "action"
    values = {"name_key": f"name {number:03}", "what": what, "text": "wrong parts", **more}
    return DutyFact(target_id=number, due=due, claim=claim, **values)


def days_of(plan, number: int) -> list[date]:
    """Return the days on which a target is placed."""
    return [row.day for row in plan.placed if row.source.target_id == number]


def targets(rows) -> list[int]:
    return [row.source.target_id for row in rows]


def why(row) -> str:
    """Return the reason of a planned row in words."""
    return in_words(row.reason)
