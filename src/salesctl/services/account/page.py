"""An account plan gathered from everything that belongs to it."""

from salesctl import clock
from salesctl.config import Settings
from salesctl.rules.account import AccountPage, by_month, in_order, months_back
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.store.queries import accounts
from salesctl.store.queries.actions import ActionFilter, list_actions
from salesctl.store.queries.cases import CaseFilter, list_cases
from salesctl.store.queries.contacts import ContactFilter, list_contacts
from salesctl.store.queries.sales import SaleFilter, list_sales
from salesctl.store.store import Store

_MOST = 100
"""More lines of one kind than this are no plan that anybody reads."""
_LAST_ORDERS = 5


def as_of_today(settings: Settings) -> accounts.AsOf:
    """Return today with the first day of the fiscal year that it lies in."""
    calendar = FiscalCalendar(settings.fiscal_year_start)
    return accounts.AsOf(clock.today(), calendar.days(calendar.year_of(clock.today())).first)


def account_page(store: Store, settings: Settings, account_id: int) -> AccountPage:
    """Return an account plan as it stands today."""
    today = clock.today()
    account = accounts.get_account(store, account_id, as_of_today(settings))
    target_id = account["target_id"]
    return AccountPage(
        today=today,
        account=account,
        stages=accounts.stages_of(store, account_id),
        scores=in_order(accounts.assessment_of(store, account_id)),
        points=accounts.points_of(store, account_id),
        actions=list_actions(store, ActionFilter(account_id), today, _MOST),
        contacts=list_contacts(store, ContactFilter(target_id), _MOST),
        months=by_month(accounts.visits_by_month(store, target_id, months_back(today)[0].first), today),
        orders=list_sales(store, SaleFilter(target_id=target_id), _LAST_ORDERS),
        cases=list_cases(store, CaseFilter(target_id, closed=False), today, _MOST),
    )
