"""Short ways to write what is known of a target, seen from Monday 2026-11-23."""

from typing import Any

from salesctl.rules.target_page import Dossier

TOLD = dict.fromkeys(("current", "desired", "consequence", "gain", "competitor", "reaction"))


def person(name: str, *parts: str, last_met: str | None = "2026-11-02", **more: Any) -> dict[str, Any]:
    return {"name": name, "parts": parts, "last_met": last_met, "title": None, "phone": None, "note": None, **more}


def visit(on: str, step: str | None = None) -> dict[str, Any]:
    return {"visited_on": on, "step": step, "outcome": "advance"}


def prospect(**more: Any) -> dict[str, Any]:
    return {"product": None, "competitor": None, "decide_by": "2026-12-20", "opened_on": "2026-11-01", **more}


def situation(**told: str) -> dict[str, Any]:
    return {**TOLD, **told}


def dossier(visits: int = 0, orders: int = 0, **known: Any) -> Dossier:
    lists = (
        "people",
        "prospects",
        "closed",
        "situations",
        "interests",
        "visits",
        "objections",
        "terms",
        "orders",
        "planned",
    )
    nothing: dict[str, Any] = {name: [] for name in (*lists, "cases", "intel")}
    counts = {"visits": visits, "orders": orders, "amount": 0}
    return Dossier(**{**nothing, "target": {}, "counts": counts, "told": TOLD, "account": None, **known})
