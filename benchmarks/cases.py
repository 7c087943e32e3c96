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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from accuracy import wilson  # noqa: E402

from drafter import checking, jobs, marked  # noqa: E402

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


def harms(folders: Sequence[Path], verbose: bool) -> None:
    """Blocking harms found, findings that are none, look-alikes that fired."""
    hit, missed, false, fooled, alike = 0, 0, 0, 0, 0
    per: dict[str, list[int]] = {}
    for path, gold in labelled(folders):
        options = checking.Options(gold["kind"], (gold["language"],))
        read = checking.understood(checking.read(checking.Input(str(path))), options)
        found = [h for h in checking.harms(read, b"", options).found if h.severity == "block" and h.rule in BLOCKING]
        squeezed = Squeezed(read.document.text)
        fine: list[tuple[set[str], list[Where]]] = [(set(BLOCKING), squeezed.spots(t["text"])) for t in gold.get("tolerated") or ()]
        for harm in gold["harms"]:
            spots = squeezed.spots(harm["text"])
            spots = spots[harm["nth"] - 1:harm["nth"]] if harm.get("nth") else spots
            fine.append(({harm["rule"], *(harm.get("also_ok") or ())}, spots))
            if harm.get("severity", "B") != "B" or harm["rule"] not in BLOCKING:
                continue
            there = any(h.rule == harm["rule"] and squeezed.meets(h.start, h.end, spots) for h in found)
            hit, missed = hit + there, missed + (not there)
            counts = per.setdefault(harm["rule"], [0, 0])
            counts[0], counts[1] = counts[0] + there, counts[1] + 1
            if verbose and not there:
                print(f"  {path.stem} missed {harm['rule']}: {harm['text']}")
        for one in found:
            if not any(one.rule in rules and squeezed.meets(one.start, one.end, spots) for rules, spots in fine):
                false += 1
                if verbose:
                    print(f"  {path.stem} false {one.rule}: {one.quote}")
        for look in gold.get("look_alikes") or ():
            rules = set(look.get("not") or BLOCKING)
            fired = any(h.rule in rules and squeezed.meets(h.start, h.end, squeezed.spots(look["text"])) for h in found)
            alike, fooled = alike + 1, fooled + fired
    print(f"blocking harms found {wilson(hit, hit + missed)}; precision {wilson(hit, hit + false)}; look-alikes that fired {fooled} of {alike}")
    print("  " + "; ".join(f"{rule} {a}/{b}" for rule, (a, b) in sorted(per.items())))


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
