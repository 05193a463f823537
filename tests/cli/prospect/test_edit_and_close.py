"""Changing a prospect, closing it without an order, and taking that back."""

from salesctl.domain.plan import PlannedVisitFields


def test_several_open_prospects_are_told_apart_by_product(run, promote, shown):
    promote("Acme Ltd", "--product", "GTX Pro")
    promote("Acme Ltd", "--product", "MG")
    promote()
    for verb in (["show", "Acme Ltd"], ["edit", "Acme Ltd", "--grade", "B"], ["lose", "Acme Ltd", "--reason", "price"]):
        err = run("prospect", *verb, code=3).err
        assert 'GTX Pro, MG 特製, one without a product (--product "")' in err
    assert shown("Acme Ltd", "--product", "MG")["id"] == 2
    assert shown("Acme Ltd", "--product", "")["id"] == 3
    assert [row["id"] for row in run("prospect", "list", "--product", "", "--format", "json").json] == [3]


def test_a_product_it_has_no_prospect_for_is_said(run, promote):
    assert "'Acme Ltd' is no prospect" in run("prospect", "show", "Acme Ltd", code=3).err
    promote("Acme Ltd", "--product", "GTX Pro")
    err = run("prospect", "show", "Acme Ltd", "--product", "MG", code=3).err
    assert "has no prospect for that product; it has: GTX Pro" in err


def test_every_field_is_changed_and_cleared(run, promote, sql):
    promote("Acme Ltd", "--product", "GTX Pro")
    texts = ("money", "need", "competitor", "current", "desired", "consequence", "gain", "note", "external-id")
    values = {
        "grade": "B",
        "temp": "warm",
        "type": "replacement",
        "new-product": "MG",
        "amount": "1200.5",
        "decide-by": "2027-01-05",
        "horizon": "later",
        "authority": "Ann",
        "interest": "slight",
        "cadence": "3",
        "rep": "Lin",
        **{text: f"的 {text}" for text in texts},
    }
    options = [part for name, value in values.items() for part in (f"--{name}", value)]
    changed = run("prospect", "edit", "Acme Ltd", *options)
    assert changed.out == "Prospect 1 Acme Ltd (MG 特製) B/warm changed. (new rep Lin, new contact Ann)\n"
    columns = (
        "product_id, amount, decide_by, temperature, purchase_type, horizon, authority_id, interest, cadence, "
        + ", ".join(texts).replace("-", "_")
    )
    plain = (2, 120050, "2027-01-05", "warm", "replacement", "later", 1, "slight", 3)
    assert sql(f"SELECT {columns} FROM prospect") == [(*plain, *(f"的 {text}" for text in texts))]
    kept = {"grade", "rep"}
    run("prospect", "edit", "Acme Ltd", *(part for name in values if name not in kept for part in (f"--{name}", "")))
    (row,) = sql(f"SELECT {columns} FROM prospect")
    assert set(row) == {None}


def test_a_change_of_product_meets_no_open_prospect(run, promote):
    promote("Acme Ltd", "--product", "GTX Pro")
    promote("Acme Ltd", "--product", "MG")
    err = run("prospect", "edit", "Acme Ltd", "--product", "MG", "--new-product", "GTX", code=4).err
    assert "has the open prospect 1 for GTX Pro already" in err


def test_a_lost_prospect_keeps_why_to_whom_and_until_when(run, promote, insert, shown, listed):
    promote("Acme Ltd", "--product", "GTX Pro", "--note", "met at a fair")
    plan = {"target_id": 1, "rep_id": 1, "week": "2026-W48", "claim": "promised", "reason": "promised"}
    insert(PlannedVisitFields(**plan, planned_on="2026-11-26"))
    how = ("--reason", "price", "--to", "Contoso", "--retry", "+3m", "--note", "10 % too dear")
    lost = run("prospect", "lose", "Acme Ltd", *how)
    line = (
        "Prospect 1 Acme Ltd (GTX Pro) A lost to Contoso: price. (retry from 2027-02-23; still planned: 2026-11-26)\n"
    )
    assert lost.out == line
    card = shown("Acme Ltd")
    assert (card["status"], card["closed_on"], card["loss_reason"]) == ("lost", "2026-11-23", "price")
    assert (card["lost_to"], card["retry_on"]) == ("Contoso", "2027-02-23")
    assert (card["grade"], card["gaps"], card["note"]) == ("A", [], "met at a fair\n10 % too dear")
    assert listed() == []
    assert [row["status"] for row in listed("--all")] == ["lost"]
    # The target is simply open again.
    assert run("target", "list", "--status", "open", "--format", "json").json[0]["name"] == "Acme Ltd"


def test_a_closed_prospect_is_not_closed_again_nor_graded(run, promote):
    promote()
    run("prospect", "disqualify", "Acme Ltd", "--reason", "no-budget")
    for verb in ("lose", "disqualify"):
        err = run("prospect", verb, "Acme Ltd", "--reason", "price", code=4).err
        assert "was closed as disqualified on 2026-11-23 already" in err
    assert "its grade stays" in run("prospect", "edit", "Acme Ltd", "--grade", "C", code=4).err


def test_how_one_was_lost_is_put_right_afterwards(run, promote, shown):
    promote()
    assert "is for `salesctl prospect lose`" in run("prospect", "edit", "Acme Ltd", "--to", "Contoso", code=4).err
    run("prospect", "lose", "Acme Ltd", "--reason", "price", "--retry", "2027-01-01")
    run("prospect", "edit", "Acme Ltd", "--reason", "competitor", "--to", "Contoso", "--retry", "")
    card = shown("Acme Ltd")
    assert (card["loss_reason"], card["lost_to"], card["retry_on"]) == ("competitor", "Contoso", None)


def test_a_retry_date_is_ahead(run, promote):
    promote()
    err = run("prospect", "lose", "Acme Ltd", "--reason", "timing", "--retry", "2026-11-23", code=2).err
    assert "the retry date 2026-11-23 is not ahead" in err


def test_a_wrong_close_is_taken_back(run, promote, shown):
    promote()
    run("prospect", "lose", "Acme Ltd", "--reason", "price", "--to", "Contoso", "--retry", "+3m")
    assert (
        run("prospect", "edit", "Acme Ltd", "--reopen", "--grade", "B").out == "Prospect 1 Acme Ltd B/cold reopened.\n"
    )
    card = shown("Acme Ltd")
    closing = ("closed_on", "loss_reason", "lost_to", "retry_on")
    assert (card["status"], *(card[key] for key in closing)) == ("open", None, None, None, None)
    assert "nothing to reopen" in run("prospect", "edit", "Acme Ltd", "--reopen", code=4).err


def test_a_close_is_not_taken_back_beside_an_open_one(run, promote, sql):
    promote("Acme Ltd", "--product", "GTX Pro")
    run("prospect", "lose", "Acme Ltd", "--reason", "price")
    promote("Acme Ltd", "--product", "MG")
    run("prospect", "edit", "Acme Ltd", "--product", "MG", "--note", "second")
    err = run("prospect", "edit", "Acme Ltd", "--product", "GTX", "--reopen", "--new-product", "MG", code=4).err
    assert "has the open prospect 2 for MG 特製 already" in err
    assert sql("SELECT status FROM prospect ORDER BY id") == [("lost",), ("open",)]


def test_after_a_loss_it_can_be_promoted_again(run, promote, shown):
    promote()
    run("prospect", "lose", "Acme Ltd", "--reason", "timing")
    promote(grade="C")
    assert (shown("Acme Ltd")["id"], shown("Acme Ltd")["status"]) == (2, "open")
