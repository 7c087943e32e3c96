"""Do-no-harm and plain-language checks: pure functions over passages of text.

`find` names what may harm the persons told of, or the reader; it never rewrites. Words stand in models/harms.
Rules that need no words (numbers, coordinates) run in every language; all others only in the covered ones.
"""

from __future__ import annotations

from drafter.harms.base import Book, Consent, Harm, Passage, Rule, Setting
from drafter.harms.book import covered, load
from drafter.harms.find import find
from drafter.harms.mask import masked
from drafter.harms.record import mosaic

__all__ = ["Book", "Consent", "Harm", "Passage", "Rule", "Setting", "covered", "find", "load", "masked", "mosaic"]
