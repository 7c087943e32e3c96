"""How well case studies are judged: verdicts, harms and differences between languages, on labelled documents.

    python benchmarks/cases.py [FOLDER...] [-v]

FOLDER holds `<code>.txt` with `<code>.gold.yaml`, and pairs `pair-x.en.txt`, `pair-x.zh.txt` with `pair-x.gold.yaml`
(default: tests/labelled/cases/dev). Shares come with their 95 % interval (Wilson). `-v` lists what went wrong: never use it on
the locked half.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from accuracy import wilson  # noqa: E402

from drafter import checking, jobs, marked  # noqa: E402
from drafter.harms import Harm as Finding  # noqa: E402

BLOCKING = frozenset({"dnh-person-name", "dnh-exact-place", "dnh-pii", "dnh-quasi-id", "dnh-child", "dnh-sexual-violence",
                      "dnh-allegation-wording"})
"""Rules that plain text can break and that are labelled."""
Where = tuple[int, int]


class Squeezed:
    """A text without white space, and the way from its offsets to those."""

    def __init__(self, text: str) -> None:
        self.text = "".join(text.split())
        self.before = [0]
        for character in text:
            self.before.append(self.before[-1] + (not character.isspace()))

    def spots(self, quote: str) -> list[Where]:
        words, found = "".join(quote.split()), list[Where]()
        at = self.text.find(words) if words else -1
        while at >= 0:
            found.append((at, at + len(words)))
            at = self.text.find(words, at + 1)
        return found

    def meets(self, start: int, end: int, spots: Sequence[Where]) -> bool:
        return any(self.before[start] < b and a < self.before[end] for a, b in spots)


def labelled(folders: Sequence[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for folder in folders:
        for path in sorted(folder.glob("*.gold.yaml")):
            gold = marked.read(path).data
            text = path.with_name(path.name.replace(".gold.yaml", ".txt"))
            if text.exists() and isinstance(gold, dict) and gold.get("kind") in CASES:
                yield text, gold


CASES = ("company-practice-case", "country-case", "incident-case", "initiative-profile", "initiative-study")


def verdicts(folders: Sequence[Path], verbose: bool) -> None:
    """Four verdicts, false `present`, evidence that overlaps, per language."""
    confusion: dict[str, Counter[tuple[str, str]]] = {"en": Counter(), "zh": Counter()}
    overlap = [0, 0]
    for path, gold in labelled(folders):
        options = checking.Options(gold["kind"], (gold["language"],))
        found = checking.understood(checking.read(checking.Input(str(path))), options)
        by_id = {e.id: e for e in checking.judged(found, options).elements}
        squeezed = Squeezed(found.document.text)
        for name, said in gold["verdicts"].items():
            if name not in by_id:
                continue
            got = by_id[name]
            confusion[gold["language"]][said["verdict"], got.verdict] += 1
            if said["verdict"] in ("present", "weak") and said.get("evidence"):
                spots = squeezed.spots(said["evidence"])
                overlap[0] += any(squeezed.meets(e.start, e.end, spots) for e in got.evidence)
                overlap[1] += 1
            if verbose and got.verdict != said["verdict"]:
                print(f"  {path.stem} {name}: {said['verdict']} -> {got.verdict} {[(r.id, r.result) for r in got.requirements]}")
    for code, counts in [("all", sum(confusion.values(), Counter())), *confusion.items()]:
        total = sum(counts.values())
        gaps = sum(n for (gold, _), n in counts.items() if gold != "present")
        false = sum(n for (gold, got), n in counts.items() if gold != "present" and got == "present")
        worst = sum(n for (gold, got), n in counts.items() if gold in ("missing", "contradicted") and got == "present")
        none = sum(n for (gold, _), n in counts.items() if gold in ("missing", "contradicted"))
        told = sum(n for (gold, _), n in counts.items() if gold == "present")
        print(f"{code}: four-way {wilson(sum(n for (a, b), n in counts.items() if a == b), total)}; gaps called present {wilson(false, gaps)}; "
              f"missing or contradicted called present {wilson(worst, none)}; present found {wilson(counts['present', 'present'], told)}")
    print(f"evidence overlaps {wilson(*overlap)}")


@dataclass(frozen=True)
class Mark:
    """A harm that a reader marked: the rule it breaks, others that may tell it, and where it stands."""

    rule: str
    also: frozenset[str]
    spots: tuple[Where, ...]
    text: str

    @property
    def rules(self) -> frozenset[str]:
        return self.also | {self.rule}

    def same(self, other: Mark) -> bool:
        return bool(self.rules & other.rules) and any(a < d and c < b for a, b in self.spots for c, d in other.spots)


def marks(said: Sequence[dict[str, Any]], squeezed: Squeezed) -> list[Mark]:
    found = []
    for one in said:
        spots = squeezed.spots(one["text"])
        spots = spots[one["nth"] - 1:one["nth"]] if one.get("nth") else spots
        severe = one["rule"] in BLOCKING and one.get("severity", "B") == "B"
        found.append(Mark(one["rule"] if severe else "", frozenset({one["rule"], *(one.get("also_ok") or ())}), tuple(spots), one["text"]))
    return found


class Tally:
    """Marked harms asked for and found, by rule; findings that tell a mark, and findings that tell none."""

    def __init__(self) -> None:
        self.found, self.asked, self.false = Counter[str](), Counter[str](), Counter[str]()
        self.right = self.beside = 0

    def add(self, findings: Sequence[Finding], asked: Sequence[Mark], fine: Sequence[Mark], squeezed: Squeezed) -> list[str]:
        """Counts a document; what went wrong, in words."""
        def told(mark: Mark, rules: Collection[str]) -> bool:
            return any(one.rule in rules and squeezed.meets(one.start, one.end, mark.spots) for one in findings)

        missed = [mark for mark in asked if not told(mark, {mark.rule})]
        self.asked.update(mark.rule for mark in asked)
        self.found.update(mark.rule for mark in asked if mark not in missed)
        self.right += sum(told(mark, mark.rules) for mark in fine if mark.rule)
        false = [f for f in findings if not any(f.rule in mark.rules and squeezed.meets(f.start, f.end, mark.spots) for mark in fine)]
        self.false.update(one.rule for one in false)
        self.beside += sum(any(mark.rule and squeezed.meets(f.start, f.end, mark.spots) for mark in fine) for f in false)
        return [f"missed {mark.rule}: {mark.text}" for mark in missed] + [f"false {one.rule}: {one.quote}" for one in false]

    def __str__(self) -> str:
        return (f"{wilson(self.found.total(), self.asked.total())}; precision {wilson(self.right, self.right + self.false.total())}\n  "
                + f"of {self.false.total()} false findings {self.beside} on words marked under another rule\n  "
                + "; ".join(f"{rule} {self.found[rule]}/{n}, {self.false[rule]} false" for rule, n in sorted(self.asked.items())))


def harms(folders: Sequence[Path], verbose: bool) -> None:
    """Blocking harms found, findings that are none, look-alikes that fired.

    Where a second reader marked the text, too (`x.second.yaml`), it is also measured as two readers see it: what both marked is
    asked for, and what either of them marked is no false alarm.
    """
    one, two = Tally(), Tally()
    alike = fooled = first_marks = second_marks = first_shared = second_shared = 0
    for path, gold in labelled(folders):
        options = checking.Options(gold["kind"], (gold["language"],))
        read = checking.understood(checking.read(checking.Input(str(path))), options)
        found = [h for h in checking.harms(read, b"", options).found if h.severity == "block" and h.rule in BLOCKING]
        squeezed = Squeezed(read.document.text)
        tolerated = [Mark("", BLOCKING, tuple(squeezed.spots(t["text"])), t["text"]) for t in gold.get("tolerated") or ()]
        first = marks(gold["harms"], squeezed)
        asked = [mark for mark in first if mark.rule]
        wrong = one.add(found, asked, first + tolerated, squeezed)
        for what in wrong if verbose else ():
            print(f"  {path.stem} {what}")
        other = path.with_name(path.stem + ".second.yaml")
        if other.exists():
            second = [m for m in marks(marked.read(other).data["harms"], squeezed) if m.rule]
            shared = [m for m in asked if any(m.same(s) for s in second)]
            further = [s for s in second if not any(s.same(m) for m in asked)]
            two.add(found, shared, first + tolerated + further, squeezed)
            first_marks, second_marks = first_marks + len(asked), second_marks + len(second)
            first_shared, second_shared = first_shared + len(shared), second_shared + len(second) - len(further)
        for look in gold.get("look_alikes") or ():
            rules, spots = set(look.get("not") or BLOCKING), squeezed.spots(look["text"])
            alike, fooled = alike + 1, fooled + any(h.rule in rules and squeezed.meets(h.start, h.end, spots) for h in found)
    print(f"blocking harms found {one}\n  look-alikes that fired {fooled} of {alike}")
    if second_marks:
        print(f"as two readers see it {two}\n  the second marked {wilson(first_shared, first_marks)} of what the first marked, "
              f"the first {wilson(second_shared, second_marks)} of what the second marked")


def pairs(folders: Sequence[Path], verbose: bool) -> None:
    """Planted differences between two languages that were found, and findings that are none."""
    found_all, planted, false = 0, 0, 0
    for folder in folders:
        for path in sorted(folder.glob("pair-*.gold.yaml")):
            gold = marked.read(path).data
            stem = path.name.removesuffix(".gold.yaml")
            files = [path.with_name(f"{stem}.{code}.txt") for code in ("en", "zh")]
            checks = jobs.check([checking.Input(str(f)) for f in files], pair=True, kind="company-practice-case")
            told = list(checks.results[0].data["mismatches"])
            texts = {code: Squeezed(f.read_text(encoding="utf-8")) for code, f in zip(("en", "zh"), files, strict=True)}
            used = set[int]()
            for wanted in gold.get("mismatches") or gold.get("parity") or ():
                spots = {code: texts[code].spots(wanted[code]) for code in ("en", "zh") if wanted.get(code)}
                here = {n for n, m in enumerate(told) for side in ("a", "b") if m[side] and
                        (s := spots.get(m[side]["language"])) and texts[m[side]["language"]].meets(m[side]["start"], m[side]["end"], s)}
                planted, found_all = planted + 1, found_all + bool(here)
                used |= here
                if verbose and not here:
                    print(f"  {stem} missed {wanted}")
            false += len(told) - len(used)
            if verbose:
                print(*(f"  {stem} false {m}" for n, m in enumerate(told) if n not in used), sep="\n")
    print(f"differences between languages found {wilson(found_all, planted)}; findings that are none {false}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "tests" / "labelled" / "cases" / "dev"])
    parser.add_argument("-v", action="store_true")
    given = parser.parse_args()
    for measure in (verdicts, harms, pairs):
        measure(given.folders, given.v)


if __name__ == "__main__":
    main()
