"""The command line: parse, call a job, print, exit code. Each module registers its commands with the group."""

from drafter.cli import cases, checks, drafting, shelves
from drafter.cli.common import coloured, main

__all__ = ["cases", "checks", "coloured", "drafting", "main", "shelves"]
