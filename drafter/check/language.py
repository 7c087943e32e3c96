"""Words of a language as the matcher sees them: tokens, stems, the lexicon of duty words; blank spaCy pipelines.

Everything is built once per process and only for the languages asked for. The Latin languages are matched on
Snowball stems, Chinese on characters. `spacy.lang.fr` alone costs seconds to import and would only bring a tokenizer
that is not used here, so French runs on the language-neutral base.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

_LATIN = re.compile(r"[^\W_]+|_{2,}|[^\w\s]")
_CHINESE = re.compile(r"[\u3400-\u9fff]|[A-Za-zÀ-ɏ]+|\d+|_{2,}|[^\w\s]")
_SILENT = frozenset("-‐‑‒–'’‘´`\u00ad")
_SNOWBALL = {"en": "english", "es": "spanish", "fr": "french"}
_LONGEST = 60
"""Letters from which a word is none: it is cut, and not stemmed."""
_STEMS: dict[str, dict[str, str]] = {"en": {}, "es": {}, "fr": {}, "zh": {}}


SIGNS = ("#year", "#number", "#date")
"""What a cue may ask for in place of words: a year, any number in figures or words, a date (a year or the name of a month)."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_COUNTS = {"en": "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred dozen half",
           "zh": "一 二 三 四 五 六 七 八 九 十 百 千 万 两 半", "es": "", "fr": ""}
_MONTHS = {"en": "january february march april june july august september october november december", "zh": "月", "es": "", "fr": ""}


class Token(NamedTuple):
    """A word as it is matched, and where it stands."""

    norm: str
    start: int
    end: int


class Hit(NamedTuple):
    """A word of the lexicon: what it is (`strong`, `hedges`, `role:force`…) and where it stands."""

    kind: str
    start: int
    end: int
    phrase: str


@cache
def _stemmer(code: str) -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer(_SNOWBALL[code])


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _mended(low: str, code: str) -> str:
    """A word without accents, as the stemmer wants it: people leave accents out, so both sides are read without."""
    if code == "es" and low.endswith(("cion", "sion")):
        return low[:-2] + "ón"
    return re.sub(r"ees?$", "e", low) if code == "fr" else low


def stem(word: str, code: str) -> str:
    """The form of a word that inflections share; kept once found."""
    if len(word) > _LONGEST:
        return word[:_LONGEST].lower()
    known = _STEMS[code]
    found = known.get(word)
    if found is None:
        low = _folded(unicodedata.normalize("NFKC", word).lower())
        found = _stemmer(code).stemWord(_mended(low, code)) if code in _SNOWBALL and low.isalpha() else low
        found = _folded(found)
        known[word] = found
    return found


def known(code: str) -> Mapping[str, str]:
    """The stems found so far."""
    return _STEMS[code]


def remember(code: str, stems: Mapping[str, str]) -> None:
    """Stems found before."""
    _STEMS[code].update(stems)


def tokens(text: str, code: str, start: int = 0) -> Iterator[Token]:
    """The words and signs of a text. Hyphens and apostrophes separate words and are none themselves."""
    pattern = _CHINESE if code == "zh" else _LATIN
    last = -1
    for match in pattern.finditer(text):
        word = match[0]
        if word in _SILENT:
            last = match.end()
            continue
        if word in ("s", "S") and match.start() == last and code == "en":
            continue
        form = stem(word, code)
        if form:
            yield Token(form, start + match.start(), start + match.end())


@cache
def _named(code: str) -> Mapping[str, str]:
    words = {stem(w, code): "#number" for w in _COUNTS[code].split()}
    return words | {stem(w, code): "#date" for w in _MONTHS[code].split()}


def signs(norm: str, code: str) -> tuple[str, ...]:
    """What a word stands for beside itself."""
    if norm.isdigit():
        return SIGNS if _YEAR.fullmatch(norm) else ("#number",)
    named = _named(code).get(norm)
    return (named,) if named else ()


def norms(phrase: str, code: str) -> tuple[str, ...]:
    """A phrase as the matcher sees it."""
    return tuple(token.norm for token in tokens(phrase, code))


class Lexicon:
    """Finds all duty words, roles and markers of a language in one pass over a sentence."""

    def __init__(self, code: str, kinds: Mapping[str, Iterable[str]], guards: Mapping[str, Sequence[str]] | None = None) -> None:
        self.code = code
        self.guards = {word: tuple(longer) for word, longer in (guards or {}).items() if longer}
        self.first: dict[str, list[tuple[str, str]]] = {}
        for kind, phrases in kinds.items():
            for phrase in phrases:
                self.add(kind, phrase)

    def add(self, kind: str, phrase: str) -> None:
        low = bare(phrase).strip()
        if low:
            self.first.setdefault(self._head(low), []).append((low, kind))

    def _head(self, low: str) -> str:
        match = None if self.code == "zh" else re.match(r"\w+", low)
        return match[0] if match else low[0]

    def guarded(self, text: str, start: int, phrase: str) -> bool:
        """Whether the phrase is only part of a longer word that means something else."""
        for longer in self.guards.get(phrase, ()):
            at = longer.find(phrase)
            while at >= 0:
                if start >= at and text.startswith(longer, start - at):
                    return True
                at = longer.find(phrase, at + 1)
        return False

    def scan(self, text: str) -> list[Hit]:
        """All hits in a text, in order of place; of the same kind the longest where several begin or nest."""
        low = bare(text)
        found: list[Hit] = []
        until: dict[str, int] = {}
        for at, head in self._heads(low):
            best: dict[str, str] = {}
            for phrase, kind in self.first.get(head, ()):
                if len(phrase) > len(best.get(kind, "")) and self._stands(low, at, phrase):
                    best[kind] = phrase
            for kind, phrase in best.items():
                if at + len(phrase) > until.get(kind, -1):
                    until[kind] = at + len(phrase)
                    found.append(Hit(kind, at, at + len(phrase), phrase))
        return found

    def _heads(self, low: str) -> Iterator[tuple[int, str]]:
        if self.code == "zh":
            yield from enumerate(low)
            return
        for match in _HEAD.finditer(low):
            yield match.start(), match[0]

    def _stands(self, low: str, at: int, phrase: str) -> bool:
        if not low.startswith(phrase, at):
            return False
        if self.code == "zh":
            return not self.guarded(low, at, phrase)
        end = at + len(phrase)
        return not (phrase[-1].isalnum() and end < len(low) and low[end].isalnum())


_HEAD = re.compile(r"\w+|[^\w\s]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‑": "-", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "})

_BARE = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüñç", "aaaaaaeeeeiiiiooooouuuunc")


def plain(text: str) -> str:
    """Lower case and plain signs, character by character: offsets stay."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_PLAIN)


def bare(text: str) -> str:
    """`plain` without accents; offsets stay."""
    low = plain(text)
    return low if low.isascii() else low.translate(_BARE)


def flattened(duty: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The duty words of a language file by kind: `strong`, `role:force`, `heading:recital`, `fact:armed`, `none:act`…"""
    nested = {"roles": "role", "headings": "heading", "facts": "fact", "none": "none", "kinds": "kind"}
    result: dict[str, tuple[str, ...]] = {}
    for key, value in duty.items():
        if key in nested and isinstance(value, dict):
            result |= {f"{nested[key]}:{name}": tuple(map(str, words)) for name, words in value.items()}
        elif isinstance(value, list) and key not in ("abbreviations", "oblique", "relative", "subordinators"):
            result[key] = tuple(map(str, value))
    return result
