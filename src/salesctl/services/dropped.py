"""What a target's standing forbids; apart from `targets`, because every visit asks and few change a target."""

from typing import TypedDict

from salesctl.errors import Conflict


class Customer(TypedDict):
    """What recording anything at a target needs of it: a part of its row."""

    id: int
    name: str
    territory_id: int | None
    rep_id: int
    dropped_on: str | None


def refuse_dropped(target: Customer) -> None:
    """Refuse what a dropped target cannot have, such as a visit or a prospect.

    Raises:
        Conflict: The target was dropped.
    """
    if target["dropped_on"]:
        raise Conflict(
            f"'{target['name']}' was dropped on {target['dropped_on']};"
            f" `salesctl target edit {target['id']} --reopen` takes it back"
        )
