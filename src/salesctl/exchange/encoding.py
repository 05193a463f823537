"""Which encoding a text file is in: decided from its bytes alone, right for a handful of Chinese names too.

A byte order mark decides; else whatever is valid UTF-8 is UTF-8; else GB18030, Big5 and Windows-1252 are weighed
against each other by how ordinary the text is that each makes of the bytes. General detectors often guess files of one
or two Chinese names wrong, since nearly every pair of bytes is *some* character in both Chinese encodings; in the wrong
one it is a rare character, and that is what is counted here.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import NamedTuple

from salesctl.errors import InvalidInput


class Encoding(NamedTuple):
    """An encoding: the name people know, the codec, and how many bytes of mark precede the text."""

    name: str
    codec: str
    mark: int = 0


_MARKS = (
    (b"\xef\xbb\xbf", Encoding("UTF-8 with BOM", "utf-8", 3)),
    (b"\xff\xfe\0\0", Encoding("UTF-32", "utf-32-le", 4)),
    (b"\0\0\xfe\xff", Encoding("UTF-32", "utf-32-be", 4)),
    (b"\xff\xfe", Encoding("UTF-16", "utf-16-le", 2)),
    (b"\xfe\xff", Encoding("UTF-16", "utf-16-be", 2)),
    (b"\x84\x31\x95\x33", Encoding("GB18030", "gb18030", 4)),
)
_UTF8 = Encoding("UTF-8", "utf-8")
_UTF16 = (Encoding("UTF-16", "utf-16-le"), Encoding("UTF-16", "utf-16-be"))
_GB18030 = Encoding("GB18030", "gb18030")
_BIG5 = Encoding("Big5", "cp950")
_BIG5_HONG_KONG = Encoding("Big5", "big5hkscs")
_LATIN = Encoding("Windows-1252", "cp1252")

_PIECE = 1 << 20
_SAMPLE = 65_536
_CONTEXT = 200
_ADVICE = "save it as CSV in UTF-8 and try again"
_TELLING = re.compile(rb"[\x80-\xff]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_CONTROL = re.compile(_BINARY.pattern.decode())
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ACCENTED = frozenset("éèêëàâäáãåæçñöôóòõøœßüûúùíìîïýÿÉÈÊËÀÂÄÁÃÅÆÇÑÖÔÓÒÕØŒÜÛÚÙÍÌÎÏÝžšŽŠ")

# The characters most frequent in Chinese, both scripts, with those of names, places, companies and column headers.
_ORDINARY = frozenset(
    "一是人了不在有大中国國和为為这這上他个個地年来來我会會以到时時要出的生学學说說道民家子也成行下们們于於后後就"
    "发發自之对對得主长長可过過天作分方用多你着著部能市等业業全里裡工公经經本都而高政法面门門动動日进進区區事代那"
    "去心小同北定开開产產前其军軍还還然起种種所如现現理机機体體表力好外与與文当當两兩实實重新三么麼只山水关關明从"
    "從化平建又制南内內西没沒此将將员員名手最东東头頭者月间間无無安看见見各城十相但已些正口通想度加第她合院物性战"
    "戰由位常点點海意场場武使次二向治因立数數样樣身情入原问問把路被并並利石老教万萬知级級量任江及应應省资資委务務"
    "元美特期世湖回系比气氣汉漢总總展电電科金先声聲提品设設或义義王社很统統处處四首共马馬形己儿兒司太目基领領队隊"
    "直计計别別女权權话話少流命至报報米给給打变變果书書清活几幾州华華解议議更称稱程今决決张張导導术術府才保交放管"
    "结結师師便走达達族反再题題色五京河接条條规規式县縣白它改风風光运運信受什组組听聽布百济濟党黨指论論强強做取技"
    "黄黃神选選记記斯真却卻职職号號界件花类類何眼兵传傳带帶空干幹农農边邊据據集联聯古广廣完质質阳陽难難增历歷史专"
    "專官每住商即步认認车車台臺林必死游遊举舉线線言皇土团團收考求德叫近备備研争爭非具李众眾连連调調感转轉笑革该該"
    "持始英克士尔爾让讓拉思根格造较較际際亲親单單朝红紅型价價校约約器字段周亚亞深候则則功属屬积積快图圖火千准準究"
    "往极極育装裝许許参參半令吃观觀鱼魚精办辦像帝八复復影告远遠群包整构構料随隨划劃算象容示投势勢热熱值夫网網望源"
    "息语語股铁鐵断斷派速怎需片爱愛律纪紀支早况況病境证證编編越局推满滿且列觉覺服双雙未居除乐樂企引标標确確织織初"
    "青志率项項飞飛球节節察龙龍响響药藥站施均消客失轻輕存低甚般击擊曾防请請离離落显顯罗羅营營足素视視护護副食创創"
    "余餘照兴興占佔巴虽雖洲村费費易试試星木黑左宝寶置跟央识識维維采採六底宫宮房音环環案批切斗鬥富乡鄉另倒若按查故"
    "突责責严嚴桥橋模仅僅胜勝杀殺围圍席态態破承招杨楊负負层層须須父供续續状狀域似依银銀范範修找九致密终終血旅钱錢"
    "赛賽独獨细細效玉冲衝获獲习習医醫演毛尽盡脸臉弹彈楼樓艺藝航陆陸右协協七攻镇鎮检檢写寫苏蘇宗章注阿抗弟坐验驗封"
    "紧緊劳勞户戶优優财財养養适適陈陳喜卫衛排射哥油刻留急降念云雲微伤傷例景拿绝絕阶階座刘劉刚剛害印亿億沙母酒助闻"
    "聞超审審待压壓升送监監策略限竟香配藏敌敵呢差仍兰蘭温溫园園树樹征徵善波哪词詞岛島止预預怕继繼皮执執味份角草男"
    "普答益谁誰船惊驚核街夏宣掌田久画畫辑輯奇尼剑劍吧谈談背免孩礼禮材愿願洋春架筑築括晚乱亂乎讲講尚良友临臨激刀夜"
    "室既敢邦挥揮昌板胡欧歐福港叶葉简簡苦担擔句岁歲荆荊贵貴娘守辖轄威宜衣帮幫块塊堂额額错錯剧劇充欢歡够夠孙孫班呼"
    "阵陣销銷坚堅练練脚腳退读讀测測吴吳希宁寧换換版异異某顾顧曲楚典朱毒菜判救宋茶洪含顺順啊鲜鮮败敗货貨矿礦端兄归"
    "歸冷忙买買险險康评評肉吗嗎厂廠永哈沉散遗遺停笔筆假输輸牛洞松渐漸顶頂训訓录錄否述毕畢督控丰豐献獻姑忽爷爺互亮"
    "纳納趙赵徐郭梁鄭郑謝谢韓韩唐馮冯董蕭萧曹袁鄧邓傅沈彭呂吕盧卢蔣蒋蔡賈贾丁魏薛閻阎潘杜戴鍾钟汪姜姚譚谭廖鄒邹熊"
    "郝孔崔邱秦侯邵孟雷湯汤尹黎喬乔賀贺賴赖龔龚莊庄柯翁詹饒饶卓童阮凌巫涂塗偉伟芳娜敏靜静麗丽磊勇艷艳傑杰娟濤涛秀"
    "霞桂萍淑惠玲雅婷怡君翰豪俊宏冠宇哲恩柏睿佳蓉欣雯詩诗涵妤彥彦廷郁鬱妍芸琪琳婉鈺钰珊珍珠芬梅雪蓮莲鳳凤燕慧穎颖"
    "倩瑩莹晶潔洁琴榮荣祥瑞仁忠誠诚泉浩峰鵬鹏翔旭昇輝辉耀斌彬森楠桐健壽寿悅悦帥帅凱凯嘉宥蓁竹桃苗栗慄彰屏祖澎隆鄰"
    "邻巷弄圳津慶庆杭廈厦浙澳銘铭雄伯仲旺坤棟栋樑添祿禄吉盛茂裕毅皓瀚翊叡瑋玮琦瑜璇筱筠綺绮緯纬芝芷芯茜莉菁菲萱蓓"
    "蕙薇馨霖韻韵頤颐鴻鸿鵑鹃麟黛伊佑侑倫伦儀仪儒凡勳勋卉岑岳嶽峻崇巧弘彤恆恒恬悠惟愷恺慈憲宪敬斐昀昱晏晟晴智暄曉"
    "晓曜杉柔桓楷毓沁沛泰洛淇湘澤泽煒炜煌熙燁烨玟珮碧禎祯禹秉竣紫羽聖圣聰聪臻舒莘蔚衡謙谦賢贤軒轩辰逸鈞钧鈴铃錦锦"
    "鋒锋鑫銓铨雁靖駿骏訊讯貿贸械製療疗診诊券租賃赁倉仓儲储飯饭店餐飲饮畜牧漁渔鋼钢塑膠胶紡纺鞋紙纸刷補补幼絡络軟"
    "软硬汽零販贩賣卖鎖锁盟碼码郵邮箱址註售拜訪访籤签訂订購购競竞趣驟骤折扣陪潛潜觸触探尋寻掃扫蕩荡介紹绍"
)


def detect_encoding(data: bytes, name: str) -> Encoding:
    """Return the encoding of a text file's bytes; all of them are known to be readable in it.

    Raises:
        InvalidInput: The bytes are no text, are damaged, or are in none of the encodings known here.
    """
    encoding = _candidate(data, name)
    lines = 1
    try:
        for text in pieces(data, encoding):
            if "\0" in text:
                lines += text.count("\n", 0, text.index("\0"))
                raise InvalidInput(f"{name}: line {lines} holds a NUL character; {_ADVICE}")
            lines += text.count("\n")
    except UnicodeDecodeError as error:
        bad = error.object[error.start : error.end].hex(" ")
        lines += error.object[: error.start].decode(encoding.codec, "replace").count("\n")
        raise InvalidInput(f"{name}: line {lines}: bytes {bad} are not {encoding.name}; {_ADVICE}") from None
    return encoding


def pieces(data: bytes, encoding: Encoding) -> Iterator[str]:
    """Yield the text of a file's bytes piece by piece: as a whole it may be four times as large as they are.

    Raises:
        UnicodeDecodeError: Bytes are not in the encoding; its `object` is the piece they are in.
    """
    decoder = getincrementaldecoder(encoding.codec)()
    view = memoryview(data)[encoding.mark :]
    for start in range(0, len(view), _PIECE):
        yield decoder.decode(view[start : start + _PIECE], final=start + _PIECE >= len(view))


def _readable(data: bytes, encoding: Encoding) -> bool:
    try:
        for _ in pieces(data, encoding):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _candidate(data: bytes, name: str) -> Encoding:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        utf16 = _utf16_without_mark(data)
        if utf16 is None:
            raise InvalidInput(f"{name}: holds NUL bytes: neither text nor a spreadsheet; {_ADVICE}")
        return utf16
    if _readable(data, _UTF8):
        return _UTF8
    if _BINARY.search(data):
        raise InvalidInput(f"{name}: neither text nor a spreadsheet; {_ADVICE}")
    sample = _sample(data)
    return _UTF8 if _mostly_utf8(sample) else _weighed(data, sample, name)


def _utf16_without_mark(data: bytes) -> Encoding | None:
    """Return the UTF-16 whose text holds line ends and no control characters, if one does."""
    for encoding in _UTF16:
        ends = 0
        try:
            for text in pieces(data, encoding):
                if _CONTROL.search(text):
                    break
                ends += text.count("\n")
            else:
                if ends:
                    return encoding
        except UnicodeDecodeError:
            continue
    return None


def _mostly_utf8(sample: bytes) -> bool:
    """Tell a damaged UTF-8 file from one in another encoding (where valid sequences are an accident)."""
    text = sample.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return sum(map(len, _NOT_ASCII.findall(text))) >= 9 * damaged


def _weighed(data: bytes, sample: bytes, name: str) -> Encoding:
    weights = {
        _GB18030: _chinese_weight(sample, _GB18030.codec),
        _BIG5: max(_chinese_weight(sample, _BIG5.codec), _chinese_weight(sample, _BIG5_HONG_KONG.codec)),
        _LATIN: _latin_weight(sample),
    }
    best = max(weights, key=lambda encoding: weights[encoding])
    if weights[best] < 0:
        raise InvalidInput(f"{name}: not UTF-8, UTF-16, GB18030, Big5 or Windows-1252; {_ADVICE}")
    return _big5_for(data) if best is _BIG5 else best


def _big5_for(data: bytes) -> Encoding:
    """Return the plain Big5 of Taiwan, or the Hong Kong superset where only that reads everything."""
    readable = (encoding for encoding in (_BIG5, _BIG5_HONG_KONG) if _readable(data, encoding))
    return next(readable, _BIG5)


def _sample(data: bytes) -> bytes:
    """Return the first lines that hold anything but ASCII, up to a size."""
    lines: list[bytes] = []
    size = end = 0
    while size < _SAMPLE and (found := _TELLING.search(data, end)):
        start = max(data.rfind(b"\n", end, found.start()) + 1, found.start() - _CONTEXT, end)
        end = data.find(b"\n", found.end(), found.end() + _SAMPLE)
        end = end if end >= 0 else found.end() + _SAMPLE
        lines.append(data[start:end])
        size += len(lines[-1])
    return b"\n".join(lines)


def _chinese_weight(sample: bytes, codec: str) -> float:
    """Weigh the text that a Chinese encoding makes of the bytes: ordinary characters for it, rare ones against."""
    text = sample.decode(codec, "replace")
    weight = 0.0
    for found in _NOT_ASCII.finditer(text):
        run = found[0]
        weight += sum(_character_weight(letter, codec) for letter in run)
        if len(run) == 1 and any(letter.islower() for letter in _around(text, found)):
            weight -= 3  # a lone Chinese character that runs into a Latin word was an accented letter
    return weight


def _character_weight(letter: str, codec: str) -> float:
    lead = letter.encode("gb2312" if codec == "gb18030" else codec, "replace")[0]  # 0x3F: not in GB2312
    if letter in _ORDINARY:
        return 2 if lead >= 0x80 else 1.5
    if "\u4e00" <= letter <= "\u9fff":
        if codec == "gb18030":
            return -2 if lead < 0x80 else 0 if lead <= 0xD7 else -1
        return 0 if 0xA4 <= lead <= 0xC6 else -2
    if "\u3000" <= letter <= "\u3029" or "\uff01" <= letter <= "\uff5e":
        return 1
    return -3


def _latin_weight(sample: bytes) -> float:
    """Weigh the text as Windows-1252: accented letters inside words count for it, runs of odd signs against."""
    text = sample.decode("cp1252", "replace")
    weight = 0.0
    for found in _NOT_ASCII.finditer(text):
        run = found[0]
        if _ACCENTED.issuperset(run) and any(letter.isalpha() for letter in _around(text, found)):
            weight += 1.5 if len(run) == 1 else 0.5
        elif len(run) > 1:
            weight -= len(run)
    return weight


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
