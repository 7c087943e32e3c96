"""Cues against sentences: one PhraseMatcher per language; groups that must all occur in one window."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from drafter.check import language
from drafter.check.text import Sentence, Text
from drafter.library.cues import Book, Cues, Group, Pattern

_GAP = {"zh": 8}
_PIECE = 20_000
"""Tokens in one spaCy Doc: long texts are matched in pieces."""
_ANCHORS = 4
"""Places of a first group in one sentence that are looked at."""
_JOINED = 12
_WIDE = {"zh": 160}
"""Letters within which the groups of a pattern stand in one sentence; a bag of words over a whole preamble says nothing."""
_RECENT = 48
"""Groups whose places are kept ready."""
_ARTICLE = re.compile(r"^(?:the|la|el|las|los|le|les|l['’])\s*")
Where = tuple[int, int]
Found = dict[int, list[Where]]
"""Places (offsets of the document's text) by sentence number."""


@dataclass(frozen=True)
class Fired:
    """A pattern that fired in a sentence: the place of its first group, and of all its groups in that sentence.

    `width`: how many groups stand in other sentences of the window; `alone`: all but the first do. `heard`: how sure the
    trained reader is that it heard it; 0 where a cue fired.
    """

    sentence: int
    anchor: Where
    start: int
    end: int
    phrases: tuple[Where, ...]
    width: int
    alone: bool = False
    heard: float = 0.0


@dataclass
class Index:
    """The phrases of all cues of a language, compiled once."""

    code: str
    matcher: Any = None
    groups: dict[Group, int] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], int] = field(default_factory=dict)
    plain: dict[int, list[int]] = field(default_factory=dict)
    gapped: list[tuple[tuple[int, ...], list[int]]] = field(default_factory=list)
    text: dict[int, str] = field(default_factory=dict)
    by_role: dict[int, tuple[str, ...]] = field(default_factory=dict)
    keys: dict[int, int] = field(default_factory=dict)
    _members: dict[int, list[int]] | None = None

    def group(self, words: Group) -> int:
        """The number of a group; its phrases are registered."""
        if words in self.groups:
            return self.groups[words]
        number = self.groups[words] = len(self.groups)
        for phrase in words:
            parts = [self._phrase(part) for part in phrase.split("~")]
            ids = tuple(p for p in parts if p >= 0)
            if len(ids) == 1:
                self.plain.setdefault(ids[0], []).append(number)
            elif ids:
                self.gapped.append((ids, [number]))
        return number

    def _phrase(self, text: str) -> int:
        sign = text.strip()
        norms = (sign,) if sign in language.SIGNS else language.norms(text, self.code)
        if not norms:
            return -1
        if norms not in self.phrases:
            self.phrases[norms] = len(self.phrases)
            self.text[self.phrases[norms]] = text.strip().lower()
        return self.phrases[norms]

    def roles(self, words: Mapping[str, tuple[str, ...]]) -> Mapping[int, tuple[str, ...]]:
        """Groups that name roles by their general words (`the company`, `police`, `both parties`), with those roles."""
        if not self.by_role:
            kinds: dict[str, list[str]] = {}
            for kind, phrases in words.items():
                for phrase in phrases if kind.startswith("role:") else ():
                    kinds.setdefault(phrase, []).append(kind)
            for group, number in self.groups.items():
                found = {kind for phrase in group for kind in kinds.get(_ARTICLE.sub("", phrase), ())}
                if found:
                    self.by_role[number] = tuple(sorted(found))
        return self.by_role

    def members(self, number: int) -> Sequence[int]:
        """The phrases of a group that stand for themselves."""
        if self._members is None:
            self._members = {}
            for phrase, groups in self.plain.items():
                for group in groups:
                    self._members.setdefault(group, []).append(phrase)
        return self._members.get(number, ())

    def compile(self) -> None:
        """Hand the phrases over to spaCy."""
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        vocab = Vocab()
        self.matcher = PhraseMatcher(vocab, attr="ORTH")
        for norms, number in self.phrases.items():
            self.matcher.add(str(number), [Doc(vocab, words=list(norms))])
        strings = vocab.strings
        self.keys = {strings[str(number)]: number for number in self.phrases.values()}

    def packed(self, groups: Iterable[Group]) -> dict[str, Any]:
        """The index as plain data. `groups`: in the order in which they are numbered where it is kept."""
        order = {self.groups[words]: n for n, words in enumerate(groups)}
        return {"made": made(), "phrases": [" ".join(norms) for norms in self.phrases], "text": list(self.text.values()),
                "plain": [[order[g] for g in self.plain.get(n, ())] for n in range(len(self.phrases))],
                "gapped": [[list(ids), [order[g] for g in found]] for ids, found in self.gapped],
                "stems": dict(language.known(self.code))}

    @classmethod
    def restored(cls, code: str, data: Mapping[str, Any], groups: Iterable[Group]) -> Index:
        """The reverse of `packed`."""
        phrases = {tuple(norms.split(" ")): n for n, norms in enumerate(data["phrases"])}
        index = cls(code, None, {words: n for n, words in enumerate(groups)}, phrases,
                    {n: found for n, found in enumerate(data["plain"]) if found},
                    [(tuple(ids), found) for ids, found in data["gapped"]], dict(enumerate(data["text"])))
        language.remember(code, data["stems"])
        index.compile()
        return index


def made() -> str:
    """What the code is that makes an index; a kept one made by other code is not used."""
    return hashlib.sha256(b"".join(Path(str(m)).read_bytes() for m in (language.__file__, __file__))).hexdigest()


def compiled(cues: Mapping[str, Cues], code: str) -> Index:
    """The index of all cues of a language, as kept where that is still right."""
    if isinstance(cues, Book) and cues.index and cues.index["made"] == made():
        return Index.restored(code, cues.index, map(tuple, cues.index["groups"]))
    index = Index(code)
    for one in cues.values():
        index.group(one.topic) if one.topic else None
        index.group(one.specific) if one.specific else None
        for frames in (one.requirements, one.weak, one.contradicted):
            for patterns in frames.values():
                for pattern in patterns:
                    for words in (*pattern.groups, pattern.off):
                        if words:
                            index.group(words)
    index.compile()
    return index


class Matches:
    """Where every group of a language's index occurs in a text."""

    def __init__(self, text: Text, index: Index) -> None:
        self.text, self.index = text, index
        self.hits: dict[int, array[int]] = {}
        self.found: dict[int, Found] = {}
        self._last: dict[int, Found] = {}
        self.named: dict[tuple[str, ...], Found] = {}
        self.roles: Mapping[int, tuple[str, ...]] = {}
        chosen = [s for s in text.sentences if s.language == index.code]
        for batch in _batches(text, chosen, index.code):
            self._match(*batch)
        self._name(chosen)

    def _name(self, chosen: Sequence[Sentence]) -> None:
        """A party's own short name counts where a cue names its role; two parties joined count as both."""
        own = {language.bare(name): f"role:{role}" for name, role in self.text.names.items()}
        if not own:
            return
        self.roles = self.index.roles(self.text.vocabularies[self.index.code].words)
        combined: dict[str, list[tuple[str, ...]]] = {}
        for kinds in set(self.roles.values()):
            for kind in kinds:
                combined.setdefault(kind, []).append(kinds)
        for sentence in chosen:
            named = [h for h in self.text.hits(sentence) if own.get(h.phrase) == h.kind]
            spots = [(h.kind, h.start, h.end) for h in named]
            spots += [("role:all", a.start, b.end) for a, b in pairwise(named)
                      if a.kind != b.kind and b.start - a.end <= _JOINED]
            for kind, start, end in spots:
                for kinds in combined.get(kind, ()):
                    self.named.setdefault(kinds, {}).setdefault(sentence.index, []).append((sentence.start + start, sentence.start + end))

    def _match(self, tokens: Sequence[language.Token], owners: Sequence[int]) -> None:
        from spacy.tokens import Doc

        doc = Doc(self.index.matcher.vocab, words=[t.norm for t in tokens])
        parts: dict[int, dict[int, list[tuple[int, int]]]] = {}
        gapped = {part for ids, _ in self.index.gapped for part in ids}
        guards = self.text.lexicons[self.index.code]
        for number, start, end in self._spots(doc, tokens):
            sentence = owners[start]
            if owners[end - 1] != sentence:
                continue
            where = (tokens[start].start, tokens[end - 1].end)
            if guards.guards and self._guarded(guards, number, where, sentence):
                continue
            if number in self.index.plain:
                self.hits.setdefault(number, array("q")).extend((sentence, *where))
            if number in gapped:
                parts.setdefault(number, {}).setdefault(sentence, []).append((start, end))
        self._gapped(parts, tokens)

    def _spots(self, doc: Any, tokens: Sequence[language.Token]) -> Iterator[tuple[int, int, int]]:
        """Phrases by number with their tokens; figures, years and dates where cues ask for them."""
        for key, start, end in self.index.matcher(doc):
            yield self.index.keys[key], start, end
        signs = {sign: self.index.phrases[(sign,)] for sign in language.SIGNS if (sign,) in self.index.phrases}
        if signs:
            for n, token in enumerate(tokens):
                for sign in language.signs(token.norm, self.index.code):
                    if sign in signs:
                        yield signs[sign], n, n + 1

    def _guarded(self, lexicon: language.Lexicon, number: int, where: Where, sentence: int) -> bool:
        start = self.text.sentences[sentence].start
        words = self.text.words(self.text.sentences[sentence])
        return lexicon.guarded(words, where[0] - start, self.index.text[number])

    def _gapped(self, parts: Mapping[int, Mapping[int, Sequence[tuple[int, int]]]], tokens: Sequence[language.Token]) -> None:
        """Phrases with `~`: their parts in order, a few words apart."""
        reach = _GAP.get(self.index.code, 3)
        for ids, groups in self.index.gapped:
            if any(part not in parts for part in ids):
                continue
            for sentence, firsts in parts[ids[0]].items():
                for start, end in firsts:
                    last = _chain(ids[1:], parts, sentence, end, reach)
                    if last:
                        where = (tokens[start].start, tokens[last - 1].end)
                        for group in groups:
                            self.found.setdefault(group, {}).setdefault(sentence, []).append(where)

    def places(self, words: Group) -> Found:
        """Where a group occurs, by sentence. Hits are kept by phrase, flat: of a thousand pages there are millions."""
        number = self.index.groups.get(words)
        if number is None:
            return {}
        if number not in self._last:
            if len(self._last) >= _RECENT:
                del self._last[next(iter(self._last))]
            self._last[number] = self._places(number)
        return self._last[number]

    def _places(self, number: int) -> Found:
        flat = [h for h in (self.hits.get(phrase) for phrase in self.index.members(number)) if h]
        if not flat:
            return self.found.get(number, {})
        found: Found = {}
        for sentence, start, end in sorted(spot for h in flat for spot in zip(h[::3], h[1::3], h[2::3], strict=True)):
            found.setdefault(sentence, []).append((start, end))
        for sentence, places in self.found.get(number, {}).items():
            found.setdefault(sentence, []).extend(places)
        return found

    def fired(self, pattern: Pattern) -> Iterator[Fired]:
        """Every sentence that holds the first group while its window holds the others."""
        found = [self.places(group) for group in pattern.groups]
        named = [self.named.get(self.roles.get(self.index.groups.get(group, -1), ()), {}) for group in pattern.groups]
        off = self.places(pattern.off) if pattern.off else {}
        for number, anchors in found[0].items():
            if number in off:
                continue
            here: list[Sequence[Where]] = []
            width = 0
            for other, own in zip(found[1:], named[1:], strict=True):
                if number in other or number in own:
                    here.append([*other.get(number, ()), *own.get(number, ())])
                elif any(near in other for near in self._window(number)):
                    width += 1
                else:
                    break
            else:
                for anchor in sorted(set(anchors))[:_ANCHORS]:
                    places = self._near(anchor, here)
                    if places is not None:
                        yield Fired(number, anchor, min(a for a, _ in places), max(b for _, b in places), tuple(places), width,
                                    len(pattern.groups) > 1 and not here)

    def _near(self, anchor: Where, groups: Sequence[Sequence[Where]]) -> list[Where] | None:
        """The anchor with every place of the other groups within reach of it; None where a group has none there."""
        reach = _WIDE.get(self.index.code, 420)
        places = [anchor]
        for group in groups:
            close = [w for w in group if abs(w[0] - anchor[0]) <= reach]
            if not close:
                return None
            places += close
        return places

    def _window(self, number: int) -> Iterator[int]:
        """Lead-in, neighbours in the same article, heading."""
        sentences = self.text.sentences
        here = sentences[number]
        if here.lead >= 0:
            yield here.lead
        for near in (number - 1, number + 1):
            if 0 <= near < len(sentences) and sentences[near].article == here.article and sentences[near].language == here.language:
                yield near
        if here.heading:
            first = self._title(here)
            if first >= 0:
                yield first

    def _title(self, here: Sentence) -> int:
        """The sentence that is the heading of an article."""
        if not hasattr(self, "_titles"):
            self._titles = {(s.article, s.language): s.index for s in reversed(self.text.sentences) if s.title}
        return self._titles.get((here.article, here.language), -1)


def _chain(ids: Sequence[int], parts: Mapping[int, Mapping[int, Sequence[tuple[int, int]]]], sentence: int, end: int, reach: int) -> int:
    for part in ids:
        following = [b for a, b in parts[part].get(sentence, ()) if end <= a <= end + reach]
        if not following:
            return 0
        end = min(following)
    return end


def _batches(text: Text, sentences: Iterable[Sentence], code: str) -> Iterator[tuple[list[language.Token], list[int]]]:
    tokens: list[language.Token] = []
    owners: list[int] = []
    for sentence in sentences:
        found = list(language.tokens(text.words(sentence), code, sentence.start))
        tokens += found
        owners += [sentence.index] * len(found)
        if len(tokens) >= _PIECE:
            yield tokens, owners
            tokens, owners = [], []
    if tokens:
        yield tokens, owners
