"""Pitfalls: every example fires, every near miss stays silent, in four languages; what stands beside the text counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.check import gaps, pitfalls, plain
from drafter.check.marks import Mismatch, Side
from drafter.document import Comment
from drafter.library import load

LIBRARY = load.load(parts=("elements:mou", "languages"), examples=False)
KNOWN = pitfalls.load()
LABELLED = Path(__file__).parent / "labelled" / "dev"
CASES = [(p.id, p.rule, kind, code, text) for p in KNOWN for kind in ("match", "near_miss") for code, texts in p.examples.get(kind, {}).items() for text in texts]


def rules(text: str, code: str) -> list[str]:
    document = plain.document(text, code)
    marks = pitfalls.find(gaps.read(document, LIBRARY, (code,)))
    assert all(m.quote == document.text[m.start:m.end] for m in marks)
    return [m.rule for m in marks]


def test_there_are_all_twenty_two() -> None:
    assert [p.id for p in KNOWN] == [f"P{n:02}" for n in range(1, 23)]
    assert len({p.rule for p in KNOWN}) == 22 and all(set(p.titles) == {"en", "zh", "es", "fr"} for p in KNOWN)
    assert all(set(p.examples["match"]) == set(p.examples["near_miss"]) == {"en", "zh", "es", "fr"} for p in KNOWN if not p.special)


@pytest.mark.parametrize(("name", "rule", "kind", "code", "text"), CASES, ids=[f"{c[0]}-{c[2]}-{c[3]}" for c in CASES])
def test_examples(name: str, rule: str, kind: str, code: str, text: str) -> None:
    assert (rule in rules(text, code)) == (kind == "match")


def test_a_difference_between_the_languages_is_a_pitfall() -> None:
    text = gaps.read(plain.document("The Police shall report.", "en"), LIBRARY, ("en",))
    side = Side("en", "shall", 11, 16, "1")
    found = pitfalls.find(text, [Mismatch("duty-differs", "error", side, side), Mismatch("number-differs", "warning", side, side)])
    assert [(m.rule, m.start) for m in found] == [("bilingual-mismatch", 11)]


@pytest.mark.parametrize(("words", "hit"), [("The victim is Maria Delgado, ask her.", True), ("Please move this clause.", False), ("受害人是李某某，电话13800000000", True)])
def test_names_in_comments_are_found_and_masked(words: str, hit: bool) -> None:
    document = replace(plain.document("The Police shall report.", "en"), comments=(Comment("1", words),))
    found = pitfalls.find(gaps.read(document, LIBRARY, ("en",)))
    assert [m.rule for m in found] == (["identity-in-file"] if hit else [])
    assert not any("Delgado" in m.quote or "13800000000" in m.quote for m in found)


@pytest.mark.parametrize("path", sorted(LABELLED.glob("*-inn-*.txt")), ids=lambda p: p.stem)
def test_innocent_texts_have_no_pitfall_in_the_error_tier(path: Path) -> None:
    document = plain.document(path.read_text(encoding="utf-8"))
    assert [m for m in pitfalls.find(gaps.read(document, LIBRARY)) if m.severity == "error"] == []
