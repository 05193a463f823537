"""The sample store: two territories, 240 prospects, and two months of weeks planned and worked."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.prospect import Grade, Interest
from salesctl.domain.enums.visit import Mode, Outcome, Step
from salesctl.domain.notation import Met
from salesctl.domain.text import fold
from salesctl.rules.calendar import Week
from salesctl.services import demo_names
from salesctl.services.contacts import add_contact
from salesctl.services.names import Names
from salesctl.services.orders import Order
from salesctl.services.plan import change, draft
from salesctl.services.targets import add_target
from salesctl.services.visits import record_visit
from salesctl.store import tables
from salesctl.store.queries.plan import week_rows
from salesctl.store.store import Store

if TYPE_CHECKING:
    from salesctl.services.values import GivenTarget, GivenVisit
    from salesctl.store.rows import ProductValues, TargetRow

WEEKS = 8
CAPACITY = 15
"""Visits a day: what the course's worked example needs for 10 A, 30 B and 200 C prospects."""

_PROSPECTS = {Grade.A: 10, Grade.B: 30, Grade.C: 200}
_INTERESTS = {Grade.A: Interest.CONVINCED, Grade.B: Interest.STRONG, Grade.C: Interest.SLIGHT}
_DATED = {Grade.A: 0.9, Grade.B: 0.7, Grade.C: 0.25}
_SEED = 7
_MADE, _EXTRA_A_WEEK, _ORDERS, _PROMISES = 0.8, 2, 0.06, 0.15

Track = Callable[[Iterable[Week]], Iterable[Week]]


def fill(store: Store, settings: Settings, track: Track) -> int:
    """Fill an empty store and return the id of its rep; the same day gives the same store.

    `track` wraps the weeks that are worked, to show how far it has come.
    """
    this_week = Week.of(clock.today())
    with store.transaction():
        worker = _Worker(store, settings)
        with _clock_at(this_week.shift(-WEEKS - 1).monday):
            worker.build_lists()
        for week in track([this_week.shift(-ago) for ago in range(WEEKS, -1, -1)]):
            worker.work(week)
    return worker.rep_id


@contextmanager
def _clock_at(day: date, hour: int = 8) -> Iterator[None]:
    """Let the clock show another day for a while: the past weeks are recorded as if on their own days."""
    now = clock.now()
    clock.set_clock(datetime.combine(day, time(hour)).isoformat())
    try:
        yield
    finally:
        clock.set_clock(now.isoformat())


class _Worker:
    """A rep who builds the lists and then works week after week, with the luck of the dice."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.dice = random.Random(_SEED)
        self.places = Names(store)
        self.rep_id = self.places.rep(settings.rep)
        self.targets: dict[int, TargetRow] = {}
        self.products: list[int] = []

    def build_lists(self) -> None:
        """Add products, targets with their people, and the prospects picked out of them."""
        for territory, blocks in demo_names.BLOCKS.items():
            for block in blocks:
                self.places.block(self.places.territory(territory), block)
        for name, price, features, list_price in demo_names.PRODUCTS:
            values: ProductValues = {
                "name": name,
                "name_key": fold(name),
                "price_level": price,
                "feature_level": features,
            }
            product = self.store.insert(tables.PRODUCT.checked({**values, "list_price": list_price}))
            self.products.append(product["id"])
        companies = demo_names.companies()
        self.dice.shuffle(companies)
        grades = [grade for grade, count in _PROSPECTS.items() for _ in range(count)]
        for number, company in enumerate(companies):
            known: GivenTarget = {
                "name": company.name,
                "industry": company.industry,
                "territory": company.territory,
                "block": company.block,
                "address": company.address,
                "rep": self.settings.rep,
                "phone": f"02 5550 {number:04d}",
            }
            target = add_target(self.store, self.places, known)
            self.targets[target["id"]] = target
            if number < len(grades):
                self._add_prospect(target, company, grades[number])

    def _add_prospect(self, target: TargetRow, company: demo_names.Company, grade: Grade) -> None:
        people = demo_names.PEOPLE_ZH if company.territory == "台北" else demo_names.PEOPLE
        roles = [Role.AUTHORITY] if self.dice.random() < 0.5 else [Role.NEED]
        person = add_contact(self.store, target["id"], {"name": self.dice.choice(people)}, roles)
        self.store.insert(
            tables.PROSPECT.checked(
                {
                    "target_id": target["id"],
                    "product_id": self.dice.choice(self.products),
                    "rep_id": self.rep_id,
                    "grade": grade,
                    "amount": self.dice.randint(8, 60) * 10_000,
                    "decide_by": self._decide_by(grade),
                    "interest": _INTERESTS[grade],
                    "money": "has a budget this year",
                    "need": "old machines, rising costs",
                    "authority_id": person["id"] if Role.AUTHORITY in roles else None,
                    "opened_on": clock.today(),
                }
            )
        )

    def _decide_by(self, grade: Grade) -> date | None:
        """Return when a decision is expected: known of most A prospects, of few C ones."""
        if self.dice.random() > _DATED[grade]:
            return None
        return clock.today() + timedelta(self.dice.randint(80, 330))

    def work(self, week: Week) -> None:
        """Plan a week on its Monday; up to yesterday make most of its visits, miss some, and make a few extra ones."""
        today = clock.today()
        with _clock_at(week.monday):
            draft.plan(self.store, self.settings, week, self.rep_id, self.settings.capacity)
            rows = week_rows(self.store, week, self.rep_id)
            planned = [(date.fromisoformat(row["date"]), row) for row in rows if row["date"]]
        for day, row in planned:
            target = self.targets[row["target_id"]]
            if day >= today:
                continue
            with _clock_at(day, hour=18):
                if self.dice.random() < _MADE:
                    self._visit(target, day, Grade(row["grade"]) if row["grade"] else None)
                elif self.dice.random() < 0.5:
                    change.miss(self.store, target, self.dice.choice(demo_names.MISSED), day)
        busy = {row["target_id"] for _, row in planned}
        free = [target for target_id, target in self.targets.items() if target_id not in busy]
        for target in self.dice.sample(free, _EXTRA_A_WEEK):
            day = week.days[self.dice.randrange(5)]
            if day < today:
                with _clock_at(day, hour=18):
                    self._visit(target, day, None)

    def _visit(self, target: TargetRow, day: date, grade: Grade | None) -> None:
        dice = self.dice
        outcome = dice.choices([Outcome.ADVANCE, Outcome.CONTINUATION, Outcome.NO_SALE], [4, 4, 2])[0]
        values: GivenVisit = {
            "visited_on": day,
            "at": f"{dice.randint(9, 17):02d}:{dice.choice(('00', '15', '30', '45'))}",
            "minutes": dice.choice((15, 20, 30, 45, 60)),
            "mode": dice.choices([Mode.IN_PERSON, Mode.VIDEO, Mode.PHONE], [8, 1, 1])[0],
            "purpose": dice.choice(demo_names.PURPOSES),
            "impression": dice.choice(demo_names.IMPRESSIONS),
            "outcome": outcome,
        }
        if grade:
            values["interest"] = dice.choice([_INTERESTS[grade], Interest.STRONG])
            values["step"] = dice.choice([Step.SURVEY, Step.PRESENT])
            person = self.store.value("SELECT name FROM contact WHERE target_id = :id", {"id": target["id"]})
            values["met"] = [Met(person, None)] if person else []
            if dice.random() < _ORDERS:
                # Kept open: the sample keeps its 240 prospects, and repeat orders have something to show.
                order = Order(dice.randint(2, 20) * 10_000, dice.choice(self.products))
                values |= {"outcome": Outcome.ORDER, "orders": [order], "keep_open": True}
            elif outcome is Outcome.ADVANCE and dice.random() < _PROMISES:
                promised = day + timedelta(dice.choice((7, 8, 14)))
                values |= {"next_on": promised, "next_at": "10:00", "next_purpose": dice.choice(demo_names.PURPOSES)}
        record_visit(self.store, self.places, target, values, self.settings.rep)
