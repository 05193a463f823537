"""The options of a prospect, each written once for `promote`, `edit` and the rest."""

from datetime import date
from typing import Annotated, NamedTuple

import typer

from salesctl.cli.completion import offers
from salesctl.cli.core import dates
from salesctl.cli.core.options import (
    AmountOption,
    ExternalIdOption,
    ProductOption,
    RepOption,
    choice,
    clearable,
)
from salesctl.domain.enums.prospect import Grade, Horizon, Interest, LossReason, PurchaseType, Temperature


def _visits(text: str) -> int:
    """Read a number of visits; the record knows its bounds."""
    if not text.strip().isdecimal():
        raise typer.BadParameter(f"cannot read '{text}'; give a whole number of visits")
    return int(text)


_GRADE = typer.Option("--grade", help="How well they like the product and the rep (可能性).")
NewGrade = Annotated[Grade, _GRADE]
OtherGrade = Annotated[Grade | None, _GRADE]
Temp = Annotated[
    Temperature | None,
    typer.Option(
        "--temp", parser=choice(Temperature), help="How far the purchase is, if the date misleads (購買進度)."
    ),
]
Type = Annotated[
    PurchaseType | None, typer.Option("--type", parser=choice(PurchaseType), help="Why they buy (新 / 追加 / 換用).")
]
DecideBy = Annotated[
    date | None, typer.Option(parser=clearable(dates.future), metavar="DATE", help="When the decision is expected.")
]
NewHorizon = Annotated[
    Horizon | None,
    typer.Option("--horizon", parser=choice(Horizon), help="The list it belongs to, if the date misleads."),
]
Money = Annotated[str | None, typer.Option(metavar="TEXT", help="Their buying power: budget, who holds it.")]
Need = Annotated[str | None, typer.Option(metavar="TEXT", help="What they need it for.")]
Authority = Annotated[
    str | None,
    typer.Option(metavar="CONTACT", autocompletion=offers.contacts, help="Who decides; made a contact if unknown."),
]
NewInterest = Annotated[
    Interest | None,
    typer.Option("--interest", parser=choice(Interest), help="Their interest now; later visits tell it anew."),
]
Competitor = Annotated[str | None, typer.Option(help="The competitor in place.")]
Current = Annotated[str | None, typer.Option(metavar="TEXT", help="How it is now, with a figure.")]
Desired = Annotated[str | None, typer.Option(metavar="TEXT", help="How it should be, with a figure.")]
Consequence = Annotated[str | None, typer.Option(metavar="TEXT", help="What staying as it is will cost.")]
Gain = Annotated[str | None, typer.Option(metavar="TEXT", help="What the change will bring.")]
Cadence = Annotated[
    int | None,
    typer.Option(parser=clearable(_visits), metavar="N", help="Visits per four weeks, instead of the grade's."),
]
Note = Annotated[str | None, typer.Option(help="A note.")]
Why = Annotated[LossReason, typer.Option("--reason", help="Why.")]
LostTo = Annotated[str | None, typer.Option("--to", metavar="COMPETITOR", help="Who won it.")]
Retry = Annotated[
    date | None,
    typer.Option("--retry", parser=clearable(dates.future), metavar="DATE", help="When it is worth calling on again."),
]


class ProspectOptions(NamedTuple):
    """What is told of a prospect; `product` when it is opened, `new_product` when it becomes another's."""

    temperature: Temp = None
    purchase_type: Type = None
    product: ProductOption = None
    new_product: Annotated[
        str | None, typer.Option(metavar="PRODUCT", autocompletion=offers.products, help="The product it is for now.")
    ] = None
    amount: AmountOption = None
    decide_by: DecideBy = None
    money: Money = None
    need: Need = None
    authority: Authority = None
    interest: NewInterest = None
    competitor: Competitor = None
    current: Current = None
    desired: Desired = None
    consequence: Consequence = None
    gain: Gain = None
    horizon: NewHorizon = None
    cadence: Cadence = None
    rep: RepOption = None
    note: Note = None
    external_id: ExternalIdOption = None
