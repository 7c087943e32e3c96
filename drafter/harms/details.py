# ruff: noqa: E501 (long patterns)
"""Details of persons: what together identifies (dnh-quasi-id), children, sexual violence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from drafter.harms import places
from drafter.harms.base import Harm, Setting
from drafter.harms.text import Reading, Span, between
from drafter.harms.wording import normative

_AGE = re.compile(
    r"\b(\d{1,2})[- ]years?[- ]old\b(?![- ](?:law|act|agreement|company|mine|project|policy|programme|program|dispute|conflict|memorandum|mou|contract|concession|forest|tree|church|building|road|war|organi[sz]ation|institution|initiative|working group|partnership|practice|record|case|document|report|study|facility|plant|pipeline|well))"
    r"|\b(?:aged|at the age of|age) (\d{1,2})\b(?! ?(?:to|and|[-–]|or over|or older))|(?<=[a-zß-ÿ]), (\d{1,2}),(?= )|(\d{1,3}) ?(?:周岁|岁)(?!以[上下]|的(?:法律|公司|矿|协议)|及以)"
    r"|\b(twelve|thirteen|fourteen|fifteen|sixteen|seventeen|ten|eleven|nine|eight|seven|six|five)[- ]year[- ]old\b(?! (?:law|act|agreement|company|mine|project|policy|dispute|conflict|contract|concession|war|programme))",
    re.IGNORECASE,
)
_SPELLED_AGE = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|eighteen|nineteen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?[- ]years?[- ]old\b",
    re.IGNORECASE,
)
_CHINESE_AGE = re.compile(r"([十一二三四五六七八九]{1,3})(?:周岁|岁)(?!以[上下]|及以)")
_AGE_DIGIT = re.compile(r"\d")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?!\d))(?:,? \d{{4}})?\b|\b(?:19|20)\d\d-\d\d-\d\d\b|(?:\d{{4}} ?年 ?)?\d{{1,2}} ?月 ?\d{{1,2}} ?[日号]",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"\b(?:{_MONTHS})(?: of)?,? (?:\d{{1,2}},? )?(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b|\d{{4}} ?年 ?\d{{1,2}} ?月",
    re.IGNORECASE,
)
_PAPER_DAY = re.compile(
    r"\b(?:published|accessed|retrieved|dated|date of|signed|adopted|entered into force|in force|issued|updated|version|last review\w*|meeting|session|workshop|conference|launched|deadline|reviewed|released|printed|letter of|report of|agreement of|effective|concluded|renewed|expires?|until|seminar|decree|act of|law of|resolution|court of|judgment of|hearing)\b"
    r"|发布|出版|访问|签署|签订|通过|生效|印发|更新|版本|会议|届满|截至|修订|召开|举行|颁布|来函|致函|法令|决议",
    re.IGNORECASE,
)
_INCIDENT_CHINESE = re.compile(r"被|遭|打|伤|死|拘|捕|抓|枪|害|失踪|绑|威胁|勒索|讲述|作证|目击")
_KIN_PHRASE = re.compile(
    r"\b(?:his|her|their|the victim's|the man's|the woman's|whose|my|the \w+'s|a|the|an?) (?:\w+ )?(?:wife|husband|widow|widower|mother|father|sons?|daughters?|brothers?|sisters?|uncle|aunt|nephew|niece|cousin|grandmother|grandfather|grandson|granddaughter|stepfather|stepmother|brother-in-law|sister-in-law|father-in-law|mother-in-law)\b"
    r"|\b(?:mother|father|wife|husband|widow|son|daughter|brother|sister|uncle|aunt|nephew|niece|cousin|grandson|grandmother|grandfather)s? of\b|\b\w+[’']s? (?:\w+ )?(?:wife|husband|widow|mother|father|sons?|daughters?|brothers?|sisters?|uncle|aunt|nephew|niece|cousin|twins?)\b",
    re.IGNORECASE,
)
_VERBAL_CHILD = re.compile(
    r"\b(?:children|child|girls?|boys?|pupils?|minors?|adolescents?|juveniles?|teenagers?)(?:'s|’s|[’']) (?:rights?|fund|polic\w+|hospital|centre|center|programme|parliament|home)|\bchild (?:protection|labou?r|rights|safeguarding|soldiers? protocol|care|health|friendly)|\bsave the children|\bminor (?:injur\w+|changes?|incidents?|damage|cuts?|differences?|amendments?|offences?|repairs?|errors?|wounds?|bruis\w+|issues?|delays?|losses)|儿童权利|儿童基金会|未成年人保护|儿童保护|儿童友好|学生会|学生宿舍|留学生|大学生|研究生",
    re.IGNORECASE,
)
_PLAIN_MINOR = re.compile(
    r"\bminor\b(?! (?:was|were|had|who|is|and|from|named|said|victim|in the care|child|aged|during|by))", re.IGNORECASE
)
_WEAK = frozenset(("forced", "burned", "hit", "buried", "chased", "beat", "dismissed", "search", "struck", "summoned"))
_WORDS = {
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
}


def find(readings: Sequence[Reading], setting: Setting) -> list[Harm]:
    """All three rules; the support note of sexual violence is looked for in the whole document."""
    harms: list[Harm] = []
    supported = any(r.listed("support") for r in readings)
    for reading in readings:
        if not (reading.latin or reading.chinese):
            continue
        harms += _quasi(reading)
        harms += _children(reading, setting)
        harms += _sexual(reading, supported)
    return harms


# --- what together identifies


def _quasi(reading: Reading) -> Iterator[Harm]:
    """Windows of two sentences; a window that overlaps one told already is not told again."""
    if reading.passage.kind in ("heading", "property", "footnote"):
        return
    marks = _marks(reading)
    persons = ("age", "role", "kin")
    until = -1
    for number in range(len(reading.sentences)):
        start = reading.sentences[number][0]
        if start < until:
            continue
        here = _from(marks, start, reading.sentences[min(number + 1, len(reading.sentences) - 1)][1])
        if not here:
            continue
        best: tuple[int, list[tuple[int, int, str]]] = (0, [])
        for wide in (0, 1):
            last = min(number + wide, len(reading.sentences) - 1)
            end = reading.sentences[last][1]
            inside = [m for m in here if m[0] < end]
            if wide and not any(m[0] < reading.sentences[number][1] for m in inside):
                continue
            kinds = {m[2] for m in inside}
            if (
                kinds & set(persons)
                and len(kinds) > max(1, best[0])
                and len(reading.text[start:end]) < 700
                and not normative(reading, start, end)
            ):
                best = len(kinds), inside
        if best[0] >= 2:
            found = best[1]
            kinds = {m[2] for m in found}
            if best[0] == 2 and kinds == {"role", "kin"}:
                continue
            first, last_end = min(m[0] for m in found), max(m[1] for m in found)
            until = last_end
            yield reading.harm("dnh-quasi-id", first, last_end, " + ".join(sorted(kinds)), "block" if best[0] >= 3 else "warning")


def _from(marks: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    return marks[bisect_left(marks, (start, 0, "")) : bisect_left(marks, (end, 0, ""))]


def _marks(reading: Reading) -> list[tuple[int, int, str]]:
    text = reading.text
    found: list[tuple[int, int, str]] = []
    found += [(*m.span(), "age") for m in _ages(text)]
    for match in _DAY.finditer(text) if reading.digits else ():
        low, high = max(0, match.start() - 45), match.end() + 25
        if not _PAPER_DAY.search(text[low:high]):
            found.append((*match.span(), "day"))
    words = reading.words
    for a, b in reading.hits("rare"):
        if _single(reading, a, b):
            found.append((words[a].start, words[b - 1].end, "role"))
    for a, b in reading.found("rare"):
        if not re.match(r"们|会|协会|权利|培训|工作者|公会|站|学校|资格|局|证|署|等|岗位", text[b : b + 3]):
            found.append((a, b, "role"))
    found += [(a, b, "place") for a, b, what in places.exact(reading) if what != "an address"]
    found += [(a, b, "place") for a, b in places.middle(reading)]
    found += [(*m.span(), "kin") for m in _KIN_PHRASE.finditer(text)] if reading.hits("kin") or "twin" in text else []
    found += [(a, b, "kin") for a, b in reading.found("kin") if text[a:b] != "家属"]
    return sorted(found)


def _ages(text: str) -> Iterator[re.Match[str]]:
    if "year" in text or _AGE_DIGIT.search(text):
        yield from _AGE.finditer(text)
        yield from _SPELLED_AGE.finditer(text)
    yield from _CHINESE_AGE.finditer(text)


def _single(reading: Reading, a: int, b: int) -> bool:
    """One holder of a role: "a shepherd", "the village teacher"; not "teacher training"."""
    words = reading.words
    after = words[b].low if b < len(words) else ""
    if after in (
        "training",
        "workshop",
        "programme",
        "program",
        "policy",
        "association",
        "associations",
        "committee",
        "union",
        "network",
        "post",
        "service",
        "services",
        "firm",
        "firms",
        "shop",
        "of",
    ):
        return after == "of"
    before = [w.low for w in words[max(0, a - 4) : a]]
    return (
        any(
            w
            in (
                "a",
                "an",
                "the",
                "one",
                "another",
                "local",
                "only",
                "village",
                "and",
                "her",
                "his",
                "then",
                "old",
                "former",
                "retired",
                "young",
                ",",
                "as",
                "who",
            )
            for w in before
        )
        and "every" not in before
        and "any" not in before
        and "each" not in before
    )


# --- children


def _children(reading: Reading, setting: Setting) -> Iterator[Harm]:
    guarded = any(c.guardian for c in setting.consent or ())
    exact = [(a, b) for a, b, _ in places.exact(reading)] if guarded else []
    for start, end in reading.sentences:
        mark = _child(reading, start, end)
        if mark is None or not _happened(reading, start, end, mark) or normative(reading, start, end):
            continue
        if guarded and not any(start <= a < end for a, _ in exact):
            continue
        yield reading.harm("dnh-child", *mark, "a child in an incident")


def _child(reading: Reading, start: int, end: int) -> Span | None:
    text = reading.text[start:end]
    for match in _ages(text):
        age = next((g for g in match.groups() if g), "")
        number = int(age) if age.isdecimal() else _WORDS.get(age.lower(), _chinese_number(age))
        if 0 < number < 18 and not _thing(text, match):
            return start + match.start(), start + match.end()
    minors = between(reading.listed("minors"), start, end)
    if not minors:
        return None
    off = [(start + m.start(), start + m.end()) for m in _VERBAL_CHILD.finditer(text)] + [
        (start + m.start(), start + m.end()) for m in _PLAIN_MINOR.finditer(text)
    ]
    for a, b in minors:
        if not any(x <= a < y or x < b <= y for x, y in off):
            return a, b
    return None


def _thing(text: str, match: re.Match[str]) -> bool:
    return bool(
        re.match(
            r"[ -](?:\w+ ){0,2}(?:law|act|agreement|company|mine|project|policy|memorandum|contract|concession|conflict|dispute|war)\b",
            text[match.end() : match.end() + 40],
        )
    )


def _chinese_number(written: str) -> int:
    digits = "零一二三四五六七八九"
    if not written or any(c not in digits + "十" for c in written):
        return 0
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return digits.index(written[-1])
    return (digits.index(tens[-1]) if tens else 1) * 10 + (digits.index(ones[-1]) if ones else 0)


def _happened(reading: Reading, start: int, end: int, mark: Span) -> bool:
    """An incident's word close to the child, in the telling of what happened."""
    words = reading.words
    at = reading.word_at(mark[0]) if words else 0
    for a, _ in between(reading.hits("incident"), at - 14, at + 15):
        reach = 6 if words[a].low in _WEAK else 14
        if start <= words[a].start < end and abs(a - at) <= reach and not _as_noun(reading, a):
            return True
    if any(start <= words[a].start < end for a, _ in between(reading.hits("child_incident"), at - 8, at + 9)):
        return True
    for name in ("incident", "abuse"):
        if any(
            min(abs(a - mark[1]), abs(mark[0] - b)) <= 18 and reading.text[a:b] not in ("投诉", "举报", "回忆", "讲述", "被迫", "起诉")
            for a, b in between(reading.found(name), start, end)
        ):
            return True
    return bool(between(reading.listed("sexual"), start, end))


def _as_noun(reading: Reading, at: int) -> bool:
    """Harm as a topic ("torture and detention"), not as an event."""
    low = reading.words[at].low
    after = reading.words[at + 1].low if at + 1 < len(reading.words) else ""
    before = reading.words[at - 1].low if at else ""
    return (
        low in ("detention", "arrest", "torture", "death", "testimony", "rape", "murder", "assault")
        and after not in ("of", "by")
        and before not in ("the", "her", "his", "their", "under", "in")
    )


# --- sexual violence


def _sexual(reading: Reading, supported: bool) -> Iterator[Harm]:
    found = reading.listed("sexual")
    if not found:
        return
    done: set[int] = set()
    areas = sorted((*places.middle(reading), *places.upper(reading), *((a, b) for a, b, _ in places.exact(reading))))
    for a, b in found:
        number = reading.sentence(a)
        start, end = reading.around(a)
        if number in done or normative(reading, start, end) or _topic(reading, a, b):
            continue
        done.add(number)
        low, high = reading.around(a, before=1, after=1)
        why = _fine_details(reading, areas, low, high)
        if why:
            yield reading.harm("dnh-sexual-violence", a, b, "told with " + ", ".join(why))
        elif not supported and _told(reading, start, end):
            yield reading.harm("dnh-sexual-violence", a, b, "no support service is named", "warning")


def _told(reading: Reading, start: int, end: int) -> bool:
    return bool(
        re.search(
            r"\b(?:was|were|had|been|said|told|reported|alleged\w*|survivor|complain\w*|19\d\d|20\d\d)\b|[被遭]|据|称|年",
            reading.text[start:end],
        )
    )


def _topic(reading: Reading, a: int, b: int) -> bool:
    """In a list of topics, the name of a policy, a norm or a service."""
    near = reading.text[max(0, a - 60) : b + 60]
    return bool(
        re.search(
            r"\b(?:policy|policies|code of conduct|module|curriculum|training|topics?|convention|zero tolerance|act against|guidelines?|definition|include[sd]? as|forms of|such as|resolution|standards?|protocol|procedure)\b|政策|培训|课程|公约|准则|议题|守则|等(?:问题|内容|行为)",
            near,
            re.IGNORECASE,
        )
    )


def _fine_details(reading: Reading, areas: list[Span], start: int, end: int) -> list[str]:
    text = reading.text[start:end]
    why: list[str] = []
    days = [m for m in (*_MONTH.finditer(text), *_DAY.finditer(text)) if not _PAPER_DAY.search(text[max(0, m.start() - 45) : m.end() + 25])]
    if days:
        why.append("a date finer than the year")
    if between(areas, start, end):
        why.append("a place finer than the country")
    if (reading.latin and _KIN_PHRASE.search(text)) or between(reading.found("kin"), start, end):
        why.append("kinship")
    return why
