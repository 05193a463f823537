"""What can be imported: the fields of each kind of list, and the headers they go by in English and Chinese."""

from dataclasses import dataclass
from typing import Literal

from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.product import Level
from salesctl.domain.enums.prospect import (
    ByHand,
    Grade,
    Horizon,
    Interest,
    LossReason,
    ProspectStatus,
    PurchaseType,
    Temperature,
)
from salesctl.domain.enums.target import CustomerClass, Method, TargetKind, TargetStatus
from salesctl.domain.enums.visit import Mode, ObjectionKind, Outcome, Step
from salesctl.exchange.choices import choice, objection, own_word
from salesctl.exchange.foreign_text import key_of
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

Form = Literal["cell", "date", "discount", "margin"]
"""How a column is read: cell by cell, or in one form found from the whole column."""


@dataclass(frozen=True, slots=True)
class ImportField:
    """A field that a column can fill; `synonyms` are other headers for it, divided by `|`."""

    name: str
    read: Reader = name_text
    synonyms: str = ""
    required: bool = False
    form: Form = "cell"


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of list: its fields, and the columns that `export` writes but import works out for itself."""

    name: str
    fields: tuple[ImportField, ...]
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

_SITUATION = (
    ImportField("current", long_text, "current situation|現況|現狀|目前情況"),
    ImportField("desired", long_text, "desired situation|期望|理想狀況|期望狀況"),
    ImportField("consequence", long_text, "後果|不改變的後果"),
    ImportField("gain", long_text, "gains|收益|改變的收益"),
)
"""The customer's gap: how it is, how it should be, and what hangs on it."""

TARGETS = ImportKind(
    "targets",
    (
        ImportField("name", synonyms=_COMPANY_AS_NAME, required=True),
        ImportField("kind", choice(TargetKind), "target kind|單位性質|性質"),
        ImportField("parent", synonyms="parent company|subsidiary of|母公司|總公司|上級單位|所屬公司"),
        ImportField("territory", synonyms=_TERRITORY),
        ImportField("block", synonyms="sub-area|zone|分塊|區塊|地塊|街區"),
        ImportField("site", synonyms="building|大樓|樓宇|大廈|建築"),
        ImportField(
            "industry",
            synonyms="sector|vertical|line of business|行業|產業|業別|行業別|產業別|行業類別|行業分類",
        ),
        ImportField(
            "form",
            synonyms="legal form|company type|business form|形態|型態|業態|公司類型|企業類型",
        ),
        ImportField("size", synonyms="company size|規模|公司規模|企業規模|大小"),
        ImportField("use", synonyms="application|usage|用途|使用用途|應用"),
        ImportField(
            "class",
            choice(CustomerClass),
            "customer class|account class|tier|等級|客戶等級|級別|客戶級別|客戶分級|分級",
        ),
        ImportField("method", choice(Method), "prospecting method|開發方法|開發方式|開拓方法|開拓方式"),
        ImportField("status", choice(TargetStatus), "狀態|客戶狀態"),
        ImportField("rep", synonyms=_REP),
        ImportField(
            "address",
            long_text,
            "addr|street|street address|地址|住址|公司地址|聯絡地址|聯繫地址|通訊地址|營業地址",
        ),
        ImportField("phone", synonyms=f"{_PHONE}|公司電話|總機"),
        ImportField("lat", decimal_number(-90, 90), "latitude|緯度"),
        ImportField("lon", decimal_number(-180, 180), "lng|long|longitude|經度"),
        ImportField("source", synonyms="lead source|origin|來源|客戶來源|資料來源"),
        ImportField("tags", listing(), "tag|label|labels|標籤|標記"),
        ImportField(
            "external_id",
            synonyms=f"{_NUMBER}|account id|account no|account number|customer id|customer no|customer number|"
            "customer code|client id|客戶編號|客戶代號|客戶代碼|客戶號|統一編號|"
            "統編|稅號|統一社會信用代碼|tax id|vat number",
        ),
        ImportField("added_on", form="date"),
        ImportField("dropped_on", form="date"),
        ImportField("drop_reason", long_text),
        ImportField("parent_territory"),
    ),
    "id|last_visit",
)

CONTACTS = ImportKind(
    "contacts",
    (
        ImportField("target", synonyms=_COMPANY_AS_TARGET, required=True),
        ImportField("territory", synonyms=_TERRITORY),
        ImportField(
            "name",
            synonyms="contact|contact name|contact person|person|full name|姓名|聯絡人|聯繫人|聯絡人姓名|"
            "聯繫人姓名|人名",
            required=True,
        ),
        ImportField("title", synonyms="job title|position|職稱|職位|職務|頭銜"),
        ImportField("role", listing(choice(Role)), "roles|buying role|角色|決策角色"),
        ImportField("phone", synonyms=f"{_PHONE}|mobile|mobile phone|cell|cell phone|手機|行動電話|移動電話|手機號碼"),
        ImportField("email", synonyms="email address|mail|電子郵件|電郵|郵箱|電子信箱|信箱"),
        ImportField("note", long_text, f"{_NOTE}|personality|個性"),
    ),
    "id|target_id|last_met",
)

PROSPECTS = ImportKind(
    "prospects",
    (
        ImportField("name", synonyms=_COMPANY_AS_NAME, required=True),
        ImportField("territory", synonyms=_TERRITORY),
        ImportField("product", synonyms=_PRODUCT),
        ImportField("grade", choice(Grade), "rating|等級|級別|分級|可能性|成交可能性|客戶等級"),
        ImportField("temperature", choice(Temperature), "temp|購買進度|進度|溫度|熱度"),
        ImportField("type", choice(PurchaseType), "purchase type|購買類型|採購類型|類型"),
        ImportField(
            "amount",
            amount,
            f"{_AMOUNT}|expected amount|deal value|close value|預計金額|預估金額|預期金額",
        ),
        ImportField(
            "decide_by",
            synonyms="decision date|expected close|expected close date|close date|closing date|決定日期|決策日期|"
            "預計成交日|預計成交日期|預定決定日|成交日期",
            form="date",
        ),
        ImportField("money", long_text, "budget|預算|購買力"),
        ImportField("authority", synonyms="decision maker|decider|決策者|決策人|決定者|決定權"),
        ImportField("need", long_text, "needs|requirement|requirements|需求|需要|客戶需求"),
        ImportField("interest", choice(Interest), _INTEREST),
        ImportField("competitor", synonyms=_COMPETITOR),
        ImportField("rep", synonyms=_REP),
        ImportField(
            "external_id",
            synonyms=f"{_NUMBER}|opportunity id|opportunity|opportunity no|deal id|lead id|商機編號|案件編號",
        ),
        ImportField("stage", own_word(ProspectStatus), "status"),
        ImportField("opened_on", form="date"),
        ImportField("closed_on", form="date"),
        ImportField("loss_reason", choice(LossReason), "lost reason|失敗原因|流失原因"),
        ImportField("lost_to"),
        ImportField("retry_on", form="date"),
        ImportField("forced_reason", long_text),
        *_SITUATION,
        ImportField("cadence", whole_number(1, 28)),
        ImportField("note", long_text, _NOTE),
        ImportField("horizon", choice(Horizon)),
        ImportField("by_hand", listing(choice(ByHand))),
    ),
    "id|target_id|last_visit|due_on|next_on|next_purpose",
)

PRODUCTS = ImportKind(
    "products",
    (
        ImportField("name", synonyms=f"product|{_PRODUCT}|名稱|產品型號|型號", required=True),
        ImportField("price_level", choice(Level), "價格水準|價格水平|價格等級|價位"),
        ImportField("feature_level", choice(Level), "功能水準|功能水平|功能等級"),
        ImportField(
            "list_price",
            amount,
            "price|unit price|sales price|定價|售價|單價|價格|牌價|建議售價",
        ),
        ImportField("margin", synonyms="gross margin|profit margin|毛利|毛利率|利潤率", form="margin"),
        ImportField(
            "external_id",
            synonyms=f"{_NUMBER}|sku|product id|product code|product no|item code|產品編號|料號|商品編號|貨號",
        ),
    ),
    "id",
)

VISITS = ImportKind(
    "visits",
    (
        ImportField("name", synonyms=_COMPANY_AS_NAME, required=True),
        ImportField("territory", synonyms=_TERRITORY),
        ImportField("rep", synonyms=_REP),
        ImportField(
            "visited_on",
            synonyms="on|date|visit date|visited|day|日期|拜訪日期|拜訪日|訪問日期",
            required=True,
            form="date",
        ),
        ImportField("at", clock_time, "time|start|start time|時間|拜訪時間|開始時間"),
        ImportField(
            "minutes",
            whole_number(1, 1440, r"min|mins|minutes?|分鐘?"),
            "duration|minutes spent|分鐘|時長|拜訪分鐘|停留時間",
        ),
        ImportField("mode", choice(Mode), "channel|contact mode|方式|拜訪方式|形式|聯絡方式|聯繫方式"),
        ImportField(
            "met",
            listing(),
            "people met|attendees|contact|contacts|contact person|面談人|拜訪對象|會見人|聯絡人|聯繫人",
        ),
        ImportField("key_person", yes_or_no, "key person met|關鍵人物|關鍵人|見到關鍵人"),
        ImportField("purpose", long_text, "objective|visit purpose|目的|拜訪目的"),
        ImportField("step", choice(Step), "sales step|stage|步驟|階段|銷售步驟|銷售階段"),
        ImportField("impression", long_text, "印象|客戶印象|客戶反應"),
        ImportField("interest", choice(Interest), _INTEREST),
        ImportField("outcome", choice(Outcome), "result|visit result|結果|拜訪結果|成果", required=True),
        *_SITUATION,
        ImportField("benefits", listing(long_text), "benefit|利益|效益|產品利益"),
        ImportField("objections", listing(objection), "objection|異議|反對意見|拒絕理由"),
        ImportField("resolved", listing(choice(ObjectionKind)), "resolved objections|已解決異議|已解決"),
        ImportField("competitor", long_text, f"{_COMPETITOR}|競爭動態"),
        ImportField("reaction", long_text, "customer reaction|客戶對競爭的反應|對競爭反應"),
        ImportField("terms", long_text, "conditions|條件|交易條件"),
        ImportField("discount", synonyms="discount percent|折扣|折讓|優惠", form="discount"),
        ImportField("signal", long_text, "signals|buying signal|buying signals|購買訊號|購買信號"),
        ImportField("satisfaction", whole_number(1, 5), "滿意度|客戶滿意度"),
        ImportField("pair", synonyms="pair call|accompanied by|同行|同行人|陪同|陪同人|陪訪|同訪者"),
        ImportField(
            "order_amount",
            orders,
            f"order|order value|{_AMOUNT}|amount|訂單|訂單金額|成交金額",
        ),
        ImportField("orders", orders, "orders placed|訂單明細"),
        ImportField("next_on", synonyms="next|next date|next visit|下次|下次日期|下次拜訪|下次拜訪日期", form="date"),
        ImportField("next_at", clock_time, "next time|下次時間"),
        ImportField("next_with", synonyms="next contact|next person|下次對象"),
        ImportField("next_purpose", long_text, "next step|下次目的|下一步|下次拜訪目的"),
        ImportField("note", long_text, _NOTE),
        ImportField("recorded_at", timestamp, "記錄時間|登錄時間"),
        ImportField("external_id", synonyms=f"{_NUMBER}|visit id|拜訪編號"),
    ),
    "id|target_id",
)

SALES = ImportKind(
    "sales",
    (
        ImportField(
            "external_id",
            synonyms=f"{_NUMBER}|opportunity id|order id|order no|order number|invoice|invoice no|訂單編號|訂單號|"
            "單號|發票號碼|合同編號|合約編號",
        ),
        ImportField("target", synonyms=f"name|{_COMPANY}|target name|名稱", required=True),
        ImportField(
            "date",
            synonyms="sold on|sale date|order date|close date|closed on|invoice date|日期|訂單日期|成交日期|銷售日期|"
            "成交日|簽約日期",
            required=True,
            form="date",
        ),
        ImportField(
            "amount",
            amount,
            f"{_AMOUNT}|close value|sales amount|order value|order amount|total|revenue|銷售金額|訂單金額|"
            "成交金額|銷售額|營業額|總金額|總價",
            required=True,
        ),
        ImportField("product", synonyms=_PRODUCT),
        ImportField("territory", synonyms=_TERRITORY),
        ImportField("rep", synonyms=_REP),
        ImportField("target_territory"),
        ImportField("from_visit", yes_or_no),
        ImportField("prospect_opened_on", form="date"),
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
