"""The made-up companies, people and words of the sample store."""

from itertools import product
from typing import NamedTuple


class Company(NamedTuple):
    """A made-up company of the sample store."""

    name: str
    industry: str
    territory: str
    block: str
    address: str


BLOCKS = {
    "North": ("Harbour", "Old Town", "Station", "Park"),
    "台北": ("信義", "大安", "中山", "內湖"),
}

_FIRST = (
    "Alder", "Beacon", "Cobalt", "Dunmore", "Eastgate", "Fairview", "Granite", "Hartwell", "Ironbridge", "Juniper",
    "Kestrel", "Lakeside", "Maple", "Northwind", "Orchard", "Pinnacle", "Quayside", "Redwood", "Silverline", "Thornton",
)  # fmt: skip
_TRADES = (
    ("Foods", "food"), ("Printing", "media"), ("Clinic", "health"), ("Logistics", "transport"),
    ("Engineering", "manufacturing"), ("Law", "services"), ("Academy", "education"), ("Hotel", "hospitality"),
    ("Motors", "automotive"), ("Studio", "design"),
)  # fmt: skip
_FIRST_ZH = (
    "旭日", "青山", "明泉", "白鷺", "楓林", "海風", "晨光", "松濤", "翠谷", "雲峰",
    "金穗", "銀河", "和風", "春曉", "夏荷", "秋月", "冬青", "南星", "北辰", "東籬",
)  # fmt: skip
_TRADES_ZH = (
    ("食品股份有限公司", "food"), ("印刷", "media"), ("診所", "health"), ("物流有限公司", "transport"),
    ("精密工業股份有限公司", "manufacturing"), ("法律事務所", "services"), ("補習班", "education"),
    ("大飯店", "hospitality"), ("汽車", "automotive"), ("設計", "design"),
)  # fmt: skip

PEOPLE = ("Anna Lindqvist", "Ben Okafor", "Carla Mendes", "David Novak", "Erin Walsh", "Farid Haddad")
PEOPLE_ZH = ("王小明", "陳美玲", "林志豪", "張雅婷", "黃建國", "李淑芬")

PRODUCTS = (
    ("Copier A3", "high", "high", 480_000),
    ("Copier A4", "low", "low", 165_000),
    ("Service plan", "high", "low", 90_000),
)
"""Name, price level, feature level, and list price in minor units."""

PURPOSES = (
    "count copies with the office manager",
    "show the two-year cost sheet",
    "meet whoever signs",
    "renew service",
)
IMPRESSIONS = ("friendly, short of time", "asked about running costs", "compares us with the competitor", "keen")
MISSED = ("customer was called away", "traffic", "office closed")


def companies() -> list[Company]:
    """Return 400 companies, half of them with Chinese names, spread over the blocks."""
    made = []
    for territory, names in (("North", product(_FIRST, _TRADES)), ("台北", product(_FIRST_ZH, _TRADES_ZH))):
        blocks = BLOCKS[territory]
        for number, (first, (trade, industry)) in enumerate(names):
            block = blocks[number % len(blocks)]
            chinese = territory == "台北"
            name = f"{first}{trade}" if chinese else f"{first} {trade}"
            street = f"台北市{block}區{number % 9 + 1}段{number + 1}號" if chinese else f"{number + 1} {block} Road"
            made.append(Company(name, industry, territory, block, street))
    return made
