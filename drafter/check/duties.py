"""What a sentence makes of an act: duty, wish, permission or ban; hedged or not; and whose duty it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from drafter.check.language import Hit, plain
from drafter.check.match import Where
from drafter.check.text import Sentence, Text, Vocabulary

Strength = Literal["strong", "weak", "permission", "plain"]
_MODAL = frozenset({"strong", "weak", "permission"})
_VERBAL = (*_MODAL, "waives")
"""What may stand before a verb: a modal, or words that take its duty away ("need not", 无须)."""
_NEAR = {"zh": (16, 12)}
_ALLOWS = ("允许", "准许", "许可")
"""Verbs that give leave by themselves, but are the act of a duty after 应当."""
_FORCE = ("strong", "permission", "weak", "waives")
_TOUCH = 2
"""Words (Chinese: characters) that may stand between modals that are one."""
_SEGMENT = re.compile(r"[;；]")
_AND = re.compile(r"\band\b|\by\b|\bet\b|和|与|及|、|,")
_COORDINATED = re.compile(r",|\b(?:and|or|but|y|o|pero|et|ou|mais)\b")
_NEW_VERB = re.compile(r"(?:,|，)\s*(?:and|or|but|y|o|pero|et|ou|mais)\s*$")
"""What stands before the modal of another verb: "are binding, and may be enforced"."""
_BRACKETS = re.compile(r"[(（][^()（）]{2,80}[)）]")
_CLAUSE = re.compile(r"[,，;；:：。(（]")
_SHARED = re.compile(r"\s+(?:shall|must|will|may)\s(?:not\s)?\w+(?:\s\w+)?,\s(?:and|or|nor)\s(?:the\s)?$")
"""What stands between two subjects of one object: the Company shall not supply, and the Army shall not fit, …"""
_ENSURES = re.compile(
    r"\b(?:ensure|require|procure|see to it|instruct|oblige|asegurar|exigir|garantizar|velar|veiller|exiger|garantir)\w*|确保|要求|保证|督促|责成"
)
_LIMIT = re.compile(r"\b(?:not|no|never|ni|ne|n)\b[^.;]{0,40}?\b(?:more|greater|longer|larger|further|beyond|in excess of|más|mayor|plus|davantage)\b"
                    r"[^.;]{0,50}?\b(?:than|what|of|que|de lo|de)\b")
_POST = re.compile(r"(?:主任|主管|部长|局长|司长|处长|科长|秘书|专员|负责人|代表|官员|长官|督察|机构|机关|部门|委员会|秘书处|岗位)$")
"""A Chinese subject that names a post nobody has given a role: it is somebody, though not known who."""
_DETERMINERS = r"(?:the|any|each|every|its|his|their|said|la|el|los|las|su|sus|le|les|l'|sa|son|ses|leur|un|une|una|a|an|d')"


@dataclass(frozen=True)
class Duty:
    """How an act is put. `roles`: whose act it is, empty when nobody is named; `agentless`: a passive without agent;
    `spoken`: the phrases found hold the negation themselves; `limited`: allowed only under a condition; `undone`: a ban of
    hindering, or a case that is dealt with ("where access is refused, … shall"); `opens`: a disclaimer heads the sentence;
    `waived`: the modal itself disclaims ("shall not be required to")."""

    strength: Strength
    hedge: str = ""
    negated: bool = False
    rescued: bool = False
    forbidden: bool = False
    spoken: bool = False
    disclaimed: bool = False
    excepted: bool = False
    roles: frozenset[str] = frozenset()
    agentless: bool = False
    limited: bool = False
    undone: bool = False
    opens: bool = False
    waived: bool = False


class Reader:
    """Reads duties in the sentences of one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._seen: dict[int, tuple[str, str, list[Hit], list[Hit], list[int]]] = {}

    def sentence(self, sentence: Sentence) -> tuple[str, str, list[Hit], list[Hit], list[int]]:
        """Words, plain words, hits, roles and semicolons of a sentence, looked up once."""
        found = self._seen.get(sentence.index)
        if found is None:
            words, hits = self.text.words(sentence), self.text.hits(sentence)
            roles = [h for h in hits if h.kind.startswith("role:")]
            roles = [h for h in roles if not _covered(h, roles)]
            found = self._seen[sentence.index] = (words, plain(words), hits, roles, [m.start() for m in _SEGMENT.finditer(words)])
        return found

    def read(self, sentence: Sentence, anchor: Where, span: Where, phrases: Sequence[Where]) -> Duty:
        """The duty over `anchor` (offsets of the document's text) in a sentence."""
        view = _View(self, sentence, anchor, span, phrases)
        modal = view.modal()
        lead = self.text.sentences[sentence.lead] if sentence.lead >= 0 else None
        inherited = _last_modal(self.text, lead) if modal is None and lead is not None else None
        governing = modal or inherited
        if governing is not None and governing.kind == "waives":
            roles, agentless = self._obligor(view, modal, sentence, lead)
            return Duty("permission", negated=True, disclaimed=True, waived=True, roles=roles, agentless=agentless)
        strength: Strength = governing.kind if governing else "plain"  # type: ignore[assignment]
        negators = view.negators(modal)
        spoken = view.inside("negators", "forbid", "disclaim")
        forbidden = (
            bool(negators) or spoken or view.forbidding() or (lead is not None and self._bans(lead)) or (modal is None and view.denied())
        )
        if strength == "permission" and not negators and not view.has("restrictive"):
            forbidden = forbidden and view.banned_beside(modal)
        elif strength == "permission":
            strength = "strong"
        roles, agentless = self._obligor(view, modal, sentence, lead)
        negated = any(not _within(n, view.phrases) and (modal or n.start >= view.clause()) for n in negators)
        rescued = negated and (view.has("unless") or view.has("spares") or view.limits())
        limited = governing is not None and governing.kind == "permission" and view.has("restrictive")
        return Duty(
            strength,
            view.hedge(modal),
            negated,
            rescued,
            forbidden,
            spoken,
            view.disclaimed(),
            view.has("exceptions", after=True),
            roles,
            agentless,
            limited,
            view.undone(),
            view.opens(),
            view.waived(modal),
        )

    def _bans(self, lead: Sentence) -> bool:
        hits = self.text.hits(lead)
        return any(h.kind in ("negators", "forbid") for h in hits) and not any(h.kind == "disclaim" for h in hits)

    def _obligor(self, view: _View, modal: Hit | None, sentence: Sentence, lead: Sentence | None) -> tuple[frozenset[str], bool]:
        read = self._parsed(view, sentence)
        if read is not None:
            return read
        agents = view.agents()
        if agents:
            return agents, False
        passive = view.passive(modal)
        subject = frozenset() if passive else view.subject(modal)
        if subject or passive:
            return subject, passive
        if lead is not None:
            whole = _View(self, lead, (lead.end, lead.end), (lead.end, lead.end), ())
            return whole.subject(None), False
        before = self.text.sentences[sentence.index - 1] if sentence.index else None
        if before is not None and before.article == sentence.article and before.language == sentence.language and view.pronoun():
            whole = _View(self, before, (before.end, before.end), (before.end, before.end), ())
            return whole.subject(_last_modal(self.text, before)), False
        return frozenset(), False


    def _parsed(self, view: _View, sentence: Sentence) -> tuple[frozenset[str], bool] | None:
        """Whose act it is as a parser reads it; None where there is no parser or no role in what it finds."""
        parser = self.text.parsers.get(sentence.language)
        found = parser.subject(view.words, view.anchor[0]) if parser else None
        if found is None:
            return None
        low, high = found.agent or found.place
        roles = frozenset(h.kind[5:] for h in view.roles() if low <= h.start and h.end <= high)
        if found.passive and not found.agent:
            return None
        return (roles, False) if roles else None


def _last_modal(text: Text, sentence: Sentence) -> Hit | None:
    found = [h for h in text.hits(sentence) if h.kind in _VERBAL]
    return found[-1] if found else None


def _within(hit: Hit, phrases: Iterable[Where]) -> bool:
    return any(a <= hit.start and hit.end <= b for a, b in phrases)


class _View:
    """One sentence around one anchor; offsets count in the sentence."""

    def __init__(self, reader: Reader, sentence: Sentence, anchor: Where, span: Where, phrases: Sequence[Where]) -> None:
        self.words, self.low, self.hits, self.named, cuts = reader.sentence(sentence)
        self.code = sentence.language
        self.vocabulary: Vocabulary = reader.text.vocabularies[self.code]
        at = sentence.start
        self.anchor = (anchor[0] - at, anchor[1] - at)
        self.span = (span[0] - at, span[1] - at)
        self.phrases = tuple((a - at, b - at) for a, b in phrases)
        self.start = max((c for c in cuts if c < self.anchor[0]), default=0)
        self.end = min((c for c in cuts if c >= self.anchor[0]), default=len(self.words))
        self.near = _NEAR.get(self.code, (50, 40))
        self._found: list[Hit] | None = None

    def of(self, *kinds: str, whole: bool = False) -> list[Hit]:
        return [h for h in self.hits if h.kind in kinds and (whole or (h.start >= self.start and h.end <= self.end))]

    def modal(self) -> Hit | None:
        """The modal that governs the anchor: the last before it, else the first after it, else one carried over."""
        governing = self._governing()
        return self._chained(governing) if governing else None

    def _modals(self) -> list[Hit]:
        if self._found is None:
            self._found = [m for m in self.of(*_VERBAL, whole=True) if not self._no_modal(m)]
        return self._found

    def _chained(self, governing: Hit) -> Hit:
        """Modals that touch are one, with the force of the weakest: "shall endeavour to", 可以确保."""
        chain = [governing]
        for other in self._modals():
            if other.start >= chain[-1].end and self._touching(self.low[chain[-1].end : other.start]):
                chain.append(other)
        for other in reversed(self._modals()):
            if other.end <= chain[0].start and self._touching(self.low[other.end : chain[0].start]):
                chain.insert(0, other)
        weakest = max(chain, key=lambda m: _FORCE.index(m.kind))
        return Hit(weakest.kind, chain[0].start, chain[-1].end, weakest.phrase)

    def _touching(self, between: str) -> bool:
        if self.code == "zh":
            return len(between) <= _TOUCH and not _CLAUSE.search(between)
        return len(between.split()) <= _TOUCH and not re.search(r"[^\w\s'-]", between)

    def _governing(self) -> Hit | None:
        found = self._modals()
        inside = [m for m in found if m.start >= self.start and m.end <= self.end]
        before = [m for m in inside if m.start <= self.anchor[1]]
        if before:
            return max(before, key=lambda m: (m.start, m.end))
        if inside and not _NEW_VERB.search(self.low[self.anchor[1] : inside[0].start]):
            return inside[0]
        carried = [m for m in found if m.start < self.start]
        return carried[-1] if carried else None

    def _no_modal(self, hit: Hit) -> bool:
        if hit.kind == "waives":
            return _within(hit, self.phrases)
        if hit.phrase in _ALLOWS and any(0 <= hit.start - h.end <= _TOUCH for h in self.of("strong", whole=True)):
            return True
        if hit.phrase == "may" and self.words[hit.start] == "M" and hit.start:
            return True
        if hit.phrase == "should" and hit.start <= self.start + 1:
            return True
        if hit.kind == "weak" and (self._supposed(hit) or any(a < hit.end and hit.start < b for a, b in self.phrases)):
            return True
        return self._word_before(hit.start) in self.vocabulary.relative

    def _supposed(self, hit: Hit) -> bool:
        """Whether a weak word only supposes: "ought to have known", "where this would endanger life"."""
        if self.code != "en" or hit.phrase.partition(" ")[0] not in ("would", "might", "should", "ought"):
            return False
        if re.match(r"\s*(?:not\s+)?have\s", self.low[hit.end : hit.end + 12]):
            return True
        clause = re.split(r"[,;:(]", self.low[self.start : hit.start])[-1]
        return hit.phrase in ("would", "might") and any(
            w in self.vocabulary.subordinators or w in self.vocabulary.relative for w in re.findall(r"[a-z]+", clause)
        )

    def _word_before(self, at: int) -> str:
        match = re.search(r"([^\W_]+['’]?)\s*$", self.low[max(0, at - 20) : at])
        return match[1] if match else ""

    def negators(self, modal: Hit | None) -> list[Hit]:
        """Negations that govern the anchor: around its modal, between the two, or over the subject."""
        found = [n for n in self.of("negators") if not self._attributive(n) and not self._aside(n)]
        if modal is None or modal.start < self.start:
            low = max(self.start, self.anchor[0] - (30 if self.code == "zh" else 90))
            return [n for n in found if low <= n.start <= self.anchor[1]]
        low = min(modal.start, self.anchor[0]) - (3 if self.code == "zh" else 14)
        high = max(modal.end + (4 if self.code == "zh" else 22), self.anchor[1])
        governing = [n for n in found if low <= n.start <= high and self._same_verb(n, modal)]
        clause = max((m.end() for m in _CLAUSE.finditer(self.words, 0, modal.start)), default=0)
        subject = [n for n in found if n.start <= clause + 6 and clause <= n.start < modal.start and n not in governing]
        return governing + subject

    def _same_verb(self, negator: Hit, modal: Hit) -> bool:
        """Whether a negation belongs to the anchor's verb: it stands at its modal, or no other verb comes between the two.

        "They may assess risks, use no child and hand over prisoners" bans the middle one alone.
        """
        if negator.start <= modal.end + 2 or self.code == "zh":
            return negator.start <= self.anchor[1] or not self._modal_between(self.anchor[1], negator.start, modal)
        low, high = sorted((negator.start, self.anchor[0]))
        return not _COORDINATED.search(self.low[low:high]) and not self._modal_between(low, high, modal)

    def _modal_between(self, low: int, high: int, own: Hit | None) -> bool:
        """Whether another modal than the anchor's own stands between two places."""
        return any(low < m.start < high and not (own and own.start <= m.start < own.end) for m in self._modals())

    def _aside(self, hit: Hit) -> bool:
        """Whether a word stands in brackets that the anchor does not stand in: "Annex 2 (without blanks) is part of …"."""
        return any(m.start() < hit.start < m.end() and not m.start() < self.anchor[0] < m.end() for m in _BRACKETS.finditer(self.words))

    def limits(self) -> bool:
        """Whether the negation only sets a limit: no more force than is strictly necessary."""
        return bool(_LIMIT.search(self.low[self.start:self.end]))

    def undone(self) -> bool:
        """Whether hindering is banned, or the act is only a case that another duty deals with (拒绝查阅的，应当书面说明)."""
        low, _high = self.span
        bans = [h for h in self.of("negators", "forbid") if h.start <= low + 2]
        if bans and any(bans[0].end <= h.start and not _within(h, self.phrases[:1]) for h in self.of("spares")):
            return True
        case = self.low.find("的，", self.anchor[0]) if self.code == "zh" else -1
        between = self.low[self.anchor[1] : case] if case >= 0 else "，"
        return not re.search(r"[，。；]", between) and any(m.start > case for m in self.of("strong"))

    def denied(self) -> bool:
        """Whether a sentence without modal denies what it tells: "no immunity applies", 任何命令均不构成理由."""
        return any(
            self.span[0] <= n.start and n.end <= self.span[1] + 2 and not self._attributive(n) for n in self.of("negators", "disclaim")
        )

    def _attributive(self, hit: Hit) -> bool:
        """Whether a Chinese negation only describes a noun or a condition: 不使用实弹的演练, 在不暴露来源的前提下."""
        if self.code != "zh" or hit.phrase not in ("不", "没有"):
            return False
        match = re.match(r"[^，。；：、]{1,14}?(?:的(?!，)|情况下|前提下)", self.low[hit.end :])
        return bool(match) and hit.end + match.end() <= self.anchor[1]  # type: ignore[union-attr]

    def clause(self) -> int:
        """Where the clause of the anchor begins."""
        return max((m.end() for m in _CLAUSE.finditer(self.words, 0, self.anchor[0])), default=0)

    def forbidding(self) -> bool:
        low, high = self.span
        return any(low - self.near[0] * 2 <= h.start and h.end <= high + self.near[0] * 2 for h in self.of("forbid"))

    def inside(self, *kinds: str) -> bool:
        """Whether the phrases found hold such a word, in the verb phrase of the anchor."""
        own = self._governing()
        return any(_within(h, self.phrases) and not self._modal_between(self.anchor[1], h.start, own) for h in self.of(*kinds))

    def banned_beside(self, modal: Hit | None) -> bool:
        """Whether a ban stands between a permission and the act, and so begins a verb phrase of its own."""
        return modal is None or any(modal.end <= h.start <= self.anchor[1] for h in self.of("negators", "forbid"))

    def has(self, kind: str, *, after: bool = False) -> bool:
        return any(not after or h.start >= self.anchor[0] for h in self.of(kind, whole=kind == "unless"))

    def disclaimed(self) -> bool:
        return not self.has("spares") and any(h.start <= self.anchor[1] and not _within(h, self.phrases) for h in self.of("disclaim"))

    def opens(self) -> bool:
        """Whether the sentence begins by disclaiming: "Nothing in this Memorandum means that …"."""
        return any(not re.search(r"\w\W+\w+\W+\w", self.low[self.start : h.start]) for h in self.of("disclaim"))

    def waived(self, modal: Hit | None) -> bool:
        """Whether the modal itself says that there is no duty: "shall not be required to", 无须."""
        if modal is None:
            return False
        return any(modal.start - 2 <= h.start <= modal.end + 2 and h.start <= self.anchor[0] for h in self.of("disclaim"))

    def hedge(self, modal: Hit | None) -> str:
        """The phrase that takes the force out of the duty, near the act."""
        low = min([self.anchor[0], self.span[0], *([modal.start] if modal and modal.start >= self.start else [])]) - self.near[0]
        for hit in self.of("hedges"):
            if low <= hit.start and hit.end <= self.span[1] + self.near[1] and not _within(hit, self.phrases):
                return hit.phrase
        return ""

    def roles(self) -> list[Hit]:
        return self.named

    def agents(self) -> frozenset[str]:
        """Roles named as the agent: by the Company, 由警方, por la Policía."""
        found = set()
        for hit in self.roles():
            if self.start <= hit.start < self.end and self._led(hit, self.vocabulary.words.get("agent", ())) and self._done_by(hit):
                found.add(hit.kind[5:])
        return frozenset(found)

    def _done_by(self, hit: Hit) -> bool:
        """Whether something is done by it: a participle stands before ("an abuse, including one by Personnel": none)."""
        ends = "|".join(map(re.escape, self.vocabulary.passive.get("endings", ())))
        if self.code == "zh" or not ends:
            return True
        before = self.low[max(self.start, hit.start - 90) : hit.start]
        return bool(re.search(rf"\b\w{{2,}}(?:{ends})\b(?:\W+\w+){{0,7}}\W*$", re.split(r"[,(]", before)[-1]))

    def _led(self, hit: Hit, words: Iterable[str]) -> bool:
        """Whether a preposition stands before a role (and its article)."""
        if self.code == "zh":
            return any(self.low[: hit.start].endswith(w) for w in words)
        before = re.sub(rf"(?:\b{_DETERMINERS}\s*)+$", "", self.low[max(0, hit.start - 24) : hit.start])
        match = re.search(r"([^\W_]+'?)\s*$", before)
        return bool(match) and match[1] in words  # type: ignore[index]

    def subject(self, modal: Hit | None) -> frozenset[str]:
        """Roles standing as subject before the modal: the nearest not led by a preposition."""
        point = modal.start if modal and modal.start >= self.start else self.anchor[0]
        found = [h for h in self.roles() if h.end <= point + 1 and h.start >= self.start]
        if not found:
            point = modal.start if modal else point
            found = [h for h in self.roles() if h.end <= point + 1]
        free = [h for h in found if not self._led(h, self.vocabulary.oblique)]
        if not free and modal is None:
            free = [h for h in self.roles() if h.start <= self.anchor[1] and not self._led(h, self.vocabulary.oblique)]
        if not free:
            return frozenset()
        last = free[-1]
        clause = [h for h in free if h.start >= self.start]
        if clause and clause[0].kind == "role:all" and "," in self.low[clause[0].end : last.start]:
            return frozenset({"all"})
        joined = [h for h in free if last.start - h.end <= 12 and _AND.search(self.low[h.end : last.start])]
        shared = [h for h in free if h.end < last.start and _SHARED.match(self.low[h.end : last.start])]
        found_roles = frozenset(h.kind[5:] for h in (*joined, *shared, last))
        return found_roles | {"private-security"} if found_roles == {"company"} and self._answers_for(point) else found_roles

    def _answers_for(self, point: int) -> bool:
        """Whether the subject must see to it that guards do something: "the Company shall ensure that Private Security…"."""
        after = self.low[point : self.anchor[1]]
        match = _ENSURES.search(after)
        return bool(match) and any(
            h.kind == "role:private-security" and point + match.end() <= h.start <= self.anchor[1]  # type: ignore[union-attr]
            for h in self.roles()
        )

    def passive(self, modal: Hit | None) -> bool:
        """Whether the act is told in the passive."""
        data = self.vocabulary.passive
        start = modal.end if modal and modal.start >= self.start else max(self.start, self.anchor[0] - 25)
        window = self.low[start : start + 60]
        if self.code == "zh":
            return any(aux in window[:12] for aux in data.get("aux", ())) or (
                any(aux in window[:12] for aux in data.get("neutral", ())) and not self._headed(modal)
            )
        aux = "|".join(map(re.escape, data.get("aux", ())))
        ends = "|".join(map(re.escape, data.get("endings", ())))
        if re.match(rf"(?:\W+\w+){{0,2}}?\W+(?:{aux})\s(?:\w+ly\s|\w+mente\s|\w+ment\s|not\s|pas\s|only\s)?\w+(?:{ends})\b", window):
            return True
        before = self.low[max(0, start - (22 if modal else 0)) : start + 30]
        return (
            any(re.search(rf"\b{re.escape(r)}\s+(?!\w+aron)\w+", before) for r in data.get("reflexive", ()))
            and self.code == "es"
            and bool(re.match(r"\W*(?:\w+\W+)?se\s", before.strip() + " "))
        )

    def _headed(self, modal: Hit | None) -> bool:
        """Whether a role stands right before the modal: 双方应当予以调查 has an agent, 滥用行为应当予以调查 has none."""
        return modal is not None and any(0 <= modal.start - h.end <= _TOUCH for h in self.roles())

    def pronoun(self) -> bool:
        """Whether the subject must be looked for in the sentence before."""
        if self.code == "zh":
            modal = next((h.start for h in self.hits if h.kind in _MODAL), len(self.low))
            before = re.split(r"[，。；：]", self.low[:modal])[-1]
            return not _POST.search(before)
        first = self.low.strip()[:24]
        return any(first.startswith(p + " ") for p in self.vocabulary.words.get("pronouns", ()))


def _covered(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a role word is only part of a longer role ("police" in "police service")."""
    return any(
        o.kind.startswith("role:") and o is not hit and o.start <= hit.start and hit.end <= o.end and len(o.phrase) > len(hit.phrase)
        for o in hits
    )
