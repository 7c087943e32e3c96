"""`drafter clean`: the safe copy that the command line writes, and that it tells nobody what it took out."""

from __future__ import annotations

import io
import os
import pty
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from documents.make import docx_parts, p, zipped

from drafter import cleaning
from drafter.cli import main

NAME, WITNESS, CHINESE = "Zenobia Qhispi", "Kofi Zwelakhe", "卓满囤"
TRACES = ("Zenobia", "Qhispi", "zenobia", "qhispi")
TOLD = (f"A farmer named {NAME} says that guards threatened her.", f"A miner named {WITNESS} saw it. {NAME} went home.",
        f"村民{CHINESE}说，保安威胁了他。")
CHECKOUT = Path(cleaning.__file__).parents[1]


def case() -> bytes:
    """A case that names three persons, in its text, table, header, comment, properties and hidden words."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = NAME
    document.core_properties.keywords = f"case of {NAME}"
    for words in TOLD:
        document.add_paragraph(words)
    noted = document.add_paragraph("Zenobia ")
    noted.add_run("Qhi").bold = True
    noted.add_run("spi lives near the site.")
    document.add_comment(noted.runs, text=f"Ask {NAME} again", author=NAME, initials="ZQ")
    document.add_paragraph().add_run(f"{NAME}, house 4").font.hidden = True
    document.add_table(1, 1).cell(0, 0).text = f"P7: {NAME}"
    document.sections[0].header.paragraphs[0].text = f"Statement of {NAME}"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.docx"
    path.write_bytes(case())
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["clean", *map(str, arguments)])


def everything(path: Path) -> str:
    """Every part of a package and its names, with and without what marks up the words."""
    with zipfile.ZipFile(path) as package:
        parts = [(n, package.read(n).decode("utf-8", "replace")) for n in package.namelist()]
    return "\n".join(f"{name}\n{text}\n{re.sub('<[^>]+>', '', text)}" for name, text in parts)


def told(done: Result) -> str:
    return " ".join((done.stdout + done.stderr).split())


def test_a_confirmed_name_is_in_no_part_of_the_copy_and_the_code_is(file: Path, tmp_path: Path) -> None:
    assert all(trace in everything(file) for trace in TRACES[:2])
    out = tmp_path / "safe.docx"
    done = run(file, "-o", out, "--code", f"{NAME}=P1")
    assert done.exit_code == 0, done.output
    left = everything(out)
    assert not [trace for trace in TRACES if trace in left]
    paragraphs = [x.text for x in docx.Document(out).paragraphs]
    assert paragraphs[0] == "A farmer named P1 says that guards threatened her."
    assert "P1 went home." in paragraphs[1] and WITNESS in paragraphs[1], "a name nobody confirmed stays"
    assert "P1 lives near the site." in paragraphs
    assert docx.Document(out).tables[0].cell(0, 0).text == "P7: P1"
    assert docx.Document(out).sections[0].header.paragraphs[0].text == "Statement of P1"
    with zipfile.ZipFile(out) as package:
        assert not [n for n in package.namelist() if "comments" in n or "customXml" in n or "docProps/app" in n]
    assert f"{out}: gone are" in done.stdout and "name" in done.stdout


def test_several_names_from_a_file_and_the_line(file: Path, tmp_path: Path) -> None:
    codes = tmp_path / "codes.yaml"
    codes.write_text(f"{WITNESS}: P2\n{CHINESE}: P3\n", encoding="utf-8")
    out = tmp_path / "safe.docx"
    assert run(file, "-o", out, "--codes", codes, "--code", f"{NAME}=P1").exit_code == 0
    left = everything(out)
    assert not [name for name in (*TRACES, "Kofi", "Zwelakhe", CHINESE) if name in left]
    paragraphs = [x.text for x in docx.Document(out).paragraphs]
    assert paragraphs[1:3] == ["A miner named P2 saw it. P1 went home.", "村民P3说，保安威胁了他。"]


def test_names_nobody_confirmed_are_listed_and_nothing_is_told_in_full(file: Path, tmp_path: Path) -> None:
    done = run(file, "-o", tmp_path / "safe.docx", "--code", f"{NAME}=P1")
    said = told(done)
    listed = re.findall(r"- a name nobody confirmed: (.+?)(?= - |$)", said.partition("For you to decide")[2])
    assert sorted(listed) == sorted([cleaning.masked(WITNESS), cleaning.masked(CHINESE)]), "the confirmed name needs no decision"
    assert cleaning.masked(WITNESS) == "K*** Z*******"
    assert not [name for name in (*TRACES, "Kofi", "Zwelakhe", CHINESE) if name in said]
    assert "do-no-harm check: rules and lists" in said, "which layers looked for names"


def test_without_any_code_the_copy_is_clean_of_what_the_page_does_not_show(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "safe.docx"
    done = run(file, "-o", out)
    assert done.exit_code == 0
    assert "a name nobody confirmed: Z****** Q*****" in told(done)
    left = everything(out)
    assert NAME in left, "it stands on the page, and nobody confirmed it"
    assert "Ask " not in left and "house 4" not in left and "case of" not in left
    assert docx.Document(out).core_properties.author == ""


def test_the_organisation_is_the_only_author(file: Path, tmp_path: Path) -> None:
    run(file, "-o", tmp_path / "safe.docx", "--code", f"{NAME}=P1", "--organisation", "Puente Institute")
    core = docx.Document(tmp_path / "safe.docx").core_properties
    assert (core.author, core.last_modified_by, core.keywords) == ("Puente Institute", "Puente Institute", "")


def test_the_copy_is_its_owners_only_and_nothing_is_overwritten_unasked(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "safe.docx"
    out.write_bytes(b"mine")
    done = run(file, "-o", out)
    assert done.exit_code == 2 and "exists already" in done.stderr and out.read_bytes() == b"mine"
    assert run(file, "-o", out, "--force").exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before = file.read_bytes()
    done = run(file, "-o", file, "--force")
    assert done.exit_code == 2 and file.read_bytes() == before, "the file that is read is never the one that is written"


def test_show_sensitive_is_refused_where_it_would_be_kept(file: Path, tmp_path: Path) -> None:
    done = run(file, "-o", tmp_path / "safe.docx", "--show-sensitive")
    assert done.exit_code == 2 and "for the terminal only" in done.stderr
    assert not (tmp_path / "safe.docx").exists() and not [trace for trace in TRACES if trace in told(done)]


def test_a_copy_cleaned_twice_is_the_same(file: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    run(file, "-o", first, "--code", f"{NAME}=P1")
    assert run(first, "-o", second, "--code", f"{NAME}=P1").exit_code == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(("name", "blob", "said"), [
    ("case.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF", "only Word files (.docx) are cleaned (save it as .docx first)"),
    ("case.txt", TOLD[0].encode(), "only Word files (.docx) are cleaned (save it as .docx first)"),
    ("none.docx", None, "is no file that can be read"),
    ("cut.docx", b"PK\x03\x04 nothing", "damaged or cut off")])
def test_what_is_no_word_file_is_refused_with_what_to_do(name: str, blob: bytes | None, said: str, tmp_path: Path) -> None:
    if blob is not None:
        (tmp_path / name).write_bytes(blob)
    done = run(tmp_path / name, "-o", tmp_path / "safe.docx")
    assert done.exit_code == 2 and said in told(done), told(done)
    assert "Traceback" not in done.output and not (tmp_path / "safe.docx").exists()


@pytest.mark.parametrize(("part", "blob", "said"), [
    ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(600), "holds macros (save it in Word as .docx"),
    ("word/media/a.bin", bytes(30 << 20), "zip bomb"), ("../out.xml", b"<a/>", "leads out of the file")])
def test_macros_bombs_and_paths_that_lead_out_are_refused(part: str, blob: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "case.docx"
    path.write_bytes(zipped({**docx_parts(p(TOLD[0])), part: blob}))
    done = run(path, "-o", tmp_path / "safe.docx")
    assert done.exit_code == 2 and said in told(done), told(done)
    assert [x.name for x in tmp_path.iterdir()] == ["case.docx"]


@pytest.mark.parametrize(("text", "line"), [
    (f"Kofi: P2\n{NAME}: [P1]\n", 2), (f"Kofi: P2\nAma: P3\n{NAME}: 1\n", 3), ("- Kofi\n", 1), ("", 1), (f'Kofi: P2\n"{NAME}: P1\n', 3)])
def test_a_wrong_codes_file_is_named_with_its_line_and_tells_no_name(text: str, line: int, file: Path, tmp_path: Path) -> None:
    codes = tmp_path / "codes.yaml"
    codes.write_text(text, encoding="utf-8")
    done = run(file, "-o", tmp_path / "safe.docx", "--codes", codes)
    assert done.exit_code == 2 and f"{codes}:{line}:" in done.stderr, done.output
    assert not [trace for trace in TRACES if trace in told(done)] and not (tmp_path / "safe.docx").exists()


@pytest.mark.parametrize("pair", [NAME, f"{NAME}=P1=P2", f"{NAME}=", f"={NAME}", f"{NAME}={NAME}"])
def test_a_wrong_code_is_refused_and_tells_no_name(pair: str, file: Path, tmp_path: Path) -> None:
    done = run(file, "-o", tmp_path / "safe.docx", "--code", pair)
    assert done.exit_code == 2 and not (tmp_path / "safe.docx").exists(), done.output
    assert not [trace for trace in TRACES if trace in told(done)], told(done)


def on_a_terminal(arguments: list[str], answers: str, folder: Path) -> tuple[int, str]:
    """What a command says on a terminal, and its exit code."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "TERM": "dumb"}
    with subprocess.Popen([sys.executable, "-m", "drafter.cli", *arguments], stdin=follower, stdout=follower, stderr=follower, cwd=folder,
                          env=environment) as running:
        os.close(follower)
        os.write(leader, answers.encode())
        said = b""
        while True:
            try:
                got = os.read(leader, 65536)
            except OSError:
                break
            if not got:
                break
            said += got
        running.wait(timeout=60)
    os.close(leader)
    return running.returncode, said.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.parametrize("sensitive", [False, True])
def test_on_a_terminal_each_name_is_asked_for_and_the_code_follows(sensitive: bool, file: Path, tmp_path: Path) -> None:
    arguments = ["clean", str(file), "-o", str(tmp_path / "safe.docx"), *(["--show-sensitive"] if sensitive else [])]
    code, said = on_a_terminal(arguments, "y\nn\ny\n", tmp_path)
    assert code == 0, said
    asked = re.findall(r"(\S.*?) \(\d+ times\): replace with (P\d+)\?", said)
    assert [code for _, code in asked] == ["P1", "P2", "P2"], "the most frequent first; a code that was declined is free"
    assert asked[0][0] == (NAME if sensitive else "Z****** Q*****")
    assert (NAME in said or WITNESS in said) is sensitive
    left = everything(tmp_path / "safe.docx")
    assert not [trace for trace in TRACES if trace in left] and ("Kofi" in left) is not (CHINESE in left)
