"""YAML as people write it: places of values, and none of YAML's surprises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.marked import Decimal_, parse


def problems(text: str) -> list[str]:
    with pytest.raises(DrafterError) as caught:
        parse(text, "m.yaml")
    return [str(p) for p in caught.value.problems]


@pytest.mark.parametrize(("text", "value"), [
    ("a: NO", "NO"), ("a: no", "no"), ("a: on", "on"), ("a: yes", "yes"), ("a: true", True), ("a: 'true'", "true"),
    ("a: 007", "007"), ("a: 1:30", "1:30"), ("a: 2026-03-01", "2026-03-01"), ("a: 24", 24), ("a: -3", -3), ("a: '24'", "24"),
    ("a: 0x1F", "0x1F"), ("a: 1e3", "1e3"), ("a: ~", "~"), ("a:", None), ("a: null", None), ("a: 99999999999999999999", "99999999999999999999"),
])
def test_only_plain_numbers_and_booleans_are_more_than_text(text: str, value: object) -> None:
    assert parse(text, "m.yaml").data == {"a": value}


def test_a_decimal_remembers_how_it_was_written() -> None:
    number = parse("v: 1.10", "m.yaml").data["v"]
    assert isinstance(number, Decimal_)
    assert number.written == "1.10"


def test_every_duplicate_key_is_reported_with_its_place() -> None:
    found = problems("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n")
    assert [p.split(": ")[0] for p in found] == ["m.yaml:4:3", "m.yaml:5:1"]
    assert all("duplicate key" in p for p in found)


def test_aliases_and_tags_are_refused() -> None:
    assert "aliases (*name) are not read" in problems("a: &x [1]\nb: *x\n")[0]
    assert problems("a: &x [1]\nb: *x\n")[0].startswith("m.yaml:2:4")
    assert "tag" in problems("a: !!python/object/apply:os.system [ls]\n")[0]
    assert "tag" in problems("a: !secret x\n")[0]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(8))
    assert all("aliases" in p for p in problems(bomb))


def test_deep_nesting_is_refused() -> None:
    assert "levels deep" in problems("[" * 60 + "]" * 60)[0]


def test_bad_syntax_names_line_and_column() -> None:
    assert problems("a: 1\nb: [1, 2\nc: 3\n")[0].startswith("m.yaml:3:")


def test_places_of_values_and_keys() -> None:
    found = parse("a:\n  b: 1\n  c:\n    - x\n    - y\n", "m.yaml", offset=10)
    assert found.place("a", "b") == (12, 6)
    assert found.place("a", "c", 1) == (15, 7)
    assert found.place("a", "b", key=True) == (12, 3)
    assert found.place("a", "c", 7) == (13 + 1, 5)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text, "m.yaml")
    except DrafterError as error:
        assert error.problems


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30), max_size=6))
def test_quoted_text_comes_back_as_it_is(values: dict[str, str]) -> None:
    import json

    text = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    clean = {k: v for k, v in values.items() if not set(v) & set("\x85\u2028\u2029\ufeff\ufffe\uffff")}
    data = parse(text, "m.yaml").data or {}
    assert {k: data[k] for k in clean} == clean
