"""Names of persons in English text, without a model: runs of capitalised words, judged by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.harms.base import Book
from drafter.harms.text import Reading, Span, Token

WINDOW = 25
_INITIAL = re.compile(r"[A-Z\u00c0-\u00de]\Z")
_COMMON_ENDING = re.compile(
    r"(?:tion|tions|ment|ments|ness|ology|ship|ships|ware|isms?|ities|ity|ical|able|ible|fully|less|ances?|ences?|ists?|ings)\Z"
)
_TRADES = frozenset(
    (
        *("carter", "miller", "mason", "barber", "cook", "baker", "tailor", "potter", "weaver", "porter", "hunter", "fisher", "tanner", "sawyer"),
        *("tapper", "butcher", "shepherd", "carpenter", "dyer", "brewer", "spinner", "gardener", "fishers", "child", "guide", "driver", "drover"),
        *("trapper", "thatcher", "sexton", "deacon", "priest", "pastor"),
    )
)
_HEADS = frozenset(
    ("heads", "headed", "leads", "chairs", "chaired", "directs", "directed", "presides", "presided", "commands", "represents", "represented", "runs", "edits", "wrote")
)
_ALIKE = frozenset(("us", "un", "uk", "eu", "am", "pm", "dc", "ny", "la"))
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")


@dataclass(frozen=True)
class Others:
    """Names in a document that are not those of persons to protect, as words in small letters: firms, and holders of an office."""

    firms: frozenset[tuple[str, ...]] = frozenset()
    officials: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True)
class Name:
    """A candidate: words `first` to `last` (one past), what speaks for it and what it is."""

    first: int
    last: int
    size: int
    honorific: bool
    office: bool
    rank: bool
    given: bool
    initials: bool
    role: bool


class Finder:
    """Looks through one passage. `known` are words that the whole document uses in small letters, or as places."""

    def __init__(self, reading: Reading, lower: frozenset[str], placed: frozenset[str], others: Others | None = None) -> None:
        self.reading, self.lower, self.placed = reading, lower, placed
        self.others = others or Others()
        self.book: Book = reading.book
        self.words: list[Token] = reading.words
        self.roles = {n for n in self._marks("roles") if not self._surnamed(n)}
        self.broad = self._marks("broad")
        self.kin = self._marks("kin")
        self.incident = self._marks("incident")
        self.offices = self._marks("offices")
        self.ranks = self._marks("ranks")

    def _surnamed(self, at: int) -> bool:
        """A trade that is a surname here: "the Carter Center", "Ruth Miller"."""
        words = self.words
        if words[at].low not in _TRADES or not words[at].text[:1].isupper():
            return False
        beside = [words[n].text for n in (at - 1, at + 1) if 0 <= n < len(words)]
        return any(b[:1].isupper() for b in beside) and (at > 0 and words[at - 1].text not in ".:;–—-")

    def _marks(self, name: str) -> set[int]:
        return {n for a, b in self.reading.hits(name) for n in range(a, b)}

    @cached_property
    def _near(self) -> list[int]:
        """How many words of protected context stand before each word."""
        counts, total = [0], 0
        chinese = {self.reading.word_at(a) for name in ("roles", "incident") for a, _ in self.reading.found(name)}
        for n in range(len(self.words)):
            total += n in self.roles or n in self.incident or n in self.kin or n in chinese
            counts.append(total)
        return counts

    def context(self, first: int, last: int, window: int = WINDOW) -> bool:
        """Whether a protected role, kin or incident stands within the window, outside the words themselves."""
        low, high = max(0, first - window), min(len(self.words), last + window)
        return self._near[high] - self._near[last] + self._near[first] - self._near[low] > 0

    # --- candidates

    def names(self) -> Iterator[Name]:
        at = 0
        while at < len(self.words):
            if not self._capital(at):
                at += 1
                continue
            end = self._run(at)
            yield from self._split(at, end)
            at = end

    def _capital(self, at: int) -> bool:
        text = self.words[at].text
        if not text[:1].isupper():
            return bool(text[:3].lower() in ("al-", "el-") and text[3:4].isupper())
        return len(text) > 1 or self._initial(at)

    def _initial(self, at: int) -> bool:
        if not _INITIAL.match(self.words[at].text):
            return False
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        return following is not None and following.text == "." and following.start == self.words[at].end

    def _run(self, at: int) -> int:
        """The end of the capitalised stretch that begins at a word; particles and the dots of initials belong to it."""
        end = at
        limit = min(len(self.words), at + 12)
        particles = self.book.list("en", "particles")
        while end < limit:
            if self._initial(end):
                end += 2
            elif self._capital(end):
                possessive = self.words[end].text[-2:] in ("'s", "’s")
                abbreviated = self._titled(end)
                end += 1
                if possessive:
                    break
                if abbreviated and end < limit and self.words[end].text == ".":
                    end += 1
            elif end > at and self.words[end].low in particles and self._joins(end, limit):
                end += 1
            else:
                break
        return max(end, at + 1)

    def _titled(self, at: int) -> bool:
        low = self.words[at].low
        return (
            low in self.book.list("en", "honorifics") or low in self.book.list("en", "ranks") or low in ("prof", "hon", "gov", "jr", "sen")
        )

    def _joins(self, at: int, limit: int) -> bool:
        """A particle joins when a capital follows, at most one more particle between."""
        following = at + 1
        if following < limit and self.words[following].low in self.book.list("en", "particles") and not self._capital(following):
            following += 1
        return following < limit and self._capital(following) and self.words[at].low != "y"

    def _split(self, at: int, end: int) -> Iterator[Name]:
        """The person's part of a stretch: titles before it are noted, ordinary words cut off."""
        honorific = office = rank = role = False
        first = at
        while first < end:
            low, text = self.words[first].low, self.words[first].text
            if text == ".":
                pass
            elif low in self.book.list("en", "honorifics") and first + 1 < end:
                honorific = True
            elif first in self.ranks and first + 1 < end:
                rank = True
            elif first in self.offices and first + 1 < end:
                office = True
            elif first in self.roles and first + 1 < end:
                role = True
            elif not (
                self._ordinary(first)
                or low in self.book.list("en", "months")
                or low in self.book.list("en", "weekdays")
                or self._people(first, end)
            ):
                break
            first += 1
        last = first
        while last < end and not (
            self._ordinary(last) and not self._initial(last) and self.words[last].text != "." and not self._particle(last, end)
        ):
            last += 1
        if first >= last or not self._personal(first, last, end, honorific):
            return
        parts = [n for n in range(first, last) if self.words[n].text != "." and self._capital(n)]
        full = [n for n in parts if not self._initial(n)]
        if not full and len(parts) < 2:
            return
        title = self._before(at if first == at else first)
        yield Name(
            first,
            last,
            len(full),
            honorific or title == "honorific",
            office or (first == at and at > 0 and at - 1 in self.offices),
            rank or (first == at and at > 0 and at - 1 in self.ranks),
            any(self.words[n].low in self.book.list("en", "given") and self.words[n].low not in self.placed for n in full),
            len(parts) > len(full),
            role,
        )

    def _particle(self, at: int, end: int) -> bool:
        return self.words[at].low in self.book.list("en", "particles") and not self._capital(at) and at + 1 < end

    def _people(self, at: int, end: int) -> bool:
        """A people's or country's adjective before a name."""
        return (
            at + 1 < end
            and self.words[at].low in self.book.list("en", "demonyms")
            and self.words[at].low not in self.book.list("en", "given")
        )

    def _before(self, first: int) -> str:
        """A title in small letters right before the name."""
        before = first - 1
        if before > 0 and self.words[before].text == ".":
            before -= 1
        low = self.words[before].low if before >= 0 else ""
        return (
            "honorific"
            if low in ("mr", "mrs", "ms", "miss", "don", "doña", "mama", "señor", "señora", "alhaji", "mzee", "chief", "elder")
            else ""
        )

    def _ordinary(self, at: int) -> bool:
        """A word that belongs to no name: listed, or written in small letters elsewhere in the document."""
        low = self.words[at].low
        if low in self.book.list("en", "given"):
            return low in ("will", "may", "hope", "faith", "joy") and at + 1 < len(self.words) and not self._capital(at + 1)
        if low in self.book.list("en", "common") or low in self.lower:
            return True
        return len(low) > 6 and bool(_COMMON_ENDING.search(low))

    def _personal(self, first: int, last: int, end: int, honorific: bool) -> bool:
        """Whether nothing in the stretch makes it an organisation, a place, a norm or a brand."""
        lows = [self.words[n].low for n in range(first, last) if self.words[n].text != "."]
        following = self.words[end].low if end < len(self.words) else ""
        kinds = self.book.list("en", "kinds")
        tail = [self.words[n].low for n in range(last, end)]
        if any(low in kinds for low in (*lows, *tail[:2])) or (
            following in kinds and following not in ("house", "farm", "north", "south", "people", "case", "line")
        ):
            return False
        if (lows[0] in self.book.list("en", "saints") and not honorific) or "".join(lows) in _ALIKE:
            return False
        firms = self.book.list("en", "firms")
        if any(low in firms for low in lows) or " ".join(lows) in firms or " ".join(lows[:2]) in firms:
            return False
        countries = self.book.list("en", "countries")
        if any(low in countries and low not in self.book.list("en", "given") for low in lows):
            return False
        if lows[-1] in self.book.list("en", "demonyms") or all(
            low in self.book.list("en", "months") or low in self.book.list("en", "weekdays") for low in lows
        ):
            return False
        if all(self.words[n].text.isupper() and len(self.words[n].text) > 1 for n in range(first, last)) and not self._listed(lows):
            return False
        return not (len(lows) == 1 and (lows[0] in _ALIKE or self.words[first].text.isupper()))

    def _listed(self, lows: Sequence[str]) -> bool:
        return len(lows) > 1 and any(low in self.book.list("en", "given") for low in lows)

    # --- judgement

    def lows(self, name: Name) -> tuple[str, ...]:
        """The capitalised words of a name in small letters."""
        return tuple(self.words[n].low for n in range(name.first, name.last) if self._capital(n) and not self._initial(n))

    def firm(self, name: Name) -> bool:
        """The name of a firm of this document, or its short form, or one half of "X & Y"."""
        words, lows = self.words, self.lows(name)
        around = (words[name.first - 1].text if name.first else "", words[name.last].text if name.last < len(words) else "")
        if "&" in around or self._owned_shop(name):
            return True
        return lows in self.others.firms and not name.honorific and not (name.given and self.beside(name))

    def _owned_shop(self, name: Name) -> bool:
        """ "Joe's Chandlery Ltd": a possessive before the name of a firm."""
        if self.words[name.last - 1].text[-2:] not in ("'s", "’s"):
            return False
        after = [w for w in self.words[name.last : name.last + 3] if w.text[:1].isupper()]
        listed = self.book.list("en", "kinds") | self.book.list("en", "trades")
        return bool(after) and after[0] is self.words[name.last] and any(w.low in listed for w in after)

    def cited(self, name: Name) -> bool:
        """A case ("X v. Y"), a book or study, a named award: no person of the story."""
        words = self.words
        after = [w.low for w in words[name.last : name.last + 4]]
        before = [w.low for w in words[max(0, name.first - 3) : name.first]]
        if (
            after[:1] in (["v"], ["vs"], ["versus"])
            or before[-1:] in (["v"], ["vs"], ["versus"])
            or before[-2:] in (["v", "."], ["vs", "."])
        ):
            return True
        if (
            after[:2] == ["et", "al"]
            or (after[:1] == ["("] and len(after) > 1 and _YEAR.match(after[1]))
            or (after[:1] == [","] and len(after) > 1 and _YEAR.match(after[1]))
        ):
            return True
        start, end = words[name.first].start, words[name.last - 1].end
        low, high = self.reading.around(start)
        return any(max(low, start - 50) <= a and b <= min(high, end + 30) for a, b in self.reading.listed("citing"))

    def official(self, name: Name) -> bool:
        """Said to hold an office: before the name, or after a comma."""
        if name.office:
            return True
        if self._titled_before(name.first) or self._heads(name.last) or self.lows(name) in self.others.officials:
            return True
        before = name.first - 1
        if before > 1 and self.words[before].text == "," and any(n in self.offices for n in range(max(0, before - 5), before)):
            return True
        at = name.last
        if at < len(self.words) and self.words[at].text in ",(":
            for n in range(at + 1, min(at + 8, len(self.words))):
                if n in self.offices:
                    return True
                if n in self.roles and n not in self.broad:
                    return False
                if self.words[n].text in ",.;)":
                    break
        return False

    def _titled_before(self, first: int) -> bool:
        """ "Minister of Mines X", "Minister for Water and Mines, X", "scholars such as Y and X": back over what belongs to the title."""
        for n in range(first - 1, max(-1, first - 11), -1):
            word = self.words[n]
            if n in self.offices:
                return n not in self.roles
            linking = word.low in ("of", "for", "the", "and", "such", "as", "like", "including", "by", "on", ",", ".", "&", "(", "-", "general")
            if not (linking or self._capital(n) or word.low in self.book.list("en", "kinds")):
                return False
            if word.text == "." and n + 1 < first and self.words[n - 1].low not in ("mr", "mrs", "ms", "dr", "hon", "prof"):
                return False
        return False

    def _heads(self, last: int) -> bool:
        """ ", who heads the police,"."""
        low = [w.low for w in self.words[last : last + 4]]
        return low[:2] == [",", "who"] and len(low) > 2 and low[2] in _HEADS

    def strong(self, name: Name) -> bool:
        """Something right beside the words that only a person's name has."""
        return name.honorific or name.role or name.rank or self.named(name) or self.beside(name) or self.apposed(name) or self.event(name)

    def named(self, name: Name) -> bool:
        """ "named X", "identified as X"; not "a mine named X"."""
        at = name.first
        for a, b in self.reading.hits("naming"):
            if b == at or (b == at - 1 and self.words[b].text in ':,–—("“'):
                before = self.words[a - 1].low if a else ""
                thing = before in self.book.list("en", "things") and self.words[a].low in ("named", "called", "known", "identified")
                return not thing and not (self.words[a].low == "called" and before in ("also", "so", "sometimes"))
        return False

    def beside(self, name: Name) -> bool:
        """A role or kin word right before: "shepherd Kadima Nsele", "a shepherd, Kadima Nsele,", "his wife Ana"."""
        at = name.first - 1
        if at < 0:
            return False
        if self.words[at].text in ',:(–—"“' and at:
            at -= 1
            if name.size < 2 and not name.given and not name.initials and self.words[name.first - 1].text != ",":
                return False
            after = self.words[name.last].text if name.last < len(self.words) else "."
            if after not in ",.);:–—'’\"”" and not self._tells(name):
                return False
        if at in self.kin:
            return True
        if at not in self.roles or (self.words[at].low in ("interviewed", "deceased") and name.size < 2):
            return False
        single = name.size < 2 and not name.given and not name.initials
        if single and at in self.broad and self._market(at):
            return False
        return not (single and self.words[at].text[-1:] == "s" and at in self.broad)

    def _market(self, at: int) -> bool:
        """ "gold miner X", "the Canadian miner X": a company."""
        before = self.words[at - 1].low if at else ""
        return self.words[at].low in (
            "miner",
            "miners",
            "trader",
            "driller",
            "employee",
            "employees",
            "source",
            "sources",
            "subcontractor",
        ) or before in self.book.list("en", "kinds")

    def apposed(self, name: Name) -> bool:
        """After the name an age, a role or a kin: "Ana, 34,", "Ana (34)", "Ana, a villager", "Ana's brother"."""
        words, at = self.words, name.last
        if at >= len(words):
            return False
        if words[at - 1].text[-2:] in ("'s", "’s"):
            return (
                at in self.kin
                or words[at].low in self.book.list("en", "events")
                or (name.given and at + 1 < len(words) and at + 1 in self.kin)
            )
        if words[at].text not in ",(–—" or at + 1 >= len(words):
            return False
        number = words[at + 1]
        if number.text.isdecimal() and len(number.text) <= 2 and at + 2 < len(words) and words[at + 2].text in ",)–—-.;":
            return True
        if number.low in ("aged", "age"):
            return True
        if number.low in ("who", "whose"):
            return name.size > 1 or name.given
        for n in range(at + 1, min(at + 8, len(words))):
            if n in self.roles or n in self.kin:
                return (
                    words[at + 1].low
                    in ("a", "an", "the", "one", "another", "his", "her", "their", "then", "himself", "herself", "then", "also", "both")
                    or n == at + 1
                    or words[at + 1].text.isdecimal()
                )
            if words[n].text in ".;:)":
                break
            if words[n].text == "," and n > at + 4:
                break
        return False

    def event(self, name: Name) -> bool:
        """ "the killing of X", "statement by X", "paid to X": what is done to or told by persons."""
        at = name.first - 1
        if at < 1:
            return False
        before = self.words[at].low
        noun = self.words[at - 1].low
        if before in ("of", "by", "from", "against", "with") and noun in self.book.list("en", "events"):
            return name.size > 1 or name.given or name.initials
        return before in ("to", "with", "for") and noun in self.book.list("en", "pays") and (name.size > 1 or name.given)

    def _tells(self, name: Name) -> bool:
        return name.last < len(self.words) and self.words[name.last].low in self.book.list("en", "telling")

    def happens(self, name: Name) -> bool:
        """ "Ana was beaten", "Ana said", "said Ana"."""
        words, at = self.words, name.last
        while (
            at < len(words)
            and at < name.last + 4
            and (
                words[at].low
                in ("was", "were", "had", "has", "been", "being", "is", "got", "and", "also", "later", "then", "himself", "herself")
                or words[at].low.endswith("ly")
            )
        ):
            at += 1
        if at < len(words) and at > name.last and at in self.incident:
            return True
        if at < len(words) and words[at].low in self.book.list("en", "speaking"):
            return True
        return name.first > 0 and words[name.first - 1].low in ("said", "says", "recalled", "recalls", "told", "explained", "added")

    def quoted(self, name: Name) -> bool:
        """ "...," said X: a speaker after a quotation, where a force is told of."""
        words = self.words
        if name.first < 2 or words[name.first - 1].low not in ("said", "says", "told", "recalled", "recalls") or words[name.first - 2].text not in '"”’\'':
            return False
        return any(abs(a - name.first) <= WINDOW for a, _ in self.reading.hits("forces"))

    def placed_here(self, name: Name) -> bool:
        """The words stand where a place stands: after "in", "near", "the"."""
        before = self.words[name.first - 1].low if name.first else ""
        if before in self.book.list("en", "place_before") or before in self.book.list("en", "articles"):
            return True
        noun = self.words[name.first - 2].low if name.first > 1 else ""
        if before == "to" and noun == "according":
            return False
        if before in ("of", "from", "to"):
            return not (noun in self.book.list("en", "events") or noun in self.book.list("en", "pays"))
        following = self.words[name.last].text if name.last < len(self.words) else ""
        third = self.words[name.last + 1].low if name.last + 1 < len(self.words) else ""
        return following == "," and third in self.book.list("en", "countries")


def span(finder: Finder, name: Name) -> Span:
    """The characters of a name, without a possessive ending."""
    last = finder.words[name.last - 1]
    end = last.end - (2 if last.text[-2:] in ("'s", "’s") else 0)
    return finder.words[name.first].start, end


def is_person(finder: Finder, name: Name, kind: str) -> bool:
    """The judgement: strong signs and a protected neighbourhood, or a name by its form in such a neighbourhood."""
    if finder.firm(name) or finder.cited(name) or (finder.official(name) and not finder.beside(name)):
        return False
    strong = finder.strong(name)
    if not (finder.context(name.first, name.last) or finder.quoted(name) or (kind == "alt" and name.given) or finder.named(name) or finder.event(name) or name.role):
        return False
    placed = finder.placed_here(name)
    if name.size < 2 and not name.initials:
        if strong and not (placed and not name.honorific):
            return True
        return name.given and not placed and finder.happens(name)
    if strong:
        return not placed or name.given or name.honorific or name.initials or finder.event(name)
    if kind == "heading" and not name.given:
        return False
    if name.initials and name.size == 0:
        return finder.happens(name) or finder.apposed(name) or finder.beside(name)
    if placed:
        return name.given and finder.words[name.first - 1].low not in finder.book.list("en", "articles") | finder.book.list(
            "en", "place_before"
        )
    return not all(finder.words[n].low in finder.placed for n in range(name.first, name.last))
