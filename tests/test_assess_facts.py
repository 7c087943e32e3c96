"""Site assessments from the facts of a matter to what sections print: the worked examples of the domain, refusals, dates, figures."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafter import jobs, marked, matter
from drafter.assess import facts as assessed
from drafter.assess import load
from drafter.assess.base import LEVELS
from drafter.assess.facts import Computed, computed
from drafter.errors import DrafterError
from drafter.library import load as library_load
from drafter.schema import Matter

MODEL = load.load()
LIBRARY = library_load.load(parts=("fields", "templates", "languages", "sources"), examples=False)
TEMPLATES = Path(__file__).parents[1] / "templates"
SAMPLES = [f"{kind}/{name}" for kind, names in {
    "site-checklist": ("sample", "sample-filled"), "assessment-report": ("sample", "sample-low"),
    "armed-guard-authorisation": ("sample", "sample-full")}.items() for name in names]
INDICATORS = tuple(MODEL.checklist.indicators)
D = dt.date.fromisoformat
QUIET = [("R1", 2, 2, 2)]


def both(text: str) -> dict[str, str]:
    return {"en": text, "zh": f"{text}（中文）"}


def site(risks: list[tuple[str, int, int, int]] | None = None, **more: Any) -> dict[str, Any]:
    """The facts of an assessment whose indicators all do not apply, with more facts or others."""
    return {
        "report_title": both("Site 9"), "organisation": both("Company"), "contact": both("the desk"), "circulation": "internal",
        "site_label": both("Site 9"), "site_country": "PE", "as_of": "2026-03-01", "site_operation": both("mine"),
        "assessed_on": "2026-02-01", "assessment_kind": "internal", "assessor": both("Audit"),
        "assessment_methods": {"en": ["a visit"], "zh": ["现场查看"]}, "assessment_limits": both("none"),
        "answers": answered("not-applicable"),
        "site_risks": [{"code": code, "risk": both(f"Risk {code}"), "likelihood": likelihood, "company": company, "people": people}
                       for code, likelihood, company, people in risks or QUIET],
        "site_armed_guards": False, "site_public_forces": False, "site_armed_conflict": False, "site_open_allegations": 0,
        "security_harm": False, **more}


def answered(default: str, **others: str) -> list[dict[str, Any]]:
    """A row for every indicator, by `default` or as named (`ra_done="no"`); yes comes with evidence, `skip` leaves the row out."""
    given = {f"ind-{name.replace('_', '-')}": word for name, word in others.items()}
    assert set(given) <= set(INDICATORS)
    rows = [{"indicator": name, "answer": given.get(name, default)} for name in INDICATORS if given.get(name, default) != "skip"]
    return [row | ({"evidence": both("file 7")} if row["answer"] == "yes" else {}) for row in rows]


def permit(**more: Any) -> dict[str, Any]:
    return {
        "report_title": both("Guards"), "organisation": both("Company"), "contact": both("the desk"), "circulation": "internal",
        "site_label": both("Site 9"), "site_country": "PE", "as_of": "2026-03-01", "armed_requested_by": both("Security Manager"),
        "armed_review_date": "2026-02-10", "armed_reviewer": both("Head of Human Rights"), "armed_need": both("robbery"),
        "armed_findings": {"en": ["two robberies"], "zh": ["两次抢劫"]}, "armed_alternatives": [{"alternative": both("vault"), "result": both("slow")}],
        "armed_number": 6, "armed_posts": {"en": ["gold room"], "zh": ["金库"]}, "armed_weapons": both("pistols"),
        "armed_conditions": {"en": ["training"], "zh": ["培训"]}, "armed_approver_role": both("Chief Operating Officer"),
        "armed_approver_level": "executive", "armed_valid_from": "2026-03-01", "armed_valid_months": 12, "armed_renewal": "new-review", **more}


def read(facts: Mapping[str, Any], kind: str, languages: tuple[str, ...] = ("en", "zh")) -> tuple[Matter, marked.Marked]:
    given = {"matter": "drafter/1", "kind": kind, "languages": list(languages), "facts": dict(facts)}
    source = marked.parse(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), "case.yaml")
    return matter.validate(source, LIBRARY, open_draft=True), source


def made(facts: Mapping[str, Any], kind: str = "assessment-report", languages: tuple[str, ...] = ("en", "zh")) -> Computed:
    found, source = read(facts, kind, languages)
    return computed(found.facts, MODEL, found.languages, place=lambda *at: source.place("facts", *at), path=found.path)


def faults(call: Callable[[], object]) -> list[str]:
    with pytest.raises(DrafterError) as caught:
        call()
    return [str(problem) for problem in caught.value.problems]


def english(rows: Any) -> list[str]:
    return [row["en"] for row in rows]


# --- the rating


@pytest.mark.parametrize(("risk", "more", "level", "score", "reasons"), [
    ((2, 2, 2), {}, "low", 4, ["Highest risk score 4, which is low"]),
    ((3, 1, 5), {}, "high", 15, ["Highest risk score 15, which is high", "Death or life-changing injury is possible"]),
    ((4, 4, 1), {}, "high", 16, ["Highest risk score 16, which is high"]),
    ((1, 2, 2), {"site_armed_guards": True}, "medium", 2, ["Highest risk score 2", "Armed guards or public forces"]),
    ((2, 2, 3), {"site_armed_conflict": True, "site_public_forces": True}, "high", 6,
     ["Highest risk score 6, which is medium", "Public forces are at the site inside", "Armed guards or public forces", "The site is in an armed-conflict"]),
    ((1, 1, 2), {"site_open_allegations": 1}, "medium", 2, ["Highest risk score 2", "Credible allegations still open: 1"]),
])
def test_the_worked_examples_from_facts_to_print(risk: tuple[int, int, int], more: dict[str, Any], level: str, score: int,
                                                 reasons: list[str]) -> None:
    found = made(site([("R1", *risk)], **more)).facts
    assert (found["site_rating"], found["rating_score"]) == (level, score)
    told = english(found["rating_reasons"])
    assert len(told) == len(reasons)
    assert [text.startswith(start) for text, start in zip(told, reasons, strict=True)] == [True] * len(reasons)
    assert all(re.search("[\u4e00-\u9fff]", text["zh"]) for text in found["rating_reasons"])


def test_the_cut_offs_are_printed_as_our_own() -> None:
    found = made(site()).facts
    assert "this project's own" in found["rating_basis"]["en"] and "本项目" in found["rating_basis"]["zh"]
    assert "this project's own" in found["schedule_own"]["en"] and "this project's own" in found["checklist_own"]["en"]


def test_harm_by_security_within_two_years_makes_high() -> None:
    recent = site(security_harm=True, security_harm_events=[{"on": "2024-02-01"}])
    old = site(security_harm=True, security_harm_events=[{"on": "2024-01-31"}])
    assert made(recent).facts["site_rating"] == "high"
    assert made(old).facts["site_rating"] == "low"
    assert {"en": "1 February 2024", "zh": "2024年2月1日"} in [row["finding"] for row in made(recent).facts["floor_facts"]]


def test_a_lower_result_does_not_lower_and_a_decision_by_two_roles_does() -> None:
    before: dict[str, Any] = {"rating_before": "medium", "rating_since": "2025-06-30"}
    decision: dict[str, Any] = {"rating_change_to": "low", "rating_change_on": "2026-02-20", "rating_change_reason": both("closed"),
                "rating_change_roles": {"en": ["Human Rights", "Manager"], "zh": ["人权主管", "总经理"]}}
    kept, lowered = made(site(**before)).facts, made(site(**before, **decision)).facts
    assert (kept["site_rating"], kept["rating_computed"], kept["rating_from"]) == ("medium", "low", D("2025-06-30"))
    assert (lowered["site_rating"], lowered["rating_from"]) == ("low", D("2026-02-20"))
    assert english(lowered["rating_reasons"])[-1] == ("Lowered from medium to low on 20 February 2026 after a new assessment, "
                                                     "signed by: Human Rights; Manager. Reason: closed")
    assert "2026年2月20日" in lowered["rating_reasons"][-1]["zh"]


@pytest.mark.parametrize(("change", "told"), [
    ({"rating_change_roles": {"en": ["Manager"], "zh": ["总经理"]}}, "1 different roles of 2"),
    ({"rating_change_reason": None}, "no reason"),
    ({"rating_since": "2026-02-10"}, "no new assessment"),
    ({"rating_change_on": "2026-03-02"}, "is after 2026-03-01"),
    ({"site_risks": [{"code": "R1", "risk": both("Risk"), "likelihood": 4, "company": 4, "people": 1}], "rating_change_to": "medium"},
     "the assessment gives high"),
])
def test_a_rating_is_not_lowered_lightly(change: dict[str, Any], told: str) -> None:
    given = {"rating_before": "medium", "rating_since": "2025-06-30", "rating_change_to": "low", "rating_change_on": "2026-02-20",
             "rating_change_reason": both("closed"), "rating_change_roles": {"en": ["Human Rights", "Manager"], "zh": ["人权主管", "总经理"]}}
    assert any(told in line for line in faults(lambda: made(site(**given | change))))


# --- the checklist


def test_a_blank_checklist_has_every_indicator_once_with_boxes() -> None:
    given = {k: site()[k] for k in ("report_title", "organisation", "contact", "circulation", "site_label", "site_country", "as_of")}
    done = made(given, "site-checklist")
    rows = done.facts["checklist_rows"]
    assert [row["id"] for row in rows] == list(INDICATORS) and len(rows) == len({row["no"] for row in rows}) == 42
    assert [sum(row["no"].endswith(mark) for row in rows) for mark in (" C", " C*")] == [11, 1]
    assert all(row["answer"]["en"].count("☐") == row["answer"]["zh"].count("☐") == 5 for row in rows)
    assert all(row["question"]["en"].endswith("?") and row["question"]["zh"].endswith("？") for row in rows)
    assert (done.facts["checklist_filled"], done.plan, done.warnings) == (False, None, ())
    assert {"site_rating", "critical_failed", "group_results"} & set(done.facts) == set()
    assert sum(row["questions"] for row in done.facts["checklist_groups"]) == 42


def test_yes_without_evidence_is_refused_where_it_stands() -> None:
    rows = answered("not-applicable", owner="yes")
    row = next(n for n, one in enumerate(rows) if one["indicator"] == "ind-owner")
    del rows[row]["evidence"]
    _, source = read(site(answers=rows), "assessment-report")
    line, column = source.place("facts", "answers", row)
    told = faults(lambda: made(site(answers=rows)))
    assert len(told) == 1
    assert told[0].startswith(f"case.yaml:{line}:{column}: ind-owner: 'yes' without evidence")


@pytest.mark.parametrize(("row", "told"), [
    ({"indicator": "ind-owners", "answer": "no"}, "did you mean 'ind-owner'?"),
    ({"indicator": "ind-owner", "answer": "no", "date": "2026-03-02"}, "answered on 2026-03-02, which is after 2026-03-01"),
    ({"indicator": "ind-policy-told", "answer": "no"}, "answered twice"),
])
def test_wrong_answers_are_refused(row: dict[str, Any], told: str) -> None:
    rows = [*answered("not-applicable", owner="skip"), row]
    assert any(told in line for line in faults(lambda: made(site(answers=rows))))
    assert any(told in line for line in faults(lambda: made({**site(answers=rows), "site_risks": None})))


@pytest.mark.parametrize(("given", "why"), [("not-known", "not-known"), ("no", "no"), ("partly", "partly"), ("skip", "not-known")])
def test_a_critical_indicator_fails_unless_met(given: str, why: str) -> None:
    found = made(site(answers=answered("not-applicable", force_log=given))).facts
    assert [(row["id"], row["why"]) for row in found["critical_failed"]] == [("ind-force-log", why)]
    assert (found["critical_any"], found["critical_count"], found["site_rating"]) == (True, 1, "medium")
    assert "Critical indicators not met: 1 (one or two)." in english(found["rating_reasons"])


def test_three_critical_indicators_make_high_and_then_the_outside_assessment_counts_too() -> None:
    found = made(site(answers=answered("not-applicable", force_log="no", ra_done="no", psp_screening="not-known", external_current="no"))).facts
    assert found["site_rating"] == "high"
    assert [row["id"] for row in found["critical_failed"]] == ["ind-ra-done", "ind-force-log", "ind-psp-screening", "ind-external-current"]


def test_groups_are_counted_apart_and_partly_is_not_rounded_up() -> None:
    rows = answered("not-applicable", policy_commitment="yes", policy_told="partly", owner="no", joint_working="not-known", ra_factors="yes")
    found = made(site(answers=rows)).facts
    policy, risk, *others = found["group_results"]
    assert policy["met"] == {"en": "1 of 4", "zh": "4项中1项"}
    assert (policy["partly"], policy["not_met"], policy["not_known"], policy["not_applicable"]) == ("1 (0.5)", 1, 1, 0)
    assert (risk["met"]["en"], risk["partly"], risk["not_applicable"]) == ("1 of 1", "0", 6)
    assert {one["met"]["en"] for one in others} == {"0 of 0"}
    assert not any("total" in key or "grade" in key or "overall" in key for key in found if key.startswith("group"))


def test_answers_are_printed_as_given_and_gaps_as_not_known() -> None:
    rows = answered("not-applicable", owner="skip", policy_told="yes")
    done = made(site(answers=rows))
    told = {row["id"]: row for row in done.facts["checklist_rows"]}
    assert told["ind-policy-told"]["answer"] == {"en": "Yes", "zh": "是"}
    assert told["ind-policy-told"]["evidence"] == both("file 7")
    assert (told["ind-owner"]["answer"]["en"], told["ind-owner"]["note"]["en"]) == ("Not known", "no answer given")
    assert done.warnings == ("1 of 42 indicators have no answer: they count as not known, critical ones as no.",)


# --- the schedule


def due(done: Computed, key: str) -> dt.date:
    assert done.plan
    return next(item.due for item in done.plan.items if item.key == key)


def test_months_count_from_the_anchor_of_31_august() -> None:
    done = made(site([("R1", 4, 4, 1)], assessed_on="2025-08-31", as_of="2025-09-01", assessment_kind="external",
                     answers=answered("not-applicable")))
    assert due(done, "external") == D("2026-02-28")
    assert (due(done, "internal"), due(done, "context"), due(done, "context-full")) == (D("2026-08-31"), D("2026-08-31"), D("2030-08-31"))
    row = next(row for row in done.facts["schedule_rows"] if row["due"] == D("2026-02-28"))
    assert row["why"] == {"en": "Every 6 months, counted from 31 August 2025.", "zh": "自2025年8月31日起每6个月。"}
    assert (row["last"], row["status"]["en"], row["late"]) == (D("2025-08-31"), "To come", 0)


@pytest.mark.parametrize(("preset", "external"), [("seed-strict", "2025-02-28"), ("seed-annual", "2025-08-29"), ("cycle-2-3y", "2026-08-29")])
def test_each_preset_dates_the_outside_assessment(preset: str, external: str) -> None:
    given = site([("R1", 4, 4, 1)], assessed_on="2024-08-29", as_of="2024-09-01", assessment_kind="external", review_preset=preset,
                 answers=answered("not-applicable"))
    assert due(made(given), "external") == D(external)
    assert made(given).facts["schedule_preset"] == preset


def test_the_29th_of_february_and_a_low_site_without_outside_assessment() -> None:
    done = made(site(assessed_on="2024-02-29", as_of="2024-03-01"))
    assert due(done, "internal") == D("2025-02-28")
    assert done.plan and "external" not in {item.line for item in done.plan.items}


def test_an_overdue_outside_assessment_is_shown_and_fails_its_indicator() -> None:
    done = made(site([("R1", 4, 4, 1)], reviews_done=[{"review": "external", "on": "2025-08-31"}],
                     rating_before="high", rating_since="2024-01-01", answers=answered("not-applicable", external_current="yes")))
    row = done.facts["schedule_rows"][0]
    assert (row["due"], row["late"], row["status"]) == (D("2026-02-28"), 1, {"en": "OVERDUE; days late: 1", "zh": "已逾期1天"})
    assert [(one["id"], one["why"]) for one in done.facts["critical_failed"]] == [("ind-external-current", "overdue")]
    assert done.facts["schedule_overdue_count"] == 1 and "1 entries of the review schedule are overdue" in done.warnings[0]


def test_an_event_brings_reviews_forward_and_says_so() -> None:
    done = made(site(site_events=[{"event": "credible-allegation", "on": "2026-02-20"}], site_open_allegations=1))
    assert due(done, "internal") == due(done, "context") == due(done, "external") == D("2026-03-22")
    told = next(row["why"] for row in done.facts["schedule_rows"] if row.get("last") == D("2026-02-01"))
    assert told["en"].endswith("Brought forward by: Credible allegation.") and told["zh"].endswith("因下列事件提前：可信指控。")


def test_options_stable_context_and_meetings_with_partners() -> None:
    done = made(site(context_stable_months=24, partner_meetings=True, first_assessed_on="2025-08-31"))
    assert (due(done, "context"), due(done, "partners")) == (D("2027-08-31"), D("2026-02-28"))


def test_a_lapsed_authorisation_fails_the_sign_off() -> None:
    given = site(site_armed_guards=True, site_authorisations=[{"code": "AG-1", "what": both("plant"), "expires": "2026-02-28"}],
                 answers=answered("not-applicable", armed_signoff="yes"))
    found = made(given).facts
    assert [(row["id"], row["why"]) for row in found["critical_failed"]] == [("ind-armed-signoff", "overdue")]
    given["site_authorisations"][0]["expires"] = "2026-03-01"
    assert made(given).facts["critical_failed"] == ()


def test_armed_guards_without_an_authorisation_are_told() -> None:
    assert any("names no authorisation" in line for line in made(site(site_armed_guards=True)).warnings)


# --- recommendations


def action(**more: Any) -> dict[str, Any]:
    return {"no": "1", "recommendation": both("Open a line."), "response": "accepted", "action": both("Outside office."),
            "owner": both("Communities"), "due": "2026-02-01", "status": "open", **more}


def test_a_late_action_is_listed_with_its_days_and_a_closed_one_with_its_checker() -> None:
    closed = action(no="2", status="closed", closed_on="2026-02-20", checked_by=both("Audit"))
    refused = action(no="3", response="not-accepted", action=both("No power."), due=None, owner=None)
    found = made(site(site_recommendations=[action(), closed, refused, action(no="4", due="2026-03-01", status="under-way")])).facts
    assert [(row["no"], row["late"]) for row in found["actions_overdue"]] == [("1", 28)]
    assert [row["status"]["en"] for row in found["action_rows"]] == [
        "OVERDUE; days late: 28", "Closed on 20 February 2026; checked by: Audit", "No action", "Under way"]
    assert found["action_rows"][2]["action"]["en"] == "Not accepted. No power."
    assert [found[f"actions_{name}"] for name in ("total", "closed", "late", "refused")] == [4, 1, 1, 1]
    assert [row["review"]["en"] for row in found["schedule_rows"] if "Recommendation" in row["review"]["en"]] == [
        "Recommendation due: Open a line."] * 2


@pytest.mark.parametrize(("change", "told"), [
    ({"status": "closed"}, "closed without a date and a checker"),
    ({"status": "closed", "closed_on": "2026-02-20"}, "closed without a checker"),
    ({"status": "closed", "checked_by": both("Audit")}, "a checker but no date of closing"),
    ({"status": "closed", "closed_on": "2026-03-02", "checked_by": both("Audit")}, "closed on 2026-03-02, which is after 2026-03-01"),
    ({"closed_on": "2026-02-20", "checked_by": both("Audit")}, "its status is open"),
    ({"response": "not-accepted", "action": None}, "not accepted without a reason"),
    ({"due": None}, "no due"), ({"owner": None}, "no owner"), ({"action": None}, "no action"),
])
def test_what_an_action_cannot_lack(change: dict[str, Any], told: str) -> None:
    found = faults(lambda: made(site(site_recommendations=[action(**change)])))
    assert len(found) == 1 and told in found[0]


# --- refusals


@pytest.mark.parametrize(("change", "told"), [
    ({"assessed_on": "2026-03-02"}, "assessment: 2026-03-02 is after 2026-03-01"),
    ({"first_assessed_on": "2026-02-02"}, "first assessed on 2026-02-02, after this assessment"),
    ({"reviews_done": [{"review": "external", "on": "2026-03-02"}]}, "done on 2026-03-02, which is after"),
    ({"site_events": [{"event": "rising-tension", "on": "2026-03-02"}]}, "on 2026-03-02, which is after"),
    ({"site_events": [{"event": "rising-tension", "on": "2026-02-02", "takes_effect": "2026-04-02"}]}, "takes_effect is for planned steps"),
    ({"site_risks": [{"code": "R1", "risk": both("Risk"), "likelihood": 6, "company": 1, "people": 1}]}, "likelihood is '6'"),
    ({"security_harm": True, "security_harm_events": [{"on": "2026-02-02"}]}, "is after the assessment of 2026-02-01"),
    ({"rating_before": "medium", "rating_since": "2026-03-02"}, "rating in force: 2026-03-02 is after"),
])
def test_what_an_assessment_refuses(change: dict[str, Any], told: str) -> None:
    found = faults(lambda: made(site(**change)))
    assert any(told in line and re.match(r"case\.yaml:[1-9]\d*:", line) for line in found)


@pytest.mark.parametrize("change", [{"rating_before": "severe"}, {"review_preset": "weekly"}, {"context_stable_months": 18},
                                    {"site_events": [{"event": "flood", "on": "2026-02-02"}]}])
def test_unknown_levels_presets_and_events_never_get_so_far(change: dict[str, Any]) -> None:
    assert len(faults(lambda: read(site(**change), "assessment-report"))) == 1


def test_all_problems_come_at_once() -> None:
    rows = [*answered("not-applicable", owner="skip"), {"indicator": "ind-owner", "answer": "yes"}]
    assert len(faults(lambda: made(site(answers=rows, assessed_on="2026-03-02", site_recommendations=[action(due=None)])))) == 3


# --- authorisation of armed guards


@pytest.mark.parametrize(("start", "months", "expiry"), [
    ("2026-03-01", 12, "2027-03-01"), ("2026-08-31", 6, "2027-02-28"), ("2026-08-31", 12, "2027-08-31"), ("2024-02-29", 36, "2027-02-28")])
def test_an_authorisation_lapses_and_its_day_is_in_the_schedule(start: str, months: int, expiry: str) -> None:
    done = made(permit(armed_valid_from=start, armed_valid_months=months, armed_review_date="2024-01-10"), "armed-guard-authorisation")
    assert done.facts["armed_expiry"] == D(expiry)
    assert done.plan and [(item.line, item.due) for item in done.plan.items] == [("armed-authorisation", D(expiry))]


def test_a_lapsed_authorisation_is_not_drafted_again() -> None:
    old = permit(armed_valid_from="2025-01-31", armed_valid_months=13, armed_review_date="2025-01-10")
    assert any("lapsed on 2026-02-28, before 2026-03-01" in line for line in faults(lambda: made(old, "armed-guard-authorisation")))
    assert made(old | {"as_of": "2026-02-28"}, "armed-guard-authorisation").facts["armed_expiry"] == D("2026-02-28")


@pytest.mark.parametrize(("change", "told"), [
    ({"armed_renewal": "automatic"}, "Automatic renewal is refused"),
    ({"armed_valid_months": 37}, "37 is out of range"), ({"armed_valid_months": 0}, "0 is out of range"),
    ({"armed_review_date": "2026-03-02", "as_of": "2026-03-02"}, "starts before the review"),
    ({"armed_approver_role": both("security manager")}, "approves them itself"),
])
def test_what_an_authorisation_refuses(change: dict[str, Any], told: str) -> None:
    assert any(told in line for line in faults(lambda: read(permit(**change), "armed-guard-authorisation")))


@pytest.mark.parametrize("name", ["as_of", "armed_valid_from"])
def test_dates_that_cannot_be_counted_from_are_refused(name: str) -> None:
    far = permit(**{name: "9999-12-31"})
    assert [line for line in faults(lambda: made(far, "armed-guard-authorisation")) if f"{name}: 9999-12-31 is too far ahead" in line]


def test_a_review_cannot_lie_ahead() -> None:
    ahead = permit(armed_review_date="2026-03-05", armed_valid_from="2026-03-10")
    assert any("the review is of 2026-03-05" in line for line in faults(lambda: made(ahead, "armed-guard-authorisation")))


@pytest.mark.parametrize(("change", "told"), [
    ({"armed_approver_level": "site"}, "at site level"), ({"armed_valid_months": 13}, "more than 12 months"),
    ({"armed_reviewer": both("Security Manager")}, "also reviews the need"), ({}, "")])
def test_what_an_authorisation_is_warned_of(change: dict[str, Any], told: str) -> None:
    warnings = read(permit(**change), "armed-guard-authorisation")[0].warnings
    assert [told in line for line in warnings] == ([True] if told else [])


# --- figures, calendar, languages, samples


def test_the_matrix_has_25_fields_and_each_risk_in_its_own() -> None:
    cells = made(site([("R1", 3, 1, 5), ("R2", 4, 4, 1), ("R3", 3, 5, 2)])).facts["risk_matrix"]
    assert len(cells) == 25 and len({(cell["likelihood"], cell["consequence"]) for cell in cells}) == 25
    assert {(c["likelihood"], c["consequence"]): c["risks"] for c in cells if c["risks"]} == {(3, 5): ("R1", "R3"), (4, 4): ("R2",)}
    assert {cell["level"] for cell in cells} == set(LEVELS)
    bounds = {"low": (1, 4), "medium": (5, 14), "high": (15, 25)}
    assert all(bounds[c["level"]][0] <= c["likelihood"] * c["consequence"] <= bounds[c["level"]][1] for c in cells)


def test_the_parts_of_a_bar_make_up_what_applies() -> None:
    rows = answered("yes", owner="no", ra_factors="partly", remedy="not-known", children="not-applicable")
    bars = made(site(answers=rows)).facts["group_bars"]
    assert len(bars) == len(MODEL.checklist.groups)
    assert all(bar["met"] + bar["partly"] + bar["not_met"] + bar["not_known"] == bar["of"] for bar in bars)
    assert sum(bar["of"] for bar in bars) == 41


def test_the_calendar_holds_what_is_due() -> None:
    found, _ = read(site([("R1", 4, 4, 1)]), "assessment-report")
    done = made(site([("R1", 4, 4, 1)]))
    text = assessed.calendar_text(done, found.facts, MODEL, found.languages)
    assert done.plan and text.count("BEGIN:VEVENT") == len(done.plan.items) == 4
    assert "DTSTAMP:20260301T000000Z" in text and "SUMMARY:Site 9: " in text
    assert text == assessed.calendar_text(made(site([("R1", 4, 4, 1)])), found.facts, MODEL, found.languages)
    assert assessed.calendar_text(Computed({}), found.facts, MODEL, found.languages) == ""


def test_one_language_is_enough() -> None:
    found = made(site(), languages=("zh",)).facts
    texts = [value for row in (*found["checklist_rows"], *found["schedule_rows"]) for value in row.values() if isinstance(value, dict)]
    assert texts and all(set(text) == {"zh"} for text in texts)


def test_open_facts_leave_out_what_rests_on_them() -> None:
    for name in assessed.RATED_BY:
        given = {key: value for key, value in site().items() if key != name}
        assert "site_rating" not in made(given).facts, name


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("languages", [("en",), ("zh",), ("en", "zh")])
def test_every_sample_is_computed_and_its_facts_are_declared(name: str, languages: tuple[str, ...]) -> None:
    source = marked.read(TEMPLATES / f"{name}.yaml")
    found = matter.validate(source, LIBRARY, languages=languages, open_draft=True)
    done = computed(found.facts, MODEL, languages, place=lambda *at: source.place("facts", *at), path=found.path)
    fields = LIBRARY.fields
    assert [key for key in done.facts if key not in fields or not fields[key].computed] == []
    assert done.facts == computed(found.facts, MODEL, languages, place=lambda *at: source.place("facts", *at), path=found.path).facts


def test_the_blank_form_in_word_has_each_indicator_once() -> None:
    blob = jobs.draft(TEMPLATES / "site-checklist/sample.yaml").blob
    text = zipfile.ZipFile(io.BytesIO(blob)).read("word/document.xml").decode().replace("’", "'")
    assert [text.count(f">{name}<") for name in INDICATORS] == [1] * 42
    for one in MODEL.checklist.indicators.values():
        assert all(question in text for question in one.question.values()), one.id


def test_the_samples_show_what_they_are_for() -> None:
    found = {}
    for name in SAMPLES:
        source = marked.read(TEMPLATES / f"{name}.yaml")
        read_matter = matter.validate(source, LIBRARY, open_draft=True)
        found[name] = read_matter, computed(read_matter.facts, MODEL, ("en", "zh"), place=lambda *at: (1, 1), path="x")
    high, low = found["assessment-report/sample"][1].facts, found["assessment-report/sample-low"][1].facts
    assert (high["site_rating"], high["rating_score"], high["schedule_overdue_count"], high["actions_late"]) == ("high", 16, 3, 1)
    assert (low["site_rating"], low["critical_count"], low["schedule_overdue_count"]) == ("low", 0, 0)
    seed, full = found["armed-guard-authorisation/sample"], found["armed-guard-authorisation/sample-full"]
    assert {"armed_valid_months", "armed_approver_role", "armed_review_date", "site_label"} <= set(seed[0].open)
    assert seed[0].facts["armed_renewal"] == "new-review" and "armed_expiry" not in seed[1].facts
    assert full[0].open == () and full[1].facts["armed_expiry"] == D("2027-05-15")
