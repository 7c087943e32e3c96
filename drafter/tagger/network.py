"""The network in numpy: a transformer with normalisation after each step, weights kept as whole numbers of one byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_EPSILON = 1e-12
_CUBIC, _ROOT = 0.044715, 0.7978845608028654


class Network:
    """Numbers of pieces in; for each piece how strongly it speaks for every kind out (0: as likely as not).

    `arrays` holds `words`, `places`, the layers' weights (`0.qkv`, `0.out`, `0.up`, `0.down` and their norms) and `kinds`; a
    matrix `x` of bytes has its row scales in `x.scale` and its added numbers in `x.bias`.
    """

    def __init__(self, arrays: Mapping[str, Any], heads: int) -> None:
        self._arrays, self._heads = arrays, heads
        self._layers = 1 + max(int(name.split(".")[0]) for name in arrays if name[0].isdigit())
        self._weights = {name: _matrix(arrays, name) for name in arrays
                         if f"{name}.scale" in arrays and name != "words"}

    @property
    def longest(self) -> int:
        """Pieces that it reads at once."""
        return len(self._arrays["places"])

    def read(self, numbers: Sequence[int]) -> Floats:
        import numpy as np

        rows = np.asarray(numbers)
        words = self._arrays["words"][rows].astype(np.float32) * self._arrays["words.scale"][rows, None]
        x = self._normal(words + self._arrays["places"][: len(rows)], "norm")
        for layer in range(self._layers):
            x = self._normal(x + self._linear(self._attend(x, layer), f"{layer}.out"), f"{layer}.norm1")
            x = self._normal(x + self._linear(_curve(self._linear(x, f"{layer}.up")), f"{layer}.down"), f"{layer}.norm2")
        return self._linear(x, "kinds")

    def _attend(self, x: Floats, layer: int) -> Floats:
        import numpy as np

        length, width = x.shape
        query, key, value = self._linear(x, f"{layer}.qkv").reshape(length, 3, self._heads, -1).transpose(1, 2, 0, 3)
        weights: Floats = query @ key.transpose(0, 2, 1) * np.float32((width // self._heads) ** -0.5)
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        joined: Floats = (weights @ value).transpose(1, 0, 2).reshape(length, width)
        return joined

    def _linear(self, x: Floats, name: str) -> Floats:
        found: Floats = x @ self._weights[name] + self._arrays[f"{name}.bias"]
        return found

    def _normal(self, x: Floats, name: str) -> Floats:
        import numpy as np

        centred = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
        found: Floats = centred / spread * self._arrays[f"{name}.weight"] + self._arrays[f"{name}.bias"]
        return found


def _matrix(arrays: Mapping[str, Any], name: str) -> Floats:
    import numpy as np

    found: Floats = (arrays[name].astype(np.float32) * arrays[f"{name}.scale"][:, None]).T.copy()
    return found


def _curve(x: Floats) -> Floats:
    """The smooth threshold between layers."""
    import numpy as np

    found: Floats = np.float32(0.5) * x * (1 + np.tanh(np.float32(_ROOT) * (x + np.float32(_CUBIC) * x * x * x)))
    return found
