"""The words of enumerations as files spell them: the value itself, or a synonym in English or Chinese."""

from enum import StrEnum

from salesctl.domain.enums.contact import Role
from salesctl.domain.enums.product import Level
from salesctl.domain.enums.prospect import Grade, Interest, LossReason, PurchaseType, Temperature
from salesctl.domain.enums.target import CustomerClass, Method, TargetKind, TargetStatus
from salesctl.domain.enums.visit import Mode, ObjectionKind, Outcome, Step
from salesctl.domain.notation import Heard, read_objection
from salesctl.errors import InvalidInput
from salesctl.exchange.foreign_text import BadValue, Cell, key_of, shown, text_of
from salesctl.exchange.values import Reader, name_text, plain

_SYNONYMS: dict[StrEnum, str] = {
    TargetKind.COMPANY: "corporation|firm|organisation|organization|公司|企業|商行|商號",
    TargetKind.UNIT: "department|division|branch|單位|部門|分公司|分店",
    CustomerClass.A: "A級|A類|class A",
    CustomerClass.B: "B級|B類|class B",
    CustomerClass.C: "C級|C類|class C",
    Method.CANVASS: "canvassing|cold call|walk-in|掃蕩|掃街|陌生拜訪|陌拜",
    Method.PHONE: "telephone|call|telemarketing|電話|電話行銷|電話營銷|電訪",
    Method.REFERRAL: "referred|recommendation|介紹|轉介紹|關係|介紹/關係|推薦",
    Method.EXISTING: "existing customer|現有客戶|老客戶|舊客戶|既有客戶",
    Method.DIRECT_MAIL: "mail|mailing|dm|郵購|郵寄|直郵",
    Method.PARTNER: "partnership|alliance|合作|合作夥伴|策略聯盟|異業合作",
    TargetStatus.OPEN: "new|開放|未開發|目標",
    TargetStatus.PROSPECT: "潛在客戶|潛在|準客戶",
    TargetStatus.CUSTOMER: "client|客戶|已成交|成交客戶",
    TargetStatus.DROPPED: "closed|inactive|剔除|放棄|停止|淘汰",
    Role.MONEY: "budget|finance|預算|財務|購買力|付款",
    Role.AUTHORITY: "decision maker|decider|決策|決策者|決策人|決定者|決定權",
    Role.NEED: "user|使用者|使用人|用戶|需求|需求者",
    Role.GATEKEEPER: "守門人|把關者|把關人",
    Role.INFLUENCER: "影響者|影響人",
    Role.CHAMPION: "supporter|coach|支持者|擁護者|內線",
    Level.HIGH: "高|h",
    Level.LOW: "低|l",
    Grade.A: "A級|A類|grade A",
    Grade.B: "B級|B類|grade B",
    Grade.C: "C級|C類|grade C",
    Temperature.HOT: "熱|高溫",
    Temperature.WARM: "溫|暖",
    Temperature.COLD: "冷|寒",
    PurchaseType.NEW: "新|新購|新增|首購|新客戶",
    PurchaseType.ADD_ON: "addition|additional|追加|加購|增購",
    PurchaseType.REPLACEMENT: "replace|upgrade|換用|汰換|更換|替換",
    Interest.NONE: "no interest|not interested|不感興趣|無興趣|沒興趣",
    Interest.SLIGHT: "slightly interested|稍感興趣|稍有興趣",
    Interest.STRONG: "very interested|很感興趣|感興趣",
    Interest.CONVINCED: "信服|相信|認同",
    Interest.COMMITTED: "完全接受|接受|承諾",
    Mode.IN_PERSON: "visit|face to face|onsite|meeting|拜訪|親訪|面談|當面|現場|實地",
    Mode.PHONE: "call|telephone|電話|致電|電訪",
    Mode.VIDEO: "video call|online|視訊|視頻|線上|網路會議",
    Mode.EMAIL: "mail|電郵|郵件|電子郵件|信件",
    Step.APPROACH: "opening|接觸|開場",
    Step.SURVEY: "needs analysis|discovery|探尋|需求調查|調查",
    Step.PRESENT: "presentation|proposal|demo|提出方案|提案|方案|簡報|展示",
    Step.CLOSE: "closing|成交|締結|結案",
    Outcome.ORDER: "won|sale|ordered|訂單|下單|成交|簽約",
    Outcome.ADVANCE: "progress|進展|推進|有進展",
    Outcome.CONTINUATION: "continue|continued|延續|持續|繼續|待續",
    Outcome.NO_SALE: "lost|refused|rejected|未成交|失敗|拒絕|無銷售",
    ObjectionKind.PRICE: "expensive|too expensive|價格|太貴|價錢",
    ObjectionKind.COMPETITOR: "competition|競爭|競爭者|競爭對手|競品",
    ObjectionKind.COMPLEXITY: "complex|too complex|複雜|太複雜",
    ObjectionKind.NO_TIME: "busy|沒時間|沒空|太忙",
    ObjectionKind.PREFERENCE: "habit|偏好|喜好|習慣",
    ObjectionKind.OTHER: "其他|其它",
    LossReason.PRICE: "too expensive|價格|太貴",
    LossReason.COMPETITOR: "lost to competitor|競爭|競爭者|競爭對手",
    LossReason.NO_BUDGET: "budget|沒預算|無預算|預算",
    LossReason.NO_NEED: "沒需求|無需求|不需要",
    LossReason.NO_DECISION: "未決定|無決定|擱置",
    LossReason.TIMING: "bad timing|時機|時機不對",
    LossReason.RELATIONSHIP: "關係",
    LossReason.OTHER: "其他|其它",
}


def choice(kind: type[StrEnum]) -> Reader:
    """Return a reader of one of an enumeration's members, by its value or a synonym of it."""
    members = _members(kind)
    known: dict[Cell, StrEnum] = {}

    def read(cell: Cell) -> StrEnum | None:
        member = known.get(cell)
        if member is not None:
            return member
        text = plain(cell)
        if not text:
            return None
        member = members.get(key_of(text))
        if member is None:
            raise BadValue(f"'{shown(text)}' is none of {', '.join(kind)}")
        known[cell] = member
        return member

    return read


def own_word(kind: type[StrEnum]) -> Reader:
    """Return a reader of an enumeration's own words; other text stays text, for whoever knows what it may mean."""
    members = {key_of(member.value): member for member in kind}

    def read(cell: Cell) -> str | None:
        text = name_text(cell)
        return text and members.get(key_of(text), text)

    return read


def _members(kind: type[StrEnum]) -> dict[str, StrEnum]:
    """Return the members by the keys of their values and synonyms."""
    members = {key_of(member.value): member for member in kind}
    spoken = ((word, member) for member in kind if member in _SYNONYMS for word in _SYNONYMS[member].split("|"))
    return members | {key_of(word): member for word, member in spoken}


def objection(cell: Cell) -> Heard | None:
    """Read an objection as `visit add` does, `KIND[/CAUSE][:TEXT]`, with the kind in any word known here."""
    text = text_of(cell)
    if not text.strip():
        return None
    try:
        return read_objection(text, _objection_kind)
    except InvalidInput as error:
        raise BadValue(shown(error, 200)) from None


_read_kind = choice(ObjectionKind)


def _objection_kind(word: str) -> ObjectionKind:
    kind: ObjectionKind | None = _read_kind(word)
    if kind is None:
        raise BadValue("an objection without its kind, such as price")
    return kind
