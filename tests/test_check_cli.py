"""`drafter check`: formats, exit codes, many files, and that one bad file never stops the rest."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from drafter import batch, checking
from drafter.check.findings import Checked
from drafter.checking import Options
from drafter.cli import main
from drafter.columns import width
from drafter.report import data

GOOD = "Article 1 Medical aid\nThe Police shall treat every injured person at once and inform the family.\n"
BAD = "Article 1 Vetting\nNothing in this Memorandum obliges the Police to vet its personnel.\n"


def run(*arguments: object, stdin: bytes | None = None, **environment: str) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)], input=stdin, env={"LANG": "en_GB.UTF-8", "LC_ALL": None, **environment})


@pytest.fixture
def mou(tmp_path: Path) -> Path:
    path = tmp_path / "mou.txt"
    path.write_text(GOOD + BAD)
    return path


def test_text_on_standard_output(mou: Path) -> None:
    done = run(mou)
    assert done.exit_code == 1, done.output
    assert "Check of" in done.output
    assert max(map(width, done.output.split("\n"))) <= 80
    assert "\x1b[" not in done.output
    assert "compliant" not in done.output.lower()


def test_the_language_of_the_user_is_spoken(mou: Path) -> None:
    assert "检查报告" in run(mou, DRAFTER_LANG="zh").output


def test_json_is_the_contract_and_text_out_is_what_it_counts_in(mou: Path, tmp_path: Path) -> None:
    done = run(mou, "--format", "json", "--kind", "mou-police", "--text-out", tmp_path / "read.txt")
    found = json.loads(done.stdout)
    Draft202012Validator(data.schema()).validate(found)
    (document,) = found["documents"]
    assert (document["kind"], document["kind_source"]) == ("mou-police", "given")
    text = (tmp_path / "read.txt").read_text()
    assert text == mou.read_text()
    quotes = [e for x in document["elements"] for e in x["evidence"]]
    assert quotes
    assert all(text[e["start"]:e["end"]] == e["quote"] for e in quotes)


def test_standard_input_and_output(mou: Path) -> None:
    done = run("-", "--format", "json", "-o", "-", stdin=mou.read_bytes())
    assert json.loads(done.stdout)["documents"][0]["file"] == "standard input"


@pytest.mark.parametrize(("fail_on", "verdict", "level", "code"), [
    ("required", "present", "required", 0), ("required", "weak", "required", 1), ("required", "not-assessed", "required", 1),
    ("required", "missing", "recommended", 0), ("recommended", "missing", "recommended", 1), ("never", "contradicted", "required", 0)])
def test_exit_codes(fail_on: str, verdict: str, level: str, code: int) -> None:
    document = {"elements": [{"level": level, "verdict": verdict, "applies": "yes"}]}
    assert checking.exit_code([document], fail_on) == code
    assert checking.exit_code([document], fail_on, unreadable=True) == 2
    assert checking.exit_code([{"elements": [{"level": level, "verdict": verdict, "applies": "no"}]}], fail_on) == 0


def test_a_human_verdict_counts_for_the_exit_code() -> None:
    element = {"level": "required", "verdict": "present", "applies": "yes", "review": {"state": "overridden", "verdict": "weak"}}
    assert checking.exit_code([{"elements": [element]}], "required") == 1


@pytest.mark.parametrize(("arguments", "told"), [
    (["none.txt"], "none.txt: cannot be read"), (["{mou}", "--kind", "mou"], "unknown kind 'mou'"), (["{mou}", "--language", "de"], "'de' is no language"),
    (["{mou}", "--format", "xlsx"], "needs a file"), (["{mou}", "{mou}2", "--text-out", "x.txt"], "--text-out takes one document")])
def test_wrong_usage_ends_with_2_and_says_why(arguments: list[str], told: str, mou: Path) -> None:
    done = run(*(a.format(mou=mou) for a in arguments))
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.output


def test_nothing_is_overwritten_without_force(mou: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    out.write_text("mine")
    assert run(mou, "--format", "html", "-o", out).exit_code == 2
    assert out.read_text() == "mine"
    assert run(mou, "--format", "html", "-o", out, "--force", "--quiet").exit_code == 1
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_one_bad_file_never_stops_the_rest(mou: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    done = run(mou, tmp_path / "empty.pdf", "--format", "json")
    assert done.exit_code == 2
    found = json.loads(done.stdout)
    assert [d["file"] for d in found["documents"]] == [str(mou)]
    assert found["problems"][0]["file"].endswith("empty.pdf")
    assert "is empty" in done.stderr


def test_a_file_that_breaks_the_engine_is_named(mou: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Checked:
        raise KeyError("surprise")
    monkeypatch.setattr(checking, "judged", broken)
    done = run(mou)
    assert done.exit_code == 2
    assert "could not be checked: KeyError" in done.stderr


def folder(tmp_path: Path, count: int = 3) -> Path:
    inside = tmp_path / "in"
    inside.mkdir()
    for n in range(count):
        (inside / f"{n}.txt").write_text(f"{GOOD if n % 2 else BAD}No. {n}\n")
    (inside / "damaged.docx").write_bytes(b"PK\x03\x04 nothing")
    return inside


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_leaves_matrix_reports_and_memos_in_input_order(jobs: int, tmp_path: Path) -> None:
    inside, out = folder(tmp_path), tmp_path / "out"
    done = run(inside, "-o", f"{out}/", "--jobs", jobs)
    assert done.exit_code == 2
    assert "damaged.docx" in done.stderr
    names = {p.name for p in out.iterdir()}
    assert names == {".results", "index.html", "matrix.xlsx", "results.json", *(f"{n}.txt.{what}.html" for n in range(3) for what in ("memo", "report"))}
    found = json.loads((out / "results.json").read_text())
    assert [Path(d["file"]).name for d in found["documents"]] == ["0.txt", "1.txt", "2.txt"]
    assert "Check of 3 documents" in done.stdout
    sheet = openpyxl.load_workbook(io.BytesIO((out / "matrix.xlsx").read_bytes())).worksheets[0]
    assert sheet.max_row == 4


def test_jobs_change_nothing_but_the_time(tmp_path: Path) -> None:
    inside = folder(tmp_path, 4)
    told = [run(inside, "--format", "json", "--jobs", jobs).stdout for jobs in (1, 2)]
    assert told[0] == told[1]


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, out = folder(tmp_path), tmp_path / "out"
    checked: list[str] = []
    plain = batch.attempt

    def stopping(source: checking.Input, options: Options) -> batch.Outcome:
        if len(checked) == 2:
            raise KeyboardInterrupt
        checked.append(Path(source.name).name)
        return plain(source, options)
    monkeypatch.setattr(batch, "attempt", stopping)
    assert run(inside, "-o", f"{out}/").exit_code != 0
    assert not (out / "results.json").exists()
    first = list(checked)
    checked.clear()
    monkeypatch.setattr(batch, "attempt", lambda s, o: (checked.append(Path(s.name).name), plain(s, o))[1])
    assert run(inside, "-o", f"{out}/").exit_code == 2
    assert sorted([*first, *checked]) == ["0.txt", "1.txt", "2.txt", "damaged.docx"]


def test_kept_results_depend_on_document_and_options(tmp_path: Path, mou: Path) -> None:
    store = batch._Store(tmp_path, Options())
    source = checking.Input(str(mou))
    before = store.path(source)
    assert batch._Store(tmp_path, Options("mou-police")).path(source) != before
    mou.write_text("Another.")
    assert store.path(source) != before


def test_a_dossier_is_one_instrument_and_says_where_verdicts_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text("Amendment No. 1\n" + BAD)
    done = run(tmp_path / "a.txt", tmp_path / "b.txt", "--dossier", "--kind", "mou-police", "--format", "json", "--text-out", tmp_path / "t.txt")
    (document,) = json.loads(done.stdout)["documents"]
    Draft202012Validator(data.schema()).validate(json.loads(done.stdout))
    assert [Path(f["file"]).name for f in document["files"]] == ["a.txt", "b.txt"]
    vetting = next(e for e in document["elements"] if e["id"] == "vetting")
    assert vetting["verdict"] == "contradicted"
    assert {Path(e["file"]).name for e in vetting["evidence"]} == {"b.txt"}
    text = (tmp_path / "t.txt").read_text()
    assert all(text[e["start"]:e["end"]] == e["quote"] for e in vetting["evidence"])


def test_a_review_file_is_begun_and_then_read(mou: Path, tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    assert run(mou, "--review", path).exit_code == 1
    assert path.read_text().startswith("review: drafter.review/1\n")
    path.write_text("review: drafter.review/1\ndecisions:\n  - element: nonsense\n")
    done = run(mou, "--review", path)
    assert done.exit_code == 2
    assert f"{path}:3:" in done.stderr


def test_colours_on_a_terminal_only_and_never_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter import cli
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert cli.coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not cli.coloured()


def test_quiet_prints_nothing_but_problems(mou: Path) -> None:
    done = run(mou, "--quiet")
    assert (done.exit_code, done.output) == (1, "")


def test_help_is_light(tmp_path: Path) -> None:
    code = "import sys\nfrom drafter.cli import main\ntry:\n    main(['check', '--help'])\nfinally:\n    " \
           "print([n for n in ('spacy', 'docx', 'lxml', 'jinja2', 'openpyxl') if n in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False,
                          env={"PYTHONPATH": str(Path(checking.__file__).parents[1])}, cwd=tmp_path)
    assert done.stderr.strip() == "[]"
