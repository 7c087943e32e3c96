"""Mechanics of a text: references, schedules, numbering, words and figures, blanks, names, terms, repetitions.

An error is certain. Whatever could have another reason is a warning, and what is only untidy is for information.
"""

from __future__ import annotations

from drafter.check import crossrefs, terms, wording
from drafter.check.marks import Mark, ordered
from drafter.check.text import Text
from drafter.document import Document

RULES = ("dangling-reference", "schedule-not-attached", "numbering-gap", "number-repeated", "words-and-figures-differ", "placeholder-left",
         "clause-repeated", "party-name-drift", "defined-term-unused", "term-undefined")


def find(document: Document, text: Text) -> tuple[Mark, ...]:
    """Everything found, in order of place. `text` is the document as `gaps.read` gives it."""
    return ordered([*crossrefs.find(document, list(text.lexicons)), *wording.find(text), *terms.find(text)])
