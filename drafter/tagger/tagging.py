"""Stretches of a text that are of some kind, with how sure the network is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from drafter.tagger.network import Network
from drafter.tagger.pieces import CUT, FIRST, Pieces

_BEFORE = 40
"""Pieces of what stands before a text that help to understand it."""
_KEPT = 4096
"""Texts whose stretches are kept."""
_GOES_ON = 0.6
"""Part of the asked certainty with which a stretch goes on."""


@dataclass(frozen=True)
class Stretch:
    """`start:end` of a text; `sure` is the highest probability (0 to 1) of its pieces."""

    kind: str
    start: int
    end: int
    sure: float


class Tagger:
    """Pieces, network and the names of the kinds, in the order of the network's answers."""

    def __init__(self, pieces: Pieces, network: Network, kinds: Sequence[str]) -> None:
        self._pieces, self._network, self.kinds = pieces, network, tuple(kinds)
        self._known = lru_cache(maxsize=_KEPT)(self._chances)

    def read(self, text: str, sure: Mapping[str, float], before: str = "") -> list[Stretch]:
        """The stretches of a text that are of a kind with at least the probability that `sure` asks for it.

        `before`: what stands before it. Of a text that is too long only as much is read as goes in; the caller cuts. A text that
        was read lately is not read again.
        """
        if not text.strip():
            return []
        places, chances = self._known(text, before)
        return [Stretch(kind, places[start][0], places[last][1], highest)
                for column, kind in enumerate(self.kinds) if kind in sure
                for start, last, highest in runs(chances[column], sure[kind])]

    def _chances(self, text: str, before: str) -> tuple[list[tuple[int, int]], list[list[float]]]:
        """Where its pieces stand, and for each kind how likely each of them is of it."""
        import numpy as np

        numbers, first, places = laid_out(self._pieces, text, before, self._network.longest)
        chances = 1 / (1 + np.exp(-self._network.read(numbers)[first:-1]))
        return places, chances.T.tolist()


def laid_out(pieces: Pieces, text: str, before: str, longest: int) -> tuple[list[int], int, list[tuple[int, int]]]:
    """A text as the network reads it and learned to: its numbers after the end of what stands before it; the place of its first
    number; where in the text each of its own stands.
    """
    ahead = pieces.read(before)[0][-_BEFORE:] if before else []
    numbers, places = pieces.read(text)
    room = longest - len(ahead) - 3
    return [FIRST, *ahead, CUT, *numbers[:room], CUT], len(ahead) + 2, places[:room]


def runs(values: Sequence[float], least: float) -> Iterator[tuple[int, int, float]]:
    """First, last and highest of each run: it begins at `least`, goes on at a part of that, and bridges one piece."""
    low = least * _GOES_ON
    at = 0
    while at < len(values):
        if values[at] < least:
            at += 1
            continue
        last = at
        while last + 1 < len(values) and (values[last + 1] >= low or (last + 2 < len(values) and values[last + 2] >= least)):
            last += 1
        yield at, last, max(values[at:last + 1])
        at = last + 1


@dataclass(frozen=True)
class Trained:
    """What a file of weights holds."""

    pieces: Pieces
    network: Network
    kinds: tuple[str, ...]


def opened(path: Path) -> Trained:
    """A file that one of the training scripts wrote: arrays only, nothing in it is run."""
    import numpy as np

    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    told = json.loads(arrays.pop("told").tobytes().decode("utf-8"))
    scores = arrays.pop("scores").astype(np.float32).tolist()
    wide = {name: array if array.dtype == np.int8 else array.astype(np.float32) for name, array in arrays.items()}
    return Trained(Pieces(told["pieces"], scores), Network(wide, told["heads"]), tuple(told["kinds"]))


@cache
def load(path: Path) -> Tagger:
    """A tagger from a file that `benchmarks/train_tagger.py` wrote."""
    told = opened(path)
    return Tagger(told.pieces, told.network, told.kinds)
