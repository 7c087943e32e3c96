"""The report for a terminal: what it says, in which order, and that it fits."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from test_report_samples import described, document, result, words

from drafter.columns import width
from drafter.document import Aside, Comment, Unread
from drafter.report import matrix, render, text
from drafter.report.words import clean, interface

LANGUAGES = ("en", "zh", "es", "fr")


def report(language: str = "en", **kwargs: bool) -> str:
    return text.report(result().data, words(language), **kwargs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fits_80_columns(language: str) -> None:
    assert max(map(width, report(language).split("\n"))) <= 80


def test_most_serious_first_with_proof_reason_and_suggestion() -> None:
    told = report()
    order = [told.index(name) for name in ("CONTRADICTED  Vetting", "WEAK  Human rights", "MISSING  Security and human rights risk")]
    assert order == sorted(order)
    assert "Nothing obliges the force to vet." in told
    assert "| “Nothing in this Memorandum obliges the Army to vet its personnel.”" in told
    assert "(Article 2," in told
    assert "drafter show vetting/credible-information" in told
    assert "softened" in told


def test_counts_leave_out_what_does_not_apply() -> None:
    assert "required     1 contradicted · 1 missing · 1 weak · 1 present" in report()
    assert "Does not apply" in report()


def test_reasons_are_said_in_the_language_of_the_interface() -> None:
    assert "约定部队没有审查义务" in report("zh")
    assert "atenuado: el deber se suaviza" in report("es")
    assert "atténué : le devoir est adouci" in report("fr")


def test_a_quotation_broken_over_lines_is_one_line_of_words() -> None:
    assert "duties in the region allow it, train its personnel in human rights” (Article 1" in " ".join(report().split())


def test_says_which_layers_ran_and_that_it_is_no_judgement() -> None:
    told = " ".join(report().split())
    assert "Layers run: key elements" in told
    assert "Layers not run: pitfalls" in told
    assert "let a lawyer decide" in told


def test_what_was_not_looked_at_is_named() -> None:
    read = replace(document(), unread=(Unread("no-text", "a picture of a page", page=7),), comments=(Comment("1", "really?"),),
                   deleted=(Aside("deleted", "shall vet", 0, 0),))
    told = text.report(described(read).data, words())
    assert "page 7; a page without text; a picture of a page" in told
    assert "Comments in the file, no part of the text: 1" in told
    assert "no part of the text: 1" in told.partition("deleted")[2]


def test_colours_only_where_asked() -> None:
    assert "\x1b[" not in report()
    painted = report(colour=True)
    assert "\x1b[1;31mCONTRADICTED\x1b[0m" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == report()


def test_a_document_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b[2Jb\u202ec\r\nd\x07") == "a [2Jb c d"
    found = result()
    found.data["elements"][0]["evidence"][0]["quote"] = "x\x1b]0;owned\x07y"
    assert "\x1b" not in text.report(found.data, words())


def test_long_quotations_are_cut() -> None:
    assert width(text.shortened("安全" * 400)) <= text.QUOTE
    assert text.shortened("安全" * 400).endswith(" …")


def test_human_and_machine_verdicts_stand_apart() -> None:
    data = result().data
    data["elements"][2]["review"] = {"state": "overridden", "verdict": "weak", "role": "counsel", "date": "2026-11-20", "reason": "No duty."}
    assert "counsel, 2026-11-20, says weak: No duty. (the program says present)" in " ".join(text.report(data, words()).split())


@pytest.mark.parametrize(("environment", "language"), [
    ({}, "en"), ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "de_DE"}, "en"), ({"LANG": "fr_FR", "DRAFTER_LANG": "es"}, "es"), ({"LC_ALL": "C"}, "en")])
def test_interface_language(environment: dict[str, str], language: str) -> None:
    assert interface(environment, dict.fromkeys(LANGUAGES)) == language


# --- many documents


@pytest.mark.parametrize("language", LANGUAGES)
def test_matrix_fits_and_shows_every_verdict(language: str) -> None:
    told = matrix.text([result(name=f"/in/a/{n}.txt").data for n in range(20)], words(language))
    assert max(map(width, told.split("\n"))) <= 80
    row = next(line for line in told.split("\n") if line.startswith("vetting "))
    assert row.split()[1:] == ["!"] * 16
    assert "equipment-monitoring" not in told
    assert "/in/a" not in told


def test_matrix_puts_critical_elements_first() -> None:
    assert matrix.rows([result().data])[:3] == ["training", "vetting", "medical-aid"]


def test_unreadable_files_stand_beside_the_matrix() -> None:
    told = render.render([result()], [{"file": "b.pdf", "message": "b.pdf: is empty"}], "text", words()).decode()
    assert "Could not be read" in told
    assert "b.pdf: is empty" in told


def test_names_of_pages_are_plain_and_each_its_own() -> None:
    assert render.names(["/x/a b.txt", "y/a b.txt", "../../..", "index", "协议.docx"]) == ["a-b.txt", "a-b.txt-2", "document", "index-2", "协议.docx"]
