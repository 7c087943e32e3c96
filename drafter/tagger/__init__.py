"""A small trained reader of text: marks stretches of words by kind, in several languages, with numpy alone."""

from drafter.tagger.tagging import Stretch, Tagger, load

__all__ = ["Stretch", "Tagger", "load"]
