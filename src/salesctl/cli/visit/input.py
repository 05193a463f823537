"""What a visit needs before it can be stored: names resolved, what is missing asked for, contradictions refused."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from salesctl import clock
from salesctl.cli.core import ask, dates, lookup
from salesctl.cli.core.options import given
from salesctl.cli.core.run import this_run
from salesctl.cli.visit.options import read_order
from salesctl.domain.enums.visit import Outcome
from salesctl.domain.notation import one_of
from salesctl.errors import InvalidInput
from salesctl.services import visits
from salesctl.services.dropped import Customer
from salesctl.store.queries.visits import planned_today

if TYPE_CHECKING:
    from salesctl.services.orders import Order
    from salesctl.services.values import GivenVisit

Whom = Customer | str
"""A target's row, or the name of a target to make."""


def to_change(options: "NamedTuple | None" = None, **own: Any) -> Any:
    """Return the options given to `edit`: an empty text clears, in those that may be repeated too."""
    return {
        name: [item for item in value if item != ""] if isinstance(value, list) else value
        for name, value in given(options, **own).items()
    }


def to_add(options: "NamedTuple") -> Any:
    """Return the options given to `add`: an empty text counts as not given."""
    return {name: value for name, value in to_change(options).items() if value is not None}


def order(typed: tuple[str | None, int]) -> "Order":
    """Return an order as it was typed, with the product it names.

    Raises:
        NotFound: There is no such product, or several.
    """
    from salesctl.services.orders import Order  # most visits bring none

    product, amount = typed
    return Order(amount, lookup.product_id(product))


def whom(name: str, *, new: bool) -> Whom:
    """Return the target a name stands for, or the name itself when it is that of a target to make.

    Only the very name of a target keeps a new one from being made: a part of it may be another customer's.
    """
    if new and not visits.is_target(this_run().store, name):
        return name.strip()
    return lookup.target(name)


def complete(there: list[Whom], values: "GivenVisit", *, new: bool) -> list[Whom]:
    """Put what is needed into `values` and return who was visited: asked for on a terminal, refused in a script.

    Raises:
        InvalidInput: Something is missing and nobody can be asked.
    """
    if values["orders"]:
        values.setdefault("outcome", Outcome.ORDER)
    missing = [] if there else ["NAME"]
    if "outcome" not in values:
        missing.append(f"--outcome ({', '.join(Outcome)})")
    elif values["outcome"] is Outcome.ORDER and not values["orders"]:
        missing.append("--order [PRODUCT=]AMOUNT")
    if not missing:
        return there
    if not ask.possible():
        raise InvalidInput(f"visit add needs {' and '.join(missing)}")
    there = there or [_ask_who(values, new=new)]
    if "outcome" not in values:
        values["outcome"] = ask.choose("Outcome", list(Outcome), str, partial(one_of, Outcome))
    if values["outcome"] is Outcome.ORDER and not values["orders"]:
        values["orders"] = [ask_order()]
    if "next_on" not in values:
        values["next_on"] = ask_next(date.fromisoformat(str(values["visited_on"])))
    return there


def ask_order() -> "Order":
    """Ask what was ordered."""
    return ask.answer("Order, [PRODUCT=]AMOUNT", lambda text: order(read_order(text)))


def ask_next(visited_on: date) -> date | None:
    """Ask when the next visit is; None when none was agreed."""
    return ask.answer("Next visit, a date (empty: none)", partial(_next, visited_on))


def _ask_who(values: "GivenVisit", *, new: bool) -> Whom:
    """Ask whom the visit was paid to; today's plan is offered first."""
    run = this_run()
    planned = planned_today(run.store, values.get("rep") or run.settings.rep, clock.today())
    return ask.choose(
        "Who, a number or a name" if planned else "Who",
        planned,
        lambda row: "  ".join(filter(None, (row["at"], row["name"], row["purpose"]))),
        partial(whom, new=new),
    )


def _next(visited_on: date, text: str) -> date | None:
    if not text:
        return None
    next_on = dates.future(text)
    visits.refuse_impossible_next(visited_on, next_on)
    return next_on


def refuse_contradictions(there: list[Whom], values: "GivenVisit") -> None:
    """Refuse options that contradict each other.

    Raises:
        InvalidInput: They do.
    """
    if values["orders"] and values["outcome"] is not Outcome.ORDER:
        raise InvalidInput(f"an order makes the outcome 'order', not '{values['outcome']}'; leave out one of the two")
    ids = [target["id"] for target in there if not isinstance(target, str)]
    if len(set(ids)) < len(ids):
        raise InvalidInput("a target is named twice; record a second visit to it with a command of its own")
    of_one = {"--met": values.get("met"), "--next-with": values.get("next_with"), "--order": values["orders"]}
    shared = [flag for flag, value in of_one.items() if value]
    if shared and len(there) > 1:
        raise InvalidInput(f"{' and '.join(shared)} cannot be the same for several targets; record them one by one")
    refuse_details_of_no_next(values)


def refuse_details_of_no_next(values: "GivenVisit") -> None:
    """Refuse the time, person or purpose of a next visit that has no date.

    Raises:
        InvalidInput: It is so.
    """
    details = {
        "--next-at": values.get("next_at"),
        "--next-with": values.get("next_with"),
        "--next-purpose": values.get("next_purpose"),
    }
    if not values.get("next_on") and (flag := next((flag for flag, value in details.items() if value), None)):
        raise InvalidInput(f"{flag} needs --next DATE")
