"""Choosing, numbering and resolving, on small libraries made for the test."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter import jobs, marked, matter
from drafter.assemble import assemble, choose
from drafter.assemble.saying import curly
from drafter.errors import DrafterError
from drafter.schema import Clause, Draft, Library, Matter, Piece, Slot


@pytest.fixture(scope="module")
def sample(library: Library, sample_matter: Path) -> Matter:
    return matter.read(sample_matter, library)


def with_facts(sample: Matter, positions: dict[str, str] | None = None, form: str = "full", **facts: Any) -> Matter:
    return replace(sample, facts={**sample.facts, **facts}, positions=positions or sample.positions, form=form)


def chosen(draft: Draft, slot: str) -> str:
    return next(p.clause.id for p in draft.pieces if p.slot == slot)


def piece(draft: Draft, slot: str) -> Piece:
    return next(p for p in draft.pieces if p.slot == slot)


def text(draft: Draft, slot: str, language: str = "en") -> str:
    return "\n".join("".join(r.text for r in line.runs) for line in piece(draft, slot).lines[language])


FACTS = [
    ({"armed": True}, "use-of-force", "use-of-force/armed-personnel"),
    ({"armed": False}, "use-of-force", "use-of-force/unarmed-personnel"),
    ({"armed": False}, "firearms-weapons", "firearms-weapons/no-firearms"),
    ({"conflict_status": "armed-conflict"}, "ihl-conflict", "ihl-conflict/armed-conflict"),
    ({"conflict_status": "none"}, "ihl-conflict", "ihl-conflict/conflict-trigger"),
    ({"deployment_mode": "standing", "deployment_area": "outside"}, "deployment-protocol", "deployment-protocol/standing-presence"),
    ({"deployment_mode": "static", "deployment_area": "inside"}, "deployment-protocol", "deployment-protocol/standing-presence-inside"),
    ({"deployment_mode": "escort", "deployment_area": "outside"}, "deployment-protocol", "deployment-protocol/on-request"),
    ({"deployment_mode": "escort", "deployment_area": "both"}, "deployment-protocol", "deployment-protocol/on-request-inside"),
    ({"private_security": False}, "private-security-interface", "private-security-interface/no-guards-yet"),
    ({"company_vpi_member": False}, "vps-commitment", "vps-commitment/own-standard"),
    ({"binding_effect": "none"}, "legal-nature", "legal-nature/not-binding"),
    ({"binding_effect": "full"}, "legal-nature", "legal-nature/binding"),
    ({"support_given": False, "equipment_given": False}, "payments-support", "payments-support/no-support"),
    ({"equipment_given": False}, "equipment-transfer", "equipment-transfer/no-equipment"),
    ({"company_capacity": "joint-venture"}, "parties-authority", "parties-authority/joint-venture"),
    ({"withheld": False}, "transparency-disclosure", "transparency-disclosure/full-text"),
]


@pytest.mark.parametrize(("facts", "slot", "clause"), FACTS)
def test_facts_select_the_variant(library: Library, sample: Matter, facts: dict, slot: str, clause: str) -> None:
    assert chosen(assemble(library, with_facts(sample, **facts)), slot) == clause


def test_no_support_takes_the_support_articles_and_annexes_out(library: Library, sample: Matter) -> None:
    draft = assemble(library, with_facts(sample, support_given=False, equipment_given=False))
    slots = {p.slot for p in draft.pieces}
    assert not slots & {"equipment-transfer", "equipment-monitoring", "support-records", "annex/equipment", "annex/support-ledger"}
    assert {"payments-support", "lethal-prohibition"} <= slots


def test_a_position_is_taken_where_it_exists_and_the_stronger_one_where_not(library: Library, sample: Matter) -> None:
    draft = assemble(library, with_facts(sample, {"default": "minimum", "vetting": "acceptable"}))
    assert chosen(draft, "vetting") == "vetting/service-number-roll"
    assert chosen(draft, "use-of-force") == "use-of-force/core-limits"
    assert piece(draft, "assembly-labour-rights").clause.position == "preferred"
    assert "no minimum text" in piece(draft, "assembly-labour-rights").why_chosen


def test_articles_and_annexes_count_apart_and_without_gaps(library: Library, sample: Matter) -> None:
    draft = assemble(library, sample)
    articles = [p.number for p in draft.pieces if p.part in ("article", "definitions")]
    annexes = [p.number for p in draft.pieces if p.part == "annex"]
    assert articles == list(range(1, len(articles) + 1))
    assert annexes == list(range(1, len(annexes) + 1))


def test_only_terms_that_are_used_are_defined_and_all_of_those(library: Library, sample: Matter) -> None:
    draft = assemble(library, sample)
    words = text(draft, "definitions")
    assert "“Incident” means" in words
    rest = "\n".join(text(draft, p.slot) for p in draft.pieces if p.slot != "definitions")
    for term in library.terms.values():
        used = term.names["en"] in rest or term.plurals.get("en", "\0") in rest
        if used:
            assert f"“{term.names['en']}”" in words, term.id


def test_definitions_stand_in_alphabetical_order(library: Library, sample: Matter) -> None:
    import re

    known = {t.names["en"] for t in library.terms.values()}
    names = [n for n in re.findall(r"(?m)^“([^”]+)”", text(assemble(library, sample), "definitions")) if n in known]
    assert len(names) > 15
    assert names == sorted(names, key=str.casefold)


def test_a_party_name_gets_its_capital_at_the_start_only(library: Library, sample: Matter) -> None:
    words = text(assemble(library, sample), "medical-aid")
    assert "\nThe Army" in "\n" + words or "The Army" in words
    assert ". the " not in words
    assert " The Army and the Company shall" in words or "The Army and the Company shall" in words


def test_the_list_of_annexes_names_each_with_its_title(library: Library, sample: Matter) -> None:
    draft = assemble(library, sample)
    words = text(draft, "annex-set")
    for p in draft.pieces:
        if p.part == "annex":
            assert f"Annex {p.number} ({p.titles['en']})" in words


def test_binding_articles_are_references_in_both_forms(library: Library, sample: Matter) -> None:
    for form, slot in (("full", "legal-nature"), ("short", "short/nature")):
        draft = assemble(library, with_facts(sample, form=form, binding_articles=("anti-corruption", "suspension-termination")))
        refs = [r for line in piece(draft, slot).lines["en"] for r in line.runs if r.ref]
        wanted = {"full": {"anti-corruption", "suspension-termination"}, "short": {"short/integrity", "short/suspension"}}[form]
        assert wanted <= {r.ref for r in refs}
        assert not draft.open


def test_an_annex_nobody_calls_is_a_problem(library: Library, sample: Matter) -> None:
    lonely = replace(library.clauses["annex/indicators"], id="annex/lonely", family="annex/lonely")
    template = library.templates["mou-defence"]
    forms = {**template.forms, "full": (*template.forms["full"], Slot("annex/lonely", "annex/lonely", "annex"))}
    broken = replace(library, clauses={**library.clauses, "annex/lonely": lonely},
                     templates={"mou-defence": replace(template, forms=forms)})
    with pytest.raises(DrafterError, match="no article calls 'annex/lonely'"):
        assemble(broken, sample)


def test_a_reference_that_leads_nowhere_is_a_problem(library: Library, sample: Matter) -> None:
    template = library.templates["mou-defence"]
    forms = {**template.forms, "full": tuple(s for s in template.forms["full"] if s.id != "vetting")}
    with pytest.raises(DrafterError, match="a reference to 'vetting' leads nowhere"):
        assemble(replace(library, templates={"mou-defence": replace(template, forms=forms)}), sample)


def test_a_language_a_clause_lacks_is_a_problem(library: Library, sample: Matter) -> None:
    with pytest.raises(DrafterError, match="no text in 'fr'"):
        assemble(replace(library, languages={**library.languages, "fr": library.languages["en"]}),
                 replace(sample, languages=("en", "fr"), facts={k: ({**v, "fr": "x"} if isinstance(v, dict) and "en" in v else v)
                                                                for k, v in sample.facts.items()}))


def test_no_clause_for_the_facts_is_a_problem(library: Library) -> None:
    only: list[Clause] = [replace(library.clauses["use-of-force/armed-personnel"])]
    with pytest.raises(DrafterError, match="no clause of 'use-of-force' fits"):
        choose.clause(Slot("use-of-force", "use-of-force", "article"), only, {"armed": False}, "preferred")


@pytest.mark.parametrize(("typed", "printed"), [
    ('"Incident" means', "“Incident” means"), ("the Company's", "the Company’s"), ('say ("yes")', "say (“yes”)"), ('**', "**")])
def test_typewriter_marks_are_printed_as_marks(typed: str, printed: str) -> None:
    assert curly(typed) == printed


def test_a_mark_after_a_fact_closes() -> None:
    assert curly('" and', "y") == "” and"
    assert curly('"the', "(") == "“the"


@pytest.mark.parametrize("form", ["full", "short"])
@pytest.mark.parametrize("name", ["sample.yaml", "sample-zh.yaml"])
def test_every_required_element_is_provided(library: Library, checkout: Path, form: str, name: str) -> None:
    read = matter.read(checkout / "templates" / "mou-defence" / name, library, form=form)
    draft = assemble(library, read)
    provided = {e for p in draft.pieces for e in p.clause.provides}
    required = {e.id for e in library.elements.values() if e.level.get("mou-defence") == "required"}
    assert required - provided == set()


def test_both_samples_draft_in_every_language_without_open_facts(library: Library, checkout: Path) -> None:
    for name in ("sample.yaml", "sample-zh.yaml"):
        for form in ("full", "short"):
            read = matter.validate(marked.read(checkout / "templates" / "mou-defence" / name), library, form=form)
            assert jobs.draft_matter(library, read).open == ()
