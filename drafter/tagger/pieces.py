"""Text as pieces of words, each with its place: the likeliest cut of every word by a list of pieces with their likelihood."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

SPACE = "▁"
"""What stands for a space before a word in the list of pieces."""
FIRST, CUT, UNKNOWN = 1, 2, 3
"""Numbers of the signs for the beginning, the end of a part and a letter that is in no piece; 0 fills up."""
_LONGEST = 16
_MISSING = -10.0
_KEPT = 20_000
_NEVER = float("-inf")


class Pieces:
    """The list of pieces in the order of their numbers, from 4 on, with the logarithm of how often each occurs."""

    def __init__(self, listed: Sequence[str], scores: Sequence[float]) -> None:
        first = UNKNOWN + 1
        self._known: Mapping[str, tuple[int, float]] = {
            piece: (number, float(score)) for number, (piece, score) in enumerate(zip(listed, scores, strict=True), first)}
        self._missing = min(scores, default=0.0) + _MISSING
        self._word = lru_cache(maxsize=_KEPT)(self._cut)

    def read(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Numbers of the pieces of a text, and where in the text each stands."""
        letters, places = _plain(text)
        numbers: list[int] = []
        spots: list[tuple[int, int]] = []
        start = 0
        while start < len(letters):
            end = letters.find(SPACE, start + 1)
            end = len(letters) if end < 0 else end
            at = start
            for number, length in self._word(letters[start:end]):
                numbers.append(number)
                spots.append((places[at], places[at + length - 1] + 1))
                at += length
            start = end
        return numbers, spots

    def _cut(self, word: str) -> tuple[tuple[int, int], ...]:
        """Number and length of each piece of a word."""
        best = [0.0] + [_NEVER] * len(word)
        steps: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + _LONGEST) + 1):
                found = self._known.get(word[start:end])
                if found is not None and best[start] + found[1] > best[end]:
                    best[end], steps[end] = best[start] + found[1], (start, found[0])
            if best[start] + self._missing > best[start + 1]:
                best[start + 1], steps[start + 1] = best[start] + self._missing, (start, UNKNOWN)
        cut: list[tuple[int, int]] = []
        end = len(word)
        while end:
            start, number = steps[end]
            cut.append((number, end - start))
            end = start
        return tuple(reversed(cut))


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in its plainest forms, one sign for every run of spaces, and where each letter comes from."""
    letters = [SPACE]
    places = [0]
    for place, letter in enumerate(text):
        for form in unicodedata.normalize("NFKC", letter):
            plain = SPACE if form.isspace() or unicodedata.category(form) == "Cc" else form
            if plain != SPACE or letters[-1] != SPACE:
                letters.append(plain)
                places.append(place)
    return "".join(letters), places
