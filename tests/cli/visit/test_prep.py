"""The brief of a visit; the clock stands on Monday 2026-11-23."""

import re

import pytest

NASTY = "Beta [bold]|</b> <script>alert(1)</script> *x*"


@pytest.fixture
def brief(run):
    """Return the brief of a target as data."""

    def call(name="Acme Ltd", *options):
        (row,) = run("visit", "prep", name, *options, "--format", "json").json
        return row

    return call


@pytest.fixture
def surveyed(run, acme, promote, visit, prepared):
    """A prospect with a need, people, an objection and terms."""

    def fill():
        promote("--product", "GTX Pro", "--need", "faster scans", "--decide-by", "2026-12-15", "--amount", "5000")
        run("contact", "add", "Acme", "Bo", "--role", "need", "--title", "head of radiology")
        survey = ("--step", "survey", "--on", "2026-11-09", "--interest", "strong", "--current", "12 days")
        visit("--met", "Bo", *survey, "-q")
        visit(
            *("--step", "present", "--on", "2026-11-16", "--interest", "slight", "--desired", "3 days", "-q"),
            *("--objection", "price/unclear:too dear", "--terms", "30 days", "--discount", "5"),
            *("--impression", "wavers", "--competitor", "Rival rents it out", "--reaction", "tempted"),
        )

    prepared("visit-surveyed", fill)


def test_a_target_nobody_visited_gets_a_canvass_brief(run, brief):
    for name, block in (("Acme", "Harbour"), ("Neighbour", "Harbour"), ("Colleague", "Hill"), ("Other", "Hill")):
        industry = "medical" if name in ("Acme", "Colleague") else "food"
        run("target", "add", name, "--territory", "North", "--block", block, "--industry", industry)
    for name in ("Neighbour", "Colleague", "Other"):
        run("visit", "add", name, "--order", "100")
    row = brief("Acme")
    assert row["references"] == ["Neighbour", "Colleague"]
    assert row["purpose"].startswith("get acquainted")
    assert (row["visits"], row["person"], row["step"]) == (0, None, "approach")
    assert row["open"][0].startswith("Tell me about your business")
    assert row["gaps"] == [
        *("nobody known who holds the budget", "nobody known who decides", "nobody known who works with it")
    ]
    assert row["open"][2] == "Who else has to do with it, and who decides on such things here?"
    assert row["closed"] == ["Is that decided in this house, or somewhere else?"]
    run("target", "edit", "Acme", "--size", "495")
    page = run("visit", "prep", "Acme").out
    assert "Business  medical\nSize      495\n" in page
    assert re.search(r"Neighbour +food +Harbour +same block +2026-11-23", page)


def test_what_is_known_of_a_prospect(brief, surveyed):
    row = brief()
    assert (row["product"], row["grade"], row["temperature"], row["amount"]) == ("GTX Pro", "A", "hot", 5000.0)
    assert (row["need"], row["money"], row["step"], row["visits"]) == (["Bo"], [], "present", 2)
    assert (row["current"], row["desired"], row["gap"]) == ("12 days", "3 days", "-9")
    assert row["objections"] == ["price: too dear"]
    assert row["interests"] == ["strong", "slight"]
    assert row["impression"] == "wavers"
    assert row["competitor"] == "Rival rents it out; they: tempted"
    assert row["terms"] == ["2026-11-16: 30 days, 5% discount"]
    assert row["purpose"] == "answer the objection about price, then present the proposal on their need"
    assert row["open"][:2] == [
        "It sounded more urgent before: what has changed since?",
        "What do you compare the price with, and over how many years?",
    ]
    assert row["closed"][0] == "If the price were settled, would anything else stand in the way?"


def test_the_page_says_how_to_handle_an_objection(run, surveyed):
    page = run("visit", "prep", "Acme").out
    assert "Trend         ▄▂ strong → slight" in page
    assert "listen → ask → pin down → stay calm → check agreement → agree the next action" in page


def test_the_page_stays_a_page(run, surveyed, visit):
    for number in range(3):
        visit("--objection", f"no-time:busy {number}", "--terms", f"terms {number}", "-q")
    page = run("visit", "prep", "Acme").out
    assert "Objections still open: 3, and 1 more\n" in page
    assert "Visits: the last 3, and 2 older\n" in page
    assert "terms 2; 2026-11-23: terms 1\n" in page


def test_the_visits_of_a_brief_leave_out_what_it_sums_up(run, surveyed, visit):
    run("visit", "add", "Acme", "--order", "GTX Pro=5000", "--satisfaction", "4", "--pair", "Lin", "--mode", "video")
    page = run("visit", "prep", "Acme").out
    assert re.search(r"\nDate +Met +Step +Interest +Outcome +Impression or note\n", page)
    assert "Satisfaction    4 of 5 on 2026-11-23\n" in page
    assert "Orders          1, total USD 5,000.00\n" in page


def test_a_few_of_those_who_play_the_same_part_are_on_the_page(run, brief, surveyed):
    for number in range(5):
        run("contact", "add", "Acme", f"Boss {number}", "--role", "authority", "--role", "champion")
    page = run("visit", "prep", "Acme").out
    assert [page.count(f"Boss {number} ") for number in range(5)] == [2, 2, 2, 0, 0]
    assert "And 4 more; `salesctl contact list 1` shows everybody.\n" in page
    assert len(brief()["authority"]) == 5


def test_a_person_of_unknown_part_is_on_the_map(run, surveyed):
    run("contact", "add", "Acme", "Zoe")
    assert re.search(r"\n +Zoe +part not known yet, never met\n", run("visit", "prep", "Acme").out)


def test_a_receivable_is_what_a_visit_to_a_customer_is_for_once_it_is_overdue(run, acme, brief):
    run("visit", "add", "Acme", "--order", "100")
    run("case", "open", "Acme", "receivable", "invoice 4711", "--amount", "100", "--due", "2026-11-24")
    assert brief()["purpose"].startswith("keep the customer")
    assert brief()["materials"] == ["what they ordered last, and one new thing to show"]
    run("case", "edit", "1", "--due", "2026-11-20")
    row = brief()
    assert row["purpose"] == "settle the receivable: invoice 4711"
    assert row["materials"] == ["the invoice, and the proof that it was delivered"]
    assert row["open"][0] == "What holds the payment up, and who can release it?"


def test_a_complaint_comes_before_the_sale(run, brief, surveyed):
    run("case", "open", "Acme", "complaint", "it jams", "--due", "fri")
    row = brief()
    assert row["purpose"].startswith("settle the complaint: it jams; then answer the objection about price")
    assert row["materials"][0].startswith("what was promised")
    assert "the costs over two years, side by side" in row["materials"]


def test_one_of_several_prospects_is_named(run, brief, surveyed, promote):
    promote("--need", "n")
    assert "--product" in run("visit", "prep", "Acme", code=3).err
    assert brief("Acme", "--product", "GTX")["product"] == "GTX Pro"


def test_an_order_for_another_product_makes_nobody_forget_the_need(run, brief, surveyed, promote, monkeypatch):
    run("product", "add", "MG Special")
    promote("--product", "MG Special", "--need", "n")
    monkeypatch.setenv("SALESCTL_TODAY", "2026-11-24")
    run("visit", "add", "Acme", "--order", "MG Special=100", "--step", "close", "-q")
    row = brief()
    assert (row["product"], row["gap"], row["step"]) == ("GTX Pro", "-9", "present")
    assert row["competitor"] == "Rival rents it out; they: tempted"
    run("visit", "add", "Acme", "--order", "GTX Pro=5000", "--keep-open", "-q")
    assert brief()["step"] == "approach"


def test_high_level(run, brief, surveyed, visit):
    assert brief()["best_person"] is None
    run("contact", "add", "Acme", "Grace", "--role", "authority", "--title", "CFO")
    visit("--consequence", "patients leave", "-q")
    row = brief("Acme", "--high-level")
    assert (row["best_person"], row["risk"]) == ("Grace, CFO", "patients leave; doubts about price")
    assert row["benefit"].startswith("not known yet")
    assert (row["person"], row["person_why"]) == ("Grace", "decides; never met")
    assert "Gatekeeper     not known yet" in run("visit", "prep", "Acme", "--high-level").out


class TestNext:
    """What is stored on the next planned visit."""

    ROW = (
        "SELECT p.purpose, c.name, p.materials, p.questions"
        " FROM planned_visit p LEFT JOIN contact c ON c.id = p.contact_id"
    )

    def test_without_it_nothing_is_written(self, run, surveyed, tables):
        run("plan", "add", "Acme", "fri")
        before = tables()
        run("visit", "prep", "Acme", "--purpose", "x", "--with", "Zoe", "--materials", "m", "--question", "q")
        assert tables() == before

    def test_what_is_given_is_stored_and_shown_in_the_day(self, run, surveyed, sql, brief):
        run("plan", "add", "Acme", "fri", "--at", "10:00")
        done = run(
            *("visit", "prep", "Acme", "--next", "--purpose", "the price", "--with", "Zoe Lin"),
            *("--materials", "cost sheet", "--materials", "樣品", "--question", "Who signs?", "--question", "When?"),
        )
        assert done.out.endswith("Planned visit 1 Acme Ltd: Fri 2026-11-27 10:00, preparation stored.\n")
        assert sql(self.ROW) == [("the price", "Zoe Lin", "cost sheet\n樣品", "Who signs?\nWhen?")]
        day = [line.split(maxsplit=1) for line in run("plan", "day", "fri").out.splitlines()]
        for line in (["For", "the price"], ["Who", "Zoe Lin"], ["Bring", "cost sheet; 樣品"], ["Ask", "Who signs?"]):
            assert line in day
        row = brief()
        assert (row["purpose"], row["person"], row["prepared"]) == ("the price", "Zoe Lin", ["Who signs?", "When?"])

    def test_what_was_stored_stays_and_an_empty_text_takes_it_away(self, run, surveyed, sql):
        run("plan", "add", "Acme", "fri", "--purpose", "the price")
        run("visit", "prep", "Acme", "--next", "--question", "Who signs?")
        run("visit", "prep", "Acme", "--next", "--materials", "cost sheet")
        assert sql(self.ROW) == [("the price", "Bo", "cost sheet", "Who signs?")]
        run("visit", "prep", "Acme", "--next", "--purpose", "", "--materials", "", "--question", "")
        purpose, _, materials, questions = sql(self.ROW)[0]
        assert purpose.startswith("answer the objection about price")
        assert materials.startswith("an example from a similar customer")
        assert "What do you compare the price with, and over how many years?" in questions.splitlines()

    def test_a_question_that_was_stored_is_not_proposed_again(self, run, surveyed, brief):
        run("plan", "add", "Acme", "fri")
        proposed = brief()["open"]
        run("visit", "prep", "Acme", "--next")
        row = brief()
        assert row["prepared"][: len(proposed)] == proposed
        assert [row[kind] for kind in ("open", "closed", "provoking", "closing")] == [[], [], [], []]

    def test_the_day_shows_only_the_first_questions(self, run, surveyed):
        run("plan", "add", "Acme", "fri")
        run("visit", "prep", "Acme", "--next")
        assert re.search(r"and \d more: `salesctl visit prep`", run("plan", "day", "fri").out)

    def test_a_part_of_a_name_is_the_person(self, run, surveyed, sql):
        run("contact", "add", "Acme", "Grace Mwangi")
        run("plan", "add", "Acme", "fri")
        run("visit", "prep", "Acme", "--next", "--with", "grace")
        assert sql(self.ROW)[0][1] == "Grace Mwangi"

    def test_data_stays_clean(self, run, surveyed):
        run("plan", "add", "Acme", "fri")
        done = run("visit", "prep", "Acme", "--next", "--format", "json")
        assert done.json[0]["planned_on"] == "2026-11-27"
        assert done.err == "Planned visit 1 Acme Ltd: Fri 2026-11-27, preparation stored.\n"

    def test_without_a_planned_visit_it_says_what_to_do(self, surveyed, refused):
        assert "`salesctl plan add 1 DATE`" in refused(3, "visit", "prep", "Acme", "--next")


def test_text_is_never_markup(run, home):
    run("target", "add", NASTY, "--industry", "[red]x", "--phone", "1")
    assert NASTY in run("visit", "prep", NASTY).out
    markdown = run("visit", "prep", NASTY, "-f", "md").out
    assert r"\[bold\]\|\</b\> \<script\>" in markdown
    file = home / "brief.html"
    assert run("visit", "prep", NASTY, "--html", str(file)).out == f"Brief written to {file}.\n"
    page = file.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "http" not in page
    assert run("visit", "prep", NASTY, "--html", str(file), "-f", "md", code=2).err


class TestOwnQuestions:
    """The user's own catalogue, beside the config file."""

    @pytest.fixture
    def own(self, run, home):
        """The file, and nothing but it in the folder."""
        return home / "home" / ".config" / "salesctl" / "questions.toml"

    def test_a_copy_is_made_to_be_edited(self, run, acme, own, brief):
        before = brief()
        assert run("config", "questions").out == f"Questions copied to {own}; edit them there.\n"
        assert brief() == before
        own.write_text('[[question]]\ntext = "How [much]?"\nkind = "open"\nwhen = "no-need"\n', encoding="utf-8")
        assert brief()["open"] == ["How [much]?"]
        assert brief()["closing"] == []
        assert "is there already" in run("config", "questions", code=4).err

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("x = [", "is not valid TOML"),
            ("x = 1", "question: field required"),
            ('[[question]]\ntext = "a"\nkind = "opne"', "question 1, kind: input should be 'open'"),
            ('[[question]]\ntext = "a"\nkind = "open"\nwhen = "rain"', "question 1, when: "),
            ('[[question]]\ntext = ""\nkind = "open"', "question 1, text: "),
            ('[[question]]\ntext = "a\\nb"\nkind = "open"', "question 1, text: contains a control character"),
        ],
    )
    def test_a_broken_one_is_named_with_the_place(self, acme, own, refused, text, told):
        own.parent.mkdir(parents=True)
        own.write_text(text, encoding="utf-8")
        line = refused(2, "visit", "prep", "Acme")
        assert f"{own}" in line
        assert told in line
