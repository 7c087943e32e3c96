"""Do no harm on the command line: what stops a draft, and that no output of a check tells whom or where it found."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from documents.make import docx, p
from jsonschema import Draft202012Validator
from test_clean_cli import on_a_terminal

from drafter import checking
from drafter.cli import main
from drafter.harms import load
from drafter.report import data

ROOT = Path(__file__).parent.parent
SAMPLE = (ROOT / "templates" / "incident-case" / "sample.yaml").read_text(encoding="utf-8")
PUBLIC = SAMPLE.replace("circulation: restricted", "circulation: public").replace("uses: restricted", "uses: public").replace(
    "harm_decision: restrict", "harm_decision: publish")
AT = "In February 2024 people protested at the gate of a mine."
NAME, VILLAGE, PHONE = "Zenobia Qhispi", "Tambopampa", "+51 984 112 233"
SECRETS = ("Zenobia", "Qhispi", "Tambopampa", "984 112 233", "984", "zenobia", "qhispi", "tambopampa")
SECOND = "    - {person_code: P2, form: oral-noted, month: \"2024-03\", uses: public, may_withdraw_until: 2025-09-30, guardian: not-needed}\n"
PLANTED = {
    "dnh-person-name": (f" A farmer named {NAME} says that guards threatened her.", "Z****** Q*****"),
    "dnh-exact-place": (f" According to P1, it happened in the village of {VILLAGE}.", "T*********"),
    "dnh-pii": (f" The account can be heard at {PHONE}.", "+** *** *** ***"),
    "dnh-allegation-wording": (" Police officers beat P1 and broke his arm.", "P***** o******* b***"),
}
CASE = ("Incident case: a protest at a mine gate", "Summary",
        f"A farmer named {NAME} says that guards threatened her in the village of {VILLAGE} in February 2024.",
        f"{NAME} can be reached at {PHONE}. According to P1, Qhispi left.", "Lessons",
        "Companies should talk with those who lose access before the fence goes up.")


def run(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)], env={"LANG": "en_GB.UTF-8", "LC_ALL": None, **environment})


def told(done: Result) -> str:
    return " ".join((done.stdout + done.stderr).split())


def drafted(folder: Path, text: str, *options: str) -> tuple[Result, Path]:
    matter = folder / "matter.yaml"
    matter.write_text(text, encoding="utf-8")
    return run("draft", matter, "-o", folder / "case.docx", "--languages", "en", *options), folder / "case.docx"


def planted(rule: str, text: str = PUBLIC) -> str:
    assert text.count(AT) == 1 or rule == "dnh-consent-statement"
    return text.replace(AT, AT + PLANTED[rule][0])


# --- what stops a draft


def test_a_public_case_that_harms_nobody_is_drafted_for_all_to_read(tmp_path: Path) -> None:
    done, made = drafted(tmp_path, PUBLIC)
    assert done.exit_code == 0, told(done)
    assert "Do-no-harm check: 0 would block publication" in told(done)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(made.stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("rule", PLANTED)
def test_what_harms_stops_a_public_draft_and_is_told_masked_with_advice(rule: str, tmp_path: Path) -> None:
    done, made = drafted(tmp_path, planted(rule))
    assert done.exit_code == 2 and not made.exists() and [x.name for x in tmp_path.iterdir()] == ["matter.yaml"]
    line = next(x for x in done.stderr.splitlines() if rule in x)
    known = load().rules[rule]
    assert known.titles["en"] in line and PLANTED[rule][1] in line and known.advice["en"] in line and "“Summary”" in line
    assert not [x for x in SECRETS if x in told(done)]


def test_a_person_without_consent_stops_a_public_draft(tmp_path: Path) -> None:
    assert PUBLIC.count(SECOND) == 1
    done, made = drafted(tmp_path, PUBLIC.replace(SECOND, ""))
    assert done.exit_code == 2 and not made.exists()
    assert "dnh-consent-statement" in done.stderr and load().rules["dnh-consent-statement"].advice["en"] in done.stderr


def override(rule: str, words: str, **others: str) -> str:
    row = {"rule": rule, "words": words, "reason": {"en": "She asked to be named.", "zh": "本人要求具名。"},
           "role": {"en": "Head of Protection", "zh": "保护事务主管"}, **others}
    return PUBLIC.replace("  case_purpose:", f"  harm_overrides: [{json.dumps(row, ensure_ascii=False)}]\n  case_purpose:")


def test_a_decision_with_reason_and_role_lets_it_pass_and_is_never_printed(tmp_path: Path) -> None:
    done, made = drafted(tmp_path, planted("dnh-person-name", override("dnh-person-name", NAME)))
    assert done.exit_code == 0, told(done)
    with zipfile.ZipFile(made) as package:
        parts = "".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())
    assert NAME in parts and "asked to be named" not in parts and "Head of Protection" not in parts.replace("Head of Protection of the", "")


@pytest.mark.parametrize(("rule", "words"), [("dnh-pii", NAME), ("dnh-person-name", "Kofi Zwelakhe")])
def test_a_decision_on_something_else_does_not_count(rule: str, words: str, tmp_path: Path) -> None:
    done, made = drafted(tmp_path, planted("dnh-person-name", override(rule, words)))
    assert done.exit_code == 2 and not made.exists()


@pytest.mark.parametrize(("rule", "words"), [("dnh-person-name", "a"), ("dnh-person-name", " "), ("dnh-person-name", "Zenobia Qh"),
                                             ("dnh-allegation-wording", "beat")])
def test_a_piece_of_the_words_is_no_decision_on_everything_that_holds_it(rule: str, words: str, tmp_path: Path) -> None:
    done, made = drafted(tmp_path, planted(rule, override(rule, words)))
    assert done.exit_code == 2 and not made.exists()


def test_a_decision_needs_a_reason_and_a_role(tmp_path: Path) -> None:
    for missing in ("reason", "role"):
        text = override("dnh-person-name", NAME)
        row = yaml.safe_load(text)["facts"]["harm_overrides"][0]
        del row[missing]
        bad = PUBLIC.replace("  case_purpose:", f"  harm_overrides: [{json.dumps(row, ensure_ascii=False)}]\n  case_purpose:")
        done, made = drafted(tmp_path, planted("dnh-person-name", bad))
        assert done.exit_code == 2 and not made.exists() and missing in told(done)


@pytest.mark.parametrize("circulation", ["restricted", "internal"])
def test_a_case_for_few_is_drafted_with_the_count_and_is_its_owners_only(circulation: str, tmp_path: Path) -> None:
    text = planted("dnh-person-name", SAMPLE.replace("circulation: restricted", f"circulation: {circulation}"))
    done, made = drafted(tmp_path, text)
    assert done.exit_code == 0, told(done)
    assert re.search(r"Do-no-harm check: 1 would block publication, \d+ more to look at\.", told(done))
    assert "dnh-person-name: Z****** Q*****" in told(done)
    assert not [x for x in SECRETS if x in told(done)]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


# --- what a check tells


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same case as Word and as plain text; in the Word file the name stands in a comment, too."""
    folder = tmp_path_factory.mktemp("cases")
    comment = f'<w:comment w:id="1" w:author="{NAME}"><w:p><w:r><w:t>Ask {NAME}</w:t></w:r></w:p></w:comment>'
    (folder / "case.docx").write_bytes(docx("".join(p(line) for line in CASE), comments=comment))
    (folder / "case.txt").write_text("\n".join(CASE) + "\n", encoding="utf-8")
    return folder


def unpacked(blob: bytes) -> str:
    """Bytes as words, with every part of a package."""
    if blob[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(blob)) as package:
            blob = b"\n".join(package.read(n) for n in package.namelist())
    text = blob.decode("utf-8")
    return text + re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text) + re.sub("<[^>]+>", "", text)


def secrets(blob: bytes) -> list[str]:
    return [x for x in SECRETS if x in unpacked(blob)]


@pytest.mark.parametrize("name", ["case.docx", "case.txt"])
@pytest.mark.parametrize("style", ["text", "json", "html", "xlsx"])
def test_no_format_tells_the_name_the_village_or_the_number(name: str, style: str, cases: Path, tmp_path: Path) -> None:
    out = tmp_path / f"report.{style}"
    done = run("check", cases / name, "--kind", "incident-case", "--format", style, "-o", out)
    assert done.exit_code == 1, told(done)
    blob = out.read_bytes()
    assert secrets(blob) == [] and not [x for x in SECRETS if x in told(done)]
    if style == "xlsx":
        return
    assert "Z****** Q*****" in unpacked(blob) and "T*********" in unpacked(blob)
    if style == "json":
        found = json.loads(blob)
        Draft202012Validator(data.schema()).validate(found)
        (document,) = found["documents"]
        assert {"dnh-person-name", "dnh-exact-place", "dnh-pii"} <= {h["rule"] for h in document["harms"]} and "harms" in document["layers"]
        plain = (cases / "case.txt").read_text(encoding="utf-8")
        found = [plain[h["start"]:h["end"]] for h in document["harms"] if h["rule"] == "dnh-person-name"]
        assert name == "case.docx" or NAME in found, "the place is that of the name in the document"
        beside = [h for h in document["harms"] if h["rule"] in ("dnh-doc-meta", "dnh-image-meta")]
        assert bool(beside) is (name == "case.docx")


def test_a_folder_tells_nothing_in_its_reports_nor_in_the_kept_results(cases: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("check", cases, "--kind", "incident-case", "-o", f"{out}/")
    assert done.exit_code == 1 and not [x for x in SECRETS if x in told(done)], told(done)
    files = [x for x in out.rglob("*") if x.is_file()]
    assert {x.suffix for x in files} == {".html", ".xlsx", ".json"} and sum(x.parent.name == ".results" for x in files) == 2
    assert {x.name: secrets(x.read_bytes()) for x in files} == {x.name: [] for x in files}


def test_the_text_as_it_was_read_and_the_review_file_tell_nothing(cases: Path, tmp_path: Path) -> None:
    run("check", cases / "case.docx", "--kind", "incident-case", "--text-out", tmp_path / "read.txt", "--review", tmp_path / "review.yaml")
    read = (tmp_path / "read.txt").read_bytes()
    assert b"the fence goes up" in read and secrets(read) == []
    assert secrets((tmp_path / "review.yaml").read_bytes()) == []


@pytest.mark.parametrize("options", [["--dossier"], ["--pair"]])
def test_several_files_together_tell_nothing_either(options: list[str], cases: Path) -> None:
    for style in ("text", "json", "html"):
        done = run("check", cases / "case.docx", cases / "case.txt", "--kind", "incident-case", "--format", style, *options)
        assert done.exit_code == 1, told(done)
        assert secrets(done.stdout_bytes) == [], style


def test_a_terminal_shows_them_when_asked(cases: Path, tmp_path: Path) -> None:
    arguments = ["check", str(cases / "case.txt"), "--kind", "incident-case", "--show-sensitive"]
    code, said = on_a_terminal(arguments, "", tmp_path)
    assert code == 1 and NAME in said and VILLAGE in said and "984 112 233" in said


@pytest.mark.parametrize("more", [[], ["-o", "x.txt"], ["--format", "json"], ["--text-out", "x.txt"]])
def test_a_pipe_or_a_file_never_shows_them(more: list[str], cases: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "drafter.cli", "check", str(cases / "case.txt"), "--show-sensitive", *more]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 2 and b"for the terminal only" in done.stderr and done.stdout == b""
    assert list(tmp_path.iterdir()) == []


# --- what was not looked at


UNCOVERED = {"es": "Caso de incidente: una protesta en la puerta de una mina\nSegún una vecina, los guardias la amenazaron en la aldea en febrero. "
                   "La policía golpeó a los manifestantes y nadie fue sancionado por ello.\n",
             "fr": "Cas d'incident : une manifestation à la porte d'une mine\nSelon une voisine, les gardes l'ont menacée au village en février. "
                   "La police a frappé les manifestants et personne n'a été sanctionné pour cela.\n"}
ALL_CLEAR = re.compile(r"no harms?\b|no harm (was|were)|nothing harmful|harmless|nobody (is|was) harmed|0 harms", re.IGNORECASE)


@pytest.mark.parametrize("language", UNCOVERED)
@pytest.mark.parametrize("style", ["text", "json", "html"])
def test_a_language_without_rules_is_reported_as_not_covered(language: str, style: str, tmp_path: Path) -> None:
    path = tmp_path / "caso.txt"
    path.write_text(UNCOVERED[language], encoding="utf-8")
    done = run("check", path, "--kind", "incident-case", "--format", style)
    assert done.exit_code == 1
    assert f"not covered in: {language}" in told(done)
    shown = re.sub(r"<script.*?</script>|<style.*?</style>|\"notes\".*", "", done.stdout, flags=re.DOTALL)
    assert not ALL_CLEAR.search(shown), ALL_CLEAR.search(shown)


@pytest.mark.parametrize("style", ["text", "json", "html"])
def test_an_agreement_is_not_looked_through_and_the_report_says_so(style: str, tmp_path: Path) -> None:
    path = tmp_path / "mou.txt"
    path.write_text("Memorandum of Understanding between the Company and the Police\nArticle 1 Medical aid\n"
                    "The Police shall treat every injured person at once and inform the family.\n", encoding="utf-8")
    done = run("check", path, "--kind", "mou-police", "--format", style)
    if style == "json":
        (document,) = json.loads(done.stdout)["documents"]
        assert document["harms"] == [] and "harms" not in document["layers"]
    else:
        text = " ".join(re.sub("<[^>]+>", " ", done.stdout).split())
        assert re.search(r"Layers not run: [^.]*harm to people named", text)
    assert not re.search("do-no-harm check: rules", done.stdout)


# --- the exit code


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of an incident case as a Word file."""
    folder = tmp_path_factory.mktemp("whole")
    done, made = drafted(folder, PUBLIC)
    assert done.exit_code == 0, told(done)
    return made


def test_a_harm_alone_makes_the_exit_code_one() -> None:
    blocking = {"harms": [{"severity": "block"}], "elements": [{"level": "required", "verdict": "present", "applies": "yes"}]}
    assert checking.exit_code([blocking], "required") == checking.exit_code([blocking], "recommended") == 1
    assert checking.exit_code([blocking], "never") == 0
    assert checking.exit_code([{**blocking, "harms": [{"severity": "warning"}]}], "required") == 0


def test_a_planted_name_turns_the_exit_code_of_a_clean_case_with_the_elements_aside(whole: Path, tmp_path: Path) -> None:
    _, named = drafted(tmp_path, planted("dnh-person-name", SAMPLE))
    for path, code in ((whole, 0), (named, 1)):
        done = run("check", path, "--kind", "incident-case", "--format", "json")
        (document,) = json.loads(done.stdout)["documents"]
        assert checking.exit_code([{**document, "elements": []}], "required") == code
        assert {h["rule"] for h in document["harms"] if h["severity"] == "block"} == ({"dnh-person-name"} if code else set())
