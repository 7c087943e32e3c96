"""Places finer than may be told: villages by name, coordinates, kilometre marks, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.harms.base import Harm, Setting
from drafter.harms.text import CJK, LETTERS, Reading, Span, Token, between

RULE = "dnh-exact-place"
_ORDINALS = frozenset(("first", "second", "third", "fourth", "last", "next", "previous", "this", "final", "each", "every", "q1", "q2", "q3", "q4", "christian", "maternity", "surgical", "male", "female"))
_NO_SETTLEMENT = frozenset(("company", "theatre", "ltd", "limited", "plc", "inc", "club", "hotel", "trust", "society", "festival", "players", "band", "press", "books", "magazine", "foundation"))
_FINE_ALLOWED = ("village", "site", "exact")
_DEGREES = r"\d{1,3} ?[°º] ?(?:\d{1,2}(?:[.,]\d+)? ?['′’] ?)?(?:\d{1,2}(?:[.,]\d+)? ?[\"″”] ?)?"
_COORDINATES = re.compile(
    rf"(?<![\d.])[-−–]?\d{{1,2}}\.\d{{3,8}} ?°? ?[NS]?[,;/ ] ?[-−–]?\d{{1,3}}\.\d{{3,8}}(?: ?°)?(?: ?[EWO]\b)?(?!\d|\.\d)|{_DEGREES}[NS北南](?:[ ,;/，、]{{0,3}}{_DEGREES}[EWO东西])?"
    rf"|(?<![A-Za-z])[NS] ?{_DEGREES}[ ,;/]{{0,3}}[EW] ?{_DEGREES}|[北南]纬[^\d，。]{{0,2}}\d[\d.°′″'\"度分秒 ]{{0,20}}|[东西]经[^\d，。]{{0,2}}\d[\d.°′″'\"度分秒 ]{{0,20}}"
    rf"|\b(?:lat(?:itude)?|long?(?:itude)?)\.?[ :=]{{0,3}}(?:of )?[-−–]?\d{{1,3}}\.\d{{2,8}}|\b\d{{1,2}}[C-HJ-NP-X] ?(?:[A-Z]{{2}} ?\d{{4,5}} ?\d{{4,5}}|\d{{6}}m?E? ?\d{{7}}m?N?)\b"
    rf"|\b[23456789CFGHJMPQRVWX]{{4,8}}\+[23456789CFGHJMPQRVWX]{{2,3}}\b|///[a-z]{{2,20}}\.[a-z]{{2,20}}\.[a-z]{{2,20}}|\b(?:UTM|GPS)\b[^\d\n]{{0,20}}\d[\d.,° ]{{7,30}}",
)
_KILOMETRE = re.compile(
    r"\b(?:at|near|by|to|from|around|the)? ?(?:km|kilometer|kilometre|kilometro|kilómetro|mile|milepost)(?: ?(?:mark(?:er)?|post|point|stone))? ?(?:no\.? ?)?\d{1,4}(?:[.+]\d{1,3})?(?![\d,]*\s?(?:km|per|/h|people))\b"
    r"|\bk(?:m|ilomet(?:er|re)) ?(?:marker|mark|post) \w{1,12}|\b\d{1,3}[- ]?(?:km|kilomet(?:er|re)|mile)[- ](?:mark(?:er)?|post|stone)\b|(?<![A-Za-z])PK ?\d{1,3}(?:[.+]\d{1,3})?\b|(?<![A-Za-z])K ?\d{1,4}\+\d{1,3}|\d{1,4}(?:\.\d+)? ?(?:公里|千米)处|(?:公里|里程)(?:桩|碑|标)[^，。]{0,4}\d{1,4}",
    re.IGNORECASE | re.ASCII,
)
_ADDRESS = re.compile(
    rf"\b(?:house|plot|flat|apartment|hut|compound|door|stand)s? (?:no\.?|number|nr\.?|#) ?\d{{1,5}}[A-Z]?\b(?:,? (?:on |in )?[A-Z][{LETTERS}]+(?: [A-Z][{LETTERS}]+)?)?"
    rf"|\b\d{{1,5}}[A-Z]?,? (?:[A-Z][{LETTERS}]{{1,20}} ){{1,3}}(?:Street|St\.|Road|Rd\.?|Avenue|Ave\.?|Lane|Close|Drive|Crescent|Boulevard)(?![{LETTERS}])"
    rf"|\b(?:Calle|Carrera|Jirón|Jr\.|Avenida|Av\.|Rue|Pasaje|Rua) [A-Z\d][^\n,;.]{{0,30}}? (?:#|N[º°o]\.?|No\.?)? ?\d{{1,5}}\b"
)
_CHINESE_ADDRESS = re.compile(
    rf"[{CJK}]{{2,6}}(?:路|街|巷|弄|大道|胡同)\d{{1,5}}号(?:\d{{1,3}}[栋楼室号单元]{{1,2}})*|[一二三四五六七八九十\d]{{1,3}}组\d{{1,4}}号|门牌号?[:： ]?\d{{1,5}}"
)
_LIVES = re.compile(
    r"\b(?:lives?|lived|living|resid\w+|home|his|her|their|house|stays?|stayed)\b|住|家|他|她|事发|案发|宿舍", re.IGNORECASE
)
_GROUP = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,3}(?:村民小组|社|组|队))")
_BOUNDARY = re.compile(
    r"[^\u4e00-\u9fff]|位于|来自|住在|家住|属于|前往|进入|闯进|冲进|离开|返回|路过|途经|经过|抵达|到达|靠近|邻近|附近|沿着|围绕|距离|占领|袭击|搜查|包围|烧毁|造访|访问|走访|迁出|迁入|名叫|名为|叫做|所在|以及|或者|还有|包括|其中|他们|我们|她们|当地|邻村|一个|两个|三个|几个|多个|这个|那个|当时|当天|发生|省|市|县|镇|乡|区|州|旗|"
    r"[在于到从说称打的和与及至向往离距该本此各每由被把名位将对为是了过去回住自或叫、里内外是驻赴]"
)
_ALSO_NAMED = re.compile(r"叫(?:做|作)?([\u4e00-\u9fff]{2,6})的(?:小|大|老|一个)?(?:村|寨|屯|庄|地方|山村|渔村|聚落)")
# Names by the lie of the land (湾, 沟, 坪 ...): only where somebody lives, flees or something happens, or with a family's name.
_LAND = "坪|湾|湾子|沟|营|营盘|堡|坳|塘|冲|坝|坝子|垭|垭口|寨|屯|庄|圩|埠|墟|坎|洼|峪|沱|坑|岭|坡|桥头|浦|厝|峁|塬|畈|岙|嶴"
_BY_LAND = re.compile(
    rf"(?:家住|住在|住|来自|家在|老家在|进了|进入|逃到|逃进|搬到|搬进|躲到|躲进|回到|送到|送回|路过|位于|事发地点?(?:是|在|为)?|案发地?(?:是|在)?|事发[在于]|发生在|是)(?![^，。；]{{0,3}}[矿料废渣停草操水荒山军兵采旧选弃尾])([\u4e00-\u9fff]{{1,4}}(?:{_LAND}))(?=[，。、；的人村一二三四五六七八九十\d）)（(两几]|\Z)"
)
_FAMILY = re.compile(rf"(?<![大国人公农厂自全回老各])([\u4e00-\u9fff]家(?:{_LAND}|院|桥|嘴|咀|河|井|庙|渡))(?=[，。、；的人村一）)（(]|\Z)")
# Settlements by the word of another language, written in Chinese characters: 甘榜, 冬窝子, 阿寅勒.
_OTHER_KIND = re.compile(
    r"(?<![\u4e00-\u9fff])(?:甘榜|巴朗盖|甘邦|班(?=[\u4e00-\u9fff]{2,4}村))[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,8}?(?:甘榜|甘邦|巴朗盖|阿寅勒|阿乌尔|阿吾勒|艾里|[冬夏秋春]{1,2}窝子|[冬夏]牧场|[冬夏]营盘|牧业点|放牧点|毡房点|卡塞里奥|奎隆博|克拉尔|马洛卡|长屋(?!顶)|垦殖点|聚居点|贫民窟|棚户区|渔排|生产大队|嘎查|浩特|村社|寨落)(?=[^\u4e00-\u9fff]|[的里内外人住上一两三四]|\Z)"
    r"|(?<=住)[\u4e00-\u9fff]{3,7}(?:奥尔|奥乌尔|杜松|巴里奥|普韦布洛|克什拉克|阿巴德|甘吉|格里|普尔|巴赫什)(?=[^\u4e00-\u9fff]|的|一带|\Z)|[\u4e00-\u9fff]{2,8}(?:村|庄|寨|屯|社|庄园)?[（(](?:caser[íi]o|barangay|kampung|vereda|aul|aul|comunidad|ejido|resguardo|quilombo|douar|kebele|sitio|dusun|ban|thon|phum|gaun|tole)[）)]"
)
_OTHER_GENERIC = re.compile(r"一[个处座片]|[两三四五六七八九十几多各某该]个?|\A(?:的|附近|当地|邻近|传统|季节|这|那|其|本|旧|新|每|大片?|城市?|周边|沿河|沿海)")
_NO_NAME = re.compile(r"(?:废|停|草|军|兵|集中|露|宿|国|民|私|公|运|经|尾|排|弃|碎|矿|水|鱼|泥|土|深|大|山|河|荒|陡|斜|小|那|这|矸|渣|堆|暗|碉|城|古|拦河|拌|储|沉淀|化粪|蓄|石|斜|酒|饭|旅|商|客|药|书|当|杂货|肉|理发|赶)[^，。]{0,2}\Z")
_NAMED_VILLAGE = re.compile(rf"(?:村|寨|屯|村庄|村落|寨子|村子)(?:名叫|名为|叫做?|名(?![略称隐不已均从录单字]))([{CJK}]{{2,6}})")
_AFTER_VILLAGE = re.compile(r"[落里口头子社]|干部|镇|名(?=[略称隐不已均从])")
_TITLE = re.compile(r"《[^《》]{1,60}》")
_PLACEHOLDER = re.compile(r"(?:[A-Z]|[甲乙丙丁]|[×xX]{1,3}|某{1,2})\Z")
_COUNTED = "个座几两多数一二三四五六七八九十每各该此本那这某"
_POINTED = "该本邻每各某此个座全同两数农乡渔"
_COUNT = re.compile(r"第?[一二三四五六七八九十两几数多\d]+(?:余|多)?[个座]?")


def find(reading: Reading, setting: Setting) -> Iterator[Harm]:
    """Every exact place of a passage; nothing where villages may stand."""
    if setting.place_level in _FINE_ALLOWED:
        return
    found = exact(reading)
    for start, end, detail in found:
        if not _allowed(reading, setting, start, end):
            yield reading.harm(RULE, start, end, detail)
    if setting.place_level == "country":
        for start, end in middle(reading):
            yield reading.harm(RULE, start, end, "a district or town; only the country may stand", "warning")
    for start, end in _communities(reading):
        if not any(a < end and start < b for a, b, _ in found):
            yield reading.harm(RULE, start, end, "perhaps a place's name", "warning")


def may_stand(setting: Setting) -> bool:
    """Whether exact places may be told."""
    return setting.place_level in _FINE_ALLOWED


def exact(reading: Reading) -> list[tuple[int, int, str]]:
    """Stretches that tell a place finer than a district, each once."""
    if "exact" not in reading.spots:
        reading.spots["exact"] = _exact(reading)
    return reading.spots["exact"]


def _exact(reading: Reading) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    text = reading.text
    digits = reading.digits
    if digits or "///" in text or "+" in text:
        found += [(*m.span(), "coordinates") for m in _COORDINATES.finditer(text)]
    if digits or "marker" in text:
        found += [(*_trimmed(m), "a kilometre mark") for m in _KILOMETRE.finditer(text) if not _distance(text, m)]
        found += [(*m.span(), "an address") for m in _ADDRESS.finditer(text) if _dwelling(reading, m.start())]
    if reading.latin:
        found += [(a, b, "a village or settlement by name") for a, b in _english(reading)]
    if reading.chinese:
        found += [(a, b, "a village or settlement by name") for a, b in _chinese(reading)]
        found += [(*m.span(), "an address") for m in _CHINESE_ADDRESS.finditer(text) if digits and _dwelling(reading, m.start())]
    kept: list[tuple[int, int, str]] = []
    for one in sorted(found):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def middle(reading: Reading) -> list[Span]:
    """Districts, towns, municipalities by name."""
    found: list[Span] = []
    for a, b in reading.hits("middle"):
        name = _before(reading.words, a, reading) or _after_of(reading, b)
        if name:
            found.append(_hull(reading.words, name, (a, b)))
    for a, b in reading.found("middle"):
        start = _chinese_name(reading.text, a)
        if start is not None and a - start >= 2:
            found.append((start, b))
    return found


def upper(reading: Reading) -> list[Span]:
    """Provinces, regions, states by name."""
    found: list[Span] = []
    for a, b in reading.hits("upper"):
        name = _before(reading.words, a, reading) or _after_of(reading, b)
        if name:
            found.append(_hull(reading.words, name, (a, b)))
    for a, b in reading.found("upper"):
        start = _chinese_name(reading.text, a)
        if start is not None and a - start >= 2:
            found.append((start, b))
    return found


# --- English


def _english(reading: Reading) -> Iterator[Span]:
    words = reading.words
    yield from _quarters(reading)
    for a, b in reading.hits("fine"):
        kind = words[a].low
        if _titled(reading, a, b):
            continue
        name = (_two_words(words, a, reading) if words[a].text.islower() else None) or _before(words, a, reading)
        if name and (not kind.startswith("settle") or _stands(words, name, reading)):
            yield _hull(words, _joined(words, name, reading), (a, b))
            continue
        name = _after_of(reading, b)
        if not name and _after_kind(reading, a, b):
            name = _run(words, b, reading)
        name = name or _told_after(reading, b) or _apposed(reading, a)
        if name and not (kind.startswith("settle") and _no_place(words, name, reading)):
            yield _hull(words, name, (a, b))


def _no_place(words: list[Token], name: Span, reading: Reading) -> bool:
    """ "the settlement of Osterman Lithium's claim": a firm or a person had something settled."""
    following = words[name[1]].low if name[1] < len(words) else ""
    return words[name[1] - 1].text[-2:] in ("'s", "’s") or following in reading.book.list("en", "kinds") or following == "&"


def _quarters(reading: Reading) -> Iterator[Span]:
    """ "the Lower Mill quarter", "Kisima ward", "ward Kisima", "ward 7 of Dunlow": not "the fourth quarter", "ward rounds"."""
    words = reading.words
    for at, word in enumerate(words):
        if word.text not in ("quarter", "ward", "Ward", "quarters", "wards"):
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if word.text.islower():
            name = _before(words, at, reading)
            if name and words[name[0]].low not in _ORDINALS and words[name[1] - 1].text[-2:] not in ("'s", "’s"):
                yield words[name[0]].start, word.end
                continue
        if word.low == "ward" and following and _proper(following, reading) and following.low not in _ORDINALS and not _ends_sentence(words, at):
            if word.text.islower():
                yield word.start, following.end
        elif word.low == "ward" and following and following.text.isdecimal() and at + 3 < len(words) and words[at + 2].low in ("of", "in"):
            name = _run(words, at + 3, reading)
            if name:
                yield word.start, words[name[1] - 1].end


def _ends_sentence(words: list[Token], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].text in ".;:!?"


def _titled(reading: Reading, a: int, b: int) -> bool:
    """Part of a title: "Global Village", "village council", 'the Village Mining Act'."""
    words = reading.words
    before = words[a - 1].low if a else ""
    if words[a].text[:1].isupper() and words[a].low not in reading.book.list("en", "after_only"):
        for word in words[b : b + 3]:
            if not word.text[:1].isupper():
                break
            if word.low in _NO_SETTLEMENT:
                return True
    return before in reading.book.list("en", "village_not") and words[a - 1].text[:1].isupper() and words[a].text[:1].isupper()


def _proper(word: Token, reading: Reading) -> bool:
    """A word with a capital that is no ordinary word at the beginning of a sentence."""
    book = reading.book
    return (
        word.text[:1].isupper()
        and len(word.text) > 1
        and word.low not in book.list("en", "common")
        and word.low not in book.list("en", "village_not")
        and word.low not in book.list("en", "kinds")
        and word.low not in book.list("en", "demonyms")
        and word.low not in book.list("en", "months")
    )


def _before(words: list[Token], at: int, reading: Reading) -> Span | None:
    """The proper name that ends right before a word: "Kamina", "Los Pinos", "Kamina and Lusaba"."""
    start = at
    while start and at - start < 4 and (_proper(words[start - 1], reading) or (start < at and _opens(words[start - 1], reading))):
        start -= 1
    if start == at or not any(_proper(w, reading) for w in words[start:at]):
        return None
    if all(w.low in reading.book.list("en", "countries") for w in words[start:at]):
        return None
    return start, at


def _two_words(words: list[Token], at: int, reading: Reading) -> Span | None:
    """ "Duck Creek hamlet", "Old Kiln settlement": two or three words with capitals, at least one that is no listed word."""
    start = at
    while start and at - start < 3 and words[start - 1].text[:1].isupper() and len(words[start - 1].text) > 1:
        start -= 1
    while start < at and (words[start].low in reading.book.list("en", "articles") or words[start].low in ("in", "at", "of", "from", "near", "to")):
        start += 1
    listed = reading.book.list("en", "common") | reading.book.list("en", "village_not") | reading.book.list("en", "kinds")
    if at - start < 2 or all(w.low in listed for w in words[start:at]):
        return None
    return start, at


def _stands(words: list[Token], name: Span, reading: Reading) -> bool:
    """Where a place stands: "at Old Kiln settlement"; "Osterman settlement" may be a bargain."""
    before = words[name[0] - 1].low if name[0] else ""
    return before in reading.book.list("en", "place_before") or before in ("from", "of", "to")


def _joined(words: list[Token], name: Span, reading: Reading) -> Span:
    """With the name before "and": "Kamina and Lusaba villages"."""
    if name[0] > 1 and words[name[0] - 1].low in ("and", "or"):
        first = _before(words, name[0] - 1, reading)
        if first:
            return first[0], name[1]
    return name


def _opens(word: Token, reading: Reading) -> bool:
    return word.text[:1].isupper() and word.low in reading.book.list("en", "saints")


def _run(words: list[Token], at: int, reading: Reading) -> Span | None:
    """The proper name that begins at a word."""
    end = at
    while end < len(words) and end - at < 5:
        word = words[end]
        particle = (
            word.low in ("de", "del", "la", "las", "los", "el", "du", "des", "of")
            and end > at
            and end + 1 < len(words)
            and words[end + 1].text[:1].isupper()
        )
        if not (
            _proper(word, reading)
            or _opens(word, reading)
            or particle
            or (end == at and word.text in ("La", "El", "Las", "Los", "Le", "Les"))
        ):
            break
        end += 1
    if end == at or all(w.low in reading.book.list("en", "countries") for w in words[at:end]):
        return None
    return at, end


def _after_of(reading: Reading, at: int) -> Span | None:
    """ "of Kamina" after the kind's word."""
    words = reading.words
    return _run(words, at + 1, reading) if at + 1 < len(words) and words[at].low in ("of", "de", "du") else None


def _after_kind(reading: Reading, a: int, b: int) -> bool:
    """Whether the name may stand right after the kind's word: "vereda La Esperanza", not "village Chief"."""
    words = reading.words
    return words[a].low in reading.book.list("en", "after_only") or (
        b < len(words) and words[b].low not in reading.book.list("en", "village_after")
    )


def _told_after(reading: Reading, at: int) -> Span | None:
    """ "a village called Kamina", "the village, Kamina," """
    words = reading.words
    for step in range(at, min(at + 4, len(words))):
        if words[step].low in ("called", "named", "known"):
            skip = step + (2 if words[step].low == "known" else 1)
            return _run(words, skip, reading)
        if words[step].text in ".;:":
            return None
    if at + 2 < len(words) and words[at].text == ",":
        name = _run(words, at + 1, reading)
        if name and name[1] < len(words) and words[name[1]].text in ",.)" and name[1] - name[0] == 1 and words[at - 1].low == "village":
            return name
    return None


def _apposed(reading: Reading, at: int) -> Span | None:
    """ "Kamina, a small village" and "Kamina (a hamlet" """
    words = reading.words
    step = at - 1
    while (
        step > 0
        and at - step <= 4
        and words[step].text.isalpha()
        and words[step].text.islower()
        and words[step].low not in ("a", "an", "another")
    ):
        step -= 1
    if step < 2 or words[step].low not in ("a", "an") or words[step - 1].text not in ",(–—":
        return None
    return _before(words, step - 1, reading)


def _hull(words: list[Token], name: Span, kind: Span) -> Span:
    return min(words[name[0]].start, words[kind[0]].start), max(words[name[1] - 1].end, words[kind[1] - 1].end)


def _communities(reading: Reading) -> Iterator[Span]:
    """ "community of San Isidro": often a people or a church, so a warning only."""
    words = reading.words
    for at, word in enumerate(words[:-2]):
        if word.low in ("community", "communities") and words[at + 1].low == "of" and _opens(words[at + 2], reading):
            name = _run(words, at + 2, reading)
            if name and name[1] - name[0] > 1:
                yield word.start, words[name[1] - 1].end


# --- Chinese


def _chinese(reading: Reading) -> Iterator[Span]:
    text = reading.text
    titles = [m.span() for m in _TITLE.finditer(text)]
    for a, b in reading.found("fine"):
        if any(x < a < y for x, y in titles):
            continue
        kind = text[a:b]
        following = text[b : b + 3]
        if _AFTER_VILLAGE.match(following) and not (kind == "村" and following[:2] in ("里的",)):
            continue
        start = _chinese_name(text, a)
        if start is None or _ordinary(reading, text[start:a], kind, following):
            continue
        group = _GROUP.match(text, b)
        yield start, group.end() if group else b
    for match in _NAMED_VILLAGE.finditer(text):
        yield match.span()
    for match in _ALSO_NAMED.finditer(text):
        yield match.span()
    for match in _OTHER_KIND.finditer(text):
        if not _OTHER_GENERIC.search(match[0][:-2]) and not any(x <= match.start() < y for x, y in titles):
            yield match.span()
    for match in (*_BY_LAND.finditer(text), *_FAMILY.finditer(text)):
        name = match[1]
        if not (_NO_NAME.fullmatch(name) or any(c in name for c in "某×的") or name[:-1] in reading.book.list("zh", "village_common")):
            yield match.span(1)


def _chinese_name(text: str, at: int) -> int | None:
    """Where the proper name that ends at `at` begins: after the last word of grammar; of a longer stretch the last three characters."""
    start = max(0, at - 7)
    for match in _BOUNDARY.finditer(text, start, at):
        start = match.end()
    if at - start > 6:
        return at - 3
    return start if start < at else None


def _ordinary(reading: Reading, name: str, kind: str, following: str) -> bool:
    common = reading.book.list("zh", "village_common")
    if len(name) > 1 and name[-1] in "两几各数多" and kind == "村":
        return True
    if len(name) > 2 and name[-1] in "进入给请个向到离":
        return True
    if name in common or _PLACEHOLDER.search(name) or _COUNT.fullmatch(name) or any(c in name for c in "某×"):
        return True
    if name[-2:] in common or name[-3:] in common or name[-4:] in common or (len(name) == 2 and (name[0] in _COUNTED or name[-1] in _POINTED)) or (len(name) == 3 and name[-1] in "个座该某"):
        return True
    if name.endswith("村") or (following[:1] == "村" and (kind == "村" or following[:2] not in ("村民", "村的", "村里"))):
        return True
    foreign = next(iter(reading.book.list("zh", "transliteration")))
    if kind in ("屯", "庄", "寨"):
        return (
            len(name) < 2
            or (following[:1] != "" and following[0] in "垦田积稼主园严重")
            or (name[-1] in "村山农饭茶钱石" and len(name) < 3)
        )
    return following[:1] == "民" and (len(name) < 2 or not all(c in foreign for c in name))


# --- what is allowed


def _distance(text: str, match: re.Match[str]) -> bool:
    """ "12 km 30 m" is a distance: only a number after the word is a mark."""
    return bool(re.search(r"\d ?\Z", text[max(0, match.start() - 3) : match.start()]))


def _trimmed(match: re.Match[str]) -> Span:
    return match.start() + len(match[0]) - len(match[0].lstrip()), match.end()


def _dwelling(reading: Reading, offset: int) -> bool:
    """Whether an address is somebody's home, or the place of what happened; not an office."""
    start, end = reading.around(offset)
    near = reading.text[start:end]
    person = any(between(reading.listed(name), start, end) for name in ("roles", "kin", "incident", "abuse")) or bool(_LIVES.search(near))
    return person and not _head_office(reading, offset)


def _head_office(reading: Reading, offset: int) -> bool:
    start, end = reading.around(offset, before=1, after=1)
    return bool(between(reading.listed("head_office"), start, end))


def _allowed(reading: Reading, setting: Setting, start: int, end: int) -> bool:
    words = reading.text[start:end].casefold()
    return any(a.casefold() in words for a in setting.allow if len(a) > 1)
