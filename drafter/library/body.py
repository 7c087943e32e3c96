"""The text of a clause: Markdown sections to blocks and spans. See clauses/README.md for the notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.errors import Problem
from drafter.schema import LANGUAGES, Block, BlockKind, Span

_SECTION = re.compile(r"^## (\S+)\s*$")
_TOKEN = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}|\[\[([a-z0-9/-]+(?:#[0-9]+)?)\]\]|\*\*(.+?)\*\*")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\[\[|\]\]|｛｛|｝｝")
_STANDS_FOR = re.compile(r"^\[(table|list|figure): ([a-z_]+(?:-[a-z]+)*(?::[a-z_]+)?)\]$")
_KINDS: dict[str, BlockKind] = {"table": "rows", "list": "bullets", "figure": "figure"}
_DIVIDER = re.compile(r"^\|(\s*:?-{3,}:?\s*\|)+$")
_TYPED_NUMBER = re.compile(r"^(\(?([0-9]{1,3}|[a-z]|[ivx]+)[.)]\s|第[一二三四五六七八九十百]+条|（[一二三四五六七八九十]+）)")


@dataclass(frozen=True)
class Section:
    """The lines of one `## name` section, with the number of the line it starts on."""

    name: str
    line: int
    lines: tuple[str, ...]


def sections(text: str, first_line: int) -> Iterator[Section]:
    """Split the part of a clause file below the head into its sections."""
    name, start, lines = "", first_line, list[str]()
    for number, line in enumerate(text.split("\n"), first_line):
        match = _SECTION.match(line)
        if match:
            if name:
                yield Section(name, start, tuple(lines))
            name, start, lines = match[1], number, []
        elif name:
            lines.append(line)
    if name:
        yield Section(name, start, tuple(lines))


def spans(text: str, line: int, path: str, problems: list[Problem]) -> tuple[Span, ...]:
    """The runs of a line of clause text. What looks like a placeholder and is none becomes a problem."""
    result: list[Span] = []
    end = 0
    for match in _TOKEN.finditer(text):
        _literal(text[end:match.start()], line, path, problems, result)
        fact, ref, bold = match.groups()
        if bold is not None:
            result.extend(Span("bold", s.value) if s.kind == "text" else s
                          for s in spans(bold, line, path, problems))
        else:
            result.append(Span("field", fact) if fact else Span("ref", ref))
        end = match.end()
    _literal(text[end:], line, path, problems, result)
    return tuple(result)


def _literal(text: str, line: int, path: str, problems: list[Problem], result: list[Span]) -> None:
    stray = _STRAY.search(text)
    if stray:
        problems.append(Problem(path, line, text.find(stray[0]) + 1, f"stray '{stray[0]}'",
                                "allowed: {{ field }} with a bare name, [[family]] or [[family#2]]"))
    if text:
        result.append(Span("text", text))


class _Reader:
    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems
        self.blocks: list[Block] = []
        self.paragraph = self.item = self.subitem = 0

    def add(self, kind: BlockKind, text: str, line: int) -> None:
        typed = _TYPED_NUMBER.match(text) if kind in ("paragraph", "item", "subitem") else None
        if typed:
            self.problems.append(Problem(self.path, line, 1, f"typed number '{typed[0].strip()}'",
                                         "numbers come by themselves: take it out"))
        self.blocks.append(Block(kind, line, spans(text, line, self.path, self.problems), self.address(kind)))

    def address(self, kind: BlockKind) -> str:
        if kind == "paragraph":
            self.paragraph, self.item, self.subitem = self.paragraph + 1, 0, 0
            return str(self.paragraph)
        if kind == "item":
            self.item, self.subitem = self.item + 1, 0
            return f"{self.paragraph}.{letter(self.item)}"
        if kind == "subitem":
            self.subitem += 1
            return f"{self.paragraph}.{letter(self.item)}.{self.subitem}"
        return ""

    def table(self, lines: list[tuple[int, str]]) -> None:
        rows = []
        for number, line in lines:
            if _DIVIDER.match(line):
                continue
            cells = line.strip().strip("|").split("|")
            rows.append(tuple(spans(cell.strip(), number, self.path, self.problems) for cell in cells))
        if len({len(row) for row in rows}) > 1:
            self.problems.append(Problem(self.path, lines[0][0], 1, "rows of a table differ in length"))
        self.blocks.append(Block("table", lines[0][0], rows=tuple(rows)))


def letter(number: int) -> str:
    """1 → a, 2 → b … 26 → z, 27 → aa: how an item is addressed."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


def blocks(section: Section, path: str, problems: list[Problem]) -> tuple[Block, ...]:
    """The blocks of one language's section."""
    reader = _Reader(path, problems)
    pending: list[tuple[int, str]] = []
    for number, raw in enumerate((*section.lines, ""), section.line + 1):
        line = raw.rstrip()
        if line.startswith("|"):
            pending.append((number, line))
            continue
        if pending:
            reader.table(pending)
            pending = []
        if line:
            _block(reader, line, number)
    return tuple(reader.blocks)


def _block(reader: _Reader, line: str, number: int) -> None:
    stands = _STANDS_FOR.match(line)
    if stands:
        reader.blocks.append(Block(_KINDS[stands[1]], number, value=stands[2]))
    elif line.startswith("### "):
        reader.add("heading", line[4:].strip(), number)
    elif line.startswith("> "):
        reader.add("flush", line[2:].strip(), number)
    elif line.startswith("- "):
        reader.add("item", line[2:].strip(), number)
    elif re.match(r"^ {2,4}- ", line):
        reader.add("subitem", line.strip()[2:].strip(), number)
    elif line.startswith((" ", "\t", "#", "*", "<")) and not line.startswith("**"):
        reader.problems.append(Problem(reader.path, number, 1, "a line the notation does not know",
                                       "allowed: a paragraph, '- item', '  - sub-item', '> text', '### heading', a table"))
    else:
        reader.add("paragraph", line, number)


def check_sections(found: list[Section], path: str) -> list[Problem]:
    """Names of sections: languages once each, then Why."""
    problems, seen = [], set[str]()
    for section in found:
        if section.name not in (*LANGUAGES, "Why"):
            problems.append(Problem(path, section.line, 1, f"unknown section '## {section.name}'",
                                    "allowed: " + ", ".join((*LANGUAGES, "Why"))))
        if section.name in seen:
            problems.append(Problem(path, section.line, 1, f"section '## {section.name}' twice"))
        seen.add(section.name)
    return problems
