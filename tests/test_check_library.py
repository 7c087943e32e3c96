"""The library against the checker: every clause alone does what it claims, in every language it has, also re-wrapped and
without its heading; every example of an element is judged as it says. Generated from the data.

    python tests/test_check_library.py        lists every claim that does not hold
"""

from __future__ import annotations

import sys

import proof
import pytest

CLAUSES = [c.id for c in proof.providing()]
VARIANTS = {"whole": {}, "wrapped": {"width": 64}, "without heading": {"headed": False}}


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
    assert _outcomes(clause, language, variant) == {}


SURVIVE = {
    "negated": {"en": 0.25, "zh": 0.15}, "softened": {"en": 0.15, "zh": 0.12},
}
"""Part of the claimed verdicts that may survive when every duty of a clause is taken back or softened: texts that say what is so
(governing law, parties, bans put as facts) have no such word. Of elements on human rights at most five in a hundred."""


@pytest.mark.parametrize("how", SURVIVE)
@pytest.mark.parametrize("language", proof.LANGUAGES)
def test_with_one_word_changed_it_does_not(language: str, how: str) -> None:
    claims, kept = [], []
    for clause in proof.providing():
        own = [c for c in proof.claims(clause, language) if not c.requirement]
        found = proof.shown_as(own, proof.check(proof.weakened(clause, language, softened=how == "softened"), language))
        claims += own
        kept += [c for c in own if proof.fulfilled(c, found[c.key])]
    rights = [c for c in claims if proof.library().elements[c.element].human_rights]
    assert len(kept) <= SURVIVE[how][language] * len(claims), [c.key for c in kept]
    assert sum(c in rights for c in kept) <= 0.05 * len(rights), [c.key for c in kept if c in rights]


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize(("element", "language"), [(e, code) for e in proof.library().elements for code in proof.LANGUAGES])
def test_examples_of_an_element(element: str, language: str) -> None:
    assert _examples(element, language) == {}


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


def test_there_are_claims() -> None:
    claims = [c for clause in proof.providing() for code in proof.LANGUAGES for c in proof.claims(clause, code)]
    assert len(claims) > 2000 and len({c.clause for c in claims}) == len(CLAUSES)


def main() -> int:
    found: dict[str, str] = {}
    for language in proof.LANGUAGES:
        for clause in CLAUSES:
            for variant in VARIANTS:
                found |= _outcomes(clause, language, variant)
        for element in proof.library().elements:
            found |= _examples(element, language)
    for key, got in sorted(found.items()):
        print(f"{key}: {got}")
    print(f"{len(found)} claims do not hold")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main())
