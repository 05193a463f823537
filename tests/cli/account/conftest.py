import pytest

CHINESE = "台北市政府捷運工程局中區工程處"


@pytest.fixture
def acme(run, prepared):
    def fill():
        run("target", "add", "Acme Ltd")
        run("account", "open", "Acme")

    prepared("account", fill)


@pytest.fixture
def planned(run, acme, prepared):
    """A plan with everything in it, and a Chinese one beside it; the clock stands on Monday 2026-11-23."""

    def fill():
        run("contact", "add", "Acme", "Ann Lee", "--role", "money", "--title", "CFO")
        run("visit", "add", "Acme", "--on", "2026-10-05", "--outcome", "continuation", "--met", "Ann Lee")
        run("visit", "add", "Acme", "--on", "2026-11-02", "--order", "1200.50")
        run("visit", "add", "Acme", "--on", "2026-11-13", "--outcome", "advance")
        scores = ("--relationship", "3", "--timing", "2", "--customer-resources", "5", "--our-resources", "3")
        run("account", "assess", "Acme", "--size", "4", *scores, "--note", "timing=the budget is decided in May")
        run("account", "stage", "Acme", "need", "--note", "a second source | for the board")
        run("account", "success", "Acme", "deliver within <b>a day</b>")
        run("account", "duty", "Acme", "two weeks of stock")
        run("account", "goal", "Acme", "second line by June", "--short")
        run("account", "goal", "Acme", "their only supplier", "--long")
        run("account", "tactic", "Acme", "show the plant manager the line at Bolt")
        run("account", "tactic", "Acme", "partner in design", "--strategy")
        cfo = ("--by", "2026-11-20", "--visit", "--reason", "she signs", "--owner", "me", "--steps", "call; quote")
        run("account", "action", "add", "Acme", "cost sheet to the CFO", *cfo)
        run(
            "account",
            "action",
            "add",
            "Acme",
            "培訓操作員",
            "--start",
            "2026-12-01",
            "--end",
            "2026-12-18",
            "--owner",
            "王小明",
        )
        run("case", "open", "Acme", "complaint", "two <script>alert(1)</script> boards broken", "--due", "2026-11-27")
        run("case", "open", "Acme", "receivable", "invoice 4711", "--amount", "12500", "--due", "2026-08-01")
        run("target", "add", CHINESE)
        run("account", "open", CHINESE, "--stage", "maintain", "--relationship", "partnership", "--note", "老客戶")

    prepared("account-planned", fill)
