"""What kind of agreement a text is, guessed from its title, its parties and its words."""

from __future__ import annotations

from drafter.check.text import Text

KINDS = ("working-group-terms", "private-security-annex", "support-agreement", "mou-tripartite", "mou-police", "mou-defence")
_WEIGHT = {"working-group-terms": 2.0, "private-security-annex": 1.6, "support-agreement": 1.2, "mou-tripartite": 1.6,
           "mou-police": 1.0, "mou-defence": 1.0}
_TITLE = 6.0


def detect(text: Text) -> str:
    """The most likely kind. Words in the title and opening count more; each word counts at most four times."""
    scores = dict.fromkeys(KINDS, 0.0)
    counts: dict[tuple[str, str], int] = {}
    for sentence in text.sentences:
        early = sentence.index < 4 or sentence.zone == "opening"
        for hit in text.hits(sentence):
            name = hit.kind[5:]
            if not hit.kind.startswith("kind:") or name not in scores:
                continue
            key = (name, hit.phrase)
            counts[key] = counts.get(key, 0) + 1
            if counts[key] <= 4:
                scores[name] += _WEIGHT[name] * (_TITLE if early and counts[key] == 1 else 1.0)
    return max(KINDS, key=lambda k: (scores[k], -KINDS.index(k))) if any(scores.values()) else "mou-police"
