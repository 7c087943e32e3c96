"""How an abuse by a security force is told: as a fact, as somebody's account, as a rule; and doubt where none is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.harms import deeds
from drafter.harms.base import Harm
from drafter.harms.text import Reading, Span, between

RULE = "dnh-allegation-wording"
_REACH = 14
_MOST = 60  # forces of one sentence that are looked at
_SOURCE = re.compile(
    r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]|[¹²³⁴⁵⁶⁷⁸⁹]|\((?:source|see|cf\.?|citing)\b[^)]{1,200}\)|\([^()]{0,80}\b(?:19|20)\d\d[^()]{0,20}\)|（(?:来源|见|引自|参见|资料来源)[^）]{1,100}）|〔\d+〕|［\d+］",
    re.IGNORECASE,
)
_DATE_ONLY = re.compile(r"\((?:(?:early|late|mid|in|since|\w+) )?(?:19|20)\d\d\)")
_PREPOSITIONS = frozenset(
    [
        "in",
        "during",
        "by",
        "after",
        "while",
        "for",
        "at",
        "on",
        "near",
        "before",
        "and",
        "or",
        "but",
        "from",
        "inside",
        "outside",
        "when",
        "of",
        ".",
        ",",
        ";",
        ":",
        ")",
        "as",
        "under",
        "because",
    ]
)
_MISHAPS = frozenset(("fire", "blast", "flood", "storm", "collapse", "accident", "crash", "explosion", "landslide", "lightning", "disease"))
_JUDGES_ONLY = frozenset(("found", "finds", "established", "determined", "confirmed", "confirms", "ascertained", "verified", "ruled", "rules", "reads"))
_ACCUSED = frozenset(("guard", "guards", "soldier", "soldiers", "officer", "officers", "police", "army", "company", "contractor", "firm", "force", "commander"))
_QUOTED = re.compile(r"[\"“][^\"“”]{1,1500}[\"”]|「[^」]{1,800}」|«[^»]{1,800}»")
_FIRMS = frozenset(("Guarding", "Watch", "Security", "Protection", "Guards", "Patrol", "Shield", "Sentinel", "Safeguard", "Securitas", "Guardforce", "Sentry", "Defence", "Defense"))
_GROUPS = frozenset(
    (
        *("unit", "units", "team", "teams", "men", "blokes", "lads", "crew", "force", "group", "column", "party", "members", "recruits", "personnel", "staff", "pair", "trio", "agents"),
        *("operatives", "shift", "outfit", "section", "company", "firm", "contractor", "employees", "two", "three", "colleagues", "corps", "handlers", "drivers", "subordinates", "underlings", "deputy", "convoy"),
    )
)
_POINTERS = frozenset(("the", "these", "those", "its", "his", "her", "their", "same", "this", "that"))
_LATER = frozenset(("称", "说", "表示", "透露", "指出", "报道", "声明", "记载", "告知", "告诉", "披露", "介绍说"))
_SAME_MATTER = re.compile(r"此|这|该事|其|事件|打|冲突|自卫|伤|死|被|遭|当时|他们|村民先|枪|亲眼")
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_NARROW = re.compile(r"(?<=[\u4e00-\u9fff”」）])[,;:?!](?=\s?[\u4e00-\u9fff“「（]|\Z|\s)")
_POSTED = frozenset(("paid", "hired", "posted", "assigned", "meant", "sworn", "employed", "contracted", "deployed", "sent", "there", "supposed", "brought", "engaged", "recruited", "stationed", "detailed"))
_TURN = re.compile(r";|[,] (?:but|while|whereas|although|though) ")
# "Allegedly provoked by stones, the guards shot": the hedge is the phrase's; "While X maintains that ..., they shot": the clause's.
_OF_A_PHRASE = re.compile(r" (?:\w+ly )?\w+(?:ed|en|ing)\b[^,;.]{2,80},\s+(?:the|a|an|two|three|four|one|its|his|their|[A-Z])")
_CONCEDED = re.compile(r"\W*(?:while|although|though|whereas|even though|even if|despite)\b", re.IGNORECASE)
_TELLS_ALL = re.compile(
    r"\b(?:told|tells?|testified|described|recounted|makes?|made|sets? out|contains?)\b[^.;]{0,60}\b(?:what (?:he|she|they) (?:saw|heard|had seen)|the story|(?:two|three|four|five|six|several) (?:claims|allegations|accusations|charges))\W*\Z"
)
_MARKS = re.compile(r"[\"“「«]")
_ACCORDING = re.compile(
    r"据(?!此|点|理|以)[^，。；]{1,40}?(?:称|说|报道|介绍|透露|显示|反映|指|述|回忆|指控|证实|报告|记录|讲|表示|通报|来函|公告|声明|通告|口述|转述|诉|来信|笔录|年报|记述|所载|公布|统计|核查|年鉴|调查)|按照[^，。]{1,20}的说法"
)
_NORMAL_YING = re.compile(r"(?<![响反相供适效回对答])应(?!对|急|用|答|聘|邀|付|者)|(?<![许认])可(?![能见是怕靠惜])")
_OPENING = re.compile(r"\b(?:what (?:follows|happened|they saw|he saw|she saw|was done)|the following|the story|their story|his story|her story|the night|that day)\b", re.IGNORECASE)
_UNLAWFUL = re.compile(r"(?:没有?|未经?|不)[^，。；]{0,8}[就便即而](?=[把将开打抓动扇抽踢踹殴捆绑抢关烧砸揍拖赶])|不由分说|二话不说|不问青红皂白|无故|没有理由")
_REFUSAL = re.compile(r"[不未没勿]|无人")


def find(reading: Reading) -> Iterator[Harm]:
    """Allegations told as facts, one a sentence, and what is hedged though found."""
    carried = False
    for start, end in reading.sentences:
        sentence = reading.text[start:end]
        if reading.latin:
            yield from _over_hedged(reading, start, end)
            hit = _english(reading, start, end)
            if hit and not carried and not _sourced(sentence):
                yield reading.harm(RULE, *hit)
        if reading.chinese:
            yield from _over_hedged_chinese(reading, start, end)
            hit = _chinese(reading, start, end)
            if hit and not carried and not _sourced(sentence):
                yield reading.harm(RULE, *hit)
        carried = carried or _carries(reading, start, end)


def accounted(reading: Reading, start: int) -> bool:
    """Whether the sentence at a place names its source in a note, or an earlier one of the passage opens somebody's account."""
    low, high = reading.around(start)
    return _sourced(reading.text[low:high]) or any(_carries(reading, a, b) for a, b in reading.sentences if b <= low)


def _carries(reading: Reading, start: int, end: int) -> bool:
    """A sentence that opens a paragraph of somebody's account; "two of them told us that ..." speaks for itself only."""
    if reading.latin and _TELLS_ALL.search(reading.text, start, end):
        return True
    opened = between(reading.listed("told_before"), start, end)
    if not opened:
        return False
    if all(reading.text[a:b] in ("讲述了", "叙述了", "自述") for a, b in opened):
        sentence = reading.text[start:end].rstrip()
        return sentence.endswith((":", "：")) or bool(re.search("经过|遭遇|所见|所闻|所历|那天|当晚|那晚|事发|经历|见闻", sentence))
    if any(reading.text[a:b].lower().startswith("told") for a, b in opened):
        sentence = reading.text[start:end].rstrip()
        return sentence.endswith((":", "：")) or bool(_OPENING.search(sentence))
    return True


def asserted(reading: Reading, start: int, end: int) -> bool:
    """Whether a sentence tells of abuse by a force at all, hedged or not."""
    english = any(_deeds(reading, start, end)) if reading.latin else False
    return english or (
        reading.chinese and bool(between(reading.found("forces"), start, end)) and bool(between(reading.found("abuse"), start, end))
    )


def normative(reading: Reading, start: int, end: int) -> bool:
    """A rule, a risk, a training topic, a question: nothing that happened."""
    if reading.text[start:end].rstrip(' "”’」)').endswith(("?", "？")):
        return True
    return any(not _posting(reading, a) for a, _ in between(reading.listed("norms"), start, end))


def _posting(reading: Reading, start: int) -> bool:
    """ "paid to protect the dam": a force's post, no rule."""
    if not reading.text.startswith(("protect", "prevent"), start):
        return False
    n = reading.word_at(start)
    return n > 1 and reading.words[n - 1].low == "to" and reading.words[n - 2].low in _POSTED


def _sourced(sentence: str) -> bool:
    return any(not _DATE_ONLY.fullmatch(m[0]) for m in _SOURCE.finditer(sentence))


def _range(reading: Reading, start: int, end: int) -> Span:
    """The words of a stretch of text."""
    if not reading.words:
        return 0, 0
    first = reading.word_at(start)
    if reading.words[first].start < start:
        first += 1
    last = reading.word_at(end - 1) + 1
    return first, max(first, last)


# --- English


def _deeds(reading: Reading, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """Force and deed, as words, where the force is the one that did it."""
    first, last = _range(reading, start, end)
    forces = sorted({*_forces(reading, first, last), *_meant(reading, start, first, last)})
    if not forces:
        return
    words = reading.words
    past = between(reading.hits("past"), first, last)
    for deed in past:
        for force in forces:
            if (_active(reading, force, deed) and not deeds.thing(reading, deed)) or _by(reading, deed, force):
                yield force, deed
    for deed in (*between(reading.hits("rough"), first, last), *between(reading.hits("wrecks"), first, last)):
        for force in forces:
            done = _active(reading, force, deed) and deeds.hurts(reading, deed, last)
            if done or (_by(reading, deed, force) and deeds.suffered(reading, deed, first)):
                yield force, deed
    for deed in between(reading.hits("present"), first, last):
        for force in forces:
            if 0 <= deed[0] - force[1] <= 3 and not _blocked(reading, force[1], deed[0]) and deed not in past:
                plain = all(
                    w.low.endswith("ly") or w.low in ("often", "also", "still", "sometimes", "then", "frequently", "and")
                    for w in words[force[1] : deed[0]]
                )
                if plain:
                    yield force, deed
    yield from _going_on(reading, forces, first, last)
    yield from _as_nouns(reading, forces, first, last)
    yield from deeds.told(reading, forces, first, last)


def _forces(reading: Reading, first: int, last: int) -> list[Span]:
    """Words for a force, and the last word of a guarding firm's name."""
    firms = [
        (n, n + 1)
        for n in range(first + 1, last)
        if reading.words[n].text in _FIRMS
        and reading.words[n - 1].text[:1].isupper()
    ]
    firms += [
        (n, n + 1)
        for n in range(first + 1, last)
        if reading.words[n].low == "men" and reading.words[n - 1].text[:1].isupper() and reading.words[n - 1].text[-2:] in ("'s", "’s")
    ]
    return sorted({*between(reading.hits("forces"), first, last), *firms})


def _meant(reading: Reading, start: int, first: int, last: int) -> list[Span]:
    """Words that stand for the force named just before: "They", "the unit", "his men"."""
    words = reading.words
    groups = [n for n in range(first, last) if words[n].low in _GROUPS and n > first and words[n - 1].low in _POINTERS]
    pronouns = [n for n in range(first, min(last, first + 8)) if words[n].low in ("they", "he", "she", "it") and _subject(reading, first, n)]
    if not groups and not pronouns:
        return []
    at = reading.sentence(start)
    for back in range(at - 1, max(-1, at - 4), -1):
        begins, ends = reading.sentences[back]
        low, high = _range(reading, begins, ends)
        named = _forces(reading, low, high)
        if named:
            subject = named[0][0] - low <= 5 and not any(w.low in ("of", "to", "from", "against", "by", "met") for w in words[low : named[0][0]])
            plural = words[named[0][0]].low not in ("commander", "sergeant", "captain", "colonel")
            close = back == at - 1 and subject and not _others(reading, named[0][1], high)
            chosen = groups + [n for n in pronouns if close and (words[n].low == "they") == plural]
            return [(n, n + 1) for n in sorted(chosen)]
        if not any(words[n].low in ("they", "them", "their", "its", "it", "he") for n in range(low, high)) and back < at - 1:
            break
    return []


def _subject(reading: Reading, first: int, n: int) -> bool:
    """Whether a pronoun opens its sentence, or follows a comma or a place or time that opens it."""
    words = reading.words
    return n == first or words[n - 1].text == "," or words[first].low in ("in", "on", "at", "that", "by", "there", "then", "when", "after", "before", "during", "inside", "from", "later", "once")


def _others(reading: Reading, first: int, last: int) -> bool:
    """Other people in a sentence, whom a "they" of the next could mean."""
    return any(between(reading.hits(name), first, last) for name in ("roles", "kin", "minors", "persons", "community_side"))


def _going_on(reading: Reading, forces: list[Span], first: int, last: int) -> Iterator[tuple[Span, Span]]:
    """ "guards have been beating"."""
    words = reading.words
    for deed in between(reading.hits("progressive"), first, last):
        for force in forces:
            gap = [w.low for w in words[force[1] : deed[0]]]
            if 0 < len(gap) <= 4 and gap[-1] in ("been", "were", "was", "are", "is", "kept") and not _blocked(reading, force[1], deed[0]):
                yield force, deed


def _as_nouns(reading: Reading, forces: list[Span], first: int, last: int) -> Iterator[tuple[Span, Span]]:
    """ "the killing of two miners by police"."""
    words = reading.words
    for deed in between(reading.hits("nouns"), first, last):
        for force in forces:
            gap = [w.low for w in words[deed[1] : force[0]]]
            by = "by" in gap and len(gap) <= 10 and not any(g in ".;:" for g in gap)
            if by and len(gap) - gap.index("by") <= 5 and ("of" in gap or _past_tense(reading, first, last)) and not {"are", "is", "be"}.intersection(gap) and (deed[0] == first or words[deed[0] - 1].low != "no"):
                yield force, deed


def _past_tense(reading: Reading, first: int, last: int) -> bool:
    return any(w.low in ("was", "were", "had", "led", "caused", "followed", "left", "began", "stopped") or (w.text.isdecimal() and len(w.text) == 4) for w in reading.words[first:last])


def _active(reading: Reading, force: Span, deed: Span) -> bool:
    """ "guards beat him": the force before the verb, nobody else between, no passive, no modal."""
    if not 0 <= deed[0] - force[1] <= _REACH:
        return False
    words = reading.words
    gap = words[force[1] : deed[0]]
    lows = [w.low for w in gap]
    if any(w.text in ".;:?!" for w in gap) or _blocked(reading, force[1], deed[0]):
        return False
    before = lows[-1] if lows else ""
    auxiliaries = reading.book.list("en", "auxiliaries")
    tail = [w for w in lows[-4:] if not w.endswith("ly") and w not in ("also", "then", "both", "all")]
    if tail and tail[-1] in auxiliaries:
        return False
    if len(lows) > 1 and "and" in lows[-3:] and any(w in auxiliaries for w in lows) and not _resumes(lows):
        return False
    if before in reading.book.list("en", "adjective_before") and not (before == "who" and _relative(lows)):
        return False
    following = words[deed[1]].low if deed[1] < len(words) else "."
    if following in ("by", "nothing", "nobody") or deeds.kindly(reading, deed):
        return False
    if (
        following in reading.book.list("en", "adjective_after")
        and before not in ("", "have", "had", "has", "who", "and")
        and not before.endswith("ly")
    ):
        return False
    low = words[deed[0]].low
    if (
        deed[1] - deed[0] == 1
        and low in reading.book.list("en", "both_ways")
        and following in _PREPOSITIONS
        and low not in ("shot", "hit", "struck")
        and not _coordinated(reading, deed[1])
    ):
        return False
    if low == "shot" and (following in ("gun", "guns", "by", "and", "in") and before in ("", "the", "a", "were", "was")):
        return before == "" and following == "and"
    return not _other_subject(reading, force[1], deed[0])


def _relative(lows: list[str]) -> bool:
    return lows[-1:] == ["who"] and len(lows) <= 3


def _resumes(lows: list[str]) -> bool:
    return lows[-1] in ("and", "then", "who")


def _coordinated(reading: Reading, at: int) -> bool:
    """ "arrested and beat three men", "beat, kicked and robbed him"."""
    tail = reading.words[at : at + 4]
    past = reading.book.list("en", "past")
    return (
        len(tail) > 1 and tail[0].low in ("and", "or", ",", "but") and any(w.low in past for w in tail[1:3]) and at + 3 < len(reading.words)
    )


def _other_subject(reading: Reading, first: int, last: int) -> bool:
    """Another person between force and verb: "the guard saw villagers attack", "police said a man killed"."""
    words = reading.words
    if any(words[n].low in _MISHAPS and words[n + 1].low in ("that", "which") for n in range(first, last - 1)):
        return True
    for n in range(first, last):
        if words[n].low in ("when", "that", "because", "while", "after", "before", "said", "says", "whom", "where", "as") and any(
            w.low
            in (
                "a",
                "an",
                "the",
                "two",
                "three",
                "four",
                "some",
                "they",
                "he",
                "she",
                "villagers",
                "protesters",
                "men",
                "youths",
                "miners",
                "people",
                "residents",
                "workers",
                "intruders",
                "thieves",
                "robbers",
                "bandits",
                "poachers",
                "raiders",
                "attackers",
                "looters",
                "rioters",
                "settlers",
                "smugglers",
                "strikers",
                "rebels",
                "insurgents",
                "gangs",
                "gangsters",
            )
            for w in words[n + 1 : last]
        ):
            return True
        if (
            words[n].text == ","
            and n + 1 < last
            and any(
                w.low in ("protesters", "villagers", "miners", "residents", "youths", "people", "demonstrators", "intruders")
                for w in words[n + 1 : last]
            )
        ):
            return True
    return False


def _by(reading: Reading, deed: Span, force: Span) -> bool:
    """ "was beaten by two guards": the verb, "by", the force; not "may be arrested by", "to be arrested by"."""
    if not 0 < force[0] - deed[1] <= 12:
        return False
    words = reading.words
    gap = [w.low for w in words[deed[1] : force[0]]]
    if "by" not in gap or any(g in (".", ";", "?", "!", "was", "were", "no") for g in gap) or len(gap) - gap.index("by") > 6:
        return False
    if "and" in gap[gap.index("by") :]:
        return False
    behind = [w.low for w in words[max(0, deed[0] - 5) : deed[0]]]
    if behind[-1:] and behind[-1] in ("person", "persons", "people", "anyone", "anybody", "those", "someone", "individuals", "whoever"):
        return False
    modals = reading.book.list("en", "modals")
    return not (
        "be" in behind
        or (any(w in modals for w in behind) and not ("was" in behind or "were" in behind or "been" in behind))
        or "not" in behind
        or "never" in behind
    )


def _blocked(reading: Reading, first: int, last: int) -> bool:
    """A modal or a "not" close before the verb."""
    modals = reading.book.list("en", "modals")
    near = reading.words[max(first, last - 6) : last]
    told = [w.low for w in near if not w.low.endswith("ly")][-1:]
    if any(w.low in ("after", "when", "because", "while", "before", "that", "as", "since") for w in near):
        told = []
    return any(
        w.low in modals
        and not (w.low == "to" and told == ["had"])
        and not (w.low == "to" and n < len(near) - 1 and near[n + 1].low in ("the", "a", "his", "their"))
        and not (w.low == "to" and 0 < n < len(near) - 1 and near[n + 1].low == near[n - 1].low)
        for n, w in enumerate(near)
    )


def _english(reading: Reading, start: int, end: int) -> Span | None:
    """The first deed told as a fact in a sentence."""
    for force, deed in _deeds(reading, start, end):
        first, last = min(force[0], deed[0]), max(force[1], deed[1])
        if _attributed(reading, start, end, force, deed) or normative(reading, start, end) or _supposed(reading, start, first):
            continue
        if any(a <= reading.words[deed[0]].start < b for a, b in _quotations(reading, start, end)):
            continue
        return reading.words[first].start, reading.words[last - 1].end
    return None


def _quotations(reading: Reading, start: int, end: int) -> list[Span]:
    if not _MARKS.search(reading.text, start, end):
        return []
    low = max(0, start - 1500)
    return [m.span() for m in _QUOTED.finditer(reading.text, low, end + 200) if m.end() - m.start() > 15]


def _supposed(reading: Reading, start: int, deed: int) -> bool:
    """A condition before the deed: "if guards shot somebody"."""
    first, _ = _range(reading, start, start + 1)
    words = reading.words
    return any(
        words[n].low in ("if", "whether", "unless", "suppose", "imagine", "had") and (words[n].low != "had" or n == first)
        for n in range(max(first, deed - 14), deed)
    )


def _attributed(reading: Reading, start: int, end: int, force: Span, deed: Span) -> bool:
    """Somebody's account or a finding that governs the deed."""
    words = reading.words
    first, last = _range(reading, start, end)
    begins, ends = min(force[0], deed[0]), max(force[1], deed[1])
    if any(not _elsewhere(reading, a, b, begins, ends) for a, b in between(reading.hits("hedges"), first, last)):
        return True
    for a, b in between(reading.hits("attributions"), first, last):
        low = words[a].low
        if low == "according":
            if not any(w.low in reading.book.list("en", "not_attribution") for w in words[b : b + 3]):
                return True
        elif a < begins and _left_behind(reading, b, begins):
            continue
        elif a < begins or force[1] <= a < deed[0]:
            if not _about_victim(reading, a, b) and not (
                low in ("said", "heard", "saw", "stated", "told") and a and words[a - 1].low == "who" and a > force[1]
            ):
                return True
        elif low in (
            "said",
            "says",
            "told",
            "stated",
            "recalled",
            "testified",
            "claims",
            "claimed",
            "recounted",
            "alleged",
            "alleges",
            "wrote",
            "reported",
            "complained",
            "explained",
            "described",
            "claim",
            "say",
            "noted",
            "documented",
        ) and _closing(reading, ends, a):
            return True
    finders = between(reading.hits("finders"), first, last)
    if finders:
        for a, b in between(reading.hits("findings"), first, last):
            near = [f for f in finders if 0 <= a - f[1] <= 6 or 0 <= f[0] - a <= 8]
            if any(_finds(reading, f, (a, b)) for f in near):
                return True
    return bool(
        re.search(
            r"\breport(?:s|ed)? to [^.;]{1,40}? that\b|\b(?:was|were|been) (?:later |since |subsequently )?(?:convicted|sentenced|found guilty|disciplined)|pleaded guilty|has been (?:established|confirmed|proven) (?:by|in)|\b(?:did not|didn't|could not|cannot|never) (?:\w+ )?(?:find|establish|conclude|prove|show) that\b|\b[Ii]n (?:the )?\w+[’']s? (?:version|account|telling|recollection)\b",
            reading.text[start:end],
        )
    )


def _left_behind(reading: Reading, b: int, begins: int) -> bool:
    """ "The minister said exports rose; guards beat two men": the account was of something else, and is over."""
    text = reading.text
    low = reading.sentences[reading.sentence(reading.words[b - 1].start)][0]
    if _CONCEDED.match(text[low : reading.words[b - 1].end]) and "," in text[reading.words[b - 1].end : reading.words[begins].start]:
        return True
    turn = _TURN.search(text, reading.words[b - 1].end, reading.words[begins].start)
    if not turn:
        return False
    middle = reading.word_at(turn.start())
    return not any(between(reading.hits(name), b, middle + 1) for name in ("forces", "past", "persons", "roles", "kin", "minors")) and not any(
        w.low in ("they", "he", "she", "them", "him", "we", "us", "i", "me", "following", "that") for w in reading.words[b : middle + 1]
    )


def _elsewhere(reading: Reading, a: int, b: int, begins: int, ends: int) -> bool:
    """Whether a hedge stands in another clause that turns from the deed's: "is reportedly rich, but guards beat him"."""
    words = reading.words
    if not words[a].low.endswith("ly"):
        return False
    if b <= begins:
        gap = reading.text[words[b - 1].end : words[begins].start]
        return bool(_TURN.search(gap)) or bool(_OF_A_PHRASE.match(gap))
    return a >= ends and bool(_TURN.search(reading.text[words[ends - 1].end : words[a].start]))


def _finds(reading: Reading, finder: Span, finding: Span) -> bool:
    """A force or company can admit, not find: "guards found a man and beat him"; "held" needs its "that"."""
    words = reading.words
    low = words[finding[0]].low
    if low in ("held", "holds"):
        return any(w.low == "that" for w in words[finding[1] : finding[1] + 9])
    return low not in _JUDGES_ONLY or words[finder[0]].low not in _ACCUSED


def _about_victim(reading: Reading, a: int, b: int) -> bool:
    """ "reported to the police": a route, no hedge; "accused" before a noun: about the other side."""
    words = reading.words
    if words[a].low in ("reported", "reports", "report", "complained") and b < len(words) and words[b].low == "to":
        tail = [w.low for w in words[b : b + 8]]
        return "that" not in tail and "how" not in tail
    return False


def _closing(reading: Reading, ends: int, at: int) -> bool:
    """ ", two witnesses said": after a comma, by a short subject; not ", who said"."""
    words = reading.words
    for n in range(at - 1, max(ends - 1, at - 9), -1):
        if words[n].low in ("who", "whom", "which", "and", "after", "because"):
            return False
        if words[n].text in ',"”':
            return True
    return False


def _over_hedged(reading: Reading, start: int, end: int) -> Iterator[Harm]:
    """A hedge inside a finding or admission, stacked hedges, a victim doubted."""
    words = reading.words
    first, last = _range(reading, start, end)
    for a, b in between(reading.hits("overhedge"), first, last):
        yield reading.harm("dnh-over-hedge", words[a].start, words[b - 1].end, "a victim is doubted")
    stacked = between(reading.hits("stacked"), first, last)
    if not stacked:
        return
    for (a, b), (c, d) in pairwise(stacked):
        if c - b <= 3:
            yield reading.harm("dnh-over-hedge", words[a].start, words[d - 1].end, "two hedges where one is enough")
            return
    finders = between(reading.hits("finders"), first, last)
    for a, b in between(reading.hits("findings"), first, last):
        hedge = [
            h
            for h in stacked
            if words[h[0]].low in ("allegedly", "alleged", "reportedly", "purportedly", "supposedly") and 0 <= h[0] - b <= 10
        ]
        negated = any(w.low in ("no", "not", "nothing", "never", "neither") for w in words[max(first, a - 3) : b + 3])
        if (
            hedge
            and not negated
            and any(0 <= a - f <= 6 for _, f in finders)
            and not any(w.low in ("whether", "complaint", "complaints", "allegation") for w in words[b : hedge[0][0]])
        ):
            yield reading.harm("dnh-over-hedge", words[a].start, words[hedge[0][1] - 1].end, "a finding told with a hedge")
            return


# --- Chinese


def _chinese(reading: Reading, start: int, end: int) -> Span | None:
    text = _NARROW.sub(lambda m: _WIDE[m[0]], reading.text)
    forces = sorted({*between(reading.found("forces"), start, end), *_meant_chinese(reading, text, start, end)})[:_MOST]
    if not forces or _question(reading.text[start:end]):
        return None
    if _ACCORDING.search(text[start:end]):
        return None
    at = deeds.at_hands(text, start, end, forces)
    if at and not _hedged_chinese(reading, start, end, at[1]) and not _ruled(reading, start, at[0]) and not _REFUSAL.search(text, max(start, at[0] - 8), at[0]) and not any(x <= at[0] < y for x, y in _quotations(reading, start, end)):
        return at
    for a, b in sorted({*between(reading.found("abuse"), start, end), *_everyday(text, forces, end)})[: 2 * _MOST]:
        doers = [f for f in forces if f[1] <= a and a - f[1] <= 30 and text[max(start, f[0] - 1) : f[0]] not in ("向", "朝", "往")]
        if not doers or any(x <= a < y for x, y in _quotations(reading, start, end)):
            continue
        force = doers[-1]
        gap = text[force[1] : a]
        if re.search(r"[被遭挨][^，。]{0,8}\Z|受到[^，。]{0,4}\Z", gap) or _patient(text, force, gap, b):
            continue
        if text[a:b].endswith(("打了", "打到", "打着", "打过", "打在")) and deeds.INNOCENT.match(text, b):
            continue
        if deeds.OWN_OR_PRACTICE.match(text, b):
            continue
        if text[b : b + 1] in ("令", "证", "状") and text[a:b] in ("逮捕", "拘留", "搜查", "传唤"):
            continue
        if (_REFUSAL.search(_WHOM.sub("", re.split("[，；]", gap)[-1])) and not _UNLAWFUL.search(gap + text[a : a + 1])) or re.match(r"[^，。]{0,3}(?:如(?!数|期|愿)|倘|万一|假若|若)", gap) or _ruled(reading, start, a):
            continue
        if _hedged_chinese(reading, start, end, b):
            continue
        return force[0], b
    return None


_STANDS = re.compile(r"(?<![对向把将给使让叫从和与替为是])(?:他们|她们|它们|这些人|那些人|这伙人|这帮人|这群人|该队|该部|该连|该营|该所|该单位|该公司|该分队|该部门|其[手部下]{1,2}的?人?|[它他]手下的?人?|手下|其人员|其队员|其成员|其员工|一伙人|一行人|两人|几人|前者|(?:(?<=[。，；])|(?<=^))(?:他|她|它|其)(?![他它实中次余间后]))")
_WHOM = re.compile(r"[把将向对朝][^，。；]{0,6}[不没未][^，。；]{0,8}的")
_GUARDING = re.compile(r"安保|护卫|保全|卫士|警卫|安防|武装")
_PEOPLE = re.compile(r"村民|矿工|居民|抗议|示威|工人|农民|渔民|家属|小贩|群众|妇女|儿童|学生|记者|证人|投诉|原告|律师|委员|议员|代表")


def _meant_chinese(reading: Reading, text: str, start: int, end: int) -> list[Span]:
    """他们、该队、其 for the force named in the sentence before."""
    found = [m.span() for m in _STANDS.finditer(text, start, end)]
    at = reading.sentence(start)
    for back in range(at - 1, max(-1, at - 3), -1):
        if not found:
            break
        begins, ends = reading.sentences[back]
        named = between(reading.found("forces"), begins, ends) or [m.span() for m in _GUARDING.finditer(text, begins, ends)]
        if named:
            return [] if _PEOPLE.search(text, begins, ends) and text[found[0][0]] != "该" else found
        if _PEOPLE.search(text, begins, ends):
            break
    return []


def _everyday(text: str, forces: list[Span], end: int) -> Iterator[Span]:
    """Violence in everyday verbs after each force's word."""
    for _, after in forces:
        found = deeds.rough(text, after, end)
        if found:
            yield found


def _question(sentence: str) -> bool:
    return sentence.rstrip('”」』） )"').endswith(("？", "?", "吗"))


def _patient(text: str, force: Span, gap: str, after: int) -> bool:
    """The force as the one to whom it was done, or of whom something else is told: 打警察、保安的亲属."""
    if gap.startswith("的") and not re.search(r"[，,]", gap) and not deeds.belongs(gap):
        return "殴打" not in text[after - 3 : after] and len(gap) < 6
    return bool(re.search(r"(?:村民|抗议者|示威者|歹徒|嫌疑人|闯入者|人群|武装分子|盗贼|不明身份者)[^，。]{0,6}\Z", gap)) and not re.search(
        r"[对向将把朝令使]|一名", gap
    )


def _ruled(reading: Reading, start: int, deed: int) -> bool:
    """A rule, a power or a possibility before the deed."""
    norms = [n for n in between(reading.found("norms"), start, deed) if not _UNLAWFUL.match(reading.text, n[0])]
    if norms or re.match(
        r"[^，。；]{0,14}的(?:风险|可能|情形|指控|规定|情况下|准则|做法是否|时候，?应)", reading.text[deed + 1 : deed + 30]
    ):
        return True
    return bool(_NORMAL_YING.search(reading.text, max(start, deed - 20), deed))


def _hedged_chinese(reading: Reading, start: int, end: int, deed: int) -> bool:
    """Somebody's account or a finding; 名称、向警方反映 are none."""
    off = reading.found("not_hedge")
    text = reading.text
    for a, b in between(reading.found("hedges"), start, end):
        if any(x <= a < y or x < b <= y for x, y in off):
            continue
        if a > deed and text[a:b] in _LATER and re.search(r"[，,；;]", text[deed:a]):
            said = re.match(r"[^。；;]*", text[b:end])
            if said and len(said[0]) > 5 and not _SAME_MATTER.search(said[0]):
                continue
        if (
            text[a:b] in ("反映", "告诉", "说", "称", "告知", "投诉说")
            and re.search(r"向[^，。]{1,8}\Z", text[max(start, a - 10) : a])
            and not re.match(r"[，：:称说]|了?[，：:“]|保安|警|矿|其|有", text[b : b + 2])
        ):
            continue
        return True
    return bool(between(reading.found("findings"), start, end)) and not re.search(r"尚未(?:查明|认定)", text[start:end])


def _over_hedged_chinese(reading: Reading, start: int, end: int) -> Iterator[Harm]:
    for a, b in between(reading.found("overhedge"), start, end):
        yield reading.harm("dnh-over-hedge", a, b, "a victim is doubted")
    stacked = between(reading.found("stacked"), start, end)
    for (a, b), (c, d) in pairwise(stacked):
        if c - b <= 2:
            yield reading.harm("dnh-over-hedge", a, d, "two hedges where one is enough")
            return
    findings = [
        f
        for f in between(reading.found("findings"), start, end)
        if reading.text[f[0] : f[1]] in ("认定", "判决", "裁定", "查明", "查实", "证实", "承认", "判定", "判处")
    ]
    for a, b in findings:
        hedge = [h for h in stacked if 0 <= h[0] - b <= 14 and reading.text[h[0] : h[1]] in ("据称", "涉嫌", "疑似", "据说", "据报")]
        if hedge and not _REFUSAL.search(reading.text[max(start, a - 3) : a]):
            yield reading.harm("dnh-over-hedge", a, hedge[0][1], "a finding told with a hedge")
            return
