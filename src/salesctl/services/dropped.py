"""What a target's standing forbids; apart from `targets`, because every visit asks and few change a target."""

from collections.abc import Mapping
from typing import Any

from salesctl.errors import Conflict


def refuse_dropped(target: Mapping[str, Any]) -> None:
    """Refuse what a dropped target cannot have, such as a visit or a prospect.

    Raises:
        Conflict: The target was dropped.
    """
    if target["dropped_on"]:
        raise Conflict(
            f"'{target['name']}' was dropped on {target['dropped_on']};"
            f" `salesctl target edit {target['id']} --reopen` takes it back"
        )
