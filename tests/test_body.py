"""The notation of clause texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import Problem
from drafter.library import body
from drafter.schema import Block, Span


def read(text: str) -> tuple[tuple[Block, ...], list[Problem]]:
    problems: list[Problem] = []
    section = next(iter(body.sections(f"## en\n{text}\n", 1)))
    return body.blocks(section, "c.md", problems), problems


def test_paragraphs_items_and_subitems_get_addresses() -> None:
    blocks, problems = read("First.\n\n- one;\n  - deep;\n- two.\n\nSecond.\n\n- again.")
    assert [(b.kind, b.address) for b in blocks] == [
        ("paragraph", "1"), ("item", "1.a"), ("subitem", "1.a.1"), ("item", "1.b"), ("paragraph", "2"), ("item", "2.a")]
    assert problems == []


def test_facts_references_and_bold() -> None:
    blocks, _ = read('Within {{ cure_days }} under [[vetting#2]], **"Site"** is {{site_name}}.')
    assert blocks[0].spans == (
        Span("text", "Within "), Span("field", "cure_days"), Span("text", " under "), Span("ref", "vetting#2"), Span("text", ", "),
        Span("bold", '"Site"'), Span("text", " is "), Span("field", "site_name"), Span("text", "."))


@pytest.mark.parametrize("text", [
    "{{ a.b }}", "{{ 7*7 }}", "{{ a|safe }}", "{% if x %}", "{{ a", "a }}", "[[Vetting]]", "[[a", "｛｛ a ｝｝", "{# c #}"])
def test_anything_but_bare_names_is_a_problem(text: str) -> None:
    _, problems = read(f"Text {text} more.")
    assert any("stray" in p.message for p in problems)


@pytest.mark.parametrize("text", ["1. First", "(a) first", "第一条 总则", "（一）首先", "iv) fourth"])
def test_typed_numbers_are_problems(text: str) -> None:
    _, problems = read(text)
    assert any("typed number" in p.message for p in problems)


def test_tables_and_rows_of_a_fact() -> None:
    blocks, problems = read("| A | B |\n|---|---|\n| {{ x }} | |\n\n[table: equipment]")
    assert [b.kind for b in blocks] == ["table", "rows"]
    assert blocks[0].rows == (((Span("text", "A"),), (Span("text", "B"),)), ((Span("field", "x"),), ()))
    assert blocks[1].value == "equipment"
    assert problems == []


def test_rows_of_different_length_are_a_problem() -> None:
    _, problems = read("| A | B |\n|---|---|\n| x |")
    assert "differ in length" in problems[0].message


def test_the_problem_names_the_line_of_the_file() -> None:
    problems: list[Problem] = []
    section = next(iter(body.sections("## en\nGood.\n\nBad {{ 1 }}.", 40)))
    body.blocks(section, "c.md", problems)
    assert (problems[0].path, problems[0].line) == ("c.md", 43)


@given(st.text(max_size=120))
def test_every_word_of_a_line_is_kept(text: str) -> None:
    line = " ".join(text.split())
    found = body.spans(line, 1, "c.md", [])
    for span in found:
        assert span.value
    plain = "".join(s.value for s in found if s.kind == "text")
    if not any(mark in line for mark in ("{{", "[[", "**")):
        assert plain == line


@given(st.integers(min_value=1, max_value=800))
def test_item_letters_are_distinct_and_ordered(number: int) -> None:
    assert body.letter(number) != body.letter(number + 1)
    assert (len(body.letter(number)), body.letter(number)) < (len(body.letter(number + 1)), body.letter(number + 1))
