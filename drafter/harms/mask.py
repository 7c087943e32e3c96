"""Making a quotation unreadable: the first letter of a word stays, the rest becomes stars."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def masked(text: str) -> str:
    """The text with words reduced to their first letter; digits wholly starred; Chinese runs to their first character."""
    return _WORD.sub(_word, _EMAIL.sub(_email, text))


def _email(match: re.Match[str]) -> str:
    return match[0][0] + "*" * (len(match[0]) - 1)


def _word(match: re.Match[str]) -> str:
    word = match[0]
    return "*" * len(word) if word.isdecimal() or word[0].isdigit() else word[0] + "*" * (len(word) - 1)
