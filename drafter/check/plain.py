"""A Document from bare text, for texts that come from no file: spaCy docs, examples, tests. Files go through `drafter.read`."""

from __future__ import annotations

import hashlib
import re

from drafter.check import articles
from drafter.document import Document, Kind, Paragraph, Piece, Source

_SMALL = {
    "en": {"the", "of", "and", "shall", "to", "in", "be", "by", "is", "may", "for"},
    "es": {"el", "la", "los", "de", "que", "se", "las", "del", "por", "en", "no", "y", "podrá", "deberá"},
    "fr": {"le", "la", "les", "des", "du", "est", "et", "dans", "pour", "qui", "à", "une", "au", "ne"},
}


def guess(text: str) -> str:
    """The language of a text, by script and smallest words."""
    if len(re.findall(r"[\u4e00-\u9fff]", text)) * 3 > len(text) * 0.5:
        return "zh"
    words = re.findall(r"[^\W\d_]+", text.lower())
    return max(_SMALL, key=lambda code: (sum(w in _SMALL[code] for w in words), code == "en"))


def document(text: str, language: str = "", file: str = "") -> Document:
    """One paragraph a line; offsets are those of `text` itself."""
    code = language or guess(text)
    paragraphs = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        depth, written, content = articles.label(match[0])
        words = match[0][content:].strip()
        short = len(words) <= 80 and not words.endswith((".", "。", ";", "；", ",", "，", ":", "："))
        title = depth in (0, 1) and short and (depth == 1 or words.isupper())
        kind: Kind = "heading" if title else "list" if depth else "body"
        paragraphs.append(Paragraph(match.start(), match.end(), match.start() + content, kind, written, False, depth, language=code))
    return Document(file, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), "text", text, tuple(paragraphs),
                    (Source(text),), (Piece(0, len(text), 0, 0, len(text)),), (code,))
