import pytest

from salesctl.errors import InvalidInput
from salesctl.exchange.fields import KINDS, ImportKind
from salesctl.exchange.foreign_text import key_of
from salesctl.exchange.headers import match_headers, parse_alias, parse_map

# cli.md, "Import fields"
PROMISED = {
    "targets": "name kind parent territory block site industry form size use class method status rep address phone lat "
    "lon source tags external_id",
    "contacts": "target name title role phone email note",
    "prospects": "name product grade temperature type amount decide_by money authority need interest competitor rep "
    "external_id stage closed_on loss_reason lost_to retry_on",
    "products": "name price_level feature_level list_price margin external_id",
    "visits": "name rep visited_on at minutes mode met key_person purpose step impression interest outcome current "
    "desired benefits objections competitor terms discount signal satisfaction pair order_amount next_on next_purpose "
    "note recorded_at external_id",
    "sales": "external_id target date amount product territory rep",
}
# cli.md, "JSON keys fixed now": what `export` writes
EXPORTED = {
    "targets": "id name territory block site industry size class method status rep address phone lat lon tags "
    "last_visit",
    "prospects": "id target_id name product grade temperature type amount decide_by horizon interest status rep "
    "last_visit due_on next_on next_purpose",
    "visits": "id target_id name rep visited_on at minutes mode met key_person purpose step impression interest "
    "outcome current desired benefits objections competitor terms discount signal satisfaction pair order_amount "
    "next_on next_purpose note recorded_at",
    "sales": "id date target product territory rep amount external_id",
}
VISIT_OPTIONS = {
    "on": "visited_on",
    "benefit": "benefits",
    "objection": "objections",
    "order": "order_amount",
    "next": "next_on",
    "next-at": "next_at",
    "next-with": "next_with",
    "next-purpose": "next_purpose",
    "key-person": "key_person",
}


def fields_of(kind: str, line: str) -> dict[str, str]:
    match = match_headers(kind, line.split(","), {})
    return dict(match.pairs)


@pytest.mark.parametrize("kind", PROMISED)
def test_every_promised_field_is_there_and_matches_itself(kind: str) -> None:
    names = PROMISED[kind].split()
    match = match_headers(kind, names, {})
    assert [field for _, field in match.pairs] == names
    assert (match.derived, match.unmatched) == ([], [])
    assert set(names) <= set(KINDS[kind].field_names)


@pytest.mark.parametrize("kind", EXPORTED)
def test_what_is_exported_needs_no_map(kind: str) -> None:
    match = match_headers(kind, EXPORTED[kind].split(), {})
    assert match.unmatched == []
    assert {header for header, _ in match.pairs} | set(match.derived) == set(EXPORTED[kind].split())
    assert "id" in match.derived


def test_the_option_names_of_visit_add() -> None:
    match = match_headers("visits", ["name", "outcome", *VISIT_OPTIONS], {})
    assert dict(match.pairs) == {"name": "name", "outcome": "outcome"} | VISIT_OPTIONS


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_word_means_two_fields(kind: ImportKind) -> None:
    seen: dict[str, str] = {}
    for field in kind.fields:
        for word in {key_of(word) for word in (field.name, *field.synonyms.split("|")) if word}:
            assert seen.setdefault(word, field.name) == field.name, word
    assert not set(seen) & {key_of(word) for word in kind.derived.split("|")}


@pytest.mark.parametrize(
    ("kind", "headers", "fields"),
    [
        ("targets", "客戶名稱,區域,分塊,行業,電話,地址", "name territory block industry phone address"),
        ("targets", "客户名称,区域,分块,行业,电话,地址", "name territory block industry phone address"),
        (
            "targets",
            "公司名稱,轄區,產業,聯絡電話,公司地址,統一編號",
            "name territory industry phone address external_id",
        ),
        (
            "targets",
            "公司名称,辖区,产业,联系电话,公司地址,统一编号",
            "name territory industry phone address external_id",
        ),
        ("targets", "名稱,地區,客戶等級,開發方法,狀態,業務員,標籤", "name territory class method status rep tags"),
        ("targets", "Customer Name,REGION,Tier,Phone No.,Tags", "name territory class phone tags"),
        ("targets", "account,sector,office_location,subsidiary_of", "name industry territory parent"),
        ("targets", "ＮＡＭＥ,ｐｈｏｎｅ", "name phone"),
        ("contacts", "公司,姓名,職稱,手機,電子郵件,備註", "target name title phone email note"),
        ("contacts", "Company,Contact Name,Job Title,E-mail", "target name title email"),
        ("products", "產品名稱,定價,毛利率,料號", "name list_price margin external_id"),
        ("products", "product,sales_price", "name list_price"),
        (
            "prospects",
            "客戶名稱,產品,可能性,購買進度,購買類型,預計金額,預計成交日期,預算,決策者,需求,競爭對手",
            "name product grade temperature type amount decide_by money authority need competitor",
        ),
        (
            "prospects",
            "opportunity_id,sales_agent,product,account,close_date,close_value",
            "external_id rep product name decide_by amount",
        ),
        (
            "visits",
            "拜訪日期,客戶,拜訪方式,面談人,步驟,結果,滿意度,下次拜訪日期,備註",
            "visited_on name mode met step outcome satisfaction next_on note",
        ),
        ("visits", "date,customer,result,next visit", "visited_on name outcome next_on"),
        ("sales", "訂單編號,客戶名稱,成交日期,成交金額,產品,業務", "external_id target date amount product rep"),
        ("sales", "订单编号,客户名称,成交日期,成交金额,产品,业务", "external_id target date amount product rep"),
        (
            "sales",
            "opportunity_id,sales_agent,product,account,close_date,close_value",
            "external_id rep product target date amount",
        ),
    ],
)
def test_headers_in_both_languages(kind: str, headers: str, fields: str) -> None:
    assert list(fields_of(kind, headers).values()) == fields.split()


def test_headers_that_mean_nothing_are_listed() -> None:
    match = match_headers("targets", ["account", "year_established", "", "revenue", "salesctl_error", "id"], {})
    assert match.unmatched == ["year_established", "revenue"]
    assert match.derived == ["salesctl_error", "id"]
    assert match.header_of("name") == "account"
    assert match.header_of("phone") == "phone"


def test_a_fields_own_name_wins_over_a_synonym() -> None:
    assert fields_of("targets", "company,name,region,territory") == {"name": "name", "territory": "territory"}


def test_two_synonyms_of_one_field_are_a_question() -> None:
    with pytest.raises(InvalidInput) as caught:
        match_headers("targets", ["Company", "Region", "Area"], {})
    assert str(caught.value) == (
        "the columns 'Region' and 'Area' could both be the territory; say which with --map \"Region=territory\""
    )
    match = match_headers("targets", ["Company", "Region", "Area"], {"area": "territory"})
    assert dict(match.pairs) == {"Company": "name", "Area": "territory"}
    assert match.unmatched == ["Region"]


def test_one_header_twice() -> None:
    with pytest.raises(InvalidInput, match="rename one of them"):
        match_headers("targets", ["name", "phone", "phone"], {})
    with pytest.raises(InvalidInput, match="2 columns 'x'"):
        match_headers("targets", ["name", "x", "x"], {"x": "phone"})


def test_a_map_comes_first() -> None:
    match = match_headers("targets", ["ID", "name", "店家", "電話"], {"店家": "name", "id": "External-ID"})
    assert dict(match.pairs) == {"ID": "external_id", "店家": "name", "電話": "phone"}
    assert match.unmatched == ["name"]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"Firma": "nam"}, "targets have no 'nam'; the fields are name, kind, parent, territory"),
        ({"Firm": "name"}, "the file has no column 'Firm'; it has Firma, Ort"),
        ({"Firma": "name", "Ort": "name"}, "name is mapped twice, from 'Firma' and 'Ort'"),
        ({"Firma": "name", "firma": "phone"}, "the column 'Firma' is mapped twice"),
        (
            {"Ort": "territory"},
            "no column for the name of targets; the file has Firma, Ort; say which with --map HEADER=name",
        ),
    ],
)
def test_what_cannot_be_matched(mapping: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        match_headers("targets", ["Firma", "Ort"], mapping)
    assert said in str(caught.value)


def test_all_missing_fields_are_named_and_strange_headers_stay_on_one_line() -> None:
    with pytest.raises(InvalidInput) as caught:
        match_headers("sales", ["a\x1bb", *map(str, range(40))], {})
    assert "no column for the target and the date and the amount of sales" in str(caught.value)
    assert "a\\x1bb, 0, 1" in str(caught.value)
    assert "and 11 more" in str(caught.value)


def test_parse_map() -> None:
    assert parse_map(["Firma=name", " a=b = phone "]) == {"Firma": "name", "a=b": "phone"}
    assert parse_map([]) == {}


@pytest.mark.parametrize("options", [["name"], ["=name"], ["Firma="], ["Firma=name", "Firma=phone"]])
def test_bad_maps(options: list[str]) -> None:
    with pytest.raises(InvalidInput, match=r"^--map: "):
        parse_map(options)


def test_parse_alias() -> None:
    assert parse_alias(["GTXPro=GTX Pro", "ＡＣＭＥ  Inc=Acme"]) == {"gtxpro": "GTX Pro", "acme inc": "Acme"}
    assert parse_alias(["a=b", "A=b"]) == {"a": "b"}


@pytest.mark.parametrize("options", [["GTXPro"], ["=x"], ["x="], ["a=b", "A=c"]])
def test_bad_aliases(options: list[str]) -> None:
    with pytest.raises(InvalidInput, match=r"^--alias: "):
        parse_alias(options)
