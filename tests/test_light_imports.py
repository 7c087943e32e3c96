"""Commands that only look things up start fast: they never import what drafting and checking need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import drafter

HEAVY = ("spacy", "docx", "docxtpl", "lxml")
RUN = f"""
import sys
from drafter.cli import main
try:
    main(sys.argv[1:], prog_name="drafter")
finally:
    print("heavy:", *[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    ["--help", "--version", "list --help", "list kinds", "list clauses", "list elements", "list fields", "list sources",
     "list clauses --format json", "new --help", "new mou-defence -o matter.yaml", "draft --help", "library --help"],
)
def test_light(arguments: str, tmp_path: Path) -> None:
    done = run(RUN, *arguments.split(), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.splitlines()[-1].strip() == "heavy:"


def test_the_measure_works(tmp_path: Path) -> None:
    """A run that does import docx is seen."""
    done = run("import docx\n" + RUN, "--version", cwd=tmp_path)
    assert done.stderr.splitlines()[-1] == "heavy: docx lxml"


def test_an_agreement_needs_no_patterns_of_harm(tmp_path: Path) -> None:
    (tmp_path / "mou.txt").write_text("MEMORANDUM\n1. Force\nThe Police shall respect human rights and the Company shall pay.\n", encoding="utf-8")
    code = RUN.replace(f"in {HEAVY} if", "in ('drafter.harms', 'drafter.check.gaps') if")
    done = run(code, "check", "mou.txt", "--kind", "mou-police", cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.splitlines()[-1].strip() == "heavy: drafter.check.gaps"


def run(code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a Python of its own, with the same drafter as these tests."""
    place = {"PYTHONPATH": str(Path(drafter.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-c", code, *arguments], cwd=cwd, env=os.environ | place,
                          capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
