"""How well the checker agrees with careful readers, per language and element, beside a bare PhraseMatcher over the same cues.

    python benchmarks/accuracy.py [FOLDER…] [--elements] [--errors] [--only LANG] [--element ID]

A folder holds NAME.txt and NAME.gold.yaml. Verdicts that the reader marked as doubtful count in the first column of each
pair and are left out in the second. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafter import marked  # noqa: E402
from drafter.check import gaps  # noqa: E402
from drafter.check.match import Matches  # noqa: E402
from drafter.document import Document  # noqa: E402
from drafter.library import cues as cue_files  # noqa: E402
from drafter.library import load  # noqa: E402
from drafter.read import build  # noqa: E402
from drafter.read import text as reader  # noqa: E402

FOLDERS = (ROOT / "tests/labelled/dev", ROOT.parent / "shared/eval/labelled")
INNOCENT = "mou-defence"
GAP = frozenset({"weak", "contradicted", "missing"})
FOUR = ("present", "weak", "contradicted", "missing")


@dataclass(frozen=True)
class Case:
    """A reader's verdict and the checker's on one element of one document."""

    document: str
    language: str
    kind: str
    element: str
    human_rights: bool
    gold: str
    marked: str
    why: str
    doubt: bool
    applies: bool
    verdict: str
    reasons: tuple[str, ...]
    met: str
    evidence: tuple[str, ...]
    overlaps: bool


def document(path: Path) -> Document:
    """A labelled text as the checker reads it."""
    return build.document(reader.read(path.read_bytes(), str(path)), str(path), "")


def wilson(hits: int, total: int) -> str:
    """A share with its interval."""
    if not total:
        return "–"
    z, p = 1.96, hits / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{p:.3f} [{max(0, middle - half):.2f}–{min(1, middle + half):.2f}] {hits}/{total}"


def labelled(folders: Iterable[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Texts with verdicts on elements of agreements."""
    for folder in folders:
        for path in sorted(folder.glob("*.gold.yaml")):
            gold = marked.read(path).data
            text = path.with_name(path.name.replace(".gold.yaml", ".txt"))
            if gold.get("verdicts") and text.exists():
                yield text, gold


def cases(folders: Sequence[Path], only: str = "") -> Iterator[tuple[Case, str]]:
    """Every verdict, with the bare matcher's beside it."""
    library = load.load(parts=("elements:mou", "languages"), examples=False)
    cues, problems = cue_files.collect(library.elements)
    for problem in problems:
        print(problem, file=sys.stderr)
    for path, gold in labelled(folders):
        if only and gold["language"] != only:
            continue
        wanted = {k: v for k, v in gold["verdicts"].items() if k in library.elements}
        if not wanted:
            continue
        kind = INNOCENT if gold["kind"] == "innocent" else gold["kind"]
        read = document(path)
        checked = gaps.check(read, library, cues, kind, (gold["language"],))
        found = {e.id: e for e in checked.elements}
        plain = bare(read, library, cues, gold["language"])
        for name, said in wanted.items():
            if name in found and name in cues[gold["language"]]:
                yield _case(path, gold, library, name, said, found[name], read), plain[name]


def _case(path: Path, gold: dict[str, Any], library: Any, name: str, said: dict[str, Any], found: Any, read: Document) -> Case:
    quote = said.get("evidence") or ""
    return Case(path.stem, gold["language"], gold["kind"], name, library.elements[name].human_rights, said["verdict"], quote,
                said.get("why") or "", bool(said.get("doubt")), said.get("applies") not in ("no", False), found.verdict, found.reasons,
                " ".join(f"{r.id}={r.result}" for r in found.requirements if r.result != "none"),
                tuple(e.quote for e in found.evidence), _overlaps(read, quote, found.evidence))


def _overlaps(read: Document, quote: str, evidence: Iterable[Any]) -> bool:
    squeezed = "".join(read.text.split())
    at = squeezed.find("".join(quote.split()))
    if not quote or at < 0:
        return False
    before = [0]
    for character in read.text:
        before.append(before[-1] + (not character.isspace()))
    end = at + len("".join(quote.split()))
    return any(before[e.start] < end and at < before[e.end] for e in evidence)


def bare(read: Document, library: Any, cues: Any, code: str) -> dict[str, str]:
    """Verdicts by phrases alone: the share of requirements with a phrase of every group in one sentence."""
    text = gaps.read(read, library, (code,))
    matches = Matches(text, gaps.index(cues[code], code))
    result = {}
    for name, one in cues[code].items():
        hit = [any(set.intersection(*(set(matches.places(g)) for g in p.groups)) for p in patterns)
               for patterns in one.requirements.values()]
        share = sum(hit) / max(1, len(hit))
        result[name] = "present" if share >= 0.6 else "weak" if share else "missing"
    return result


def measures(pairs: Sequence[tuple[Case, str]]) -> dict[str, str]:
    """All measures of (case, verdict) pairs."""
    real = [(c, v) for c, v in pairs if c.kind != "innocent" and c.applies]
    gap = [(c, v) for c, v in real if c.gold in GAP]
    called = [(c, v) for c, v in real if v in GAP]
    none = [(c, v) for c, v in real if c.gold in ("missing", "contradicted")]
    innocent = [(c, v) for c, v in pairs if c.kind == "innocent" and c.human_rights and c.gold == "missing"]
    right = [c for c, v in real if v == c.gold and c.gold != "missing" and c.marked]
    judged = [(c, v) for c, v in pairs if c.gold in FOUR]
    return {
        "four-way": wilson(sum(v == c.gold for c, v in judged), len(judged)),
        "gap recall": wilson(sum(v in GAP for _, v in gap), len(gap)),
        "gap precision": wilson(sum(c.gold in GAP for c, _ in called), len(called)),
        "false present": wilson(sum(v == "present" for _, v in gap), len(gap)),
        "serious": wilson(sum(v == "present" for _, v in none), len(none)),
        "innocent missing": wilson(sum(v == "missing" for _, v in innocent), len(innocent)),
        "innocent present": wilson(sum(v == "present" for _, v in innocent), len(innocent)),
        "overlap": wilson(sum(c.overlaps for c in right), len(right)),
    }


def table(title: str, found: Sequence[tuple[Case, str]]) -> None:
    """One block: the checker with and without doubtful verdicts, and the bare matcher."""
    mine = [(c, c.verdict) for c, _ in found]
    sure = [(c, v) for c, v in mine if not c.doubt]
    columns = [measures(mine), measures(sure), measures(found)]
    columns[2]["overlap"] = "–"
    print(f"\n{title}: {len(found)} verdicts, {len({c.document for c, _ in found})} documents")
    print(f"{'':18}{'checker':30}{'without doubtful':30}{'bare PhraseMatcher'}")
    for name in columns[0]:
        print(f"{name:18}{columns[0][name]:30}{columns[1][name]:30}{columns[2][name]}")


def confusion(found: Sequence[tuple[Case, str]]) -> None:
    """The reader's verdicts down, the checker's across."""
    names = (*FOUR, "not-assessed")
    print(f"\n{'reader / checker':18}" + "".join(f"{n:>14}" for n in names))
    for gold in names:
        print(f"{gold:18}" + "".join(f"{sum(c.gold == gold and c.verdict == n for c, _ in found):>14}" for n in names))


def elements(found: Sequence[tuple[Case, str]]) -> None:
    """Agreement per element, worst first."""
    rows = []
    for name in {c.element for c, _ in found}:
        own = [c for c, _ in found if c.element == name]
        wrong = " ".join(sorted(f"{c.document}:{c.gold}→{c.verdict}" for c in own if c.gold != c.verdict))
        rows.append((sum(c.gold == c.verdict for c in own) / len(own), name, len(own), wrong))
    for share, name, count, wrong in sorted(rows):
        print(f"{name:28}{share:.2f} of {count:2}  {wrong}")


def errors(found: Sequence[tuple[Case, str]]) -> None:
    """Every wrong verdict with what the reader marked and what the checker showed."""
    for case, _ in found:
        if case.gold != case.verdict:
            doubt = " (doubt)" if case.doubt else ""
            print(f"\n{case.document} {case.element}: reader {case.gold}{doubt}, checker {case.verdict} {list(case.reasons)}")
            print(f"   met     {case.met or '–'}\n   reader  {case.why} | {case.marked}")
            for quote in case.evidence[:3]:
                print(f"   checker {quote[:220]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    parser.add_argument("--elements", action="store_true", help="agreement per element")
    parser.add_argument("--errors", action="store_true", help="wrong verdicts with evidence")
    parser.add_argument("--only", default="", help="one language")
    parser.add_argument("--element", default="", help="one element")
    options = parser.parse_args()
    start = time.perf_counter()
    found = [pair for pair in cases(options.folders, options.only) if not options.element or pair[0].element == options.element]
    if options.errors:
        errors(found)
    for code in sorted({c.language for c, _ in found}):
        own = [p for p in found if p[0].language == code]
        table(code, own)
        if options.elements:
            elements(own)
    table("all", found)
    confusion(found)
    print(f"\n{time.perf_counter() - start:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
