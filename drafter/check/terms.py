"""Names and defined terms: parties named in other ways, terms defined and not used, terms used and not defined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.check.marks import Mark, Severity
from drafter.check.text import Sentence, Text

_DEFINED = {
    "en": re.compile(
        r"[“\"](?P<t>[A-Z][\w’' -]{2,40}?)[”\"]\s*(?:\([^)]{0,30}\)\s*)?(?:means?|includes?|shall mean|is defined|refers to)\b|"
        r"\(\s?(?:the\s|each an?\s|collectively,?\s(?:the\s)?)?[“\"](?P<b>[A-Z][\w’' -]{2,40}?)[”\"]\s?\)|"
        r"hereinafter\s(?:called|referred to as)?\s?(?:the\s)?[“\"](?P<h>[A-Z][\w’' -]{2,40}?)[”\"]"
    ),
    "zh": re.compile(
        r"[“\"](?P<t>[\u4e00-\u9fff]{2,14})[”\"]\s*[，,：:]?\s*(?:是指|系指|指的是|指|包括)|(?:以下简称|下称|以下称|合称|简称)(?:为)?[“\"](?P<b>[\u4e00-\u9fff]{2,14})[”\"]"
    ),
    "es": re.compile(
        r"[«“\"](?P<t>[\wÀ-ÿ’' -]{3,40}?)[»”\"]\s*:?\s*(?:significa|es\s|se entiende|comprende)|(?:en adelante|denominad[oa])[^.;«“\"]{0,24}[«“\"](?P<b>[\wÀ-ÿ’' -]{2,40}?)[»”\"]"
    ),
    "fr": re.compile(
        r"[«“\"]\s?(?P<t>[\wÀ-ÿ’' -]{3,40}?)\s?[»”\"]\s*:?\s*(?:désigne|signifie|s'entend|tout|toute)|(?:ci-après|dénommée?)[^.;«“\"]{0,24}[«“\"]\s?(?P<b>[\wÀ-ÿ’' -]{2,40}?)\s?[»”\"]"
    ),
}
_CAPITALS = re.compile(r"(?<![.!?:;•”\"(] )(?<=[a-z,] )(?:[A-Z][a-z]{2,}(?:-[A-Z]?[a-z]+)?)(?:\s(?:[A-Z][a-z]{2,}(?:-[a-z]+)?)){0,3}")
_COMMON = frozenset(
    [
        "Agreement",
        "Agreements",
        "Memorandum",
        "Understanding",
        "Contract",
        "Article",
        "Articles",
        "Annex",
        "Annexes",
        "Schedule",
        "Section",
        "Clause",
        "Party",
        "Parties",
        "State",
        "States",
        "Government",
        "Ministry",
        "Minister",
        "Police",
        "Army",
        "Navy",
        "Force",
        "Forces",
        "Company",
        "Court",
        "President",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "English",
        "French",
        "Spanish",
        "Chinese",
        "United",
        "Nations",
        "Voluntary",
        "Principles",
        "Human",
        "Rights",
        "International",
        "Manager",
        "Commander",
        "General",
        "Director",
        "Prosecutor",
        "Ombudsman",
        "Leader",
        "Officer",
        "Secretary",
        "Gendarmerie",
        "Room",
        "Community",
        "Commission",
        "Union",
        "Chief",
        "Supervisor",
        "Law",
        "Act",
        "Code",
        "Constitution",
        "Convention",
        "Appendix",
        "Part",
        "Protocol",
    ]
)
_LETTERS = ("甲方", "乙方", "丙方", "丁方")
_LEAST_USES = 3


def find(text: Text) -> Iterator[Mark]:
    """Everything on names and terms."""
    for code in text.lexicons:
        sentences = [s for s in text.sentences if s.language == code]
        if sentences and code in _DEFINED:
            defined = _defined(text, sentences, code)
            yield from _unused(text, sentences, defined, code)
            if code == "en" and len(defined) >= 3:
                yield from _undefined(text, sentences, defined)
            yield from _drift(text, sentences, code)


def _mark(text: Text, sentence: Sentence, rule: str, severity: Severity, start: int, end: int, detail: str) -> Mark:
    low, high = sentence.start + start, sentence.start + end
    return Mark(rule, severity, text.document.text[low:high], low, high, sentence.place, detail)


def _defined(text: Text, sentences: list[Sentence], code: str) -> dict[str, tuple[Sentence, int, int]]:
    """Defined terms and where they are defined."""
    found: dict[str, tuple[Sentence, int, int]] = {}
    for sentence in sentences:
        for match in _DEFINED[code].finditer(text.words(sentence)):
            name = next(n for n in match.groupdict() if match[n])
            found.setdefault(match[name].strip(), (sentence, *match.span(name)))
    return found


def _uses(text: Text, sentences: list[Sentence], term: str, code: str) -> int:
    """How often a term stands in the text, its definition included."""
    form = re.escape(term) if code == "zh" else rf"(?<!\w){re.escape(term.rstrip('s'))}(?:s|es|ies)?(?!\w)"
    return sum(len(re.findall(form, text.words(s), re.IGNORECASE)) for s in sentences)


def _unused(text: Text, sentences: list[Sentence], defined: dict[str, tuple[Sentence, int, int]], code: str) -> Iterator[Mark]:
    for term, (sentence, start, end) in defined.items():
        article = re.sub(r"^(?:the|la|el|los|las|le|les|l')\s*", "", term, flags=re.IGNORECASE)
        if _uses(text, sentences, article, code) <= 1 and not _split(text, sentences, article, code):
            yield _mark(text, sentence, "defined-term-unused", "info", start, end, f"“{term}” is defined and not used")


def _split(text: Text, sentences: list[Sentence], term: str, code: str) -> bool:
    """Whether the head of a longer term is used alone, or in another form."""
    if code == "zh":
        return False
    head = max(term.split(), key=len, default="")
    return (len(term.split()) > 1 and _uses(text, sentences, head, code) > 2) or (
        term.endswith(("y", "ies")) and _uses(text, sentences, term[:-3], code) > 1
    )


def _undefined(text: Text, sentences: list[Sentence], defined: dict[str, tuple[Sentence, int, int]]) -> Iterator[Mark]:
    """Words written with capitals like a defined term, with an article before them, that nothing defines."""
    known = {w.lower().rstrip("s") for term in defined for w in term.split()} | {
        w.lower().rstrip("s") for name in text.names for w in name.split()
    }
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Sentence, int, int]] = {}
    named = " ".join(text.words(s) for s in sentences if s.title or s.zone in ("opening", "recital", "signature")).lower()
    for sentence in sentences:
        if sentence.title or sentence.zone not in ("operative", "schedule"):
            continue
        words = text.words(sentence)
        for match in _CAPITALS.finditer(words):
            if not re.search(r"\b(?:the|an?|any|each|every|such)\s$", words[: match.start()]) or "-" in match[0]:
                continue
            parts = match[0].split()
            if len(parts) < 2 or any(p in _COMMON or p.lower().rstrip("s") in known for p in parts) or match[0].lower() in named:
                continue
            counts[match[0]] += 1
            first.setdefault(match[0], (sentence, *match.span()))
    for term, count in counts.items():
        if count >= _LEAST_USES:
            yield _mark(text, *_with(first[term]), f"“{term}” is written like a defined term ({count} times) and not defined")


def _with(where: tuple[Sentence, int, int]) -> tuple[Sentence, str, Severity, int, int]:
    return where[0], "term-undefined", "info", where[1], where[2]


# --- party names


def _drift(text: Text, sentences: list[Sentence], code: str) -> Iterator[Mark]:
    if code == "zh":
        yield from _letters(text, sentences)
    elif code in ("en", "es", "fr"):
        yield from _misspelt(text, sentences)


def _letters(text: Text, sentences: list[Sentence]) -> Iterator[Mark]:
    """丙方 where only 甲方 and 乙方 are parties; 甲方 where the parties have other names."""
    whole = text.document.text
    introduced = {
        p
        for p in _LETTERS
        if re.search(rf"{p}\s?(?:[（(][^）)]{{1,30}}[）)])?\s?[：:]|[（(“\"]\s?(?:以下简称)?[“\"]?{p}|(?:为|称|简称)[“\"]?{p}|{p}为", whole)
    }
    used = {p for p in _LETTERS if p in whole}
    if not used - introduced or not (introduced or text.names) or (used - introduced == used and not text.names):
        return
    for party in sorted(used - introduced):
        sentence = next((s for s in sentences if party in text.words(s)), None)
        if sentence is not None:
            start = text.words(sentence).index(party)
            yield _mark(text, sentence, "party-name-drift", "warning", start, start + len(party), f"{party} is nobody's name in this text")


def _misspelt(text: Text, sentences: list[Sentence]) -> Iterator[Mark]:
    """A word with a capital that is one letter away from a party's name and stands once or twice."""
    names = {w for name in text.names for w in name.split() if len(w) >= 6 and w[:1].isupper()}
    if not names:
        return
    counts = Counter(w for s in sentences for w in re.findall(r"\b[A-ZÀ-Ý][\wÀ-ÿ]{4,}\b", text.words(s)))
    lowers = {w for s in sentences for w in re.findall(r"\b[a-zà-ÿ]{5,}\b", text.words(s))}
    for word, count in counts.items():
        near = next((n for n in names if word not in names and _one_off(word.lower(), n.lower())), None)
        if near is None or count > 2 or counts[near] < 4 or word.lower() in lowers or word.isupper() != near.isupper():
            continue
        sentence = next(s for s in sentences if re.search(rf"\b{word}\b", text.words(s)))
        start = text.words(sentence).index(word)
        yield _mark(text, sentence, "party-name-drift", "warning", start, start + len(word), f"“{word}”: meant is probably “{near}”")


def _one_off(a: str, b: str) -> bool:
    """Whether one letter was changed, left out, added, or two were swapped; not a plural."""
    if a == b or a.rstrip("s") == b.rstrip("s") or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        return (len(wrong) == 1 and wrong[0] < len(a) - 2) or (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
    short, long = sorted((a, b), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long) - 1))
