"""Trains models/harms/tagger.npz anew: the small network that marks stretches of text that can harm somebody.

    python benchmarks/train_tagger.py WEIGHTS FOLDER... -o tagger.npz [--layers 6] [--epochs 4] [--begin tagger.npz [--mix 0.5]] [--held FOLDER...]

WEIGHTS: see weights.py. `--begin` goes on from a file trained before, with its pieces and layers; `--mix` says how much of that file's
weights is in what is written. FOLDER holds marked texts (`[[A|words]]`: documents `d*.txt`, else blocks with a blank line between them),
labelled documents (`x.txt` with `x.gold.yaml`) or passages (`*.yaml`). Needs torch, which drafter itself does not. It is measured
on the folders held back.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import yaml
from marks import unmarked
from torch import nn
from weights import LONGEST, Base, Begun, Model, chosen, kept, mixed, pieces_of, trained

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafter.harms import Passage, load, tagged  # noqa: E402
from drafter.harms.text import Reading  # noqa: E402
from drafter.tagger.pieces import Pieces  # noqa: E402
from drafter.tagger.tagging import laid_out, runs  # noqa: E402

KINDS = {"N": "dnh-person-name", "P": "dnh-exact-place", "I": "dnh-pii", "Q": "dnh-quasi-id", "C": "dnh-child",
         "S": "dnh-sexual-violence", "A": "dnh-allegation-wording"}
LETTERS = {rule: letter for letter, rule in KINDS.items()}
MARK = re.compile(r"\[\[\s*([A-Z])\s*\|\s*(.*?)\s*\]\]", re.DOTALL)
WORDS = 32_000
BOOK = load()
Spot = tuple[int, int, str]


@dataclass
class Example:
    """A text with its marks, and what stands before it."""

    before: str
    text: str
    marks: list[Spot]


# --- the texts

def lettered(text: str) -> tuple[str, list[Spot]]:
    plain, found = unmarked(text, MARK)
    return plain, [(start, end, one[1]) for start, end, one in found]


def windows(text: str, marks: Sequence[Spot]) -> Iterator[Example]:
    """A document in the parts in which the program reads it."""
    code = "zh" if len(re.findall("[\u4e00-\u9fff]", text)) * 4 > len(text) else "en"
    lines = [Reading(Passage(m.group(), m.start(), code), BOOK) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for part in tagged.parts(lines):
        here = [(max(start, low) - low + piece.at, min(end, low + piece.end - piece.start) - low + piece.at, kind)
                for piece in part.pieces for low in (piece.reading.passage.start + piece.start,)
                for start, end, kind in marks if start < low + piece.end - piece.start and end > low]
        yield Example(part.before, part.text, here)


def squeezed(text: str) -> tuple[str, list[int]]:
    places = [n for n, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[n] for n in places), places


def labelled(gold: Path) -> tuple[str, list[Spot]]:
    """A labelled document with the places of its blocking harms."""
    data = yaml.safe_load(gold.read_text(encoding="utf-8"))
    text = gold.with_name(gold.name.replace(".gold.yaml", ".txt")).read_text(encoding="utf-8")
    flat, places = squeezed(text)
    marks: list[Spot] = []
    for harm in data.get("harms") or ():
        words = "".join(harm["text"].split())
        if harm["rule"] in LETTERS and harm.get("severity", "B") == "B" and words:
            spots = [m.start() for m in re.finditer(re.escape(words), flat)]
            spots = spots[harm["nth"] - 1:harm["nth"]] if harm.get("nth") else spots
            marks += [(places[s], places[s + len(words) - 1] + 1, LETTERS[harm["rule"]]) for s in spots]
    return text, marks


def examples(folders: Sequence[Path]) -> Iterator[Example]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.name.endswith(".gold.yaml"):
                if path.with_name(path.name.replace(".gold.yaml", ".txt")).exists():
                    yield from windows(*labelled(path))
            elif path.suffix == ".yaml":
                for one in yaml.safe_load(path.read_text(encoding="utf-8")):
                    harm, text = (one.get("harm") or "").strip(), one["text"].strip()
                    if not harm or (harm in text and one["rule"] in LETTERS):
                        at = text.find(harm)
                        yield Example("", text, [(at, at + len(harm), LETTERS[one["rule"]])] if harm else [])
            elif path.suffix == ".txt" and not path.with_name(path.stem + ".gold.yaml").exists():
                text = path.read_text(encoding="utf-8")
                if path.name.startswith("d"):
                    yield from windows(*lettered(text))
                else:
                    blocks = (b.strip() for b in re.split(r"\n\s*\n", text))
                    yield from (Example("", *lettered(b)) for b in blocks if b and not b.startswith("# "))


# --- training

@dataclass
class Ready:
    """An example as the network reads it: numbers, the place of its first own one, and where each of those stands."""

    example: Example
    numbers: list[int]
    first: int
    places: list[tuple[int, int]]


def prepared(pieces: Pieces, found: Sequence[Example]) -> list[Ready]:
    return [Ready(one, *laid_out(pieces, one.text, one.before, LONGEST)) for one in found if one.text.strip()]


def targets(batch: Sequence[Ready]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(one.numbers) for one in batch)
    x = torch.zeros(len(batch), longest, dtype=torch.long)
    y, mask = torch.zeros(len(batch), longest, len(KINDS)), torch.zeros(len(batch), longest, 1)
    order = list(KINDS)
    for row, one in enumerate(batch):
        x[row, : len(one.numbers)] = torch.tensor(one.numbers)
        mask[row, one.first:one.first + len(one.places)] = 1
        for n, (a, b) in enumerate(one.places, one.first):
            for start, end, kind in one.example.marks:
                if a < end and b > start and one.example.text[a:b].strip():
                    y[row, n, order.index(kind)] = 1
    return x, y, mask


def measure(model: Model, held: Sequence[Ready]) -> None:
    """Marks found and findings that are none, at several certainties."""
    model.eval()
    with torch.no_grad():
        found = [torch.sigmoid(model(torch.tensor([one.numbers])))[0, one.first:-1] for one in held]
    model.train()
    for least in (0.2, 0.35, 0.5, 0.65, 0.8):
        hit, asked, false = Counter[str](), Counter[str](), Counter[str]()
        for one, values in zip(held, found, strict=True):
            said = [(one.places[a][0], one.places[b][1], k) for n, k in enumerate(KINDS) for a, b, _ in runs(values[:, n].tolist(), least)]
            for start, end, kind in one.example.marks:
                asked[kind] += 1
                hit[kind] += any(k == kind and a < end and start < b for a, b, k in said)
            for a, b, k in said:
                false[k] += not any(k == kind and a < end and start < b for start, end, kind in one.example.marks)
        good, all_, wrong = hit.total(), asked.total(), false.total()
        print(f"  {least}: found {good}/{all_} {good / max(1, all_):.3f}, false {wrong}, precision {good / max(1, good + wrong):.3f}",
              {k: (hit[k], asked[k], false[k]) for k in KINDS}, flush=True)


def loss_of(model: Model, batch: Sequence[Ready]) -> torch.Tensor:
    x, y, mask = targets(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answers = model(x)
    return (nn.functional.binary_cross_entropy_with_logits(answers.float(), y, reduction="none") * mask * (1 + 2 * y)).sum() / mask.sum()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--begin", type=Path)
    parser.add_argument("--mix", type=float, default=0)
    parser.add_argument("--held", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    random.seed(2)
    torch.manual_seed(2)
    base = Base(given.weights)
    found, aside = list(examples(given.folders)), list(examples(given.held))
    begun = Begun(base, given.begin) if given.begin else None
    numbers = begun.numbers if begun else chosen(base, [one.before + one.text for one in found], WORDS)
    pieces = pieces_of(base, numbers)
    ready, held = prepared(pieces, found), prepared(pieces, aside)
    print(f"{len(ready)} parts, {len(held)} held, {len(numbers)} pieces,", Counter(k for one in found for *_, k in one.marks), flush=True)
    model = Model(base, numbers, begun.layers if begun else given.layers, len(KINDS))
    if begun:
        begun.put(model, model.kinds, list(KINDS.values()))
    before = {name: value.clone() for name, value in model.state_dict().items()}
    for epoch in trained(model, ready, lambda one: len(one.numbers), lambda batch: loss_of(model, batch), epochs=given.epochs, size=24, rate=1e-4):
        if held and epoch >= given.epochs - 1:
            measure(model, held)
    mixed(model, before, given.mix)
    kept(model.eval(), base, numbers, list(KINDS.values()), given.out)


if __name__ == "__main__":
    main()
