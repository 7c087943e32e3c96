"""What can go wrong, as records: where it is, what is wrong, what is allowed, what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place. Lines and columns count from 1; 0 means the whole file."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}:{self.column}"
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class DrafterError(Exception):
    """Work that cannot be done; carries every problem found, never only the first."""

    def __init__(self, problems: Iterable[Problem] | str, *, next_command: str = "") -> None:
        if isinstance(problems, str):
            problems = [Problem("", 0, 0, problems)]
        self.problems = tuple(dict.fromkeys(problems))
        self.next_command = next_command
        super().__init__("\n".join(map(str, self.problems)))


def allowed(names: Iterable[str]) -> str:
    """The hint that lists what would have been accepted."""
    return "allowed: " + ", ".join(names)
