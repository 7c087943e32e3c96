"""The JSON contract, its schema, suggestions, review files and workbooks."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from test_report_samples import TEXT, checked, document, result, words

from drafter import batch, checking, dossiers, review
from drafter.check import gaps
from drafter.checking import Input, Options
from drafter.document import Unread
from drafter.errors import DrafterError
from drafter.report import data, suggest, xlsx
from drafter.report.data import Result


def whole() -> dict:  # type: ignore[type-arg]
    return json.loads(json.dumps(data.whole([result().data], "0.1.0", [{"file": "x", "message": "is empty"}])))


def test_the_contract_is_valid_by_its_schema() -> None:
    Draft202012Validator.check_schema(data.schema())
    Draft202012Validator(data.schema()).validate(whole())


@pytest.mark.parametrize("spoil", [
    lambda d: d["documents"][0]["elements"][0].update(verdict="compliant"), lambda d: d["documents"][0].pop("summary"),
    lambda d: d["documents"][0]["elements"][0]["evidence"][0].update(start=-1), lambda d: d.update(schema="drafter.check/2")])
def test_the_schema_refuses(spoil) -> None:  # type: ignore[no-untyped-def]
    spoiled = whole()
    spoil(spoiled)
    assert not Draft202012Validator(data.schema()).is_valid(spoiled)


def test_offsets_of_plain_text_count_in_the_file_as_it_came() -> None:
    found = result()
    assert found.text == TEXT
    quotes = [e for x in found.data["elements"] for e in x["evidence"]]
    assert all(TEXT[e["start"]:e["end"]] == e["quote"] for e in quotes)
    assert "train\nits personnel" in quotes[0]["quote"]


def test_summary_counts_by_level() -> None:
    assert result().data["summary"] == {"required": {"present": 1, "weak": 1, "contradicted": 1, "missing": 1}, "recommended": {"not-assessed": 1}}


def test_a_result_survives_its_own_json() -> None:
    found = result()
    again = Result.read(found.json())
    assert (again.data["elements"], again.text, again.view) == (json.loads(json.dumps(found.data["elements"])), found.text, json.loads(json.dumps(found.view)))


def test_nothing_is_missing_where_something_could_not_be_read() -> None:
    read = replace(document(), unread=(Unread("no-text", "blank", page=2),))
    doubted = {e.id: e for e in (gaps._doubted(x, read) for x in checked(read).elements)}
    assert (doubted["risk-assessment"].verdict, doubted["risk-assessment"].reasons) == ("not-assessed", ("unread",))
    assert doubted["vetting"].verdict == "contradicted"


# --- suggestions


def test_the_suggestion_names_the_parties_of_the_document() -> None:
    found = next(e for e in result().data["elements"] if e["id"] == "vetting")["suggestion"]
    assert (found["clause"], found["language"], found["alternatives"]) == ("vetting/credible-information", "en", [])
    assert found["text"].startswith("The Army shall not assign")
    assert "the Operator shall search" in found["text"] or "The Operator shall search" in found["text"]
    assert "{{" not in found["text"]
    assert "[[" not in found["text"]
    assert "[● " in found["text"]


def test_only_gaps_get_suggestions() -> None:
    assert {e["id"] for e in result().data["elements"] if e["suggestion"]} == {"training", "vetting", "risk-assessment"}


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_language_the_library_lacks_is_named(language: str) -> None:
    found = suggest.suggestion("vetting", checking.judging(None, "mou"), suggest.Setting([language], {}, {}))
    assert (found["language"], found["text"], found["wanted"]) == (None, "", language)
    told = " ".join(words(language).suggestion({"id": "vetting", "suggestion": found}))
    assert {"es": "la biblioteca aún no tiene texto en español", "fr": "la bibliothèque n'a pas encore de texte en français"}[language] in told


def test_facts_choose_among_clauses() -> None:
    library = checking.judging(None, "mou")

    def chosen(element: str, **facts: object) -> tuple[str, int]:
        found = suggest.suggestion(element, library, suggest.Setting(["en"], facts, {}))
        return found["clause"], len(found["alternatives"])
    assert chosen("use-of-force", armed=False) == ("use-of-force/unarmed-personnel", 0)
    assert chosen("use-of-force")[1] == 1
    assert chosen("equipment-transfer", equipment_given=True) == ("equipment-transfer/loan-item-by-item", 0)
    assert all(not c.endswith("non-binding") for c in (chosen("governing-law-immunity")[0],))


def test_no_clause_is_said() -> None:
    found = suggest.suggestion("icwg-governance", checking.judging(None, "mou"), suggest.Setting(["en"], {}, {}))
    assert found["clause"] is None
    assert words().suggestion({"id": "icwg-governance", "suggestion": found}) == ["the library has no clause for this element yet"]


# --- review files


def decision(**changes: str) -> str:
    found = next(e for e in result().data["elements"] if e["id"] == "medical-aid")
    fields = {"document": "mou.txt", "element": "medical-aid", "evidence": review.evidence_hash(found), "decision": "confirm",
              "verdict": found["verdict"], "role": "counsel", "date": "2026-11-20", "reason": "Read it."} | changes
    lines = [f'    {k}: "{v}"' for k, v in fields.items()]
    return "review: drafter.review/1\ndecisions:\n  -" + "\n".join(lines)[3:] + "\n"


def reviewed(text: str, tmp_path: Path, found: Result | None = None) -> dict:  # type: ignore[type-arg]
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    return review.applied((found or result()).data, review.read(path, checking.judging(None, "mou").elements))


def element(applied: dict, name: str = "medical-aid") -> dict:  # type: ignore[type-arg]
    return next(e for e in applied["elements"] if e["id"] == name)


def test_what_nobody_has_confirmed_is_listed(tmp_path: Path) -> None:
    assert review.applied(result().data, ())["unconfirmed"] == ["medical-aid"]
    confirmed = reviewed(decision(), tmp_path)
    assert confirmed["unconfirmed"] == []
    assert element(confirmed)["review"]["state"] == "confirmed"


def test_an_override_stands_beside_the_verdict_and_counts(tmp_path: Path) -> None:
    applied = reviewed(decision(decision="override", verdict="weak"), tmp_path)
    assert element(applied)["verdict"] == "present"
    assert review.effective(element(applied)) == "weak"
    Draft202012Validator(data.schema()).validate(json.loads(json.dumps(data.whole([applied], "0.1.0"))))


def test_a_decision_survives_a_new_run_but_not_new_evidence(tmp_path: Path) -> None:
    moved = result("\n\nPreamble.\n\n" + TEXT)
    assert element(reviewed(decision(), tmp_path, moved))["review"]["state"] == "confirmed"
    changed = result()
    element(changed.data)["evidence"][0]["quote"] = "The Army may treat."  # type: ignore[arg-type]
    stale = reviewed(decision(decision="override", verdict="weak"), tmp_path, changed)
    assert element(stale)["review"]["state"] == "stale"
    assert review.effective(element(stale)) == "present"
    assert stale["unconfirmed"] == ["medical-aid"]


def test_a_confirmed_verdict_that_changed_is_stale(tmp_path: Path) -> None:
    assert element(reviewed(decision(verdict="weak"), tmp_path))["review"]["state"] == "stale"


def test_a_new_review_file_can_be_read_back(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(review.starter([result().data]), encoding="utf-8")
    (found,) = review.read(path, checking.judging(None, "mou").elements)
    assert (found.element, found.decision, found.document) == ("medical-aid", "open", "mou.txt")
    assert review.applied(result().data, [found])["unconfirmed"] == ["medical-aid"]


@pytest.mark.parametrize(("spoil", "place", "message"), [
    ({"element": "veting"}, ":4:", "there is no element 'veting'"), ({"decision": "yes"}, ":6:", "'yes' is no decision"),
    ({"date": "20.11.2026"}, ":9:", "is no date"), ({"reason": ""}, ":3:", "'reason' is missing"), ({"verdict": "ok"}, ":7:", "'ok' is no verdict"),
    ({"colour": "red"}, ":11:", "unknown key 'colour'")])
def test_problems_of_a_review_file_have_their_place(spoil: dict[str, str], place: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as caught:
        reviewed(decision(**spoil), tmp_path)
    (problem,) = caught.value.problems
    assert f"r.yaml{place}" in str(problem)
    assert message in str(problem)


@pytest.mark.parametrize("text", ["", "- 1\n", "review: 2\n", "review: drafter.review/1\ndecisions: {}\n", "review: drafter.review/1\ndecisions: [1]\n"])
def test_a_file_that_is_no_review_is_a_problem(text: str, tmp_path: Path) -> None:
    with pytest.raises(DrafterError):
        reviewed(text or "x: 1", tmp_path)


def test_two_decisions_on_one_verdict_are_a_problem(tmp_path: Path) -> None:
    twice = decision() + decision().partition("decisions:\n")[2]
    with pytest.raises(DrafterError, match="a second decision"):
        reviewed(twice, tmp_path)


# --- workbooks


def test_no_cell_is_a_formula_whatever_the_file_is_called() -> None:
    found = replace(result(), data={**result().data, "file": '=HYPERLINK("http://x","y")'})
    found.data["elements"][0]["evidence"][0]["quote"] = "=1+1\x00"
    blob = xlsx.workbook([found.data], words())
    book = openpyxl.load_workbook(io.BytesIO(blob))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} == {"s"}
    assert any(str(c.value).startswith("=HYPERLINK") for c in cells)


def test_the_workbook_holds_the_matrix_and_every_finding() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook([result().data], words("fr"))))
    matrix, findings = book.worksheets
    heads = [c.value for c in matrix[1]]
    assert matrix.cell(2, heads.index("Vérification des antécédents et exclusion") + 1).value == "contredit"
    assert findings.max_row == 6
    assert matrix.freeze_panes == "B2"


def test_the_same_findings_give_the_same_bytes() -> None:
    assert xlsx.workbook([result().data], words()) == xlsx.workbook([result().data], words())


# --- several files as one


def test_joined_documents_keep_their_places() -> None:
    first, second = document("Article 1\nThe Army shall train.\n", "a.txt"), document("Amendment\nArticle 1 is replaced.\n", "b.txt")
    joined, parts = dossiers.join([first, second])
    assert [p.file for p in parts] == ["a.txt", "b.txt"]
    assert joined.text[parts[1].start:].startswith("Amendment")
    assert [joined.words(p) for p in joined.paragraphs] == [d.words(p) for d in (first, second) for p in d.paragraphs]
    assert joined.origin(parts[1].start, parts[1].start + 9)[0].source == 1
    assert "train" in joined.original(0, parts[1].start)


def latest(whole: str, own: str, *reasons: str, amends: bool = False) -> str:
    base = checked(document()).elements[0]
    part = data.Part("b.txt", "0", 100, 200)
    alone = [(data.Part("a.txt", "0", 0, 100), base), (part, replace(base, verdict=own, reasons=reasons))]  # type: ignore[arg-type]
    return dossiers._latest(replace(base, verdict=whole), alone, {"b.txt"} if amends else set()).verdict  # type: ignore[arg-type]


def test_later_files_outweigh_earlier_ones() -> None:
    assert latest("present", "contradicted") == "contradicted"
    assert latest("present", "weak", "weak:optional") == "weak"
    assert latest("present", "weak", "few-requirements") == "present"
    assert latest("weak", "present") == "present"
    assert latest("contradicted", "present") == "contradicted"
    assert latest("contradicted", "present", amends=True) == "present"


def test_a_folder_is_its_readable_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.docx", ".hidden.txt", "~$a.docx", "pic.png", "sub/c.PDF"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found, left = batch.expand([str(tmp_path), str(tmp_path / "b.txt")])
    assert [Path(s.name).name for s in found] == ["a.docx", "b.txt", "c.PDF"]
    assert sorted(Path(x).name for x in left) == ["pic.png", "~$a.docx"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(DrafterError, match="holds no file"):
        batch.expand([str(tmp_path / "empty")])


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(DrafterError, match="unknown kind 'mou'"):
        checking.known_kind("mou", None)
    assert batch.attempt(Input("none.txt"), Options()).problems[0].path == "none.txt"
