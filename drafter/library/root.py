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


def overlay(named: str | None, *, create: bool = False) -> Path | None:
    """The organisation's own folder: as named, or from DRAFTER_LIBRARY, or none. `create`: it may still be empty."""
    name = named or os.environ.get(VARIABLE)
    if not name:
        return None
    folder = Path(name)
    if not folder.is_dir():
        raise DrafterError(f"{folder}: no such folder (it should hold any of: {', '.join(FOLDERS)})")
    if not create and not any((folder / part).is_dir() for part in FOLDERS):
        raise DrafterError(f"{folder}: holds none of the folders {', '.join(FOLDERS)}")
    return folder
