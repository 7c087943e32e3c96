"""Recognises the words in a page's picture with tesseract, where it is installed. Offline, bounded, one page at a time."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 120
"""Longest time a page may take."""
SURE = 75.0
"""Mean confidence (percent) from which recognised words are relied on."""
MISSING = "install tesseract (the [ocr] extra) to have it recognised"
_LANGUAGES = ("chi_sim", "eng", "spa", "fra")
"""Chinese first: otherwise tesseract puts spaces between its characters."""


@functools.cache
def _languages() -> str:
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "+".join(code for code in _LANGUAGES if code in listed)


def available() -> bool:
    """Whether pages can be recognised here."""
    return bool(_languages())


def recognise(width: int, height: int, stride: int, grey: bytes) -> tuple[str, str]:
    """The words in a grey picture, and why they cannot be relied on (empty when they can)."""
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        rows = b"".join(grey[y * stride:y * stride + width] for y in range(height))
        (Path(folder) / "page.pgm").write_bytes(b"P5 %d %d 255\n" % (width, height) + rows)
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8",
                       **{k: v for k, v in os.environ.items() if k == "TESSDATA_PREFIX"}}
        try:
            done = subprocess.run([shutil.which("tesseract") or "tesseract", "page.pgm", "out", "-l", _languages(), "--dpi", "300",
                                   "txt", "tsv"], cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return "", f"recognition took longer than {SECONDS} seconds"
        except OSError:
            return "", "recognition could not be started"
        text, table = Path(folder) / "out.txt", Path(folder) / "out.tsv"
        if done.returncode or not text.is_file():
            return "", "recognition failed"
        words = text.read_text(encoding="utf-8", errors="replace").replace("\f", "\n")
        return words, _doubt(words, table.read_text(encoding="utf-8", errors="replace") if table.is_file() else "")


def _doubt(words: str, table: str) -> str:
    if not words.strip():
        return "no words were recognised in it"
    sure, letters = 0.0, 0
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) > 11 and cells[11].strip():
            try:
                sure += float(cells[10]) * len(cells[11])
            except ValueError:
                continue
            letters += len(cells[11])
    mean = sure / letters if letters else 0.0
    return "" if mean >= SURE else f"it was recognised from its picture with little certainty ({mean:.0f} %)"
