"""What is looked for beside the key elements: pitfalls, mismatches between languages, mechanics of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.check import mechanics, parity, pitfalls
from drafter.check.marks import Mismatch
from drafter.check.text import Text
from drafter.document import Document

LAYERS = ("pitfalls", "mismatches", "mechanics")
"""In the order in which they run: pitfalls need the mismatches."""


@dataclass(frozen=True)
class Read:
    """A document, and its text as it was read."""

    document: Document
    text: Text


def find(read: Read, own: str | None = None) -> dict[str, Any]:
    """The findings of every layer in the form of the JSON contract, and under `layers` which ones ran.

    Languages are compared where a document has two of them that are covered.
    """
    covered = [code for code in read.document.languages if code in read.text.lexicons]
    differing = parity.find(read.document, read.text) if len(covered) > 1 else ()
    return _told(read, differing, own) | {"layers": tuple(x for x in LAYERS if x != "mismatches" or len(covered) > 1)}


def compare(a: Read, b: Read, own: str | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same for two files that are language versions of one text; the mismatches are told with the first."""
    found = parity.pair(a.document, a.text, b.document, b.text)
    return (_told(a, found, own) | {"layers": LAYERS},
            _told(b, (), own) | {"layers": tuple(x for x in LAYERS if x != "mismatches")})


def titles(own: str | None = None) -> Mapping[str, Mapping[str, str]]:
    """What each pitfall is called, by rule and language."""
    return {p.rule: p.titles for p in pitfalls.load(own)}


def _told(read: Read, differing: Sequence[Mismatch], own: str | None) -> dict[str, Any]:
    return {"pitfalls": [m.data() for m in pitfalls.find(read.text, differing, own)],
            "mismatches": [m.data() for m in differing],
            "mechanics": [m.data() for m in mechanics.find(read.document, read.text)]}
