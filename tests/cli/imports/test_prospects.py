"""Importing the prospect list."""

from cli.rows import prospect, sale, visit

HEADER = "opportunity_id,account,product,grade,amount,decide_by,money,need,interest\n"


def test_prospects_are_opened(lists, twice, run, sql):
    out = twice(
        "prospects",
        HEADER + "O-1,Acme,GTX Pro,A,1200.50,2026-12-01,budget,machines,strong\nO-2,Bolt,,,,,m,n,\n",
    )
    assert out == "Prospects: 2 added, 0 changed, 0 unchanged.\n"
    assert sql(
        """SELECT target_id, product_id, grade, amount, decide_by, money, need, interest, temperature, forced_reason,
            external_id, opened_on, r.name FROM prospect p JOIN rep r ON r.id = p.rep_id ORDER BY p.id"""
    ) == [
        (1, 1, "A", 120050, "2026-12-01", "budget", "machines", "strong", None, None, "O-1", "2026-11-23", "Lin"),
        (2, None, "C", None, None, "m", "n", "slight", None, None, "O-2", "2026-11-23", "me"),
    ]


def test_what_does_not_qualify_is_forced_and_said_once(lists, load, sql):
    result = load("prospects", "name,interest\nAcme,\nBolt,none\n")
    assert (
        "Note: prospects that do not qualify by what the file says, forced with the reason 'imported': 2." in result.err
    )
    assert sql("SELECT interest, forced_reason FROM prospect") == [(None, "imported"), ("none", "imported")]
    load("prospects", "name\nCobalt\n", "--new")  # nothing is told of interest at all
    assert sql("SELECT interest, forced_reason FROM prospect WHERE id = 3") == [("slight", "imported")]


def test_an_open_prospect_is_changed_where_the_file_says_something_else(lists, load, twice, run, sql):
    load("prospects", HEADER + "O-1,Acme,GTX Pro,B,100,2026-12-01,m,n,strong\n")
    out = twice("prospects", "name,product,grade,amount,temperature,rep,authority\nAcme,gtx pro,A,,cold,Mo,Ann Lee\n")
    assert out == "Prospects: 0 added, 1 changed, 0 unchanged. (new contact Ann Lee, new rep Mo)\n"
    shown = run("prospect", "show", "Acme", "--format", "json").json[0]
    assert {key: shown[key] for key in ("grade", "amount", "temperature", "rep", "authority", "external_id")} == {
        "grade": "A",
        "amount": 100.0,
        "temperature": "cold",
        "rep": "Mo",
        "authority": "Ann Lee",
        "external_id": "O-1",
    }


def test_temperature_and_interest_as_shown_change_nothing(lists, load, run, insert, sql, tables):
    load("prospects", HEADER + "O-1,Acme,GTX Pro,B,,2026-12-01,m,n,slight\n")
    insert(visit(1, "2026-11-23", interest="committed"))
    stored = tables()
    shown = "name,product,temperature,interest\nAcme,GTX Pro,hot,committed\n"
    assert load("prospects", shown).out == "Prospects: 0 added, 0 changed, 1 unchanged.\n"
    assert tables() == stored
    load("prospects", "name,product,temperature,decide_by\nAcme,GTX Pro,cold,2027-12-01\n")
    assert sql("SELECT temperature, decide_by FROM prospect") == [(None, "2027-12-01")]


def test_an_external_id_finds_a_prospect_of_another_product(lists, load, twice, sql):
    load("prospects", "external_id,name,product,money,need\nO-1,Acme,GTX Pro,m,n\n")
    out = twice("prospects", "external_id,name,product\nO-1,Acme,MG Special\n")
    assert out == "Prospects: 0 added, 1 changed, 0 unchanged.\n"
    assert sql("SELECT product_id FROM prospect") == [(2,)]


def test_a_second_open_prospect_is_a_bad_row_on_every_run(lists, load, rejects, tables):
    text = "opportunity_id,account,product\nO-1,Acme,GTX Pro\nO-2,Acme,GTX Pro\nO-3,Acme,MG Special\n"
    first = load("prospects", text, "--skip-bad", str(rejects))
    assert first.out == "Prospects: 2 added, 0 changed, 0 unchanged.\n"
    assert "line 3: target and product have an open prospect already (line 2)" in first.err
    stored = tables()
    again = load("prospects", text, "--skip-bad", str(rejects))
    assert again.out == "Prospects: 0 added, 0 changed, 2 unchanged.\n"
    assert "line 3: target and product have an open prospect already (line 2)" in again.err
    assert tables() == stored
    assert rejects.read_text("utf-8").splitlines() == [
        "opportunity_id,account,product,salesctl_error",
        "O-2,Acme,GTX Pro,target and product have an open prospect already (line 2)",
    ]


def test_a_prospect_closed_in_the_meantime_stays_closed(lists, load, run, tables):
    text = "opportunity_id,account,product,grade\nO-1,Acme,GTX Pro,A\n"
    load("prospects", text)
    run("prospect", "lose", "Acme", "--reason", "price")
    stored = tables()
    result = load("prospects", text)
    assert result.out == "Prospects: 0 added, 0 changed, 1 unchanged.\n"
    assert "Note: prospects closed in the meantime, left as they are: 1." in result.err
    assert tables() == stored


def test_without_an_external_id_a_closed_prospect_makes_room_for_a_new_one(lists, insert, load, sql):
    insert(prospect(1, status="lost", closed_on="2026-11-20"), sale(1))
    load("prospects", "name\nAcme\n")
    assert sql("SELECT status FROM prospect ORDER BY id") == [("lost",), ("open",)]


def test_bad_prospects(lists, refused, run):
    run("target", "drop", "大同公司", "--reason", "closed")
    run("prospect", "promote", "Bolt", "--grade", "A", "--money", "m", "--need", "n", "--interest", "strong")
    run("prospect", "edit", "Bolt", "--external-id", "O-9")
    lines = refused(
        "prospects",
        "external_id,name,product,decide_by\n,,GTX Pro,\n,Acme,GTXPro,\n,大同公司,,\n,Acme,,1999-01-01\nO-9,Acme,,\n,"
        "Nobody at all,,\n",
    )
    assert lines[:-1] == [
        "line 2, column name: is empty",
        "line 3, column product: unknown product 'GTXPro'; nearest: GTX Pro — settle it with --alias"
        ' "GTXPro=GTX Pro", or `salesctl product add` makes it',
        "line 4, column name: '大同公司' was dropped on 2026-11-23",
        "line 5: the decision date 1999-01-01 is before 2000; give a later one",
        "line 6, column external_id: external id 'O-9' is that of another target's prospect",
        "line 7, column name: unknown target 'Nobody at all'; --new makes it",
    ]


CLOSED = "name,product,grade,status,opened_on,closed_on,loss_reason,lost_to,retry_on\n"


def test_closed_prospects_come_back_closed(lists, twice, sql):
    out = twice(
        "prospects",
        CLOSED
        + "Acme,GTX Pro,B,lost,2026-03-01,2026-05-01,competitor,Contoso,2026-09-01\n"
        + "Acme,GTX Pro,A,won,2026-06-01,2026-07-01,,,\n"
        + "Acme,GTX Pro,A,OPEN,2026-08-01,,,,\n"
        + "Bolt,,C,disqualified,,2026-05-01,no-budget,,\n",
    )
    assert out == "Prospects: 4 added, 0 changed, 0 unchanged.\n"
    assert sql(
        "SELECT target_id, grade, status, opened_on, closed_on, loss_reason, lost_to, retry_on FROM prospect"
    ) == [
        (1, "B", "lost", "2026-03-01", "2026-05-01", "competitor", "Contoso", "2026-09-01"),
        (1, "A", "won", "2026-06-01", "2026-07-01", None, None, None),
        (1, "A", "open", "2026-08-01", None, None, None, None),
        (2, "C", "disqualified", "2026-05-01", "2026-05-01", "no-budget", None, None),
    ]


def test_a_file_without_days_closes_by_the_decision_date_or_today(lists, twice, run, sql):
    text = "name,stage,decide_by\nAcme,won,2026-02-01\nBolt,lost,2027-01-01\n"
    assert twice("prospects", text) == "Prospects: 2 added, 0 changed, 0 unchanged.\n"
    assert sql("SELECT closed_on FROM prospect ORDER BY id") == [("2026-02-01",), ("2026-11-23",)]


def test_a_closed_row_closes_the_prospect_that_is_open(lists, load, twice, sql):
    load("prospects", "external_id,name,product,money,need\nO-1,Acme,GTX Pro,m,n\n,Bolt,,m,n\n")
    text = "external_id,name,product,stage,closed_on,loss_reason,note\nO-1,Acme,GTX Pro,won,2026-11-20,,ours\n"
    out = twice("prospects", text + ",Bolt,,lost,2026-11-21,price,\n")
    assert out == "Prospects: 0 added, 2 changed, 0 unchanged.\n"
    assert sql("SELECT status, closed_on, loss_reason, note FROM prospect") == [
        ("won", "2026-11-20", None, "ours"),
        ("lost", "2026-11-21", "price", None),
    ]


def test_a_closed_prospect_opened_on_another_day_is_another_one(lists, load, twice, sql):
    load("prospects", "name\nAcme\n")
    assert "1 added" in twice("prospects", CLOSED + "Acme,,B,lost,2026-03-01,2026-05-01,price,,\n")
    assert sql("SELECT status FROM prospect ORDER BY id") == [("open",), ("lost",)]


def test_a_closed_prospect_is_changed_where_the_file_says_something_else_but_its_grade(lists, load, twice, refused):
    row = "Acme,GTX Pro,B,lost,2026-03-01,2026-05-01,{},,\n"
    load("prospects", CLOSED + row.format("price"))
    assert "1 changed" in twice("prospects", CLOSED + row.format("timing"))
    said = refused("prospects", CLOSED + row.format("timing").replace(",B,", ",A,"))
    assert said[0] == "line 2: prospect 1 Acme is lost; its grade stays as it was at the close"


def test_an_older_export_does_not_open_again_what_was_closed_since(lists, load, run, home, tables):
    load("prospects", "name,product\nAcme,GTX Pro\n")
    run("export", "prospects", "-o", str(home / "older.csv"))
    run("prospect", "lose", "Acme", "--reason", "price")
    stored = tables()
    result = run("import", "prospects", str(home / "older.csv"))
    assert "Note: prospects closed in the meantime, left as they are: 1." in result.err
    assert tables() == stored


def test_what_was_not_set_by_hand_goes_on_following_the_decision_date(lists, load, run, home, sql):
    load("prospects", "name,money,need,decide_by\nAcme,m,n,2026-12-01\nBolt,m,n,2026-12-01\n")
    run("prospect", "edit", "Bolt", "--temp", "hot", "--horizon", "later")
    run("export", "prospects", "-o", str(home / "older.csv"))
    later = ("--today", "2027-06-01", "--db", str(home / "other.db"))
    result = run(*later, "import", "prospects", str(home / "older.csv"), "--new")
    assert "Note: temperatures and horizons that were not set by hand, worked out anew: " in result.err
    rows = run(*later, "prospect", "list", "-f", "json").json
    assert {row["name"]: (row["temperature"], row["horizon"]) for row in rows} == {
        "Acme": ("cold", "this-month"),
        "Bolt": ("hot", "later"),
    }


def test_a_stage_of_another_system_is_open_and_said_aloud(lists, load, sql):
    result = load("prospects", "name,stage,money,need\nAcme,Negotiation,m,n\n")
    assert (
        "Note: prospects with a stage that is none of open, won, lost, disqualified, taken for open: 1." in result.err
    )
    assert sql("SELECT status FROM prospect") == [("open",)]


def test_what_cannot_be_said_of_a_prospect_that_stands_so(lists, refused):
    lines = refused(
        "prospects",
        CLOSED
        + "Acme,,A,open,,2026-05-01,,,\nAcme,,A,won,,2026-05-01,price,,\nBolt,,A,lost,,2027-05-01,price,,\n"
        + "Bolt,,A,lost,,2026-05-01,cheap,,\n",
    )
    assert lines[:-1] == [
        "line 2, column closed_on: cannot be said of a prospect that is open",
        "line 3, column loss_reason: cannot be said of a prospect that is won",
        "line 4, column closed_on: 2027-05-01 is still to come",
        "line 5, column loss_reason: 'cheap' is none of price, competitor, no-budget, no-need, no-decision, timing,"
        " relationship, other",
    ]


def test_one_external_id_is_one_prospect_in_a_file_and_may_be_won_after_all(lists, load, twice, sql):
    text = "external_id,name,stage,loss_reason\nO-1,Acme,{}\nO-1,Acme,open,\n"
    assert "Prospects: 1 added, 0 changed, 1 unchanged." in twice("prospects", text.format("lost,price"))
    assert "Prospects: 0 added, 1 changed, 1 unchanged." in twice("prospects", text.format("won,"))
    assert sql("SELECT status, loss_reason FROM prospect") == [("won", None)]
