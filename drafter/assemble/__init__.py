"""Library + matter → Draft: choose clauses, put them in order, number them, say the facts, resolve references."""

from drafter.assemble.draft import assemble

__all__ = ["assemble"]
