"""A store with all that makes exporting hard: two scripts, quotes, line breaks, emoji, formulas, lists."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.rows import sale

from salesctl.cli.export.command import What

COMMANDS = (
    "territory add 北區 --block 港口 --block 'Old Town'",
    "product add 'GTX Pro' --price-level high --features high --price 4821 --margin 35%",
    "product add '手動 \"工具\"; 大' --external-id P-2",
    "product add '=1+1'",
    "target add 'Zeta Holding' --territory South --external-id T-9",
    "target add 'Acme, Inc.' --territory South --kind unit --parent 'Zeta Holding'",
    "target add '=HYPERLINK(1)' --phone '+886 2 2345 6789' --address '-1'",
    "target add 'Café 🙂' --rep 林 --class B --method referral --industry 'food; drink'",
    """target add 大同公司 --territory 北區 --block 港口 --site 大同大樓 --industry 電子 --size large --class A
        --method canvass --address '中山北路 3 段 "22" 號' --lat 25.067 --lon 121.5226 --tag vip --tag '牙科:矯正; x'
        --form 股份有限公司 --use office --source 'trade fair' --external-id 007""",
    """contact add 大同公司 陳家豪 --role money --role authority --title 財務長 --phone '+886 912'
        --email chen@example.com --note 'says "no"\nmeans 好 🙂'""",
    "contact add 大同公司 'Ann Lee' --role need",
    "contact add 'Acme, Inc.' @ops",
    "quota set 2026 120000",
    "quota split 2026 --by product --weights equal",
    "account open 大同公司",
    "account action add 大同公司 '=show the costs' --by 2026-12-04 --steps 'first; second'",
    "case open 大同公司 receivable '=invoice 4711' --amount 12500 --due 2026-09-30",
    "intel add '=cut the price by 10%' --competitor 'Contoso, Ltd.' --target 大同公司 --on 2026-11-02",
    """prospect promote 大同公司 --grade A --temp warm --type replacement --product GTX --amount 96000.50
        --decide-by 2027-03-15 --money 'in the budget,\nsigned' --need '=two lines' --interest strong
        --authority 陳家豪 --competitor 'Contoso, Ltd.' --external-id O-1""",
    "prospect promote 'Café 🙂' --grade C --money m --need n --interest slight",
    "visit add 'Café 🙂' --outcome no-sale --on 2026-10-01 --rep 林 --mode phone",
    "territory edit 北區 --growth 12.5% --share 30% --customer-note '=1+1'",
    "quota budget set 北區 2026-11 5000 --note '-10% less'",
    "quota goal add '=HYPERLINK(1)' --target 大同公司 --due 2026-12-15",
    """visit add 大同公司 --on 2026-11-02 --at 09:30 --minutes 45 --met 陳家豪=convinced --met 'Ann Lee'
        --purpose 'show; tell' --step close --impression '-cautious' --current '12 min' --desired '2 min'
        --consequence 'costs\nrise' --gain '+30%' --benefit 'fast; quiet' --benefit 靜音
        --objection 'price/unclear:too dear; 太貴' --objection no-time --resolved no-time
        --competitor 'Contoso calls' --reaction shrugged --terms '30 days' --discount 7.5 --signal 'asks for dates'
        --satisfaction 4 --pair 林 --order 'GTX Pro=100' --order '手動 "工具"; 大=50.25' --order 7 --keep-open
        --next 2026-11-30 --next-at 14:00 --next-with 陳家豪 --next-purpose 'bring the contract'
        --note 'line one\nline two, "quoted" 🙂'""",
    "visit add '=HYPERLINK(1)' --on 2026-11-02 --outcome advance --note '=1+1' --key-person",
    "visit add 'Acme, Inc.' --on 2026-11-20 --order '=1+1=12.34' --interest committed",
)


@pytest.fixture
def filled(run, insert, prepared):
    """The store: typed in once, and copied for each test."""

    def fill():
        for command in COMMANDS:
            run(*shlex.split(command))
        insert(sale(2, "2026-11-20", 123456789, product_id=1, territory_id=2, external_id="=S-1"))

    prepared("export", fill)


@pytest.fixture
def exported(run, home) -> Callable[..., dict[str, Path]]:
    """Export every kind into a folder of its own and return the files by kind."""

    def call(folder: str, *options: str, form: str = "csv") -> dict[str, Path]:
        (home / folder).mkdir()
        files = {kind: home / folder / f"{kind}.{form}" for kind in What}
        for kind, path in files.items():
            assert run("export", kind, *options, "-o", str(path)).out == ""
        return files

    return call
