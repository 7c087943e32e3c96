"""Finds confirmed names in text and puts their codes there: any case, any spelling of spaces, dashes and accents (composed or
not), whole words only in scripts that write words apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from drafter.errors import DrafterError, Problem

MOST = 2_000
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IS_CJK = re.compile(f"[{_CJK}]")
_LETTER = f"(?:[^\\W\\d_{_CJK}])"
_DASHES, _APOSTROPHES, _DOTS = "[-‐‑‒–—]", "['’‘ʼ`´]", "[·•‧・∙⋅]"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Match(NamedTuple):
    """`start:end` of a text is `name`; `lower`: a name of one word, written all in small letters, perhaps another word."""

    start: int
    end: int
    name: str
    lower: bool


class Names:
    """Names and the codes that stand for them."""

    def __init__(self, codes: Mapping[str, str]) -> None:
        """Raises DrafterError for an empty name, one Chinese character alone, a code that is empty or holds a name."""
        self.codes = dict(codes)
        ordered = sorted(self.codes, key=lambda n: (-len(folded(n)), n))
        faults = list(_faults(self.codes))
        if faults:
            raise DrafterError(faults)
        self._pattern = re.compile("|".join(_pattern(folded(n)) for n in ordered)) if ordered else None
        self._plain = {_plain(folded(n)): n for n in ordered}
        self._squashed = tuple((_squash(n), n) for n in ordered)
        mixed = [Problem("", 0, 0, f"the code {c} holds a name that is to be replaced", "choose another code")
                 for c in self.codes.values() if self._search(c)]
        if mixed:
            raise DrafterError(mixed)

    def __bool__(self) -> bool:
        return bool(self.codes)

    def _search(self, text: str) -> bool:
        return self._pattern is not None and self._pattern.search(folded(text)) is not None

    def find(self, text: str) -> Iterator[Match]:
        """Names in a text, from its start, longest first, none within another."""
        if self._pattern is None or len(text) < 2:
            return
        shape, places = _shape(text)
        for found in self._pattern.finditer(shape):
            start, end = places[found.start()][0], places[found.end() - 1][1]
            name = self._plain[_plain(found[0])]
            written = text[start:end]
            yield Match(start, end, name, written == written.lower() != written.upper() and " " not in name.strip()
                        and name != name.lower())

    def replaced(self, text: str) -> str:
        """The text with codes for names."""
        out, at = [], 0
        for found in self.find(text):
            out += [text[at:found.start], self.codes[found.name]]
            at = found.end
        return "".join((*out, text[at:]))

    def hidden_in(self, identifier: str) -> str:
        """The name that a link, file name or bookmark spells, also run together, percent-encoded or without accents."""
        if not self.codes or not identifier:
            return ""
        plain = unquote(identifier)
        found = next(self.find(plain), None)
        if found is not None:
            return found.name
        squashed = _squash(plain)
        tokens = set(_tokens(plain))
        for shape, name in self._squashed:
            enough = len(shape) >= (2 if _IS_CJK.search(shape) else 5)
            parts = _tokens(name)
            if (enough and shape in squashed) or (len(parts) > 1 and tokens.issuperset(parts)):
                return name
        return ""

    def remains(self, texts: Iterable[str]) -> dict[str, list[str]]:
        """Names by what still points to them in texts: the name without its accents, one word of a longer name."""
        seen: dict[str, list[str]] = {}
        words: dict[str, str] = {}
        for name in self.codes:
            shape = _bare(name)
            for part in shape.split() if " " in shape.strip() else [shape]:
                if len(part) >= 3 or _IS_CJK.search(part):
                    words.setdefault(part, name)
        for text in texts:
            for word in re.findall(r"[^\W\d_]+", text):
                name = words.get(_bare(word), "")
                if name and word[:1] != word[:1].lower() and word not in seen.get(name, []):
                    seen.setdefault(name, []).append(word)
        return {name: sorted(found)[:20] for name, found in sorted(seen.items())}


def _faults(codes: Mapping[str, str]) -> Iterator[Problem]:
    if len(codes) > MOST:
        yield Problem("", 0, 0, f"more than {MOST} names")
    seen: dict[str, str] = {}
    for name, code in codes.items():
        shape = _plain(folded(name))
        if len(re.sub(r"[\W_]", "", shape)) < 2 or len(name) > 200:
            yield Problem("", 0, 0, f"{name[:40]!r} is no name that can be replaced", "give the whole name, two characters or more")
        elif seen.setdefault(shape, code) != code:
            yield Problem("", 0, 0, f"{name!r} has two codes", "give one person one code")
        if not code.strip() or len(code) > 60 or _CONTROL.search(code + name):
            yield Problem("", 0, 0, f"{code[:60]!r} is no code", "a short word such as P1")


def _pattern(shape: str) -> str:
    """A pattern for a folded name that forgives spaces, dashes, apostrophes and dots."""
    shape = " ".join(shape.split())
    out = []
    for n, sign in enumerate(shape):
        between = n > 0 and _IS_CJK.match(sign) and _IS_CJK.match(shape[n - 1])
        out.append(r"\s*" if between else "")
        if sign == " ":
            out.append(r"\s*" if _IS_CJK.match(shape[n - 1]) or _IS_CJK.match(shape[n + 1]) else r"[\s_]+")
        else:
            out.append(next((group for group in (_DASHES, _APOSTROPHES, _DOTS) if re.match(group, sign)), re.escape(sign)))
    first = out[1]
    return first + _edge(shape[0], f"(?<!{{}}{first})") + "".join(out[2:]) + _edge(shape[-1], "(?!{})")


def _edge(sign: str, form: str) -> str:
    """What may not stand beside a name: letters; beside a figure also figures; beside a Chinese character anything may.

    It is looked for behind the first character: patterns that begin with a character are skipped fast.
    """
    if _IS_CJK.match(sign):
        return ""
    return form.format(_LETTER) + (form.format(r"\d") if sign.isdigit() else "")


def _plain(shape: str) -> str:
    """A folded name, or what was found for it, with one form for each kind of sign between its words."""
    for group, sign in ((_DASHES, "-"), (_APOSTROPHES, "'"), (_DOTS, "·"), (r"[\s_]+", " ")):
        shape = re.sub(group, sign, shape)
    return re.sub(f"(?<=[{_CJK}]) | (?=[{_CJK}])", "", shape.strip())


def folded(text: str) -> str:
    """A text as it is compared: composed, without case and invisible signs."""
    return _shape(text)[0]


def _shape(text: str) -> tuple[str, Sequence[tuple[int, int]]]:
    """The folded text and, for each of its characters, where it stands in the text."""
    if text.isascii():
        return text.lower(), [(n, n + 1) for n in range(len(text))]
    out: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        base = "" if text[at] in _UNSEEN else text[at]
        while end < len(text) and (text[end] in _UNSEEN or unicodedata.combining(text[end])):
            base += "" if text[end] in _UNSEEN else text[end]
            end += 1
        shape = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", base).casefold())
        out.append(shape)
        places += [(at, end)] * len(shape)
        at = end
    return "".join(out), places


def _bare(text: str) -> str:
    """Folded, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", folded(text)) if not unicodedata.combining(c))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _bare(text))


def _squash(text: str) -> str:
    return "".join(_tokens(text))
