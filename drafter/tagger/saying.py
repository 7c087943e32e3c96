"""What the sentences of an article say: kinds of statements with how sure the network is, and the words that carry each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.tagger import tagging
from drafter.tagger.network import Network
from drafter.tagger.pieces import CUT, FIRST, Pieces
from drafter.tagger.tagging import Stretch

if TYPE_CHECKING:
    from drafter.tagger.network import Floats

_HEADING, _BEFORE, _SENTENCE = 14, 20, 100
"""Pieces that are read of a heading, of the sentence before a window, and of a sentence."""
_WINDOW = 240
"""Pieces of the sentences that are read at once."""
_KEPT = 512
"""Windows whose answers are kept."""


@dataclass(frozen=True)
class Spoken:
    """A sentence in a window: which one it is, where its pieces begin, and where in its text each of them stands."""

    number: int
    first: int
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Window:
    """Sentences that stand together, as the network reads them."""

    numbers: tuple[int, ...]
    spoken: tuple[Spoken, ...]


def windows(pieces: Pieces, heading: str, sentences: Sequence[str]) -> Iterator[Window]:
    """The sentences of an article in order, its heading before each window, and what was said just before."""
    head, before = [FIRST, *pieces.read(heading)[0][:_HEADING], CUT], list[int]()
    numbers, spoken = [*head, CUT], list[Spoken]()
    for number, sentence in enumerate(sentences):
        own, places = pieces.read(sentence)
        own, places = own[:_SENTENCE], places[:_SENTENCE]
        if spoken and len(numbers) + len(own) > _WINDOW:
            yield Window(tuple(numbers), tuple(spoken))
            numbers, spoken = [*head, *before[-_BEFORE:], CUT], []
        if sentence.strip():
            spoken.append(Spoken(number, len(numbers), tuple(places)))
            numbers += [*own, CUT]
            before = own
    if spoken:
        yield Window(tuple(numbers), tuple(spoken))


class Sayer:
    """Pieces, network and the names of the kinds of statements; nothing said is a kind of its own."""

    def __init__(self, pieces: Pieces, network: Network, kinds: Sequence[str]) -> None:
        self._pieces, self._network, self.kinds = pieces, network, tuple(kinds)
        self._known = lru_cache(maxsize=_KEPT)(self._said)

    def read(self, heading: str, sentences: Sequence[str], least: float) -> list[tuple[Stretch, ...]]:
        """For each sentence the kinds that it says with at least a probability, with the piece of a word that speaks most for it.

        A window that was read lately is not read again.
        """
        said: list[tuple[Stretch, ...]] = [()] * len(sentences)
        for window in windows(self._pieces, heading, sentences):
            for one, stretches in zip(window.spoken, self._known(window, least), strict=True):
                said[one.number] = stretches
        return said

    def _said(self, window: Window, least: float) -> tuple[tuple[Stretch, ...], ...]:
        answers = self._network.read(window.numbers)
        return tuple(self._stretches(answers[one.first:one.first + len(one.places)], one, least) for one in window.spoken)

    def _stretches(self, answers: Floats, spoken: Spoken, least: float) -> tuple[Stretch, ...]:
        import numpy as np

        strong = np.append(answers.max(axis=0), 0.0)
        chances = np.exp(strong - strong.max())
        chances /= chances.sum()
        carrying = answers.argmax(axis=0)
        return tuple(Stretch(self.kinds[n], *spoken.places[int(carrying[n])], float(chances[n]))
                     for n in np.flatnonzero(chances[:-1] >= least))


@cache
def load(path: Path) -> Sayer:
    """A reader of sentences from a file that `benchmarks/train_reader.py` wrote."""
    told = tagging.opened(path)
    return Sayer(told.pieces, told.network, told.kinds)
