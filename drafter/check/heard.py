"""What a trained reader hears in the sentences of an agreement, beside what the cues find."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import groupby

from drafter import tagger
from drafter.check.match import Fired
from drafter.check.text import Text
from drafter.check.zones import OPERATIVE
from drafter.library import root

_FILE = "agreements.npz"
_LEAST = 0.3
"""Probability from which something counts as heard; chosen on tests/labelled/third (models/README.md)."""
Heard = Mapping[str, tuple[Fired, ...]]
"""Where each requirement (`element.requirement`) is heard."""


def heard(text: Text, explained: Container[int], articles: Container[int]) -> Heard:
    """What operative sentences of some articles say; those that are explained are passed over.

    Whether what is heard binds, whom, and how firmly is judged by rule, as with what the cues find.
    """
    sayer = tagger.sayer(root.built_in() / "models" / "readers" / _FILE)
    found: dict[str, list[Fired]] = {}
    open_ = [s for s in text.sentences if not s.title and s.zone in OPERATIVE and s.article in articles and s.index not in explained]
    for _, together in groupby(open_, key=lambda s: s.article):
        sentences = list(together)
        said = sayer.read(sentences[0].heading, [text.words(s) for s in sentences], _LEAST)
        for sentence, stretches in zip(sentences, said, strict=True):
            for one in stretches:
                where = (sentence.start + one.start, sentence.start + one.end)
                found.setdefault(one.kind, []).append(Fired(sentence.index, where, *where, (where,), 0, heard=True))
    return {name: tuple(fired) for name, fired in found.items()}
