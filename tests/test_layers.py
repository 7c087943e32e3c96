"""The map of the house holds: imports point down, and each heavy library has one room (contracts in pyproject.toml)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_contracts_hold(checkout: Path) -> None:
    done = lint_imports(checkout)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("errors.py", "import drafter.schema", "imports point down"),
        ("library/load.py", "import drafter.jobs", "imports point down"),
        ("word/write.py", "import drafter.assemble", "imports point down"),
        ("newcomer.py", "", "imports point down"),
        ("jobs.py", "import click", "click only in cli"),
        ("assemble/draft.py", "import docx.shared", "docx, docxtpl and lxml only in word"),
        ("matter.py", "from lxml import etree", "docx, docxtpl and lxml only in word"),
        ("cli/common.py", "import yaml", "yaml only in marked"),
        ("library/load.py", "import spacy", "spacy only in check"),
    ],
)
def test_contracts_are_broken_by(module: str, line: str, contract: str, checkout: Path, tmp_path: Path) -> None:
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    shutil.copytree(checkout / "drafter", tmp_path / "drafter", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "drafter" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert contract in done.stdout + done.stderr
