"""Texts with marks in them (`[[what|words]]`), as plain text with the places of the words."""

from __future__ import annotations

import re


def unmarked(text: str, mark: re.Pattern[str]) -> tuple[str, list[tuple[int, int, re.Match[str]]]]:
    """The plain text, and start and end in it of each mark's words: the last group of the pattern."""
    plain, marks, at = "", list[tuple[int, int, re.Match[str]]](), 0
    for found in mark.finditer(text):
        plain += text[at:found.start()]
        words = found[mark.groups]
        marks.append((len(plain), len(plain) + len(words), found))
        plain, at = plain + words, found.end()
    return plain + text[at:], marks
