"""Whether the text embedded in a page is what one sees: scans have none, broken fonts have rubbish."""

from __future__ import annotations

import re
import unicodedata

from drafter.read.chars import HANZI, LETTER
from drafter.read.language import guess

MESSAGES = {
    "no-text": "holds a picture and no text",
    "rubbish-text": "its embedded text is not what the page shows",
    "damaged": "damaged",
}
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那"
    "社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已"
    "通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几"
    "九区强放安权甲乙双协议约款规责任保障备忘录应当不得依照")
_ODD = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]|\\(cid:\\d+\\)")
_TOKEN = re.compile(r"\S+")
_MIXED = re.compile(r"[^\W\d_]+[\d!-&*+/:-@^-`{|}~]+[^\W\d_]+")
_ACCENTED = re.compile("[\u00a1-\u00bf\u00c0-\u00ff]")


def fault(text: str, pictures: int) -> str:
    """`no-text`, `rubbish-text`, or empty for a page that can be relied on (also an empty one without pictures)."""
    letters = len(LETTER.findall(text))
    if letters < 20:
        odd = len(_ODD.findall(text))
        return "rubbish-text" if odd > 20 else "no-text" if pictures else ""
    odd = len(_ODD.findall(text)) + sum(unicodedata.category(c) == "Cn" for c in set(text)) * 2
    if odd > 0.08 * len(text):
        return "rubbish-text"
    han = len(HANZI.findall(text))
    if han > 100 and han > 0.3 * letters:
        return "rubbish-text" if sum(c in _COMMON for c in text) < 0.12 * han else ""
    return "rubbish-text" if _unlike_words(text, letters) else ""


def _unlike_words(text: str, letters: int) -> bool:
    """Latin letters that make no words: signs inside them, mostly accents, no small word of any language."""
    tokens = _TOKEN.findall(text)
    if len(tokens) < 30:
        return False
    if len(_ACCENTED.findall(text)) > 0.4 * letters:
        return True
    mixed = sum(bool(_MIXED.search(t)) and "@" not in t and "/" not in t for t in tokens)
    return not guess(text) and (mixed > 0.2 * len(tokens) or _vowels(text, letters) < 0.12)


def _vowels(text: str, letters: int) -> float:
    return sum(c in "aeiouáéíóúàèùâêîôûyAEIOUY" for c in text) / max(1, letters)
