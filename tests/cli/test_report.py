"""The daily report: from records only; the clock stands on Monday 2026-11-23."""

import re

import pytest
from cli.page import Page
from rich.cells import cell_len

KEYS = (
    "id date at minutes target_id name rep mode met key_person step interest impression outcome planned order_amount"
    " orders next_on next_at next_with next_purpose note"
)
NASTY = "Beta <b>|</b> [red]*x*"
CHINESE = "台北市政府捷運工程局中區工程處"


@pytest.fixture
def worked(run, monkeypatch):
    """A Monday of three planned visits, one of them missed, with an order, an extra call and a plan for Tuesday."""
    run("product", "add", "GTX Pro")
    for name in ("Acme", NASTY, CHINESE):
        run("target", "add", name)
        run("prospect", "promote", name, "--grade", "A", "--money", "m", "--need", "n", "--interest", "strong")
        run("plan", "add", name, "today")
    run("plan", "add", NASTY, "tomorrow", "--at", "09:30", "--purpose", "try | again")
    run("contact", "add", "Acme", "Ann", "--role", "money")
    run(
        *("visit", "add", "Acme", "--order", "GTX Pro=1200.50", "--order", "99.50", "--at", "10:05", "--keep-open"),
        *("--met", "Ann", "--met", "陳小明", "--step", "close", "--interest", "committed"),
        *("--next", "2026-11-30", "--next-at", "14:00", "--next-with", "Ann", "--next-purpose", "deliver <it>"),
    )
    run("visit", "add", CHINESE, "--outcome", "advance", "--at", "16:20", "--mode", "phone", "--next", "2026-11-27")
    run("visit", "add", "Walk-in", "--new", "--outcome", "no-sale", "--note", "<script>alert(1)</script>")
    run("plan", "miss", NASTY, "--reason", "called | away <i>")


def test_the_keys(run, worked):
    rows = run("report", "day", "-f", "json").json
    assert [" ".join(row) for row in rows] == [KEYS] * 3
    assert run("report", "day", "-f", "csv").out.splitlines()[0] == KEYS.replace(" ", ",")


def test_the_visits_as_data(run, worked):
    first, second, third = run("report", "day", "-f", "json").json
    assert (first["at"], first["name"], first["met"], first["key_person"]) == ("10:05", "Acme", ["Ann", "陳小明"], True)
    assert (first["order_amount"], first["orders"], first["planned"]) == (1300.0, ["GTX Pro=1200.50", "99.50"], True)
    assert (first["next_on"], first["next_at"], first["next_with"]) == ("2026-11-30", "14:00", "Ann")
    assert (second["name"], second["mode"], second["outcome"]) == (CHINESE, "phone", "advance")
    assert (third["name"], third["at"], third["planned"]) == ("Walk-in", None, False)
    assert [row["name"] for row in run("report", "day", "-f", "csv").csv] == ["Acme", CHINESE, "Walk-in"]


def test_the_whole_report(run, worked, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    assert (
        run("report", "day").out
        == f"""\
Daily report, Mon 2026-11-23
Attendance  10:05 to 16:20; 1 of 3 visits without a time
Visits      3: 1 order, 1 advance, 1 no-sale
Plan        2 as planned, 1 extra, 1 missed
Orders      2, total USD 1,300.00

Visits
At     Name                            Mode       Met          Step   Interest   Outcome  Plan   Next
───────────────────────────────────────────────────────────────────────────────────────────────────────────
10:05  Acme                            in-person  Ann; 陳小明  close  committed  order           2026-11-30
16:20  {CHINESE}  phone                                     advance         2026-11-27
       Walk-in                         in-person                                 no-sale  extra

Orders
Name  Product    Amount
───────────────────────
Acme  GTX Pro  1,200.50
Acme              99.50

Planned and not made
Name                    Grade  Status  Why
────────────────────────────────────────────────────────
{NASTY}  A      missed  called | away <i>

Next steps agreed
Date        At     Name                            With  Purpose
─────────────────────────────────────────────────────────────────────
2026-11-27         {CHINESE}
2026-11-30  14:00  Acme                            Ann   deliver <it>

Planned for Tue 2026-11-24
At     Name                    Grade  Temp  Purpose
───────────────────────────────────────────────────────
09:30  {NASTY}  A      cold  try | again
"""
    )


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("period", [(), ("--from", "2026-11-16")])
def test_it_fits_the_terminal(run, worked, monkeypatch, width, period):
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run("report", "day", *period).out
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    for told in ("Acme", CHINESE, "1,300.00", "missed", "10:05"):
        assert told in shown


def test_markdown_is_a_document(run, worked):
    text = run("report", "day", "-f", "md").out
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Daily report, Mon 2026-11-23",
        *("## Visits", "## Orders", "## Planned and not made", "## Next steps agreed", "## Planned for Tue 2026-11-24"),
    ]
    assert "- **Orders**: 2, total USD 1,300.00" in text
    assert r"Beta \<b\>\|\</b\> \[red\]\*x\*" in text
    tables = [block for block in text.split("\n\n") if block.startswith("|")]
    for table in tables:
        columns = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(columns) == 1, f"every row has the same cells:\n{table}"


def test_the_page_is_whole_and_shows_all_text_as_it_is(run, worked, home):
    file = home / "report.html"
    done = run("report", "day", "--html", str(file))
    assert done.out == f"Report written to {file}.\n"
    text = file.read_text(encoding="utf-8")
    page = Page(text)
    assert page.tags["table"] == 5
    assert not page.tags.keys() & {"script", "b", "i", "link", "img"}
    for told in (NASTY, CHINESE, "Ann; 陳小明", "called | away <i>", "deliver <it>", "2, total USD 1,300.00", "10:05"):
        assert told in page.shown
    assert "@page" in text
    assert "http" not in text


def test_the_rep_is_named_and_escaped(run, worked, home):
    run("visit", "add", "Acme", "--outcome", "advance", "--rep", "Lin <陳> | Co")
    title = "Daily report of Lin <陳> | Co, Mon 2026-11-23"
    assert run("report", "day", "--rep", "Lin").out.startswith(f"{title}\n")
    assert run("report", "day", "--rep", "Lin", "-f", "md").out.startswith(
        "# Daily report of Lin \\<陳\\> \\| Co, Mon 2026-11-23\n"
    )
    run("report", "day", "--rep", "Lin", "--html", str(home / "r.html"))
    assert Page((home / "r.html").read_text(encoding="utf-8")).shown.count(title) == 2
    assert [row["name"] for row in run("report", "day", "--rep", "Lin", "-f", "json").json] == ["Acme"]
    assert len(run("report", "day", "-f", "json").json) == 3


def figures(text):
    """Return the facts at the head of a report in Markdown: those of its summary, if there is one."""
    return dict(reversed(re.findall(r"^- \*\*(.+?)\*\*: (.+)$", text, re.M)))


def test_every_figure_is_from_the_records(run, sql, monkeypatch):
    """Two weeks of the planner's own rows worked off in a pattern, counted again straight from the tables."""
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-09")
    for number in range(14):
        run("target", "add", f"Account {number}")
        run(
            *("prospect", "promote", f"Account {number}", "--grade", "ABC"[number % 3]),
            *("--money", "m", "--need", "n", "--interest", "slight"),
        )
    run("config", "set", "capacity", "3")
    for today in ("2026-11-09", "2026-11-10", "2026-11-12", "2026-11-16"):
        monkeypatch.setenv("SALESCTL_TODAY", today)
        run("plan", "week", "--replan")
        for number, row in enumerate(run("plan", "day", "-f", "json").json):
            match number % 3:
                case 0:
                    run("visit", "add", row["name"], "--order", f"{number + 1}00.05", "--at", f"{9 + number:02}:15")
                case 1:
                    run("visit", "add", row["name"], "--outcome", "no-sale")
                case _:
                    run("plan", "miss", row["name"], "--reason", "away")
        run("visit", "add", f"Stranger {today}", "--new", "--outcome", "continuation")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-18")
    for first, last in (("2026-11-09", "2026-11-09"), ("2026-11-10", "2026-11-16"), ("2026-11-09", "2026-11-18")):
        told = figures(run("report", "day", "--from", first, "--to", last, "-f", "md").out)
        made = "v.visited_on BETWEEN ? AND ?"
        outcomes = dict(sql(f"SELECT outcome, count(*) FROM visit v WHERE {made} GROUP BY outcome", first, last))
        assert told["Visits"] == f"{sum(outcomes.values())}: " + ", ".join(
            f"{outcomes[outcome]} {outcome}" for outcome in ("order", "continuation", "no-sale")
        )
        ((planned,),) = sql(
            f"SELECT count(*) FROM visit v JOIN planned_visit p ON p.visit_id = v.id WHERE {made}", first, last
        )
        ((missed, still_open),) = sql(
            "SELECT sum(status = 'missed' OR week < '2026-W47'), sum(status = 'planned' AND week >= '2026-W47')"
            " FROM planned_visit WHERE planned_on BETWEEN ? AND ? AND status IN ('missed', 'planned')",
            first,
            last,
        )
        kept = {"as planned": planned, "extra": sum(outcomes.values()) - planned, "missed": missed}
        kept |= {"still open": still_open}
        assert told["Plan"] == ", ".join(f"{count} {what}" for what, count in kept.items() if count)
        ((orders, total),) = sql("SELECT count(*), sum(amount) FROM sale WHERE sold_on BETWEEN ? AND ?", first, last)
        assert told["Orders"] == f"{orders}, total USD {total // 100:,}.{total % 100:02}"
        if first == last:
            times = sql("SELECT min(at), max(at), sum(at IS NULL) FROM visit WHERE visited_on = ?", first)
            ((earliest, latest, untimed),) = times
            span = earliest if earliest == latest else f"{earliest} to {latest}"
            assert told["Attendance"] == f"{span}; {untimed} of {sum(outcomes.values())} visits without a time"


def test_a_period_has_a_summary_and_a_part_for_each_day_with_records(run, worked, monkeypatch):
    run("visit", "add", "Acme", "--outcome", "advance", "--on", "2026-11-21")  # a Saturday
    text = run("report", "day", "--from", "2026-11-19", "--to", "today", "-f", "md").out
    assert [line for line in text.splitlines() if line.startswith(("# ", "## "))] == [
        "# Daily reports, 2026-11-19 to 2026-11-23",
        *("## Summary", "## Sat 2026-11-21", "## Mon 2026-11-23"),
    ]
    summary = text.partition("## Sat")[0]
    assert "- **Days**: 2 with visits, of 4" in summary
    assert re.findall(
        r"^\| (2026-\S+) \| (\w+) \|.*?\| (\d+) \| \d+ \| \d+ \| \d+ \| ([\d.,]+) \|$", summary, re.M
    ) == [
        ("2026-11-19", "Thu", "0", "0.00"),
        ("2026-11-20", "Fri", "0", "0.00"),
        ("2026-11-21", "Sat", "1", "0.00"),
        ("2026-11-23", "Mon", "3", "1,300.00"),
    ]
    rows = run("report", "day", "--from", "2026-11-19", "-f", "json").json
    assert [row["date"] for row in rows] == ["2026-11-21", *["2026-11-23"] * 3]


def test_the_page_of_a_period_has_a_sheet_for_each_part(run, worked, home):
    run("report", "day", "--from", "2026-11-16", "--html", str(home / "week.html"))
    assert Page((home / "week.html").read_text(encoding="utf-8")).tags["section"] == 2


def test_an_order_is_told_by_who_took_it_and_a_sale_without_a_visit_by_who_has_it(run, worked):
    run("visit", "add", "Walk-in", "--order", "10", "--rep", "Lin")
    assert "Orders      1, total USD 10.00" in run("report", "day", "--rep", "Lin").out
    assert "Orders      2, total USD 1,300.00" in run("report", "day").out


def test_a_planned_visit_made_days_early_is_not_planned_for_tomorrow(run):
    run("target", "add", "Acme")
    run("plan", "add", "Acme", "tomorrow")
    assert "Acme" in run("report", "day").out
    run("visit", "add", "Acme", "--outcome", "advance")
    shown = run("report", "day").out
    assert "Plan        1 as planned" in shown
    assert shown.endswith("Planned for Tue 2026-11-24\nNothing is planned yet.\n")


def test_tomorrow_is_the_next_working_day_or_the_day_of_a_promise_before_it(run, monkeypatch):
    run("config", "set", "country", "US")
    run("target", "add", "Acme")
    run("target", "add", "Beta")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-25")
    run("visit", "add", "Acme", "--outcome", "advance")
    assert "Planned for Fri 2026-11-27" in run("report", "day").out  # past Thanksgiving
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-27")
    assert "Planned for Mon 2026-11-30" in run("report", "day").out
    run("plan", "add", "Beta", "2026-11-28")
    assert "Planned for Sat 2026-11-28" in run("report", "day").out


@pytest.mark.parametrize("form", ["table", "md"])
def test_an_empty_day_says_so(run, worked, form):
    shown = run("report", "day", "2026-11-22", "-f", form)
    assert "Nothing was recorded." in shown.out
    assert "Planned for Mon 2026-11-23" in shown.out
    assert shown.err == "Nothing was recorded on 2026-11-22.\n"


def test_an_empty_store_says_so_and_is_not_written_to(run, home, sql):
    assert run("report", "day", "-f", "json").json == []
    assert "Nothing was recorded." in run("report", "day", "--from", "2026-11-01").out
    run("report", "day", "--html", str(home / "empty.html"))
    assert "Nothing was recorded." in Page((home / "empty.html").read_text(encoding="utf-8")).shown
    assert sql("SELECT count(*) FROM rep") == [(0,)]
    assert sql("SELECT count(*) FROM command") == [(0,)]


def test_a_day_with_nothing_but_an_open_plan(run):
    run("target", "add", "Acme")
    run("plan", "add", "Acme", "today")
    shown = run("report", "day").out
    assert "Attendance  none\nVisits      0\nPlan        1 still open\nOrders      0\n" in shown
    assert re.search(r"^Acme +still open$", shown, re.M)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["2026-11-24"], "2026-11-24 is still to come"),
        (["today", "--from", "2026-11-01"], "give DATE, or --from and --to"),
        (["--to", "2026-11-20"], "--to needs --from"),
        (["--from", "2026-11-20", "--to", "2026-11-19"], "would end (2026-11-19) before it begins (2026-11-20)"),
        (["--from", "2020-01-01"], "more than a year"),
        (["--html", "r.html", "-f", "json"], "give --html FILE alone"),
        (["2026-02-30"], "there is no date 2026-02-30"),
    ],
)
def test_bad_input_is_refused(run, home, monkeypatch, words, problem):
    monkeypatch.chdir(home)
    assert problem in run("report", "day", *words, code=2).err
    assert not (home / "r.html").exists()


def test_an_unknown_rep_and_an_unwritable_page(run, worked, home):
    assert "there is no rep 'Nobody Atall'" in run("report", "day", "--rep", "Nobody Atall", code=3).err
    assert "cannot be written" in run("report", "day", "--html", str(home / "none" / "r.html"), code=2).err
