"""What the quotas ask of a month, in words."""

from salesctl.domain.figures import money
from salesctl.domain.text import plural
from salesctl.messages.forecast import UNTOLD
from salesctl.rules.forecast import Figure, MonthAsk


def asking(asked: MonthAsk) -> str:
    """Say what is asked of a month: revenue, orders and the visits they take, or why one of them cannot be told."""
    wanted = [money(asked.amount)] if asked.amount is not None else []
    follow = [] if asked.counted else [_told(asked.orders, "order", f"an average of {_average(asked)}")]
    if asked.counted:
        wanted += [_count(asked.orders, "order")]
    follow += [_told(asked.visits, "visit", f"a hit rate of {asked.selling.hit_rate.value or 0:.0%}")]
    of = " of all reps together" if asked.together else ""
    if not asked.split:
        return (
            f"The quota of {asked.year} asks {' and '.join(wanted)}{of}, and nothing of {asked.month} by itself:"
            f" `salesctl quota split {asked.year} --by month` gives each month its part."
        )
    return f"The quota asks {' and '.join(wanted)} of {asked.month}{of}: {', '.join(follow)}."


def _average(asked: MonthAsk) -> str:
    return money(int(asked.selling.average_order.value or 0))


def _told(figure: Figure, noun: str, at: str) -> str:
    return f"– {noun}s ({UNTOLD[figure.why]})" if figure.why else f"{_count(figure, noun)} at {at}"


def _count(figure: Figure, noun: str) -> str:
    count = int(figure.value or 0)
    return f"{count:,} {plural(noun, count)}"
