"""What every list behind a number is narrowed by: a period, an office, a programme."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Choices, Filter
from rumbo.access.queries import offices_of
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.programmes import queries as programmes


def day(text: str) -> str:
    """A day of the address, or nothing."""
    found = clock.day_asked(text)
    return found.isoformat() if found else ""


def period(column: str) -> list[Filter]:
    """From and until a day of a column of days, both inside."""

    def since(rows: Any, told: str, reader: Reader) -> Any:
        del reader
        return rows.filter(**{f"{column}__gte": date.fromisoformat(told)})

    def until(rows: Any, told: str, reader: Reader) -> Any:
        del reader
        return rows.filter(**{f"{column}__lte": date.fromisoformat(told)})

    return [
        Filter(word="del", label=_("Desde"), reads=day, takes=since),
        Filter(word="al", label=_("Hasta"), reads=day, takes=until),
    ]


def moments(column: str) -> list[Filter]:
    """The same of a column of moments, by the days of the programme."""

    def since(rows: Any, told: str, reader: Reader) -> Any:
        del reader
        return rows.filter(**{f"{column}__gte": clock.start_of(date.fromisoformat(told))})

    def until(rows: Any, told: str, reader: Reader) -> Any:
        del reader
        return rows.filter(**{f"{column}__lt": clock.end_of(date.fromisoformat(told))})

    return [
        Filter(word="del", label=_("Desde"), reads=day, takes=since),
        Filter(word="al", label=_("Hasta"), reads=day, takes=until),
    ]


def _offices(reader: Reader, rows: Any) -> Choices:
    del rows
    return [(office.code, office.name) for office in offices_of(reader)]


def _programmes(reader: Reader, rows: Any) -> Choices:
    del reader, rows
    return [(one.code, str(one)) for one in programmes.every_programme()]


def programme_read(text: str) -> str:
    """The code of a programme of the address, or nothing."""
    return text if text in {one.code for one in programmes.every_programme()} else ""


def whose(programme: str) -> list[Filter]:
    found = [
        Filter(word="oficina", label=_("Oficina"), choices=_offices, takes="office__code"),
    ]
    if programme:
        found.append(
            Filter(word="programa", label=_("Programa"), choices=_programmes, takes=programme)
        )
    return found
