"""Names of persons in Chinese text, without a model: surname and given name in a place where only a name stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.harms.base import Book
from drafter.harms.text import CJK, LETTERS, Reading, alternatives

WINDOW = 45
_FOREIGN = re.compile(rf"[{CJK}]{{1,7}}[·•・‧∙](?:[A-Z]\.?[·•・‧∙])?[{CJK}]{{1,7}}(?:[·•・‧∙][{CJK}]{{1,7}})?")
_END = re.compile(rf"[^{CJK}{LETTERS}]|\Z")
_AGE = re.compile(
    r"[ ]?(?:[（(，,、][ ]?(?:男|女|现年|时年|年仅|今年)?[^，。）)]{0,4}?[0-9一二三四五六七八九十]{1,3} ?岁|[（(，,、][ ]?[男女](?=[，,、；;）)]))"
)
_SUFFERING = re.compile(r"[者人员工民](?:中|里|当中|之中)(?:有|包括)|(?:被[打抓扣捕害杀关押拘绑撞伤拖吊赶咬踢辞][伤死走留捕断倒押禁]?|受伤|受害|遇难|遇害|失踪|挨打|告状|作证|出事|死去|去世|丧命|丢命|伤得最重|打瘸|打残|讲述|投诉|带头|领头|作主|家住[^，。；]{1,6}|住在[^，。；]{1,8})的(?:是|有|叫|那位|人是|还有|包括)?(?=[\u4e00-\u9fff])")
# Of the surnames that are common words those that are nouns or adjectives: after a role a full given name is enough.
_NOUNS = frozenset("方高安管支项许施成万国农山水平师双石单党米花商包路车木铁房明")
_NICKNAME = re.compile(r"(?:叫[他她]|唤[他她]|称[他她](?:为|作)?|人称|外号|绰号|诨名|诨号|小名|乳名|化名叫|本名|族名|汉名|藏名|傣名)(?:是|叫|作|为)?[“「‘\"]?([\u4e00-\u9fff]{2,4})(?=[”」’\"，。；、）]|的|说|，)")
_INITIALS = re.compile(rf"(?<![A-Za-z])(?:[A-Z]\.[ ]?){{1,3}}(?=[{CJK}])|[{CJK}]{{2,6}}[·•・‧∙][A-Z](?:\.|(?![A-Za-z\d]))")
_CALLED = re.compile(r"“([\u4e00-\u9fff]{0,3}(?:阿[\u4e00-\u9fff]|老[\u4e00-\u9fff]|小[王李张刘陈杨赵黄吴周三四五六七兰芳红玉梅军明强]|[\u4e00-\u9fff](?:哥|姐|嫂|爷|叔|婶|伯|公|婆|妹|娃|仔|妈|娘|佬|头|三|四|五|六|七|八)))”(?=[^。]{0,16}(?:谁都|晓得|认识|知道|认得|都叫|叫[他她]|是他|是她|说|证|[他她]))")
_BRACKET_ROLE = re.compile(r"[（(][^）)]{0,6}(?:户|民|工|人|员|者|师|妇|夫|农|代表|主|亲|妻|女|男)[）)]")
_LOOSE = re.compile(r"(?:^|[，。；：、！？“”‘’」』（()）\s的是由被向对与和跟同把叫给让位名为系于]|长)")
_SAID = re.compile(r"姓([\u4e00-\u9fff])，?(?:单?名(?:字)?(?:一个|叫|是|为)?|名)[“]?[\u4e00-\u9fff]{1,2}[”]?字?")
_THEN_ROLE = re.compile(r"，(?:前|原|现|时任|一名|是|系)?[^，。；]{0,6}(?:保安|工人|矿工|村民|农民|司机|教师|护士|牧民|渔民|职员|雇员|员工|寡妇|学生|居民|商贩|主席|成员|社员|会员|代表)")
_KIND_OF_THING = re.compile(r"(?:有限|公司|集团|矿|厂|村|寨|乡|镇|县|市|省|州|路|街|河|江|山|湖|岛|港|桥|站|大学|学院|医院|学校|小学|中学|基金|奖|法|协定|协议|公约|原则|报告|项目|计划|银行|律师事务所|安保|保安|护卫|石油|能源|资源|建设|实业|控股|合作社|委员会|中心|庄园|种植园|大厦|酒店|牌|族|语|人民|教|派|式|型|级|号|队|营|团|旅|军)")
_OPENING = re.compile(r"[，。；：、！？“”‘’」』（()）\s]")
_TIME = re.compile(r"[今昨前当去次第\d０-９一二三四五六七八九十]")


_YOUNGEST = re.compile(r"么[妹弟姑儿婆哥娃]")
_FAMILIAR = re.compile(r"[阿老小][\u4e00-\u9fff]\Z")
_PRODUCT = re.compile(r"[^，。；]{0,2}(?:米粉|饭[店馆庄]|餐|面[馆条]|菜馆|茶[馆楼]|牌|酱|便利|超市|客栈|烧烤|火锅|包子|豆腐|辣|火腿|糖|饼|酒[店楼家])")


@dataclass(frozen=True)
class ChineseName:
    """A candidate with its characters, and what speaks for it."""

    start: int
    end: int
    role: bool
    office: bool
    rank: bool
    strong: bool


@dataclass(frozen=True)
class _Lists:
    surnames: frozenset[str]
    compound: frozenset[str]
    shy: frozenset[str]
    given: frozenset[str]
    foreign: frozenset[str]
    common: frozenset[str]
    native: frozenset[str]
    more: frozenset[str]
    pieces: frozenset[str]
    follow: re.Pattern[str]


@lru_cache(maxsize=8)
def _lists(book: Book) -> _Lists:
    def signs(name: str) -> frozenset[str]:
        return frozenset("".join(book.list("zh", name)))

    return _Lists(
        signs("surnames"),
        book.list("zh", "compound"),
        signs("shy"),
        signs("given"),
        signs("transliteration"),
        book.list("zh", "common"),
        signs("native_surnames"),
        signs("given_more") | signs("given"),
        book.list("zh", "pieces"),
        alternatives(book.list("zh", "follow")),
    )


def text_word(text: str, start: int) -> bool:
    """Whether a surname's character ends a common word: 律师, 教师, 厨师."""
    return text[max(0, start - 1) : start + 1] in ("律师", "教师", "厨师", "医师", "牧师", "药师", "法师", "儿童", "女童", "男童", "学童", "人权", "主权", "授权", "职权")


class ChineseFinder:
    """Looks through one passage."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self.lists = _lists(reading.book)
        self.roles = reading.found("roles")
        self.role_ends = {b for _, b in self.roles}
        self.office_ends = {b for _, b in reading.found("offices")}
        self.rank_ends = {b for _, b in reading.found("ranks")}
        self.kin_ends = {b for _, b in reading.found("kin")}
        self.kin_starts = {a for a, _ in reading.found("kin")}
        self.naming_ends = {b for _, b in reading.found("naming")}
        self.honorific_starts = {a for a, _ in reading.found("honorifics")}
        self.speaking_starts = {a for a, _ in reading.found("speaking")} | {a for a, _ in reading.found("passive")}
        self.office_starts = {a for a, _ in reading.found("offices")}
        marks = sorted({a for name in ("roles", "kin", "incident", "abuse") for a, _ in reading.found(name)})
        self._near = bytearray(len(self.text) + 1)
        for a in marks:
            self._near[max(0, a - WINDOW) : min(len(self.text), a + WINDOW)] = b"\x01" * (
                min(len(self.text), a + WINDOW) - max(0, a - WINDOW)
            )

    def context(self, start: int) -> bool:
        return bool(self._near[start])

    def names(self) -> Iterator[ChineseName]:
        seen: set[int] = set()
        for start, end, strong in self._candidates():
            if start not in seen:
                seen.update(range(start, end))
                yield ChineseName(
                    start,
                    end,
                    self._after(start, self.role_ends | self.kin_ends),
                    start in self.office_ends or (end in self.office_starts and end not in self.honorific_starts),
                    start in self.rank_ends,
                    strong,
                )

    def _after(self, start: int, ends: set[int]) -> bool:
        return start in ends or (start > 0 and self.text[start - 1] in " 、：:（(“，," and start - 1 in ends)

    def _candidates(self) -> Iterator[tuple[int, int, bool]]:
        for match in _FOREIGN.finditer(self.text):
            start = self._foreign_start(match.start(), match.end())
            yield start, self._foreign_end(match.start(), match.end()), True
        for match in _NICKNAME.finditer(self.text):
            if not any(self.text[n : n + 2] in self.lists.common for n in range(match.start(1), match.end(1))):
                yield *match.span(1), True
        for match in _SAID.finditer(self.text):
            if self._surname(match.start(1)):
                yield match.start(1), match.end(), True
        for match in _INITIALS.finditer(self.text):
            yield from self._initials(match)
        for match in _CALLED.finditer(self.text):
            yield *match.span(1), True
        yield from self._placed()
        yield from self._opened()
        yield from self._loose()

    def _placed(self) -> Iterator[tuple[int, int, bool]]:
        """Names after a role, kin, rank, office or a word of naming, and before an honorific."""
        suffering = {m.end() for m in _SUFFERING.finditer(self.text)}
        for at in sorted(self.role_ends | self.kin_ends | self.rank_ends | self.naming_ends | self.office_ends | suffering):
            for begin in (at, at + 1) if at < len(self.text) and self.text[at] in " 、：:（(“，,为是系叫即" else (at,):
                end = self._name(begin, sure=at in self.naming_ends, glued=begin == at or self.text[at] in " ：:")
                if end:
                    yield begin, end, True
                    yield from self._listed_on(end)
                    break
                end = self._native(begin) or (self._transliterated(begin) if begin == at else 0)
                if end:
                    yield begin, end, True
                    yield from self._listed_on(end)
                    break
        for at in sorted(self.honorific_starts):
            start = self._before_honorific(at)
            if start >= 0 and not _PRODUCT.match(self.text, at + 2):
                yield start, at, True

    def _opened(self) -> Iterator[tuple[int, int, bool]]:
        """Names that open a clause, with an age, a role in brackets, a word of speech or kin behind."""
        for at in self._openings():
            end = self._name(at, sure=False, glued=False) or self._native(at)
            listed = not end and self._bracketed(at)
            if listed:
                yield at, listed, True
            elif end and (
                _AGE.match(self.text, end)
                or _BRACKET_ROLE.match(self.text, end)
                or (self.text[end : end + 1] == "、" and next(self._listed_on(end), None))
                or end in self.speaking_starts
                or (self.text[end : end + 1] == "的" and end + 1 in self.kin_starts)
            ):
                yield at, end, True

    def _loose(self) -> Iterator[tuple[int, int, bool]]:
        """A full name with nothing but its own shape: a surname that is no common word, name characters, and what may follow a name."""
        for match in _LOOSE.finditer(self.text):
            at = match.end()
            size = self._surname(at)
            name = self.text[at : at + size + 2]
            if size and self.text[at : at + 1] not in self.lists.shy and len(name) == size + 2 and all(c in self.lists.more for c in name[size:]):
                end = self._name(at, sure=False, glued=False) or self._native(at)
                if end == at + size + 2 and self._closes(end) and not self._grammar(at, end) and not self._thing(end):
                    yield at, end, True
                    continue
            end = self._native(at)
            if end - at > 2 and self._closes(end) and not self._grammar(at, end) and not self._thing(end):
                yield at, end, True
                continue
            end = self._transliterated(at)
            if (end - at > 1 and self.text[end : end + 1] == "的" and end + 1 in self.kin_starts) or (end - at > 1 and _THEN_ROLE.match(self.text, end)):
                yield at, end, True

    def _thing(self, end: int) -> bool:
        """Whether a firm's, a place's or a law's word follows."""
        return bool(_KIND_OF_THING.match(self.text, end))

    def _initials(self, match: re.Match[str]) -> Iterator[tuple[int, int, bool]]:
        """ "T. O. 马坎加", "阿卜杜·S.": initials beside characters that write foreign names."""
        if self.text[match.start()] < "\u3400":
            end = match.end()
            while end < len(self.text) and end - match.end() < 6 and self.text[end] in self.lists.foreign:
                end += 1
            if end - match.end() >= 2:
                yield match.start(), end, True
            return
        dot = next(n for n in range(match.start(), match.end()) if self.text[n] in "·•・‧∙")
        start = self._cut(match.start(), dot)
        while start < dot and self.text[start] not in self.lists.foreign | self.lists.surnames:
            start += 1
        if dot - start >= 2:
            yield start, match.end(), True

    def _bracketed(self, at: int) -> int:
        """A name of name characters right before a role in brackets: 阿旺次丹（牧户）."""
        bracket = self.text.find("（", at, at + 7)
        known = self.lists.foreign | self.lists.surnames | self.lists.more
        if bracket - at < 2 or not _BRACKET_ROLE.match(self.text, bracket) or any(self.text[n] not in known for n in range(at, bracket)):
            return 0
        return 0 if self._grammar(at, bracket) else bracket

    def _listed_on(self, end: int) -> Iterator[tuple[int, int, bool]]:
        """The names after a name: 、李娜和王芳."""
        while self.text[end : end + 1] in ("、", "和", "与", "及"):
            start = end + 1
            end = self._name(start, sure=False, glued=False) or self._native(start)
            if not end:
                return
            yield start, end, True

    def _openings(self) -> Iterator[int]:
        yield 0
        for match in _OPENING.finditer(self.text):
            yield match.end()

    def _foreign_start(self, start: int, end: int) -> int:
        """Cut what is no transliteration off the front: a role, an office, a word of grammar."""
        dot = next(n for n in range(start, end) if not "\u3400" <= self.text[n] <= "\u9fff")
        told = self.office_ends | self.rank_ends | self.role_ends | self.naming_ends
        near = [n for n in range(max(start, dot - 6), dot) if n in told]
        if near:
            return max(near)
        at = dot
        while at > start and self.text[at - 1] in self.lists.foreign | self.lists.surnames:
            at -= 1
        return self._cut(at, dot)

    def _cut(self, at: int, dot: int) -> int:
        ends = [
            n
            for n in range(at, dot)
            if n in self.role_ends or n in self.rank_ends or n in self.office_ends or n in self.naming_ends or n in self.kin_ends
        ]
        return max(ends, default=at if at < dot else max(0, dot - 1))

    def _foreign_end(self, start: int, end: int) -> int:
        dot = max(n for n in range(start, end) if not "\u3400" <= self.text[n] <= "\u9fff")
        at = dot + 1
        while at < end and self.text[at] in self.lists.foreign:
            at += 1
        return max(at, dot + 2) if dot + 2 <= end else end

    def _surname(self, at: int) -> int:
        """The length of a surname at a place."""
        if self.text[at : at + 2] in self.lists.compound:
            return 2
        return 1 if self.text[at : at + 1] in self.lists.surnames else 0

    def _name(self, at: int, *, sure: bool, glued: bool) -> int:
        """The end of a Chinese name that begins here, or 0. `sure`: said to be a name; `glued`: right after a role."""
        size = self._surname(at)
        text = self.text
        if not size or text[at : at + 2] in self.lists.common or text[at : at + 3] in self.lists.common:
            return 0
        shy = size == 1 and text[at] in self.lists.shy
        for length in (2, 1):
            end = at + size + length
            given = text[at + size : end]
            if given in ("和", "与", "及", "或", "等"):
                continue
            if len(given) < length or not all("\u4e00" <= c <= "\u9fff" for c in given) or (any(c in "某的了是被说们么着过" for c in given) and not _YOUNGEST.match(given)):
                continue
            if length == 2 and (given in self.lists.common or self._word(at + size, end)):
                continue
            closed = bool(_END.match(text, end))
            fits = all(c in self.lists.given for c in given)
            noun = text[at] in _NOUNS and glued and length == 2
            kin_follows = text[end : end + 1] == "的" and end + 1 in self.kin_starts
            if shy and not (length == 1 and glued and fits and text[at] in _NOUNS and self.lists.follow.match(text, end)) and not (fits and (closed or sure or kin_follows or (noun and self.lists.follow.match(text, end)) or end in self.speaking_starts or end in self.honorific_starts)):
                continue
            if length == 1 and size == 1 and not closed and not fits and not sure:
                continue
            if closed and (fits or sure or (glued and length == 2) or (length == 1 and not glued)):
                return end
            if self.lists.follow.match(text, end) and (fits or (length == 2 and any(c in self.lists.given for c in given))):
                return end
            if _TIME.match(text, end) and fits:
                return end
            if end in self.speaking_starts or end in self.honorific_starts or _AGE.match(text, end):
                return end
            if fits and length == 2:
                return end
        return 0

    def _native(self, at: int) -> int:
        """The end of a name put together of known pieces (扎西顿珠, 吉克阿呷), or of a rarer surname with name characters (岩坎章, 盘老六)."""
        text = self.text
        if text[at : at + 2] in self.lists.common or text[at : at + 3] in self.lists.common:
            return 0
        if text[at : at + 1] == "的" and at + 1 in self.kin_starts:
            return 0
        end, pieces = at, 0
        while pieces < 5:
            size = next((n for n in (4, 3, 2, 1) if text[end : end + n] in self.lists.pieces and len(text[end : end + n]) == n), 0)
            if not size or (size == 1 and not pieces and self._surname(at) == 0):
                break
            end, pieces = end + size, pieces + 1
            if (pieces > 1 or end - at > 2) and self._closes(end) and end - at > 1:
                return end
        if pieces == 1 and end - at == 2 and self._closes(end) and bool(_END.match(text, end) or end in self.speaking_starts):
            return end
        size = self._surname(at) or (1 if text[at : at + 1] in self.lists.native else 0)
        if not size:
            return 0
        for length in (2, 3) if "阿" in text[at + 1 : at + 4] else (2,):
            end = at + size + length
            given = text[at + size : end]
            if len(given) < length or not all(c in self.lists.more or (n == 0 and length == 3) for n, c in enumerate(given)) or any(c in "的了是被着们" for c in given):
                continue
            if self._grammar(at, end) or not self._closes(end):
                continue
            if text[at] in self.lists.shy and not (_END.match(text, end) or end in self.speaking_starts):
                continue
            return end
        return 0

    def _closes(self, end: int) -> bool:
        return bool(_END.match(self.text, end) or self.lists.follow.match(self.text, end)) or end in self.speaking_starts

    def _word(self, start: int, end: int) -> bool:
        """Whether the given name's characters begin a listed word of the passage: then it is none."""
        return any(a < end and b > end and a >= start for a, b in self._incidents(start, end)) or self.text[start + 1 : end + 1] in (
            "表示",
            "告诉",
            "认为",
            "回忆",
            "反映",
            "举报",
            "投诉",
            "讲述",
            "要求",
            "今年",
        )

    def _incidents(self, start: int, end: int) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for at in range(start, end):
            for length in (2, 3, 4):
                word = self.text[at : at + length]
                if word in self.reading.book.list("zh", "incident") or word in self.reading.book.list("zh", "follow"):
                    found.append((at, at + length))
        return found

    def _transliterated(self, at: int) -> int:
        """A foreign name without its dot, right after a role: "牧羊人卡迪马"."""
        end = at
        while end < len(self.text) and end - at < 6 and self.text[end] in self.lists.foreign and not self._stops(at, end):
            end += 1
        if end - at < 2 or self.text[at : at + 2] in self.lists.common:
            return 0
        return (
            end
            if (_END.match(self.text, end) or self.lists.follow.match(self.text, end)) and end - at >= 2 and not self._grammar(at, end)
            else 0
        )

    def _grammar(self, at: int, end: int) -> bool:
        return any(self.text[n : n + 2] in self.lists.common for n in range(at, end - 1))

    def _stops(self, at: int, end: int) -> bool:
        return end > at + 1 and bool(re.match(r"因|以|来|和|于|对|多次|尤其|若|但|在|坦言", self.text[end : end + 2]))

    def _before_honorific(self, at: int) -> int:
        """Where the name before an honorific begins; -1 when there is none."""
        for length in (4, 3, 2, 1):
            start = at - length
            if start < 0 or "某" in self.text[start:at]:
                continue
            size = self._surname(start)
            given = self.text[start + size : at]
            if given in ("和", "与", "及", "或", "等") or text_word(self.text, start):
                continue
            if not size or len(given) > 2 or (size == 1 and self.text[start] in self.lists.shy and len(given) == 0):
                continue
            if any(self.text[n : n + 2] in self.lists.common for n in range(start, at)) or not (all(c in self.lists.given for c in given) or _FAMILIAR.match(given)):
                continue
            bare = len(given) == 0
            if bare and self.text[at : at + 2] not in (
                "阿婆",
                "阿公",
                "阿伯",
                "阿嫂",
                "阿叔",
                "大伯",
                "大婶",
                "大嫂",
                "老伯",
                "老爹",
                "妈妈",
                "先生",
                "女士",
                "老汉",
                "大爷",
                "大娘",
                "大妈",
                "太太",
                "小姐",
                "师傅",
                "大叔",
                "阿姨",
                "大姐",
                "大哥",
                "奶奶",
                "爷爷",
                "村长",
                "医生",
                "老师",
            ):
                continue
            if start and bare and not (_OPENING.match(self.text[start - 1]) or self._before_name(start)):
                continue
            return start
        return -1

    def _before_name(self, start: int) -> bool:
        return (
            start in self.role_ends
            or self.text[start - 1] in "的据与和向对由是为被叫给让经、位名访"
            or not "\u4e00" <= self.text[start - 1] <= "\u9fff"
        )
