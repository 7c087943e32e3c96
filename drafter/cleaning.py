"""A safe copy of somebody's Word file: cleaned of what its page does not show, names replaced that a human confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter import checking, marked, safety
from drafter.errors import DrafterError, Problem
from drafter.harms.mask import masked

__all__ = ["Cleaned", "Decision", "Suspect", "clean", "given_codes", "masked", "next_code", "read_codes", "suspects"]
CODE = "P{}"
NAMES = frozenset({"dnh-person-name", "dnh-official-name"})
MOST_NAMES = 200


@dataclass(frozen=True)
class Suspect:
    """A name that the do-no-harm check found, and how often."""

    name: str
    count: int


@dataclass(frozen=True)
class Decision:
    """Something a human must still decide: kind, words and place. The words may name somebody: `hushed` does not."""

    kind: str
    what: str
    where: str

    @property
    def hushed(self) -> str:
        return masked(self.what)


@dataclass(frozen=True)
class Cleaned:
    """The copy, what is gone from it (kind and number), what is left to decide, and the layers that looked for names."""

    blob: bytes
    done: tuple[tuple[str, int], ...]
    left: tuple[Decision, ...]
    layers: tuple[str, ...]


def suspects(path: Path, *, own: str | None = None, model: str = "") -> tuple[Suspect, ...]:
    """The names of persons found in a document, the most frequent first. Raises DrafterError when it cannot be read."""
    counts: dict[str, int] = {}
    _there(path)
    for harm in _harms(path.read_bytes(), path.name, own, model).found:
        if harm.rule in NAMES:
            counts[harm.quote] = counts.get(harm.quote, 0) + 1
    return tuple(Suspect(name, n) for name, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])))


def clean(path: Path, *, codes: Mapping[str, str], organisation: str = "", own: str | None = None, model: str = "") -> Cleaned:
    """The safe copy of a Word file. `codes`: name → person code, for names that a human has confirmed.

    Raises DrafterError for a file that is no Word file, or that the intake guard refuses.
    """
    from drafter.word import clean as word

    _there(path)
    try:
        made = word.clean(path.read_bytes(), codes=codes, organisation=organisation, shown=str(path))
    except DrafterError as error:
        raise DrafterError([replace(p, message=_unnamed(p.message, codes)) for p in error.problems]) from None
    after = _harms(made.blob, path.name, own, model)
    remaining = [Decision(h.rule, h.quote, h.place) for h in after.found if h.severity == "block" and h.end > h.start]
    left = tuple(Decision(one.kind, one.what, one.where) for one in made.left)
    return Cleaned(made.blob, tuple((d.kind, d.count) for d in made.done), (*left, *remaining), after.notes)


def _there(path: Path) -> None:
    if not path.is_file():
        raise DrafterError([Problem(str(path), 0, 0, "is no file that can be read", "")])
    if path.suffix.lower() != ".docx":
        raise DrafterError([Problem(str(path), 0, 0, "only Word files (.docx) are cleaned", "save it as .docx first")])


def _unnamed(message: str, codes: Mapping[str, str]) -> str:
    """A message without the names and codes that were given, whole or cut off."""
    given = [*codes, *codes.values(), *(words[:40] for words in codes)]
    for words in sorted(filter(None, given), key=len, reverse=True):
        message = message.replace(words, masked(words))
    return message


def _harms(blob: bytes, name: str, own: str | None, model: str) -> safety.Harms:
    options = checking.Options(own=own, model=model)
    return checking.harms(checking.understood(checking.read(checking.Input(name, blob)), options), blob, options)


def read_codes(path: Path) -> dict[str, str]:
    """A file of confirmed names: `Name: P1`, one a line. Raises DrafterError with every line that is none."""
    found = marked.read(path)
    data = found.data if isinstance(found.data, dict) else {}
    form = "write the name, a colon and the code: Name: P1"
    wrong = [found.problem(form, key) for key, code in data.items() if not isinstance(code, str)]
    if wrong or not data:
        raise DrafterError(wrong or [Problem(str(path), 1, 1, "holds no names", "one a line, like  Name: P1")])
    return {str(name): str(code) for name, code in data.items()}


def given_codes(pairs: Sequence[str]) -> dict[str, str]:
    """Codes as given on the command line: `NAME=P1`."""
    wrong = [Problem("", 0, 0, f"'{masked(pair)}' is no NAME=CODE", "like --code 'NAME=P1'") for pair in pairs if pair.count("=") != 1]
    if wrong:
        raise DrafterError(wrong)
    return {name.strip(): code.strip() for name, _, code in (pair.partition("=") for pair in pairs)}


def next_code(codes: Mapping[str, str]) -> str:
    """The first person code that is not taken."""
    taken = set(codes.values())
    return next(code for n in range(1, MOST_NAMES + 2) if (code := CODE.format(n)) not in taken)

