"""Site assessments: the checklist, the rating, the schedule and its calendar, by the worked examples of the domain and by properties."""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import marked
from drafter.assess import base, calendar, change, indicators, load, rating, schedule, site
from drafter.assess.base import LEVELS, Place
from drafter.assess.indicators import Answer
from drafter.assess.rating import Change, Facts, Risk, Standing
from drafter.assess.schedule import Authorisation, Choice, Done, Event, Past, Recommendation
from drafter.assess.site import Site
from drafter.errors import DrafterError
from drafter.library import load as library_load
from drafter.months import plus_months

MODEL = load.load()
D = dt.date.fromisoformat
QUIET = Facts(armed_guards=False, public_forces=False, armed_conflict=False)
TODAY = D("2026-03-01")


def faults(call: Callable[[], object]) -> list[str]:
    with pytest.raises(DrafterError) as caught:
        call()
    return [str(problem) for problem in caught.value.problems]


# --- the data

DOMAIN = [
    ("ind-policy-commitment", "", "S1; BAR-VP16; DCAF-HRV"),
    ("ind-policy-told", "", "S1"),
    ("ind-owner", "", "VPI-GRG°; AA-T10 (control owner)"),
    ("ind-joint-working", "", "AA-T4"),
    ("ind-ra-done", "C", "S1; OSS-Q"),
    ("ind-ra-people", "C", "ICMM-T9"),
    ("ind-ra-factors", "", "†; IRINA; OSS-Q"),
    ("ind-ra-consulted", "", "AA-T1; AA-T2"),
    ("ind-context-current", "", "AA-T2"),
    ("ind-ra-trigger-update", "", "AA-T2; DCAF-RIA"),
    ("ind-vulnerable", "", "IFC-HB; CRSC; AA-T4"),
    ("ind-uof-procedure", "C", "SHELL-UOF; GHA-PSC"),
    ("ind-firearm-precondition", "C", "S1; DCAF-FW; SHELL-ARM"),
    ("ind-armed-signoff", "C", "S1"),
    ("ind-firearm-control", "", "SHELL-UOF; DCAF-FW; AA-T6"),
    ("ind-graduated-means", "", "DCAF-FW"),
    ("ind-force-log", "C", "SHELL-UOF; GHA-PSC"),
    ("ind-psp-screening", "C", "AA-T6; IFC-PS4; GHA-PSC"),
    ("ind-psp-contract", "", "AA-T6; IAMG; HRBDF-BP"),
    ("ind-psp-training-rate", "", "GRI410; GRI-HR8; AA-T7"),
    ("ind-psp-defensive", "", "GHA-PSC; IFC-PS4"),
    ("ind-psp-monitoring", "", "DCAF-OV; AA-T10"),
    ("ind-psp-standard", "", "DCAF-OV; AA-T6"),
    ("ind-pub-agreement", "", "S1; DCAF-MOU"),
    ("ind-pub-meetings", "", "DCAF-HRV; HRBDF-BP (twice yearly)"),
    ("ind-pub-vetting", "C", "DCAF-HRV; DCAF-MOU"),
    ("ind-pub-training", "", "DCAF-CME; DCAF-MOU"),
    ("ind-pub-proportion", "", "†"),
    ("ind-equipment-transfer", "C", "AA-T9; †"),
    ("ind-support-transparent", "", "DCAF-MOU; ERI"),
    ("ind-pub-disclosure", "", "IFC-PS4"),
    ("ind-incident-procedure", "", "IGT-ANX (Annex K)°; IFC-HB°"),
    ("ind-allegation-log", "C", "IFC-PS4; GHA-PSC; †"),
    ("ind-investigation", "", "S1; CSRM°"),
    ("ind-grievance", "", "OSS-Q; BAR-HR"),
    ("ind-remedy", "", "IFC-PS4; SK-TWA"),
    ("ind-no-retaliation", "C", "OHCHR-14; GDDC"),
    ("ind-children", "", "CRSC"),
    ("ind-self-assessment", "", "S1"),
    ("ind-external-current", "C if high/medium", "S1; BAR-HR; AVZ"),
    ("ind-actions-closed", "", "S1; CERR"),
    ("ind-reporting", "", "VPI-GRG; S1"),
]
CRITICAL = [name for name, mark, _ in DOMAIN if mark == "C"]
SHOWN = {False: "", True: "C", "if-high-or-medium": "C if high/medium"}


def written(pointer: base.Pointer) -> str:
    """A pointer as the domain file writes it; the text of the Voluntary Principles stands there as † alone."""
    if pointer.id == "VPS":
        return pointer.mark
    return pointer.id + (f" ({pointer.at})" if pointer.at else "") + pointer.mark


def test_the_checklist_is_the_one_of_the_domain() -> None:
    found = [(one.id, SHOWN[one.critical], "; ".join(map(written, one.sources))) for one in MODEL.checklist.indicators.values()]
    assert found == DOMAIN
    assert len(DOMAIN) == 42
    assert [group.id for group in MODEL.checklist.groups] == list(dict.fromkeys(i.group for i in MODEL.checklist.indicators.values()))


def test_the_questions_stand_in_both_languages() -> None:
    for one in MODEL.checklist.indicators.values():
        assert one.question["en"].endswith("?") and one.question["zh"].endswith("？"), one.id
        assert not re.search("[\u3400-\u9fff]", one.question["en"] + one.evidence["en"]), one.id
        assert not re.search("[?,;:]", one.question["zh"] + one.evidence["zh"]), one.id
        assert one.evidence["en"] and one.evidence["zh"], one.id
        figures = [re.findall(r"\d+", one.question[language]) for language in ("en", "zh")]
        assert figures[0] == figures[1], one.id
    assert len({one.question["zh"] for one in MODEL.checklist.indicators.values()}) == 42


def test_every_source_is_used_and_known_to_the_library() -> None:
    known, problems = library_load.read(parts=("sources",))
    assert problems == []
    sources = MODEL.checklist.sources.values()
    assert [one.library for one in sources if one.library and one.library not in known.sources] == []
    pointers = [p for one in MODEL.checklist.indicators.values() for p in one.sources] + list(MODEL.rating.sources)
    pointers += [p for part in (MODEL.schedule.lines, MODEL.schedule.presets, MODEL.schedule.triggers) for one in part.values() for p in one.sources]
    assert {p.id for p in pointers} == set(MODEL.checklist.sources)


def test_cut_offs_say_that_they_are_our_own() -> None:
    for own in (MODEL.checklist.own, MODEL.rating.own, MODEL.schedule.own):
        assert "this project's own" in own["en"]
        assert "本项目" in own["zh"]
    assert [(level.id, level.low, level.high) for level in MODEL.rating.levels] == [("low", 1, 4), ("medium", 5, 14), ("high", 15, 25)]
    assert (MODEL.schedule.trigger_days, MODEL.schedule.alarm_days, MODEL.schedule.default) == (30, 14, "seed-strict")


def test_records_are_frozen() -> None:
    records = [one for module in (base, indicators, rating, schedule, site) for one in vars(module).values()
               if is_dataclass(one) and isinstance(one, type) and one.__module__ == module.__name__]
    assert len(records) > 25
    assert [one.__name__ for one in records if not one.__dataclass_params__.frozen] == []  # type: ignore[attr-defined]


# --- the checklist


def answers(default: str = "yes", **others: str) -> tuple[Answer, ...]:
    """An answer to every indicator, by `default` or as given (`ra_done="no"`)."""
    given = {f"ind-{name.replace('_', '-')}": word for name, word in others.items()}
    assert set(given) <= set(MODEL.checklist.indicators)
    return tuple(Answer(name, given.get(name, default), {"en": "file 7"}) for name in MODEL.checklist.indicators)


def result(given: Sequence[Answer], level: str = "low", **options: dict[str, str]) -> indicators.Result:
    return indicators.score(MODEL.checklist, given, level=level, **options)


def group(found: indicators.Result, name: str) -> indicators.GroupResult:
    return next(one for one in found.groups if one.group.id == name)


def test_x_of_y_met_with_partly_apart() -> None:
    found = result(answers(ra_factors="partly", ra_consulted="partly", context_current="partly", vulnerable="not-applicable", ra_trigger_update="not-known"))
    risk = group(found, "risk")
    assert (risk.met, risk.of, risk.partly, risk.partly_points) == (2, 6, 3, 1.5)
    assert (risk.count("not-known"), risk.count("no"), risk.count("not-applicable")) == (1, 0, 1)
    policy = group(found, "policy")
    assert (policy.met, policy.of, policy.partly, policy.partly_points) == (4, 4, 0, 0.0)
    assert sum(len(one.rows) for one in found.groups) == 42


@settings(deadline=None)
@given(st.lists(st.sampled_from(indicators.ANSWERS), min_size=42, max_size=42), st.sampled_from(LEVELS))
def test_partly_is_never_rounded_up(words: list[str], level: str) -> None:
    given = [Answer(name, word, {"en": "e"}) for name, word in zip(MODEL.checklist.indicators, words, strict=True)]
    found = result(given, level)
    assert sum(one.met for one in found.groups) == words.count("yes")
    assert sum(one.partly_points for one in found.groups) * 2 == words.count("partly")
    assert sum(one.of for one in found.groups) == 42 - words.count("not-applicable")
    assert len(found.failed) == 42 - words.count("yes") - words.count("not-applicable")
    assert all(not a.critical <= b.critical or a.critical == b.critical for a, b in zip(found.failed, found.failed[1:], strict=False))


def test_there_is_no_overall_grade() -> None:
    public = {name for name in dir(result(answers())) if not name.startswith("_")}
    assert public == {"level", "groups", "failed", "critical_failed"}


def test_failed_critical_ones_come_first() -> None:
    found = result(answers(policy_told="no", force_log="no", ra_done="partly", children="not-known"))
    assert [(row.indicator.id, row.critical) for row in found.failed] == [
        ("ind-ra-done", True), ("ind-force-log", True), ("ind-policy-told", False), ("ind-children", False)]
    assert [row.indicator.id for row in found.critical_failed] == ["ind-ra-done", "ind-force-log"]


@pytest.mark.parametrize("name", CRITICAL)
@pytest.mark.parametrize("word", ["no", "not-known", "partly"])
def test_critical_not_met(name: str, word: str) -> None:
    found = result([replace(one, answer=word) if one.indicator == name else one for one in answers()])
    (row,) = found.critical_failed
    assert (row.indicator.id, row.given, row.counted) == (name, word, "no" if word == "not-known" else word)


def test_not_known_counts_as_no_only_where_critical() -> None:
    found = result(answers("not-known"), "low")
    counted = {row.indicator.id: row.counted for one in found.groups for row in one.rows}
    assert {name for name, word in counted.items() if word == "no"} == set(CRITICAL)
    assert set(counted.values()) == {"no", "not-known"}


@pytest.mark.parametrize(("level", "critical"), [("low", False), ("medium", True), ("high", True)])
def test_external_assessment_is_critical_at_medium_and_high(level: str, critical: bool) -> None:
    (row,) = result(answers(external_current="not-known"), level).failed
    assert (row.indicator.id, row.critical, row.counted) == ("ind-external-current", critical, "no" if critical else "not-known")


def test_unanswered_is_not_known() -> None:
    found = result([], "medium")
    assert len(found.failed) == 42
    assert len(found.critical_failed) == 12
    assert {row.given for row in found.failed} == {"not-known"}
    assert all(row.answer is None for row in found.failed)


def test_not_applicable_is_neither_met_nor_failed() -> None:
    found = result(answers("not-applicable"), "high")
    assert found.failed == ()
    assert {(one.met, one.of) for one in found.groups} == {(0, 0)}


def test_an_overdue_review_beats_the_answer() -> None:
    for word in ("yes", "not-applicable"):
        (row,) = result(answers(external_current=word), "high", overdue={"ind-external-current": "external"}).critical_failed
        assert (row.given, row.counted, row.overdue) == (word, "no", "external")


@pytest.mark.parametrize("evidence", [{}, {"en": ""}, {"en": "  ", "zh": "\t"}])
def test_yes_without_evidence_is_refused(evidence: dict[str, str]) -> None:
    one = Answer("ind-owner", "yes", evidence, place=Place("site.yaml", 12, 5))
    assert faults(lambda: result([one])) == [
        "site.yaml:12:5: ind-owner: 'yes' without evidence "
        "(allowed: yes with evidence (Job descriptions, organisation chart), or partly, no, not-applicable, not-known)"]
    assert result([replace(one, answer="partly")]).failed


def test_evidence_in_one_language_is_evidence() -> None:
    assert group(result([Answer("ind-owner", "yes", {"zh": "岗位说明书"})]), "policy").met == 1


def test_all_wrong_answers_are_told_at_once() -> None:
    given = [Answer("ind-ownr", "yes", {"en": "x"}, place=Place("s.yaml", 1, 1)), Answer("zzz", "no", place=Place("s.yaml", 2, 1)),
             Answer("ind-children", "maybe", place=Place("s.yaml", 3, 1)), Answer("ind-owner", "no", place=Place("s.yaml", 4, 1)),
             Answer("ind-owner", "yes", place=Place("s.yaml", 5, 1))]
    found = faults(lambda: result(given))
    assert found[0] == "s.yaml:1:1: unknown indicator 'ind-ownr' (did you mean 'ind-owner'?)"
    assert found[1].startswith("s.yaml:2:1: unknown indicator 'zzz' (allowed: ind-policy-commitment, ind-policy-told, ")
    assert found[2] == "s.yaml:3:1: ind-children: 'maybe' is not an answer (allowed: yes, partly, no, not-applicable, not-known)"
    assert found[3].startswith("s.yaml:5:1: ind-owner: 'yes' without evidence")
    assert found[4] == "s.yaml:5:1: ind-owner: answered twice (keep one of the two)"
    assert len(found) == 5


def test_places_come_from_the_file() -> None:
    source = marked.parse("answers:\n  - {indicator: ind-owner, answer: yes}\n", "s.yaml")
    assert base.place(source, "answers", 0, "answer") == Place("s.yaml", 2, 36)
    assert base.place(source, "answers", 0, "evidence") == Place("s.yaml", 2, 5)
    assert source.data["answers"][0]["answer"] == "yes"


# --- the rating


def risk(likelihood: int, company: int, people: int, name: str = "r1") -> Risk:
    return Risk(name, {"en": f"Risk {name}", "zh": f"风险{name}"}, likelihood, company, people)


def rated(*risks: Risk, facts: Facts = QUIET, critical: int = 0, on: dt.date = TODAY) -> rating.Rating:
    return rating.rate(MODEL.rating, risks, facts, critical_not_met=critical, on=on)


VECTORS = [
    ("quiet", (2, 2, 2), {}, 4, "low", "low", []),
    ("worse for people", (3, 1, 5), {}, 15, "high", "high", ["life-at-risk"]),
    ("theft only", (4, 4, 1), {}, 16, "high", "high", []),
    ("armed guards", (1, 2, 2), {"armed_guards": True}, 2, "low", "medium", ["armed-or-forces"]),
    ("forces in conflict", (2, 2, 3), {"armed_conflict": True, "public_forces": True}, 6, "medium", "high",
     ["forces-in-conflict", "armed-or-forces", "conflict-area"]),
    ("open allegation", (1, 1, 2), {"open_allegations": 1}, 2, "low", "medium", ["open-allegation"]),
]


@pytest.mark.parametrize(("numbers", "facts", "score", "base_level", "level", "floors"), [v[1:] for v in VECTORS], ids=[v[0] for v in VECTORS])
def test_the_worked_examples(numbers: tuple[int, int, int], facts: dict[str, object], score: int, base_level: str, level: str, floors: list[str]) -> None:
    found = rated(risk(*numbers), facts=replace(QUIET, **facts))  # type: ignore[arg-type]
    assert (found.score, found.base, found.level, found.computed) == (score, base_level, level, level)
    assert [reason.id for reason in found.reasons] == ["base", *floors]
    assert [reason.kind for reason in found.reasons] == ["base"] + ["floor"] * len(floors)
    assert all(reason.texts["en"] and reason.texts["zh"] for reason in found.reasons)


def test_six_sites_stand_in_order() -> None:
    sites = [(name, rated(risk(*numbers), facts=replace(QUIET, **facts))) for name, numbers, facts, *_ in VECTORS]  # type: ignore[arg-type]
    wanted = ["theft only", "worse for people", "forces in conflict", "armed guards", "open allegation", "quiet"]
    assert [name for name, _ in rating.ordered(sites)] == wanted
    assert [name for name, _ in rating.ordered(sites[::-1])] == wanted


def test_the_reasons_say_how_the_rating_came_about() -> None:
    found = rated(risk(3, 1, 5, "gate"), risk(3, 5, 2, "road"), risk(1, 1, 1, "fence"), facts=replace(QUIET, open_allegations=2), critical=3)
    assert [(r.id, r.level, r.risks) for r in found.reasons] == [
        ("base", "high", ("gate", "road")), ("life-at-risk", "high", ("gate",)), ("critical-many", "high", ()), ("open-allegation", "medium", ())]
    assert [r.texts["en"] for r in found.reasons] == [
        "Highest risk score 15, which is high: Risk gate (3 × 5); Risk road (3 × 5).",
        "Death or life-changing injury is possible and not rare: Risk gate (3 × 5).",
        "Critical indicators not met: 3 (three or more).", "Credible allegations still open: 2."]
    assert found.reasons[0].texts["zh"] == "最高风险分值为15，属高等级：风险gate（3×5）；风险road（3×5）。"
    assert found.reasons[2].texts["zh"] == "未达标的关键指标：3项（三项及以上）。"
    assert [(one.risk.id, one.consequence, one.worse, one.score, one.level) for one in found.risks] == [
        ("gate", 5, "people", 15, "high"), ("road", 5, "company", 15, "high"), ("fence", 1, "both", 1, "low")]


def test_a_title_in_one_language_stands_in_both_and_braces_are_text() -> None:
    found = rated(Risk("r", {"en": "Gate {x}"}, 1, 1, 1), Risk("s", {}, 1, 1, 1))
    assert found.reasons[0].texts["zh"] == "最高风险分值为1，属低等级：Gate {x} (1 × 1)；s (1 × 1)。"


@pytest.mark.parametrize(("score", "level"), [((1, 4), "low"), ((1, 5), "medium"), ((2, 2), "low"), ((3, 4), "medium"), ((3, 5), "high"), ((4, 3), "medium"), ((4, 4), "high")])
def test_cut_offs(score: tuple[int, int], level: str) -> None:
    assert rated(risk(score[0], score[1], 1)).level == level


@pytest.mark.parametrize(("likelihood", "people", "fires"), [(1, 5, False), (2, 5, True), (2, 4, False), (5, 4, False)])
def test_floor_of_life_at_risk(likelihood: int, people: int, fires: bool) -> None:
    found = rated(risk(likelihood, 1, people))
    assert ("life-at-risk" in [r.id for r in found.reasons]) is fires
    assert (found.level == "high") is (fires or likelihood * people >= 15)


def test_floor_of_life_at_risk_wants_one_and_the_same_risk() -> None:
    assert rated(risk(1, 1, 5, "a"), risk(2, 1, 2, "b")).level == "medium"


@pytest.mark.parametrize(("harm", "on", "fires"), [
    ("2024-03-01", "2026-03-01", True), ("2024-02-29", "2026-03-01", False), ("2024-02-29", "2026-02-28", True),
    ("2026-03-01", "2026-03-01", True), ("2024-02-28", "2026-03-01", False)])
def test_floor_of_harm_by_security_in_24_months(harm: str, on: str, fires: bool) -> None:
    found = rated(risk(1, 1, 1), facts=replace(QUIET, harm_by_security=(D("2000-01-01"), D(harm))), on=D(on))
    assert [r.id for r in found.reasons[1:]] == (["harm-by-security"] if fires else [])
    assert found.level == ("high" if fires else "low")


@pytest.mark.parametrize(("critical", "floor", "level"), [(0, [], "low"), (1, ["critical-some"], "medium"), (2, ["critical-some"], "medium"), (3, ["critical-many"], "high"), (12, ["critical-many"], "high")])
def test_floors_of_critical_indicators(critical: int, floor: list[str], level: str) -> None:
    found = rated(risk(1, 1, 1), critical=critical)
    assert ([r.id for r in found.reasons[1:]], found.level) == (floor, level)


@pytest.mark.parametrize(("facts", "floors", "level"), [
    ({"public_forces": True}, ["armed-or-forces"], "medium"), ({"armed_conflict": True}, ["conflict-area"], "medium"),
    ({"armed_guards": True, "armed_conflict": True}, ["armed-or-forces", "conflict-area"], "medium"),
    ({"armed_guards": True, "public_forces": True}, ["armed-or-forces"], "medium")])
def test_other_floors(facts: dict[str, bool], floors: list[str], level: str) -> None:
    found = rated(risk(1, 1, 1), facts=replace(QUIET, **facts))  # type: ignore[arg-type]
    assert ([r.id for r in found.reasons[1:]], found.level) == (floors, level)


FIVE = st.integers(min_value=1, max_value=5)
RISKS = st.lists(st.tuples(FIVE, FIVE, FIVE), min_size=1, max_size=4).map(lambda found: [risk(*one, name=f"r{n}") for n, one in enumerate(found)])
FACTS = st.builds(Facts, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3), st.lists(st.dates(D("2020-01-01"), TODAY), max_size=2).map(tuple))


@settings(deadline=None)
@given(RISKS, FACTS, st.integers(0, 12))
def test_floors_never_lower(risks: list[Risk], facts: Facts, critical: int) -> None:
    found = rated(*risks, facts=facts, critical=critical)
    scores = [r.likelihood * max(r.company, r.people) for r in risks]
    assert found.score == max(scores)
    assert found.base == ("low" if max(scores) <= 4 else "medium" if max(scores) <= 14 else "high")
    assert LEVELS.index(found.level) >= LEVELS.index(found.base)
    assert LEVELS.index(found.level) == max(LEVELS.index(reason.level) for reason in found.reasons)
    worse = rated(*risks, facts=replace(facts, armed_conflict=True, public_forces=True), critical=critical + 1)
    assert LEVELS.index(worse.level) >= LEVELS.index(found.level)


def test_every_fault_of_risks_and_facts() -> None:
    bad = [replace(risk(0, 6, 3), place=Place("s.yaml", 4, 3)), risk(3, 3, 3), Risk("r2", {}, True, 2.0, "5")]  # type: ignore[arg-type]
    facts = Facts(None, "no", False, -1, (D("2026-03-02"), TODAY), Place("s.yaml", 9, 1))  # type: ignore[arg-type]
    assert faults(lambda: rated(*bad, facts=facts)) == [
        "s.yaml:4:3: r1: likelihood is '0' (allowed: 1 to 5)", "s.yaml:4:3: r1: company is '6' (allowed: 1 to 5)",
        "r1: two risks of this id (keep one of the two, or rename it)",
        "r2: likelihood is 'True' (allowed: 1 to 5)", "r2: company is '2.0' (allowed: 1 to 5)", "r2: people is '5' (allowed: 1 to 5)",
        "s.yaml:9:1: armed_guards is 'None' (allowed: true, false)", "s.yaml:9:1: public_forces is 'no' (allowed: true, false)",
        "s.yaml:9:1: open_allegations is '-1' (allowed: 0 or more)",
        "s.yaml:9:1: harm_by_security: 2026-03-02 is after the assessment of 2026-03-01 (allowed: up to 2026-03-01)"]
    assert faults(rated) == ["no risk to rate (allowed: one risk or more)"]


# --- changing a rating

MANAGER, DIRECTOR = {"en": "Site manager", "zh": "场址经理"}, {"en": "Head of human rights", "zh": "人权事务负责人"}
WHY = {"en": "Guards disarmed", "zh": "警卫已不再携枪"}


def settled(computed: str, before: Standing | None, decision: Change | None = None, on: dt.date = TODAY) -> rating.Rating:
    numbers = {"low": (1, 1, 1), "medium": (1, 5, 1), "high": (4, 4, 1)}[computed]
    return change.settle(MODEL.rating, rated(risk(*numbers), on=on), before=before, change=decision)


def test_a_lower_result_does_not_lower() -> None:
    before = Standing("high", D("2025-03-01"))
    found = settled("low", before)
    assert (found.base, found.computed, found.level, found.standing) == ("low", "low", "high", before)
    assert [r.id for r in found.reasons] == ["base", "kept"]
    assert found.reasons[1].texts == {"en": "The rating in force stays high: a lower result does not lower it by itself.", "zh": "现行等级仍为高：评估结果较低，并不自动调低等级。"}


def test_the_same_result_keeps_the_day_since_when() -> None:
    before = Standing("medium", D("2025-03-01"), raised=True)
    assert (settled("medium", before).standing, [r.id for r in settled("medium", before).reasons]) == (before, ["base"])
    assert settled("medium", None).standing == Standing("medium", TODAY)


def test_a_higher_result_raises() -> None:
    found = settled("high", Standing("low", D("2025-03-01")))
    assert (found.level, found.standing) == ("high", Standing("high", TODAY, raised=True))
    assert (found.reasons[-1].id, found.reasons[-1].level) == ("raised-by-assessment", "high")
    assert found.reasons[-1].texts == {"en": "The assessment of 2026-03-01 raises the rating from low to high.", "zh": "2026-03-01的评估将等级由低调高为高。"}


@pytest.mark.parametrize("before", [None, Standing("low", D("2025-03-01")), Standing("low", TODAY)])
def test_one_role_raises_at_any_time(before: Standing | None) -> None:
    found = settled("low", before, Change("high", D("2026-02-01"), (MANAGER,)))
    assert (found.computed, found.level, found.standing) == ("low", "high", Standing("high", D("2026-02-01"), raised=before is not None))
    assert [r.id for r in found.reasons] == ["base", "raising"]
    assert found.reasons[-1].texts == {"en": "Raised from low to high on 2026-02-01 by: Site manager.", "zh": "于2026-02-01由低调高为高，决定职位：场址经理。"}


def test_a_raise_above_a_raise() -> None:
    found = settled("medium", Standing("low", D("2025-03-01")), Change("high", TODAY, (MANAGER,), WHY))
    assert [(r.id, r.level) for r in found.reasons] == [("base", "medium"), ("raised-by-assessment", "medium"), ("raising", "high")]
    assert found.reasons[-1].texts["en"] == "Raised from medium to high on 2026-03-01 by: Site manager. Reason: Guards disarmed"
    assert found.level == "high"


def test_lowering_after_a_new_assessment_by_two_roles_with_a_reason() -> None:
    found = settled("low", Standing("high", D("2025-03-01")), Change("medium", D("2026-03-02"), (MANAGER, DIRECTOR), WHY))
    assert (found.computed, found.level, found.standing) == ("low", "medium", Standing("medium", D("2026-03-02")))
    assert [r.id for r in found.reasons] == ["base", "lowering"]
    assert found.reasons[-1].texts == {
        "en": "Lowered from high to medium on 2026-03-02 after a new assessment, signed by: Site manager; Head of human rights. Reason: Guards disarmed",
        "zh": "经新的评估，于2026-03-02由高调低为中，签署职位：场址经理；人权事务负责人。理由：警卫已不再携枪"}


GOOD = Change("medium", D("2026-03-02"), (MANAGER, DIRECTOR), WHY, Place("s.yaml", 7, 3))
RULE = "A rating is lowered only after a new assessment, by two different roles, with the reason in writing; never below what the assessment gives."


@pytest.mark.parametrize(("computed", "since", "decision", "message"), [
    ("low", "2025-03-01", replace(GOOD, roles=(MANAGER,)), "1 different roles of 2"),
    ("low", "2025-03-01", replace(GOOD, roles=(MANAGER, {"en": "site  MANAGER", "zh": "经理"})), "1 different roles of 2"),
    ("low", "2025-03-01", replace(GOOD, roles=({"en": " "}, DIRECTOR)), "1 different roles of 2"),
    ("low", "2025-03-01", replace(GOOD, reason={"en": " "}), "no reason"),
    ("low", "2025-03-01", replace(GOOD, on=D("2026-02-28")), "decided on 2026-02-28, before the assessment of 2026-03-01"),
    ("low", "2026-03-01", GOOD, "no new assessment: the one of 2026-03-01 is not later than the rating in force since 2026-03-01"),
    ("medium", "2025-03-01", replace(GOOD, to="low"), "the assessment gives medium"),
])
def test_lowering_is_refused(computed: str, since: str, decision: Change, message: str) -> None:
    assert faults(lambda: settled(computed, Standing("high", D(since)), decision)) == [f"s.yaml:7:3: lowering from high to {decision.to}: {message} ({RULE})"]


def test_all_that_stands_against_lowering_is_told_at_once() -> None:
    bare = Change("low", D("2026-02-01"), ())
    assert [p.split(": ")[1].split(" (")[0].split(",")[0] for p in faults(lambda: settled("medium", Standing("high", TODAY), bare))] == [
        "0 different roles of 2", "no reason", "decided on 2026-02-01", "no new assessment", "the assessment gives medium"]


def test_a_first_rating_cannot_be_lowered() -> None:
    assert faults(lambda: settled("medium", None, replace(GOOD, to="low"))) == [f"s.yaml:7:3: lowering from medium to low: the assessment gives medium ({RULE})"]


def test_raising_needs_a_role() -> None:
    assert faults(lambda: settled("low", None, Change("high", TODAY, ()))) == [
        "raising from low to high: 0 different roles of 1 (One role can raise a rating at any time.)"]


def test_a_change_to_what_is_in_force_says_nothing() -> None:
    found = settled("medium", Standing("medium", D("2025-03-01")), Change("medium", TODAY, ()))
    assert ([r.id for r in found.reasons], found.standing.since) == (["base"], D("2025-03-01"))


def test_a_raise_that_the_assessment_gives_anyway_counts_from_the_assessment() -> None:
    found = settled("high", Standing("low", D("2025-03-01")), Change("high", D("2026-02-01"), (MANAGER,)))
    assert [r.id for r in found.reasons] == ["base", "raised-by-assessment"]
    assert found.standing == Standing("high", TODAY, raised=True)


def test_unknown_levels() -> None:
    assert faults(lambda: settled("low", Standing("hi", TODAY, place=Place("s.yaml", 2, 1)), Change("none", TODAY, ()))) == [
        "s.yaml:2:1: rating in force: 'hi' is not a level (allowed: low, medium, high)",
        "rating changed to 'none', which is not a level (allowed: low, medium, high)"]


@settings(deadline=None)
@given(st.sampled_from(LEVELS), st.sampled_from([None, *LEVELS]), st.sampled_from([None, *LEVELS]), st.integers(0, 2), st.booleans())
def test_nothing_goes_below_the_assessment_or_down_by_itself(computed: str, before: str | None, to: str | None, roles: int, reason: bool) -> None:
    standing = Standing(before, D("2025-03-01")) if before else None
    decision = Change(to, TODAY, (MANAGER, DIRECTOR)[:roles], WHY if reason else {}) if to else None
    try:
        found = settled(computed, standing, decision)
    except DrafterError:
        return
    assert LEVELS.index(found.level) >= LEVELS.index(computed)
    if before and LEVELS.index(found.level) < LEVELS.index(before):
        assert to == found.level and roles == 2 and reason
    if to:
        assert found.level == to


# --- months


@pytest.mark.parametrize(("anchor", "number", "date"), [
    ("2026-08-31", 6, "2027-02-28"), ("2026-08-31", 12, "2027-08-31"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
    ("2026-12-31", 1, "2027-01-31"), ("2026-12-01", 12, "2027-12-01"), ("2026-01-31", 1, "2026-02-28"), ("2023-08-31", 6, "2024-02-29"),
    ("2026-11-30", 3, "2027-02-28"), ("2026-03-15", 0, "2026-03-15"), ("1999-12-31", 2, "2000-02-29"), ("2099-12-31", 2, "2100-02-28")])
def test_months_from_the_anchor(anchor: str, number: int, date: str) -> None:
    assert plus_months(D(anchor), number) == D(date)


@settings(deadline=None)
@given(st.dates(D("1900-01-01"), D("2200-12-31")), st.integers(0, 240))
def test_months_keep_the_day_where_it_exists(anchor: dt.date, number: int) -> None:
    found = plus_months(anchor, number)
    assert found.year * 12 + found.month == anchor.year * 12 + anchor.month + number
    assert found.day == min(anchor.day, months.monthrange(found.year, found.month)[1])
    assert found < plus_months(anchor, number + 1)


# --- the schedule

START = D("2026-08-31")


def plan(level: str = "high", today: str = "2026-08-31", past: Past | None = None, **chosen: object) -> schedule.Plan:
    return schedule.plan(MODEL.schedule, past or Past(START), Choice(**chosen), level=level, today=D(today))  # type: ignore[arg-type]


def item(found: schedule.Plan, key: str) -> schedule.Item:
    return next(one for one in found.items if one.key == key)


@pytest.mark.parametrize(("preset", "level", "external", "mitigation"), [
    ("", "high", 6, None), ("", "medium", 12, None), ("", "low", None, None),
    ("seed-strict", "high", 6, None), ("seed-strict", "medium", 12, None), ("seed-strict", "low", None, None),
    ("seed-annual", "high", 12, None), ("seed-annual", "medium", 12, None), ("seed-annual", "low", None, None),
    ("cycle-2-3y", "high", 24, 12), ("cycle-2-3y", "medium", 36, None), ("cycle-2-3y", "low", 36, None)])
def test_presets(preset: str, level: str, external: int | None, mitigation: int | None) -> None:
    found = plan(level, preset=preset)
    wanted = {"external": external, "mitigation": mitigation, "internal": 12, "context": 12, "context-full": 60}
    assert {one.key: one.months for one in found.items} == {key: number for key, number in wanted.items() if number}
    assert all(one.due == plus_months(START, one.months) and one.then == plus_months(START, 2 * one.months) for one in found.items if one.months)
    assert (found.preset, found.level) == (preset or "seed-strict", level)


def test_dates_from_the_anchor_and_not_from_the_clamped_date() -> None:
    external = item(plan(), "external")
    assert (external.anchor, external.due, external.then) == (START, D("2027-02-28"), D("2027-08-31"))


def test_optional_and_stable() -> None:
    assert "partners" not in [one.key for one in plan().items]
    assert item(plan(optional=("partners",)), "partners").months == 6
    for number in (24, 30, 36):
        found = plan(stable_months=number)
        assert (item(found, "context").months, item(found, "internal").months, item(found, "context-full").months) == (number, 12, 60)


def test_a_review_done_moves_its_own_line_only() -> None:
    before, after = plan(today="2027-01-15"), plan(today="2027-01-15", past=Past(START, done=(Done("external", D("2027-01-10")), Done("external", D("2026-10-01")))))
    assert (item(after, "external").anchor, item(after, "external").due) == (D("2027-01-10"), D("2027-07-10"))
    assert [one for one in before.items if one.key != "external"] == [one for one in after.items if one.key != "external"]


@settings(deadline=None)
@given(st.sampled_from([name for name, line in MODEL.schedule.lines.items() if not line.dated]), st.dates(START, D("2030-01-01")), st.sampled_from(LEVELS), st.sampled_from([*MODEL.schedule.presets]))
def test_only_the_line_done_moves(line: str, day: dt.date, level: str, preset: str) -> None:
    chosen = {"preset": preset, "optional": ("partners",)}
    before = {one.key: one for one in plan(level, "2030-01-01", **chosen).items}
    after = {one.key: one for one in plan(level, "2030-01-01", Past(START, done=(Done(line, day),)), **chosen).items}
    assert before.keys() == after.keys()
    assert {key: one for key, one in before.items() if key != line} == {key: one for key, one in after.items() if key != line}
    if line in after:
        assert after[line].due == plus_months(day, after[line].months or 0)


@pytest.mark.parametrize(("today", "late"), [("2027-02-27", 0), ("2027-02-28", 0), ("2027-03-01", 1), ("2027-03-31", 31)])
def test_overdue_with_days_late(today: str, late: int) -> None:
    found = plan(today=today)
    assert (item(found, "external").days_late, item(found, "external").overdue) == (late, late > 0)
    assert found.fails == ({"ind-external-current": "external"} if late else {})
    assert [one.key for one in found.overdue] == (["external"] if late else [])
    assert found.today == D(today)


@pytest.mark.parametrize(("trigger", "brings"), [(name, one.brings) for name, one in MODEL.schedule.triggers.items()])
def test_a_trigger_is_due_in_30_days(trigger: str, brings: tuple[str, ...]) -> None:
    found = plan(today="2026-10-01", past=Past(START, events=(Event(trigger, D("2026-10-01")),)))
    for one in found.items:
        if one.line in brings:
            assert (one.due, one.because, one.then) == (D("2026-10-31"), (trigger,), plus_months(START, one.months or 0))
        else:
            assert (one.due, one.because) == (plus_months(START, one.months or 0), ())
    assert brings[-2:] == ("internal", "context")
    assert ("external" in brings) is (trigger in ("death-or-injury", "credible-allegation", "agreement-change", "rating-raised"))


def test_the_triggers_of_the_domain() -> None:
    assert list(MODEL.schedule.triggers) == [
        "government-change", "conflict-outbreak", "crime-rise", "policy-change", "security-contract", "guard-increase", "rising-tension",
        "death-or-injury", "credible-allegation", "agreement-change", "rating-raised"]
    assert [name for name, one in MODEL.schedule.triggers.items() if one.planned] == ["security-contract", "guard-increase"]


def test_the_earliest_event_counts_and_later_dates_do_not_delay() -> None:
    events = (Event("credible-allegation", D("2026-11-01")), Event("death-or-injury", D("2026-10-01")), Event("death-or-injury", D("2026-10-05")))
    external = item(plan(today="2026-12-01", past=Past(START, events=events)), "external")
    assert (external.due, external.because, external.days_late) == (D("2026-10-31"), ("death-or-injury", "credible-allegation"), 31)
    late = item(plan(today="2027-03-01", past=Past(START, events=(Event("death-or-injury", D("2027-02-20")),))), "external")
    assert (late.due, late.because, late.days_late) == (D("2027-02-28"), (), 1)


def test_a_review_answers_the_events_up_to_its_day() -> None:
    events = (Event("death-or-injury", D("2026-10-01")), Event("credible-allegation", D("2026-10-11")))
    for day, due, because in (("2026-09-30", "2026-10-31", ("death-or-injury", "credible-allegation")), ("2026-10-01", "2026-11-10", ("credible-allegation",)), ("2026-10-11", "2027-04-11", ())):
        found = plan(today="2026-10-12", past=Past(START, done=(Done("external", D(day)),), events=events))
        assert (item(found, "external").due, item(found, "external").because) == (D(due), because)
        assert item(found, "internal").due == D("2026-10-31")


@pytest.mark.parametrize(("takes_effect", "due"), [("2026-10-20", "2026-10-19"), ("2026-10-31", "2026-10-30"), ("2026-11-01", "2026-10-31"), ("2026-12-01", "2026-10-31"), ("2026-10-01", "2026-10-01"), ("2026-10-02", "2026-10-01")])
def test_a_planned_step_is_reviewed_before_it(takes_effect: str, due: str) -> None:
    past = Past(START, events=(Event("security-contract", D("2026-10-01"), D(takes_effect)),))
    assert item(plan(today="2026-10-01", past=past), "internal").due == D(due)


def test_authorisations_and_recommendations_by_their_own_dates() -> None:
    past = Past(START, authorisations=(Authorisation("A1", D("2026-09-15"), {"en": "Main gate"}), Authorisation("A2", D("2027-09-15"))),
                recommendations=(Recommendation("R1", D("2026-09-10"), {"en": "Lock", "zh": "锁具"}), Recommendation("R2", D("2026-09-01"), done=D("2026-09-12"), checker=MANAGER)))
    found = plan(today="2026-09-16", past=past)
    assert [(one.key, one.due, one.days_late) for one in found.items[:3]] == [
        ("recommendation:R1", D("2026-09-10"), 6), ("armed-authorisation:A1", D("2026-09-15"), 1), ("external", D("2027-02-28"), 0)]
    assert "recommendation:R2" not in [one.key for one in found.items]
    assert (found.items[1].anchor, found.items[1].months, found.items[1].then) == (None, None, None)
    assert found.items[0].title == {"en": "Recommendation due: Lock", "zh": "建议办理到期：锁具"}
    assert found.items[1].title["zh"] == "武装警卫批准到期（续期须重新评审）：Main gate"
    assert item(found, "armed-authorisation:A2").title["en"].endswith(": A2")
    assert found.fails == {"ind-armed-signoff": "armed-authorisation"}
    assert plan(today="2026-09-15", past=past).fails == {}


def test_items_stand_by_date_then_in_the_order_of_the_lines() -> None:
    past = Past(START, recommendations=(Recommendation("b", D("2027-08-31")), Recommendation("a", D("2027-08-31"))))
    assert [one.key for one in plan("medium", past=past).items] == ["external", "internal", "context", "recommendation:a", "recommendation:b", "context-full"]


def test_every_fault_of_a_schedule() -> None:
    at = [Place("s.yaml", n, 1) for n in range(20)]
    past = Past(D("2026-09-02"), anchors={"armed-authorisation": START, "external": D("2026-09-02")}, place=at[1],
                done=(Done("recommendation", START, at[2]), Done("internal", D("2026-09-02"), at[3])),
                events=(Event("flood", START, place=at[4]), Event("crime-rise", D("2026-09-02"), place=at[5]),
                        Event("crime-rise", START, D("2026-10-01"), at[6]), Event("guard-increase", START, D("2026-08-30"), at[7])),
                authorisations=(Authorisation("A", START), Authorisation("A", START, place=at[8])),
                recommendations=(Recommendation("R", START, done=START, place=at[9]), Recommendation("S", START, checker=MANAGER, place=at[10]),
                                 Recommendation("S", START, done=D("2026-09-02"), checker=MANAGER, place=at[11])))
    chosen = Choice("weekly", 12, ("internal",), at[0])
    lines = "external, mitigation, internal, context, context-full, partners"
    assert faults(lambda: schedule.plan(MODEL.schedule, past, chosen, level="low", today=D("2026-09-01"))) == [
        "s.yaml: unknown preset 'weekly' (allowed: seed-strict, seed-annual, cycle-2-3y)",
        "s.yaml: 'internal' is not an optional review (allowed: partners)",
        "s.yaml: stable context: 12 months (allowed: 24 to 36 months, or nothing, for 12)",
        "s.yaml:1:1: first assessment on 2026-09-02 is after 2026-09-01 (allowed: up to 2026-09-01)",
        f"s.yaml:1:1: anchor of 'armed-authorisation' is 2026-08-31 (allowed: {lines}; up to 2026-09-01)",
        f"s.yaml:1:1: anchor of 'external' is 2026-09-02 (allowed: {lines}; up to 2026-09-01)",
        f"s.yaml:2:1: review 'recommendation' is not in the schedule (allowed: {lines})",
        "s.yaml:3:1: internal: done on 2026-09-02, which is after 2026-09-01 (allowed: up to 2026-09-01)",
        f"s.yaml:4:1: unknown event 'flood' (allowed: {', '.join(MODEL.schedule.triggers)})",
        "s.yaml:5:1: crime-rise: on 2026-09-02, which is after 2026-09-01 (allowed: up to 2026-09-01; the day of a planned step goes into takes_effect)",
        "s.yaml:6:1: crime-rise: takes_effect is for planned steps (allowed: security-contract, guard-increase)",
        "s.yaml:7:1: guard-increase: takes effect on 2026-08-30, before it was decided on 2026-08-31 (allowed: from 2026-08-31)",
        "s.yaml:8:1: A: two authorisations of this id (keep one of the two, or rename it)",
        "s.yaml:11:1: S: two recommendations of this id (keep one of the two, or rename it)",
        "s.yaml:9:1: R: closed without a checker (closing needs the date and the role that checked)",
        "s.yaml:10:1: S: a checker but no date of closing (closing needs the date and the role that checked)",
        "s.yaml:11:1: S: closed on 2026-09-02, which is after 2026-09-01 (allowed: up to 2026-09-01)"]


@pytest.mark.parametrize("number", [0, 23, 37])
def test_stable_is_24_to_36_months(number: int) -> None:
    assert faults(lambda: plan(stable_months=number)) == [f"stable context: {number} months (allowed: 24 to 36 months, or nothing, for 12)"]


def test_the_clock_is_never_read(checkout: Path) -> None:
    for path in (checkout / "drafter" / "assess").glob("*.py"):
        assert not re.search(r"\.today\(|\.now\(|utcnow|time\.|getmtime|random", path.read_text(encoding="utf-8")), path.name


# --- the calendar

SITE = {"en": "North Ridge", "zh": "北岭"}


def ics(found: schedule.Plan, *, key: str = "north", name: dict[str, str] = SITE, languages: Sequence[str] = ("en", "zh"), stamp: str = "2026-09-16") -> str:
    return calendar.text(found, MODEL.schedule, key=key, site=name, languages=languages, stamp=D(stamp))


def unfolded(text: str) -> list[str]:
    """The content lines of a calendar, by the rule of RFC 5545, 3.1."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar; the properties of the alarm with `ALARM-` before their names."""
    found: list[dict[str, str]] = []
    alarm = ""
    for line in unfolded(text):
        name, _, value = line.partition(":")
        if value == "VEVENT" and name == "BEGIN":
            found.append({})
        elif value == "VALARM":
            alarm = "ALARM-" if name == "BEGIN" else ""
        elif found and name != "END":
            assert alarm + name not in found[-1]
            found[-1][alarm + name] = value
    return found


def plain(value: str) -> str:
    """A TEXT value read back, by the rule of RFC 5545, 3.3.11."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


BUSY = Past(START, events=(Event("death-or-injury", D("2026-09-01")), Event("credible-allegation", D("2026-09-02"))),
            recommendations=(Recommendation("R1", D("2026-09-10"), {"en": "Fence; gate, lamp \\ road", "zh": "围栏"}),))


def test_a_calendar() -> None:
    text = ics(plan(today="2026-09-16", past=BUSY))
    lines = unfolded(text)
    assert lines[:5] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//drafter//review schedule//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    assert lines[-1] == "END:VCALENDAR"
    assert all(lines.count(f"BEGIN:{part}") == lines.count(f"END:{part}") == 5 for part in ("VEVENT", "VALARM"))
    first, second = events(text)[:2]
    assert plain(first["SUMMARY"]) == "North Ridge: Recommendation due: Fence; gate, lamp \\ road / 北岭：建议办理到期：围栏"
    assert first["SUMMARY"].startswith("North Ridge: Recommendation due: Fence\\; gate\\, lamp \\\\ road / ")
    assert first["DTSTART;VALUE=DATE"] == "20260910"
    assert plain(first["DESCRIPTION"]) == "Overdue; days late: 6\n已逾期6天"
    assert plain(second["DESCRIPTION"]) == (
        "Every 6 months, counted from 2026-08-31\nBrought forward by: Death or serious injury, Credible allegation\n"
        "自2026-08-31起每6个月\n因下列事件提前：死亡或者重伤、可信指控")
    for one in events(text):
        assert (one["DTSTAMP"], one["SEQUENCE"]) == ("20260916T000000Z", str(D("2026-09-16").toordinal()))
        assert (one["ALARM-TRIGGER"], one["ALARM-ACTION"], one["ALARM-DESCRIPTION"]) == ("-P14D", "DISPLAY", one["SUMMARY"])
        assert (one["CLASS"], one["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
    assert [one["DTSTART;VALUE=DATE"] for one in events(text)] == ["20260910", "20261001", "20261001", "20261001", "20310831"]


def test_one_language_and_no_name_of_the_site() -> None:
    text = ics(plan(today="2026-09-16"), name={}, languages=("zh",))
    assert [plain(one["SUMMARY"]) for one in events(text)] == ["外部独立评估", "内部自评（填写指标清单）", "外部环境审查", "外部环境全面审查"]
    bare = ics(plan(past=Past(START, authorisations=(Authorisation("A1", D("2027-01-01")),))), languages=("en",))
    assert "DESCRIPTION" not in events(bare)[0]
    assert events(bare)[0]["ALARM-DESCRIPTION"].startswith("North Ridge: Armed-guard authorisation expires\\; renewal")


def test_the_same_input_gives_the_same_bytes() -> None:
    assert ics(plan(today="2026-09-16", past=BUSY)).encode() == ics(plan(today="2026-09-16", past=BUSY)).encode()


def test_identifiers_stay_when_dates_move_and_tell_sites_apart() -> None:
    def uids(past: Past, key: str = "north") -> dict[str, str]:
        found = plan(today="2026-09-16", past=past)
        return dict(zip([one.key for one in found.items], [one["UID"] for one in events(ics(found, key=key))], strict=True))
    first, moved = uids(Past(START)), uids(Past(START, done=(Done("external", D("2026-09-10")),)))
    assert first == moved
    assert len(set(first.values())) == 4
    assert not set(first.values()) & set(uids(Past(START), "south").values())
    assert first["external"] == "4bac10df-e57a-54b0-b9f1-9e8a17faa311"


@settings(deadline=None)
@given(st.text(max_size=400).filter(lambda value: "\r" not in value and "\n" not in value))
def test_folding(line: str) -> None:
    folded = calendar.fold(line)
    pieces = folded.split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(len(piece.encode()) + 4 > 75 for piece in pieces[:-1])


@pytest.mark.parametrize(("length", "sizes"), [(0, [0]), (75, [75]), (76, [75, 2]), (149, [75, 75]), (150, [75, 75, 2])])
def test_folding_at_75_octets(length: int, sizes: list[int]) -> None:
    assert [len(piece) for piece in calendar.fold("x" * length).split("\r\n")] == sizes


def test_folding_cuts_no_character() -> None:
    assert [len(piece.encode()) for piece in calendar.fold("安" * 30).split("\r\n")] == [75, 16]
    assert [len(piece.encode()) for piece in calendar.fold("ab" + "安" * 30).split("\r\n")] == [74, 19]
    assert [len(piece.encode()) for piece in calendar.fold("😀" * 20).split("\r\n")] == [72, 9]


@settings(deadline=None)
@given(st.text())
def test_escaping_reads_back(value: str) -> None:
    escaped = calendar.escape(value)
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f]", escaped)
    kept = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", value.replace("\r\n", "\n").replace("\r", "\n"))
    assert plain(escaped) == kept
    assert re.fullmatch(r"(?:[^\\;,\n]|\\[\\;,n])*", escaped)


@pytest.mark.parametrize(("value", "escaped"), [("a;b,c\\d", "a\\;b\\,c\\\\d"), ("a\nb\r\nc\rd", "a\\nb\\nc\\nd"), ("a\tb\x00\x85c\ud800", "a\tbc"), ("a:\"b\"", "a:\"b\"")])
def test_escaping(value: str, escaped: str) -> None:
    assert calendar.escape(value) == escaped


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_breaks_a_calendar(title: str, name: str) -> None:
    past = Past(START, recommendations=(Recommendation("R1", START, {"en": title}),))
    text = ics(plan(past=past), name={"en": name}, languages=("en",))
    assert len(events(text)) == 5
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")


# --- the whole


def assessed(*, today: str = "2026-03-01", risks: Sequence[Risk] = (risk(1, 1, 1),), given: Sequence[Answer] | None = None, facts: Facts = QUIET,
             past: Past | None = None, on: str = "2026-03-01", **others: object) -> site.Assessment:
    return site.assess(MODEL, Site(D(on), tuple(risks), facts, tuple(answers() if given is None else given), past or Past(D("2026-03-01")), **others),  # type: ignore[arg-type]
                       today=D(today))


def lines(found: site.Assessment) -> dict[str, dt.date]:
    return {one.key: one.due for one in found.plan.items}


def test_a_quiet_site() -> None:
    found = assessed()
    assert (found.rating.level, found.result.level, found.result.failed, found.plan.level) == ("low", "low", (), "low")
    assert lines(found) == {"internal": D("2027-03-01"), "context": D("2027-03-01"), "context-full": D("2031-03-01")}


def test_failed_critical_indicators_raise_and_a_raise_makes_one_more_critical() -> None:
    assert assessed(given=answers(external_current="no")).rating.level == "low"
    two = assessed(given=answers(ra_done="no", external_current="no"))
    assert (two.rating.level, len(two.result.critical_failed), two.result.level) == ("medium", 2, "medium")
    three = assessed(given=answers(ra_done="no", force_log="not-known", external_current="no"))
    assert (three.rating.level, len(three.result.critical_failed), three.plan.level) == ("high", 3, "high")
    assert [r.id for r in three.rating.reasons] == ["base", "critical-many"]
    assert lines(three)["external"] == D("2026-09-01")


def test_an_overdue_external_assessment_fails_its_indicator_and_may_raise() -> None:
    given = answers(ra_done="no", force_log="no")
    in_time, late = assessed(given=given, today="2027-03-01"), assessed(given=given, today="2027-03-02")
    assert (in_time.rating.level, in_time.plan.fails) == ("medium", {})
    assert (late.rating.level, late.plan.fails) == ("high", {"ind-external-current": "external"})
    (row,) = [row for row in late.result.critical_failed if row.overdue]
    assert (row.indicator.id, row.given, row.counted, row.overdue) == ("ind-external-current", "yes", "no", "external")
    external = item(late.plan, "external")
    assert (external.due, external.days_late) == (D("2026-09-01"), 182)


def test_a_lapsed_authorisation_fails_its_indicator() -> None:
    past = Past(D("2026-03-01"), authorisations=(Authorisation("A", D("2026-03-31")),))
    facts = replace(QUIET, armed_guards=True)
    assert assessed(past=past, facts=facts, today="2026-03-31").result.failed == ()
    (row,) = assessed(past=past, facts=facts, today="2026-04-01").result.failed
    assert (row.indicator.id, row.overdue, row.critical) == ("ind-armed-signoff", "armed-authorisation", True)


def test_a_raise_is_an_event_until_the_review_is_done() -> None:
    raised = assessed(risks=[risk(4, 4, 1)], before=Standing("low", D("2025-03-01")), past=Past(D("2025-03-01")), today="2026-03-01",
                      on="2026-03-01")
    assert raised.rating.standing == Standing("high", D("2026-03-01"), raised=True)
    assert (lines(raised)["external"], item(raised.plan, "external").because) == (D("2026-03-31"), ("rating-raised",))
    assert item(raised.plan, "external").anchor == D("2026-03-01")
    later = assessed(risks=[risk(4, 4, 1)], before=raised.rating.standing, past=Past(D("2025-03-01")), on="2026-04-15", today="2026-04-15")
    assert (lines(later)["external"], item(later.plan, "external").days_late) == (D("2026-03-31"), 15)
    done = assessed(risks=[risk(4, 4, 1)], before=raised.rating.standing, past=Past(D("2025-03-01"), done=(Done("external", D("2026-03-20")),)), on="2026-04-15", today="2026-04-15")
    assert (lines(done)["external"], item(done.plan, "external").because) == (D("2026-09-20"), ())


def test_reviews_that_a_rating_brings_in_count_from_that_day() -> None:
    past = Past(D("2020-03-01"))
    same = assessed(risks=[risk(1, 5, 1)], before=Standing("medium", D("2025-06-01")), past=past)
    assert (lines(same)["external"], item(same.plan, "external").anchor) == (D("2026-06-01"), D("2025-06-01"))
    up = assessed(risks=[risk(4, 4, 1)], before=Standing("medium", D("2025-06-01")), past=past)
    assert (lines(up)["external"], item(up.plan, "external").days_late) == (D("2025-12-01"), 90)
    first = assessed(risks=[risk(4, 4, 1)], past=past)
    assert lines(first)["external"] == D("2020-09-01")
    told = assessed(risks=[risk(4, 4, 1)], past=replace(past, anchors={"external": D("2026-02-01")}))
    assert lines(told)["external"] == D("2026-08-01")
    two = assessed(risks=[risk(4, 4, 1)], before=Standing("medium", D("2025-06-01")), past=past, choice=Choice("cycle-2-3y"))
    assert item(two.plan, "mitigation").anchor == D("2026-03-01")
    assert item(two.plan, "external").anchor == D("2025-06-01")


def test_a_decision_reaches_the_schedule() -> None:
    up = assessed(change=Change("high", D("2026-02-20"), (MANAGER,)), before=Standing("low", D("2025-03-01")), past=Past(D("2025-03-01")))
    assert (up.rating.level, up.result.level, lines(up)["external"]) == ("high", "high", D("2026-03-22"))
    down = assessed(change=Change("low", D("2026-03-01"), (MANAGER, DIRECTOR), WHY), before=Standing("high", D("2025-12-01")), past=Past(D("2025-12-01")))
    assert (down.rating.level, "external" in lines(down)) == ("low", False)
    assert faults(lambda: assessed(change=Change("low", D("2026-03-01"), (MANAGER, DIRECTOR), WHY), before=Standing("high", D("2025-12-01")), given=answers(ra_done="no"))) == [
        f"lowering from high to low: the assessment gives medium ({RULE})"]


@settings(deadline=None)
@given(RISKS, FACTS, st.dictionaries(st.sampled_from([name for name, _, _ in DOMAIN]), st.sampled_from(indicators.ANSWERS), max_size=6),
       st.sampled_from([None, *LEVELS]), st.dates(D("2023-01-01"), TODAY), st.lists(st.builds(Done, st.sampled_from(["external", "internal"]), st.dates(D("2023-01-01"), TODAY)), max_size=2),
       st.sampled_from([*MODEL.schedule.presets]))
def test_the_three_parts_agree(risks: list[Risk], facts: Facts, others: dict[str, str], before: str | None, since: dt.date, done: list[Done], preset: str) -> None:
    given = [replace(one, answer=others.get(one.indicator, "yes")) for one in answers()]
    found = assessed(risks=risks, facts=facts, given=given, before=Standing(before, since) if before else None, past=Past(since, done=tuple(done)), choice=Choice(preset))
    assert found.result.level == found.rating.level == found.plan.level
    assert {row.indicator.id: row.overdue for row in found.result.failed if row.overdue} == found.plan.fails
    again = rated(*risks, facts=facts, critical=len(found.result.critical_failed))
    assert found.rating.computed == again.level
    assert not before or LEVELS.index(found.rating.level) >= LEVELS.index(before)


def test_all_faults_of_a_site_at_once() -> None:
    at = [Place("s.yaml", n, 1) for n in range(9)]
    found = faults(lambda: assessed(
        on="2026-03-02", given=[Answer("ind-owner", "yes", place=at[2])], risks=[replace(risk(9, 1, 1), place=at[3])], past=Past(D("2026-03-05"), place=at[4]),
        before=Standing("top", D("2026-03-03"), place=at[5]), change=Change("none", D("2026-03-04"), (), place=at[6]), place=at[1]))
    assert [one.split(" (")[0] for one in found] == [
        "s.yaml:2:1: ind-owner: 'yes' without evidence", "s.yaml:3:1: r1: likelihood is '9'", "s.yaml:4:1: first assessment on 2026-03-05 is after 2026-03-01",
        "s.yaml:1:1: assessment: 2026-03-02 is after 2026-03-01", "s.yaml:5:1: rating in force: 2026-03-03 is after 2026-03-01",
        "s.yaml:6:1: change of the rating: 2026-03-04 is after 2026-03-01", "s.yaml:5:1: rating in force: 'top' is not a level",
        "s.yaml:6:1: rating changed to 'none', which is not a level"]


# --- the loader


@pytest.fixture
def own(tmp_path: Path, checkout: Path) -> Callable[..., str]:
    """own("rating.yaml", old, new, …): an own folder with that file changed."""
    def make(name: str, *changes: str) -> str:
        text = (checkout / "models" / "assessment" / name).read_text(encoding="utf-8")
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            assert text.count(old) >= 1, old
            text = text.replace(old, new, 1)
        folder = tmp_path / "models" / "assessment"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return str(tmp_path)
    return make


def test_an_own_file_stands_for_the_built_in_one(own: Callable[..., str]) -> None:
    found = load.load(own=own("schedule.yaml", "high: 6,", "high: 3,"))
    assert found.schedule.presets["seed-strict"].months == {"external": {"high": 3, "medium": 12}}
    assert found.checklist == MODEL.checklist and found.rating == MODEL.rating


BROKEN = [
    ("indicators.yaml", "group: policy\n    question", "group: polcy\n    question", ":30:12: 'group' is 'polcy' (allowed: policy, risk, force, private-security, public-security, incidents, review)"),
    ("indicators.yaml", "    critical: true", "    critical: maybe", "'critical' is 'maybe' (allowed: true, false, if-high-or-medium)"),
    ("indicators.yaml", "{id: VPI-GRG, mark: \"°\"}", "{id: VPI-GRG, mark: \"x\"}", "'mark' is 'x' (allowed: °, †)"),
    ("indicators.yaml", "{id: BAR-VP16}", "{id: BAR-VP17}", "unknown source 'BAR-VP17' (see `sources` in indicators.yaml)"),
    ("indicators.yaml", "zh: \"政策文本，载明批准职位和批准日期\"", "zh: \"\"", "'evidence' has no 'zh'"),
    ("indicators.yaml", "id: ind-policy-told", "id: ind-policy-commitment", "'ind-policy-commitment' stands twice"),
    ("indicators.yaml", "    sources: [{id: AA-T4}]\n", "", "'sources' is missing or empty"),
    ("indicators.yaml", "id: partly,", "id: half,", "'answers' must hold yes, partly, no, not-applicable, not-known, in this order"),
    ("indicators.yaml", "id: \"†\"", "id: \"x\"", "'marks' must hold °, †, in this order"),
    ("indicators.yaml", "marks:\n", "marks: []\nlegend:\n", "'marks' is missing or empty"),
    ("indicators.yaml", "read: full", "read: whole", "'read' is 'whole' (allowed: full, partly, opening)"),
    ("indicators.yaml", "answers:\n", "anwsers:\n", "unknown key 'anwsers' (allowed: own, marks, answers, groups, indicators, sources)"),
    ("rating.yaml", "from: 5, to: 14", "from: 5, to: 13", "the levels must cover the scores 1 to 25 without a gap"),
    ("rating.yaml", "from: 15, to: 25", "from: 15, to: 24", "the levels must cover the scores 1 to 25 without a gap"),
    ("rating.yaml", "from: 15, to: 25", "from: 15, to: 26", "'to' is '26' (allowed: 1 to 25)"),
    ("rating.yaml", "{id: low,", "{id: green,", "'levels' must hold low, medium, high, in this order"),
    ("rating.yaml", "{public_forces: true, armed_conflict: true}", "{public_force: true}", ":12: unknown fact 'public_force' (allowed: likelihood, company, people, armed_guards, public_forces, armed_conflict, open_allegations, critical_not_met, harm_by_security)"),
    ("rating.yaml", "{public_forces: true, armed_conflict: true}", "{public_forces: yes}", "'public_forces' is 'yes' (allowed: true, false)"),
    ("rating.yaml", "{within_months: 24}", "{at_least: 24}", "unknown key 'at_least' (allowed: within_months)"),
    ("rating.yaml", "{at_least: 3}", "{}", "'critical_not_met' asks for nothing (allowed: at_least, at_most)"),
    ("rating.yaml", "{at_least: 3}", "{at_least: three}", "'at_least' is 'three' (allowed: 0 to 120)"),
    ("rating.yaml", "any: [{armed_conflict: true}]", "any: []", "'any' must list what makes the floor hold, like [{public_forces: true}]"),
    ("rating.yaml", "any: [{armed_conflict: true}]", "any: [{}]", "'any' must list what makes the floor hold, like [{public_forces: true}]"),
    ("rating.yaml", "[{armed_guards: true}, {public_forces: true}]", "[{armed_guards: true}, {}]", "'any' must list what makes the floor hold, like [{public_forces: true}]"),
    ("rating.yaml", "id: conflict-area\n    level: medium", "id: conflict-area\n    level: low", "'level' is 'low' (allowed: medium, high)"),
    ("rating.yaml", "possible and not rare: {risks}", "possible and not rare: {risk}", "'reason' has the placeholder {risk} (allowed: risks, count)"),
    ("rating.yaml", "Highest risk score {score}", "Highest risk score {score", "'base' has the placeholder {Highest risk score {score, which is {level}: {risks}.} (allowed: score, level, risks)"),
    ("rating.yaml", "roles: 2", "roles: 1", "'roles' is '1' (allowed: 2 to 5)"),
    ("rating.yaml", "    roles: 1\n", "", "'roles' is missing (allowed: 1 to 5)"),
    ("rating.yaml", "      - {label: {en: \"Rare\", zh: \"罕见\"}}\n", "", "'steps' must list 5 labels, the least first"),
    ("rating.yaml", "{en: \" Reason: {reason}\", zh: \"理由：{reason}\"}", "{en: \" Reason: {reason}\"}", "'because' has no 'zh'"),
    ("schedule.yaml", "high: 6, medium: 12", "high: 24, medium: 12", "a higher level must not wait longer than a lower one"),
    ("schedule.yaml", "high: 6, medium: 12", "low: 12", "a higher level must not wait longer than a lower one"),
    ("schedule.yaml", "high: 6, medium: 12", "top: 6", "unknown key 'top' (allowed: low, medium, high)"),
    ("schedule.yaml", "months: {external: {high: 6, medium: 12}}", "months: {internal: {high: 6}}", "unknown key 'internal' (allowed: external, mitigation)"),
    ("schedule.yaml", "    months: {external: {high: 6, medium: 12}}\n", "", "'months' is missing"),
    ("schedule.yaml", "default: seed-strict", "default: seed-lax", "'default' is 'seed-lax' (allowed: seed-strict, seed-annual, cycle-2-3y)"),
    ("schedule.yaml", "fails: ind-armed-signoff", "fails: ind-armed", "unknown indicator 'ind-armed' (see indicators.yaml)"),
    ("schedule.yaml", "trigger_days: 30", "trigger_days: soon", "'trigger_days' is 'soon' (allowed: 1 to 366)"),
    ("schedule.yaml", "alarm_days: 14\n", "", "'alarm_days' is missing (allowed: 1 to 366)"),
    ("schedule.yaml", "stable: {from: 24, to: 36}", "stable: {from: 24, to: 12}", "'to' is '12' (allowed: 24 to 120)"),
    ("schedule.yaml", "months: 60", "months: 60\n    stable: {from: 70, to: 80}", "only the review of the context can be stable (allowed: context)"),
    ("schedule.yaml", "months: 60", "months: true", "'months' is 'True' (allowed: 1 to 120)"),
    ("schedule.yaml", "dated: true", "dated: true\n    months: 3", "a dated line has no months"),
    ("schedule.yaml", "id: recommendation", "id: advice", "'lines' must hold 'recommendation', dated"),
    ("schedule.yaml", "id: context\n", "id: contexts\n", "'lines' must hold 'context', not dated"),
    ("schedule.yaml", "brings: [internal, context], label", "brings: [recommendation], label", "'brings' names 'recommendation' (allowed: external, mitigation, internal, context, context-full, partners)"),
    ("schedule.yaml", "id: rating-raised", "id: rating-up", "'triggers' must hold 'rating-raised'"),
    ("schedule.yaml", "Overdue; days late: {days}", "Overdue; days late: {day}", "'overdue' has the placeholder {day} (allowed: days)"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN, ids=[f"{name}-{new.strip()[:40]}" for name, _, new, _ in BROKEN])
def test_broken_data_is_told_with_its_line(name: str, old: str, new: str, message: str, own: Callable[..., str]) -> None:
    folder = own(name, old, new)
    found = faults(lambda: load.load(own=folder))
    told = [one for one in found if one.endswith(message)]
    assert told, found
    assert re.match(rf"{re.escape(str(Path(folder, 'models', 'assessment', name)))}:\d+:\d+: ", told[0])


def test_broken_files_are_all_told_at_once(own: Callable[..., str]) -> None:
    folder = own("rating.yaml", "from: 5, to: 14", "from: 5, to: 13", "roles: 2", "roles: 9")
    own("schedule.yaml", "alarm_days: 14", "alarm_days: 0")
    assert [one.rsplit("assessment/", 1)[1] for one in faults(lambda: load.load(own=folder))] == [
        "rating.yaml:39:3: the levels must cover the scores 1 to 25 without a gap", "rating.yaml:107:12: 'roles' is '9' (allowed: 2 to 5)",
        "schedule.yaml:9:13: 'alarm_days' is '0' (allowed: 1 to 366)"]


def test_what_is_not_said_of_a_record() -> None:
    line, one = schedule.Line("x", {}), indicators.Indicator("i", "g", {}, {}, ())
    assert (line.optional, line.dated, line.months, line.fails, one.critical) == (False, False, None, "", False)


def test_unreadable_files_are_all_told_at_once(own: Callable[..., str], tmp_path: Path) -> None:
    folder = own("rating.yaml")
    for name in ("rating.yaml", "schedule.yaml"):
        (tmp_path / "models" / "assessment" / name).write_text("a: [\n", encoding="utf-8")
    assert [bool(re.search(name, one)) for name, one in zip(("rating", "schedule"), faults(lambda: load.load(own=folder)), strict=True)] == [True, True]
