"""Where the library is: the installed data or the checkout, with an organisation's own folder over it."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from drafter.errors import DrafterError

FOLDERS = ("clauses", "templates", "models")
VARIABLE = "DRAFTER_LIBRARY"


def built_in() -> Path:
    """The folder that holds clauses/, templates/ and models/.

    Raises DrafterError naming the folders tried.
    """
    package = Path(str(files("drafter")))
    tried = (package / "_data", package.parent)
    for folder in tried:
        if all((folder / name).is_dir() for name in FOLDERS):
            return folder
    places = ", ".join(map(str, tried))
    raise DrafterError(f"the built-in library was not found (tried: {places}); install drafter again")


def installed() -> bool:
    """Whether the built-in library is the copy inside the installed package."""
    return built_in().name == "_data"


def overlay(named: str | None) -> Path | None:
    """The organisation's own folder: as named, or from DRAFTER_LIBRARY, or none."""
    name = named or os.environ.get(VARIABLE)
    if not name:
        return None
    folder = Path(name)
    if not folder.is_dir():
        raise DrafterError(f"{folder}: no such folder (it should hold any of: {', '.join(FOLDERS)})")
    closed = [p for p in (folder, *folder.rglob("*")) if p.is_dir() and not os.access(p, os.R_OK | os.X_OK)]
    if closed:
        raise DrafterError(f"{closed[0]}: cannot be read, so the library would be incomplete")
    if not any((folder / part).is_dir() for part in FOLDERS):
        raise DrafterError(f"{folder}: holds none of the folders {', '.join(FOLDERS)}")
    return folder
