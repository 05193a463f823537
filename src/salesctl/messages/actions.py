"""Actions of account plans."""


def action_line(what: str, owner: str | None, ends_on: str, *, late: bool) -> str:
    """Say what an action is, who does it and by when: `train their operators (Ben), due 2026-12-04`."""
    who = f" ({owner})" if owner else ""
    return f"{what}{who}, {'overdue since' if late else 'due'} {ends_on}"
