"""Rules about papers and what is asked of consulates: how long they last, what leaves, what a scan is."""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

LARGEST_FILE = 20 * 1024 * 1024
LONGEST_NAME = 120
# What carries a person over a border; a birth certificate shows whose child somebody is.
TRAVEL_TYPES = ("PASSPORT", "NATIONAL_ID", "LAISSEZ_PASSER", "MINOR_PERMIT")
HELD_BY_US = ("office", "escort")
# Handing an original to these is a transfer of data: each asks its own consent.
CONSENT_OF_HOLDER = {"consulate": "CONSULATE", "inm": "INM_EXIT"}
# The least that a consulate needs to know whether it may give a paper (domain.md 9, principle 5).
TOLD_TO_CONSULATE = ("full_name", "birth_date", "nationality", "document_wanted")
# What the itinerary of a held seat shows besides: no other name, no number of a seat.
SHOWN_OF_A_SEAT = ("full_name", "document_wanted", "travel_date", "route")
TOLD_BEFORE_ARRIVAL = ("full_name", "age", "sex", "travel_date", "care_needs")
ITEM_STATES = ("WANTED", "GATHERED", "NOT_NEEDED")
REFUSALS = ("MISSING_PAPERS", "NOT_PROVEN", "NOT_NATIONAL", "DATA_DIFFER", "NO_REASON")
STOPS_BY_HAND = ("NOT_NEEDED", "ASKED", "MISTAKE")
# Why people stop, of the notices of casework, that a consulate must not go on with.
STOPS_WITH_PEOPLE = ("WITHDRAWN", "FEAR_TOLD", "CHILD_STAYS")
# Said under one registration of somebody, these stop what was asked under every other.
STOPS_EVERYWHERE = ("FEAR_TOLD",)
USUAL = timedelta(days=7)
# How a consulate takes requests in: each person at an hour, or many together.
APPOINTMENTS = ("IN_PERSON", "BATCH")
# How long somebody is at a consulate, so that nothing else is set at that hour (modelled).
VISIT_MINUTES = 60
# By land the last stop may be reached on the day after (domain.md 5).
ON_THE_WAY = timedelta(days=1)
# An appointment further away than this is a year typed wrongly.
APPOINTED_WITHIN = timedelta(days=730)
ASKS_FOR_PAPER = ("SOLE_CUSTODY", "DECEASED", "DISPENSED")
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def lasts_until(valid_until: date | None, day: date | None) -> str:
    """Say how a paper stands against a day: OK, EDGE (its last day), OVER or UNKNOWN."""
    if valid_until is None or day is None:
        return "UNKNOWN"
    if valid_until == day:
        return "EDGE"
    return "OK" if valid_until > day else "OVER"


def is_to_be_told(stopped: datetime | None, sent: date | None, told: date | None) -> bool:
    """Say whether a consulate has a request that was stopped, and was not told so."""
    return stopped is not None and sent is not None and told is None


def first_not_reached(
    valid_until: date | None, arrivals: Iterable[tuple[str, date]]
) -> tuple[str, date] | None:
    """Give the first stop of a journey that a paper does not last to; None where it lasts to all.

    A paper valid on a day covers that day; connecting legs count, and the last arrival most.
    """
    if valid_until is None:
        return None
    return next(((place, day) for place, day in arrivals if day > valid_until), None)


def issue_not_before(travel: date | None, valid_days: int | None) -> date | None:
    """Give the first day of issue on which a paper of so many days lasts to the last arrival."""
    if travel is None or valid_days is None:
        return None
    return travel + ON_THE_WAY - timedelta(days=valid_days)


def kind_of_file(content: bytes) -> str | None:
    """Give the media type of a scan by how it begins, whatever its name says; None for others."""
    return next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)


def safe_name(name: str, media_type: str) -> str:
    """Keep of a file's name what can be read: no path, no control, with the ending that is true."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    stem = plain.rsplit(".", 1)[0].strip(" .") if "." in plain else plain
    ending = ENDINGS[media_type]
    return f"{(stem or 'archivo')[: LONGEST_NAME - len(ending)]}{ending}"


def best(untils: Iterable[date | None]) -> date | None:
    """Give the latest day on which one of these papers still holds; None where none is known."""
    return max((day for day in untils if day is not None), default=None)


def plain_number(number: str) -> str:
    """Give a document number without spaces, dashes and case, to compare two."""
    return "".join(c for c in number.upper() if c.isalnum())
