"""From the facts of a matter to what its sections print: checklist, rating, schedule, and the data of the figures.

Nothing here reads the clock: the day an assessment is seen from is the fact `as_of`. Facts still open leave out what rests on them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drafter.assess import calendar, indicators, schedule
from drafter.assess.base import LEVELS, Place, filled, in_language, joined, said
from drafter.assess.indicators import Answer, Result, Row
from drafter.assess.rating import STEPS, Change, Facts, Rating, RatingModel, Risk, Standing
from drafter.assess.schedule import Authorisation, Choice, Done, Event, Item, Past, Plan, Recommendation
from drafter.assess.site import Assessment, Model, Site, assess
from drafter.errors import DrafterError, Problem
from drafter.months import plus_months
from drafter.schema import Texts

Given = Mapping[str, Any]
"""The facts of a matter as `drafter.values` makes them."""
Table = tuple[dict[str, Any], ...]

RATED_BY = ("as_of", "assessed_on", "answers", "site_risks", "site_armed_guards", "site_public_forces", "site_armed_conflict",
            "site_open_allegations")
"""The facts without which there is no rating."""
PERIOD = ("as_of", "armed_valid_from", "armed_valid_months")
LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN"}
LAST_YEAR = 9900
"""Dates from here on cannot be counted on from."""
REFUSED, CLOSED = "not-accepted", "closed"
BOX = "☐\u00a0"
LINES = {"date": 8, "assessor": 10, "note": 12}
"""Room to write by hand in a blank checklist, in signs."""
_ISO = re.compile(r"(?<![0-9A-Za-z-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z-])")

WORDS: Mapping[str, Texts] = {
    "ask": {"en": "Ask for: {evidence}.", "zh": "可供核验：{evidence}。"},
    "met": {"en": "{met} of {of}", "zh": "{of}项中{met}项"},
    "accepted": {"en": "Accepted.", "zh": "采纳。"},
    "partly-accepted": {"en": "Accepted in part.", "zh": "部分采纳。"},
    REFUSED: {"en": "Not accepted.", "zh": "未采纳。"},
    "open": {"en": "Open", "zh": "未完成"},
    "under-way": {"en": "Under way", "zh": "办理中"},
    CLOSED: {"en": "Closed on {date}; checked by: {role}", "zh": "{date}办结，核验职位：{role}"},
    "overdue": {"en": "OVERDUE; days late: {days}", "zh": "已逾期{days}天"},
    "to-come": {"en": "To come", "zh": "未到期"},
    "own-armed-authorisation": {"en": "Last day of the authorisation.", "zh": "批准有效期末日。"},
    "own-recommendation": {"en": "Due date of the recommendation.", "zh": "建议的办理期限。"},
    "unanswered": {"en": "no answer given", "zh": "未作答复"},
    "as-reviewer": {"en": "reviewer: the review took place", "zh": "评审人：评审已经进行"},
    "as-approver": {"en": "approver: the authorisation is given", "zh": "批准人：予以批准"},
    "none": {"en": "No action", "zh": "不办理"},
    "armed-guards": {"en": "Armed guards at the site", "zh": "项目场址有武装警卫"},
    "public-forces": {"en": "Public forces at the site", "zh": "项目场址有公共安全部队"},
    "armed-conflict": {"en": "Site in an armed-conflict area", "zh": "场址位于武装冲突地区"},
    "allegations": {"en": "Credible allegations still open", "zh": "尚未办结的可信指控"},
    "harm": {"en": "Deaths or serious injuries caused by security", "zh": "安保行为造成的死亡或者重伤"},
    "yes": {"en": "Yes", "zh": "是"},
    "no": {"en": "No", "zh": "否"},
    "no-harm": {"en": "None known", "zh": "据知未发生"},
}
BARS = {"met": "yes", "partly": "partly", "not_met": "no", "not_known": "not-known"}
"""The parts of a bar, and the counted answer each stands for."""


@dataclass(frozen=True)
class Computed:
    """Further facts by id, what is due (None where nothing is), and what whoever drafts should be told."""

    facts: dict[str, Any]
    plan: Plan | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Spots:
    """Where facts stand in the matter: `place` gives line and column of a path below `facts`."""

    path: str
    place: Callable[..., tuple[int, int]]

    def at(self, *steps: str | int) -> Place:
        return Place(self.path, *self.place(*steps))


def computed(facts: Given, model: Model, languages: Sequence[str], *, place: Callable[..., tuple[int, int]], path: str) -> Computed:
    """The facts that follow from those of a matter, by the assessment data.

    `place("answers", 3, "evidence")` is line and column of what stands there below `facts` of the matter file `path`.
    Raises DrafterError with every problem of what was given.
    """
    spots, say = _Spots(path, place), _Say(tuple(languages), model)
    if far := [spots.at(name).problem(f"{name}: {facts[name]} is too far ahead", f"allowed: before the year {LAST_YEAR}")
               for name in ("as_of", "armed_valid_from") if name in facts and facts[name].year >= LAST_YEAR]:
        raise DrafterError(far)
    problems = [*_answered(facts, spots), *_actions(facts, spots), *_permitted(facts, spots)]
    found: Assessment | None = None
    if all(name in facts for name in RATED_BY) and facts["assessed_on"] <= facts["as_of"]:
        try:
            found = assess(model, site_of(facts, spots), today=facts["as_of"])
        except DrafterError as error:
            problems.extend(error.problems)
    answers = _answers(facts, spots)
    if found is None:
        problems.extend(problem for problem in indicators.check(model.checklist, answers) if problem not in problems)
    if problems:
        raise DrafterError(sorted(problems))
    level = found.result.level if found else facts.get("rating_before", LEVELS[0])
    result = found.result if found else indicators.score(model.checklist, answers, level=level)
    printed = {**_checklist(result, say, any_answer=bool(answers)), **_action_rows(facts, say)}
    printed["sources_any"] = bool(facts.get("case_sources"))
    plan = found.plan if found else None
    if found:
        printed |= {**_rating(found.rating, say), **_grounds(facts, say), **_schedule(found.plan, facts, say)}
    if any(name.startswith("armed_") for name in facts):
        printed |= {"armed_as_reviewer": say.word("as-reviewer"), "armed_as_approver": say.word("as-approver"),
                    "armed_by_hand": dict.fromkeys(say.languages, "_" * 26)}
    if all(name in facts for name in PERIOD):
        printed["armed_expiry"] = plus_months(facts["armed_valid_from"], facts["armed_valid_months"])
        plan = plan or _permit_plan(facts, model, printed["armed_expiry"])
    return Computed(printed, plan, tuple(_warnings(facts, model, found)))


def calendar_text(done: Computed, facts: Given, model: Model, languages: Sequence[str]) -> str:
    """What is due as an iCalendar text; empty where nothing is. The name of the site (at province level) stands before each title."""
    if done.plan is None:
        return ""
    site = facts.get("site_label", {})
    return calendar.text(done.plan, model.schedule, key=in_language(site, "en"), site=site, languages=languages, stamp=facts["as_of"])


# --- from the matter


def site_of(facts: Given, spots: _Spots) -> Site:
    """What is known of a site, from the facts of its matter (all of RATED_BY among them)."""
    risks = tuple(Risk(row["code"], row["risk"], row["likelihood"], row["company"], row["people"], spots.at("site_risks", n))
                  for n, row in enumerate(facts["site_risks"]))
    floors = Facts(facts["site_armed_guards"], facts["site_public_forces"], facts["site_armed_conflict"], facts["site_open_allegations"],
                   tuple(row["on"] for row in facts.get("security_harm_events", ())), spots.at("security_harm_events"))
    optional = ("partners",) if facts.get("partner_meetings") else ()
    choice = Choice(facts.get("review_preset", ""), facts.get("context_stable_months"), optional, spots.at("review_preset"))
    return Site(facts["assessed_on"], risks, floors, _answers(facts, spots), _past(facts, spots), choice, _before(facts, spots),
                _change(facts, spots), spots.at("assessed_on"))


def _answers(facts: Given, spots: _Spots) -> tuple[Answer, ...]:
    return tuple(Answer(row["indicator"], row["answer"], row.get("evidence", {}), row.get("date"),
                        row.get("assessor", {}), row.get("note", {}), spots.at("answers", n))
                 for n, row in enumerate(facts.get("answers", ())))


def _past(facts: Given, spots: _Spots) -> Past:
    """What has happened at the site; the assessment itself is a review that was done."""
    done = [Done(row["review"], row["on"], spots.at("reviews_done", n)) for n, row in enumerate(facts.get("reviews_done", ()))]
    if kind := facts.get("assessment_kind"):
        done.append(Done(kind, facts["assessed_on"], spots.at("assessed_on")))
    events = tuple(Event(row["event"], row["on"], row.get("takes_effect"), spots.at("site_events", n))
                   for n, row in enumerate(facts.get("site_events", ())))
    permits = tuple(Authorisation(row["code"], row["expires"], row.get("what", {}), spots.at("site_authorisations", n))
                    for n, row in enumerate(facts.get("site_authorisations", ())))
    actions = tuple(Recommendation(row["no"], row["due"], row["recommendation"], row.get("closed_on"), row.get("checked_by", {}),
                                   spots.at("site_recommendations", n))
                    for n, row in enumerate(facts.get("site_recommendations", ())) if row["response"] != REFUSED and "due" in row)
    start = facts.get("first_assessed_on", facts["assessed_on"])
    return Past(start, tuple(done), events, permits, actions, place=spots.at("first_assessed_on"))


def _before(facts: Given, spots: _Spots) -> Standing | None:
    if "rating_before" not in facts or "rating_since" not in facts:
        return None
    return Standing(facts["rating_before"], facts["rating_since"], facts.get("rating_before_raised", False), spots.at("rating_before"))


def _change(facts: Given, spots: _Spots) -> Change | None:
    if "rating_change_to" not in facts or "rating_change_on" not in facts:
        return None
    return Change(facts["rating_change_to"], facts["rating_change_on"], facts.get("rating_change_roles", ()),
                  facts.get("rating_change_reason", {}), spots.at("rating_change_to"))


def _answered(facts: Given, spots: _Spots) -> Iterable[Problem]:
    today = facts.get("as_of")
    for n, row in enumerate(facts.get("answers", ())):
        if today and row.get("date", today) > today:
            yield spots.at("answers", n, "date").problem(f"{row['indicator']}: answered on {row['date']}, which is after {today}",
                                                         f"allowed: up to {today}")
    first, on = facts.get("first_assessed_on"), facts.get("assessed_on")
    if today and on and on > today:
        yield spots.at("assessed_on").problem(f"assessment: {on} is after {today}", f"allowed: up to {today}")
    if first and on and first > on:
        yield spots.at("first_assessed_on").problem(f"first assessed on {first}, after this assessment of {on}", f"allowed: up to {on}")


def _actions(facts: Given, spots: _Spots) -> Iterable[Problem]:
    for n, row in enumerate(facts.get("site_recommendations", ())):
        place, closed = spots.at("site_recommendations", n), row["status"] == CLOSED
        if row["response"] == REFUSED:
            if not filled(row.get("action", {})):
                yield place.problem(f"{row['no']}: not accepted without a reason", "write the reason in action")
            continue
        for name in ("action", "owner", "due"):
            if not row.get(name):
                yield place.problem(f"{row['no']}: no {name}", "an accepted recommendation needs an action, an owner and a due date")
        if closed and "closed_on" not in row and not row.get("checked_by"):
            yield place.problem(f"{row['no']}: closed without a date and a checker", "closing needs the date and the role that checked")
        if "closed_on" in row and not closed:
            yield place.problem(f"{row['no']}: closed on {row['closed_on']}, but its status is {row['status']}", f"write status: {CLOSED}")


def _permitted(facts: Given, spots: _Spots) -> Iterable[Problem]:
    """What stands against an authorisation of armed guards as seen from the day of the matter."""
    today, review = facts.get("as_of"), facts.get("armed_review_date")
    if today and review and review > today:
        yield spots.at("armed_review_date").problem(f"the review is of {review}, which is after {today}", f"allowed: up to {today}")
    if all(name in facts for name in PERIOD):
        expiry = plus_months(facts["armed_valid_from"], facts["armed_valid_months"])
        if expiry < facts["as_of"]:
            yield spots.at("armed_valid_from").problem(f"the authorisation lapsed on {expiry}, before {today}",
                                                       "a new authorisation needs a new review and new dates")


def _permit_plan(facts: Given, model: Model, expiry: dt.date) -> Plan:
    """The schedule of an authorisation on its own: the day it lapses."""
    past = Past(facts["as_of"], authorisations=(Authorisation("armed-guards", expiry, facts.get("site_label", {})),))
    whole = schedule.plan(model.schedule, past, Choice(), level=LEVELS[0], today=facts["as_of"])
    return replace(whole, items=tuple(item for item in whole.items if item.line == schedule.ARMED))


def _warnings(facts: Given, model: Model, found: Assessment | None) -> Iterable[str]:
    lacking = len(model.checklist.indicators) - len({row["indicator"] for row in facts.get("answers", ())})
    if facts.get("answers") and lacking:
        yield f"{lacking} of {len(model.checklist.indicators)} indicators have no answer: they count as not known, critical ones as no."
    if facts.get("site_armed_guards") and not facts.get("site_authorisations"):
        yield "Armed guards are at the site and site_authorisations names no authorisation: its last day is not in the schedule."
    if found and found.plan.overdue:
        yield f"{len(found.plan.overdue)} entries of the review schedule are overdue on {found.plan.today}."


# --- to what is printed


@dataclass(frozen=True)
class _Say:
    """Texts in the languages of the matter."""

    languages: tuple[str, ...]
    model: Model

    def text(self, text: Texts) -> dict[str, str]:
        return {language: in_language(text, language) for language in self.languages}

    def told(self, text: Texts) -> dict[str, str]:
        """A sentence of the assessment data, its dates written out."""
        return {language: spoken(one, language) for language, one in self.text(text).items()}

    def word(self, name: str, **values: Texts | str | int) -> dict[str, str]:
        return self.text(said(WORDS[name], **values))

    def date(self, value: dt.date) -> dict[str, str]:
        return {language: day(value, language) for language in self.languages}

    def sentences(self, *texts: Texts) -> dict[str, str]:
        """Sentences one after the other."""
        return {language: ("" if language == "zh" else " ").join(filter(None, (in_language(t, language) for t in texts)))
                for language in self.languages}

    def joined(self, texts: Iterable[Texts]) -> dict[str, str]:
        return joined(texts, self.languages)


def stopped(texts: Iterable[Texts], language: str) -> str:
    """Sentences one after the other, each with its full stop."""
    stop, gap = ("。", "") if language == "zh" else (".", " ")
    return gap.join(in_language(text, language) + stop for text in texts)


def spoken(text: str, language: str) -> str:
    """A text with its dates written out."""
    return _ISO.sub(lambda found: day(dt.date.fromisoformat(found[0]), language), text)


def day(value: dt.date, language: str) -> str:
    """A date as it stands in a sentence."""
    from babel.dates import format_date
    return str(format_date(value, format="long", locale=LOCALES.get(language, language)))


def _checklist(result: Result, say: _Say, *, any_answer: bool) -> dict[str, Any]:
    """The 42 rows and what they come to; results only where somebody has answered."""
    numbers = {row.indicator.id: f"{g}.{n}" for g, group in enumerate(result.groups, 1) for n, row in enumerate(group.rows, 1)}
    rows = tuple(_checklist_row(numbers[row.indicator.id], row, say, any_answer=any_answer)
                 for group in result.groups for row in group.rows)
    groups = tuple({"no": str(n), "group": say.text(one.group.title), "questions": len(one.rows)} for n, one in enumerate(result.groups, 1))
    printed = {"checklist_rows": rows, "checklist_groups": groups, "checklist_total": len(rows), "checklist_filled": any_answer,
               "checklist_own": say.text(say.model.checklist.own)}
    if not any_answer:
        return printed
    failed = result.critical_failed
    return {**printed, "checklist_level": result.level, "critical_any": bool(failed),
            "critical_failed": tuple(_critical(numbers[row.indicator.id], row, say) for row in failed), "critical_count": len(failed),
            "group_results": _groups(result, say), "group_bars": _bars(result, say)}


def _checklist_row(number: str, row: Row, say: _Say, *, any_answer: bool) -> dict[str, Any]:
    """One indicator, blank to be filled in by hand or as answered."""
    indicator, answer, labels = row.indicator, row.answer, say.model.checklist.answers
    ask = said(WORDS["ask"], evidence={k: v[:1].lower() + v[1:] if k == "en" else v for k, v in indicator.evidence.items()})
    made: dict[str, Any] = {
        "no": " ".join(filter(None, (number, _mark(row)))), "id": indicator.id, "critical": row.critical,
        "question": say.text(indicator.question)}
    if not any_answer:
        lines = {key: dict.fromkeys(say.languages, "_" * long) for key, long in LINES.items()}
        return {**made, "answer": _boxes(labels, say), "evidence": say.text(ask), **lines}
    made["answer"] = say.text(labels[row.given])
    if answer is None:
        return {**made, "note": say.word("unanswered")}
    made |= {key: say.text(text) for key in ("evidence", "assessor", "note") if filled(text := getattr(answer, key))}
    return made | ({"date": say.date(answer.date)} if answer.date else {})


def _mark(row: Row) -> str:
    if isinstance(row.indicator.critical, bool):
        return "C" if row.indicator.critical else ""
    return "C*"


def _boxes(labels: Mapping[str, Texts], say: _Say) -> dict[str, str]:
    return {language: " ".join(BOX + in_language(label, language).replace(" ", "\u00a0") for label in labels.values())
            for language in say.languages}


def _critical(number: str, row: Row, say: _Say) -> dict[str, Any]:
    why = "overdue" if row.overdue else row.given
    found = {"no": f"{number} {row.indicator.id}", "id": row.indicator.id, "question": say.text(row.indicator.question), "why": why}
    return found | ({"note": say.text(row.answer.note)} if row.answer and filled(row.answer.note) else {})


def _groups(result: Result, say: _Say) -> Table:
    return tuple({"group": say.text(one.group.title), "met": say.word("met", met=one.met, of=one.of),
                  "partly": f"{one.partly} ({one.partly_points:.1f})" if one.partly else "0", "not_met": one.count("no"),
                  "not_known": one.count("not-known"), "not_applicable": one.count("not-applicable")} for one in result.groups)


def _bars(result: Result, say: _Say) -> Table:
    """The figure of the groups: per group the counts of BARS, out of `of` applicable indicators."""
    return tuple({"group": say.text(one.group.title), "of": one.of, **{part: one.count(answer) for part, answer in BARS.items()}}
                 for one in result.groups)


def _rating(rating: Rating, say: _Say) -> dict[str, Any]:
    model = say.model.rating
    rows = tuple({"code": one.risk.id, "risk": say.text(one.risk.title), "likelihood": one.risk.likelihood, "company": one.risk.company,
                  "people": one.risk.people, "score": f"{one.score} ({one.risk.likelihood}×{one.consequence})", "level": one.level}
                 for one in sorted(rating.risks, key=lambda one: -one.score))
    return {"site_rating": rating.level, "rating_computed": rating.computed, "rating_score": rating.score,
            "rating_from": rating.standing.since, "rating_reasons": tuple(say.told(reason.texts) for reason in rating.reasons),
            "rating_basis": say.text(model.own), "rating_model": say.text(model.model), "risk_rows": rows,
            "rating_scales": _scales(say), "risk_matrix": _matrix(rating, model)}


def _scales(say: _Say) -> Table:
    """What the numbers 1 to 5 stand for, a row a number."""
    scales = say.model.rating.scales
    return tuple({"step": step, **{name: say.text(scale.steps[step - 1]) for name, scale in scales.items()}}
                 for step in range(STEPS[0], STEPS[1] + 1))


def _matrix(rating: Rating, model: RatingModel) -> Table:
    """The figure of the risks: 25 cells with their level and the codes of the risks in them."""
    steps = range(STEPS[0], STEPS[1] + 1)

    def level(score: int) -> str:
        return next(one.id for one in model.levels if one.low <= score <= one.high)

    return tuple({"likelihood": y, "consequence": x, "level": level(x * y),
                  "risks": tuple(one.risk.id for one in rating.risks if (one.risk.likelihood, one.consequence) == (y, x))}
                 for y in steps for x in steps)


def _grounds(facts: Given, say: _Say) -> dict[str, Any]:
    """Why each risk is scored as it is, and what the floors ask about the site, a row each."""
    reasons = tuple({"code": row["code"], "risk": say.text(row["risk"]), "why": say.text(row["why"])}
                    for row in facts["site_risks"] if "why" in row)
    days = sorted(row["on"] for row in facts.get("security_harm_events", ()))
    given = [("armed-guards", facts["site_armed_guards"]), ("public-forces", facts["site_public_forces"]),
             ("armed-conflict", facts["site_armed_conflict"])]
    rows = [{"fact": say.word(name), "finding": say.word("yes" if value else "no")} for name, value in given]
    rows.append({"fact": say.word("allegations"), "finding": dict.fromkeys(say.languages, str(facts["site_open_allegations"]))})
    rows.append({"fact": say.word("harm"), "finding": say.joined(map(say.date, days)) if days else say.word("no-harm")})
    return {"risk_reasons": reasons, "floor_facts": tuple(rows)}


def _schedule(plan: Plan, facts: Given, say: _Say) -> dict[str, Any]:
    last: dict[str, dt.date] = {}
    for row in facts.get("reviews_done", ()):
        last[row["review"]] = max(row["on"], last.get(row["review"], row["on"]))
    if kind := facts.get("assessment_kind"):
        last[kind] = max(facts["assessed_on"], last.get(kind, facts["assessed_on"]))
    rows = tuple(_schedule_row(item, last.get(item.line), say) for item in plan.items)
    return {"schedule_rows": rows, "schedule_overdue_count": len(plan.overdue), "schedule_preset": plan.preset,
            "schedule_own": say.text(say.model.schedule.own)}


def _schedule_row(item: Item, last: dt.date | None, say: _Say) -> dict[str, Any]:
    status = say.word("overdue", days=item.days_late) if item.overdue else say.word("to-come")
    row = {"review": say.text(item.title), "last": last, "due": item.due, "status": status, "late": item.days_late, "why": _why(item, say)}
    return {key: value for key, value in row.items() if value is not None}


def _why(item: Item, say: _Say) -> dict[str, str]:
    """Why an item is due when it is."""
    model, parts = say.model.schedule, list[Texts]()
    if item.anchor and item.months:
        parts.append(said(model.texts["every"], months=item.months, date=item.anchor.isoformat()))
    if item.because:
        labels = [model.triggers[one].label for one in item.because]
        events = {language: ("、" if language == "zh" else ", ").join(in_language(label, language) for label in labels)
                  for language in say.languages}
        parts.append(said(model.texts["brought-forward"], events=events))
    if not parts:
        return say.word(f"own-{item.line}")
    return {language: spoken(stopped(parts, language), language) for language in say.languages}


def _action_rows(facts: Given, say: _Say) -> dict[str, Any]:
    """The recommendations with where each stands on the day of the matter."""
    given, today = facts.get("site_recommendations", ()), facts.get("as_of")
    if not given or today is None:
        return {"actions_any": False}
    late = {row["no"]: (today - row["due"]).days for row in given
            if row["response"] != REFUSED and row["status"] != CLOSED and row["due"] < today}
    rows = tuple(_action_row(row, late.get(row["no"], 0), say) for row in given)
    overdue = tuple({"no": row["no"], "recommendation": say.text(row["recommendation"]), "owner": say.text(row["owner"]), "due": row["due"],
                     "late": late[row["no"]]} for row in given if row["no"] in late)
    count = Counter(CLOSED if row["status"] == CLOSED else row["response"] for row in given)
    return {"actions_any": True, "action_rows": rows, "actions_overdue": overdue, "actions_total": len(rows),
            "actions_closed": count[CLOSED], "actions_late": len(overdue), "actions_refused": count[REFUSED]}


def _action_row(row: Mapping[str, Any], late: int, say: _Say) -> dict[str, Any]:
    if row["response"] == REFUSED:
        status = say.word("none")
    elif row["status"] == CLOSED:
        status = say.word(CLOSED, date=say.date(row["closed_on"]), role=row["checked_by"])
    else:
        status = say.word("overdue", days=late) if late else say.word(row["status"])
    made = {"no": row["no"], "recommendation": say.text(row["recommendation"]),
            "action": say.sentences(say.word(row["response"]), row.get("action", {})), "owner": row.get("owner"),
            "due": row.get("due"), "status": status}
    return {key: value for key, value in made.items() if value is not None}
