"""The empty matter file and its JSON Schema."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from drafter import intake, jobs, marked, matter
from drafter.columns import width
from drafter.errors import DrafterError
from drafter.matter import fields_of
from drafter.schema import Library


@pytest.mark.parametrize("languages", [["en"], ["zh"], ["en", "zh"], ["zh", "en"]])
def test_the_empty_matter_asks_for_every_fact_with_its_help(library: Library, languages: list[str]) -> None:
    text = jobs.new_matter("mou-defence", languages)
    data = marked.parse(text, "m.yaml").data
    wanted = {n for n, f in fields_of(library, "mou-defence").items() if not f.computed}
    assert set(data["facts"]) == wanted
    first = languages[0]
    flat = re.sub(r"\n\s*#\s*", "" if first == "zh" else " ", text)
    for name in wanted:
        assert library.fields[name].help[first].replace(" ", "") in flat.replace(" ", ""), name
        assert all(c.id in text for c in library.fields[name].choices)


@pytest.mark.parametrize("languages", [["en"], ["en", "zh"]])
def test_what_is_not_filled_is_open_and_nothing_else_is_wrong(library: Library, languages: list[str]) -> None:
    read = matter.validate(marked.parse(jobs.new_matter("mou-defence", languages), "m.yaml"), library)
    assert "state_party_name" in read.open
    assert "notice_initial_hours" in read.defaulted or read.facts["notice_initial_hours"] == 24
    assert read.positions == {"default": "preferred"}


def test_defaults_are_named_as_defaults(library: Library) -> None:
    text = jobs.new_matter("mou-defence", ["en"])
    for name, field in fields_of(library, "mou-defence").items():
        if field.default is not None and not field.computed:
            at = text.index(f"\n  {name}:")
            assert "The value below is the default." in text[at - 400:at], name


def test_the_comments_fit_a_screen(library: Library) -> None:
    lines = [line for line in jobs.new_matter("mou-defence", ["en", "zh"]).split("\n") if line.startswith("  #") and "Example" not in line
             and not line.startswith("  #   -")]
    assert [line for line in lines if width(line) > 102] == []


def test_examples_in_the_comments_are_valid_values(library: Library) -> None:
    facts = {}
    for line in jobs.new_matter("mou-defence", ["en", "zh"]).split("\n"):
        example = re.match(r"  # Example: (.*)$", line)
        if example:
            value = example[1]
        fact = re.match(r"  ([a-z_]+): ", line)
        if fact and "value" in locals() and value:
            facts[fact[1]] = value
            value = ""
    assert len(facts) > 60
    for name, value in facts.items():
        assert marked.parse(value, name).data is not None


def test_the_samples_satisfy_the_schema_and_errors_do_not(library: Library, checkout: Path) -> None:
    schema = intake.json_schema("mou-defence", library)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted((checkout / "templates" / "mou-defence").glob("sample*.yaml")):
        data = marked.read(path).data
        assert [e.message for e in validator.iter_errors(data)] == []
        for fact, value in (("armed", "perhaps"), ("force_kind", "marines"), ("signing_date", "soon"), ("term_months", 600), ("nonsense", 1)):
            broken = json.loads(json.dumps(data, default=str))
            broken["facts"][fact] = value
            assert list(validator.iter_errors(broken)), fact


def test_the_empty_matter_satisfies_the_schema(library: Library) -> None:
    validator = jsonschema.Draft202012Validator(intake.json_schema("mou-defence", library))
    assert [e.message for e in validator.iter_errors(yaml.safe_load(jobs.new_matter("mou-defence", ["en", "zh"])))] == []


def test_wrong_languages_are_refused() -> None:
    with pytest.raises(DrafterError, match="is not a list of languages"):
        jobs.new_matter("mou-defence", ["en", "de"])
