"""What the yearly highlights tell of people beside their returns: by pseudonym, never by name."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from rumbo.common import codes
from rumbo.common.clock import end_of
from rumbo.common.sealed.keyedhash import blind
from rumbo.counselling.models import Session
from rumbo.followup.models import Call
from rumbo.movements.models import PassengerEvent
from rumbo.protection.models import Screening
from rumbo.reception.models import Arrival, Kit, OnwardMoney, Referral
from rumbo.statistics.packs.highlights import More
from rumbo.statistics.queries.scope import these


def more_of(pseudonyms: Iterable[str], until: date) -> Mapping[str, More]:
    """Return what is known, until a day, of each person of a report, by the report's pseudonym."""
    wanted = set(pseudonyms)
    people = {
        person: name
        for person in _returned(until)
        if (name := blind("sitrep", str(person)).hex()) in wanted
    }
    flags, sessions, given = _flags(people, until), _sessions(people, until), _given(people, until)
    return {
        name: More(
            flags=flags.get(person), sessions=sessions[person], given=frozenset(given[person])
        )
        for person, name in people.items()
    }


def _returned(until: date) -> set[uuid.UUID]:
    before = {"occurred_at__lt": end_of(until)}
    met = Arrival.objects.filter(**before).values_list("person_id", flat=True)
    carried = PassengerEvent.objects.filter(kind="ARRIVED", **before)
    return {*met, *carried.values_list("person_id", flat=True)}


def _flags(people: Iterable[uuid.UUID], until: date) -> dict[uuid.UUID, frozenset[str]]:
    """The categories of the latest screen; nobody's flag is told by itself."""
    category = codes.mapping("vulnerability", "reporting")
    rows = Screening.objects.filter(person__in=these(people), occurred_at__lt=end_of(until))
    found = rows.order_by("occurred_at", "id").values_list("person_id", "codes")
    return {
        person: frozenset(category[code] for code in flagged if code in category)
        for person, flagged in found
    }


def _sessions(people: Iterable[uuid.UUID], until: date) -> Counter[uuid.UUID]:
    rows = Session.objects.filter(person__in=these(people), occurred_at__lt=end_of(until))
    return Counter(rows.values_list("person_id", flat=True))


def _given(people: Iterable[uuid.UUID], until: date) -> dict[uuid.UUID, set[str]]:
    """What somebody was given after arriving: what was taken back was not given."""
    mine = {"person__in": these(people), "occurred_at__lt": end_of(until)}
    asked = Referral.objects.filter(**mine).exclude(status__in=("DECLINED", "CANCELLED"))
    told = {
        "MET": Arrival.objects.live().filter(state="ARRIVED", **mine),
        "KIT": Kit.objects.live().filter(**mine),
        "MONEY": OnwardMoney.objects.live().filter(**mine),
        "REFERRED": asked,
        "ATTENDED": asked.filter(status="COMPLETED"),
        "CALLED": Call.objects.filter(outcome="DONE", done_at__lt=end_of(until), **mine),
    }
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for code, rows in told.items():
        for person in rows.values_list("person_id", flat=True):
            found[person].add(code)
    return found
