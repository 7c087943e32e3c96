"""Pitfalls of agreements on security (P01–P22): wording that does harm though every element may be there.

What to look for stands in `models/pitfalls/*.yaml`, in the notation of the cues. A pattern fires in a sentence of its
zone when all its groups stand there and the act is allowed (or forbidden, or either, as `when` says).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from drafter import marked
from drafter.check.duties import Reader
from drafter.check.judge import passage
from drafter.check.marks import Mark, Mismatch, Severity, ordered
from drafter.check.match import Fired, Index, Matches
from drafter.check.text import Text
from drafter.check.zones import OPERATIVE
from drafter.document import Document
from drafter.errors import DrafterError, Problem, allowed
from drafter.library import root
from drafter.library.cues import Group, Pattern

WHEN = ("allowed", "forbidden", "any")
_ZONES: Mapping[str, frozenset[str]] = {
    "operative": OPERATIVE,
    "recital": frozenset({"recital", "opening"}),
    "signing": frozenset({"opening", "signature"}),
    "any": frozenset({"opening", "recital", *OPERATIVE, "definition", "signature"}),
}
_KEYS = (
    "id",
    "rule",
    "severity",
    "titles",
    "why",
    "sources",
    "when",
    "zone",
    "near",
    "patterns",
    "together",
    "without",
    "examples",
    "note",
    "from_parity",
    "in_asides",
)


@dataclass(frozen=True)
class Rule:
    """One way a pitfall is written. `near`: groups but the first may stand in the neighbouring sentences."""

    pattern: Pattern
    when: str = "allowed"
    near: bool = False


@dataclass(frozen=True)
class Pitfall:
    """A pitfall as its file tells it. `together` must stand somewhere in the operative text, `without` must not."""

    id: str
    rule: str
    severity: Severity
    titles: Mapping[str, str]
    zone: str
    rules: Mapping[str, tuple[Rule, ...]]
    together: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    without: Mapping[str, Group] = field(default_factory=dict)
    special: str = ""
    examples: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)


def find(text: Text, mismatches: Sequence[Mismatch] = (), own: str | None = None) -> tuple[Mark, ...]:
    """The pitfalls in a text, with what parity found and what stands in the file beside the text."""
    known = load(own)
    found: list[Mark] = []
    for code in text.lexicons:
        found += _in_language(text, code, known, own)
    for pitfall in known:
        if pitfall.special == "parity":
            found += _differing(pitfall, mismatches)
        elif pitfall.special == "asides":
            found += _named(pitfall, text.document, code="en")
    return ordered(found)


# --- the data


@cache
def load(own: str | None = None) -> tuple[Pitfall, ...]:
    """All pitfalls, an organisation's own over the built-in ones. Raises DrafterError when a file is broken."""
    problems: list[Problem] = []
    found: dict[str, Pitfall] = {}
    overlay = root.overlay(own)
    for folder in (root.built_in(), *((overlay,) if overlay else ())):
        for path in sorted((folder / "models" / "pitfalls").glob("*.yaml")):
            pitfall = _read(path, problems)
            if pitfall is not None:
                found[pitfall.id] = pitfall
    if problems:
        raise DrafterError(problems, next_command="drafter library check")
    return tuple(found.values())


def _read(path: Path, problems: list[Problem]) -> Pitfall | None:
    try:
        file = marked.read(path)
    except DrafterError as error:
        problems.extend(error.problems)
        return None
    data: Any = file.data
    wrong = [key for key in data if key not in _KEYS] if isinstance(data, dict) else ["?"]
    problems += [Problem(str(path), 0, 0, f"unknown key '{key}'", allowed(_KEYS)) for key in wrong]
    if wrong:
        return None
    when = str(data.get("when", "allowed"))
    near = bool(data.get("near"))
    rules = {code: tuple(_rule(entry, when, near) for entry in listed or ()) for code, listed in (data.get("patterns") or {}).items()}
    together = {code: tuple(_pattern(entry) for entry in listed) for code, listed in (data.get("together") or {}).items()}
    without = {code: _group(words) for code, words in (data.get("without") or {}).items()}
    special = "parity" if data.get("from_parity") else "asides" if data.get("in_asides") else ""
    return Pitfall(
        str(data["id"]),
        str(data["rule"]),
        data["severity"],
        data["titles"],
        str(data.get("zone", "operative")),
        rules,
        together,
        without,
        special,
        data.get("examples") or {},
    )


def _group(words: Any) -> Group:
    return tuple(str(w) for w in words or ())


def _pattern(entry: Mapping[str, Any]) -> Pattern:
    return Pattern(tuple(_group(g) for g in entry["all"]), _group(entry.get("not")))


def _rule(entry: Mapping[str, Any], when: str, near: bool) -> Rule:
    return Rule(_pattern(entry), str(entry.get("when", when)), bool(entry.get("near", near)))


# --- matching


@cache
def _index(code: str, own: str | None) -> Index:
    """The phrases of all pitfalls in a language, compiled once."""
    index = Index(code)
    for pitfall in load(own):
        patterns = [r.pattern for r in pitfall.rules.get(code, ())] + list(pitfall.together.get(code, ()))
        for pattern in patterns:
            for words in (*pattern.groups, pattern.off):
                if words:
                    index.group(words)
        if pitfall.without.get(code):
            index.group(pitfall.without[code])
    index.by_role = _roles(index)
    index.compile()
    return index


_GENERAL = {"role:company": frozenset({"company", "公司", "empresa", "société"}), "role:force": frozenset({"police", "警方", "policía"})}


def _roles(index: Index) -> dict[int, tuple[str, ...]]:
    """The groups that name the company or the force in general: there a party's own short name counts, too."""
    found: dict[int, tuple[str, ...]] = {}
    for group, number in index.groups.items():
        roles = tuple(sorted(role for role, words in _GENERAL.items() if words & set(group)))
        if roles:
            found[number] = roles
    return found


def _in_language(text: Text, code: str, known: Sequence[Pitfall], own: str | None) -> Iterator[Mark]:
    index = _index(code, own)
    if not index.phrases or not any(s.language == code for s in text.sentences):
        return
    matches, reader = Matches(text, index), Reader(text)
    for pitfall in known:
        if pitfall.rules.get(code) and _stands(text, matches, pitfall, code):
            yield from _hits(text, matches, reader, pitfall, code)


def _stands(text: Text, matches: Matches, pitfall: Pitfall, code: str) -> bool:
    """Whether the rest of the operative text leaves the pitfall standing."""

    def operative(number: int) -> bool:
        sentence = text.sentences[number]
        return sentence.zone in OPERATIVE and not sentence.title

    if pitfall.without.get(code) and any(operative(n) for n in matches.places(pitfall.without[code])):
        return False
    needed = pitfall.together.get(code, ())
    return not needed or any(operative(f.sentence) for pattern in needed for f in matches.fired(pattern))


def _hits(text: Text, matches: Matches, reader: Reader, pitfall: Pitfall, code: str) -> Iterator[Mark]:
    """One mark a sentence."""
    seen: set[int] = set()
    for rule in pitfall.rules[code]:
        for fired in matches.fired(rule.pattern):
            sentence = text.sentences[fired.sentence]
            if fired.sentence in seen or sentence.title or sentence.zone not in _ZONES[pitfall.zone] or (fired.width and not rule.near):
                continue
            if not _put(reader, text, fired, rule.when):
                continue
            seen.add(fired.sentence)
            found = passage(text, sentence, fired.start, fired.end)
            yield Mark(
                pitfall.rule,
                pitfall.severity,
                found.quote,
                found.start,
                found.end,
                found.place,
                pitfall.titles.get(code, pitfall.titles["en"]),
            )


def _put(reader: Reader, text: Text, fired: Fired, when: str) -> bool:
    """Whether the act is allowed or forbidden, as wanted."""
    if when == "any":
        return True
    duty = reader.read(text.sentences[fired.sentence], fired.anchor, (fired.start, fired.end), fired.phrases)
    off = duty.forbidden or duty.negated or duty.disclaimed
    return off if when == "forbidden" else not off or duty.rescued


# --- from elsewhere


def _differing(pitfall: Pitfall, mismatches: Sequence[Mismatch]) -> Iterator[Mark]:
    """Duties and deadlines that differ between the languages (P19)."""
    for one in mismatches:
        if one.severity == "error" and one.rule in ("duty-differs", "deadline-differs", "paragraph-missing"):
            side = one.a or one.b
            if side is not None:
                yield Mark(
                    pitfall.rule,
                    pitfall.severity,
                    side.quote,
                    side.start,
                    side.end,
                    side.place,
                    f"{pitfall.titles['en']}: {one.rule} {one.detail}".strip(),
                )


_PERSON = re.compile(
    r"\b(?:victim|complainant|witness|survivor|source|informant|whistle-?blower|v[ií]ctima|denunciante|testigo|informante|victime|plaignante?|témoin|"
    r"lanceur d'alerte)\b|受害人|受害者|投诉人|证人|举报人|线人|消息来源",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b[A-ZÀ-Ý][a-zà-ÿ’'-]+(?:\s(?:[A-ZÀ-Ý]\.?|de|del|la|bin|ben|al|el))*\s[A-ZÀ-Ý][a-zà-ÿ’'-]+\b|\+?\d[\d ()-]{7,}\d|[\w.+-]+@[\w-]+\.\w+|"
    r"(?:叫|名叫|是|为|：|:)[\u4e00-\u9fff]{2,3}(?=[，。；、（(,]|$)"
)


def _named(pitfall: Pitfall, document: Document, code: str) -> Iterator[Mark]:
    """Comments, deleted words and file properties that name a victim or a source (P22); the name is masked."""
    asides = [(c.text, c.source, c.start, "comment") for c in document.comments] + [
        (d.text, d.source, d.at, d.kind) for d in document.deleted
    ]
    for words, source, at, kind in asides:
        if _PERSON.search(words) and _NAME.search(words):
            start = max(0, document.locate(source, at)) if source >= 0 else 0
            yield Mark(pitfall.rule, pitfall.severity, _masked(words), start, start, kind, pitfall.titles[code])
    for paragraph in document.paragraphs:
        words = document.words(paragraph).partition(":")[2]
        if paragraph.kind == "metadata" and "://" not in words and _PERSON.search(words) and _NAME.search(words):
            yield Mark(pitfall.rule, pitfall.severity, _masked(words), paragraph.start, paragraph.end, "metadata", pitfall.titles[code])


def _masked(words: str) -> str:
    """The words with every name made unreadable; of the rest at most a line."""
    return re.sub(r"\s+", " ", _NAME.sub(lambda m: re.sub(r"(?<=\w)\w", "*", m[0]), words))[:120]
