"""The toolkit of voluntary initiatives, row by row: each practice of the two seeds has a working counterpart.

The row on the toolkit itself is tests/test_toolkit.py.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from drafter import checking, compiling, jobs, matter
from drafter.errors import DrafterError
from drafter.library import load
from drafter.schema import Library

TEMPLATES = Path(__file__).parent.parent / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Draft = Callable[..., jobs.Drafted]


class Loader(yaml.SafeLoader):
    """YAML as matter files are read: `on` and `no` are words."""


Loader.yaml_implicit_resolvers = {key: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
                                  for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


class Dumper(yaml.SafeDumper):
    """The same way back."""


Dumper.yaml_implicit_resolvers = Loader.yaml_implicit_resolvers


def sample_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"), Loader)
    return found
SEED = ("One VPs mining company minimizes the likelihood of the inappropriate use of force by not allowing security forces to carry "
        "firearms unless a risk assessment first determines their use would be justified.")


@cache
def books() -> Library:
    return load.load(parts=jobs.DRAFT_PARTS, examples=False)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """Drafts a sample with some facts changed; a function changes what stands there."""
    def made(sample: str, languages: tuple[str, ...] = ("en",), **facts: Any) -> jobs.Drafted:
        data = sample_of(sample)
        for name, value in facts.items():
            data["facts"][name] = value(data["facts"].get(name)) if callable(value) else value
        path = tmp_path / "matter.yaml"
        path.write_text(yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8")
        read = matter.read(path, books(), languages=languages, open_draft=True)
        return jobs.draft_matter(books(), read, open_draft=True)
    return made


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(DrafterError) as caught:
        call()
    return "\n".join(map(str, caught.value.problems))


def text(made: jobs.Drafted) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in Document(io.BytesIO(made.blob)).element.body.iter(f"{W}p"))


def rows(made: jobs.Drafted, at: int) -> list[list[str]]:
    table = Document(io.BytesIO(made.blob)).tables[at]
    return [[cell.text for cell in row.cells] for row in table.rows]


def verdict(words: str, element: str, kind: str, language: str = "en") -> str:
    return checking.verdicts(words, language, kind)[element].verdict


# --- seed 1


def test_risk_sets_priorities_sites_are_listed_highest_first(tmp_path: Path) -> None:
    for name in ("sample", "sample-low"):
        (tmp_path / f"{name}.yaml").write_text((TEMPLATES / "assessment-report" / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    page = compiling.build(tmp_path).files["overview.html"].decode()
    assert page.index("sample.en.html") < page.index("sample-low.en.html"), "high before low"


def test_firearms_only_after_an_assessment(draft: Draft) -> None:
    assert "firearms_precondition" in refusal(lambda: draft("company-practice-case/sample", firearms_precondition="none"))
    told = f"Guarding without firearms\n{SEED} The default is unarmed. The country manager decides and each decision is entered in a register; " \
           "the rule binds company guards and contractors."
    assert verdict(told, "cpc-firearms-authorisation", "company-practice-case") == "present"
    for trap in ("Guards carry firearms in accordance with the law of the country.",
                 "The use of firearms shall be a last resort.", "Firearms are inspected every month by the armourer.",
                 "Guards are armed; an assessment of their weapons follows after six months."):
        assert verdict(f"Firearms\n{trap}", "cpc-firearms-authorisation", "company-practice-case") != "present", trap


def test_armed_guards_lapse_unless_reviewed_anew(draft: Draft) -> None:
    made = draft("armed-guard-authorisation/sample-full", armed_valid_from=dt.date(2026, 11, 1), armed_valid_months=12)
    assert "1 November 2027" in text(made) and "20271101" in made.calendar.replace("-", "")
    assert "armed_renewal" in refusal(lambda: draft("armed-guard-authorisation/sample-full", armed_renewal="automatic"))
    assert "lapsed" in refusal(lambda: draft("armed-guard-authorisation/sample-full", armed_valid_months=1, as_of=dt.date(2028, 1, 1))).lower()


def test_the_internal_review_is_due_every_year(draft: Draft) -> None:
    calendar = draft("assessment-report/sample-low").calendar
    assert re.search(r"SUMMARY[^\r]*[Ii]nternal", calendar)


def test_the_checklist_has_42_indicators_and_wants_evidence(draft: Draft) -> None:
    made = {code: draft("site-checklist/sample", (code,)) for code in ("en", "zh")}
    ids = {code: re.findall(r"\bind-[a-z-]+", text(one)) for code, one in made.items()}
    assert len(ids["en"]) == len(set(ids["en"])) == 42 and ids["en"] == ids["zh"]

    def bare(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"indicator": answers[0]["indicator"], "answer": "yes"}, *answers[1:]]
    assert "evidence" in refusal(lambda: draft("site-checklist/sample-filled", answers=bare))


def test_high_and_medium_sites_get_an_outside_assessment_low_ones_none(draft: Draft) -> None:
    high, low = (draft(f"assessment-report/{name}").calendar for name in ("sample", "sample-low"))
    assert re.search(r"SUMMARY[^\r]*[Oo]utside|SUMMARY[^\r]*[Ee]xternal", high)
    assert not re.search(r"SUMMARY[^\r]*([Oo]utside assess|[Ee]xternal assess)", low)


def test_recommendations_become_actions_with_owner_and_closing_wants_a_checker(draft: Draft) -> None:
    assert "OVERDUE" in text(draft("assessment-report/sample"))

    def closed(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{k: v for k, v in {**found[0], "status": "done"}.items() if k not in ("checked_by", "closed_on")}, *found[1:]]
    assert "site_recommendations" in refusal(lambda: draft("assessment-report/sample", site_recommendations=closed))


def test_an_investigator_without_independence_is_refused(draft: Draft) -> None:
    assert "independence" in refusal(lambda: draft("investigator-terms/sample", inv_independence=None))


def test_the_policy_is_told_to_four_audiences(draft: Draft) -> None:
    audiences = ("employees", "contractors", "shareholders", "consumers")
    texts = {name: text(draft("policy-notice/sample", notice_audience=name)) for name in audiences}
    assert len(set(texts.values())) == 4
    warned = draft("policy-notice/sample", audiences_told=["employees", "contractors", "shareholders"]).warnings
    assert any("consumers" in w.lower() for w in warned)


def test_cases_are_filtered_by_kind_country_and_language(tmp_path: Path) -> None:
    for kind, name in (("company-practice-case", "sample-full"), ("country-case", "sample"), ("initiative-profile", "sample")):
        (tmp_path / f"{kind}.yaml").write_text((TEMPLATES / kind / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    page = compiling.build(tmp_path).files["index.html"].decode()
    for facet in ("kind", "country", "language", "element"):
        assert f'data-f="{facet}"' in page
    assert 'value="company-practice-case"' in page and 'value="PE"' in page


def test_ngo_roles_stand_in_the_terms_and_a_missing_one_is_no_error(draft: Draft) -> None:
    words = text(draft("working-group-terms/sample-full")).lower()
    assert all(re.search(role, words) for role in ("risk", "mitigat|reduc", "communit", "assess|checks? how"))
    made = draft("working-group-terms/sample-full", wgt_ngo_roles=["define-risk"])
    assert made.blob and len(made.warnings) >= 3


def test_the_group_of_peru_sums_to_29(draft: Draft) -> None:
    assert "29" in text(draft("country-case/sample"))
    assert "member" in refusal(lambda: draft("country-case/sample", member_total=30))


def test_a_country_case_without_status_of_the_government_is_flagged(draft: Draft) -> None:
    assert any("government" in w.lower() for w in draft("country-case/sample-full", government_status="not-known").warnings)


def test_the_governments_own_analysis_is_no_company_data() -> None:
    trap = "Security policy\nThe Government revised its policing doctrine after its own analysis of crime statistics."
    assert verdict(trap, "ctc-risk-to-policy", "country-case") != "present"


def test_the_operator_guide_names_the_part_that_is_missing(draft: Draft) -> None:
    made = draft("operator-guide/sample")
    assert any("political" in w.lower() or "economic" in w.lower() or "tools" in w.lower() for w in made.warnings)


def test_an_agreement_without_standard_of_conduct_lacks_it_and_a_clause_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mou.txt"
    path.write_text("MEMORANDUM OF UNDERSTANDING\nbetween the Ministry of Defence (the Ministry) and Cobre Sereno (the Company)\n"
                    "1. The Ministry shall deploy forty soldiers at the mine.\n2. The Company shall provide fuel and rations.\n", encoding="utf-8")
    found = checking.one(checking.Input(str(path)), checking.Options("mou-defence"))
    element = next(e for e in found.data["elements"] if e["id"] == "vps-commitment")
    assert element["verdict"] == "missing" and element["suggestion"]["clause"].startswith("vps-commitment/")


def test_no_address_beyond_that_of_the_matter(draft: Draft) -> None:
    for sample in ("company-practice-case/sample-full", "country-case/sample-full", "incident-case/sample"):
        assert re.findall(r"[\w.]+@[\w.]+", text(draft(sample))) == []


@pytest.mark.parametrize("sample", ["company-practice-case/sample-full", "country-case/sample-full", "assessment-report/sample"])
def test_both_languages_have_the_same_tables_and_rows(draft: Draft, sample: str) -> None:
    en, zh = (Document(io.BytesIO(draft(sample, (code,)).blob)).tables for code in ("en", "zh"))
    assert [(len(t.rows), len(t.columns)) for t in en] == [(len(t.rows), len(t.columns)) for t in zh]


# --- seed 2


def test_a_steering_group_without_unions_is_told_so(draft: Draft) -> None:
    def without(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row for row in found if row["constituency"] != "union"]

    def total(_: Any) -> None:
        return None
    made = draft("working-group-terms/sample-five", wgt_constituencies=without, wgt_member_total=total)
    assert any("union" in w.lower() for w in made.warnings)


def test_an_element_nobody_proposed_is_refused(draft: Draft) -> None:
    def nobody(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{k: v for k, v in found[0].items() if "proposed" not in k}, *found[1:]]
    facts = sample_of("consultation-record/sample-full")["facts"]
    name = next(k for k, v in facts.items() if isinstance(v, list) and v and isinstance(v[0], dict) and any("proposed" in c for c in v[0]))
    assert "no group that proposed it" in refusal(lambda: draft("consultation-record/sample-full", **{name: nobody}))


def test_the_initiative_set_is_derived_until_somebody_fills_the_reference(library: Library) -> None:
    via = [e for e in library.elements.values() if e.id.startswith("via-")]
    assert len(via) == 18 and all(e.basis == "derived" and e.toronto_ref == "" for e in via)


def test_a_rhythm_of_five_weeks_gives_ten_dates_in_a_year(draft: Draft) -> None:
    made = draft("working-group-terms/sample-five")
    dates = re.findall(r"\d{1,2} [A-Z][a-z]+ 202[78]", text(made))
    first = dt.datetime.strptime(dates[0], "%d %B %Y").date()
    days = sorted({dt.datetime.strptime(d, "%d %B %Y").date() for d in dates} - {first})
    assert len(days) == 10 and {(b - a).days for a, b in itertools.pairwise(days)} == {35}


def test_two_analyses_make_a_matrix_and_unknown_stays_unknown(tmp_path: Path) -> None:
    for name in ("sample", "sample-full"):
        (tmp_path / f"{name}.yaml").write_text((TEMPLATES / "initiative-study" / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    files = compiling.build(tmp_path).files
    assert files["matrix.html"].count(b"<th class=e") == 2
    assert b"nknown" in files["cases/sample.en.html"]


def test_an_analysis_without_costs_in_developing_countries_lacks_them() -> None:
    words = "Question and method\nThe study asks whether the code changed conduct at twelve mines between 2015 and 2020."
    assert verdict(words, "van-costs-capacity", "initiative-study") == "missing"


@pytest.mark.parametrize("code", ["pesticides", "breast-milk-substitutes", "multinationals"])
def test_a_stub_of_a_code_fails_the_profile_check(draft: Draft, code: str, tmp_path: Path) -> None:
    path = tmp_path / "stub.docx"
    path.write_bytes(draft(f"initiative-profile/sample-code-{code}").blob)
    found = checking.one(checking.Input(str(path)), checking.Options("initiative-profile"))
    lacking = [e["id"] for e in found.data["elements"] if e["level"] == "required" and e["verdict"] != "present"]
    assert {"vpf-monitoring-parties", "vpf-success", "vpf-implementation-process"} <= set(lacking)


def test_the_overview_counts_by_kind_sector_and_monitoring(tmp_path: Path) -> None:
    for path in (TEMPLATES / "initiative-profile").glob("sample*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    page = compiling.build(tmp_path).files["overview.html"].decode()
    assert re.search(r"initiative.*?</td><td class=n>4</td>", page, re.DOTALL)


def test_seven_countries_give_seven_rows_with_explicit_blanks(draft: Draft) -> None:
    made = draft("initiative-study/sample")
    tables = [rows(made, n) for n in range(len(Document(io.BytesIO(made.blob)).tables))]
    countries = next(t for t in tables if any("Hungary" in row[0] for row in t))
    assert [row[0] for row in countries[1:]] == ["Brazil", "China", "Hungary", "India", "Indonesia", "Mexico", "South Africa"]
    assert all(cell for row in countries[1:] for cell in row)


def test_a_compendium_built_twice_is_the_same_and_leaves_the_broken_out(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text((TEMPLATES / "initiative-profile" / "sample.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    broken: Mapping[str, Any] = {"matter": "drafter/1", "kind": "initiative-profile", "languages": ["en"], "facts": {"nonsense": 1}}
    (tmp_path / "b.yaml").write_text(yaml.safe_dump(dict(broken)), encoding="utf-8")
    first, second = compiling.build(tmp_path), compiling.build(tmp_path)
    assert first.files == second.files and first.cases == 1 and any("nonsense" in str(p) for p in first.left)
