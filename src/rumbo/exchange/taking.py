"""From a judged row to what the registry and the case take: values in, values out."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from rumbo.exchange.intake.rows import Row
from rumbo.protection import rules as protection
from rumbo.protection.values import SheetSignals
from rumbo.registry.rules import ages
from rumbo.registry.values import NewGroup, NewPerson

NOON = time(12, 0)
NOTHING = SheetSignals()
SHORTEST_NAME = 3


def moment_of(row: Row, fallback: datetime, zone: str) -> datetime:
    """When a row's registration happened: noon of its day, where the booth stands."""
    if row.entry.registered_on is None:
        return fallback
    return datetime.combine(row.entry.registered_on, NOON, tzinfo=ZoneInfo(zone))


def new_person(row: Row) -> NewPerson:
    """Make the person of a row; consent stays "not yet recorded"."""
    entry = row.entry
    country = entry.nationalities[0] if entry.nationalities else ""
    languages = entry.languages
    return NewPerson(
        identity={
            "given_names": written(entry.given_names),
            "surname_1": written(entry.surname_1),
            "surname_2": written(entry.surname_2),
            "document_number": entry.document_number,
        },
        sex=entry.sex,
        birth_date=entry.birth_date,
        birth_precision=entry.precision or "day",
        nationalities=entry.nationalities,
        origin_country=country,
        origin_department=entry.department,
        place={} if entry.department else {"municipality": entry.department_name},
        language=languages[0] if languages else "es",
        other_languages=tuple(languages[1:]),
        contact={"phone": entry.phone},
        relation=entry.relation or "HEAD",
        profile=_profile(row),
    )


def written(name: str) -> str:
    """Write a name that a booth typed in capitals (or without any) as people write theirs.

    A name that mixes both is left as it was typed; the row as it came stays sealed beside it.
    """
    if not (name.isupper() or name.islower()) or len(name) < SHORTEST_NAME:
        return name
    small = {"de", "del", "la", "las", "los", "y", "e"}
    words = name.casefold().split()
    return " ".join(
        word if word in small and at else "-".join(part.capitalize() for part in word.split("-"))
        for at, word in enumerate(words)
    )


def _profile(row: Row) -> dict[str, Any]:
    entry = row.entry
    notes = {"observations": entry.notes, **entry.unread}
    return {
        "status": entry.status,
        "education": entry.education,
        "sector": entry.sector,
        "reason_migrating": list(entry.reasons_migrating),
        "reason_returning": list(entry.reasons_returning),
        "wants_to_travel_from": entry.wishes_to_return_from,
        "observations": {k: v for k, v in notes.items() if v},
    }


def new_group(rows: Sequence[Row], fallback: datetime, zone: str) -> NewGroup:
    """Make the group of the registered rows of one folio (or of one row alone)."""
    people = [new_person(row) for row in rows]
    site = rows[0].entry.site
    moments = [moment_of(row, fallback, zone) for row in rows]
    return NewGroup(
        people=tuple(_answered_for(rows, people)),
        site=site,
        at=min(moments),
        sheet_folio="",
        source="SHEET",
    )


def _answered_for(rows: Sequence[Row], people: Sequence[NewPerson]) -> list[NewPerson]:
    """Let a grown-up head of the family answer for those the sheet calls their children.

    Anything else that somebody typed (an uncle, a head of sixteen) makes nobody a guardian, and
    that the child is theirs must still be shown by a paper.
    """
    grown = [
        p
        for row, p in zip(rows, people, strict=True)
        if row.entry.relation == "HEAD" and is_grown(row)
    ]
    if not grown:
        return list(people)
    return [
        _with_guardian(p, grown[0]) if row.entry.relation == "CHILD" and not is_grown(row) else p
        for row, p in zip(rows, people, strict=True)
    ]


def _with_guardian(child: NewPerson, guardian: NewPerson) -> NewPerson:
    # dataclasses.replace would make a new id where none is given, so it is passed on.
    values = {name: getattr(child, name) for name in child.__slots__}
    return NewPerson(**{**values, "guardian": guardian.id, "guardian_relation": "PARENT"})


def is_grown(row: Row) -> bool:
    """Whether a row's person is known to be 18 or more on the day of registration."""
    born, on = row.entry.birth_date, row.entry.registered_on
    return on is not None and ages.is_adult(born, row.entry.precision or "day", on)


def signals(row: Row) -> SheetSignals:
    """What a row says that cannot wait; its "no" is no answer."""
    entry = row.entry
    said = entry.fear or ("UNSURE" if entry.unread.get("teme_volver") else "")
    codes = list(entry.vulnerabilities)
    if entry.pregnancy_weeks is not None:
        codes.append("PREGNANT")
    return SheetSignals(
        fear=said if said in {"YES", "UNSURE"} else "",
        codes=tuple(codes),
        incidents=entry.incidents,
        child_alone=row.presumed_unaccompanied,
        in_mpp=entry.mpp == "YES",
        court_date=entry.us_court_date,
    )


def is_urgent(row: Row) -> bool:
    """Whether what a row says warns of harm: it is looked at today, even before it is a person."""
    told = signals(row)
    return told.child_alone or protection.warns(told.fear, told.codes, told.incidents)
