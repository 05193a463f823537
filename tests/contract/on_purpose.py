"""What is left out on purpose, and why: the one list of exceptions for the tests that look at every column.

A key is a table or one of its columns. Whoever adds a column that cannot be seen, exported or imported gives the reason
here, or a test names the column.
"""

_FOLDED = "a folded copy for look-ups, made anew from what it is folded from"
_BY_PLAN = "a plan is a calendar: `import plan` brings appointments, and what else is planned is planned anew"
_NO_LIST = "part of a page about one account, which no file holds; `db backup` keeps it"
_NOT_BROUGHT = "nothing imports it: it is written here, and `db backup` keeps it"
_BY_NAME = "comes with the lists that name it, by its name alone"

ON_PURPOSE: dict[str, dict[str, str]] = {
    "shown": {
        "account_point.added_on": "the lines of a plan stand in the order in which they were written",
        "block.name_key": _FOLDED,
        "contact.name_key": _FOLDED,
        "planned_visit.moved_by": "told as a count of moves, by the review of a week that has enough of them",
        "planned_visit.pinned": "shows in what replanning leaves where it is",
        "planned_visit.promise_id": "joins an overdue row to the promise it makes good, which is the row that is shown",
        "rep.name_key": _FOLDED,
        "site.name_key": _FOLDED,
        "target.phone_key": _FOLDED,
        "weekly_plan.planned_at": "the log tells when a week was planned",
    },
    "exported": {
        "account_plan": _NO_LIST,
        "account_point": _NO_LIST,
        "account_stage": _NO_LIST,
        "assessment": _NO_LIST,
        "block.name_key": _FOLDED,
        "contact.name_key": _FOLDED,
        "day_off": "an entry in the rep's own calendar; no list holds it",
        "decision": "the minutes of a review; `review list` writes them to a file",
        "planned_visit.materials": "what a preparation stored, for the brief of that visit",
        "planned_visit.miss_reason": "told by the report of the day and the review of the week",
        "planned_visit.moved_by": "told by the review of the week",
        "planned_visit.pinned": _BY_PLAN,
        "planned_visit.promise_id": _BY_PLAN,
        "planned_visit.questions": "what a preparation stored, for the brief of that visit",
        "planned_visit.visit_id": "a visit that is imported ticks off what is planned",
        "planned_visit.week": "the week of its day",
        "rep.name_key": _FOLDED,
        "site.name_key": _FOLDED,
        "target.phone_key": _FOLDED,
        "weekly_plan": "that a week was planned follows from planning it",
    },
    "imported": {
        "account_action": _NOT_BROUGHT,
        "account_case": _NOT_BROUGHT,
        "account_plan": _NOT_BROUGHT,
        "account_point": _NOT_BROUGHT,
        "account_stage": _NOT_BROUGHT,
        "assessment": _NOT_BROUGHT,
        "block.position": "the order in which targets name the blocks, until `territory edit` says another",
        "budget": _NOT_BROUGHT,
        "case_step": _NOT_BROUGHT,
        "day_off": _NOT_BROUGHT,
        "decision": _NOT_BROUGHT,
        "goal": _NOT_BROUGHT,
        "intel": _NOT_BROUGHT,
        "planned_visit": "`import plan` is to come; a next date that is ahead comes with the visit it was agreed at",
        "quota": "`import quota` is to come",
        "territory.approach": _BY_NAME,
        "territory.area": _BY_NAME,
        "territory.competition_note": _BY_NAME,
        "territory.competitor_share": _BY_NAME,
        "territory.customer_note": _BY_NAME,
        "territory.customers": _BY_NAME,
        "territory.fixed_share": _BY_NAME,
        "territory.focus": _BY_NAME,
        "territory.growth": _BY_NAME,
        "territory.income": _BY_NAME,
        "territory.market_size": _BY_NAME,
        "territory.note": _BY_NAME,
        "territory.parent_id": _BY_NAME,
        "territory.population": _BY_NAME,
        "territory.purchasing_power": _BY_NAME,
        "territory.retail": _BY_NAME,
        "territory.share": _BY_NAME,
        "weekly_plan": "that a week was planned follows from planning it",
    },
}


def reason(aspect: str, column: str) -> str | None:
    """Return why a column of a table is left out of something, None when it is not to be."""
    return ON_PURPOSE[aspect].get(column) or ON_PURPOSE[aspect].get(column.partition(".")[0])
