"""Who is who: short names the text gives its parties ("hereinafter", （以下简称“…”）, en adelante, ci-après) and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from drafter.check.language import Lexicon, bare

ROLES = ("private-security", "company", "force", "state", "ngo")
_OPENING = {"zh": 1500}
_PARTY = 400
"""Characters of a party's description that are read."""
_KEY = (r"(?:[Hh]ereinafter|[Hh]ereafter|referred to as|called|known as|[Ww]e (?:say|call)|[Ee]n adelante|[Ee]n lo sucesivo|denominad[oa]|"
        r"[Dd]ecimos|[Ll]lamamos|[Cc]i-après|dénommée?|désignée?|[Nn]ous disons|以下简称|下称|以下称|简称)")
_QUOTED = r"[\"“«]\s?(?P<{}>[^\"”»“\n]{{2,40}}?)\s?[\"”»]"
_NAMED = re.compile(
    r"[(（]\s?(?:(?:the|la|el|le|an?|each an?)\s+)?" + _QUOTED.format("quoted") + r"[^()（）\n]{0,30}[)）]"
    r"|" + _KEY + r"[^()（）\"“«\n.]{0,30}?" + _QUOTED.format("keyed") +
    r"|(?:hereinafter|hereafter)(?:\s+(?:called|referred to as|known as))?\s+the\s+(?P<plain>[A-Z][\w ]{1,30}?)(?=[),.;])"
    r"|" + _KEY + r"(?:\s*,)?\s+(?P<latin>(?:la |el |l'|le |LA |EL |LE )?[A-ZÁÉÍÓÚ][\w'’ -]{1,30}?)(?=\s?[),.;:])"
    r"|(?:以下简称|下称|以下称|简称)(?P<hanzi>[\u4e00-\u9fff]{2,6})[）)]"
    r"|\((?:the|la|el|le)\s+(?P<short>[A-Z][a-zé]{3,14})\)|\((?:the\s+)?(?P<letters>[A-Z]{3,7})\)")
_CHINESE = re.compile(r"(?:^|\n|\s)(?P<name>[\u4e00-\u9fff]{1,5}(?:[方人]|单位))(?:[（(][^）)]{1,12}[）)])?\s?[：:](?P<who>[^\n]{4,80})")
_LABELLED = re.compile(r"(?:^|\n)(?P<name>[A-ZÀ-Ý][\w'’ ]{2,25}?)"
                       r"(?:\s\([\"“«]\s?(?P<alias>[\w'’ ]{2,30}?)\s?[\"”»]\))?\s?:\s(?P<who>[^\n]{12,300})")
_SAYS = re.compile(r"[“\"「](?P<name>[\u4e00-\u9fff]{1,6})[”\"」](?:说的是|指的?就?是|就是|即|是指|系指)(?P<who>[^，。；\n]{2,14})(?=[，。；\n])")
_FIRM = re.compile(r"\b(?:ltd|limited|llp|plc|inc|llc|gmbh|corp|(?-i:S\.?\s?A\.?(?:\s?S\.?)?(?=\W))|s\.a\.r\.l|sarl|ltda|pty|n\.v|b\.v|"
                   r"sociedad an[oó]nima|soci[eé]t[eé] anonyme|(?-i:S\.?\s?R\.?\s?L\.?(?=\W))|e\.?i\.?r\.?l\.?(?=\W))\b|有限公司|股份公司|集团(?!军)", re.IGNORECASE)
_LETTERED = dict.fromkeys(("甲方", "乙方", "丙方"), "all")
_GUARDING = re.compile(r"security|guard|protection|protección|seguridad|vigilancia|gardien|sécurité|sûreté|保安|安保|护卫|安全服务",
                       re.IGNORECASE)
_PUBLIC = re.compile(r"ministry|police|army|government|minist[eè]re|ministerio|polic[ií]a|ej[eé]rcito|gendarmerie|arm[ée]e|force|"
                     r"部|警|军|政府|局", re.IGNORECASE)
_PAPERS = re.compile(r"(?:mou|memorandum|agreement|本?协议|本?合同|memorándum|convenio|accord|protocole|convention|plan|parties|partes|"
                     r"双方|各方|.*(?:soussign|suscrit|undersigned).*|(?:article|art[ií]culo|clause|cl[aá]usula|annexe?|anexo|schedule)\W*\w{1,4}|authority|officers?|staff|agents?|agentes|members?|personnel|personal|人员|成员|between|entre|date|fecha|objet|objeto|subject|principles?|principios|principes|.*原则)", re.IGNORECASE)


def names(text: str, lexicon: Lexicon) -> dict[str, str]:
    """Short names of parties with their roles, from the beginning of a text."""
    result: dict[str, str] = {}
    for name, who in _defined(text[:_OPENING.get(lexicon.code, 3500)]):
        role = _role(who, name, lexicon)
        if role:
            result.setdefault(name, role)
    return result


def _defined(text: str) -> Iterator[tuple[str, str]]:
    for match in chain(_CHINESE.finditer(text), _SAYS.finditer(text)):
        if not _PAPERS.fullmatch(match["name"]):
            yield match["name"], match["who"]
    for match in _LABELLED.finditer(text):
        if not _PAPERS.fullmatch(match["name"]) and (_FIRM.search(match["who"]) or _PUBLIC.search(match["who"])):
            yield from ((_bared(name), match["who"]) for name in (match["name"], match["alias"]) if name)
    before = 0
    for match in _NAMED.finditer(text):
        name = next(n for n in match.groups() if n).strip()
        name = _bared(name)
        if 2 <= len(name) <= 30 and not _PAPERS.fullmatch(name):
            yield name, re.split(r"[;；。]\s|\n", text[max(before, match.start() - _PARTY):match.start() + 1])[-1]
            before = match.end()


def _bared(name: str) -> str:
    """A short name without its article."""
    return re.sub(r"^(?:(?:the|la|el|le|les|los|las)\s+|l['’]\s*)", "", name.strip(), flags=re.IGNORECASE)


def _firm(who: str) -> str:
    """The name of a firm: the words before its legal form."""
    match = _FIRM.search(who)
    return who[max(0, match.start() - 60):match.start()] if match else who


def _role(who: str, name: str, lexicon: Lexicon) -> str:
    """The role of a short name: its own words say it, or a firm's legal form, or the words before it."""
    own = _spoken(name, lexicon)
    if own and own != "company":
        return own
    if _FIRM.search(who):
        return "private-security" if _GUARDING.search(_firm(who)) and not _PUBLIC.search(name) else "company"
    return own or _spoken(who[-120:], lexicon) or _spoken(who[:120], lexicon)


def _spoken(text: str, lexicon: Lexicon) -> str:
    """The role that most letters of a text speak for; empty where none does."""
    counts: dict[str, int] = {}
    for hit in lexicon.scan(text):
        role = hit.kind.partition(":")[2]
        if hit.kind.startswith("role:") and role in ROLES:
            counts[role] = counts.get(role, 0) + len(hit.phrase)
    return max(ROLES, key=lambda r: counts.get(r, 0)) if counts else ""


def lexicon_of(code: str, words: Mapping[str, tuple[str, ...]], guards: Mapping[str, tuple[str, ...]], own: Mapping[str, str]) -> Lexicon:
    """The lexicon of a language with a document's own party names in it; a defined name outranks the general word."""
    taken = {bare(name) for name in own}
    kinds = {kind: tuple(w for w in phrases if not (kind.startswith("role:") and bare(w) in taken))
             for kind, phrases in words.items()}
    lexicon = Lexicon(code, kinds, guards)
    for name, role in own.items():
        lexicon.add(f"role:{role}", name)
    for name, role in _LETTERED.items() if code == "zh" else ():
        if name not in own:
            lexicon.add(f"role:{role}", name)
    return lexicon
