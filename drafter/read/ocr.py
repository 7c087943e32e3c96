"""Recognises the words in a page's picture with tesseract, where it is installed. Offline, bounded, one page at a time."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from drafter.read.chars import is_wide
from drafter.read.columns import NOWHERE, Box

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


class Words(NamedTuple):
    """What was recognised: the text, the box of each character at a word's end (points), and why it is in doubt, if so."""

    text: str
    boxes: list[Box]
    doubt: str


def recognise(width: int, height: int, stride: int, grey: bytes, *, dots: float = 300.0) -> Words:
    """The words in a grey picture of `dots` per inch."""
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        rows = b"".join(grey[y * stride:y * stride + width] for y in range(height))
        (Path(folder) / "page.pgm").write_bytes(b"P5 %d %d 255\n" % (width, height) + rows)
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8",
                       **{k: v for k, v in os.environ.items() if k == "TESSDATA_PREFIX"}}
        try:
            done = subprocess.run([shutil.which("tesseract") or "tesseract", "page.pgm", "out", "-l", _languages(), "--dpi", "300", "tsv"],
                                  cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return Words("", [], f"recognition took longer than {SECONDS} seconds")
        except OSError:
            return Words("", [], "recognition could not be started")
        table = Path(folder) / "out.tsv"
        if done.returncode or not table.is_file():
            return Words("", [], "recognition failed")
        return _read(table.read_text(encoding="utf-8", errors="replace"), 72 / dots)


def _read(table: str, scale: float) -> Words:
    """The words of tesseract's table: one row a word, with block, paragraph, line, box, confidence."""
    text, line = "", ("", "", "", "")
    boxes: list[Box] = []
    sure, letters = 0.0, 0
    parts: list[str] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or not cells[11].strip():
            continue
        try:
            left, top, wide, high = (int(c) * scale for c in cells[6:10])
            confidence = float(cells[10])
        except ValueError:
            continue
        word, here = cells[11].strip(), (cells[1], cells[2], cells[3], cells[4])
        joint = "\n" if here != line else " " if _apart(text[-1:], word[0]) else ""
        parts.append(joint + word if parts else word)
        boxes += [NOWHERE] * len(joint if len(parts) > 1 else "")
        boxes += [(left, -top - high, left + wide, -top)] * len(word)
        text, line = word, here
        sure, letters = sure + confidence * len(word), letters + len(word)
    mean = sure / letters if letters else 0.0
    doubt = "" if mean >= SURE else f"it was recognised from its picture with little certainty ({mean:.0f} %)"
    return Words("".join(parts), boxes, doubt if letters else "no words were recognised in it")


def _apart(a: str, b: str) -> bool:
    """Whether a space stands between two recognised words: not beside Chinese, but between it and a foreign word."""
    wide = is_wide(a), is_wide(b)
    return not any(wide) or (not all(wide) and a.isalnum() and b.isalnum())
