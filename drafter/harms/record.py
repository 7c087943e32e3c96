"""What the whole document owes the persons and bodies it tells of: consent, reply, balance; and earlier cases (mosaic)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.harms import places, wording
from drafter.harms.base import Book, Harm, Passage, Setting
from drafter.harms.text import Reading, Span

_CODE = re.compile(r"(?<![\w\-/.])P(\d{1,3})(?![\w\-/]|\.\d)")
_NO_CODE = re.compile(
    r"\b(?:priority|page|phase|pillar|pp?\.|principle|protocol|level|category|grade|question|class|tier)\s{0,2}\Z", re.IGNORECASE
)
_AGREED = re.compile("[Cc]onsent|agree|同意")
_IMPLIED = re.compile(
    r"\b(?:taken|deemed|considered|presumed|understood|assumed) (?:to have |to |as having )(?:\w+ )?(?:agreed?|consent(?:ed)?|given (?:\w+ ){0,2}consent)\b(?! to (?:the )?jurisdiction)"
    r"|\b(?:implied|tacit|presumed|assumed) consent\b|\bconsent (?:is|was|will be) (?:implied|presumed|assumed)\b"
    r"|(?:即|均|一律|自动)?视为(?:已)?(?:默认|知情|自愿)?同意(?=[^，。；]{0,12}(?:采访|使用|公开|发表|拍摄|讲述|记录|引用|披露|其)|[。，；])|默认同意|默示同意|即表示同意",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:[A-Z][\w&’'-]{1,25} ){1,4}(?:Mining|Mines?|Minerals|Metals|Resources|Gold|Copper|Cobalt|Petroleum|Oil|Gas|Energy|Exploration|Security|Holdings?|Group|Corporation|Corp|Company|Limited|Ltd|plc|PLC|Inc|LLC|S\.?A\.?|SARL|GmbH|Pty|Ventures|Industries|Timber|Power)\b"
)
_COMPANY_START = re.compile(
    r"\A(?:The|A|An|This|That|One|Each|Every|Our|Its|Their|Any|No|Another|Mine|Private|National|Some|Foreign|International|State|Working|In|At|On)\b"
)
_FORCE = re.compile(
    r"\b(?:[A-Z][a-zà-ÿ]{2,20} ){1,4}(?:Police(?: Service| Force)?|Army|Armed Forces|Defence Force|Guards?|Gendarmerie|Brigade|Battalion|Regiment|Rangers|Marines|Military)\b|\b\d{1,3}(?:st|nd|rd|th) (?:[A-Z]\w+ )?(?:Brigade|Battalion|Regiment|Division)\b"
)
_CHINESE_COMPANY = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:有限(?:责任)?公司|股份公司|矿业集团|集团|矿业公司|石油公司|矿业|黄金公司|能源公司|资源公司|安保公司|保安公司)|[\u4e00-\u9fff]{2,8}(?:国家警察|国家警察局|武装部队|国防军|陆军|矿警大队|宪兵队|警察局|警察总局|步兵营|步兵旅)"
)
_CHINESE_GENERIC = re.compile(
    r"[一某该本各几多数两三四这那其此另每哪]家?|家|当地|私营|跨国|采矿|石油|矿业|大型|外国|国有|民营|安保|保安|承包|开采|采掘|母|子|分|总"
)
_OUTCOME_ROLE = 2


def codes(readings: Sequence[Reading]) -> dict[str, tuple[Reading, Span]]:
    """The person codes of a document (P1, P2 ...) with their first place."""
    found: dict[str, tuple[Reading, Span]] = {}
    for reading in readings:
        if "P" not in reading.text:
            continue
        for match in _CODE.finditer(reading.text):
            if not _NO_CODE.search(reading.text[max(0, match.start() - 12) : match.start()]):
                found.setdefault(match[0], (reading, match.span()))
    return found


def find(readings: Sequence[Reading], setting: Setting) -> list[Harm]:
    harms = _consent(readings, setting) + _reply(readings, setting)
    return harms + _balance(readings, setting)


# --- consent


def _consent(readings: Sequence[Reading], setting: Setting) -> list[Harm]:
    known = codes(readings)
    harms = [
        r.harm("dnh-consent-statement", *m.span(), "silence or presence taken for consent")
        for r in readings
        if _AGREED.search(r.text)
        for m in _IMPLIED.finditer(r.text)
    ]
    if not known or setting.fictional:
        return harms
    reading, span = next(iter(known.values()))
    lacking = [name for name, there in _statement(readings).items() if not there]
    rows = setting.consent
    if rows is not None and len(rows) < len(known):
        harms.append(reading.harm("dnh-consent-statement", *span, f"{len(known)} person codes, {len(rows)} consent rows"))
    elif lacking:
        harms.append(
            reading.harm(
                "dnh-consent-statement",
                *span,
                "not found: " + ", ".join(lacking),
                None if rows is not None or "given" in lacking else "warning",
            )
        )
    return harms + _scope(known, setting)


def _statement(readings: Sequence[Reading]) -> dict[str, bool]:
    """Which parts of a consent statement stand in the document: given, purpose, withdrawal, form."""
    given = False
    others = {"purpose": False, "withdrawal": False, "form": False}
    for number, reading in enumerate(readings):
        off = reading.listed("consent_not")
        here = [s for s in reading.listed("consent_given") if not any(abs(s[0] - o[0]) < 60 for o in off)]
        if not here:
            continue
        given = True
        for near in readings[max(0, number - 2) : number + 4]:
            for part, there in others.items():
                others[part] = there or bool(near.listed(f"consent_{part}"))
    return {"given": given, **others}


def _scope(known: Mapping[str, tuple[Reading, Span]], setting: Setting) -> list[Harm]:
    """A person's consent that does not reach as far as the document goes."""
    if setting.consent is None or setting.circulation == "internal":
        return []
    wanted = {"public": {"public", "publication", "publish"}, "restricted": {"public", "publication", "publish", "restricted"}}.get(
        setting.circulation, {setting.circulation}
    )
    harms: list[Harm] = []
    for row in setting.consent:
        uses = {u.lower() for u in row.uses}
        if not uses & wanted:
            reading, span = known.get(row.code) or next(iter(known.values()))
            harms.append(
                reading.harm(
                    "dnh-consent-scope", *span, f"circulation {setting.circulation}; consent for {', '.join(sorted(uses)) or 'nothing'}"
                )
            )
    return list(dict.fromkeys(harms))


# --- reply


def _reply(readings: Sequence[Reading], setting: Setting) -> list[Harm]:
    """An accused company or force that is named, and no word of its reply."""
    if setting.replies or setting.company_named is False:
        return []
    if setting.replies is None and any(r.listed("reply") for r in readings):
        return []
    for reading in readings:
        for start, end in reading.sentences:
            if wording.asserted(reading, start, end) and not wording.normative(reading, start, end):
                spot = _named(reading, start, end) or _named_near(reading, start, end)
                if spot is None and setting.company_named:
                    spot = start, end
                if spot:
                    return [reading.harm("dnh-right-of-reply", *spot, "named beside an allegation, and no reply is told")]
    return []


def _named_near(reading: Reading, start: int, end: int) -> Span | None:
    low, high = reading.around(start, before=1, after=1)
    return _named(reading, low, high)


def _named(reading: Reading, start: int, end: int) -> Span | None:
    """A company or force by its proper name."""
    text = reading.text[start:end]
    for pattern in (_COMPANY, _FORCE):
        for match in pattern.finditer(text):
            name = _COMPANY_START.sub("", match[0]).strip()
            if len(name.split()) > 1 and name.split()[0].lower() not in reading.book.list("en", "common"):
                return start + match.start(), start + match.end()
    for match in _CHINESE_COMPANY.finditer(text):
        if not _CHINESE_GENERIC.search(match[0][:6]):
            return start + match.start(), start + match.end()
    if reading.latin:
        for word in reading.words[reading.word_at(start) : reading.word_at(end) + 1]:
            if (
                start <= word.start < end
                and word.text[:1].isupper()
                and word.low in reading.book.list("en", "firms")
                and word.low
                not in (
                    "geneva",
                    "toronto",
                    "montreux",
                    "ruggie",
                    "nobel",
                    "total",
                    "premier",
                    "harmony",
                    "ford",
                    "impala",
                    "toyota",
                    "hilux",
                    "kalashnikov",
                    "icrc",
                    "unicef",
                    "amnesty",
                    "oxfam",
                    "stanley",
                    "apple",
                )
            ):
                return word.start, word.end
    return None


# --- balance


def _balance(readings: Sequence[Reading], setting: Setting) -> list[Harm]:
    if setting.sources and set(setting.sources) <= {"company"} and readings:
        first = readings[0]
        return [first.harm("dnh-balance", 0, min(len(first.text), 80), "all sources are the company's")]
    threat = next(((r, s) for r in readings for s in r.listed("threats")), None)
    if threat and not any(r.listed("community_side") for r in readings):
        return [threat[0].harm("dnh-balance", *threat[1], "a threat to security, and no word from the community")]
    return []


# --- earlier cases


def mosaic(passages: Sequence[Passage], earlier: Mapping[str, Sequence[Passage]], book: Book) -> tuple[Harm, ...]:
    """Markers that a new case shares with an earlier one of the library that names a finer place.

    Markers: a rare role, an outcome, a conduct with its month. Two shared, one of them a role or outcome, are a finding.
    """
    new = [Reading(p, book) for p in passages]
    mine = _markers(new)
    fine = {reading.text[a:b].casefold() for reading in new for a, b, _ in places.exact(reading)}
    harms: list[Harm] = []
    for name in sorted(earlier):
        theirs = [Reading(p, book) for p in earlier[name]]
        finer = [r.text[a:b] for r in theirs for a, b in _fine_names(r)]
        if not any(place.casefold() not in fine for place in finer):
            continue
        shared = sorted(set(mine) & set(_markers(theirs)))
        if any(m[0] in ("role", "outcome") for m in shared) and len(shared) >= _OUTCOME_ROLE:
            reading, span = mine[next(m for m in shared if m[0] in ("role", "outcome"))]
            harms.append(
                reading.harm("dnh-mosaic", *span, f"shares {len(shared)} markers ({', '.join(sorted({m[0] for m in shared}))}) with {name}")
            )
    return tuple(harms)


def _fine_names(reading: Reading) -> list[Span]:
    """Places finer than a province, and sites by name."""
    sites = [
        m.span()
        for m in re.finditer(
            r"\b(?:[A-Z][\w’'-]{2,20} ){1,2}(?:[Mm]ine|[Cc]oncession|[Pp]it|[Ff]ield|[Tt]erminal|[Ss]ite)\b|[\u4e00-\u9fff]{2,6}(?:矿区|金矿|铜矿|钴矿|油田)",
            reading.text,
        )
        if not _COMPANY_START.match(m[0]) or m[0].count(" ") > 1
    ]
    return [(a, b) for a, b, _ in places.exact(reading)] + places.middle(reading) + sites


_CONDUCT = re.compile(r"tortur|beat(?:en)?\b|shot\b|kill|rape|detain|arrest|extort|threat|evict|burn", re.IGNORECASE)
_CHINESE_CONDUCT = re.compile("酷刑|折磨|殴打|开枪|打死|打伤|强奸|拘留|逮捕|勒索|威胁|驱逐|烧毁")
_MONTH = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december) ((?:19|20)\d\d)\b|((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月",
    re.IGNORECASE,
)


def _markers(readings: Sequence[Reading]) -> dict[tuple[str, str], tuple[Reading, Span]]:
    found: dict[tuple[str, str], tuple[Reading, Span]] = {}
    for reading in readings:
        for name, kind in (("rare", "role"), ("outcomes", "outcome")):
            for a, b in reading.listed(name):
                found.setdefault((kind, reading.text[a:b].lower()), (reading, (a, b)))
        if not reading.listed("rare") and not reading.listed("outcomes"):
            continue
        for pattern in (_CONDUCT, _CHINESE_CONDUCT):
            for match in pattern.finditer(reading.text):
                found.setdefault(("conduct", match[0].lower()[:5]), (reading, match.span()))
        for match in _MONTH.finditer(reading.text):
            found.setdefault(("month", match[0].lower()), (reading, match.span()))
    return found
