"""Writing files so that nothing is overwritten unasked and nothing is left half-written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from drafter.errors import DrafterError


def write_all(files: Mapping[Path, bytes], *, force: bool = False, private: bool = False) -> None:
    """Write every file or none; `private`: readable by their owner only.

    Raises DrafterError when one exists (and not `force`) or cannot be written.
    """
    existing = [p for p in files if there(p)]
    if existing and not force:
        names = ", ".join(map(str, existing))
        raise DrafterError(f"{names}: exists already (--force overwrites, -o names another file)")
    ready: list[tuple[Path, Path]] = []
    try:
        for path, blob in files.items():
            ready.append((_beside(path, blob, private=private), path))
        for temporary, path in ready:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        names = ", ".join(map(str, files))
        raise DrafterError(f"{names}: cannot be written: {error.strerror}") from None


def make_folder(path: Path) -> None:
    """Make a folder and those above it. Raises DrafterError when that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DrafterError(f"{path}: cannot be made: {error.strerror}") from None


def there(path: Path, *, folder: bool = False) -> bool:
    """Whether something (or a folder) stands at a path; DrafterError for a path no system can have."""
    try:
        return path.is_dir() if folder else path.exists()
    except OSError as error:
        raise DrafterError(f"{str(path)[:80]}…: cannot be used: {error.strerror}") from None


def _beside(path: Path, blob: bytes, *, private: bool = False) -> Path:
    """The bytes in a temporary file of the same folder, readable as any new file of this user would be, or by the user only."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(blob)
    mask = os.umask(0)
    os.umask(mask)
    ready = Path(temporary)
    ready.chmod(0o600 if private else 0o666 & ~mask)
    return ready
