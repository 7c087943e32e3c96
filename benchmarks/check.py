"""What checking costs, whole processes in one run.

    python benchmarks/check.py [--runs N] [--pages 1,10,100,1000] [--many 200] [--skip cold,linear,many]

Cold: `drafter check` of a ten-page .docx against a bare script that imports spaCy, tokenises the same text and runs a
PhraseMatcher over the same cues (its phrases read from a plain list made beforehand); both in turns, medians of wall
clock and of processor time. Linear: cost and peak memory over pages of text. Many: documents with --jobs 2 and 1.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = 500
"""Words of a page."""
BARE = """
import json, sys
import spacy
from spacy.matcher import PhraseMatcher
nlp = spacy.blank("en")
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
matcher.add("cues", [nlp.make_doc(p) for p in json.load(open(sys.argv[2], encoding="utf-8"))])
print(len(matcher(nlp(open(sys.argv[1], encoding="utf-8").read()))))
"""
CHECK = ["-m", "drafter.cli", "check"]


def run(*command: str) -> tuple[float, float, float]:
    """Wall clock, processor time and peak memory (MB) of a process."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, cwd=ROOT)
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(said.decode())
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def phrases(folder: Path) -> Path:
    """Every phrase of the English cues as a plain list."""
    sys.path.insert(0, str(ROOT))
    from drafter.library import cues, load

    read = cues.load(load.load(parts=("elements:mou",), examples=False).elements, ("en",))["en"]
    found = {p.replace("~", " ") for c in read.values() for frames in (c.requirements, c.weak, c.contradicted)
             for patterns in frames.values() for pattern in patterns for g in (*pattern.groups, pattern.off) for p in g}
    path = folder / "phrases.json"
    path.write_text(json.dumps(sorted(found)), encoding="utf-8")
    return path


def sample(folder: Path) -> tuple[Path, str]:
    """A ten-page agreement as a Word file, and its text."""
    made = folder / "ten.docx"
    run("-m", "drafter.cli", "draft", str(ROOT / "templates/mou-defence/sample.yaml"), "-o", str(made), "--languages", "en", "--form", "short",
        "--quiet")
    text = folder / "ten.txt"
    run(*CHECK, str(made), "--kind", "mou-defence", "--quiet", "--text-out", str(text), "--fail-on", "never")
    return made, text.read_text(encoding="utf-8")


def cold(folder: Path, document: Path, text: Path, runs: int) -> None:
    bare = folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    listed = phrases(folder)
    mine, other = [], []
    for _ in range(runs):
        other.append(run(str(bare), str(text), str(listed)))
        mine.append(run(*CHECK, str(document), "--kind", "mou-defence", "--fail-on", "never"))
    for n, name in enumerate(("wall clock", "processor")):
        a, b = (statistics.median(x[n] for x in found) for found in (mine, other))
        print(f"cold, ten pages, {name}: drafter {a:.2f} s, bare {b:.2f} s, ratio {a / b:.2f} (at most 1.5)")


def linear(folder: Path, text: str, pages: list[int]) -> None:
    words = text.split("\n")
    page, count = [], 0
    for line in words:
        page.append(line)
        count += len(line.split())
        if count >= 10 * WORDS:
            break
    ten = "\n".join(page)
    one = ten[:len(ten) // 10]
    base = None
    for n in pages:
        path = folder / f"{n}.txt"
        path.write_text("\n".join([ten] * (n // 10)) if n >= 10 else "\n".join([one] * n), encoding="utf-8")
        wall, used, memory = run(*CHECK, str(path), "--kind", "mou-defence", "--fail-on", "never", "--format", "json")
        base = used if base is None else base
        print(f"{n:5} pages: {wall:6.2f} s, processor {used:6.2f} s ({(used - base) / n * 1000:5.1f} ms a page beyond start), peak {memory:4.0f} MB")


def many(folder: Path, document: Path, count: int) -> None:
    inside = folder / "many"
    inside.mkdir()
    blob = document.read_bytes()
    for n in range(count):
        (inside / f"{n:03}.docx").write_bytes(blob)
    taken = {}
    for jobs in (1, 2):
        taken[jobs], _, _ = run(*CHECK, str(inside), "--kind", "mou-defence", "--fail-on", "never", "--jobs", str(jobs), "--format", "json")
    print(f"{count} documents: --jobs 1 {taken[1]:.1f} s, --jobs 2 {taken[2]:.1f} s, {taken[1] / taken[2]:.2f} times faster (at least 1.6)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--pages", default="1,10,100,1000")
    parser.add_argument("--many", type=int, default=200)
    parser.add_argument("--skip", default="")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, limit of memory {resource.getrlimit(resource.RLIMIT_AS)[0]}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document, text = sample(folder)
        skip = options.skip.split(",")
        if "cold" not in skip:
            cold(folder, document, folder / "ten.txt", options.runs)
        if "linear" not in skip:
            linear(folder, text, [int(n) for n in options.pages.split(",")])
        if "many" not in skip:
            many(folder, document, options.many)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
