"""Numbers and bullets people type before a paragraph, in four languages."""

from __future__ import annotations

import re
from typing import NamedTuple

_ROMAN = r"(?=[IVXLC])(?:X[CL]|L?X{0,4})(?:I[XV]|V?I{0,4})"
_COUNT = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*|{_ROMAN})(?!\w)"
_ZH = r"[一二三四五六七八九十百千零〇两\d]"
_ORDINAL_ES = (r"(?:D[EÉ]CIM[OA]|VIG[EÉ]SIM[OA]|TRIG[EÉ]SIM[OA]|CUADRAG[EÉ]SIM[OA])?[ -]?"
               r"(?:PRIMER[OA]?|SEGUND[OA]|TERCER[OA]?|CUART[OA]|QUINT[OA]|SEXT[OA]|S[EÉ]PTIM[OA]|OCTAV[OA]|NOVEN[OA]"
               r"|UND[EÉ]CIM[OA]|DUOD[EÉ]CIM[OA]|D[EÉ]CIM[OA](?:[ -]?\w+)?|VIG[EÉ]SIM[OA]|TRIG[EÉ]SIM[OA]|[UÚ]NIC[OA])")
_ORDINAL_FR = r"(?:PREMIER|PREMI[ÈE]RE|DEUXI[ÈE]ME|TROISI[ÈE]ME|QUATRI[ÈE]ME|CINQUI[ÈE]ME|LIMINAIRE|UNIQUE)"
_HEAD = r"(?:ARTICLE|ART[IÍ]CULO|ARTICULO|ART\.?|CLAUSE|CL[AÁ]USULA|SECTION|SECCI[OÓ]N|§)"
_DIVISION = (r"(?:CHAPTER|CAP[IÍ]TULO|CHAPITRE|PART|PARTE|PARTIE|T[IÍ]TULO|TITRE|TITLE|ANNEX|ANNEXE?|ANEXO|SCHEDULE"
             r"|APPENDIX|AP[EÉ]NDICE|APPENDICE|EXHIBIT|ATTACHMENT|ADJUNTO)")
_TAIL = r"(?:\s*(?:er|re|º|°|o)\b|[º°])?(?:\s?\.\s?[-–—]+|\s?[.:：)–—-])?"

_DIVISIONS = re.compile(rf"{_DIVISION}s?\s+(?:N[º°o.]*\s*)?(?:{_COUNT}|[A-Z](?![\w.])|{_ORDINAL_ES}\b|{_ORDINAL_FR}\b){_TAIL}",
                        re.IGNORECASE)
_ARTICLES = re.compile(rf"{_HEAD}\s*(?:N[º°o.]*\s*)?(?:{_COUNT}|\d{{1,3}}(?=[º°]|er\b|o\b)|{_ORDINAL_ES}\b|{_ORDINAL_FR}\b)"
                       rf"(?:\s*\(\w{{1,3}}\))?{_TAIL}", re.IGNORECASE)
_SPANISH = re.compile(rf"{_ORDINAL_ES}(?:\s+{_ORDINAL_ES})?\s*(?:\.\s?[-–—]|[.:–—-])(?=\s|$)")
_CHINESE_DIVISIONS = re.compile(rf"第\s?{_ZH}{{1,6}}\s?[章编篇部]|(?:附件|附表|附录|附则)\s?(?:{_ZH}{{1,3}}|[A-Z])?(?=[\s：:、]|$)")
_CHINESE_ARTICLES = re.compile(rf"第\s?{_ZH}{{1,6}}(?:\s{_ZH}{{1,3}})?\s?[条條款节節项項](?:之{_ZH})?[：:、.]?")
_CHINESE = (
    (2, re.compile(r"[一二三四五六七八九十百零〇]{1,4}\s?[、．.](?!\d)")),
    (3, re.compile(r"[（(]\s?[一二三四五六七八九十百零〇]{1,4}\s?[）)]")),
    (4, re.compile(r"[①-⑳]|[㈠-㈩]|[⑴-⒇]|[⒈-⒛]")),
)
_DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)(?:\.\s?-|[.)、:])?(?![\w%.])")
_NUMBER = re.compile(r"(?:\d{1,3}\s?(?:\.\s?[-–—]+|\.?[°ºª]\s?[.)]?\s?[-–—]?(?!\d)|[.．)）、](?!\d)|\s[-–—]\s)|[（(]\s?\d{1,3}\s?[）)])\s*")
_BARE = re.compile(r"\d{1,3}(?=\s{2,}\S)")
_LETTER = re.compile(r"[（(]\s?[A-Za-z]\s?[）)]|[a-z][.)）](?=\s|[^\x00-\x7f])|[A-Z]\)(?=\s|[^\x00-\x7f])|[A-Z][.](?=\s+[^\W\d_]{2})")
_SMALL_ROMAN = re.compile(r"[（(]\s?(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})\s?[）)]|(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})[.)](?=\s)"
                          r"|[（(]\s?(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\s?[）)]")
_BIG_ROMAN = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\s?(?:\.\s?[-–—]?|[–—:])(?=\s)")
_BULLET = re.compile(r"[•·●○◦▪■□☐☑☒►▶➢✓✔\uf0b7\uf0a7](?=\s|[^\W\d_《“])|[-–—*](?=\s+\S)|[-–—](?=[^\W\d_])")
_REFERENCE = re.compile(
    r"(?:\b(?:section|sections|article|articles|art|clause|clauses|paragraph|paragraphs|para|annex|schedule|part|chapter|no"
    r"|number|and|or|to|of|in|under|art[ií]culo|art[ií]culos|cl[aá]usula|inciso|numeral|apartado|anexo|n[º°o]|y|del?|el|la"
    r"|alin[ée]a|annexe|paragraphe|point|et|ou|[àa]|aux?|les?|resolution|res|page)\.?|[,(/]|第|见|按|依|照|和|与|及|至|或)\s*$",
    re.IGNORECASE)


class Label(NamedTuple):
    """What stands before the words: as written, where the words begin, how deep, and whether it opens an article."""

    written: str
    content: int
    level: int
    heading: bool


def find(text: str, *, after: str = "") -> Label | None:
    """The label a paragraph or line begins with. `after`: the text before it, when it may be a reference broken off."""
    lead = len(text) - len(text.lstrip())
    words = text[lead:lead + 80]
    if not words or (words[0].isalpha() and words[0].islower() and words[1:2] not in (".", ")", "）")
                     and not words[1:4].startswith(tuple("iv"))):
        return None
    if after and _REFERENCE.search(after[-20:]):
        return None
    found = _divisions(words) or _counted(words)
    if found is None:
        return None
    end, level, heading = found
    content = lead + end
    while content < len(text) and text[content] in " \t\u3000":
        content += 1
    return Label(text[lead:lead + end].strip(), content, level, heading)


def _divisions(words: str) -> tuple[int, int, bool] | None:
    if words[0].isdigit():
        return None
    for pattern, level in ((_DIVISIONS, 1), (_CHINESE_DIVISIONS, 1), (_ARTICLES, 1), (_CHINESE_ARTICLES, 1)):
        match = pattern.match(words)
        if match:
            return (match.end(), level, True) if _opens(words, match.end(), match[0]) else None
    match = _SPANISH.match(words)
    return (match.end(), 1, True) if match else None


def _opens(words: str, end: int, written: str) -> bool:
    """Whether an article's name opens it, rather than beginning a sentence ("Article 4 applies", 第四条所称)."""
    rest = words[end:]
    if written[0] == "第":
        apart = rest[:1].isspace() and rest.strip()[:1] != "第"
        return not rest or apart or not re.match("[第的和与及至或所之下、，]|规定|约定|项下", rest)
    if written[-1] in ".:)–—-" or not rest.strip():
        return True
    word = rest.strip()
    if not rest[0].isspace():
        return not rest[0].isalnum() and rest[0] not in ",;"
    return not (word[0].islower() or word[0] in "(,;")


def _counted(words: str) -> tuple[int, int, bool] | None:
    match = _DECIMAL.match(words)
    if match:
        return match.end(), min(9, match[1].count(".") + 1), False
    match = _NUMBER.match(words)
    if match:
        ordinal = re.search("[°ºª]", match[0])
        bracketed = match[0][0] in "（(" or (match[0].rstrip()[-1:] in ")）" and not ordinal)
        return len(match[0].rstrip()), 3 if bracketed else 1, False
    match = _BARE.match(words)
    if match:
        return match.end(), 1, False
    for level, pattern in _CHINESE:
        match = pattern.match(words)
        if match:
            return match.end(), level, False
    for level, pattern in ((4, _SMALL_ROMAN), (1, _BIG_ROMAN), (3, _LETTER), (5, _BULLET)):
        match = pattern.match(words)
        if match:
            return match.end(), level, False
    return None


def is_bullet(label: str) -> bool:
    return bool(label) and bool(_BULLET.match(label + " x"))
