"""Counting months on the calendar."""

from __future__ import annotations

import calendar
import datetime as dt


def plus_months(anchor: dt.date, months: int) -> dt.date:
    """A date that many months after the anchor; the last day of the month where the day does not exist in it.

    Counted from the anchor and never from a clamped date: 31 August + 6 = 28 February, + 12 = 31 August.
    """
    years, month = divmod(anchor.month - 1 + months, 12)
    year = anchor.year + years
    return dt.date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))
