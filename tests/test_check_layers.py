"""Pitfalls, mismatches and mechanics in `drafter check`: what is printed, where it is said to stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from drafter.cli import main
from drafter.report import data

ENGLISH = """Article 1. Payment

The Company shall pay USD 40,000 per month to the account of the Police within sixty (30) days.

Article 2. Effect

This memorandum is not legally binding. Article 9 applies to disputes.

Article 3. Copies

This memorandum is made in two originals.
"""
CHINESE = """第一条 付款

公司应当在三十日内每月向警方账户支付四万五千美元。

第二条 效力

本备忘录不具有法律约束力。第九条适用于争议。

第三条 文本

本备忘录一式两份。
"""


def run(*arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["check", *arguments], env={"DRAFTER_LANG": "en"})
    return found.exit_code, found.stdout + found.stderr


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    a, b = tmp_path / "agreement.en.txt", tmp_path / "agreement.zh.txt"
    a.write_text(ENGLISH, encoding="utf-8")
    b.write_text(CHINESE, encoding="utf-8")
    return a, b


def parsed(*arguments: str) -> list[dict[str, object]]:
    _, told = run(*arguments, "--format", "json")
    found = json.loads(told)
    Draft202012Validator(data.schema()).validate(found)
    return list(found["documents"])


def test_pitfalls_and_mechanics_stand_where_the_file_says(files: tuple[Path, Path]) -> None:
    [found] = parsed(str(files[0]))
    rules = {(f["rule"], f["severity"]): f for key in ("pitfalls", "mechanics") for f in found[key]}  # type: ignore[attr-defined]
    assert set(rules) >= {("nonbinding-with-money", "warning"), ("words-and-figures-differ", "error"), ("dangling-reference", "error")}
    assert rules["words-and-figures-differ", "error"]["quote"] == "sixty (30)"
    for one in rules.values():
        assert ENGLISH[one["start"]:one["end"]] == one["quote"]
    assert found["layers"] == ["elements", "pitfalls", "mechanics"]


def test_a_text_in_one_language_has_no_languages_to_compare(files: tuple[Path, Path]) -> None:
    _, told = run(str(files[0]))
    assert "Layers not run: harm to people named, mismatches between languages" in " ".join(told.split())


def test_two_files_are_compared(files: tuple[Path, Path]) -> None:
    a, b = parsed(str(files[0]), str(files[1]), "--pair")
    amounts = [m for m in a["mismatches"] if m["rule"] == "amount-differs"]  # type: ignore[attr-defined]
    assert [(m["a"]["file"], m["b"]["file"]) for m in amounts] == [(str(files[0]), str(files[1]))]
    assert ENGLISH[amounts[0]["a"]["start"]:amounts[0]["a"]["end"]] == amounts[0]["a"]["quote"]
    assert CHINESE[amounts[0]["b"]["start"]:amounts[0]["b"]["end"]] == amounts[0]["b"]["quote"]
    assert "40,000" in amounts[0]["a"]["quote"]
    assert "四万五千" in amounts[0]["b"]["quote"]
    assert (a["layers"], b["mismatches"]) == (["elements", "pitfalls", "mismatches", "mechanics"], [])
    assert {a["kind"], b["kind"]} == {a["kind"]}


def test_a_pair_that_agrees_says_nothing(files: tuple[Path, Path]) -> None:
    files[1].write_text(CHINESE.replace("四万五千", "四万").replace("三十日", "六十日"), encoding="utf-8")
    files[0].write_text(ENGLISH.replace("sixty (30)", "sixty (60)"), encoding="utf-8")
    a, _ = parsed(str(files[0]), str(files[1]), "--pair")
    assert [m for m in a["mismatches"] if m["severity"] == "error"] == []  # type: ignore[attr-defined]


def test_both_sides_are_shown(files: tuple[Path, Path]) -> None:
    code, told = run(str(files[0]), str(files[1]), "--pair", "--fail-on", "never")
    assert code == 0
    assert "error: amounts differ" in told
    assert "agreement.zh.txt, Chinese" in " ".join(told.split())
    assert all(len(line) <= 80 for line in told.splitlines() if line.isascii())


@pytest.mark.parametrize("count", [1, 3])
def test_a_pair_is_two_files(files: tuple[Path, Path], tmp_path: Path, count: int) -> None:
    third = tmp_path / "c.txt"
    third.write_text(ENGLISH, encoding="utf-8")
    code, told = run(*map(str, [*files, third][:count]), "--pair")
    assert (code, told.count("--pair takes two files")) == (2, 1)


def test_one_bilingual_file_is_compared_with_itself(tmp_path: Path) -> None:
    both = tmp_path / "both.txt"
    both.write_text(ENGLISH + "\n" + CHINESE, encoding="utf-8")
    [found] = parsed(str(both))
    assert "mismatches" in found["layers"]  # type: ignore[operator]
    assert "amount-differs" in {m["rule"] for m in found["mismatches"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "zh", "es", "fr"])
def test_the_report_names_rules_in_its_own_language(files: tuple[Path, Path], language: str) -> None:
    found = CliRunner().invoke(main, ["check", str(files[0])], env={"DRAFTER_LANG": language})
    said = {"en": ("error: words and figures differ", "warning: Said not to bind, yet money is owed"), "zh": ("错误: 大小写数字不一致", "警告: 声明不具约束力"),
            "es": ("error: letras y cifras no coinciden", "advertencia: Se dice no vinculante"),
            "fr": ("erreur: lettres et chiffres ne concordent pas", "avertissement: Se dit non contraignant")}[language]
    assert all(words in " ".join(found.stdout.split()) for words in said)


def test_the_page_shows_what_other_layers_found(files: tuple[Path, Path], tmp_path: Path) -> None:
    made = tmp_path / "pair.html"
    code, told = run(str(files[0]), str(files[1]), "--pair", "--format", "html", "-o", str(made), "--fail-on", "never")
    assert (code, "Traceback" in told) == (0, False)
    html = made.read_text(encoding="utf-8")
    shown = html[html.index('class="finding"'):]
    assert all(words in shown for words in ("amounts differ", "words and figures differ", "sixty (30)", "四万五千美元", "agreement.zh.txt"))
