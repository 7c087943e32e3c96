"""The command line: what it prints, its exit codes, and that nothing is overwritten or half-written."""

import json
import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafter.cli import main
from drafter.columns import width


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def commands(group: object = main, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        found += commands(command, (*path, name)) if hasattr(command, "commands") else [(*path, name)]
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_help_that_fits_the_screen(command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert len(result.output.split("\n")) > 5
    assert all(width(line) <= 80 for line in result.output.split("\n"))


def test_draft_writes_the_file_its_sidecar_and_a_summary(tmp_path: Path, sample_matter: Path) -> None:
    out = tmp_path / "mou.docx"
    result = run("draft", sample_matter, "-o", out)
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mou.docx", "mou.drafter.yaml"]
    assert re.search(r"mou.docx: 4\d articles, 13 annexes", result.output)
    assert "use-of-force/armed-personnel" in result.output
    assert "armed: yes" in result.output
    assert "No counsel has reviewed any of the 6" in result.output
    assert "every page says DRAFT" in result.output
    assert not stat.S_IMODE(out.stat().st_mode) & 0o111


def test_nothing_is_overwritten_without_force(tmp_path: Path, sample_matter: Path) -> None:
    out = tmp_path / "mou.docx"
    out.write_text("mine")
    result = run("draft", sample_matter, "-o", out)
    assert result.exit_code == 2
    assert "exists already (--force overwrites" in result.stderr
    assert out.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [out]
    assert run("draft", sample_matter, "-o", out, "--force").exit_code == 0
    assert out.read_bytes()[:2] == b"PK"


def test_a_sidecar_in_the_way_stops_both_files(tmp_path: Path, sample_matter: Path) -> None:
    (tmp_path / "mou.drafter.yaml").write_text("mine")
    assert run("draft", sample_matter, "-o", tmp_path / "mou.docx").exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mou.drafter.yaml"]


def test_a_folder_that_cannot_be_written_is_an_error_not_a_traceback(tmp_path: Path, sample_matter: Path) -> None:
    result = run("draft", sample_matter, "-o", tmp_path / "no" / "such" / "mou.docx")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_bad_matter_ends_with_2_all_problems_and_nothing_written(tmp_path: Path, sample_matter: Path) -> None:
    text = sample_matter.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  armed:.*$", "  armed: perhaps", text)
    text = re.sub(r"(?m)^  notice_initial_hours:.*$", "  notice_initial_hours: 999", text)
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    result = run("draft", tmp_path / "m.yaml")
    assert result.exit_code == 2
    assert len(re.findall(r"m\.yaml:\d+:\d+: ", result.stderr)) == 2
    assert "2 problems; nothing was written." in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["m.yaml"]


def test_open_facts_are_an_error_or_counted(tmp_path: Path, sample_matter: Path) -> None:
    text = re.sub(r"(?m)^  unit_name:.*$", "  unit_name: null", sample_matter.read_text(encoding="utf-8"))
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    refused = run("draft", tmp_path / "m.yaml")
    assert refused.exit_code == 2
    assert "unit_name is open" in refused.stderr
    assert "--open leaves visible blanks" in refused.stderr
    opened = run("draft", tmp_path / "m.yaml", "--open")
    assert opened.exit_code == 0
    assert "1 open facts, highlighted in the document:" in opened.output


@pytest.mark.parametrize("bad", [b"\xff\xfe\x00", b"a: [", b"", b"just text", b"a: 1\na: 2\n", b"- 1\n"])
def test_a_file_that_is_no_matter_is_named(bad: bytes, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_bytes(bad)
    result = run("draft", tmp_path / "m.yaml")
    assert result.exit_code == 2
    assert "m.yaml" in result.stderr
    assert "Traceback" not in result.stderr + result.output


def test_a_missing_matter_is_named(tmp_path: Path) -> None:
    result = run("draft", tmp_path / "none.yaml")
    assert result.exit_code == 2
    assert "none.yaml" in result.stderr


def test_standard_output(sample_matter: Path) -> None:
    result = CliRunner().invoke(main, ["draft", str(sample_matter), "-o", "-", "--languages", "en"])
    assert result.exit_code == 0
    assert result.stdout_bytes[:2] == b"PK"


@pytest.mark.parametrize("what", ["kinds", "clauses", "elements", "fields", "sources"])
def test_lists_fit_the_screen_and_agree_with_json(what: str) -> None:
    text, data = run("list", what), run("list", what, "--format", "json")
    rows = json.loads(data.output)
    assert text.exit_code == data.exit_code == 0
    assert len(rows) >= 1
    assert all(row["id"] in text.output for row in rows)
    assert all(width(line) <= 80 for line in text.output.split("\n"))


@pytest.mark.parametrize("identity", ["vetting", "vetting/credible-information", "mou-defence", "equipment", "vps-2000", "use-of-force/core-limits"])
def test_pages_fit_the_screen(identity: str) -> None:
    result = run("show", identity)
    assert result.exit_code == 0
    assert identity in result.output
    assert [line for line in result.output.split("\n") if width(line) > 80] == []


def test_a_clause_page_has_sources_and_its_alternatives_beside_it() -> None:
    page = run("show", "vetting/credible-information").output
    assert "Sources (✓ read" in page
    assert page.count("Beside vetting/") == 2
    assert " │ " in page


def test_an_unknown_id_names_near_ones() -> None:
    result = run("show", "veting")
    assert result.exit_code == 2
    assert "did you mean vetting" in result.stderr
    assert run("new", "mou-defense").exit_code == 2
    assert "did you mean mou-defence" in run("new", "mou-defense").stderr


def test_library_check_ends_with_0_or_1(tmp_path: Path) -> None:
    assert run("library", "check", "clauses/vetting").exit_code == 0
    bad = tmp_path / "clauses" / "vetting"
    bad.mkdir(parents=True)
    (bad / "x.md").write_text("no head")
    result = run("library", "check", "--library", tmp_path)
    assert result.exit_code == 1
    assert "x.md:1:1: a clause file starts with a head" in result.output


def test_a_new_matter_lists_every_open_fact_with_its_line(tmp_path: Path) -> None:
    out = tmp_path / "m.yaml"
    assert run("new", "mou-defence", "-o", out, "--languages", "en,zh").exit_code == 0
    plain = run("draft", out)
    assert plain.exit_code == 2
    assert len(re.findall(r"m\.yaml:\d+:3: \w+ is open", plain.stderr)) > 50
    opened = run("draft", out, "--open")
    assert opened.exit_code == 2
    assert re.search(r"m\.yaml:\d+:3: armed is open: 'use-of-force' cannot be chosen without it \(allowed: true, false\)", opened.stderr)
    assert list(tmp_path.iterdir()) == [out]


def test_what_was_read_is_never_overwritten(tmp_path: Path, sample_matter: Path) -> None:
    matter = tmp_path / "mou.drafter.yaml"
    matter.write_bytes(sample_matter.read_bytes())
    result = run("draft", matter, "-o", tmp_path / "mou.docx", "--force")
    assert result.exit_code == 2
    assert "is read for this draft" in result.stderr
    for target in (tmp_path, tmp_path / "x.pdf"):
        assert run("draft", sample_matter, "-o", target, "--force").exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mou.drafter.yaml"]


def test_a_clause_is_begun_in_an_own_folder_that_is_made(tmp_path: Path) -> None:
    own = tmp_path / "our-library"
    result = run("library", "new", "clause", "vetting/house-rule", "--library", own)
    assert result.exit_code == 0, result.stderr
    assert (own / "clauses" / "vetting" / "house-rule.md").is_file()
    assert f"--library {own}" in result.output
    assert run("library", "check", "vetting/house-rule", "--library", own).exit_code == 1
    assert run("library", "check", "no/such/thing").exit_code == 2


def test_a_letterhead_without_the_draft_mark_is_refused(tmp_path: Path, sample_matter: Path, checkout: Path) -> None:
    import zipfile

    source = checkout / "templates" / "mou-defence" / "shell.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "firm.docx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"{{ draft_notice }}", b"Firm LLP"))
    result = run("draft", sample_matter, "-o", tmp_path / "a.docx", "--shell", tmp_path / "firm.docx")
    assert result.exit_code == 2
    assert "{{ draft_notice }} is missing" in result.stderr
