"""What can be imported: the fields of each kind of list, and the headers they go by in English and Chinese."""

from dataclasses import dataclass
from typing import Literal

from salesctl.domain.words.contact import Role
from salesctl.domain.words.product import Level
from salesctl.domain.words.prospect import Grade, Interest, PurchaseType, Temperature
from salesctl.domain.words.target import CustomerClass, Method, TargetKind, TargetStatus
from salesctl.domain.words.visit import Mode, ObjectionKind, Outcome, Step
from salesctl.exchange.choices import choice, objection
from salesctl.exchange.orders import orders
from salesctl.exchange.values import (
    Reader,
    amount,
    clock_time,
    decimal_number,
    listing,
    long_text,
    name_text,
    timestamp,
    whole_number,
    yes_or_no,
)
from salesctl.exchange.words import key_of

Form = Literal["cell", "date", "discount", "margin"]
"""How a column is read: cell by cell, or in one form found from the whole column."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a column can fill; `synonyms` are other headers for it, divided by `|`."""

    name: str
    read: Reader = name_text
    synonyms: str = ""
    required: bool = False
    form: Form = "cell"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list: its fields, and the columns that `export` writes but import works out for itself."""

    name: str
    fields: tuple[Field, ...]
    derived: str

    @property
    def field_names(self) -> list[str]:
        """The names that `--map` takes."""
        return [field.name for field in self.fields]


_COMPANY = (
    "account|account name|customer|customer name|client|client name|company|company name|organisation|organization|"
    "客戶|客戶名稱|客戶名|客戶簡稱|公司|公司名稱|公司名|企業名稱|"
    "單位名稱|目標|目標名稱|目標客戶|店名|商號"
)
_COMPANY_AS_NAME = f"target|target name|{_COMPANY}|名稱"
_COMPANY_AS_TARGET = f"target name|{_COMPANY}"
_REP = (
    "sales agent|agent|sales rep|sales representative|representative|salesperson|salesman|seller|"
    "account manager|account owner|業務|業務員|業務代表|業務人員|銷售員|"
    "銷售代表|銷售人員|業務負責人|負責業務"
)
_PRODUCT = "product name|item|產品|產品名稱|品名|商品|商品名稱"
_TERRITORY = (
    "region|area|district|sales territory|sales region|office location|regional office|區域|地區|轄區|"
    "銷售區域|責任區|片區"
)
_NUMBER = "external|reference|ref|code|編號|代號|代碼"
_NOTE = "notes|remark|remarks|comment|comments|備註|附註|說明"
_COMPETITOR = "rival|competition|競爭對手|競爭者|對手|競品|競爭廠商"
_AMOUNT = "value|金額|金額元"
_INTEREST = "interest level|興趣|興趣程度|客戶興趣"
_PHONE = "telephone|tel|phone number|phone no|電話|電話號碼|聯絡電話|聯繫電話"

TARGETS = Kind(
    "targets",
    (
        Field("name", synonyms=_COMPANY_AS_NAME, required=True),
        Field("kind", choice(TargetKind), "target kind|單位性質|性質"),
        Field("parent", synonyms="parent company|subsidiary of|母公司|總公司|上級單位|所屬公司"),
        Field("territory", synonyms=_TERRITORY),
        Field("block", synonyms="sub-area|zone|分塊|區塊|地塊|街區"),
        Field("site", synonyms="building|大樓|樓宇|大廈|建築"),
        Field(
            "industry",
            synonyms="sector|vertical|line of business|行業|產業|業別|行業別|產業別|行業類別|行業分類",
        ),
        Field(
            "form",
            synonyms="legal form|company type|business form|形態|型態|業態|公司類型|企業類型",
        ),
        Field("size", synonyms="company size|規模|公司規模|企業規模|大小"),
        Field("use", synonyms="application|usage|用途|使用用途|應用"),
        Field(
            "class",
            choice(CustomerClass),
            "customer class|account class|tier|等級|客戶等級|級別|客戶級別|客戶分級|分級",
        ),
        Field("method", choice(Method), "prospecting method|開發方法|開發方式|開拓方法|開拓方式"),
        Field("status", choice(TargetStatus), "狀態|客戶狀態"),
        Field("rep", synonyms=_REP),
        Field(
            "address",
            long_text,
            "addr|street|street address|地址|住址|公司地址|聯絡地址|聯繫地址|通訊地址|營業地址",
        ),
        Field("phone", synonyms=f"{_PHONE}|公司電話|總機"),
        Field("lat", decimal_number(-90, 90), "latitude|緯度"),
        Field("lon", decimal_number(-180, 180), "lng|long|longitude|經度"),
        Field("source", synonyms="lead source|origin|來源|客戶來源|資料來源"),
        Field("tags", listing(), "tag|label|labels|標籤|標記"),
        Field(
            "external_id",
            synonyms=f"{_NUMBER}|account id|account no|account number|customer id|customer no|customer number|"
            "customer code|client id|客戶編號|客戶代號|客戶代碼|客戶號|統一編號|"
            "統編|稅號|統一社會信用代碼|tax id|vat number",
        ),
    ),
    "id|last_visit",
)

CONTACTS = Kind(
    "contacts",
    (
        Field("target", synonyms=_COMPANY_AS_TARGET, required=True),
        Field("territory", synonyms=_TERRITORY),
        Field(
            "name",
            synonyms="contact|contact name|contact person|person|full name|姓名|聯絡人|聯繫人|聯絡人姓名|"
            "聯繫人姓名|人名",
            required=True,
        ),
        Field("title", synonyms="job title|position|職稱|職位|職務|頭銜"),
        Field("role", listing(choice(Role)), "roles|buying role|角色|決策角色"),
        Field("phone", synonyms=f"{_PHONE}|mobile|mobile phone|cell|cell phone|手機|行動電話|移動電話|手機號碼"),
        Field("email", synonyms="email address|mail|電子郵件|電郵|郵箱|電子信箱|信箱"),
        Field("note", long_text, f"{_NOTE}|personality|個性"),
    ),
    "id|target_id|last_met",
)

PROSPECTS = Kind(
    "prospects",
    (
        Field("name", synonyms=_COMPANY_AS_NAME, required=True),
        Field("territory", synonyms=_TERRITORY),
        Field("product", synonyms=_PRODUCT),
        Field("grade", choice(Grade), "rating|等級|級別|分級|可能性|成交可能性|客戶等級"),
        Field("temperature", choice(Temperature), "temp|購買進度|進度|溫度|熱度"),
        Field("type", choice(PurchaseType), "purchase type|購買類型|採購類型|類型"),
        Field(
            "amount",
            amount,
            f"{_AMOUNT}|expected amount|deal value|close value|預計金額|預估金額|預期金額",
        ),
        Field(
            "decide_by",
            synonyms="decision date|expected close|expected close date|close date|closing date|決定日期|決策日期|"
            "預計成交日|預計成交日期|預定決定日|成交日期",
            form="date",
        ),
        Field("money", long_text, "budget|預算|購買力"),
        Field("authority", synonyms="decision maker|decider|決策者|決策人|決定者|決定權"),
        Field("need", long_text, "needs|requirement|requirements|需求|需要|客戶需求"),
        Field("interest", choice(Interest), _INTEREST),
        Field("competitor", synonyms=_COMPETITOR),
        Field("rep", synonyms=_REP),
        Field(
            "external_id",
            synonyms=f"{_NUMBER}|opportunity id|opportunity|opportunity no|deal id|lead id|商機編號|案件編號",
        ),
    ),
    "id|target_id|horizon|status|last_visit|due_on|next_on|next_purpose",
)

PRODUCTS = Kind(
    "products",
    (
        Field("name", synonyms=f"product|{_PRODUCT}|名稱|產品型號|型號", required=True),
        Field("price_level", choice(Level), "價格水準|價格水平|價格等級|價位"),
        Field("feature_level", choice(Level), "功能水準|功能水平|功能等級"),
        Field(
            "list_price",
            amount,
            "price|unit price|sales price|定價|售價|單價|價格|牌價|建議售價",
        ),
        Field("margin", synonyms="gross margin|profit margin|毛利|毛利率|利潤率", form="margin"),
        Field(
            "external_id",
            synonyms=f"{_NUMBER}|sku|product id|product code|product no|item code|產品編號|料號|商品編號|貨號",
        ),
    ),
    "id",
)

VISITS = Kind(
    "visits",
    (
        Field("name", synonyms=_COMPANY_AS_NAME, required=True),
        Field("territory", synonyms=_TERRITORY),
        Field("rep", synonyms=_REP),
        Field(
            "visited_on",
            synonyms="on|date|visit date|visited|day|日期|拜訪日期|拜訪日|訪問日期",
            required=True,
            form="date",
        ),
        Field("at", clock_time, "time|start|start time|時間|拜訪時間|開始時間"),
        Field(
            "minutes",
            whole_number(1, 1440, r"min|mins|minutes?|分鐘?"),
            "duration|minutes spent|分鐘|時長|拜訪分鐘|停留時間",
        ),
        Field("mode", choice(Mode), "channel|contact mode|方式|拜訪方式|形式|聯絡方式|聯繫方式"),
        Field(
            "met",
            listing(),
            "people met|attendees|contact|contacts|contact person|面談人|拜訪對象|會見人|聯絡人|聯繫人",
        ),
        Field("key_person", yes_or_no, "key person met|關鍵人物|關鍵人|見到關鍵人"),
        Field("purpose", long_text, "objective|visit purpose|目的|拜訪目的"),
        Field("step", choice(Step), "sales step|stage|步驟|階段|銷售步驟|銷售階段"),
        Field("impression", long_text, "印象|客戶印象|客戶反應"),
        Field("interest", choice(Interest), _INTEREST),
        Field("outcome", choice(Outcome), "result|visit result|結果|拜訪結果|成果", required=True),
        Field("current", long_text, "current situation|現況|現狀|目前情況"),
        Field("desired", long_text, "desired situation|期望|理想狀況|期望狀況"),
        Field("consequence", long_text, "後果|不改變的後果"),
        Field("gain", long_text, "gains|收益|改變的收益"),
        Field("benefits", listing(long_text), "benefit|利益|效益|產品利益"),
        Field("objections", listing(objection), "objection|異議|反對意見|拒絕理由"),
        Field("resolved", listing(choice(ObjectionKind)), "resolved objections|已解決異議|已解決"),
        Field("competitor", long_text, f"{_COMPETITOR}|競爭動態"),
        Field("reaction", long_text, "customer reaction|客戶對競爭的反應|對競爭反應"),
        Field("terms", long_text, "conditions|條件|交易條件"),
        Field("discount", synonyms="discount percent|折扣|折讓|優惠", form="discount"),
        Field("signal", long_text, "signals|buying signal|buying signals|購買訊號|購買信號"),
        Field("satisfaction", whole_number(1, 5), "滿意度|客戶滿意度"),
        Field("pair", synonyms="pair call|accompanied by|同行|同行人|陪同|陪同人|陪訪|同訪者"),
        Field(
            "order_amount",
            orders,
            f"order|order value|{_AMOUNT}|amount|訂單|訂單金額|成交金額",
        ),
        Field("orders", orders, "orders placed|訂單明細"),
        Field("next_on", synonyms="next|next date|next visit|下次|下次日期|下次拜訪|下次拜訪日期", form="date"),
        Field("next_at", clock_time, "next time|下次時間"),
        Field("next_with", synonyms="next contact|next person|下次對象"),
        Field("next_purpose", long_text, "next step|下次目的|下一步|下次拜訪目的"),
        Field("note", long_text, _NOTE),
        Field("recorded_at", timestamp, "記錄時間|登錄時間"),
        Field("external_id", synonyms=f"{_NUMBER}|visit id|拜訪編號"),
    ),
    "id|target_id",
)

SALES = Kind(
    "sales",
    (
        Field(
            "external_id",
            synonyms=f"{_NUMBER}|opportunity id|order id|order no|order number|invoice|invoice no|訂單編號|訂單號|"
            "單號|發票號碼|合同編號|合約編號",
        ),
        Field("target", synonyms=f"name|{_COMPANY}|target name|名稱", required=True),
        Field(
            "date",
            synonyms="sold on|sale date|order date|close date|closed on|invoice date|日期|訂單日期|成交日期|銷售日期|"
            "成交日|簽約日期",
            required=True,
            form="date",
        ),
        Field(
            "amount",
            amount,
            f"{_AMOUNT}|close value|sales amount|order value|order amount|total|revenue|銷售金額|訂單金額|"
            "成交金額|銷售額|營業額|總金額|總價",
            required=True,
        ),
        Field("product", synonyms=_PRODUCT),
        Field("territory", synonyms=_TERRITORY),
        Field("rep", synonyms=_REP),
    ),
    "id",
)

KINDS = {kind.name: kind for kind in (TARGETS, CONTACTS, PROSPECTS, PRODUCTS, VISITS, SALES)}

KNOWN_KEYS = frozenset(
    key_of(word)
    for kind in KINDS.values()
    for field in kind.fields
    for word in (field.name, *field.synonyms.split("|"))
    if word
)
