"""Two hundred random valid matters, generated from the fields' own rules: each drafts into a document that holds together."""

import datetime as dt
import itertools
import json
import random
import re
from typing import Any

import oracle
import pytest

from drafter import jobs, marked, matter
from drafter.conditions import holds
from drafter.errors import DrafterError
from drafter.schema import Field, Library, Matter

SHAPES = list(itertools.product(("full", "short"), (["en"], ["zh"], ["en", "zh"], ["zh", "en"]), range(25)))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
HANZI = "山河湖海东西南北中天地水火木金土日月星云"


class Maker:
    """Makes a value for every field from its type, bounds and choices."""

    def __init__(self, seed: int, library: Library, languages: list[str]) -> None:
        self.random, self.library, self.languages = random.Random(seed), library, languages

    def word(self, language: str) -> str:
        if language == "zh":
            return "".join(self.random.choices(HANZI, k=self.random.randint(2, 6)))
        return " ".join("".join(self.random.choices(LETTERS, k=self.random.randint(3, 9))) for _ in range(self.random.randint(1, 3)))

    def text(self) -> dict[str, str]:
        return {language: self.word(language) for language in self.languages}

    def value(self, field: Any) -> Any:  # noqa: PLR0912 - one branch a type
        low = int(field.min) if getattr(field, "min", None) is not None else 1
        high = int(field.max) if getattr(field, "max", None) is not None else low + 40
        match field.type:
            case "text":
                return self.text()
            case "code":
                return f"X-{self.random.randint(100, 999)}"
            case "integer" | "duration":
                return self.random.randint(low, high)
            case "percent":
                return self.random.randint(1, 100)
            case "bool":
                return self.random.random() < 0.5
            case "choice":
                return self.random.choice([c.id for c in field.choices])
            case "country":
                return self.random.choice(["CO", "PE", "GH", "KE", "MG", "ID"])
            case "money":
                return {"amount": self.random.randint(1, 9_000_000), "currency": self.random.choice(["USD", "CNY", "COP", "EUR"])}
            case "date":
                return "2026-06-15"
            case "list":
                if field.of == "choice":
                    return self.random.sample([c.id for c in field.choices], k=min(2, len(field.choices)))
                return [self.text() if field.of == "text" else f"c{n}" for n in range(self.random.randint(1, 4))]
            case "table":
                return [self.row(field) for _ in range(self.random.randint(1, 4))]
            case "articles":
                return self.random.sample(["suspension-termination", "anti-corruption", "payments-support", "vetting"], k=2)
        raise AssertionError(field.type)

    def row(self, field: Field) -> dict[str, Any]:
        return {c.id: self.value(c) for c in field.columns}

    def facts(self) -> dict[str, Any]:
        fields = matter.fields_of(self.library, "mou-defence")
        facts = {name: self.value(f) for name, f in fields.items() if not f.computed and not f.pattern}
        facts |= {name: f.example for name, f in fields.items() if f.pattern and not f.computed}
        return self.valid(facts)

    def valid(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Bring the values that depend on each other into line with the rules across facts."""
        support = facts["support_given"]
        facts |= {"signing_date": "2026-06-01", "term_start": "2026-06-15", "risk_assessment_date": "2026-03-01", "sanctions_screen_date": "2026-05-01"}
        facts["strength_min"], facts["strength_max"] = sorted((facts["strength_min"], facts["strength_max"]))
        facts["notice_initial_hours"], facts["notice_written_hours"] = 12, 60
        facts["payments"] = [{**row, "account_is_institutional": True, "method": "bank-transfer"} for row in facts["payments"]] if support and self.random.random() < 0.7 else []
        facts["equipment"] = [{**row, "category": "vehicle", "delivery_date": "2026-06-20", "return_date": "2027-01-20"} for row in facts["equipment"]] \
            if support and self.random.random() < 0.6 else []
        facts["support_kinds"] = ["training", "transport"] if support else []
        facts["grievance_channels"] = [{**row, "operator": o} for row, o in zip([*facts["grievance_channels"] * 2], ("independent", "company"), strict=False)]
        facts["contacts"] = [{**row, "telephone": "+57 601 0000000", "email": "a@example.org"} for row in facts["contacts"]]
        facts["sites"] = [{**row, "coordinates": "4.5, -74.1"} for row in facts["sites"]]
        if facts["risk_rating"] == "high":
            facts["independent_monitor"] = True
        facts["prevailing_language"] = self.languages[0]
        facts["legal_reviewer"] = None
        return facts


def drafted(library: Library, seed: int, form: str, languages: list[str]) -> tuple[Matter, jobs.Drafted]:
    facts = Maker(seed, library, languages).facts()
    text = (f"matter: drafter/1\nkind: mou-defence\nlanguages: {json.dumps(languages)}\nform: {form}\n"
            f"positions: {{default: {random.Random(seed).choice(['preferred', 'acceptable', 'minimum'])}}}\nfacts: {json.dumps(facts, ensure_ascii=False)}\n")
    read = matter.validate(marked.parse(text, f"random-{seed}.yaml"), library)
    return read, jobs.draft_matter(library, read)


@pytest.mark.parametrize(("form", "languages", "n"), SHAPES)
def test_a_random_matter_drafts_into_a_document_that_holds_together(library: Library, form: str, languages: list[str], n: int) -> None:
    read, made = drafted(library, SHAPES.index((form, languages, n)), form, languages)
    doc = oracle.read(made.blob)
    root = doc.paragraphs[0].element.getroottree().getroot()
    targets = oracle.bookmarks(doc)
    fields = oracle.fields(root)
    for field in fields:
        match = re.match(r"REF (\S+)", field.code)
        if match:
            target = targets[match[1]]
            assert field.result == (target.full if r"\w" in field.code else target.label)
    articles_agree_with_facts(library, read, made)
    annexes_are_called_and_filled(doc, languages[0], fields, targets)
    columns_are_in_step(doc, languages)


def articles_agree_with_facts(library: Library, read: Matter, made: jobs.Drafted) -> None:
    for _, clause, _ in made.choices:
        if clause in library.clauses:
            assert holds(library.clauses[clause].when, read.facts), clause
    chosen = {clause for _, clause, _ in made.choices}
    if read.form == "full":
        assert ("payments-support/no-support" in chosen) == (not read.facts["support_given"])
        assert any(c.startswith("equipment-monitoring/") for c in chosen) == bool(read.facts["equipment_given"])
        assert any(c.startswith("ihl-conflict/armed") for c in chosen) == (read.facts["conflict_status"] == "armed-conflict")


def annexes_are_called_and_filled(doc: oracle.Doc, language: str, fields: list[oracle.Field], targets: dict[str, oracle.Para]) -> None:
    called = {targets[m[1]].text for f in fields if (m := re.match(r"REF (\S+)", f.code)) and targets[m[1]].style.startswith("DrafterAnnex-")}
    style = f"DrafterAnnex-{language}"
    heads = [n for n, p in enumerate(doc.paragraphs) if p.style == style]
    assert heads
    for here, after in itertools.pairwise([*heads, len(doc.paragraphs)]):
        assert doc.paragraphs[here].text in called, doc.paragraphs[here].text
        words = " ".join(p.text for p in doc.paragraphs[here + 1:after])
        assert len(words) > 60, (doc.paragraphs[here].text, words)


def columns_are_in_step(doc: oracle.Doc, languages: list[str]) -> None:
    if len(languages) < 2:
        return
    for role in ("Article", "Paragraph", "Item", "Subitem", "Annex", "AnnexParagraph"):
        one, two = ([p for p in doc.paragraphs if p.style == f"Drafter{role}-{lang}"] for lang in languages)
        assert len(one) == len(two), role
        numbers = [[re.findall(r"\d{2,}", oracle.typed(p.element)) for p in side] for side in (one, two)]
        for a, b, x, y in zip(*numbers, one, two, strict=True):
            assert sorted(a) == sorted(b), (x.text, y.text)


def test_random_matters_are_really_different(library: Library) -> None:
    chosen = {made.choices for seed in range(12) for _, made in [drafted(library, seed, "full", ["en"])]}
    assert len(chosen) >= 10


def test_the_generator_would_notice_an_invalid_matter(library: Library) -> None:
    facts = Maker(1, library, ["en"]).facts() | {"signing_date": dt.date(2026, 1, 1).isoformat(), "notice_initial_hours": 500}
    text = f"matter: drafter/1\nkind: mou-defence\nlanguages: [en]\nfacts: {json.dumps(facts)}\n"
    with pytest.raises(DrafterError):
        matter.validate(marked.parse(text, "x.yaml"), library)
