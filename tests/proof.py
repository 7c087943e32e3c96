"""Each clause of the library alone in a small agreement, as a file the checker reads: for test_check_library and by hand.

    python tests/proof.py [LANGUAGE…]        which requirements that a clause claims are not found met, by cause
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from drafter import matter as matters
from drafter.assemble import choose, phrase
from drafter.check import gaps, plain
from drafter.check.findings import Checked
from drafter.library import cues, load
from drafter.library.lint import EXPRESS_NONE
from drafter.numbers import label, numeral
from drafter.read import build
from drafter.read import text as reader
from drafter.schema import Block, Clause, Element, Library, Span

ROOT = Path(__file__).resolve().parents[1]
KIND = "mou-defence"
Examples = Mapping[str, Mapping[str, Sequence[str]]]
LANGUAGES = ("en", "zh")
_OTHER = 7
_TITLES = {"en": ("Memorandum of Understanding on Security and Human Rights", "Definitions", "Object"),
           "zh": ("关于安全与人权的谅解备忘录", "定义", "宗旨")}
_PARTIES = {"en": 'between the Ministry of Defence ("the Ministry") and Borealis Mining Limited ("the Company")',
            "zh": "国防部（以下简称“国防部”）\n与北原矿业有限公司（以下简称“公司”）"}
_RIGHTS = {"en": "The Ministry and the Company shall respect human rights. Soldiers guard the mine.", "zh": "双方应当尊重人权。军队守卫矿山。"}
_OBJECT = {"en": "The Parties conclude this Memorandum so that the Site is protected and human rights are respected.",
           "zh": "双方订立本备忘录，以保护项目场址并尊重人权。"}


@cache
def library() -> Library:
    return load.load(parts=[*(p for p in load.PARTS if p != "elements"), "elements:mou"])


@cache
def _cues() -> Mapping[str, Any]:
    return cues.load(library().elements, LANGUAGES)


@cache
def facts() -> Mapping[str, Any]:
    """The sample's facts, and the examples of the fields it leaves out."""
    return matters.read(ROOT / "templates" / KIND / "sample.yaml", library()).facts


def said(name: str, language: str) -> str:
    """A fact as the sample says it."""
    field, words = library().fields[name], library().languages[language]
    value = facts().get(name)
    if field.type == "articles":
        return ", ".join(label(words["numbering"]["article"], n) for n in (3, 4))
    if value not in (None, ()):
        return phrase.say(field, value, language, words)
    example = field.example if field.example is not None else field.default
    if isinstance(example, dict):
        example = example.get(language, next(iter(example.values())))
    if isinstance(example, list):
        return words["list"]["comma"].join(str(x.get(language, x) if isinstance(x, dict) else x) for x in example)
    if field.type == "duration" and isinstance(example, int):
        return phrase.duration(example, field.unit, words, language)
    return str(example if example is not None else field.label.get(language, name))


def _spans(spans: tuple[Span, ...], language: str) -> str:
    words = library().languages[language]["numbering"]
    result = ""
    for span in spans:
        if span.kind in ("text", "bold"):
            piece = span.value
        elif span.kind == "field":
            piece = said(span.value, language)
            if language != "zh" and (not result or re.search(r"[.!?]\s*$", result)):
                piece = piece[:1].upper() + piece[1:]
        else:
            name, _, paragraph = span.value.partition("#")
            what = "annex" if name.startswith("annex/") else "article"
            piece = label(words[what], 2 if what == "annex" else _OTHER)
            if paragraph:
                part = words["paragraph"]
                piece = part["ref"].format(article=numeral(_OTHER, words["article"]["format"]),
                                           paragraph=numeral(int(paragraph), part["format"]))
        result += piece
    return result


def lines(blocks: tuple[Block, ...], language: str, number: int) -> Iterator[str]:
    """The paragraphs of a clause, numbered as they are printed."""
    words = library().languages[language]["numbering"]
    paragraph = item = sub = 0
    for block in blocks:
        if block.kind in ("table", "rows"):
            for row in block.rows:
                yield " | ".join(_spans(cell, language) for cell in row)
            continue
        text = _spans(block.spans, language)
        if block.kind == "paragraph":
            paragraph, item = paragraph + 1, 0
            mark = f"{number}.{paragraph} " if language == "en" else f"（{numeral(paragraph, words['paragraph']['format'])}）"
        elif block.kind == "item":
            item, sub = item + 1, 0
            mark = f"({chr(96 + item)}) " if language == "en" else f"{item}."
        elif block.kind == "subitem":
            sub += 1
            mark = f"({'i' * sub}) " if language == "en" else f"（{sub}）"
        else:
            mark = ""
        yield mark + text


def agreement(clause: Clause, language: str, *, headed: bool = True, width: int = 0) -> str:
    """A title, the parties, definitions, the object, and the clause."""
    words = library().languages[language]["numbering"]
    title, definitions, purpose = _TITLES[language]
    parties = library().clauses["front/parties"]
    defined = choose.definitions(clause.body["en"], library(), clause.form if clause.form != "both" else "full", list(clause.defines))
    found = [title, "", *lines(parties.body[language], language, 0), "", f"{label(words['article'], 1)} {definitions}", ""]
    texts = [text for d in defined for text in lines(d.body[language], language, 1)]
    found += [re.sub(r"^(?:1\.\d+ |（.+?）)", "", t) for t in texts]
    found += ["", f"{label(words['article'], 2)} {purpose}", "", _OBJECT[language], ""]
    heading = f"{label(words['article'], 3)} {clause.title[language]}".rstrip()
    found += [heading if headed else label(words["article"], 3), ""]
    for text in lines(clause.body[language], language, 3):
        found += [text, ""]
    if width:
        found = [line for text in found if text for line in (*wrapped(text, width, language), "")]
    return "\n".join(found)


def wrapped(text: str, width: int, language: str) -> list[str]:
    """A paragraph broken into lines, as e-mail and converters do."""
    import textwrap

    if language == "zh":
        size = width // 2
        return [text[n:n + size] for n in range(0, len(text), size)]
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def check(text: str, language: str) -> Checked:
    read = build.document(reader.read(text.encode(), "x.txt"), "x.txt", "")
    return gaps.check(read, library(), _cues(), KIND, (language,))


_TAKEN_BACK = {
    "en": ((r"\bshall not\b", "\0may"), (r"\b(?:shall|must)\b", "need not"), (r"\bmay only\b", "may"), (r"\b(?:No|Nobody|None)\b", "Any"),
           (r"\bNeither\b", "Either"), ("\0", "")),
    "zh": (("不得", "\0可以"), ("均?应当", "无须"), ("仅可以", "可以"), ("\0", "")),
}
_SOFTENED = {
    "en": ((r"\bshall not\b", "should not where possible"), (r"\b(?:shall|must)\b", "should endeavour to")),
    "zh": (("不得", "尽量不"), ("应当", "可以尽量")),
}


def weakened(clause: Clause, language: str, *, softened: bool = False) -> str:
    """The agreement of a clause with the word changed on which each of its duties and bans rests."""
    text = agreement(clause, language)
    start = text.index(_OBJECT[language]) + len(_OBJECT[language])
    body = text[start:]
    for pattern, words in (_SOFTENED if softened else _TAKEN_BACK)[language]:
        body = re.sub(pattern, words, body)
    return text[:start] + body


def example(text: str, element: str, language: str, kind: str = KIND) -> Any:
    """The finding on an example, as the last article of a small agreement that has parties and speaks of rights."""
    article = library().languages[language]["numbering"]["article"]
    head = f"{_TITLES[language][0]}\n{_PARTIES[language]}\n\n{label(article, 1)}\n{_RIGHTS[language]}"
    whole = f"{head}\n\n{label(article, 2)}\n{text}"
    return gaps.check(plain.document(whole, language), library(), _cues(), kind, (language,))[element]


@dataclass(frozen=True)
class Claim:
    """A clause says that it meets a requirement (or, without one, that it makes an element present)."""

    clause: str
    language: str
    element: str
    requirement: str = ""

    @property
    def key(self) -> str:
        return "/".join(x for x in (self.clause, self.language, self.element, self.requirement) if x)


def shown_as(claims: list[Claim], checked: Checked) -> dict[str, str]:
    """How each claim fares: `met` or `present`, else what was found."""
    result = {}
    for claim in claims:
        found = checked[claim.element]
        if not claim.requirement:
            result[claim.key] = found.verdict + "".join(f" {r}" for r in found.reasons)
        elif claim.requirement == EXPRESS_NONE:
            result[claim.key] = "met" if "express-none" in found.reasons else "none"
        else:
            known = {r.id: r.result for r in found.requirements}
            result[claim.key] = known.get(claim.requirement, "not-asked" if found.reasons != ("express-none",) else "met")
    return result


def claims(clause: Clause, language: str) -> list[Claim]:
    """What a clause claims, for this kind of document."""
    result = []
    for name in clause.provides:
        element: Element = library().elements[name]
        if element.level.get(KIND, "not-applicable") == "not-applicable":
            continue
        asked = {r.id for r in element.requirements if not r.kinds or KIND in r.kinds}
        result.append(Claim(clause.id, language, name))
        result += [Claim(clause.id, language, name, r) for r in clause.meets.get(name, {}) if r in asked or r == EXPRESS_NONE]
    return result


def providing() -> list[Clause]:
    return [c for c in library().clauses.values() if c.provides and c.status != "retired" and c.genre == "agreement"]


def fulfilled(claim: Claim, outcome: str) -> bool:
    return outcome.split(maxsplit=1)[0] == ("met" if claim.requirement else "present")


def main() -> int:
    wanted = [a for a in sys.argv[1:] if a in LANGUAGES] or list(LANGUAGES)
    pattern = next((a for a in sys.argv[1:] if a not in LANGUAGES), "")
    for language in wanted:
        count: Counter[str] = Counter()
        causes: Counter[str] = Counter()
        for clause in providing():
            if pattern not in clause.id:
                continue
            own = claims(clause, language)
            outcome = shown_as(own, check(agreement(clause, language), language))
            for claim in own:
                what = "requirement" if claim.requirement else "verdict"
                count[what] += 1
                if fulfilled(claim, outcome[claim.key]):
                    count[what + " ok"] += 1
                else:
                    causes[what + " " + (outcome[claim.key].split()[0])] += 1
                    print(claim.key, "→", outcome[claim.key])
        print(language, dict(count), dict(causes))
        bad = Counter()
        for name, element in library().elements.items():
            if element.level.get(KIND, "not-applicable") == "not-applicable":
                continue
            for origin, found in [(name, element.examples), *((c.id, c.examples) for c in providing() if c.provides[0] == name and c.form == "full")]:
                for kind in ("match", "no_match"):
                    for n, text in enumerate(found.get(kind, {}).get(language, ())):
                        got = example(text, name, language)
                        met = sum(r.met for r in got.requirements)
                        good = got.verdict != "present" if kind == "no_match" else \
                            got.verdict == "present" or (got.verdict == "weak" and met * 2 > len(got.requirements))
                        bad[kind, good] += 1
                        if not good and pattern in origin:
                            print(f"{origin}/{language}/{name}/{kind}/{n} → {got.verdict} {got.reasons} {met}/{len(got.requirements)}")
        print(language, dict(bad))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
