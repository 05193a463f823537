"""`salesctl quota lock`, `unlock`, `commit` and `accept`: single cells, and the gap at every one above."""

import pytest


@pytest.fixture(autouse=True)
def year(tree, prepared):
    prepared("cells", lambda: tree(2027, 1000_00, "territory", "rep", "month"))


@pytest.fixture
def cells(run):
    """Return committed, gap and status of the cells above the months, by territory and rep."""

    def read() -> dict[str, tuple[float | None, float | None, str]]:
        rows = run("quota", "show", "2027", "--depth", "2", "--format", "json").json
        names = (" ".join(filter(None, (row["territory"], row["rep"]))) for row in rows)
        return dict(zip(names, ((row["committed"], row["gap"], row["status"]) for row in rows), strict=True))

    return read


def test_a_cell_is_locked_at_an_amount_and_its_siblings_make_up_for_it(run, amounts, adds_up):
    before = amounts()
    done = run("quota", "lock", "2027", "--rep", "Bob", "100")
    assert done.out.startswith("Quota 2027: North · Bob locked at 100.00; ")
    after = amounts()
    assert after["North Bob"] == 100
    assert after["North Ann"] == round(before["North"] - 100, 2)
    assert (after["North"], after["South"]) == (before["North"], before["South"])
    adds_up()


def test_a_locked_cell_survives_every_change_above(run, amounts, adds_up):
    run("quota", "lock", "2027", "--rep", "Ann", "--month", "2027-03", "55.55")
    run("quota", "split", "2027", "--by", "rep", "--weights", "equal")
    run("quota", "set", "2027", "3333.33")
    assert amounts()["North Ann 2027-03"] == 55.55
    adds_up()


def test_all_of_a_reps_cells_are_locked_at_a_shared_amount(run, sql, adds_up):
    done = run("quota", "lock", "2027", "--month", "2027-05", "90")
    assert "3 cells locked at 90.00" in done.out
    assert sql("SELECT count(*), sum(amount) FROM quota WHERE locked = 1") == [(3, 9000)]
    adds_up()


def test_unlock(run, refused, sql):
    run("quota", "lock", "2027", "--rep", "Ann")
    run("quota", "lock", "2027", "--territory", "South")
    assert "nothing of that is locked" in refused(4, "quota", "unlock", "2027", "--rep", "Bob")
    assert run("quota", "unlock", "2027").out == "Quota 2027: 2 cells unlocked.\n"
    assert sql("SELECT count(*) FROM quota WHERE locked = 1") == [(0,)]


@pytest.mark.parametrize(
    ("code", "args", "words"),
    [
        (2, ("--territory", "North", "1000.01"), "the lock is larger than its whole: 2027 asks less"),
        (2, ("--territory", "North", "x"), "cannot read the amount"),
        (2, ("--territory", "North", "-5"), "a figure cannot be negative, not -5"),
        (2, ("-12.50", "--territory", "North"), "a figure cannot be negative, not -12.50"),
        (2, ("--territory", "North", "--amunt", "5"), "No such option: --amunt"),
        (2, (), "say which cell to lock"),
        (3, ("--product", "GTX"), "2027 has no such cell"),
        (3, ("--rep", "Zoe"), "there is no rep 'Zoe'"),
    ],
)
def test_what_cannot_be_locked_is_one_line_and_writes_nothing(refused, code, args, words):
    assert words in refused(code, "quota", "lock", "2027", *args)


def test_locks_that_leave_no_room_are_refused(run, refused):
    run("quota", "lock", "2027", "--territory", "North", "900")
    assert "every part of 2027 is locked" in refused(4, "quota", "lock", "2027", "--territory", "South", "50")


@pytest.mark.parametrize(
    ("code", "args", "words"),
    [
        (2, ("--rep", "Ann", "-5"), "a figure cannot be negative, not -5"),
        (2, ("--rep", "Ann", "99999999999999"), "an amount is at most 10,000,000,000,000"),
        (2, ("--rep", "Ann", "1e6"), "cannot read the amount '1e6'"),
        (2, ("--rep", "Ann"), "Missing argument 'AMOUNT'"),
        (3, ("--product", "GTX", "5"), "2027 has no such cell"),
    ],
)
def test_what_cannot_be_undertaken_is_one_line_and_writes_nothing(refused, code, args, words):
    assert words in refused(code, "quota", "commit", "2027", *args)


def test_commitments_add_up_and_show_the_gap_at_every_node(run, cells):
    done = run("quota", "commit", "2027", "--rep", "Ann", "600")
    assert done.out == "Quota 2027: 600.00 committed, asked 647.06, gap -47.06; stays proposed.\n"
    run("quota", "commit", "2027", "--rep", "Bob", "250")
    assert cells() == {
        "": (850, -150, "proposed"),
        "North": (850, -32.35, "proposed"),
        "North Ann": (600, -47.06, "proposed"),
        "North Bob": (250, 14.71, "accepted"),
        "South": (None, None, "proposed"),
        "South 陳小姐": (None, None, "proposed"),
    }


def test_a_commitment_of_its_own_stands_over_those_below(run, cells):
    run("quota", "commit", "2027", "--rep", "Ann", "600")
    run("quota", "commit", "2027", "--territory", "North", "500")
    assert cells()["North"][0] == 500
    assert cells()[""][0] == 500
    assert cells()["North Ann"][0] == 600


def test_a_reps_commitment_is_shared_among_all_cells_of_the_rep(run, sql, tree):
    tree(2028, 1000_00, "product", "territory", "rep")
    done = run("quota", "commit", "2028", "--rep", "陳小姐", "100")
    assert "100.00 committed over 2 cells" in done.out
    assert sql("SELECT sum(committed), count(committed) FROM quota WHERE year = 2028") == [(10000, 2)]


def test_accept_commits_to_what_is_asked(run, cells, sql):
    done = run("quota", "accept", "2027", "--territory", "South")
    assert done.out == "Quota 2027: 117.65 committed, asked 117.65; accepted.\n"
    assert cells()["South"] == (117.65, 0, "accepted")
    assert cells()["South 陳小姐"] == (None, None, "accepted")
    assert sql("SELECT count(*) FROM quota WHERE status = 'accepted'") == [(14,)]


def test_a_lower_commitment_takes_the_acceptance_back(run, cells):
    run("quota", "accept", "2027", "--rep", "Ann")
    run("quota", "commit", "2027", "--rep", "Ann", "10")
    assert cells()["North Ann"][2] == "proposed"
