"""Claims, quotations, links and plain language: what makes a text unfair or hard to read. Warnings and notes, never blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.harms.base import Harm, Setting
from drafter.harms.text import CJK, LETTERS, Reading, Span, Token, between
from drafter.harms.wording import normative

_LONG_WORDS, _LONG_CHARACTERS, _JARGON_PER_PAGE, _PAGE = 35, 80, 5, 400
_PERCENT = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d+)? ?(?:%|per ?cent\b|percent\b|个百分点)|\b(?:one|two|three|a|four) (?:third|quarter|fifth|tenth)s?\b|\bhalf\b|[一二三四五六七八九两]成(?![为员立功果熟])|(?:百分之[一二三四五六七八九十百零点]{1,6})|(?<![\w.])\d{1,3}(?:\.\d+)?%"
)
_CHANGE = re.compile(
    r"\b(?:fell|fallen|rose|risen|dropped|declined|decreased|increased|reduced|halved|doubled|tripled|improved|down|up|fewer|less|more|lower|higher|reduction|decrease|increase|decline|drop|rise)\b|下降|减少|降低|增加|上升|提高|增长|翻番|翻了一番|降至|减半|降幅|增幅",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:incidents?|complaints?|grievances?|conflicts?|injur\w+|thefts?|intrusions?|protests?|trust|relations?|confrontations?|clashes|violations?|abuses?|arrests?|violence|tensions?|cases|accidents|losses|stoppages|disputes|shootings|casualties|number)\b|事件|投诉|冲突|伤亡|盗窃|抗议|信任|关系|侵权|纠纷|事故|案件|对抗|数量",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:as a result of|resulted in|led to|thanks to|because of the|due to the|has helped|brought about|caused|contributed to)\b|促使|导致|得益于|归功于|促成|使得",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]|\(source|\b(?:according to|reports?|reported|says?|said|states?|stated|records? show|figures|data|survey|statistics|log|logs|register|recorded|found|estimates?|estimated|claims?|noted?|documented|reportedly|told|the company's own|audit|evaluation|assessment|assessed|study|footnote|source)\b|据|报告|表示|称|统计|数据显示|记录|调查|显示|评估|来源|认为|指出|反映|资料|台账|估计",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:compared (?:to|with)|since|between|from \d|over the|within|a year|per year|annually|quarter|months?|years?|baseline|previous|last|of the|of all|of its|of their|of those|of \w+)\b|与[^，。]{1,14}相比|同比|环比|占|较|自\d|年|期间|季度|个月|基线|其中|的[\u4e00-\u9fff]{2,10}",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"(?:“|(?<![\w.,;!?)])\"(?=\S))([^\"“”\n]{12,1200})(?:”|(?<=\S)\")|「([^」\n]{6,800})」|‘([^‘’\n]{24,800})’")
_SPEAKER = re.compile(
    r"\b(?:said|says|told|recalled|recalls|according to|stated|states|explained|noted|notes|reported|testified|wrote|writes|commented|added|in the words of|described|responded|replied|asked|put it|insisted|reads|observed|complained)\b|说|称|表示|告诉|回忆|指出|讲述|认为|写道|回应|介绍|坦言",
    re.IGNORECASE,
)
_MONTH_NEAR = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,? (?:\d{1,2},? )?(?:19|20)\d\d\b|(?:19|20)\d\d-\d\d|\d{4} ?年 ?\d{1,2} ?月",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"\b(?:referred to as|known as|called|the term|means|hereinafter|titled|entitled|defined as|headed|under the heading|the words|article|principle|section|paragraph|provides?|require[sd]?|clause|policy|standard)\b|称为|以下简称|所谓|题为|规定|条款|定义",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:company|companies|ministry|government|report|policy|spokes\w+|court|statement|mou|memorandum|principles|code|law|commission|secretariat|organi[sz]ation|operator|minister|director|manager)\b|公司|部|报告|政策|发言人|法院|声明|备忘录|原则|守则|秘书处",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)[^\s，。；）)>\]\"]{4,400}")
_PATH_NAME = re.compile(
    r"(?:victim|villager|killed|shot|murder|death-of|killing|widow|shepherd|miner|beaten|tortur|raped?|detain|arrest)[\w]*[-_/](?:[a-z]{3,}[-_]){1,6}|(?:-|_)(?:village|hamlet|vereda|caserio)(?:-|_|/|\.|\Z)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"(?<![\w/.\-&])[A-Z][A-Z&]{1,5}(?:s)?(?![\w/\-]|\.\w)")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_PLACEHOLDER = re.compile(r"[\s\[\](){}<>.…_*\-–—:：。，【】（）?？!]+")
_STACK = re.compile(r"[;；]")


def find(readings: Sequence[Reading], setting: Setting) -> list[Harm]:
    harms: list[Harm] = []
    defined = _defined(readings, setting)
    for reading in readings:
        if not (reading.latin or reading.chinese):
            continue
        harms += _links(reading)
        harms += _words_of_judgement(reading)
        if reading.passage.kind in ("heading", "property", "alt"):
            continue
        harms += _claims(reading)
        harms += _quotations(reading)
        harms += _lengths(reading)
        harms += _hidden(reading)
        harms += _vague(reading)
        harms += _acronyms(reading, defined)
    return harms + _jargon(readings) + _empty(readings)


# --- fairness


def _claims(reading: Reading) -> Iterator[Harm]:
    """A change or cause claimed for results with nobody named as its source in the paragraph; figures without base."""
    text = reading.text
    if reading.passage.kind in ("cell", "footnote"):
        return
    if not _CHANGE.search(text):
        return
    sourced = bool(_ATTRIBUTED.search(text))
    for start, end in reading.sentences:
        sentence = text[start:end]
        figure = _PERCENT.search(sentence)
        if figure and _CHANGE.search(sentence) and not _PERIOD.search(sentence.replace(figure[0], " ", 1)):
            yield reading.harm("pl-number-unit", start + figure.start(), start + figure.end(), "of what, since when?")
        if sourced or normative(reading, start, end):
            continue
        if (figure and _CHANGE.search(sentence)) or (
            _RESULT.search(sentence) and _CHANGE.search(sentence) and (any(c.isdigit() for c in sentence) or _CAUSE.search(sentence))
        ):
            yield reading.harm("dnh-claim-attribution", start, start + len(sentence.rstrip()), "no source in the paragraph")


def _quotations(reading: Reading) -> Iterator[Harm]:
    text = reading.text
    if not any(c in text for c in '"“「‘'):
        return
    for match in _QUOTE.finditer(text):
        words = match[1] or match[2] or match[3]
        size = len(re.findall(rf"[{LETTERS}']+", words)) + len(re.findall(rf"[{CJK}]", words)) // 2
        personal = match.end() < len(text) and re.match(r"\s*,?\s*(?:said|says|recalled|told)\b", text[match.end() : match.end() + 12])
        if size < 6 and not (personal and size >= 3):
            continue
        near = text[max(0, match.start() - 120) : match.start()] + " " + text[match.end() : match.end() + 120]
        if _DEFINED.search(text[max(0, match.start() - 50) : match.start()]) or (_INSTITUTION.search(near) and not personal):
            continue
        role = bool(_SPEAKER.search(near)) and _has_role(reading, match.start() - 120, match.end() + 120, match.span())
        month = bool(_MONTH_NEAR.search(text))
        if not (role and month):
            lacking = [what for what, there in (("the speaker's role", role), ("the month", month)) if not there]
            yield reading.harm("dnh-quote-attribution", *match.span(), "without " + " and ".join(lacking))


def _has_role(reading: Reading, start: int, end: int, off: Span) -> bool:
    return any(not off[0] <= a < off[1] for name in ("roles", "offices", "kin") for a, _ in between(reading.listed(name), start, end))


def _links(reading: Reading) -> Iterator[Harm]:
    if "www." not in reading.text and "://" not in reading.text:
        return
    for match in _URL.finditer(reading.text):
        _, _, path = match[0].partition("://")[2].partition("/") if "://" in match[0] else match[0].partition("/")
        if _PATH_NAME.search(path) or _named_path(reading, path):
            yield reading.harm("dnh-link-leak", *match.span(), "the address itself tells")


def _named_path(reading: Reading, path: str) -> bool:
    """Two given-name like words of a news address: "…/kadima-nsele-beaten"."""
    pieces = re.split(r"[-_/.+]|%20", path.lower())
    incidents = reading.book.list("en", "incident") | reading.book.list("en", "roles")
    given = reading.book.list("en", "given")
    return any(p in incidents for p in pieces) and any(p in given and len(p) > 3 for p in pieces)


def _words_of_judgement(reading: Reading) -> Iterator[Harm]:
    quoted = [m.span() for m in _QUOTE.finditer(reading.text)] if any(c in reading.text for c in '"“「‘') else []
    for a, b in reading.listed("dignity"):
        if any(x <= a < y for x, y in quoted) or _named_word(reading, a, b):
            continue
        yield reading.harm("dnh-dignity", a, b)
    for a, b in reading.listed("dignity_info"):
        yield reading.harm("dnh-dignity", a, b, "a legal term; do not use it of persons not convicted", "info")


def _named_word(reading: Reading, a: int, b: int) -> bool:
    """In single quotation marks, or in a name like "Primitive Methodist Church" in the middle of a sentence."""
    if reading.text[a - 1 : a] in ("'", "‘", "“", '"') and a:
        return True
    word = reading.text[a:b]
    following = reading.text[b : b + 2]
    if word.lower() in ("backward", "natives") and re.match(r" (?:linkage|integration|compat)", reading.text[b : b + 12]):
        return True
    return (
        word[:1].isupper()
        and a > 0
        and reading.text[a - 2 : a - 1] not in (".", "!", "?", "。")
        and following[:1] == " "
        and reading.text[b + 1 : b + 2].isupper()
    )


# --- plain language


def _lengths(reading: Reading) -> Iterator[Harm]:
    if reading.passage.kind in ("cell", "footnote"):
        return
    for start, end in reading.sentences:
        sentence = reading.text[start:end]
        if reading.chinese and len(re.findall(f"[{CJK}]", sentence)) > len(sentence) // 3:
            at = start
            for piece in re.split("(?<=；)", sentence):
                if len(re.findall(rf"[{CJK}]|[{LETTERS}\d]+", piece)) > _LONG_CHARACTERS and not piece.count("；"):
                    yield reading.harm("pl-sentence-length", at, at + len(piece.rstrip()), "more than 80 characters")
                at += len(piece)
        elif reading.latin:
            words = re.findall(rf"[{LETTERS}\d][{LETTERS}\d'’\-]*", sentence)
            if len(words) > _LONG_WORDS and len(_STACK.findall(sentence)) < 2 and not _citation(sentence):
                yield reading.harm("pl-sentence-length", start, start + len(sentence.rstrip()), f"{len(words)} words")


def _citation(sentence: str) -> bool:
    return len(re.findall(r"\b(?:Article|Section|Art\.|para\.?|No\.|Act|Law|Decree|Resolution)\b", sentence)) >= 3


def _defined(readings: Sequence[Reading], setting: Setting) -> dict[str, int]:
    """Acronyms with the number of the passage that writes them out."""
    found = {a.upper(): -1 for a in (*setting.glossary, *(w for w in setting.allow if w.isupper()))}
    for number, reading in enumerate(readings):
        if "(" in reading.text or "（" in reading.text:
            for match in re.finditer(
                r"[(（](?:the |以下简称|简称)?[“\"]?([A-Z][A-Za-z&]{1,9}?)s?[”\"]?(?:[,;，；][^()（）]{0,40})?[)）]|\b([A-Z]{2,6})s? [(（][A-Za-z][^()（）]{6,120}[)）]",
                reading.text,
            ):
                found.setdefault((match[1] or match[2]).upper(), number)
            for match in re.finditer(
                r"[（(][A-Za-z][A-Za-z ,&-]{5,100}[,，;；] ?([A-Z]{2,6})[)）]|([A-Z]{2,6})[（(][\u4e00-\u9fff]{3,30}[)）]", reading.text
            ):
                found.setdefault((match[1] or match[2]).upper(), number)
        glossed = re.match(r"\s*([A-Z]{2,6})s?\s*(?:[:：=–—]|means\b|指|stands for)", reading.text)
        if glossed:
            found.setdefault(glossed[1], -1)
    return found


def _acronyms(reading: Reading, defined: dict[str, int]) -> Iterator[Harm]:
    if not any(c.isupper() for c in reading.text) or reading.text.isupper():
        return
    listed = reading.book.list("en", "acronyms")
    for match in _ACRONYM.finditer(reading.text):
        word = match[0].removesuffix("s")
        if word.lower() in listed or _ROMAN.match(word) or word in defined or _beside_number(reading.text, match):
            continue
        if _shouted(reading.text, match):
            continue
        defined[word] = -1
        yield reading.harm("pl-acronym", *match.span())


def _beside_number(text: str, match: re.Match[str]) -> bool:
    """A code or currency: "USD 40", "SA 8000"."""
    return (
        bool(re.match(r"[ \-]?\d", text[match.end() : match.end() + 2]))
        or bool(re.search(r"\d ?\Z", text[max(0, match.start() - 2) : match.start()]))
        or "@" in text[match.end() : match.end() + 1]
    )


def _shouted(text: str, match: re.Match[str]) -> bool:
    """One of several words in capitals."""
    return bool(re.match(r"[ ,][A-Z]{3,}\b", text[match.end() : match.end() + 8])) or bool(
        re.search(r"\b[A-Z]{4,} \Z", text[max(0, match.start() - 12) : match.start()])
    )


def _hidden(reading: Reading) -> Iterator[Harm]:
    """A passive verb of force without its doer."""
    words = reading.words
    things = {n for a, b in reading.hits("force_things") for n in range(a, b)}
    last = -1
    for a, b in reading.hits("passive_force"):
        start, end = reading.around(words[a].start)
        if start == last:
            continue
        before = [w.low for w in words[max(0, a - 4) : a]]
        if not any(w in ("was", "were", "been") for w in before) or "not" in before or "be" in before:
            continue
        low = words[a].low
        if low in ("used", "fired", "discharged", "deployed", "launched", "thrown") and not any(
            n in things for n in range(max(0, a - 6), a)
        ):
            continue
        if (
            low in ("removed", "seized", "searched", "destroyed", "forced", "struck", "displaced", "burned", "burnt")
            and reading.passage.kind == "footnote"
        ):
            continue
        after = [w.low for w in words[b : b + 14] if w.start < end]
        if (
            "by" in after
            or "who" in before
            or normative(reading, start, end)
            or between(reading.listed("actor_unknown"), start, end)
            or _supposed(words, a)
        ):
            continue
        last = start
        yield reading.harm("pl-hidden-actor", words[max(0, a - 1)].start, words[b - 1].end)
    for a, b in reading.found("passive_force"):
        start, end = reading.around(a)
        if start == last or normative(reading, start, end) or between(reading.listed("actor_unknown"), start, end):
            continue
        if re.search(r"[警军兵保][^，。]{0,8}\Z", reading.text[max(start, a - 10) : a]) and reading.text[a : a + 1] != "被":
            continue
        last = start
        yield reading.harm("pl-hidden-actor", a, b)


def _supposed(words: list[Token], at: int) -> bool:
    return any(w.low in ("if", "whether", "unless") for w in words[max(0, at - 12) : at])


def _vague(reading: Reading) -> Iterator[Harm]:
    if reading.passage.kind == "footnote":
        return
    quoted = [m.span() for m in _QUOTE.finditer(reading.text)] if any(c in reading.text for c in '"“「‘') else []
    for a, b in reading.listed("vague"):
        if not any(x <= a < y for x, y in quoted):
            yield reading.harm("pl-vague", a, b)


def _jargon(readings: Sequence[Reading]) -> list[Harm]:
    harms: list[Harm] = []
    seen: list[tuple[Reading, Span]] = []
    size = 0
    for reading in readings:
        size += len(reading.words) if reading.latin else len(reading.text) // 2
        for a, b in reading.listed("jargon"):
            if not (reading.text[a:b].istitle() and a and reading.text[a - 1] == " " and reading.text[a - 2 : a - 1] not in ".!?"):
                harms.append(reading.harm("pl-jargon", a, b))
        seen += [(reading, s) for s in reading.listed("stakeholder")]
    pages = max(1.0, size / _PAGE)
    if len(seen) > _JARGON_PER_PAGE * pages:
        reading, span = seen[_JARGON_PER_PAGE]
        harms.append(reading.harm("pl-jargon", *span, f"{len(seen)} times"))
    return harms


def _empty(readings: Sequence[Reading]) -> list[Harm]:
    """Headings whose body is missing or only a placeholder. The first may be the title, which another heading follows."""
    harms: list[Harm] = []
    for number, reading in enumerate(readings):
        if reading.passage.kind != "heading":
            continue
        body: list[Reading] = []
        for following in readings[number + 1 : number + 3]:
            if following.passage.kind == "heading":
                break
            body.append(following)
        if not body:
            after = readings[number + 1] if number + 1 < len(readings) else None
            if after is None or (number and _level(after) <= _level(reading)):
                harms.append(reading.harm("pl-heading-empty", 0, len(reading.text)))
        elif len(body) == 1 or number + 2 >= len(readings) or readings[number + 2].passage.kind == "heading":
            if _placeholder(body[0]):
                harms.append(reading.harm("pl-heading-empty", 0, len(reading.text), "only a placeholder"))
        elif _placeholder(body[0]):
            harms.append(reading.harm("pl-heading-empty", 0, len(reading.text), "a placeholder"))
    return harms


def _level(reading: Reading) -> int:
    """How deep a heading is, by its number: "2.1" is deeper than "2."; without a number: not known, taken as deep."""
    match = re.match(r"\s*(\d+(?:\.\d+)*)", reading.text)
    if match:
        return match[1].rstrip(".").count(".") + 1
    if re.match(r"\s*[一二三四五六七八九十]+、", reading.text):
        return 1
    return 9 if not re.match(r"\s*[（(]", reading.text) else 2


def _placeholder(reading: Reading) -> bool:
    words = _PLACEHOLDER.sub(" ", reading.text).strip().lower()
    listed = reading.book.list("en", "placeholders") | reading.book.list("zh", "placeholders")
    return (
        not words
        or words in listed
        or bool(
            re.fullmatch(
                r"\s*\[(?:insert|add|to be)[^\]]{0,80}\]\.?\s*|\s*[【\[](?:请填写|待补|此处)[^】\]]{0,40}[】\]]\s*",
                reading.text,
                re.IGNORECASE,
            )
        )
    )
