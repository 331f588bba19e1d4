"""The returns of a period from the database, in the columns of a file of returns."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from rumbo.access.values import EVERYTHING, Reader
from rumbo.casework.models import Case
from rumbo.common.clock import end_of
from rumbo.protection.models import FitnessFinding, Screening
from rumbo.registry.models import GroupMember, Person
from rumbo.statistics.queries.human import named
from rumbo.statistics.queries.scope import Rows, sites, streams, these, within
from rumbo.statistics.queries.words import (
    Return,
    alightings,
    arrivals,
    of_reception,
    of_the_road,
)
from rumbo.statistics.returns import COLUMNS
from rumbo.statistics.rules import Traveller, age_on, company, unaccompanied

if TYPE_CHECKING:
    import polars as pl

DAY = timedelta(days=1)
AT_ONCE = 2000
YES_NO = {True: "YES", False: "NO", None: ""}
ASKED = (
    "pk", "sex", "birth_date", "nationalities", "return_country", "return_department",
    "origin_department", "site", "profile__status", "profile__education", "profile__sector",
    "profile__travelling_with", "profile__applied_to_regularise", "profile__surveyed",
    "profile__reason_migrating", "profile__reason_returning", "profile__plan_on_return",
)  # fmt: skip


R = TypeVar("R", bound=Return)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Generic[R]):
    """A return as text in the columns of a file of returns, and the traveller it is about.

    `said_with` is what the person said of whom they travelled with; empty: read from who came along.
    """

    of: R
    traveller: Traveller
    text: dict[str, str]
    said_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What a return takes from its case."""

    stream: str
    group: uuid.UUID
    country: str


def returns_frame(
    since: date | None,
    until: date,
    stream: str | None = None,
    *,
    reader: Reader = EVERYTHING,
    recorded_by: datetime | None = None,
) -> "pl.DataFrame":
    """Return text in the columns of `returns.COLUMNS`, one row per person and return.

    A return is an arrival: confirmed in person by reception, or a seat whose journey ended there
    where reception has said nothing. Somebody whom reception did not find has not returned.
    `recorded_by` leaves out what was written down later, so that a closed period stays closed.
    """
    import polars as pl

    families = families_of(_returns(until, reader, recorded_by))
    rows: list[dict[str, str]] = []
    while part := [one for family in islice(families, AT_ONCE) for one in family]:
        inside = (r for r in part if r.day <= until and (since is None or r.day >= since))
        rows += [line.text for line in lines(part, inside) if stream in {None, line.text["stream"]}]
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))


def _returns(until: date, reader: Reader, recorded_by: datetime | None) -> list[Return]:
    def seen(rows: Rows) -> Rows:
        told = within(rows, reader).filter(occurred_at__lt=end_of(until) + DAY)
        return told if recorded_by is None else told.filter(recorded_at__lte=recorded_by)

    said = {word.key: word.told for word in of_reception(seen(arrivals()))}
    alighted = {word.key: word.told for word in of_the_road(seen(alightings()))}
    # Reception's word goes before the road's.
    return [told for told in (alighted | said).values() if told is not None]


def families_of(found: Iterable[R]) -> Iterator[list[R]]:
    """Those of one file on one journey, together."""
    families: dict[tuple[uuid.UUID, uuid.UUID | None], list[R]] = defaultdict(list)
    for one in sorted(found, key=lambda r: (r.day, r.person)):
        families[one.case, one.departure].append(one)
    return iter(families.values())


def lines(part: Sequence[R], wanted: Iterable[R]) -> Iterator[Line[R]]:
    """What is told of each return that is wanted, as text; `part` holds whole families."""
    people = {
        row["pk"]: row
        for row in Person.objects.filter(pk__in=these(_of(part, "person"))).values(*ASKED)
    }
    files = _files(_of(part, "case"))
    groups = _together(part, people, files)
    incidents = _latest(Screening, "incidents", people)
    health = _latest(FitnessFinding, "self_rated_health", people)
    found = _latest(FitnessFinding, "found", people)
    suffered = _latest(FitnessFinding, "suffered", people)
    places = sites()
    for one in wanted:
        person, file = people[one.person], files[one.case]
        place, country = places.get(person["site"], (person["site"], file.country))
        others = groups[one.case, one.departure]
        me = others[one.person]
        said_with = person["profile__travelling_with"] or ""
        text = {
            **dict.fromkeys(COLUMNS, ""),
            **_asked(person),
            "person": named(one.person),
            "returned_on": one.day.isoformat(),
            "stream": file.stream,
            "country_of_registration": country,
            "site": place,
            "country_of_return": one.country or person["return_country"],
            "mode": one.mode,
            "unaccompanied_child": unaccompanied(me, others.values()),
            "travelling_with": said_with or company(me, others.values()),
            "incidents": ";".join(incidents.get(one.person, ())),
            "self_rated_health": health.get(one.person, ""),
            "health_condition": ";".join(found.get(one.person, ())),
            "journey_conditions": ";".join(suffered.get(one.person, ())),
        }
        yield Line(of=one, traveller=me, text=text, said_with=said_with)


def _asked(person: Mapping[str, Any]) -> dict[str, str]:
    """What was asked at the booth, as text."""
    born = person["birth_date"]
    asked = {
        "nationality": ";".join(person["nationalities"]),
        "return_department": person["return_department"] or person["origin_department"],
        "sex": person["sex"],
        "birth_date": born.isoformat() if born else "",
    }
    for name in ("status", "education", "sector"):
        asked[name] = person[f"profile__{name}"] or ""
    for name in ("applied_to_regularise", "surveyed"):
        asked[name] = YES_NO[person[f"profile__{name}"]]
    for name in ("reason_migrating", "reason_returning", "plan_on_return"):
        asked[name] = ";".join(person[f"profile__{name}"] or ())
    return asked


def _of(part: Iterable[Return], name: str) -> set[Any]:
    return {getattr(one, name) for one in part}


def _files(cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, _File]:
    by_programme = streams()
    rows = Case.objects.filter(pk__in=these(cases))
    names = ("pk", "programme", "group_id", "office__country")
    return {
        case: _File(stream=by_programme.get(programme, ""), group=group, country=country)
        for case, programme, group, country in rows.values_list(*names)
    }


def _together(
    part: Sequence[Return],
    people: Mapping[uuid.UUID, Mapping[str, Any]],
    files: Mapping[uuid.UUID, _File],
) -> Mapping[tuple[uuid.UUID, uuid.UUID | None], dict[uuid.UUID, Traveller]]:
    """Who arrived with whom: those of one file on one journey, with what they are to each other."""
    rows = GroupMember.objects.filter(group__in=these({f.group for f in files.values()}))
    names = ("group_id", "person_id", "relation", "guardian_id", "guardian_relation")
    # The latest membership holds: somebody may leave a group and come back to it.
    kin = {
        (group, person): answer
        for group, person, *answer in rows.order_by("occurred_at", "id").values_list(*names)
    }
    found: dict[tuple[uuid.UUID, uuid.UUID | None], dict[uuid.UUID, Traveller]] = defaultdict(dict)
    for one in part:
        known = kin.get((files[one.case].group, one.person), ("HEAD", None, ""))
        relation, guardian, guardian_relation = known
        found[one.case, one.departure][one.person] = Traveller(
            person=one.person,
            relation=relation,
            guardian=guardian,
            guardian_relation=guardian_relation,
            age=age_on(people[one.person]["birth_date"], one.day),
        )
    return found


def _latest(model: Any, column: str, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, Any]:
    """The latest answer of each person that says something."""
    rows = model.objects.filter(person__in=these(people)).order_by("occurred_at", "id")
    return {person: value for person, value in rows.values_list("person_id", column) if value}
