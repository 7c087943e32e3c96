"""The library against the checker: every clause alone does what it claims, in every language it has; every example of an
element is judged as it says. Generated from the data; what does not hold yet stands in known_misses.yaml and is counted.

    python tests/test_check_library.py        writes known_misses.yaml anew
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import proof
import pytest

from drafter import marked

MISSES = Path(__file__).with_name("known_misses.yaml")
CLAUSES = [c.id for c in proof.providing()]
VARIANTS = {"whole": {}, "wrapped": {"width": 64}, "without heading": {"headed": False}}


def _known() -> dict[str, str]:
    return {str(k): str(v) for k, v in (marked.read(MISSES).data or {}).items()} if MISSES.exists() else {}


KNOWN = _known()


def _outcomes(clause: str, language: str, variant: str) -> dict[str, str]:
    """The claims of a clause that do not hold, by key."""
    record = proof.library().clauses[clause]
    own = proof.claims(record, language)
    found = proof.shown_as(own, proof.check(proof.agreement(record, language, **VARIANTS[variant]), language))
    return {f"{c.key} ({variant})": found[c.key] for c in own if not proof.fulfilled(c, found[c.key])}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", proof.LANGUAGES)
@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_does_what_it_claims(clause: str, language: str, variant: str) -> None:
    _judge(clause, f"{clause}/{language}/", f"({variant})", _outcomes(clause, language, variant))


@pytest.mark.parametrize(("element", "language"), [(e, code) for e in proof.library().elements for code in proof.LANGUAGES])
def test_examples_of_an_element(element: str, language: str) -> None:
    _judge(element, f"example/{element}/{language}/", "", _examples(element, language))


def _judge(what: str, start: str, end: str, wrong: dict[str, str]) -> None:
    """New misses fail; so does a known one that holds now, so that the list only gets shorter."""
    known = {k for k in KNOWN if k.startswith(start) and k.endswith(end)}
    new = {k: v for k, v in wrong.items() if k not in known}
    gone = known - wrong.keys()
    assert not new, f"{what}: {new}"
    assert not gone, f"{what} holds now, take out of {MISSES.name} (python {Path(__file__).name}): {sorted(gone)}"
    if known:
        pytest.xfail(f"{len(known)} known misses")


def _examples(element: str, language: str) -> dict[str, str]:
    """The examples of an element and of its full clauses that are not judged as they say."""
    found = proof.library().elements[element]
    own = {c.id: c.examples for c in proof.providing() if c.form == "full" and c.provides[0] == element}
    return {k: v for origin, examples in {element: found.examples, **own}.items() for k, v in _judged(element, language, origin, examples).items()}


def _judged(element: str, language: str, origin: str, examples: proof.Examples) -> dict[str, str]:
    result = {}
    found = proof.library().elements[element]
    kind = proof.KIND if found.level.get(proof.KIND, "not-applicable") != "not-applicable" else next(
        k for k, level in found.level.items() if level != "not-applicable")
    for side in ("match", "no_match"):
        for n, text in enumerate(examples.get(side, {}).get(language, ())):
            got = proof.example(text, element, language, kind)
            met = sum(r.met for r in got.requirements)
            right = got.verdict != "present" if side == "no_match" else \
                got.verdict == "present" or (got.verdict == "weak" and met * 2 >= len(got.requirements))
            if not right:
                result[f"example/{element}/{language}/{origin}/{side}/{n}"] = f"{got.verdict} {met}/{len(got.requirements)} {' '.join(got.reasons)}".strip()
    return result


def test_no_known_miss_is_about_something_that_is_gone() -> None:
    keys = {f"{c.key} ({v})" for clause in proof.providing() for code in proof.LANGUAGES for c in proof.claims(clause, code) for v in VARIANTS}
    gone = [k for k in KNOWN if not k.startswith("example/") and k not in keys]
    assert not gone, gone
    print(f"{len(KNOWN)} known misses of {len(keys)} claims: {dict(Counter(v.split()[0] for v in KNOWN.values()))}")


def main() -> int:
    found: dict[str, str] = {}
    for language in proof.LANGUAGES:
        for clause in CLAUSES:
            for variant in VARIANTS:
                found |= _outcomes(clause, language, variant)
        for element in proof.library().elements:
            found |= _examples(element, language)
    head = "# What the checker does not see yet in the library's own clauses and examples, with what it found instead.\n" \
           "# Written by `python tests/test_check_library.py`; it may only get shorter.\n"
    MISSES.write_text(head + "".join(f'"{k}": "{v}"\n' for k, v in sorted(found.items())) or "{}", encoding="utf-8")
    print(f"{len(found)} known misses: {dict(Counter(v.split()[0] for v in found.values()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
