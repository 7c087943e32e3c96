"""YAML as people write it, with the place of every value and none of YAML's surprises.

Only `true`, `false`, `null`, plain integers and plain decimals are more than text: `NO` stays a word,
`1.10` is refused where text is wanted by its reader, dates and times stay text. Duplicate keys, aliases, tags and
over-large files are problems, not guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from drafter.errors import DrafterError, Problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS = {"true": True, "false": False, "null": None, "": None}
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {f"tag:yaml.org,2002:{name}" for name in
         ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")}
Path_ = tuple[str | int, ...]


class Decimal_(float):
    """A decimal number that remembers how it was written, so that `1.10` is not read as `1.1`."""

    written: str

    def __new__(cls, written: str) -> Decimal_:
        number = super().__new__(cls, written)
        number.written = written
        return number


@dataclass(frozen=True)
class Marked:
    """Plain data and the place (line, column) of each value and each key, by path."""

    data: Any
    path: str
    values: Mapping[Path_, tuple[int, int]]
    keys: Mapping[Path_, tuple[int, int]]
    first_line: int = 0

    def place(self, *at: str | int, key: bool = False) -> tuple[int, int]:
        """Line and column of the value at a path, or of the nearest thing that holds it."""
        if key and at in self.keys:
            return self.keys[at]
        steps = at
        while steps and steps not in self.values:
            steps = steps[:-1]
        return self.values.get(steps, (1, 1))

    def problem(
        self, message: str, *at: str | int, hint: str = "", key: bool = False
    ) -> Problem:
        line, column = self.place(*at, key=key)
        return Problem(self.path, line, column, message, hint)


@dataclass
class _Walk:
    path: str
    offset: int
    values: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def spot(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + 1 + self.offset, node.start_mark.column + 1

    def wrong(self, node: yaml.Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, *self.spot(node), message, hint))

    def build(self, node: yaml.Node, at: Path_) -> Any:
        self.values[at] = self.spot(node)
        if node.tag not in _TAGS:
            self.wrong(node, f"the tag '{node.tag}' is not read", "write plain values")
            return None
        if len(at) > MAX_DEPTH:
            self.wrong(node, f"nested more than {MAX_DEPTH} levels deep")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*at, n)) for n, item in enumerate(node.value)]
        return scalar(node)

    def mapping(self, node: yaml.MappingNode, at: Path_) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.wrong(key_node, "a key must be one word", "quote it, or check the braces")
                continue
            key = str(key_node.value)
            if key in result:
                self.wrong(key_node, f"duplicate key '{key}'", "keep one of the two")
                continue
            self.keys[(*at, key)] = self.spot(key_node)
            result[key] = self.build(value_node, (*at, key))
        return result


def scalar(node: yaml.Node) -> Any:
    """The value of a YAML scalar: only plain, unquoted numbers and true/false/null are converted."""
    text = str(node.value)
    if getattr(node, "style", None) in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text) if len(text) < 19 else text
    if _DECIMAL.match(text):
        return Decimal_(text)
    return text


def _spot(event: yaml.Event, offset: int) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1 + offset, mark.column + 1) if mark else (0, 0)


def _aliases(text: str) -> Iterator[yaml.Event]:
    for event in yaml.parse(text, Loader=_BASE):
        if isinstance(event, yaml.AliasEvent):
            yield event


def parse(text: str, path: str, *, offset: int = 0) -> Marked:
    """Read YAML text. `offset` is the number of lines that stand before it in the file.

    Raises DrafterError with every problem of form.
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise DrafterError([Problem(path, 0, 0, f"larger than {MAX_BYTES // 1_000_000} MB")])
    try:
        aliases = list(_aliases(text)) if "*" in text else []
        if aliases:
            raise DrafterError(
                Problem(path, *_spot(a, offset), "aliases (*name) are not read", "write the value out, or quote the text")
                for a in aliases
            )
        node = yaml.compose(text, Loader=_BASE)
    except yaml.YAMLError as error:
        raise DrafterError([_syntax(error, path, offset)]) from None
    walk = _Walk(path, offset)
    data = walk.build(node, ()) if node is not None else None
    if walk.problems:
        raise DrafterError(walk.problems)
    return Marked(data, path, walk.values, walk.keys, offset)


def _syntax(error: yaml.YAMLError, path: str, offset: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    if mark is None:
        return Problem(path, 0, 0, f"cannot be read as YAML: {what}")
    hint = "indent with spaces; quote text that has ': ' or ' #' in it or starts with a sign like { [ * & @ %"
    return Problem(path, mark.line + 1 + offset, mark.column + 1, f"not valid YAML: {what}", hint)


def read(path: Path, *, shown: str = "") -> Marked:
    """Read a YAML file in UTF-8."""
    return parse(read_text(path, shown=shown), shown or str(path))


def read_text(path: Path, *, shown: str = "") -> str:
    """The text of a UTF-8 file (with or without byte order mark), or a problem that names it."""
    shown = shown or str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DrafterError([Problem(shown, 0, 0, f"larger than {MAX_BYTES // 1_000_000} MB")])
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise DrafterError([Problem(shown, 0, 0, f"not UTF-8 text (byte {error.start})",
                                    "save the file as UTF-8")]) from None
    except OSError as error:
        raise DrafterError([Problem(shown, 0, 0, f"cannot be read: {error.strerror}")]) from None
