"""Characters: what they are, how wide they are, and the ones that only look different."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from drafter.read.mapped import Edit, Mapped, edit

HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CJK = HAN + "\u3000-\u303f\uff00-\uff65\u2460-\u24ff"
HANZI = re.compile(f"[{HAN}]")
LETTER = re.compile(r"[^\W\d_]")
_WIDE = re.compile(f"[{CJK}\u3040-\u30ff\uac00-\ud7af]")
_ODD = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]"
    "|[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\v\f]"
    "|[Ａ-Ｚａ-ｚ０-９％＋－．／＝＠＃＆＊＿｀＾｛｝｜～＜＞]"
    "|[\ufb00-\ufb06\uf900-\ufaff\u2f00-\u2fd5\u2e80-\u2ef3\u2160-\u217f\u2010\u2011]"
    "|[^\\W\\d_][\u0300-\u036f]+"
)
_RADICALS = {"\u2ea0": "民", "\u2eec": "齐", "\u2ec5": "见", "\u2ec9": "贝", "\u2ecb": "车", "\u2ed3": "长", "\u2ed4": "门",
             "\u2edb": "风", "\u2ee9": "黄", "\u2ef0": "龙", "\u2ed8": "青", "\u2ec4": "西", "\u2e8f": "尢"}
_SPACES = re.compile(r" {2,}|^ +| +$")
_DELETE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")


def plain(mapped: Mapped) -> Mapped:
    """Soft hyphens and invisible signs out, odd spaces plain, full-width letters and ligatures ordinary.

    Chinese punctuation, circled numbers and º stay: they mean something. Line breaks stay.
    """
    edits = list(_odd(mapped.text))
    return edit(mapped, edits) if edits else mapped


def _odd(text: str) -> Iterator[Edit]:
    if text.isascii() and text.isprintable():
        return
    for match in _ODD.finditer(text):
        old = match[0]
        new = "" if _DELETE.match(old) else _ordinary(old)
        if new != old:
            yield match.start(), match.end(), new


def _ordinary(old: str) -> str:
    if old.isspace():
        return " "
    if old in "\u2010\u2011":
        return "-"
    if old in _RADICALS:
        return _RADICALS[old]
    if len(old) > 1:
        return unicodedata.normalize("NFC", old)
    return unicodedata.normalize("NFKC", old)


def single_spaced(mapped: Mapped) -> Mapped:
    """Runs of spaces become one; none at the ends."""
    edits = [(m.start(), m.end(), "" if m.start() == 0 or m.end() == len(mapped.text) else " ")
             for m in _SPACES.finditer(mapped.text)]
    return edit(mapped, edits) if edits else mapped


def width(text: str) -> int:
    """How many columns a text fills on a page: Chinese characters two, others one."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def han_share(text: str) -> float:
    """Chinese characters among the letters, each counted as two letters; 0 without letters."""
    if text.isascii():
        return 0.0
    han = len(HANZI.findall(text))
    if not han:
        return 0.0
    return 2 * han / (han + len(LETTER.findall(text)))


def is_han(character: str) -> bool:
    return bool(character) and bool(HANZI.match(character))


def is_wide(character: str) -> bool:
    """A Chinese character or Chinese punctuation: no space is put beside it when lines are joined."""
    return bool(character) and bool(_WIDE.match(character))
