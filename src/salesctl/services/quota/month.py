"""What the quotas of a year ask of one month: revenue, orders and visits."""

from salesctl import clock
from salesctl.config import Settings
from salesctl.domain.enums.quota import Measure
from salesctl.rules.calendar import Month
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.rules.forecast import Figure, MonthAsk
from salesctl.store.queries.forecast import Part, month_quotas, selling
from salesctl.store.queries.reps import several_reps
from salesctl.store.store import Store


def asked_of(store: Store, settings: Settings, month: Month, rep_id: int) -> MonthAsk | None:
    """Return what the quotas of its year ask of a month and a rep; None when they ask nothing of this rep.

    Quotas that are not split by rep ask it of everybody together, whose average order and hit rate then count.
    """
    year = FiscalCalendar(settings.fiscal_year_start).year_of(month.first)
    quotas = month_quotas(store, year, month, rep_id)
    if not quotas:
        return None
    of_one = any(quota["of_reps"] for quota in quotas.values())
    sold = selling(store, Part(rep_id=rep_id if of_one else None), Measure.AMOUNT, clock.today())
    amount, counted = (quotas[measure]["asked"] if measure in quotas else None for measure in Measure)
    if counted is None:
        orders, visits = sold.orders_for(amount or 0), sold.visits_for(amount or 0)
    else:
        orders, visits = Figure(counted), sold.visits_for_orders(counted)
    split = any(quota["of_months"] for quota in quotas.values())
    together = not of_one and several_reps(store)
    return MonthAsk(month, year, split, together, amount, counted is not None, orders, visits, sold)
