"""A spaCy pipeline of the user's own beside the rules: where sentences end, and who is the subject of a verb."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from drafter.errors import DrafterError

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj", "csubjpass", "csubj:pass"})
_AGENTS = frozenset({"agent", "obl:agent"})
_CLAUSES = frozenset({"relcl", "acl", "acl:relcl", "advcl"})
_PERSONS = frozenset({"PERSON", "PER"})
_MOST = 2000
"""Characters of a sentence that are parsed; a longer one is left to the rules."""
Where = tuple[int, int]


class Subject(NamedTuple):
    """Where the subject of a verb stands, and its agent where the verb is passive. Offsets count in the sentence."""

    place: Where
    passive: bool
    agent: Where | None


class Parsed:
    """What a pipeline says of a text in its language."""

    def __init__(self, nlp: Any) -> None:
        self.nlp, self.language = nlp, str(nlp.lang)
        self.name = f"{nlp.meta.get('lang')}_{nlp.meta.get('name')} {nlp.meta.get('version')}"
        self._doc = lru_cache(maxsize=256)(nlp)

    def sentences(self, words: str) -> Iterator[Where] | None:
        """Start and end of each sentence; None where the pipeline finds none or the text is too long for it."""
        if len(words) > self.nlp.max_length:
            return None
        doc = self._doc(words)
        if not doc.has_annotation("SENT_START"):
            return None
        spans = (_trimmed(words, s.start_char, s.end_char) for s in doc.sents)
        return iter([s for s in spans if s[0] < s[1]])

    def people(self, words: str) -> tuple[Where, ...]:
        """Where the pipeline finds names of persons; nothing where it looks for no names or the text is too long for it."""
        if len(words) > self.nlp.max_length:
            return ()
        return tuple((e.start_char, e.end_char) for e in self._doc(words).ents if e.label_ in _PERSONS)

    def subject(self, words: str, at: int) -> Subject | None:
        """The subject of the verb that the word at `at` hangs on; None where the pipeline has no parser or finds none."""
        if len(words) > _MOST:
            return None
        doc = self._doc(words)
        if not doc.has_annotation("DEP"):
            return None
        token = next((t for t in doc if t.idx <= at < t.idx + len(t)), None)
        for _ in range(len(doc)):
            if token is None:
                return None
            found = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
            if found is not None:
                agent = next((c for c in token.children if c.dep_ in _AGENTS), None)
                return Subject(_span(found), found.dep_.endswith("pass"), _span(agent) if agent is not None else None)
            token = token.head if token.head is not token else None
        return None


def _span(token: Any) -> Where:
    """A word with what belongs to it, but for clauses that say more about it."""
    kept = [token]
    for child in token.children:
        if child.dep_ not in _CLAUSES:
            kept += child.subtree
    return min(t.idx for t in kept), max(t.idx + len(t) for t in kept)


def _trimmed(words: str, start: int, end: int) -> Where:
    piece = words[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


@cache
def load(name: str) -> Parsed:
    """The installed pipeline of that name, or in that folder. Raises DrafterError when spaCy cannot open it."""
    import spacy

    try:
        return Parsed(spacy.load(name))
    except (OSError, ValueError, ImportError, KeyError, TypeError) as error:
        said = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
        raise DrafterError(f"--model {name}: spaCy cannot open it ({said})",
                           next_command=f"python -m spacy download {name}   (needs the network), or leave --model out") from error
