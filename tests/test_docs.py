"""The README is true: its commands exist, its output is the real one, its links lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_cli import commands

from drafter.cli import main

TOP = Path(__file__).resolve().parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)\n?```", README, re.DOTALL)
    assert found, mark
    return found[1]


def test_the_output_shown_is_what_the_command_prints(tmp_path: Path) -> None:
    words = shlex.split(block("draft").split("&& .venv/bin/drafter ")[1])
    assert words[-2:] == ["-o", "sample.docx"]
    result = CliRunner().invoke(main, [*words[:1], str(TOP / words[1]), "-o", str(tmp_path / "sample.docx")])
    assert result.exit_code == 0
    assert result.output.replace(f"{tmp_path}/", "").strip() == block("output").strip()


def test_every_command_is_in_the_readme() -> None:
    for command in commands():
        assert f"drafter {' '.join(command)}" in README, command


@pytest.mark.parametrize("line", [x for x in re.findall(r"(?m)^(drafter .*)$", README)])
def test_commands_shown_have_the_options_shown(line: str) -> None:
    words = shlex.split(line, comments=True)
    command = main
    path = words[1:]
    while hasattr(command, "commands"):
        command = command.commands[path.pop(0)]
    known = {o for p in command.params for o in p.opts}
    assert [w for w in path if w.startswith("-") and w not in known] == []


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (TOP / target).exists(), target


def test_no_tool_of_the_workshop_is_named() -> None:
    for path in [TOP / "README.md", TOP / "CONTRIBUTING.md", *(TOP / "models").glob("*.md"), *(TOP / "clauses").glob("*.md")]:
        assert "/work/" not in path.read_text(encoding="utf-8"), path
