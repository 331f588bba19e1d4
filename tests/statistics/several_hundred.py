"""Several hundred returns written straight into the tables: of the shape of a real file, and quick."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from rumbo.access.models import Office
from rumbo.casework.models import Case
from rumbo.movements.models import Departure
from rumbo.protection.models import FitnessFinding, Screening
from rumbo.reception.models import Arrival
from rumbo.registry.models import GroupMember, Person, Profile, TravelGroup
from rumbo.statistics import disclosure
from rumbo.statistics.disclosure import Edition, Previous
from rumbo.statistics.figures import Figure, figures_of
from rumbo.statistics.mirror import people, refreshing
from rumbo.statistics.mirror.cuts import Asked
from tests.statistics import attacker, samples

if TYPE_CHECKING:
    from django.db.models import Model

YES = {"YES": True, "NO": False}
SITES = {"Ciudad de México": "CDMX", "Tijuana": "TIJ", "Tapachula": "TAP", "Celaya": "CJS"}
MODES = ("LAND", "LAND", "LAND", "AIR")
STREAMS = {"AVR": "AVR-NCA", "MPP": "MPP-AVR"}
NOON = time(18, tzinfo=UTC)
LAST = date(2020, 2, 4)
"""No later than this the people of `world` returned."""


def returned(who: Sequence[Mapping[str, str]], office: Office) -> None:
    """Write that these people of `world` returned, each with a file of their own."""
    buses = [
        Departure.objects.create(
            office=office, code=f"MANY{place}", date=date(2025, 1, 1), mode=mode,
            leaves_at=datetime(2025, 1, 1, tzinfo=UTC), route="R", seats=40,
        )
        for place, mode in enumerate(MODES)
    ]  # fmt: skip
    rows: dict[type[Model], list[Model]] = {}
    for place, told in enumerate(who):
        at = datetime.combine(date.fromisoformat(told["returned_on"]), NOON)
        about = {"office": office, "occurred_at": at, "recorded_at": at}
        group = TravelGroup(**about)
        case = Case(**about, number=f"M{place}", group=group, site="TAP", requested_on=at.date(),
                    stage_since=at, programme=STREAMS[told["stream"]])  # fmt: skip
        person = Person(**about, **_person(told))
        mine = {"case": case, "person": person, **about}
        for row in (
            group,
            case,
            person,
            Profile(person=person, **about, **_profile(told)),
            GroupMember(group=group, person=person, relation="HEAD", position=0, **about),
            Screening(**mine, alone=True, incidents=_several(told["incidents"])),
            FitnessFinding(**mine, result="FIT", self_rated_health=_one(told["self_rated_health"]),
                           found=_several(told["health_condition"]),
                           suffered=_several(told["journey_conditions"])),
            Arrival(**mine, departure=buses[place % len(buses)], centre="OMOA", state="ARRIVED",
                    country=told["country_of_return"]),
        ):  # fmt: skip
            rows.setdefault(type(row), []).append(row)
    for model, many in rows.items():
        model._default_manager.bulk_create(many)


def world(count: int, seed: int, last: date = LAST) -> list[dict[str, str]]:
    """Give random people of the shape of a real file, each with a day: `last`, or one before."""
    found = samples.world(count, seed, calm=True)
    dated = [one for one in found if one["returned_on"] and "/" not in one["returned_on"]]
    for one in dated:
        for name in ("returned_on", "birth_date"):
            if one[name]:
                one[name] = str(date.fromisoformat(one[name]) + (last - LAST))
    return dated


class Published:
    """Public reports of the same people on several days, from the extract, and what is behind."""

    def __init__(self, days: Iterable[date]) -> None:
        """Publish each with the last three before it at hand."""
        refreshing.refresh(whole=True)
        self.truths: list[list[Figure]] = []
        self.editions: list[Edition] = []
        self.several: set[str] = set()
        for day in days:
            returns, _demand = people.told(Asked(until=day))
            truth = figures_of(returns.frame)
            earlier = [Previous(one.period, one.figures) for one in self.editions[-3:]]
            self.editions.append(disclosure.protect(returns, truth, earlier))
            self.truths.append(truth)
            self.returns = returns.frame.height
            self.several |= {
                name for name in returns.frame.columns if _is_several(returns.frame[name].to_list())
            }

    def found(self) -> list[object]:
        """Give what the attacker finds in all of them together."""
        attack = attacker.Attack(self.truths, self.several)
        for upto, edition in enumerate(self.editions):
            attack.read(edition.figures, upto)
        found: list[object] = attack.finds(self.truths)
        return found

    @property
    def shown(self) -> list[int]:
        """Give each number of people that is told, of one report after another."""
        every = (figure for edition in self.editions for figure in edition.figures)
        return [n for f in every for n in (f.count, f.base, f.missing) if n is not None]


def before(last: date, apart: timedelta, count: int) -> list[date]:
    """Give so many days, as far apart as said, up to the last."""
    return [last - apart * step for step in reversed(range(count))]


def _is_several(values: list[object]) -> bool:
    return any(isinstance(value, list) and len(value) > 1 for value in values)


def _person(told: Mapping[str, str]) -> dict[str, object]:
    born = told["birth_date"]
    return {
        "sex": told["sex"],
        "birth_date": date.fromisoformat(born) if born else None,
        "nationalities": _several(told["nationality"]),
        "return_country": told["country_of_return"],
        "site": SITES.get(told["site"], ""),
        "source": "BOOTH",
    }


def _profile(told: Mapping[str, str]) -> dict[str, object]:
    plain = ("status", "education", "sector", "travelling_with")
    listed = ("reason_migrating", "reason_returning", "plan_on_return")
    return {
        **{name: _one(told[name]) for name in plain},
        **{name: YES.get(told[name]) for name in ("applied_to_regularise", "surveyed")},
        **{name: _several(told[name]) for name in listed},
    }


def _several(cell: str) -> list[str]:
    return [code for code in cell.split(";") if code]


def _one(cell: str) -> str:
    return cell.partition(";")[0]
