"""What services are given of what they store: values for its columns, and beside them whom and where by name.

Only mypy reads this module: it names a key that is misspelt, where values are put together and where they are read. At
run time the check before a write refuses what is no column.
"""

from collections.abc import Sequence
from datetime import date

from salesctl.domain.enums.visit import ObjectionKind
from salesctl.domain.notation import Heard, Met
from salesctl.services.orders import Order
from salesctl.store import rows


class GivenTarget(rows.TargetValues, total=False):
    """A target with its places and its rep by name."""

    territory: str | None
    block: str | None
    site: str | None
    rep: str | None


class GivenVisit(rows.VisitValues, total=False):
    """A visit with its reps by name, and what came of it; `edit` takes no `orders`."""

    rep: str | None
    pair: str | None
    benefits: Sequence[str] | None  # type: ignore[misc]  # one by one; the row has them as one text
    met: Sequence[Met]
    objections: Sequence[Heard]
    resolved: Sequence[ObjectionKind]
    orders: Sequence[Order]
    keep_open: bool
    next_on: date | None
    next_at: str | None
    next_with: str | None
    next_purpose: str | None


class GivenSale(rows.SaleValues, total=False):
    """A sale with its territory and its rep by name."""

    territory: str | None
    rep: str | None


class GivenProspect(rows.ProspectValues, total=False):
    """A prospect with its rep and who decides by name."""

    rep: str | None
    authority: str | None


class GivenAccount(rows.AccountPlanValues, total=False):
    """An account plan with its rep by name."""

    rep: str | None


class GivenCase(rows.AccountCaseValues, total=False):
    """A case with its rep by name."""

    rep: str | None


class GivenIntel(rows.IntelValues, total=False):
    """A note with its territory and its rep by name."""

    territory: str | None
    rep: str | None


class GivenGoal(rows.GoalValues, total=False):
    """A goal with its rep by name."""

    rep: str | None
