"""Who already travelled home with help, under any of their registrations: told, never refused.

A second assisted return is a flag for a person to look at (domain.md 2.2): there may be a good
reason for it, and it takes nothing from anybody. What a mask hides, the day too, stays hidden.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.movements import taken_home
from rumbo.registry import joined, queries
from rumbo.ui import words


@dataclass(frozen=True, slots=True)
class Helped:
    """What is known of the help that one human being got, and what is open.

    `days` are those of journeys under registrations that the reader sees. Of one that is masked to
    them only `masked` is known: under how many such registrations somebody left, and no day.
    """

    days: tuple[date, ...]
    under: int
    open_files: int
    masked: int = 0

    @property
    def is_double(self) -> bool:
        """Whether help was given twice, or may be: somebody should look at it."""
        left = self.under + self.masked
        return taken_home.is_double(left=left, under_way=self.open_files)

    @property
    def is_twofold(self) -> bool:
        """Whether two files of theirs go on at once."""
        return self.open_files > 1

    @property
    def sentences(self) -> list[str]:
        """What is said of it: what happened, and no guess about why."""
        told = []
        when = words.sentence_list([words.day_table(day) for day in self.days])
        if self.under > 1:
            told.append(_("Viajó con ayuda bajo más de un registro: %(days)s.") % {"days": when})
        elif self.days:
            told.append(_("Ya viajó con ayuda: %(days)s.") % {"days": when})
        if self.masked:
            told.append(_("Viajó con ayuda bajo un registro de otra oficina."))
        if self.is_twofold:
            told.append(_("Tiene más de un expediente en marcha."))
        elif (self.days or self.masked) and self.open_files:
            told.append(_("Otro expediente suyo sigue en marcha."))
        return told


def helped(reader: Reader, people: Collection[UUID]) -> Helped:
    """What help these registrations got together, and those already found to be the same person."""
    every = joined.known_to(reader, queries.every_registration_of(people))
    seen = joined.seen_by(reader, every)
    left = taken_home.journeys_of(every)
    return Helped(
        days=tuple(day for person, day in left if person in seen),
        under=len({person for person, _day in left if person in seen}),
        open_files=taken_home.files_under_way(every),
        masked=len({person for person, _day in left if person not in seen}),
    )
