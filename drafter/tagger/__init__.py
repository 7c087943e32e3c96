"""Small trained readers of text, with numpy alone: one marks stretches of words by kind, one hears what a sentence says."""

from drafter.tagger.saying import Sayer
from drafter.tagger.saying import load as sayer
from drafter.tagger.tagging import Stretch, Tagger, load

__all__ = ["Sayer", "Stretch", "Tagger", "load", "sayer"]
