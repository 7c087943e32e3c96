"""What a trained reader hears in the sentences of an agreement, beside what the cues find."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from drafter import tagger
from drafter.check.match import Fired
from drafter.check.text import Text
from drafter.check.zones import OPERATIVE
from drafter.library import root

NEAR, AGAINST = "!near", "!contra"
"""What follows a requirement in the kind of words that come near it, and an element in the kind of those that take it away."""
_FILE = "agreements.npz"
_FAINT = 0.002
"""Probability from which something counts as heard at all."""
_MOST = 6_000
"""Sentences of a text that is heard: some two hundred pages; a longer one is left to the cues."""
_READ = frozenset(("en", "zh", "es", "fr"))
Heard = Mapping[str, tuple[Fired, ...]]
"""Where each requirement (`element.requirement`) is heard, and where words come near it (`element.requirement!near`). One that the
reader knows and hears nowhere stands there with nothing; one that it does not know, or in a text part of which it cannot read, is absent.
"""


def heard(text: Text) -> Heard:
    """What the operative sentences say, in the order in which they stand, with how sure the reader is.

    Of a text that is too long nothing is heard. What takes an element away is not told: too often it is not so (models/README.md).
    """
    if len(text.sentences) > _MOST:
        return {}
    sayer = tagger.sayer(root.built_in() / "models" / "readers" / _FILE)
    found: dict[str, list[Fired]] = {kind: [] for kind in sayer.kinds} if text.lexicons.keys() <= _READ else {}
    spoken = (s for s in text.sentences if not s.title and s.zone in OPERATIVE and s.language in _READ)
    for _, together in groupby(spoken, key=lambda s: s.article):
        sentences = list(together)
        said = sayer.read(sentences[0].heading, [text.words(s) for s in sentences], _FAINT)
        for sentence, stretches in zip(sentences, said, strict=True):
            for one in stretches:
                if not one.kind.endswith(AGAINST):
                    where = (sentence.start + one.start, sentence.start + one.end)
                    found.setdefault(one.kind, []).append(Fired(sentence.index, where, *where, (where,), 0, heard=one.sure))
    return {name: tuple(fired) for name, fired in found.items()}
