"""What the pieces of a document share while they are built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.errors import Problem
from drafter.schema import Library, Matter


@dataclass
class State:
    """What the pieces share while they are built."""

    library: Library
    matter: Matter
    open: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    titles: dict[str, Mapping[str, str]] = field(default_factory=dict)
    provided: dict[str, str] = field(default_factory=dict)
