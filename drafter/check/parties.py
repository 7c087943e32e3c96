"""Who is who: short names the text gives its parties ("hereinafter", （以下简称“…”）, en adelante, ci-après) and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter.check.language import Lexicon

ROLES = ("private-security", "company", "force", "state", "ngo")
_OPENING = 6000
_NAMED = re.compile(
    r"[(（,，;；][^()（）]{0,60}?(?:[\"“«„「]\s?(?P<quoted>[^\"”»“」]{2,40}?)\s?[\"”»“」])[^()（）]{0,40}?(?=[)）,，.;。]|$)"
    r"|(?:hereinafter|hereafter)(?:\s+(?:called|referred to as|the|known as))*\s+[\"“]?(?P<plain>[A-Z][\w ]{1,30}?)[\"”]?(?=[),.;])"
    r"|(?:en adelante|en lo sucesivo|ci-après|denominad[oa]|dénommée?)(?:\s*,)?(?:\s+(?:desginée?|désignée?|dénommée?|denominad[oa]))?"
    r"\s+(?P<latin>(?:la |el |l'|le |LA |EL |LE )?[A-ZÁÉÍÓÚ][\w'’ -]{1,30}?)(?=[),.;])")
_CHINESE = re.compile(r"(?:^|\n|\s)(?P<name>[\u4e00-\u9fff]{2,6})(?:[（(][^）)]{1,12}[）)])?\s?[：:](?P<who>[^\n]{4,80})")
_FIRM = re.compile(r"\b(?:ltd|limited|plc|inc|llc|gmbh|corp|s\.?\s?a\.?(?:\s?s\.?)?(?=\W)|s\.a\.r\.l|sarl|ltda|pty|n\.v|b\.v|sociedad an[oó]nima|"
                   r"soci[eé]t[eé]|company|compa[ñn][ií]a)\b|有限公司|股份公司|集团", re.IGNORECASE)
_GUARDING = re.compile(r"security|guard|protection services|seguridad|vigilancia|gardiennage|sécurité|保安|安保|护卫", re.IGNORECASE)
_PUBLIC = re.compile(r"ministry|police|army|government|minist[eè]re|ministerio|polic[ií]a|ej[eé]rcito|gendarmerie|arm[ée]e|force|部|警|军|政府|局", re.IGNORECASE)


def names(text: str, lexicon: Lexicon) -> dict[str, str]:
    """Short names of parties with their roles, from the beginning of a text."""
    result: dict[str, str] = {}
    for name, who in _defined(text[:_OPENING]):
        role = _role(who, name, lexicon)
        if role:
            result.setdefault(name, role)
    return result


def _defined(text: str) -> Iterator[tuple[str, str]]:
    for match in _CHINESE.finditer(text):
        if not re.search(r"号|日期|地点|时间|名称|地址|电话", match["name"]):
            yield match["name"], match["who"]
    for match in _NAMED.finditer(text):
        name = (match["quoted"] or match["plain"] or match["latin"] or "").strip()
        name = re.sub(r"^(?:the|la|el|le|les|los|las|l['’])\s*", "", name, flags=re.IGNORECASE)
        if 2 <= len(name) <= 30 and not re.fullmatch(r"(?:mou|memorandum|agreement|本协议|协议|memorándum|convenio|accord|protocole|convention|plan|parties|partes)",
                                                    name, re.IGNORECASE):
            yield name, re.split(r"[;；。]\s|\n", text[max(0, match.start() - 220):match.start() + 1])[-1]


def _role(who: str, name: str, lexicon: Lexicon) -> str:
    """The role that the words before a short name speak for."""
    if _FIRM.search(who):
        return "private-security" if _GUARDING.search(who[-90:]) and not _PUBLIC.search(name) else "company"
    for text in (name, who[-120:]):
        counts: dict[str, int] = {}
        for hit in lexicon.scan(text):
            role = hit.kind.partition(":")[2]
            if hit.kind.startswith("role:") and role in ROLES:
                counts[role] = counts.get(role, 0) + len(hit.phrase)
        if counts:
            return max(ROLES, key=lambda r: counts.get(r, 0))
    return ""


def lexicon_of(code: str, words: Mapping[str, tuple[str, ...]], guards: Mapping[str, tuple[str, ...]], own: Mapping[str, str]) -> Lexicon:
    """The lexicon of a language with a document's own party names in it; a defined name outranks the general word."""
    taken = {name.lower() for name in own}
    kinds = {kind: tuple(w for w in phrases if not (kind.startswith("role:") and w.lower() in taken))
             for kind, phrases in words.items()}
    lexicon = Lexicon(code, kinds, guards)
    for name, role in own.items():
        lexicon.add(f"role:{role}", name)
    if code == "zh":
        for name in ("甲方", "乙方", "丙方"):
            if name not in own:
                lexicon.add("role:all", name)
    return lexicon
