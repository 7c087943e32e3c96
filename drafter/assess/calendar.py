"""A schedule as an iCalendar text (RFC 5545): one all-day event an item, byte-identical on the same input.

The identifier of an event depends on the site and on the item, not on its date: a newer file moves the event in a calendar
that read an older one.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
import uuid
from collections.abc import Iterator, Sequence

from drafter.assess.base import in_language, said, titled
from drafter.assess.schedule import Item, Plan, ScheduleModel
from drafter.schema import Texts

PRODUCT = "-//drafter//review schedule//EN"
OCTETS = 75
"""The most octets of a line, without its end (RFC 5545, 3.1)."""
_SPACE = uuid.UUID("5f3b7a52-4d0c-5c54-9a6e-6d1d0c8b2f41")


def text(plan: Plan, model: ScheduleModel, *, key: str, site: Texts, languages: Sequence[str], stamp: dt.date) -> str:
    """The calendar, every line ended by CRLF: write it as UTF-8 without changing line ends.

    `key` tells sites apart and is not shown; `site` stands before each title ({}: no name of a place leaves the house);
    `stamp` is the day written as DTSTAMP.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for item in plan.items:
        lines.extend(_event(item, model, key, site, languages, stamp))
    return "".join(fold(line) + "\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(item: Item, model: ScheduleModel, key: str, site: Texts, languages: Sequence[str], stamp: dt.date) -> Iterator[str]:
    title = " / ".join(titled(site, item.title, language) for language in languages)
    details = "\n".join(line for language in languages for line in _details(item, model, language))
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_SPACE, f'{len(key)}:{key}:{item.key}')}"
    yield f"DTSTAMP:{_day(stamp)}T000000Z"
    yield f"SEQUENCE:{stamp.toordinal()}"
    yield f"DTSTART;VALUE=DATE:{_day(item.due)}"
    yield f"SUMMARY:{escape(title)}"
    if details:
        yield f"DESCRIPTION:{escape(details)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:-P{model.alarm_days}D"
    yield f"DESCRIPTION:{escape(title)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _details(item: Item, model: ScheduleModel, language: str) -> Iterator[str]:
    """Why an item is due when it is, a line each."""
    texts = {name: {language: in_language(text, language)} for name, text in model.texts.items()}
    if item.overdue:
        yield said(texts["overdue"], days=item.days_late)[language]
    if item.anchor and item.months:
        yield said(texts["every"], months=item.months, date=item.anchor.isoformat())[language]
    if item.because:
        comma = "、" if language == "zh" else ", "
        events = comma.join(in_language(model.triggers[one].label, language) for one in item.because)
        yield said(texts["brought-forward"], events=events)[language]


def _day(date: dt.date) -> str:
    return date.isoformat().replace("-", "")


def escape(value: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon and comma escaped, line ends as \\n, other controls taken out."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = "".join(sign for sign in value if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    for sign in ("\\", ";", ","):
        value = value.replace(sign, "\\" + sign)
    return value.replace("\n", "\\n")


def fold(line: str) -> str:
    """A content line in pieces of at most 75 octets, each further one after CRLF and a space; no character is cut in two."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > OCTETS:
            pieces.append(piece)
            piece, size = "", 1
        piece, size = piece + sign, size + width
    return "\r\n ".join([*pieces, piece])
