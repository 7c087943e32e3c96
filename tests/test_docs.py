"""The README and its companions are true: their commands exist, the output shown is the real one, their examples work, their links lead
somewhere."""

import re
import shlex
import subprocess
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from test_cli import commands

from drafter.cli import main
from drafter.report.toolkit import DERIVED

TOP = Path(__file__).resolve().parents[1]
NAMES = ("README.md", "CONTRIBUTING.md", "clauses/README.md", "models/README.md", "docs/reports.md", "docs/what-the-check-misses.md")
PAGES = {name: (TOP / name).read_text(encoding="utf-8") for name in NAMES}
README, SECTIONS, REPORTS = PAGES["README.md"], PAGES["clauses/README.md"], PAGES["docs/reports.md"]
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w*\n(.*?)```", re.DOTALL)
CUT = "…"
"""A line of its own that stands for output left out."""


def block(mark: str, page: str = README) -> str:
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)\n?```", page, re.DOTALL)
    assert found, mark
    return found[1]


def said(line: str, folder: Path) -> str:
    """What a command shown in the README prints, run in a folder with the files of the repository beside it."""
    for part in ("templates", "docs"):
        (folder / part).symlink_to(TOP / part)
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1), result.output
    return result.stdout.strip()


def test_the_output_shown_is_what_the_command_prints(tmp_path: Path) -> None:
    words = shlex.split(block("draft").split("&& .venv/bin/drafter ")[1])
    assert words[-2:] == ["-o", "sample.docx"]
    result = CliRunner().invoke(main, [*words[:1], str(TOP / words[1]), "-o", str(tmp_path / "sample.docx")])
    assert result.exit_code == 0
    assert result.output.replace(f"{tmp_path}/", "").strip() == block("output").strip()


@pytest.mark.parametrize("name", re.findall(r"<!-- command: (\w+) -->", README))
def test_the_output_shown_of_other_commands_is_theirs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    real = said(block(f"command: {name}"), tmp_path)
    at = 0
    for part in f"{block(f'shows: {name}')}\n".split(f"\n{CUT}\n"):
        found = real.find(part.strip("\n"), at)
        assert found >= 0, part
        at = found + len(part.strip("\n"))


def test_every_command_is_in_the_readme() -> None:
    for command in commands():
        assert f"drafter {' '.join(command)}" in README, command


@pytest.mark.parametrize("line", [x for page in PAGES.values() for x in re.findall(r"(?m)^(drafter .*)$", page)])
def test_commands_shown_have_the_options_shown(line: str) -> None:
    words = shlex.split(line, comments=True)
    command = main
    path = words[1:]
    while hasattr(command, "commands"):
        command = command.commands[path.pop(0)]
    known = {o for p in command.params for o in p.opts}
    assert [w for w in path if w.startswith("-") and w not in known] == []


def anchors(path: Path) -> set[str]:
    """The headings of a page as GitHub names them in links."""
    heads = re.findall(r"(?m)^#+ (.+)$", path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", PAGES[name]):
        path, _, anchor = target.partition("#")
        file = (TOP / name).parent / path if path else TOP / name
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_no_tool_of_the_workshop_is_named() -> None:
    for name, page in PAGES.items():
        assert "/work/" not in page, name


# --- the worked examples, done as the pages say


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages tell a newcomer to write, and the copies they tell him to make."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILE.findall(SECTIONS) + FILE.findall(REPORTS):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "templates").symlink_to(TOP / "templates")
    subprocess.run(["sh", "-ec", block("steps", SECTIONS)], check=True, cwd=tmp_path)
    return tmp_path


def test_the_own_library_of_the_examples_adds_no_problems(example: Path) -> None:
    alone, laid_over = (CliRunner().invoke(main, ["library", "check", *more]).stdout for more in ((), ("--library", "our-library")))
    assert [line for line in laid_over.splitlines() if line not in alone.splitlines()] == []


def test_the_section_of_the_example_stands_in_the_document(example: Path) -> None:
    asked = CliRunner().invoke(main, ["new", "country-case", "--library", "our-library", "-o", "new.yaml"])
    assert asked.exit_code == 0
    assert {"cost_payer", "cost_rows"} <= set(re.findall(r"(?m)^  (\w+):", Path("new.yaml").read_text(encoding="utf-8")))
    matter = (TOP / "templates/country-case/sample.yaml").read_text(encoding="utf-8")
    Path("peru.yaml").write_text(f"{matter}\n{block('fact', SECTIONS)}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["draft", "peru.yaml", "--library", "our-library", "--open", "--languages", "en", "-o", "peru.docx"])
    assert result.exit_code == 0, result.output
    assert "Warning: A cost has no year. Readers cannot compare it." in result.output
    document = docx.Document("peru.docx")
    texts = [p.text for p in document.paragraphs if p.text.strip()]
    place = texts.index("What it costs")
    assert texts[place + 2] == "Next steps"
    assert any([c.text for c in row.cells][:2] == ["Meetings", "USD 4,000"] for table in document.tables for row in table.rows)


def test_the_kind_of_the_example_is_drafted(example: Path) -> None:
    sample = "our-library/templates/visit-note/sample.yaml"
    result = CliRunner().invoke(main, ["draft", sample, "--library", "our-library", "-o", "visit.docx"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("visit.docx: 1 sections")


def test_the_words_of_the_example_are_found_and_only_then(example: Path) -> None:
    Path("case.txt").write_text(f"Incident case\n\n{block('harm', REPORTS)}\n", encoding="utf-8")
    line = ["check", "case.txt", "--kind", "incident-case"]
    name = "Details that together identify a person"
    assert name not in CliRunner().invoke(main, line).output
    assert name in CliRunner().invoke(main, [*line, "--library", "our-library"]).output


def test_a_case_for_the_public_that_names_a_village_is_refused_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    matter = (TOP / "templates/company-practice-case/sample-full.yaml").read_text(encoding="utf-8")
    matter = re.sub(r"(?m)^  circulation:.*", "  circulation: public", matter)
    matter = re.sub(r"(?m)^  case_area:.*", '  case_area: {en: "the village of Orvanda", zh: "奥尔万达村"}', matter)
    Path("pub.yaml").write_text(matter, encoding="utf-8")
    result = CliRunner().invoke(main, ["draft", "pub.yaml", "-o", "pub.docx"])
    assert result.exit_code == 2
    assert set(block("refused", REPORTS).split("\n")) <= set(result.stderr.split("\n"))
    assert not Path("pub.docx").exists()


def test_the_basis_line_of_the_derived_set_is_the_one_printed() -> None:
    assert block("basis", REPORTS).strip() == DERIVED["en"]


def test_every_kind_is_told_of() -> None:
    kinds = {path.parent.name for path in (TOP / "templates").glob("*/template.yaml")}
    assert [kind for kind in sorted(kinds) if f"`{kind}`" not in REPORTS] == []
    folders = ("`harms/", "`assessment/", "`fields/", "`sources/", "`elements/case", "`en-case`", "`zh-case`")
    assert [folder for folder in folders if folder not in PAGES["models/README.md"]] == []


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_report_on_the_example_names_anybody(style: str) -> None:
    line = ["check", str(TOP / "docs/example-case.docx"), "--kind", "incident-case", "--format", style]
    told = CliRunner().invoke(main, line).stdout
    assert [name for name in ("Belanko", "Orvanda", "Quelin") if name in told] == []
