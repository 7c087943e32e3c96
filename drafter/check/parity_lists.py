"""How long lists are: bullets, numbered items and rows of tables that answer each other, and lists inside a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.check.align import Pair, Passage
from drafter.document import Document

_BULLET = re.compile(r"[•·●▪◦○■□–—*-]")
_NUMBERED = frozenset(f"{around}{style}" for around in ("", "bracket-", "paren-") for style in ("figure", "roman", "letter", "han"))


@dataclass(frozen=True)
class Group:
    """A list: its items (or the cells of its rows), and how many items or rows it has."""

    items: tuple[Passage, ...]
    length: int


@dataclass(frozen=True)
class Uneven:
    """Two lists that answer each other and are not equally long; `extra` are items of the longer one that nothing answers."""

    a: Group
    b: Group
    extra: tuple[Passage, ...]


def lists(passages: Sequence[Passage]) -> list[Group]:
    """Runs of two items or more. Items set further in belong to the item before them."""
    found: list[Group] = []
    run: list[Passage] = []
    for passage in [*passages, None]:
        if passage is not None and _kind(passage) and not (run and _apart(run[-1], passage)):
            run.append(passage)
            continue
        if run:
            first = [p for p in run if _kind(p) == _kind(run[0])]
            found.append(Group(tuple(first), len(first)))
        run = [passage] if passage is not None and _kind(passage) else []
    return found


def _kind(passage: Passage) -> str:
    """What an item is marked with; empty for what is no item."""
    unit = passage.unit
    if unit.paragraph.kind in ("heading", "footnote", "endnote") or (passage.row and unit.label):
        return ""
    mark = unit.paragraph.label or passage.text[:1]
    if _BULLET.fullmatch(mark.strip()):
        return f"bullet-{unit.paragraph.level}"
    if unit.label is not None and unit.label.style in _NUMBERED:
        return unit.label.style
    return f"bullet-{unit.paragraph.level}" if unit.paragraph.kind == "list" else ""


def _apart(a: Passage, b: Passage) -> bool:
    """Whether two items stand in different lists: one in a table, or the numbers begin anew."""
    left, right = a.unit, b.unit
    if bool(left.paragraph.cell) != bool(right.paragraph.cell):
        return True
    if left.label and right.label and left.label.style == right.label.style:
        return right.label.numbers[-1:] <= left.label.numbers[-1:]
    return False


def tables(passages: Sequence[Passage], document: Document) -> list[Group]:
    """Tables of one language, by rows; a table that holds both is compared row by row elsewhere."""
    rows: dict[int, set[int]] = {}
    for paragraph in document.paragraphs:
        if paragraph.cell is not None and document.words(paragraph).strip():
            rows.setdefault(paragraph.cell.table, set()).add(paragraph.cell.row)
    cells: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.unit.paragraph.cell is not None:
            cells.setdefault(passage.unit.paragraph.cell.table, []).append(passage)
    return [Group(tuple(found), len(rows[table])) for table, found in cells.items() if len(rows[table]) > 1]


def uneven(a: Sequence[Group], b: Sequence[Group], aligned: Sequence[Pair], answered: Mapping[int, Passage]) -> Iterator[Uneven]:
    """Lists of which most items answer each other, but not all. `answered`: by the id of a passage, the one that answers it."""
    home = {id(p): n for n, group in enumerate(b) for p in group.items}
    used: set[int] = set()
    for group in a:
        votes = Counter(home[id(answered[id(p)])] for p in group.items if id(p) in answered and id(answered[id(p)]) in home)
        if not votes:
            continue
        number, count = votes.most_common(1)[0]
        other = b[number]
        if number in used or count * 2 < min(len(group.items), len(other.items)) or len(votes) > 1:
            continue
        used.add(number)
        if group.length != other.length and max(group.length, other.length) > 1:
            longer = group if group.length > other.length else other
            yield Uneven(group, other, tuple(p for p in longer.items if id(p) not in answered))


# --- lists in a sentence

_HAN_BREAK = re.compile(r"[，。；：！？“”（）()《》]")
_LATIN_BREAK = re.compile(r"[.;:()“”\"!?](?=\s|$)|[()]|\s[–—-]\s")
_HAN_AND = re.compile(r"以及|[和及与或]|并(?!非|不)")
_LATIN_AND = re.compile(r"(?:^|\s)(?:and|or)\s")
_NO_ITEM = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|which|who|that|it|they|he|she|we|but|so|then|shall|must|may|can|did|does|said|told|not|"
    r"if|when|while|where|because|although|after|before|since|however|therefore|also|including|such)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\s*(?:in|on|at|by|for|from|with|under|during|today|there|here|as|of|to|between|per|according|among|only|now|later)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:with|in|on|at|by|for|to|of|from|as|than|under|through|without|within|even|only|mostly|partly)\b", re.IGNORECASE)
_DATE_COMMA = re.compile(r"\d$")


def inside(words: str, language: str) -> list[tuple[int, int, int]]:
    """Lists inside a sentence that are clearly lists: number of items (three or more), start and end."""
    broken = _HAN_BREAK if language == "zh" else _LATIN_BREAK
    found: list[tuple[int, int, int]] = []
    start = 0
    for end in [*(m.start() for m in broken.finditer(words)), len(words)]:
        if language == "zh":
            found += _han(words, start, end)
        elif ";" not in (words[start - 1:start], words[end:end + 1]):
            found += _latin(words, start, end)
        start = end + 1
    return [f for f in found if f[0] >= 3]


def _han(words: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    if words[start:end].startswith("并"):
        return
    parts = words[start:end].split("、")
    count = 1
    for n, part in enumerate(parts):
        joined = len(_HAN_AND.findall(part)) if n else 0
        if joined > 1:
            return
        if joined:
            yield count + 1, start, end
            count = 1
        elif n == len(parts) - 1:
            yield count, start, end
        count += 1


def _latin(words: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    parts = re.split(r",\s", words[start:end])
    if len(parts) < 2 or (_LEADS.match(parts[0]) and len(parts[0].split()) < 5):
        return
    count = 1
    for n, part in enumerate(parts):
        joined = len(_LATIN_AND.findall(part)) if n else 0
        long = len(part.split()) > (6 if not joined else 14)
        if n and (joined > 1 or long or _ASIDE.match(part) or (_NO_ITEM.search(part) and not joined) or _DATE_COMMA.search(parts[n - 1])):
            return
        if joined:
            yield count + (0 if part.lstrip().startswith(("and ", "or ")) else 1), start, end
            count = 1
        count += 1


def differing(a: Sequence[tuple[int, int, int]], b: Sequence[tuple[int, int, int]]) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """The two lists that are not equally long, where both passages have as many lists and all others agree."""
    if len(a) != len(b) or not a:
        return None
    left, right = list(a), list(b)
    for one in a:
        other = next((r for r in right if r[0] == one[0]), None)
        if other:
            left.remove(one)
            right.remove(other)
    return (left[0], right[0]) if len(left) == 1 else None
