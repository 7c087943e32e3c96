"""Marks of footnotes in the words of a paragraph ("sources7, 5"): they are no part of what a passage counts."""

from __future__ import annotations

import re
from collections.abc import Set

from drafter.document import Document

_GLUED = re.compile(
    r"(?<=[a-zà-ÿ。，；.,;)）”\"’»])(?P<m>\d{1,3})(?P<more>(?:,\s?\d{1,3})*)(?=\s*(?:[。，；：.,;:)）]|\s|$))"
)
_GLUED_HAN = re.compile(r"(?<=[\u3400-\u9fff）”])(?P<m>\d{1,3})(?P<more>(?:,\s?\d{1,3})*)(?=\s*(?:[。，；：.,;:)）]|$))")
_AFTER_YEAR = re.compile(r"(?<=(?<!\d)(?:19|20)\d\d)(?P<m>\d{1,2})(?P<more>(?:,\s?\d{1,3})*)(?=\s*(?:[。，；：.,;:)）]|$))")
_LOOSE = re.compile(r"(?<=[^\s\d][,，])\s?(?P<m>\d{1,3})(?P<more>(?:,\s?\d{1,3})*)\s*$")


def labels(document: Document) -> frozenset[str]:
    """The numbers of the footnotes and endnotes of a document."""
    return frozenset(p.label.strip(" .)") for p in document.paragraphs if p.kind in ("footnote", "endnote") and p.label)


def masked(document: Document, start: int, end: int, known: Set[str]) -> str:
    """The words of `start:end` with spaces, as many, for the marks of footnotes."""
    words = document.text[start:end]
    if not known or not any(c.isdigit() for c in words):
        return words
    for form in (_GLUED, _GLUED_HAN, _AFTER_YEAR, _LOOSE):
        for match in list(form.finditer(words)):
            low, high = match.span()
            numbers = re.findall(r"\d+", match[0])
            if set(numbers) <= known and _apart(document, start + match.start("m"), start + match.end("m")):
                words = words[:low] + " " * (high - low) + words[high:]
    return words


def _apart(document: Document, start: int, end: int) -> bool:
    """Whether figures stand in a run of their own, or were computed: so a mark is written. True where runs are not known."""
    for span in document.origin(start, end):
        runs = document.sources[span.source].runs
        over = [r for r in runs if r.start < span.end and span.start < r.end]
        if runs and over and any(r.start < span.start or r.end > span.end for r in over):
            return False
    return True
