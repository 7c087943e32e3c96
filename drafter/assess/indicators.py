"""The indicator checklist: answers to results per group, failures first. There is no overall grade.

"yes" counts only with evidence; a critical indicator nobody knows about counts as no; "partly" is never rounded up.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from drafter.assess.base import LEVELS, NOWHERE, Place, Pointer, filled
from drafter.errors import DrafterError, Problem, allowed
from drafter.schema import Texts

ANSWERS = ("yes", "partly", "no", "not-applicable", "not-known")
IF_RISKY = "if-high-or-medium"


@dataclass(frozen=True)
class Indicator:
    """One question of the checklist. `critical` is true, false or `if-high-or-medium`: only at those ratings."""

    id: str
    group: str
    question: Texts
    evidence: Texts
    sources: tuple[Pointer, ...]
    critical: bool | Literal["if-high-or-medium"] = False

    def is_critical(self, level: str) -> bool:
        return level != LEVELS[0] if self.critical == IF_RISKY else bool(self.critical)


@dataclass(frozen=True)
class Group:
    id: str
    title: Texts


@dataclass(frozen=True)
class Source:
    """What the id of a pointer stands for. `library` is its id in models/sources.yaml, where it has one."""

    id: str
    title: str
    read: Literal["full", "partly", "opening"]
    where: str = ""
    library: str = ""


@dataclass(frozen=True)
class Checklist:
    """The indicators in their order, by id, with their groups, the labels of answers and marks, and the sources."""

    indicators: Mapping[str, Indicator]
    groups: tuple[Group, ...]
    answers: Mapping[str, Texts]
    marks: Mapping[str, Texts]
    sources: Mapping[str, Source]
    own: Texts


@dataclass(frozen=True)
class Answer:
    """What an assessor wrote on one indicator. `assessor` is a role, never a person."""

    indicator: str
    answer: str
    evidence: Texts = field(default_factory=dict)
    date: dt.date | None = None
    assessor: Texts = field(default_factory=dict)
    note: Texts = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(frozen=True)
class Row:
    """One indicator with its answer: as `given` (`not-known` where there is none) and as `counted`.

    `overdue` names the review of the schedule whose lateness sets the indicator to no.
    """

    indicator: Indicator
    given: str
    counted: str
    critical: bool
    answer: Answer | None = None
    overdue: str = ""

    @property
    def failed(self) -> bool:
        """Whether it applies and is not met: partly met is not met."""
        return self.counted not in ("yes", "not-applicable")


@dataclass(frozen=True)
class GroupResult:
    """The rows of a group: `met` of `of` applicable ones; `partly` stands apart and is in neither rounded nor added to `met`."""

    group: Group
    rows: tuple[Row, ...]

    def count(self, answer: str) -> int:
        return sum(row.counted == answer for row in self.rows)

    @property
    def met(self) -> int:
        return self.count("yes")

    @property
    def partly(self) -> int:
        return self.count("partly")

    @property
    def partly_points(self) -> float:
        """Half a point for each indicator partly met, exact, to be shown apart."""
        return self.partly / 2

    @property
    def of(self) -> int:
        return len(self.rows) - self.count("not-applicable")


@dataclass(frozen=True)
class Result:
    """The checklist at a level of risk, group by group."""

    level: str
    groups: tuple[GroupResult, ...]

    @property
    def failed(self) -> tuple[Row, ...]:
        """All that is not met: the critical ones first, then in the order of the checklist."""
        rows = (row for result in self.groups for row in result.rows if row.failed)
        return tuple(sorted(rows, key=lambda row: not row.critical))

    @property
    def critical_failed(self) -> tuple[Row, ...]:
        return tuple(row for row in self.failed if row.critical)


def check(checklist: Checklist, answers: Sequence[Answer]) -> list[Problem]:
    """Everything wrong with the answers, in their order."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for one in answers:
        problems.extend(_wrong(checklist, one))
        if one.indicator in seen:
            problems.append(one.place.problem(f"{one.indicator}: answered twice", "keep one of the two"))
        seen.add(one.indicator)
    return problems


def _wrong(checklist: Checklist, one: Answer) -> Iterable[Problem]:
    indicator = checklist.indicators.get(one.indicator)
    if indicator is None:
        near = difflib.get_close_matches(one.indicator, checklist.indicators, 1)
        yield one.place.problem(f"unknown indicator '{one.indicator}'",
                                f"did you mean '{near[0]}'?" if near else allowed(checklist.indicators))
    if one.answer not in ANSWERS:
        yield one.place.problem(f"{one.indicator}: '{one.answer}' is not an answer", allowed(ANSWERS))
    if one.answer == "yes" and not filled(one.evidence):
        expected = f" ({indicator.evidence['en']})" if indicator else ""
        yield one.place.problem(f"{one.indicator}: 'yes' without evidence",
                                f"allowed: yes with evidence{expected}, or " + ", ".join(ANSWERS[1:]))


def score(checklist: Checklist, answers: Sequence[Answer], *, level: str, overdue: Mapping[str, str] | None = None) -> Result:
    """The results per group at a level of risk. An indicator without an answer is not known.

    `overdue` (indicator → review of the schedule) sets indicators to no, whatever was answered. Raises DrafterError with
    every problem of the answers.
    """
    if problems := check(checklist, answers):
        raise DrafterError(problems)
    given = {one.indicator: one for one in answers}
    late = overdue or {}
    rows = [_row(indicator, given.get(name), level, late.get(name, "")) for name, indicator in checklist.indicators.items()]
    return Result(level, tuple(GroupResult(group, tuple(r for r in rows if r.indicator.group == group.id)) for group in checklist.groups))


def _row(indicator: Indicator, answer: Answer | None, level: str, overdue: str) -> Row:
    critical = indicator.is_critical(level)
    given = answer.answer if answer else "not-known"
    counted = "no" if overdue or (critical and given == "not-known") else given
    return Row(indicator, given, counted, critical, answer, overdue)
