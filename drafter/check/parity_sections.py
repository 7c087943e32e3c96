"""Sections of a report: which heading opens what, and which section of one language answers which of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from drafter.check import spelled
from drafter.check.align import MOST, Passage, best_path, shared
from drafter.document import Paragraph

_STOPS = ".。;；:：!！?？,，"
_SHORT_LATIN, _SHORT_HAN = 70, 24
_FRONT = 2
"""Lines at the front of a text, where a title may stand before a heading."""
_TOPICS = (
    ("summary", r"summary|at a glance|abstract", "摘要|概要|提要|概览|一览"),
    ("background", r"background|context|setting|introduction", "背景|引言|导言|概况|环境"),
    ("challenge", r"challenge|problem|dilemma|risk to", "挑战|问题|困境|难题"),
    ("process", r"process|approach|what was done|practice|steps taken|implementation|actions? taken", "过程|进程|做法|实践|举措|实施|行动|办法"),
    ("results", r"results?|outcomes?|achievements?|effects?|impact|changed", "成效|结果|成果|效果|影响|变化"),
    ("lessons", r"lessons?|learned|learnt", "教训|经验|启示"),
    ("limits", r"limit(?:s|ation|ations)|gaps|not known|caveats?", "局限|限制|不足|未知"),
    ("recommendations", r"recommend\w*", "建议"),
    ("sources", r"sources?|evidence|references|bibliography", "来源|资料|证据|参考"),
    ("method", r"method\w*|how (?:it|this) was (?:done|made)", "方法"),
    ("members", r"members?(?:hip)?|participants|who takes part|parties|partners", "成员|参与方|参加者|伙伴"),
    ("next", r"next steps?|outlook|way forward|follow-up", "下一步|后续|展望|前景"),
    ("chronology", r"chronology|timeline|what happened|events", "经过|时间线|大事记|事件"),
    ("response", r"response|remedy|reply", "应对|补救|答复|回应|救济"),
    ("monitoring", r"monitor\w*|verification|review", "监测|监督|核查|核实|审查"),
    ("commitments", r"commitments?", "承诺"),
    ("governance", r"governance|meetings|secretariat", "治理|会议|秘书处"),
    ("mandate", r"mandate|origin|history|founding", "任务|授权|起源|由来|缘起|历史"),
    ("scope", r"scope|coverage|objectives?|aims?|purpose", "范围|目标|目的|宗旨"),
    ("training", r"training", "培训"),
    ("clearance", r"clearance|consent|release|approval", "批准|同意|授权发布"),
    ("contact", r"contact", "联系"),
    ("annex", r"annex(?:es)?|appendi\w+", "附件|附录"),
    ("costs", r"costs?|funding|resources|finance", "费用|成本|经费|资金|资源"),
    ("rating", r"rating|risk level", "评级|等级"),
    ("transfer", r"transfer\w*|elsewhere|replication", "推广|可复制|其他地方|适用性"),
)


@dataclass(frozen=True)
class Section:
    """A heading and the passages to the next one. `names`: what the heading is called, in the library's terms."""

    heading: Passage | None
    passages: tuple[Passage, ...]
    names: frozenset[str]

    @property
    def size(self) -> float:
        return sum(p.size for p in self.passages)


def cut(passages: Sequence[Passage], language: str) -> list[Section]:
    """Passages by their headings. What stands before the first one has none."""
    found: list[list[Passage]] = [[]]
    for n, passage in enumerate(passages):
        if headed(passages, n, language):
            found.append([])
        found[-1].append(passage)
    rest, *sections = found
    first = [Section(None, tuple(rest), frozenset())] if rest else []
    return first + [Section(group[0], tuple(group), names(group[0].text, language)) for group in sections]


def headed(passages: Sequence[Passage], n: int, language: str) -> bool:
    """Whether a passage is a heading: marked as one, or a short line without a stop between sentences."""
    passage, after = passages[n], passages[n + 1] if n + 1 < len(passages) else None
    if passage.unit.paragraph.kind == "heading":
        return not passage.unit.paragraph.style.startswith(("Title", "Subtitle"))
    if after is None or not _said(after) or (n > _FRONT and not _said(passages[n - 1])):
        return False
    return _short(passage, language)


def _said(passage: Passage) -> bool:
    """Whether words are a sentence, or an item, and not one of many short lines."""
    return passage.text.strip()[-1:] in _STOPS or _listed(passage.unit.paragraph)


def _short(passage: Passage, language: str) -> bool:
    paragraph, words = passage.unit.paragraph, passage.text.strip()
    if not words or words[-1] in _STOPS or passage.values or _listed(paragraph):
        return False
    if paragraph.kind != "body" or paragraph.cell is not None or paragraph.style.startswith("Drafter"):
        return False
    return len(words) <= (_SHORT_HAN if language == "zh" else _SHORT_LATIN) and (language == "zh" or len(words.split()) <= 9)


def _listed(paragraph: Paragraph) -> bool:
    return paragraph.kind == "list" or bool(re.fullmatch(r"[•·●▪–—*-]", paragraph.label))


@cache
def _titles() -> dict[str, dict[str, frozenset[str]]]:
    """By language: the words of the library's section titles and element names, with what they name."""
    from drafter.library import load

    library = load.load(parts=("elements:case", "clauses"), examples=False)
    found: dict[str, dict[str, set[str]]] = {}
    named = [(e.id, e.names) for e in library.elements.values()] + [(c.family, c.title) for c in library.clauses.values()]
    for key, names_ in named:
        for language, words in names_.items():
            found.setdefault(language, {}).setdefault(_level(words), set()).add(key)
    return {code: {w: frozenset(keys) for w, keys in names_.items()} for code, names_ in found.items()}


def _level(words: str) -> str:
    return re.sub(r"[\W_]+", " ", spelled.bare(words)).strip()


def names(words: str, language: str) -> frozenset[str]:
    """What a heading is called: ids of the library where it is one of its titles, else common topics."""
    own = _titles().get(language, {}).get(_level(words), frozenset())
    column = 2 if language == "zh" else 1
    low = words.lower()
    form = (lambda t: t) if language == "zh" else (lambda t: rf"\b(?:{t})\b")
    return own | {t[0] for t in _TOPICS if language in ("en", "zh") and re.search(form(t[column]), low)}


def match(a: Sequence[Section], b: Sequence[Section]) -> list[tuple[Section | None, Section | None]]:
    """Sections that answer each other, in order."""
    if len(a) * len(b) > MOST:
        return [*zip(a, b, strict=False), *((x, None) for x in a[len(b):]), *((None, y) for y in b[len(a):])]
    return [(a[i] if i >= 0 else None, b[j] if j >= 0 else None) for i, j in best_path(len(a), len(b), lambda i, j: _alike(a[i], b[j]))]


def _alike(a: Section, b: Section) -> float:
    if (a.heading is None) != (b.heading is None):
        return -1.5
    found = 0.2
    if a.names and b.names:
        found += 1.6 if a.names & b.names else -0.8
    if a.heading and b.heading and a.heading.unit.label and b.heading.unit.label:
        found += 0.3 if a.heading.unit.path == b.heading.unit.path else -0.1
    ratio = min(a.size, b.size) / max(a.size, b.size, 1.0)
    found += 0.9 * (ratio - 0.45)
    found += 0.3 if len(a.passages) == len(b.passages) else -0.1
    return found + 1.2 * shared([v for p in a.passages for v in p.values], [v for p in b.passages for v in p.values])
