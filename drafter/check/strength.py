"""How strong the duties of a paragraph are and who bears them, for comparison with its version in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.check import sentences
from drafter.check.align import Passage
from drafter.check.language import Hit, Lexicon, plain
from drafter.check.marks import Severity
from drafter.check.text import Text

Stretch = tuple[int, int]
Difference = tuple[str, Severity, str, Stretch, Stretch]
"""Rule, severity, what differs, and where on both sides."""
_BINDING = {
    "en": r"\b(?:shall|must)\b",
    "es": r"\b(?:deber[aá]n?|debe|deben)\b",
    "fr": r"\b(?:doit|doivent|devra|devront)\b",
    "zh": r"应当|必须|须(?!知)|(?<![供相反响适对效回感呼])应(?![急用对付收答邀税力聘酬战得有当])",
}
_ALLOWING = {
    "en": r"(?<!that\s)(?<!which\s)(?<!who\s)(?<!which it\s)(?<!which they\s)\bmay\b(?!\s+\d{4})|\bis entitled to\b|\bare entitled to\b",
    "es": r"\b(?:podr[aá]n?|puede|pueden)\b",
    "fr": r"\b(?:peut|peuvent|pourra|pourront)\b",
    "zh": r"可以|(?<!所)有权|(?<![许认不非警军双甲乙丙一各对方])可(?![能行靠信疑见持再燃控追用比核以])",
}
_LIMITING = {
    "en": r"\b(?:shall|must|may)\b[^.;]{0,110}?\b(?:only|until|unless)\b|\bonly\b[^.;,]{0,60}?\b(?:shall|must|may)\b",
    "es": r"\bs[oó]lo\b[^.;,]{0,40}?\b(?:podr[aá]n?|deber[aá]n?)\b|\b(?:podr[aá]n?|deber[aá]n?)\b[^.;,]{0,60}?\b(?:s[oó]lo|[uú]nicamente)\b",
    "fr": r"\bne\s+(?:peut|peuvent|doit|doivent)\b[^.;,]{0,60}?\bque?\b|\b(?:peut|doit)\b[^.;,]{0,40}?\b(?:seulement|uniquement)\b",
    "zh": r"[仅只][^，。；]{0,24}?(?:可以|可|应当|能)|(?<![警军双甲乙丙一各对])方可|才可以?|才能",
}
"""Duty and permission with "only" say the same: neither is counted."""
_BANNING = {
    "en": r"\b(?:shall|must|may)\s+(?:not|neither|never|in no)\b(?!\s+(?:exceed|be\s+(?:less|more|later|fewer)))|\bcannot\b|\bno\s[^.;,]{1,90}?\b(?:shall|may)\b|\bneither\s[^.;,]{1,60}?\b(?:shall|may)\b|\bnothing\b|\bno\s?(?:one|body)\b|"
    r"\bshall\s+(?:\w+\s+){1,4}?no\b|"
    r"\bnor\s+(?:shall|may)\b",
    "es": r"\bno\s+(?:se\s+)?(?:deber[aá]n?|podr[aá]n?|puede|pueden)\b|\b(?:ning[uú]n|nadie)\b",
    "fr": r"\bne\s+(?:doit|doivent|peut|peuvent|pourra)\b|\b(?:aucune?|nul)\b",
    "zh": r"(?:不得|不应)(?![晚迟少低超多早高]|大于|小于)|不可(?!抗)|不能(?!够)|禁止|严禁|不准|不许",
}


_NEGATIVE = {
    "en": r"\b(?:no|not|nor|never|none|nothing|nobody|neither|out|without|except|refus\w+|refrain\w*|exclud\w+|prevent\w*|avoid\w*|other than|cannot|remov\w+|"
    r"prohibit\w*|forbid\w*|ban\w*)\b",
    "es": r"\b(?:no|ni|nunca|ning\w+|nadie|nada|sin|salvo|excepto|abst\w+|evit\w+|prohib\w+|exclu\w+|imped\w+)\b",
    "fr": r"\b(?:ne|pas|ni|jamais|aucun\w*|nul\w*|rien|sans|sauf|abst\w+|évit\w+|interdi\w+|exclu\w+|empêch\w+)\b|\bn'",
    "zh": r"不|未|无|非|免|拒|除|禁|勿|留空|防止|避免|排除|没有",
}
"""Words that can turn a duty round: where one stands, "shall" and 不得 may say the same."""


@dataclass(frozen=True)
class Duties:
    """Words of duty, permission and ban in a paragraph, with their places in its words; parties named as subjects."""

    binding: tuple[Stretch, ...]
    allowing: tuple[Stretch, ...]
    banning: tuple[Stretch, ...]
    roles: Mapping[str, Stretch]
    negative: bool


def read(text: Text, passage: Passage) -> list[Duties]:
    """The duties of a passage, sentence by sentence."""
    language = passage.unit.paragraph.language
    cuts = sentences.split(passage.text, text.vocabularies[language].abbreviations)
    return [_sentence(text, passage.text[low:high], low, language) for low, high in cuts]


def _sentence(text: Text, written: str, base: int, language: str) -> Duties:
    words = plain(written)
    limits = [m.span() for m in re.finditer(_LIMITING[language], words)]
    bans = [m.span() for m in re.finditer(_BANNING[language], words)]

    def free(pattern: str) -> tuple[Stretch, ...]:
        found = (m.span() for m in re.finditer(pattern, words))
        return tuple((a + base, b + base) for a, b in found if not any(x < b and a < y for x, y in (*bans, *limits)))

    return Duties(
        free(_BINDING[language]),
        free(_ALLOWING[language]),
        tuple((a + base, b + base) for a, b in bans),
        _roles(text, written, base, text.lexicons[language]),
        bool(re.search(_NEGATIVE[language], words)),
    )


def _whole(parts: Sequence[Duties]) -> Duties:
    roles = {role: where for part in reversed(parts) for role, where in part.roles.items()}
    return Duties(
        tuple(x for p in parts for x in p.binding),
        tuple(x for p in parts for x in p.allowing),
        tuple(x for p in parts for x in p.banning),
        roles,
        any(p.negative for p in parts),
    )


def _roles(text: Text, written: str, base: int, lexicon: Lexicon) -> dict[str, Stretch]:
    """The parties that the passage names by their own short names."""
    own = {re.sub(r"[\u2019']", "'", name).lower() for name in text.names}
    found: dict[str, Stretch] = {}
    hits: list[Hit] = [h for h in lexicon.scan(written) if h.kind.startswith("role:")]
    for hit in hits:
        if hit.phrase in own:
            found.setdefault(hit.kind[5:], (hit.start + base, hit.end + base))
    return found


def differences(a: Sequence[Duties], b: Sequence[Duties]) -> Iterator[Difference]:
    """What differs between two paragraphs that answer each other: by sentences where both have as many, else as a whole."""
    if len(a) == len(b):
        for x, y in zip(a, b, strict=True):
            yield from _between(x, y)
    elif a and b:
        yield from _between(_whole(a), _whole(b))


def _between(a: Duties, b: Duties) -> Iterator[Difference]:
    counts = [(len(d.binding), len(d.allowing), len(d.banning)) for d in (a, b)]
    yield from _force(a, b, *counts)
    only_a, only_b = set(a.roles) - set(b.roles), set(b.roles) - set(a.roles)
    if len(a.roles) == len(b.roles) == 1 and only_a and only_b and {*only_a, *only_b} != {"force", "state"}:
        x, y = only_a.pop(), only_b.pop()
        yield "party-differs", "warning", f"{x} / {y}", a.roles[x], b.roles[y]


def _force(a: Duties, b: Duties, left: tuple[int, int, int], right: tuple[int, int, int]) -> Iterator[Difference]:
    if left == right or not sum(left) or not sum(right):
        return
    (bind, allow, ban), (bind2, allow2, ban2) = left, right
    certain = sum(left) == sum(right)
    if allow != allow2 and (bind - bind2) * (allow - allow2) < 0:
        severity: Severity = "error" if certain and ban == ban2 else "warning"
        yield "duty-differs", severity, "duty / permission" if bind > bind2 else "permission / duty", *_where(a, b, bind > bind2)
    elif (
        allow != allow2
        and ban == ban2
        and (bind > bind2 or allow > allow2)
        and min(allow, allow2) == 0
        and (b if allow > allow2 else a).binding
    ):
        yield "duty-differs", "warning", "permission / duty" if allow > allow2 else "duty / permission", *_where(a, b, allow < allow2)
    elif ban != ban2 and (bind - bind2) * (ban - ban2) < 0 and sum(left) == sum(right) == 1 and not (a if bind > bind2 else b).negative:
        yield "duty-differs", "error", "duty / ban" if bind > bind2 else "ban / duty", *_bans(a, b, bind > bind2)
    elif ban != ban2 and (allow - allow2) * (ban - ban2) < 0 and sum(left) == sum(right) == 1 and not (a if allow > allow2 else b).negative:
        yield "duty-differs", "error", "permission / ban" if allow > allow2 else "ban / permission", *_lifted(a, b, allow > allow2)


def _lifted(a: Duties, b: Duties, allowed: bool) -> tuple[Stretch, Stretch]:
    return (a.allowing[0], b.banning[0]) if allowed else (a.banning[0], b.allowing[0])


def _where(a: Duties, b: Duties, bound: bool) -> tuple[Stretch, Stretch]:
    return ((a.binding or a.banning)[-1], b.allowing[-1]) if bound else (a.allowing[-1], (b.binding or b.banning)[-1])


def _bans(a: Duties, b: Duties, bound: bool) -> tuple[Stretch, Stretch]:
    return (a.binding[0], b.banning[0]) if bound else (a.banning[0], b.binding[0])
