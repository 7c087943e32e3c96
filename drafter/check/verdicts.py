"""From requirements to the verdict on an element, with its reasons and proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drafter.check import judge
from drafter.check.duties import Duty, Reader
from drafter.check.findings import Evidence, RequirementFinding, Verdict
from drafter.check.heard import NEAR, Heard
from drafter.check.judge import Judged
from drafter.check.match import Fired, Matches
from drafter.check.text import Sentence, Text
from drafter.library.cues import Cues, Pattern
from drafter.schema import Element, Requirement

_EVIDENCE = 4
_MOST = 0.8
_LOUD = 0.5
"""Certainty from which words that the trained reader hears come near a requirement."""
_FORCELESS = frozenset({"hedged", "permission", "no-obligor"})
_ABOUT = 4
_CLOSE = 4
_RUN = 8
"""Sentences that a place without headings has at most in a report."""
_BESIDE = 1
_SOMETHING = frozenset({"met", "hedged", "blank", "permission", "no-obligor", "wrong-obligor", "negated", "planned", "doubted"})


@dataclass
class Case:
    """All that speaks to one element in one text."""

    text: Text
    reader: Reader
    element: Element
    cues: Mapping[str, Cues]
    matches: Sequence[Matches]
    kind: str
    elsewhere: frozenset[int] = frozenset()
    """Articles whose heading names the topic of some element; those of its own are at home all the same."""
    found: dict[str, list[Judged]] = field(default_factory=dict)
    heard: Heard | None = None
    strays: list[Judged] = field(default_factory=list)
    """Core requirements found only in articles about something else, in sentences that name the topic."""
    _named: dict[int, int] | None = None

    def requirements(self) -> tuple[Requirement, ...]:
        return tuple(r for r in self.element.requirements if not r.kinds or self.kind in r.kinds)

    def look(self) -> None:
        """Judge every requirement wherever its cues fire."""
        for requirement in self.requirements():
            patterns = {code: cues.requirements.get(requirement.id, ()) for code, cues in self.cues.items()}
            heard = self.heard.get(f"{self.element.id}.{requirement.id}") if self.heard is not None else None
            self.found[requirement.id] = judge.best(self.text, self.reader, self.matches, self.element, requirement, patterns, heard)
        self._locate()

    def _locate(self) -> None:
        """Hits count in an article about the topic; others are strays.

        An article is about it when its heading names the topic, or when what stands in it comes to four: a point for each
        requirement, one for a core among them, one for the topic (to more, where the heading names another topic). Where paragraphs have no headings, a sentence that names
        the topic counts.
        """
        sentences, topics = self.text.sentences, self.topics()
        about = set(topics.values())
        titled = {article for number, article in topics.items() if sentences[number].title}
        cores = {r.id for r in self.element.requirements if r.core}
        duties = {r.id for r in self.element.requirements if r.polarity == "duty"}
        crowd: dict[int, set[str]] = {}
        for name, judged in self.found.items():
            for one in judged:
                if one.result != "none":
                    crowd.setdefault(one.sentence.article, set()).add(name)
        homes = titled | {article for article, names in crowd.items()
                          if len(names) + bool(names & cores) + (article in about) >= _ABOUT + (article in self.elsewhere)}
        beside = {number + step for number in topics for step in range(-_BESIDE, _BESIDE + 1)}
        for name, judged in self.found.items():
            spoken = [one for one in judged if one.result != "none"]
            kept = [one for one in spoken if one.fired.heard or one.sentence.article in homes or (not one.sentence.heading and one.sentence.index in beside)]
            kept = _outspoken(kept) if name in duties else kept
            self.found[name] = sorted(kept, key=lambda one: (judge.RANK.index(one.result), one.sentence.article not in titled))
            if name in cores and not self.found[name]:
                self.strays += [one for one in spoken if one.sentence.index in topics and one.result in _SOMETHING][:1]

    def topics(self) -> dict[int, int]:
        """Sentences that name the topic, with their articles."""
        if self._named is None:
            self._named = {number: self.text.sentences[number].article for m in self.matches
                           for number in m.places(self.cues[m.index.code].topic)}
        return self._named

    def touched(self) -> Sentence | None:
        """A sentence of an operative article that its heading, or two sentences of one paragraph, put under the topic: something
        is said of it there, though nothing that is asked. One that names the topic itself comes first."""
        sentences, named = self.text.sentences, self.topics()
        binding = [n for n in named if judge.operative(sentences[n], self.element.id)]
        headed = {sentences[n].article for n in binding if sentences[n].title}
        paragraphs = Counter(sentences[n].paragraph for n in binding if not sentences[n].title)
        about = [s for s in sentences if not s.title and judge.operative(s, self.element.id)
                 and (s.article in headed or paragraphs[s.paragraph] > 1)]
        return min(about, key=lambda s: (s.article not in headed, s.index not in named, s.index), default=None)

    def frames(self, key: str) -> list[tuple[str, Fired]]:
        """The element's weak or contradicting forms that fire in operative text."""
        result = []
        for m in self.matches:
            frames: Mapping[str, tuple[Pattern, ...]] = getattr(self.cues[m.index.code], key)
            for name, patterns in frames.items():
                for pattern in patterns:
                    result += [(name, f) for f in m.fired(pattern) if self._binding(f)]
        return result

    def _binding(self, fired: Fired) -> bool:
        sentence = self.text.sentences[fired.sentence]
        spoken = judge.operative(sentence, self.element.id) or self.element.set != "mou"
        return not fired.width and not sentence.title and spoken \
            and not any(sign in self.text.document.text[fired.start:fired.end] for sign in ";；")

    def contradictions(self) -> list[tuple[str, Fired]]:
        """Contradicting forms that are not themselves negated."""
        topics = self.topics()
        homes = {article for number, article in topics.items() if self.text.sentences[number].title}
        homes |= {one.sentence.article for judged in self.found.values() for one in judged}
        return [(name, fired) for name, fired in self.frames("contradicted")
                if (self.text.sentences[fired.sentence].article in homes or fired.sentence in topics) and self._affirmed(fired)]

    def near(self) -> list[Fired]:
        """Where the trained reader hears words that come near a requirement."""
        said = self.heard or {}
        return [fired for r in self.requirements() for fired in said.get(f"{self.element.id}.{r.id}{NEAR}", ()) if fired.heard >= _LOUD]

    def weaknesses(self) -> list[tuple[str, Fired]]:
        """Weak forms that are not themselves forbidden ("no oral arrangement amends it")."""
        return [(name, fired) for name, fired in self.frames("weak") if self._allowed(fired)]

    def _allowed(self, fired: Fired) -> bool:
        duty = self._duty(fired)
        return duty.spoken or not duty.forbidden or duty.rescued or duty.strength in ("weak", "permission")

    def _affirmed(self, fired: Fired) -> bool:
        duty = self._duty(fired)
        return (duty.spoken or not duty.forbidden) and duty.strength != "weak" and not duty.limited and not duty.undone

    def _duty(self, fired: Fired) -> Duty:
        return self.reader.read(self.text.sentences[fired.sentence], fired.anchor, (fired.start, fired.end), fired.phrases)


def _outspoken(judged: list[Judged]) -> list[Judged]:
    """What a sentence without any modal says gives way to a sentence of the same article that takes the force out of it."""
    weakened = {one.sentence.article for one in judged if one.duty is not None and (one.duty.waived or one.duty.strength == "weak")}
    return [one for one in judged if not (one.result == "met" and one.sentence.article in weakened
                                          and one.duty is not None and one.duty.strength == "plain")]


@dataclass(frozen=True)
class Outcome:
    """The verdict on an element before facts and documents not supplied are looked at."""

    verdict: Verdict
    reasons: tuple[str, ...]
    requirements: tuple[RequirementFinding, ...]
    evidence: tuple[Evidence, ...]


def decide(case: Case, *, rights: bool) -> Outcome:
    """Weigh what was found. `rights`: whether the operative text speaks of rights at all."""
    case.look()
    findings = tuple(_finding(case, r) for r in case.requirements())
    met = [f for f in findings if f.met]
    cores = [f for f in findings if f.core]
    against = case.contradictions()
    lost = [f for f in cores if f.result == "negated" and _topical(case, f.id)]
    weak = case.weaknesses()
    if against or (lost and not met):
        return _contradicted(case, findings, against, lost)
    lacking = [f.id for f in cores if not f.met]
    enough = (_cued(case, met, cores) and _cored(case, cores, len(met)) and len(met) >= case.element.share * len(findings)
              and _together(case, len(findings)))
    spoiled = () if _whole(findings, met, cores) else _spoiled(case, findings, weak)
    if enough and not spoiled and (rights or not case.element.human_rights):
        return Outcome("present", tuple(f"lacks-core:{name}" for name in lacking), findings, _proof(findings))
    some, near = [f for f in findings if f.result in _SOMETHING], case.near()
    touched = case.touched() if case.element.set == "mou" else None
    if some or weak or case.strays or touched is not None or near:
        reasons = _reasons(findings, lacking, spoiled or tuple(dict.fromkeys(name for name, _ in weak)), enough)
        proof = _proof(findings) or tuple(_shown(case, f) for f in [*near, *(f for _, f in weak), *(one.fired for one in case.strays)][:_EVIDENCE])
        return Outcome("weak", reasons, findings, _with(case, proof, touched))
    mentions = [f for f in findings if f.result == "mentioned"]
    return Outcome("missing", ("mentioned-only",) if mentions else (), findings, tuple(f.evidence for f in mentions[:1] if f.evidence))


def _cued(case: Case, met: Sequence[RequirementFinding], cores: Sequence[RequirementFinding]) -> bool:
    """Whether cues found enough by themselves, or two of it where every core requirement is met: what is only heard makes nothing
    present.
    """
    cued = sum(any(one.result == "met" and not one.fired.heard for one in case.found[f.id]) for f in met)
    return cued > 1 and (cued >= case.element.share * len(case.found) or all(f.met for f in cores))


def _whole(findings: Sequence[RequirementFinding], met: Sequence[RequirementFinding], cores: Sequence[RequirementFinding]) -> bool:
    """Whether so much is met, every core among it, that a weak form beside it spoils nothing."""
    return len(met) >= _MOST * len(findings) and all(f.met for f in cores)


def _cored(case: Case, cores: Sequence[RequirementFinding], met: int) -> bool:
    """Whether what an element cannot do without is there, and no part of that in a form that takes its force away: every core ban
    and half of the core requirements, or one of them where most of what is asked is met. In a report, all of them.
    """
    if case.element.set != "mou":
        return all(f.met for f in cores)
    bans = {r.id for r in case.requirements() if r.polarity == "prohibition"}
    there = sum(f.met for f in cores)
    if any(f.result in _FORCELESS for f in cores):
        return False
    most = 5 * met >= 3 * len(case.requirements())
    return all(f.met for f in cores if f.id in bans) and (2 * there >= len(cores) or (there > 0 and most))


def _together(case: Case, asked: int) -> bool:
    """Whether one place says a good part of it, a core requirement among that: what is picked together from all over is chance.

    A place is an article with a heading; without headings, sentences that stand close. In a report one place says every core
    requirement.
    """
    cores = {r.id for r in case.requirements() if r.core}
    spots = sorted({(one.sentence.index, name) for name, judged in case.found.items() for one in judged if one.result == "met"})
    places: dict[tuple[str, int], set[str]] = {}
    last, run, began = -_CLOSE - 1, 0, 0
    for number, name in spots:
        sentence = case.text.sentences[number]
        if sentence.heading:
            place = ("article", sentence.article)
        else:
            if number - last > _CLOSE or (case.element.set != "mou" and number - began > _RUN):
                run, began = run + 1, number
            last, place = number, ("run", run)
        places.setdefault(place, set()).add(name)
    least = max(2.0, case.element.share * asked / 2)
    if case.element.set != "mou":
        return any(cores <= names and len(names) >= least for names in places.values())
    return any(len(names) >= least and (names & cores or not cores) for names in places.values())


def _topical(case: Case, name: str) -> bool:
    """Whether what is negated is the topic itself."""
    first = case.found[name][0]
    return first.sentence.index in case.topics() or bool(first.duty and first.duty.disclaimed)


def _finding(case: Case, requirement: Requirement) -> RequirementFinding:
    found = case.found[requirement.id]
    if not found:
        return RequirementFinding(requirement.id, "none", requirement.core)
    first = found[0]
    return RequirementFinding(requirement.id, first.result, requirement.core,
                              judge.passage(case.text, first.sentence, first.fired.start, first.fired.end),
                              first.result == "met" and first.fired.heard > 0)


def _contradicted(case: Case, findings: tuple[RequirementFinding, ...], against: list[tuple[str, Fired]],
                  lost: list[RequirementFinding]) -> Outcome:
    reasons = tuple(dict.fromkeys([*(name for name, _ in against), *(f"negated:{f.id}" for f in lost)]))
    proof = [_shown(case, f) for _, f in against] + [f.evidence for f in lost if f.evidence]
    return Outcome("contradicted", reasons, findings, tuple(dict.fromkeys(proof))[:_EVIDENCE])


def _shown(case: Case, fired: Fired) -> Evidence:
    sentence: Sentence = case.text.sentences[fired.sentence]
    return judge.passage(case.text, sentence, fired.start, fired.end)


def _spoiled(case: Case, findings: Sequence[RequirementFinding], weak: Sequence[tuple[str, Fired]]) -> tuple[str, ...]:
    """Weak forms that fire in a sentence on which a core requirement rests."""
    rests = {(f.evidence.start, f.evidence.end) for f in findings if f.met and f.core and f.evidence}
    return tuple(dict.fromkeys(name for name, fired in weak
                               if any(a <= fired.anchor[0] < b for a, b in rests)))


def _proof(findings: Sequence[RequirementFinding]) -> tuple[Evidence, ...]:
    """Passages of the requirements found, core ones and those kept first."""
    order = sorted((f for f in findings if f.evidence and f.result not in ("none", "mentioned")),
                   key=lambda f: (not f.met, not f.core))
    return tuple(dict.fromkeys(f.evidence for f in order if f.evidence))[:_EVIDENCE]


def _with(case: Case, proof: tuple[Evidence, ...], touched: Sentence | None) -> tuple[Evidence, ...]:
    """The proof of a weak verdict, after the sentence that is about the topic where the proof stands in other articles."""
    if touched is None or any(judged and judged[0].sentence.article == touched.article for judged in case.found.values()):
        return proof
    about = judge.passage(case.text, touched, touched.start, touched.start + 1)
    return tuple(dict.fromkeys([about, *proof]))[:_EVIDENCE]


def _reasons(findings: Sequence[RequirementFinding], lacking: Sequence[str], weak: Sequence[str], enough: bool) -> tuple[str, ...]:
    results = [f.result for f in findings]
    reasons: list[str] = [r for r in ("doubted", "hedged", "planned", "no-obligor", "wrong-obligor", "permission", "blank", "negated") if r in results]
    reasons += [f"lacks-core:{name}" for name in lacking]
    if not enough and not lacking:
        reasons.append("few-requirements")
    return tuple(dict.fromkeys([*reasons, *(f"weak:{name}" for name in weak)]))
