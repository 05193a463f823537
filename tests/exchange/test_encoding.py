import codecs
from time import monotonic

import pytest

from salesctl.errors import InvalidInput
from salesctl.exchange.encoding import detect_encoding

TRADITIONAL = """客戶名稱,區域,行業,電話,地址
台灣積成電子股份有限公司,新竹市,半導體,03-5636688,新竹市東區力行六路八號
鴻運貿易行,高雄市,批發零售,07-3312456,高雄市前鎮區中華五路七八九號3樓
永豐牙醫診所,台北市,醫療,02-27001234,台北市大安區信義路四段一百號
"""
SIMPLIFIED = """客户名称,区域,行业,电话,地址
深圳市华强电子有限公司,深圳,电子元件,0755-83211234,深圳市福田区深南中路2018号
北京长城饭店,北京,餐饮,010-65905566,北京市朝阳区东三环北路10号
宁波海天机械制造厂,宁波,机械,0574-86188888,浙江省宁波市北仑区
"""
LATIN = """name;industry;address
Müller & Söhne GmbH;Maschinenbau;Königstraße 5, Köln
Société Générale;Banque;29 boulevard Haussmann, Paris
Cafetería Peñón;Restauración;Calle Mayor 12, Málaga
Hyvinkään Sähkö Oy;energia;Hämeenkatu 3, Hyvinkää
"""
TRADITIONAL_NAMES = """
王大明 陳家銘 蔡家豪 林志成 黃雅婷 張淑芬 李玉美 劉宥蓁 周文忠 洪秀珠 詹國華 吳柏睿 鄭欣怡 謝承恩
許美玲 丹味企業 鴻海 台積電 遠東百貨 統一超商 長榮海運 國泰人壽 聯發科技 中華電信 全聯福利中心
誠品書店 新光三越 大同公司 義美食品 金門酒廠 宜蘭診所 嘉義農會 花蓮飯店 板橋旅行社 三重機車行
永和豆漿 光華商場 東吳補習班 順益汽車 德昌營造
"""
SIMPLIFIED_NAMES = """
王冠宏 黄雅婷 杨淑兰 江平 周洋 韩浩 李金凤 徐凤兰 吕帅 何欢 单秀华 石玲 李晨 赵佳 宋宁 刘冬梅 曹健
张坤 魏桂芝 武涛 巨奥网络 华为 腾讯 联想集团 中国银行 海尔电器 万科地产 比亚迪汽车 格力空调
茅台酒厂 平安保险 京东商城 小米科技 顺丰速运 北京大学 上海医院 广州药业 长江电力 苏宁易购 中兴通讯
"""


def read(data: bytes) -> tuple[str, str]:
    encoding = detect_encoding(data, "list.csv")
    return encoding.name, data[encoding.mark :].decode(encoding.codec)


@pytest.mark.parametrize("text", [TRADITIONAL, SIMPLIFIED, LATIN, "name\nAcme\n"], ids=["tw", "cn", "latin", "ascii"])
@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"", "utf-8", "UTF-8"),
        (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
        (b"", "utf-16-le", "UTF-16"),
        (b"", "utf-16-be", "UTF-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    ],
)
def test_unicode_encodings(text: str, mark: bytes, codec: str, name: str) -> None:
    assert read(mark + text.encode(codec)) == (name, text)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (TRADITIONAL, "cp950", "Big5"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL, "gb18030", "GB18030"),
        (SIMPLIFIED, "gb18030", "GB18030"),
        (SIMPLIFIED, "gb2312", "GB18030"),
        (LATIN, "cp1252", "Windows-1252"),
    ],
)
def test_older_encodings(text: str, codec: str, name: str) -> None:
    assert read(text.encode(codec)) == (name, text)


@pytest.mark.parametrize("codec", ["cp950", "gb18030"])
@pytest.mark.parametrize("name", TRADITIONAL_NAMES.split())
def test_one_traditional_name_under_english_headers_is_enough(name: str, codec: str) -> None:
    text = f"name,contact,phone\r\n{name},,02-27001234\r\n"
    assert read(text.encode(codec))[1] == text


@pytest.mark.parametrize("name", SIMPLIFIED_NAMES.split())
def test_one_simplified_name_under_english_headers_is_enough(name: str) -> None:
    text = f"name,contact,phone\r\n{name},,010-65905566\r\n"
    assert read(text.encode("gb18030")) == ("GB18030", text)


@pytest.mark.parametrize(
    "word",
    ["Café", "Müller", "Agustín", "Íñigo", "Hyvinkää", "Øre", "Škoda", "Gänsemarkt 5", "Léger", "Brückenau", "€ 500"],
)
def test_one_accented_word_is_not_taken_for_chinese(word: str) -> None:
    text = f"name,address\n{word},Somewhere 1\n"
    assert read(text.encode("cp1252")) == ("Windows-1252", text)


@pytest.mark.parametrize("text", ["name,site\nAcme,A棟\n", "name,size\n丹味,L級\n"])
def test_a_lone_character_beside_a_capital_is_chinese(text: str) -> None:
    assert read(text.encode("cp950")) == ("Big5", text)


def test_hong_kong_characters() -> None:
    text = "客戶名稱,地址\n啫喱餅店,香港九龍旺角\n啲嘢有限公司,香港新界\n"
    assert read(text.encode("big5hkscs")) == ("Big5", text)


def test_chinese_far_down_a_long_file_still_counts() -> None:
    text = "name,phone\n" + "Acme Ltd,123\n" * 50_000 + "永豐牙醫診所,02-27001234\n"
    assert read(text.encode("cp950")) == ("Big5", text)


def test_a_long_line_without_an_end_is_no_trouble() -> None:
    text = "name,phone\r" + "Acme Ltd,123\r" * 50_000 + "永豐牙醫診所,02-27001234\r"
    started = monotonic()
    assert read(text.encode("cp950")) == ("Big5", text)
    assert monotonic() - started < 5, "looking for the lines that tell must not be quadratic"


def test_a_damaged_utf8_file_is_named_as_such_and_not_taken_for_chinese() -> None:
    data = TRADITIONAL.encode().replace("鴻".encode(), b"\xe9\xb4")
    with pytest.raises(InvalidInput, match=r"^list.csv: line 3: bytes e9 b4 are not UTF-8; save it as CSV in UTF-8"):
        detect_encoding(data, "list.csv")


def test_a_character_that_big5_does_not_have_is_named_with_its_line() -> None:
    data = TRADITIONAL.encode("cp950").replace("鴻".encode("cp950"), b"\x81\x40")
    with pytest.raises(InvalidInput, match=r"^list.csv: line 3: bytes 81.* are not Big5"):
        detect_encoding(data, "list.csv")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x01\x02",
        b"\x1f\x8b\x08\x08\xa0\xb1\xc2\x05\xff\x0e\xd1\x11",
        "имя,город\nИван,Москва\n".encode("cp1251"),
        "名前,住所\n株式会社東京,千代田区\n".encode("shift_jis"),
        b"\xff\xfen\0a\0m",
    ],
    ids=["png", "pdf", "gzip", "cyrillic", "japanese", "odd-utf16"],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InvalidInput, match=r"\Alist\.csv: [^\n]+\Z"):
        detect_encoding(data, "list.csv")


@pytest.mark.parametrize(
    "data", [b"name,phone\nA,1\nB\0,2\n", codecs.BOM_UTF16_LE + "name\nA\0B\n".encode("utf-16-le")]
)
def test_nul_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="NUL"):
        detect_encoding(data, "list.csv")
