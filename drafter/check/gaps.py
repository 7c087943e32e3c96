"""The check: which key elements of its kind an agreement holds, weakly holds, contradicts or lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from drafter.check import applies, parsed, references
from drafter.check import judge as judging
from drafter.check import kind as kinds
from drafter.check.duties import Reader
from drafter.check.findings import Checked, ElementFinding, Evidence
from drafter.check.heard import Heard, heard
from drafter.check.match import Index, Matches, compiled
from drafter.check.text import Sentence, Text, Vocabulary, by_headings, by_rows, prepare, vocabulary
from drafter.check.verdicts import Case, Outcome, decide
from drafter.document import Document
from drafter.library.cues import Cues
from drafter.schema import Element, Library

CueSet = Mapping[str, Mapping[str, Cues]]
"""Cues by language and element, as `drafter.library.cues.load` returns them."""
_READY: list[tuple[Any, str, Any]] = []
_KEEP = 16
_OPEN, _PLENTY = ("weak", "missing"), 0.65
"""Verdicts of the cues with which the trained reader is asked; and with a present element of whose requirements less is met."""
_SAID = 0.2
"""Part of what a kind of report asks that must be said before a text is taken for one."""
_LOOSE = 3
"""Sentences with looser words of rights (dignity, abuse) that together count."""
_SHORT = 20
"""Sentences up to which one that speaks of rights is enough; in a longer text it may be a flourish."""
_GUARDS = frozenset({"role:force", "role:private-security"})
_GUARDING = frozenset({"force", "private-security", "ngo"})


def _once(owner: Any, name: str, build: Any) -> Any:
    """What was built for an object before, in this process; the last few are kept."""
    for known, key, value in _READY:
        if known is owner and key == name:
            return value
    value = build()
    _READY.append((owner, name, value))
    del _READY[:-_KEEP]
    return value


def vocabularies(library: Library) -> dict[str, Vocabulary]:
    """The duty words of every language the library knows, compiled once."""
    found: dict[str, Vocabulary] = _once(library, "vocabularies", lambda: {
        code: vocabulary(code, data) for code, data in library.languages.items() if data.get("duty")})
    return found


def index(cues: Mapping[str, Cues], code: str) -> Index:
    """The phrases of a language's cues, compiled once."""
    found: Index = _once(cues, code, lambda: compiled(cues, code))
    return found


def read(document: Document, library: Library, languages: Sequence[str] = (), model: str = "") -> Text:
    """A document as sentences with language, zone, article and place. `model`: a spaCy pipeline that helps in its language."""
    words = vocabularies(library)
    wanted = [code for code in (languages or document.languages) if code in words] or [next(iter(words))]
    own = parsed.load(model) if model else None
    return prepare(document, words, wanted, {own.language: own} if own else {})


def check(document: Document, library: Library, cues: CueSet, kind: str = "", languages: Sequence[str] = ()) -> Checked:
    """Judge every key element of a kind of document. Without a kind the most likely one is taken and said to be guessed.

    `languages` restricts what is read; by default all languages found that the library covers.
    """
    return judge(read(document, library, languages), library, cues, kind)


def judge(text: Text, library: Library, cues: CueSet, kind: str = "") -> Checked:
    """The same on a text that was read before."""
    document = text.document
    if kind in kinds.REPORTS:
        text = by_headings(by_rows(text))
    covered = [code for code in text.lexicons if cues.get(code)]
    matches = [Matches(text, index(cues[code], code)) for code in covered]
    found = kind or detect(text) or kinds.detect(text)
    known = _Known(text, found, matches, cues)
    asked = [e for e in library.elements.values() if e.level.get(found, "not-applicable") != "not-applicable"]
    judged = {e.id: _element(known, e) for e in asked}
    open_ = [e for e in asked if e.set == "mou" and (judged[e.id].verdict in _OPEN or _thin(judged[e.id]))]
    if said := heard(text) if open_ else {}:
        judged |= {e.id: _element(known, e, said) for e in open_}
    elements = tuple(_doubted(one, document) for one in judged.values())
    uncovered = tuple(code for code in document.languages if code not in covered)
    return Checked(found, "given" if kind else "detected", tuple(covered), elements, uncovered, known.instrument, bool(said))


def _thin(found: ElementFinding) -> bool:
    return found.verdict == "present" and sum(r.met for r in found.requirements) < _PLENTY * len(found.requirements)


def detect(text: Text) -> str:
    """The most likely kind of a text by its words: a report where it reads like one, else an agreement; empty for a text that
    is neither by its words.
    """
    return kinds.report(text) or (kinds.detect(text) if kinds.instrument(text) else "")


def closest(text: Text, library: Library, cues: CueSet) -> str:
    """The kind of report of whose own elements most is said in a text; empty where hardly anything is."""
    matches = [Matches(text, index(cues[code], code)) for code in text.lexicons if cues.get(code)]
    said: dict[str, list[float]] = {}
    for element in library.elements.values():
        own = [kind for kind in kinds.REPORTS[:-1] if element.level.get(kind) == "required"]
        if len(own) == 1:
            fired = [any(next(m.fired(p), None) for m in matches if element.id in cues[m.index.code]
                         for p in cues[m.index.code][element.id].requirements.get(r.id, ())) for r in element.requirements]
            said.setdefault(own[0], []).append(sum(fired) / len(fired))
    best = max(said, key=lambda kind: sum(said[kind]) / len(said[kind]), default="")
    return best if best and sum(said[best]) / len(said[best]) >= _SAID else ""


class _Known:
    """What is known of the whole text before single elements are judged."""

    def __init__(self, text: Text, kind: str, matches: Sequence[Matches], cues: CueSet) -> None:
        self.text, self.kind, self.matches, self.cues = text, kind, matches, cues
        self.reader = Reader(text)
        self.instrument = kind in kinds.REPORTS or kinds.instrument(text)
        self.elsewhere = frozenset(text.sentences[n].article for m in matches for one in cues[m.index.code].values()
                                   for n in m.places(one.topic) if text.sentences[n].title)
        self.none = applies.express_none(text)
        self.no_equipment = self.none or applies.express_none(text, equipment=True)
        self.facts = applies.facts(text, self.none)
        bound = [s for s in text.sentences if s.zone in ("operative", "schedule") and not s.title]
        found = [{h.kind for h in text.hits(s)} for s in bound]
        party = bool(set(text.names.values()) & _GUARDING)
        spoken = sum("rights" in kinds for kinds in found)
        said = spoken > 1 or (spoken == 1 and (party or len(found) <= _SHORT))
        self.rights = said or sum("rights_weak" in kinds for kinds in found) >= _LOOSE
        guarded = sum("security" in kinds for kinds in found) + 2 * sum("rights" in kinds for kinds in found)
        guards = sum(bool(kinds & _GUARDS) for kinds in found)
        self.named = any(h.kind == "principles" for s in text.sentences for h in text.hits(s))
        self.security = self.named or party or guarded * 8 >= len(found) or guards * 4 >= len(found)


def _element(known: _Known, element: Element, said: Heard | None = None) -> ElementFinding:
    cues = {m.index.code: known.cues[m.index.code][element.id] for m in known.matches if element.id in known.cues[m.index.code]}
    applied, reason = applies.applies(element, known.facts)
    none = known.no_equipment if element.group == "equipment" else known.none
    if none is not None and "express-none" in element.satisfied_by:
        outcome = _none(known.text, none)
    elif not cues:
        outcome = Outcome("not-assessed", ("no-cues",), (), ())
    else:
        case = Case(known.text, known.reader, element, cues, [m for m in known.matches if m.index.code in cues], known.kind, known.elsewhere,
                    heard=said)
        outcome = _gated(known, element, references.weigh(case, decide(case, rights=known.rights or element.set != "mou")))
    language = next(iter(known.text.lexicons))
    return ElementFinding(element.id, element.names.get(language, element.names["en"]), element.level[known.kind], element.severity,
                          applied, reason, outcome.verdict, outcome.reasons, outcome.requirements, outcome.evidence,
                          tuple(s.id for s in element.sources))


def _doubted(element: ElementFinding, document: Document) -> ElementFinding:
    """Nothing is missing that could stand where nothing could be read."""
    if element.verdict != "missing" or not document.unread:
        return element
    foreign = all(u.code == "language-not-covered" for u in document.unread)
    return replace(element, verdict="not-assessed", reasons=("language-not-covered" if foreign else "unread",))


def _gated(known: _Known, element: Element, outcome: Outcome) -> Outcome:
    """A text that binds nobody, or speaks of neither rights nor security, guards nobody: words alike in it prove nothing."""
    if element.set != "mou":
        return outcome
    if not known.instrument and outcome.verdict not in ("missing", "not-assessed"):
        return replace(outcome, verdict="missing", reasons=("mentioned-only",))
    if not element.human_rights or outcome.verdict in ("missing", "not-assessed") or (known.rights and known.security):
        return outcome
    core = any(r.core and r.met for r in outcome.requirements)
    if known.security and (core or known.named or outcome.verdict == "contradicted"):
        return replace(outcome, verdict="weak") if outcome.verdict == "present" and not core else outcome
    return replace(outcome, verdict="missing", reasons=("mentioned-only",))


def _none(text: Text, sentence: Sentence) -> Outcome:
    evidence: Evidence = judging.passage(text, sentence, sentence.start, sentence.start + 1)
    return Outcome("present", ("express-none",), (), (evidence,))
