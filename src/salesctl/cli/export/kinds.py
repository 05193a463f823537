"""What can be exported: the view of each kind, where its rows come from, and which options narrow them."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from salesctl import clock
from salesctl.cli.core.run import Run
from salesctl.domain.enums.prospect import ProspectStatus
from salesctl.domain.enums.quota import Measure
from salesctl.domain.progress import Cut, GridBy, QuotaBy, SegmentBy
from salesctl.errors import InvalidInput
from salesctl.render.columns import Row, View
from salesctl.render.views.accounts import ACTIONS
from salesctl.render.views.budgets import BUDGETS
from salesctl.render.views.cases import CASES
from salesctl.render.views.contacts import CONTACT_EXPORT
from salesctl.render.views.goals import GOALS
from salesctl.render.views.intel import INTEL
from salesctl.render.views.plan import PLAN
from salesctl.render.views.products import PRODUCT_MATRIX, PRODUCTS
from salesctl.render.views.progress import PROSPECT_GRID, SEGMENTS, visit_grid
from salesctl.render.views.prospects import PROSPECT_EXPORT
from salesctl.render.views.quota_progress import grid as quota_grid
from salesctl.render.views.quotas import season as season_view
from salesctl.render.views.quotas import tree as quota_cells
from salesctl.render.views.sales import SALE_EXPORT
from salesctl.render.views.suggest import PRINCIPLES, SUGGESTIONS
from salesctl.render.views.targets import TARGET_EXPORT
from salesctl.render.views.territories import BLOCKS, OF_TERRITORY, TERRITORIES, TERRITORY_MATRIX
from salesctl.render.views.visits import VISIT_EXPORT
from salesctl.rules.calendar import Month, Week
from salesctl.rules.fiscal import FiscalCalendar
from salesctl.rules.period import Period
from salesctl.services import cases, progress, prospect_list
from salesctl.services.products import positioned
from salesctl.services.progress import segments
from salesctl.services.quota.check import check
from salesctl.services.quota.progress import Scope, quota_progress
from salesctl.services.quota.suggest import Assumptions, suggest
from salesctl.services.quota.tree import QuotaYear
from salesctl.services.quota.weights import season_of
from salesctl.services.territory_market import list_blocks, list_markets, matrix
from salesctl.store.queries.actions import ActionFilter, list_actions
from salesctl.store.queries.budgets import BudgetFilter, list_budgets
from salesctl.store.queries.cases import CaseFilter
from salesctl.store.queries.contacts import ContactFilter, stream_contacts
from salesctl.store.queries.forecast import Part
from salesctl.store.queries.goals import GoalFilter, list_goals
from salesctl.store.queries.intel import IntelFilter, list_intel
from salesctl.store.queries.plan import stream_plan
from salesctl.store.queries.products import product_sales, stream_products
from salesctl.store.queries.prospects import ProspectFilter
from salesctl.store.queries.quotas import NodeFilter, latest_year, quota_nodes, quota_tree
from salesctl.store.queries.sales import SaleFilter, stream_sales
from salesctl.store.queries.segments import SegmentFilter
from salesctl.store.queries.targets import TargetFilter, stream_targets
from salesctl.store.queries.visits import VisitFilter, stream_visits

_ALL = 10**9
"""A limit beyond any list."""


class What(StrEnum):
    """What can be exported."""

    TARGETS = "targets"
    CONTACTS = "contacts"
    PRODUCTS = "products"
    PROSPECTS = "prospects"
    VISITS = "visits"
    PLAN = "plan"
    SALES = "sales"
    TERRITORIES = "territories"
    BLOCKS = "blocks"
    TERRITORY_MATRIX = "territory-matrix"
    PRODUCT_MATRIX = "product-matrix"
    SEGMENTS = "segments"
    VISIT_GRID = "visit-grid"
    PROSPECT_GRID = "prospect-grid"
    BUDGETS = "budgets"
    GOALS = "goals"
    QUOTA = "quota"
    QUOTA_PROGRESS = "quota-progress"
    QUOTA_SEASON = "quota-season"
    QUOTA_SUGGEST = "quota-suggest"
    QUOTA_CHECK = "quota-check"
    CASES = "cases"
    ACTIONS = "actions"
    INTEL = "intel"


class Asked(NamedTuple):
    """Which rows are wanted: of which days, both included, and of which rep; what is None does not narrow.

    `cut` is how segments are made; `lines` and `measure` are what the quota grid is by, and what quotas count; `status`
    is how prospects stand.
    """

    since: date | None = None
    until: date | None = None
    rep_id: int | None = None
    cut: Cut | None = None
    lines: QuotaBy = QuotaBy.MONTH
    measure: Measure = Measure.AMOUNT
    status: ProspectStatus | None = ProspectStatus.OPEN


class Export(NamedTuple):
    """A kind of export: what one of its rows is called, its view and rows, and which options it takes.

    A period and a rep narrow it, and a measure says what it counts.
    """

    called: str
    view: View
    rows: Callable[[Run, Asked], Iterable[Row]]
    dated: bool = False
    of_rep: bool = True
    measured: bool = False


def plan_start(asked: Asked) -> date:
    """Return the day an exported plan begins with, the current week's Monday unless another is asked for."""
    return asked.since or Week.of(clock.today()).monday


def _prospects(run: Run, asked: Asked) -> Iterable[Row]:
    return prospect_list.streamed(run.store, ProspectFilter(status=asked.status, rep_id=asked.rep_id), run.settings)


def _plan(run: Run, asked: Asked) -> Iterable[Row]:
    return stream_plan(run.store, plan_start(asked), asked.until, asked.rep_id)


def _product_matrix(run: Run, asked: Asked) -> Iterable[Row]:
    return positioned(product_sales(run.store, asked.since, asked.until, _ALL), run.settings.positions)


def _segments(run: Run, asked: Asked) -> Iterable[Row]:
    chosen = SegmentFilter(asked.rep_id, None, asked.since, asked.until)
    return segments(run.store, asked.cut or Cut(SegmentBy.INDUSTRY), chosen, _ALL)


def _visit_grid(run: Run, asked: Asked) -> Iterable[Row]:
    month = Month.of(clock.today())
    period = Period.of_month(month)
    if asked.since or asked.until:
        period = Period.between(asked.since or month.first, asked.until or month.last)
    return progress.visit_grid(run.store, period.weeks, asked.rep_id)


def _actions(run: Run, asked: Asked) -> Iterable[Row]:
    return list_actions(run.store, ActionFilter(rep_id=asked.rep_id), clock.today(), _ALL)


def _year(run: Run, asked: Asked) -> int:
    """Return the fiscal year that holds the first day asked for, else this one.

    Raises:
        InvalidInput: A last day was asked for.
    """
    if asked.until:
        raise InvalidInput("quotas are exported by the year: give --from alone, any day in it")
    return FiscalCalendar(run.settings.fiscal_year_start).year_of(asked.since or clock.today())


def _year_of_quotas(run: Run, asked: Asked) -> int:
    """Return the year asked for, else this one or the latest that has quotas."""
    year = _year(run, asked)
    if not asked.since and not quota_nodes(run.store, year, asked.measure):
        year = latest_year(run.store, asked.measure) or year
    return year


def _year_to_set(run: Run, asked: Asked) -> int:
    """Return the year asked for, else the next one, whose quotas are yet to be set."""
    return _year(run, asked) + (0 if asked.since else 1)


def _quota(run: Run, asked: Asked) -> Iterable[Row]:
    year = _year_of_quotas(run, asked)
    days = FiscalCalendar(run.settings.fiscal_year_start).days(year)
    return quota_tree(run.store, year, asked.measure, days, NodeFilter(rep_id=asked.rep_id))


def _quota_season(run: Run, asked: Asked) -> Iterable[Row]:
    calendar = FiscalCalendar(run.settings.fiscal_year_start)
    which = QuotaYear(_year_to_set(run, asked), asked.measure, calendar)
    return season_of(run.store, which, NodeFilter(rep_id=asked.rep_id)).rows


def _quota_suggest(run: Run, asked: Asked) -> Iterable[Row]:
    return [found.row for found in suggest(run.store, run.settings, _year_to_set(run, asked), Assumptions())]


def _quota_check(run: Run, asked: Asked) -> Iterable[Row]:
    year = _year_of_quotas(run, asked)
    there = quota_nodes(run.store, year, asked.measure)
    return check(run.store, run.settings, year, asked.measure) if there else []


def _quota_progress(run: Run, asked: Asked) -> Iterable[Row]:
    scope = Scope(_year(run, asked), asked.measure, Part(rep_id=asked.rep_id))
    return quota_progress(run.store, run.settings, scope, asked.lines).rows


EXPORTS = {
    What.TARGETS: Export(
        "target", TARGET_EXPORT, lambda run, asked: stream_targets(run.store, TargetFilter(rep_id=asked.rep_id))
    ),
    What.CONTACTS: Export(
        "contact", CONTACT_EXPORT, lambda run, asked: stream_contacts(run.store, ContactFilter(rep_id=asked.rep_id))
    ),
    What.PRODUCTS: Export("product", PRODUCTS, lambda run, _: stream_products(run.store), of_rep=False),
    What.PROSPECTS: Export("prospect", PROSPECT_EXPORT, _prospects),
    What.VISITS: Export(
        "visit",
        VISIT_EXPORT,
        lambda run, asked: stream_visits(
            run.store, VisitFilter(first=asked.since, last=asked.until, rep_id=asked.rep_id)
        ),
        dated=True,
    ),
    What.PLAN: Export("planned visit", PLAN, _plan, dated=True),
    What.SALES: Export(
        "sale",
        SALE_EXPORT,
        lambda run, asked: stream_sales(run.store, SaleFilter(asked.since, asked.until, rep_id=asked.rep_id)),
        dated=True,
    ),
    What.TERRITORIES: Export(
        "territory", TERRITORIES, lambda run, _: list_markets(run.store, run.settings, _ALL), of_rep=False
    ),
    What.BLOCKS: Export(
        "block", (OF_TERRITORY, *BLOCKS), lambda run, _: list_blocks(run.store, run.settings), of_rep=False
    ),
    What.TERRITORY_MATRIX: Export(
        "territory", TERRITORY_MATRIX, lambda run, _: matrix(run.store, run.settings, _ALL), of_rep=False
    ),
    What.PRODUCT_MATRIX: Export("product", PRODUCT_MATRIX, _product_matrix, dated=True, of_rep=False),
    What.SEGMENTS: Export("segment", SEGMENTS, _segments, dated=True),
    What.VISIT_GRID: Export("row", visit_grid(GridBy.GRADE), _visit_grid, dated=True),
    What.PROSPECT_GRID: Export(
        "row", PROSPECT_GRID, lambda run, asked: progress.prospect_grid(run.store, asked.rep_id)
    ),
    What.BUDGETS: Export("budget", BUDGETS, lambda run, _: list_budgets(run.store, BudgetFilter(), _ALL), of_rep=False),
    What.GOALS: Export("goal", GOALS, lambda run, asked: list_goals(run.store, GoalFilter(rep_id=asked.rep_id), _ALL)),
    What.CASES: Export(
        "case", CASES, lambda run, asked: cases.listed(run.store, CaseFilter(rep_id=asked.rep_id), _ALL)
    ),
    What.ACTIONS: Export("action", ACTIONS, _actions),
    What.INTEL: Export(
        "intel",
        INTEL,
        lambda run, asked: list_intel(run.store, IntelFilter(asked.since, asked.until, rep_id=asked.rep_id), _ALL),
        dated=True,
    ),
    What.QUOTA: Export("quota", quota_cells(Measure.AMOUNT), _quota, dated=True, measured=True),
    What.QUOTA_PROGRESS: Export(
        "row", quota_grid(QuotaBy.MONTH, Measure.AMOUNT), _quota_progress, dated=True, measured=True
    ),
    What.QUOTA_SEASON: Export("month", season_view(Measure.AMOUNT), _quota_season, dated=True, measured=True),
    What.QUOTA_SUGGEST: Export("view", SUGGESTIONS, _quota_suggest, dated=True, of_rep=False),
    What.QUOTA_CHECK: Export("principle", PRINCIPLES, _quota_check, dated=True, of_rep=False, measured=True),
}


def view_of(what: What, asked: Asked) -> View:
    """Return the columns of an export; those of quotas depend on what is asked of them."""
    match what:
        case What.QUOTA:
            return quota_cells(asked.measure)
        case What.QUOTA_SEASON:
            return season_view(asked.measure)
        case What.QUOTA_PROGRESS:
            return quota_grid(asked.lines, asked.measure)
        case _:
            return EXPORTS[what].view
