"""The keys of key accounts, their actions and cases in JSON and CSV: scripts rely on them."""

ACCOUNT = (
    "id target_id name rep stage since relationship total assessed weakest next_action next_on overdue last_high_level"
    " last_visit days_silent sales open_cases opened_on closed_on close_reason note"
)
CARD = (
    f"{ACCOUNT} score_size score_relationship score_timing score_customer_resources score_our_resources"
    " success duty short_term long_term tactic strategy"
)
ACTION = "id account_id target_id name rep action reason steps owner starts_on ends_on visit status done_on remark"
CASE = "id target_id name kind text amount rep opened_on due_on days_overdue age status steps closed_on resolution"
KEYS = {
    "account list": ACCOUNT,
    "account show Acme": CARD,
    "account action list": ACTION,
    "case list": CASE,
    "case show 1": CASE,
    "case ageing": "age cases amount share",
}


def test_the_keys_of_key_accounts_and_cases(run):
    run("target", "add", "Acme")
    run("account", "open", "Acme")
    run("account", "action", "add", "Acme", "call", "--by", "+1w")
    run("case", "open", "Acme", "receivable", "4711", "--amount", "5")
    for command, keys in KEYS.items():
        row, *_ = run(*command.split(), "--format", "json").json
        assert list(row) == keys.split(), command
        assert run(*command.split(), "--format", "csv").out.splitlines()[0] == keys.replace(" ", ",")
