"""What is counted of a rep's days."""

from datetime import date

from salesctl.rules.activity import Activity

MON, TUE = date(2026, 11, 23), date(2026, 11, 24)


def visit(day, outcome, at=None, planned=1):
    return {"date": day.isoformat(), "outcome": outcome, "at": at, "planned": planned}


WORK = Activity(
    visits=[
        visit(MON, "no-sale", "16:00"),
        visit(MON, "order"),
        visit(MON, "advance", "09:30", planned=0),
        visit(TUE, "advance", "08:00"),
    ],
    orders=[{"date": "2026-11-23", "amount": 120050}, {"date": "2026-11-24", "amount": 5}],
    undone=[{"date": "2026-11-24", "status": "missed"}, {"date": "2026-11-25", "status": "planned"}],
)


def test_nothing_is_nothing():
    nothing = Activity()
    assert not nothing
    assert (nothing.times, nothing.outcomes, nothing.days) == ([], {}, set())
    assert (nothing.extra, nothing.missed, nothing.amount) == (0, 0, 0)


def test_a_missed_visit_alone_is_something():
    assert Activity(undone=WORK.undone)


def test_the_counts():
    assert WORK.outcomes == {"order": 1, "advance": 2, "no-sale": 1}
    assert list(WORK.outcomes) == ["order", "advance", "no-sale"]
    assert (WORK.extra, WORK.missed, WORK.amount) == (1, 1, 120055)
    assert WORK.days == {MON, TUE, date(2026, 11, 25)}


def test_a_day_is_counted_by_itself():
    monday = WORK.on(MON)
    assert monday.times == ["09:30", "16:00"]
    assert (len(monday.visits), monday.extra, monday.missed, monday.amount) == (3, 1, 0, 120050)
    assert not WORK.on(date(2026, 11, 26))
