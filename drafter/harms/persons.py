"""dnh-person-name, dnh-official-name and dnh-pseudonym: who can be recognised by a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from drafter.harms import named_en, others
from drafter.harms.base import Book, Harm, Setting
from drafter.harms.names import Finder, Name, Others, is_person, span
from drafter.harms.names_zh import ChineseFinder, ChineseName
from drafter.harms.text import Reading, Span, Token, between

ChineseNames = tuple[ChineseFinder, tuple[ChineseName, ...]]
"""A Chinese passage and the names in it."""
RULE = "dnh-person-name"
_NOTE_WINDOW = 60
_INITIALS = re.compile(r"(?<![A-Za-z.])[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z]\.")
_MARKED = re.compile(r"([A-Z][^\W\d_]+)[ ,]{0,2}[(（,–—][^.。]{0,12}\Z")
_CITED = re.compile(r"[ ]?(?:[（(](?:19|20)\d\d|《|等?(?:学者|认为|指出)|的(?:报告|著作|论文|理论|研究|小说|画|框架)|公司|集团|矿|大学|学院|基金|奖|协议|法|州|省|市|县|河|山|湖|岛|港|石油|能源|资源|安保|机场|大街|路|街|国|案)|[：:]《")
_CITED_BEFORE = re.compile(r"参见|引自|作者|著|译|编|诉|总统|总理|部长|大臣|议员|主席|法官|大使|教授|博士|专家|代表|学者|首相|国王|报告员|\d\]\s?$")
# Behind a name: a year of publication or what makes it a firm's; before it: thanks, a law firm's line.
_BODY_CITED = re.compile(r"[ ]?[（(](?:19|20)\d\d|[\u4e00-\u9fff]{0,2}(?:[矿锂铜铝钢金锡油气化林农渔牧木纸船航电建实置地餐药糖茶胶]业|控股|集团|银团|银行|保险行|证券|资本|餐饮|事务所|律所|安保集团|安保公司|公司|股份|能源|电力)(?!的?(?:矿工|工人|员工))")
_THANKED = re.compile(r"(?:感谢|鸣谢|致谢|律师事务所|律所|审读|审阅|编译|主讲|讲师)[^。；\n证害]{0,24}\Z")
_AT_RISK = re.compile(r"匿|躲|藏身|逃[到往至离亡]|[被遭](?:打|抓|捕|杀|绑|扣|殴|枪|威胁|恐吓|跟踪|拘|关|押|害|迫|带走)|失踪|遇害|身亡|中枪|受到[^，。]{0,4}威胁|流亡|避难|不敢|转移[到至]|庇护|人身安全")
_POINTED_AT = re.compile(r"(?:那个|那位|有个|有位|一个叫|有个叫|徒弟|伙计|街坊|带我们[^，。；]{1,8}的|给我们[^，。；]{1,8}的|领路的|带路的|(?:见到|采访|约见|找到|电话)[^，。；]{0,4}|电话[那里]头，?)[^，。；]{0,12}\Z")
_HERS = re.compile(r"的(?:哭|伤|血|遗|尸|坟|手(?!下|段|续|机)|腿|眼|妻|儿|女|母|父|丈|电话|住)")
_KEY = re.compile(
    r"(?:\b(?:identification |name |code )?key\b|\blist of names\b|密钥|对照表|姓名表)[^.。\n]{0,40}?(?:[A-Za-z]:\\\S{1,80}|/\S{1,60}/\S{1,60}|\b[\w-]{1,40}\.(?:xlsx?|docx?|csv|txt|kdbx)\b)",
    re.IGNORECASE,
)


def find(readings: Sequence[Reading], setting: Setting, persons: Sequence[Span] = ()) -> list[Harm]:
    """Names of persons to protect, at each mention; of officials said to have done wrong; pseudonyms ill marked."""
    if setting.fictional:
        return []
    lower, placed = _vocabulary(readings)
    elsewhere = others.in_document(readings, lower, placed)
    chinese = {n: (finder, tuple(finder.names())) for n, r in enumerate(readings) if r.chinese for finder in (ChineseFinder(r),)}
    public = _speakers(chinese.values())
    allowed = [frozenset(_parts(a)) for a in setting.allow]
    harms: list[Harm] = []
    spans: dict[int, list[Span]] = {}
    pseudonyms: set[str] = set()
    changed = any(_changed(r) for r in readings)
    for number, reading in enumerate(readings):
        for start, end, official in _in_reading(reading, (lower, placed, elsewhere), readings, number, chinese.get(number)):
            name = reading.text[start:end]
            if _is_allowed(name, allowed) or (name in public and not official):
                continue
            if official:
                harms.append(reading.harm("dnh-official-name", start, end, "a named individual is said to have done wrong"))
            elif pseudonym(reading, start, end):
                pseudonyms.add(name)
            else:
                spans.setdefault(number, []).append((start, end))
        for start, end in _from_model(reading, persons):
            if not _is_allowed(reading.text[start:end], allowed) and not _touches(spans.get(number, ()), start, end):
                spans.setdefault(number, []).append((start, end))
    names = frozenset(readings[n].text[a:b] for n, found in spans.items() for a, b in found) - pseudonyms
    for number, reading in enumerate(readings):
        found = _repeated(reading, names, spans.get(number, []))
        for start, end in found:
            if reading.text[start:end] not in pseudonyms:
                detail = "a note says that names were changed; mark the name itself" if changed else ""
                harms.append(reading.harm(RULE, start, end, detail, "warning" if changed else None))
    return harms + _pseudonyms(readings, pseudonyms)


def _pseudonyms(readings: Sequence[Reading], marked: set[str]) -> list[Harm]:
    """A marked pseudonym and later initials that begin alike; a key whose file is told."""
    harms: list[Harm] = []
    letters = {name[0] for name in marked if name} | {
        match[1][0] for r in readings for a, _ in r.listed("pseudonym") if (match := _MARKED.search(r.text[max(0, a - 40) : a]))
    }
    for reading in readings:
        for match in _INITIALS.finditer(reading.text) if letters else ():
            if match[0][0] in letters:
                harms.append(reading.harm("dnh-pseudonym", *match.span(), "initials beside a pseudonym"))
        harms += [reading.harm("dnh-pseudonym", *m.span(), "tells where the key lies") for m in _KEY.finditer(reading.text)]
    return harms


def _vocabulary(readings: Sequence[Reading]) -> tuple[frozenset[str], frozenset[str]]:
    """Words of the document in small letters, and the words before "village", "district", "mine" and the like."""
    lower: set[str] = set()
    placed: set[str] = set()
    for reading in readings:
        if not reading.latin:
            continue
        kinds = reading.book.list("en", "kinds")
        before: Token | None = None
        for word in reading.words:
            if word.text.islower() and not _in_address(reading.text, word):
                lower.add(word.low)
            if before is not None and word.low in kinds and before.text[:1].isupper():
                placed.add(before.low)
            before = word
    return frozenset(lower), frozenset(placed)


def _in_address(text: str, word: Token) -> bool:
    """Part of a mailbox or web address: no word of the text."""
    near = text[max(0, word.start - 1) : word.end + 1]
    return "@" in near or near[:1] in "._/" or (near[-1:] in "._/" and text[word.end + 1 : word.end + 2].isalnum())


def _in_reading(
    reading: Reading,
    known: tuple[frozenset[str], frozenset[str], Others],
    readings: Sequence[Reading],
    number: int,
    chinese: ChineseNames | None,
) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether it is an official said to have done wrong."""
    if reading.latin and any(c.isupper() for c in reading.text):
        finder = Finder(reading, *known)
        for name in finder.names():
            start, end = span(finder, name)
            private = not named_en.not_private(finder, name)
            if (name.rank or name.office) and not finder.cited(name) and _accused(reading, start, end):
                if not _found_guilty(reading, start):
                    yield start, end, True
            elif private and named_en.named(finder, name):
                yield start, end, False
            elif name.rank and not finder.beside(name) and not _suffers(finder, name):
                continue
            elif private and (is_person(finder, name, reading.passage.kind) or _in_cell(finder, name, readings, number)):
                yield start, end, False
        yield from ((a, b, False) for a, b in named_en.nicked(reading))
    if chinese and reading.passage.language != "es":
        finder_zh, named = chinese
        for one in named:
            if one.rank and _accused(reading, one.start, one.end):
                if not _found_guilty(reading, one.start):
                    yield one.start, one.end, True
            elif _protected(finder_zh, one):
                yield one.start, one.end, False


def _speakers(chinese: Iterable[ChineseNames]) -> frozenset[str]:
    """Chinese names that stand after an office somewhere in the document, and nowhere beside a role."""
    public: set[str] = set()
    private: set[str] = set()
    for finder, named in chinese:
        for one in named:
            name = finder.text[one.start : one.end]
            if one.role or _risky(finder.reading, one):
                private.add(name)
            elif one.office or one.rank:
                public.add(name)
    return frozenset(public - private)


def _risky(reading: Reading, one: ChineseName) -> bool:
    """Something was done to the holder of an office, or he hides."""
    return _AT_RISK.search(reading.text, one.end, min(one.end + 60, reading.around(one.start)[1])) is not None


def _protected(finder: ChineseFinder, one: ChineseName) -> bool:
    if _BODY_CITED.match(finder.text, one.end) or _THANKED.search(finder.text[max(0, one.start - 26) : one.start]):
        return False
    if one.office and not one.role:
        return _risky(finder.reading, one)
    if one.rank and not _after_passive(finder, one):
        return False
    start, end = finder.reading.around(one.start)
    cites = between(finder.reading.found("citing"), max(start, one.start - 8), min(end, one.end + 8))
    if any(finder.text[max(0, a - 1) : b] not in ("翻译", "口译", "显著", "土著", "拍摄") for a, b in cites):
        return False
    told = finder.text[max(0, one.start - 3) : one.start]
    name = finder.text[one.start : one.end]
    if any(c in name for c in "·•・‧∙") and not _CITED.match(finder.text, one.end) and not _CITED_BEFORE.search(finder.text[max(0, one.start - 8) : one.start]):
        return True
    if _POINTED_AT.search(finder.text[max(start, one.start - 18) : one.start]):
        return True
    if one.strong and not one.office and not one.rank and _HERS.match(finder.text, one.end):
        return True
    return finder.context(one.start) or told.endswith(("我叫", "他叫", "她叫", "真名是", "真名叫", "本名", "大名", "真名", "名叫", "署名", "原名", "岁的")) or one.end in finder.honorific_starts or (
        told.endswith("“") and finder.text[one.end : one.end + 1] == "”"
    )


def _after_passive(finder: ChineseFinder, one: ChineseName) -> bool:
    return bool(re.match(r"被|遭|受伤|身亡|死亡|遇害", finder.text[one.end : one.end + 4]))


def _suffers(finder: Finder, name: Name) -> bool:
    """An officer to whom something is done is a person to protect."""
    words = finder.words
    return (
        name.last + 1 < len(words)
        and words[name.last].low in ("was", "were", "has", "had")
        and any(n in finder.incident for n in range(name.last + 1, min(name.last + 4, len(words))))
    )


def _in_cell(finder: Finder, name: Name, readings: Sequence[Reading], number: int) -> bool:
    """A table cell that is a name, among cells that tell of persons to protect."""
    reading = readings[number]
    if reading.passage.kind != "cell" or name.size < 2 or name.first > 1 or name.last < len(finder.words) - 1 or finder.official(name):
        return False
    neighbours = [r for r in readings[max(0, number - 8) : number + 9] if r.passage.kind == "cell"]
    return any(r.hits("roles") for r in neighbours if r is not reading) and not any(r.hits("offices") for r in neighbours)


def _accused(reading: Reading, start: int, end: int) -> bool:
    """Right after the name, in its sentence, a verb of ordering or doing."""
    _, stop = reading.around(start)
    at = reading.word_at(start)
    english = [
        (a, b)
        for a, b in reading.hits("ordered")
        if reading.words[a].start >= end and reading.words[a].start < stop and a - reading.word_at(end - 1) <= 8 and a > at
    ]
    if any(not _passive(reading, reading.word_at(end - 1) + 1, a) for a, _ in english):
        return True
    return any(end <= a < stop and a - end <= 12 and not re.search("[被遭]", reading.text[end:a]) for a, _ in reading.found("ordered"))


def _passive(reading: Reading, first: int, verb: int) -> bool:
    return any(w.low in ("was", "were", "been", "being", "not", "to", "never", "said", "who") for w in reading.words[first:verb])


def _found_guilty(reading: Reading, offset: int) -> bool:
    start, end = reading.around(offset)
    courts = between(reading.listed("finders"), start, end) if reading.latin else []
    return bool(between(reading.listed("findings"), start, end)) and (bool(courts) or bool(between(reading.found("findings"), start, end)))


def _from_model(reading: Reading, persons: Sequence[Span]) -> Iterator[Span]:
    """A named-entity model's persons of this passage that stand near a protected role or incident."""
    base = reading.passage.start
    length = len(reading.passage.text)
    mine = [(a - base, b - base) for a, b in persons if base <= a < b <= base + length]
    if not mine:
        return
    marks = reading.listed("roles") + reading.listed("incident") + reading.listed("kin")
    firms = reading.book.list("en", "firms") | reading.book.list("en", "kinds") | reading.book.list("en", "countries")
    for a, b in mine:
        start, end = _shifted(reading, a, b)
        if start >= end:
            continue
        if any(w.lower() in firms for w in re.findall(r"\w+", reading.text[start:end])):
            continue
        at = reading.word_at(start)
        offices = [n for n, _ in reading.hits("offices") if 0 < at - n <= 3]
        if not offices and any(_close(reading, start, end, m) for m in marks):
            yield start, end


def _shifted(reading: Reading, a: int, b: int) -> Span:
    """Offsets of the passage as offsets of the copy."""
    if len(reading.text) == len(reading.passage.text):
        return a, b
    inner = [n for n in range(len(reading.text)) if a <= reading.original(n, n + 1)[0] < b]
    return (inner[0], inner[-1] + 1) if inner else (0, 0)


def _close(reading: Reading, start: int, end: int, mark: Span) -> bool:
    if mark[0] < end and start < mark[1]:
        return False
    if reading.chinese and not reading.latin:
        return min(abs(mark[0] - end), abs(start - mark[1])) <= 45
    return min(abs(reading.word_at(mark[0]) - reading.word_at(end)), abs(reading.word_at(start) - reading.word_at(mark[1]))) <= 25


# --- the same name again


def _repeated(reading: Reading, names: frozenset[str], found: list[Span]) -> list[Span]:
    """All mentions of the names found anywhere in the document; of a full name also its last and first word."""
    kept = sorted(found)
    if not names:
        return kept
    taken = bytearray(len(reading.text) + 1)
    for a, b in kept:
        taken[a:b] = b"\x01" * (b - a)
    searched = {n for n in names if reading.chinese and re.search(r"[\u4e00-\u9fff]", n) and len(n) > 1}
    if searched:
        pattern = re.compile("|".join(re.escape(n) for n in sorted(searched, key=lambda n: (-len(n), n))))
        kept += [m.span() for m in pattern.finditer(reading.text) if not any(taken[m.start() : m.end()])]
    if reading.latin:
        kept += [(a, b) for a, b in _again(reading, names) if not any(taken[a:b])]
    return sorted(kept)


@lru_cache(maxsize=4)
def _forms(names: frozenset[str], book: Book) -> tuple[frozenset[tuple[str, ...]], frozenset[str], tuple[int, ...]]:
    """Full names, single words that stand for them, lengths of the full names."""
    known = frozenset(tuple(_parts(n)) for n in names)
    single = {parts[n] for parts in known if len(parts) > 1 for n in (0, -1)} | {parts[0] for parts in known if len(parts) == 1}
    listed = book.list("en", "common") | book.list("en", "kinds")
    lengths = sorted({len(parts) for parts in known if len(parts) > 1}, reverse=True)
    return known, frozenset(s for s in single if len(s) > 2 and s not in listed), tuple(lengths)


def _again(reading: Reading, names: frozenset[str]) -> Iterator[Span]:
    known, single, lengths = _forms(names, reading.book)
    words = reading.words
    at = 0
    while at < len(words):
        if not words[at].text[:1].isupper():
            at += 1
            continue
        length = next((n for n in lengths if at + n <= len(words) and tuple(w.low for w in words[at : at + n]) in known), 0)
        if not length and words[at].low in single and not _compound(reading, at):
            length = 1
        if length:
            yield words[at].start, words[at + length - 1].end - (2 if words[at + length - 1].text[-2:] in ("'s", "’s") else 0)
        at += max(1, length)


def _compound(reading: Reading, at: int) -> bool:
    """The word stands in a longer name of something else."""
    words = reading.words
    after = words[at + 1] if at + 1 < len(words) else None
    before = words[at - 1] if at else None
    kinds = reading.book.list("en", "kinds")
    if after is not None and (after.low in kinds or (after.text[:1].isupper() and len(after.text) > 1)):
        return True
    return before is not None and (
        before.low in reading.book.list("en", "place_before")
        or (before.text[:1].isupper() and len(before.text) > 2 and before.low not in reading.book.list("en", "honorifics"))
    )


def _parts(name: str) -> list[str]:
    return [w.lower().removesuffix("'s").removesuffix("’s") for w in re.findall(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", name)]


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)


def _is_allowed(name: str, allowed: Sequence[frozenset[str]]) -> bool:
    parts = frozenset(_parts(name))
    return any(parts and parts <= one for one in allowed)


# --- pseudonyms


def _changed(reading: Reading) -> bool:
    return bool(
        re.search(
            r"\bnames? (?:have|has|were|was) (?:all )?been changed|\b(?:all )?names (?:were|are) (?:changed|invented|altered)|(?:姓名|名字|人名)(?:均|都)?(?:已|为|系)[^，。]{0,4}(?:改|化名|虚构)|(?<![甲乙丙丁A-Z])均为化名(?!代号)",
            reading.text,
            re.IGNORECASE,
        )
    )


def pseudonym(reading: Reading, start: int, end: int) -> bool:
    """A pseudonym marked as one right beside the name."""
    for a, b in reading.listed("pseudonym"):
        if end <= a <= end + _NOTE_WINDOW and not re.search(r"[.;。；]", reading.text[end:a]):
            return True
        if b <= start <= b + 12 and not re.search(r"[.;。；,，]", reading.text[b:start]):
            return True
    return False
