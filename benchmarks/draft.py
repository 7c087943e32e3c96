"""Time and memory of `drafter draft` beside bare docxtpl, whole processes in turn, in one run: `python benchmarks/draft.py`.

Prints ratios of medians: cold one language against docxtpl rendering a template that holds the same text, a hundred drafts
in one process against a hundred renders, two languages against one, `drafter --help` against a bare click program, and the
time and memory per matter for 1, 10, 100 (and with --long 1000) matters.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
SAMPLE = TOP / "templates" / "mou-defence" / "sample.yaml"

BARE = """
import sys
from docxtpl import DocxTemplate
for n in range(int(sys.argv[3])):
    template = DocxTemplate(sys.argv[1])
    template.render({"title": "T", "organisation": "O"}, autoescape=True)
    template.save(sys.argv[2])
"""
MANY = """
import sys
from pathlib import Path
from drafter import jobs, matter
from drafter.library import load
library = load.load(parts=jobs.DRAFT_PARTS, examples=False)
for n in range(int(sys.argv[3])):
    read = matter.read(Path(sys.argv[1]), library, languages=sys.argv[4].split(","))
    Path(sys.argv[2]).write_bytes(jobs.draft_matter(library, read).blob)
"""
CLICK = "import click\n@click.command()\n@click.option('--name', help='A name.')\ndef main(name):\n    'A program.'\nmain()\n"


def run(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory in MB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=TOP,
                               env=os.environ | {"PYTHONPATH": str(TOP)})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command}: {process.stderr.read().decode()[-400:]}")  # type: ignore[union-attr]
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def paired(a: list[str], b: list[str], rounds: int) -> tuple[float, float, float, float]:
    """Medians of a and b, run in turn: seconds and MB of each."""
    for command in (a, b):
        run(command)
    pairs = [(run(a), run(b)) for _ in range(rounds)]
    return (statistics.median(x[0][0] for x in pairs), statistics.median(x[1][0] for x in pairs),
            statistics.median(x[0][1] for x in pairs), statistics.median(x[1][1] for x in pairs))


def same_text(folder: Path) -> Path:
    """A docxtpl template that holds the text of the drafted sample and two placeholders."""
    import docx

    path = folder / "same.docx"
    subprocess.run([sys.executable, "-m", "drafter.cli", "draft", str(SAMPLE), "--languages", "en", "-o", str(path), "--force"],
                   check=True, stdout=subprocess.DEVNULL, cwd=TOP)
    document = docx.Document(str(path))
    document.paragraphs[0].add_run("{{ title }} {{ organisation }}")
    document.save(str(path))
    return path


def line(name: str, found: tuple[float, float, float, float], bar: float) -> None:
    mine, other, memory, other_memory = found
    verdict = "ok" if mine <= bar * other else "OVER"
    print(f"{name:<44} {mine:7.3f} s {other:7.3f} s   x{mine / other:4.2f} (bar {bar:g}) {verdict}   "
          f"{memory:4.0f} MB {other_memory:4.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", action="store_true", help="1000 matters as well")
    asked = parser.parse_args()
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template, out = same_text(folder), str(folder / "o.docx")
        cold = [python, "-m", "drafter.cli", "draft", str(SAMPLE), "-o", out, "--force", "--quiet", "--languages"]
        bare = [python, "-c", BARE, str(template), out]
        many = [python, "-c", MANY, str(SAMPLE), out]
        (folder / "p.py").write_text(CLICK)
        print(f"{'':<44} {'drafter':>9} {'beside':>9}")
        line("cold, one language : docxtpl, same text", paired([*cold, "en"], [*bare, "1"], asked.rounds), 2)
        hundred = paired([*many, "100", "en"], [*bare, "100"], max(1, asked.rounds // 2))
        line("100 drafts in one process : 100 renders", hundred, 2)
        line("cold, two languages : one language", paired([*cold, "en,zh"], [*cold, "en"], asked.rounds), 2)
        helped = paired([python, "-m", "drafter.cli", "--help"], [python, str(folder / "p.py"), "--help"], asked.rounds)
        line("--help : bare click", helped, 1.5)
        print("\nmatters   seconds  s/matter   peak MB")
        for count in (1, 10, 100, *([1000] if asked.long else [])):
            seconds, memory = run([*many, str(count), "en"])
            print(f"{count:7d} {seconds:9.2f} {seconds / count:9.3f} {memory:9.0f}")
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
