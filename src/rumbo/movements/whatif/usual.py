"""What one most likely wants to suppose: the busiest way, and the country most people wait for."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.movements.models import Departure, Stop
from rumbo.movements.whatif.reading import STAGES
from rumbo.registry.models import GroupMember


@dataclass(frozen=True, slots=True)
class Usual:
    """The route of most departures with where it starts, and the countries, most people first."""

    route: str = ""
    start: str = ""
    countries: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """The country that most people wait for."""
        return self.countries[0] if self.countries else ""

    def starts(self, way: str) -> bool:
        """Whether a way is the busiest one."""
        return bool(self.route) and way == f"{self.route}@{self.start}"


def usual(reader: Reader, today: date) -> Usual:
    """Look at who waits and at what leaves."""
    cases = Case.objects.visible_to(reader).filter(stage__in=STAGES)
    people = GroupMember.objects.filter(group__case__in=cases, left_at=None)
    back = people.values_list("person__return_country", "person__origin_country")
    countries = Counter(country or origin for country, origin in back)
    rows = Departure.objects.visible_to(reader).filter(date__gte=today, mode="LAND")
    begins = Stop.objects.filter(departure__in=rows, position=0)
    ways = Counter(begins.values_list("departure__route", "place"))
    (route, start), _often = next(iter(ways.most_common(1)), (("", ""), 0))
    return Usual(route, start, tuple(code for code, _n in countries.most_common()))
