"""Every command that commits, as lines that go through one after the other, and every other, which commits nothing.

The tests that are about all of them share these: a new command joins one of the two, or fails by name.
"""

from pathlib import Path

SETUP = """
territory add North --block Harbour --block "Old Town"
product add GTX --price 100
target add Acme --territory North --block Harbour --tag vip --rep me
target add 大同 --territory North --rep Lin
contact add Acme Ann --role money
quota set 2026 1,000,000
plan week
"""
"""The last is a look, which undo passes by: the week is stored from here on."""

JOURNALLED = """
target add "New {n}" --territory North --block "B{n}" --site Tower --tag x
target edit {target} --rename "{name}" --phone 0{n} --tag t{n} --untag vip
target assign --to Lin
contact add {target} Bob --role need --role champion
contact edit {target} Ann --rename Anne --role authority --unrole money
territory add "South {n}" --block A
territory edit North --block C{n} --growth 5%
territory drop "South {n}"
product add "MG {n}" --price {n}
product edit GTX --price {n}
prospect promote {target} --grade B --money y --need y --interest strong --product GTX --amount {n}00
prospect edit {target} --grade A --cadence {n}
visit add {target} --outcome advance --met Ann --next +{n}d --objection price:dear
visit add {target} {other} --outcome no-sale --on yesterday
plan week --replan
plan move {target} +{n}d
plan add {other} today
plan add {other} 2026-12-2{n}
plan instruct {other} "bring the sheet"
visit prep {other} --next --html {folder}/brief.html
plan drop {other} --on 2026-12-2{n}
plan miss {other} --reason ill --on today
plan off +{n}d
plan off +{n}d --back
visit edit {n} --note "changed {n}" --outcome continuation
prospect promote {other} --grade C --money y --need y --interest slight
prospect disqualify {other} --reason no-need
prospect lose {target} --reason price --retry +2m
visit add {target} --outcome order --order GTX={n}00 --interest convinced
sale add {target} {n}000 --product GTX
sale edit {n} --amount {n}5
sale drop {n}
visit drop {n}
review act "call earlier {n}"
review judge {n} --kept
quota split 2026 --by rep
quota lock 2026 --rep Lin
quota unlock 2026 --rep Lin
quota commit 2026 --rep Lin {n}00
quota accept 2026 --rep Lin
quota copy 2026 2027 --grow {n}%
quota join 2026
quota budget set North 2026-12 {n}00
quota budget drop North 2026-12
quota set 2026 {n}00000
quota goal add "Win {target}" --target {target}
quota goal reach {n}
quota goal add "Win more of {target}" --target {target}
quota goal miss 2
quota goal edit {n} --text "Win all of {target}"
quota goal drop {n}
quota drop 2026
account open {target}
account action add {target} "show the sheet" --by +{n}d --visit
account action edit {n} --owner Lin
account action done {n} --on today
account action drop {n}
account edit {target} --note "changed {n}"
account success {target} "deliver within {n} days"
account duty {target} "a stock of {n}"
account tactic {target} "show the sheet"
account reword {n} "other words"
account strike {n}
account assess {target} --size {n} --timing 3
account goal {target} "second line {n}" --long
account stage {target} need
account close {target} --reason sold
case open {target} complaint "broken {n}" --due +{n}d
case note {n} "new ones sent"
case edit {n} --due +{n}d
case close {n} --resolution replaced
intel add "cut by {n}%" --competitor Canon --target {target}
intel edit {n} --source press
intel drop {n}
import targets {folder}/some.csv --skip-bad {folder}/bad.csv
contact drop {target} Ann
product drop "MG {n}"
target drop {target} --reason closed
target merge {target} {other}
"""
"""What undo takes back. `{n}` is a number, `{target}` and `{other}` are names, `{folder}` is where the files are."""

BEFORE = """
config set currency EUR
"""
"""What only a store without amounts takes."""

AFTER = """
undo
redo
undo --to 3
search Acme
target add Acme
contact add Acme Ann
contact forget Acme Ann --yes
target forget Acme --yes
db vacuum
demo
"""
"""What commits and is no new entry that an undo would take back."""

COMMITTING_NOTHING = {
    *(
        "visit list",
        "visit show",
        "plan month",
        "plan day",
        "report day",
        "review week",
        "review list",
        "export",
        "log",
    ),
    *("progress visits", "progress metrics", "progress trend", "progress prospects", "progress funnel"),
    *("progress segments", "progress objections", "progress quota", "export", "log"),
    *("target list", "target show", "contact list", "prospect list", "prospect show"),
    *("territory list", "territory show", "territory matrix", "product list", "product show", "product matrix"),
    *("quota suggest", "quota check", "quota show", "quota season", "quota budget list", "quota goal list"),
    *("sale list", "sale show", "account list", "account show", "account action list"),
    *("case list", "case ageing", "case show", "intel list", "intel search", "intel timeline", "intel show"),
    *("db path", "db info", "db check", "db backup", "db restore"),
    *("config show", "config path", "config questions", "config unset"),
}
"""`plan day` without --done, `intel search` once `search` was used; `db restore` replaces the store as a whole."""


def make_files(folder: Path) -> None:
    """Write the files that the lines read, one of them with a bad row."""
    (folder / "some.csv").write_text("name,tags,class\n大同,new,A\nFrom a file,vip,B\nBad,x,Z\n", encoding="utf-8")


def lines_of(table: str) -> list[str]:
    """Return the lines of a table."""
    return table.strip().splitlines()
