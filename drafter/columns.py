"""Text in columns: how wide it is on a terminal, and where it may break. A Chinese character takes two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

CLOSING = "，。；：、）”》！？〉】"


def wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def width(text: str) -> int:
    """Columns on a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if wide(c) else 1 for c in text)


def pad(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns; Latin text breaks at spaces, Chinese anywhere but before a closing sign."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > columns and piece[0] not in CLOSING:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while width(line) > columns + 2:
            cut = next(n for n in range(len(line), 0, -1) if n == 1 or width(line[:n]) <= columns)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()] if line.strip() else lines or [""]


def _pieces(text: str) -> Iterator[str]:
    """Words with the space after them, and single wide characters."""
    word = ""
    for char in text:
        if wide(char):
            if word:
                yield word
            word = ""
            yield char
        elif char == " ":
            yield word + char
            word = ""
        else:
            word += char
    if word:
        yield word
