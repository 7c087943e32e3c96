"""Trains models/readers/agreements.npz: the small network that hears which requirements the sentences of an agreement meet.

    python benchmarks/train_reader.py WEIGHTS -o agreements.npz [--layers 6] [--epochs 4] [--begin agreements.npz]

WEIGHTS: see weights.py. `--begin` goes on from a file trained before, with its pieces and layers, on all texts there are now. It
learns from tests/labelled/articles and from tests/labelled/marked: articles (`[[requirement|words]]`, and `[[!requirement|words]]`
for words that come near), whole agreements (`[[element.requirement|words]]`, `[[#element|words]]` for what contradicts it) and
single sentences. Documents with verdicts (dev, third, locked) are not among them: they measure it.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

import torch
import yaml
from marks import unmarked
from torch import nn
from weights import Base, Begun, Model, chosen, kept, pieces_of, trained

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafter.check import gaps  # noqa: E402
from drafter.check.heard import AGAINST, NEAR  # noqa: E402
from drafter.library import load  # noqa: E402
from drafter.read import build  # noqa: E402
from drafter.read.text import read as build_text  # noqa: E402
from drafter.tagger.pieces import Pieces  # noqa: E402
from drafter.tagger.saying import Window, windows  # noqa: E402

LABELLED = ROOT / "tests" / "labelled"
WORDS = 36_000
WHOLE = re.compile(r"\[\[\s*([!#]?)\s*([\w.-]+)\s*\|(.*?)\]\]")
MARK = re.compile(r"\[\[(!?)\s*([\w.-]+)\s*\|\s*(.*?)\s*\]\]")
ARTICLE = re.compile(r"(?m)^##\s*([a-h])[\s.:,-]*([a-z-]+).*$")
CHINESE, LATIN = re.compile(r"(?<=[。；！？])"), re.compile(r"(?<=[.;!?])\s+(?=[A-ZÁÉÍÓÚÑÀÂÇÈÊËÎÏÔÛŒ«\"“(])")
SHORTENED = re.compile(r"(\b\d+|\bart|\bn|\bNo|\bMr|\bDr|\bSr|\bSra|\bM|\bvs|^\W*[0-9A-Za-z]{1,3})\.$")
NUMBER = re.compile(
    r"^\s*(?:(?:第[一二三四五六七八九十百0-9]+[条條款章]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9a-zA-Z]+[）)])|"
    r"(?:Art[íi]?[a-z]*\.?|Clause|Cláusula|Section|Article)?\s*[0-9]+[0-9.A-Za-zº°]*[.)\s:–-]*|[-•*–—]|[a-zA-Z][.)])\s*")


@dataclass
class Article:
    """Sentences under a heading, each with the requirements that it fulfils."""

    language: str
    heading: str
    sentences: list[tuple[str, set[str]]]


def cut(line: str, language: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in (CHINESE if language == "zh" else LATIN).finditer(line):
        if found.start() - start >= (4 if language == "zh" else 12) and not (
                language != "zh" and SHORTENED.search(line[start:found.start()].rstrip())):
            yield start, found.start()
            start = found.end()
    if line[start:].strip():
        yield start, len(line)


def bare(text: str) -> str:
    """Without its number, twice: an article's and an item's."""
    return NUMBER.sub("", NUMBER.sub("", text, count=1), count=1).strip()


def article(language: str, title: str, lines: Sequence[str], marks: Sequence[Sequence[tuple[int, int, str]]]) -> Article:
    said = []
    for line, here in zip(lines, marks, strict=True):
        for start, end in cut(line, language):
            if text := bare(line[start:end]):
                said.append((text, {name for a, b, name in here if counts((a, b), (start, end))}))
    return Article(language, bare(title), said)


def articles() -> Iterator[Article]:
    for path in sorted((LABELLED / "articles").glob("*/*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for one in data["articles"]:
            lines = [line for line in one["text"].split("\n") if line.strip()]
            met = {f"{data['element']}.{name}": words for name, words in (one.get("met") or {}).items()}
            marks = [[(line.find(w), line.find(w) + len(w), name) for name, w in met.items() if w in line] for line in lines]
            yield article(path.parent.name, one.get("title") or "", lines, marks)


def marked() -> Iterator[Article]:
    for path in sorted((LABELLED / "marked" / "articles").glob("*/*.txt")):
        language, element = path.parent.name[:2], path.stem
        parts = ARTICLE.split(path.read_text(encoding="utf-8"))
        for verdict, body in zip(parts[2::3], parts[3::3], strict=True):
            lines: list[str] = []
            marks: list[list[tuple[int, int, str]]] = []
            for raw in filter(str.strip, body.split("\n")):
                line, found = unmarked(raw, MARK)
                lines.append(line)
                near = f"{element}.{AGAINST}" if verdict == "contradicted" else ""
                marks.append([(start, end, (near or f"{element}.{one[2]}{NEAR}") if one[1] else f"{element}.{one[2]}") for start, end, one in found])
            headed = lines and not marks[0] and len(lines[0]) < (40 if language == "zh" else 90) and not re.search(r"[.;。；]\s*$", lines[0])
            first = 1 if headed else 0
            yield article(language, lines[0] if headed else "", lines[first:], marks[first:])


def agreements() -> Iterator[Article]:
    """Whole agreements, read as the program reads them."""
    library = load.load(parts=("elements:mou", "languages"), examples=False)
    for path in sorted((LABELLED / "marked" / "agreements").glob("*/*.txt")):
        plain, found = unmarked(path.read_text(encoding="utf-8"), WHOLE)
        marks = [(start, end, kind_of(one[1], one[2])) for start, end, one in found]
        document = build.document(build_text(plain.encode("utf-8"), path.name), path.name, "")
        marks = moved(plain, document.text, marks)
        language = path.parent.name[:2]
        text = gaps.read(document, library, (language,))
        for _, together in groupby((s for s in text.sentences if not s.title), key=lambda s: s.article):
            spoken = list(together)
            yield Article(language, spoken[0].heading, [
                (text.words(s), {name for start, end, name in marks if counts((start, end), (s.start, s.end))}) for s in spoken])


def kind_of(sign: str, name: str) -> str:
    """The kind of a mark: what it is about, and by its sign how it stands to that."""
    return {"!": name + NEAR, "#": f"{name.partition('.')[0]}.{AGAINST}"}.get(sign, name)


def moved(plain: str, text: str, marks: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Marks of a text in the same text with other white space, and plain forms of wide signs."""
    a, b = ("".join(one.split()) for one in (plain, text))
    if len(a) != len(b) or unicodedata.normalize("NFKC", a) != unicodedata.normalize("NFKC", b):
        raise ValueError("read otherwise than it stands: " + plain[:60])
    numbers = [0, *accumulate(not c.isspace() for c in plain)]
    places = [n for n, c in enumerate(text) if not c.isspace()]
    return [(places[numbers[start]], places[numbers[end] - 1] + 1, name) for start, end, name in marks]


def counts(mark: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether a sentence holds enough of a mark."""
    shared = min(mark[1], sentence[1]) - max(mark[0], sentence[0])
    return shared > 0 and (shared >= 0.5 * (mark[1] - mark[0]) or shared >= 0.6 * (sentence[1] - sentence[0]) or shared > 20)


def contradictions() -> Iterator[Article]:
    for path in sorted((LABELLED / "marked" / "contradictions").glob("*/*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            said, title, text = line.split("\t")
            yield Article(path.parent.name[:2], bare(title), [(bare(text), {f"{path.stem}.{AGAINST}"} if said == "contra" else set())])


def sentences() -> Iterator[Article]:
    found: dict[tuple[str, str, str], Article] = {}
    for path in sorted((LABELLED / "marked" / "sentences").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            element, name, title, text = line.split("\t")
            one = found.setdefault((path.stem, element, text), Article(path.stem, bare(title), [(bare(text), set())]))
            if name.startswith("contra:"):
                one.sentences[0][1].add(f"{element}.{AGAINST}")
            else:
                short = name.removeprefix("!").removeprefix("weak:")
                one.sentences[0][1].add(f"{element}.{name}" if short == name else f"{element}.{short}{NEAR}")
    yield from found.values()


def kinds() -> list[str]:
    """Every requirement of every element, what takes each element away, and what comes near each requirement."""
    loaded = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "models" / "elements" / "mou").glob("*.yaml"))]
    asked = sorted(f"{e['id']}.{r['id']}" for e in loaded for r in e["requirements"])
    return [*asked, *(f"{e['id']}.{AGAINST}" for e in loaded), *(name + NEAR for name in asked)]


class Stances(nn.Module):
    """The last step: every kind has weights of its own, and shares those of its requirement, of its element, and of how it stands
    to them (fulfils, comes near, takes away). What is learned of one element helps the others.
    """

    def __init__(self, names: Sequence[str], width: int) -> None:
        super().__init__()
        about = [name.removesuffix(NEAR) for name in names]
        elements = [name.partition(".")[0] for name in names]
        stands = [1 if name.endswith(NEAR) else 2 if name.endswith(AGAINST) else 0 for name in names]
        self.own = nn.Linear(width, len(names))
        nn.init.constant_(self.own.bias, -3)
        self.shared = nn.ParameterList(nn.Parameter(torch.zeros(len(set(keys)), width)) for keys in (about, elements, stands))
        self.rows = [torch.tensor([sorted(set(keys)).index(key) for key in keys]) for keys in (about, elements, stands)]

    def folded(self) -> nn.Linear:
        """The same as one matrix."""
        joined = nn.Linear(self.own.in_features, self.own.out_features)
        joined.weight.data, joined.bias.data = self.weights().detach(), self.own.bias.detach()
        return joined

    def weights(self) -> torch.Tensor:
        return self.own.weight + sum(part[rows] for part, rows in zip(self.shared, self.rows, strict=True))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.linear(x, self.weights(), self.own.bias)


Ready = tuple[Window, list[set[str]]]


def ready(pieces: Pieces, found: Sequence[Article]) -> list[Ready]:
    return [(window, [one.sentences[s.number][1] for s in window.spoken])
            for one in found for window in windows(pieces, one.heading, [text for text, _ in one.sentences])]


def shares(names: Sequence[str], said: Sequence[set[str]]) -> torch.Tensor:
    """What each sentence says, as shares of one: of the kinds marked in it, or nothing (the last)."""
    place = {name: n for n, name in enumerate(names)}
    wanted = torch.zeros(len(said), len(names) + 1)
    for row, meets in enumerate(said):
        for name in meets & place.keys():
            wanted[row, place[name]] = 1
    wanted[:, -1] = (wanted.sum(1) == 0).float()
    return wanted / wanted.sum(1, keepdim=True)


def answered(model: Model, batch: Sequence[Ready]) -> torch.Tensor:
    """How strongly each sentence of a batch speaks for every kind: its strongest piece; 0 for nothing."""
    longest = max(len(window.numbers) for window, _ in batch)
    x = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, (window, _) in enumerate(batch):
        x[row, : len(window.numbers)] = torch.tensor(window.numbers)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answers = model(x)
    strong = torch.stack([answers[row, s.first:s.first + len(s.places)].amax(0)
                          for row, (window, _) in enumerate(batch) for s in window.spoken]).float()
    return torch.cat([strong, torch.zeros(len(strong), 1)], 1).log_softmax(1)


def loss_of(model: Model, batch: Sequence[Ready], names: Sequence[str]) -> torch.Tensor:
    wanted = shares(names, [meets for _, said in batch for meets in said])
    return -(wanted * answered(model, batch)).sum() / len(wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--begin", type=Path)
    given = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    base, names = Base(given.weights), kinds()
    begun = Begun(base, given.begin) if given.begin else None
    found = [*articles(), *marked(), *agreements(), *contradictions(), *sentences()]
    numbers = begun.numbers if begun else chosen(base, [t for one in found for t in (one.heading, *(text for text, _ in one.sentences))], WORDS)
    learned = ready(pieces_of(base, numbers), found)
    said = [meets for _, here in learned for meets in here]
    print(f"{len(learned)} windows, {len(said)} sentences, {len(numbers)} pieces, {len(names)} kinds, {sum(map(len, said))} marks", flush=True)
    model = Model(base, numbers, begun.layers if begun else given.layers, len(names))
    model.kinds = Stances(names, base.sizes["width"])
    if begun:
        begun.put(model, model.kinds.own, names)
    for _ in trained(model, learned, lambda one: len(one[0].numbers), lambda batch: loss_of(model, batch, names),
                     epochs=given.epochs, size=12, rate=1.5e-4):
        pass
    model.kinds = model.kinds.folded()
    kept(model.eval(), base, numbers, names, given.out)


if __name__ == "__main__":
    main()
