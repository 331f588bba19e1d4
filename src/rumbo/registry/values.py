"""What somebody says when they register, as plain values: a page, a sheet and the demo alike."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rumbo.common.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """A yes to process data: `by` SELF, GUARDIAN or AUTHORITY; `how` WRITTEN, ORAL or THUMB."""

    by: str = "SELF"
    how: str = "WRITTEN"
    language: str = "es"
    wording: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """One person to register. The sealed parts hold the keys that Person's docstring lists.

    `guardian` is the id of another NewPerson of the same group. `birth_date` is a full date:
    with precision month its day is 1, with year or age it is 1 January. `consent` None stands
    for "not yet recorded": nothing may be asked of the person until it is.
    """

    id: uuid.UUID = field(default_factory=new_id)
    identity: Mapping[str, str]
    sex: str = ""
    birth_date: date | None = None
    birth_precision: str = "day"
    age_disputed: bool = False
    nationalities: tuple[str, ...] = ()
    origin_country: str = ""
    origin_department: str = ""
    place: Mapping[str, str] = field(default_factory=dict)
    return_country: str = ""
    return_department: str = ""
    language: str = "es"
    other_languages: tuple[str, ...] = ()
    needs_interpreter: bool | None = None
    can_read: bool | None = None
    contact: Mapping[str, str] = field(default_factory=dict)
    contact_channel: str = ""
    relation: str = "HEAD"
    guardian: uuid.UUID | None = None
    guardian_relation: str = ""
    sealed: bool = False
    profile: Mapping[str, Any] = field(default_factory=dict)
    consent: NewConsent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGroup:
    """A family or a person alone, as they register together at one site."""

    id: uuid.UUID = field(default_factory=new_id)
    people: tuple[NewPerson, ...]
    site: str
    at: datetime
    sheet_folio: str = ""
    source: str = "BOOTH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """How one person's registration should read, whole: what stays as it is is said again.

    The sealed parts are whole too; `profile` holds only the answers that are to be written.
    """

    identity: Mapping[str, str]
    sex: str
    birth_date: date | None
    birth_precision: str
    age_disputed: bool
    nationalities: tuple[str, ...]
    origin_country: str
    origin_department: str
    place: Mapping[str, str]
    return_country: str
    return_department: str
    language: str
    other_languages: tuple[str, ...]
    needs_interpreter: bool | None
    can_read: bool | None
    contact: Mapping[str, str]
    contact_channel: str
    profile: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a correction changed: codes of the list person_field; whether an age stays in doubt."""

    fields: tuple[str, ...] = ()
    is_in_doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRelation:
    """Who somebody is in the group: `relation` to its first person, and who answers for them.

    `guardian` None with `guardian_relation` NONE says openly that nobody of the group does.
    """

    relation: str
    guardian: uuid.UUID | None = None
    guardian_relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody stands in a group: their order, and who they are in it (as NewRelation)."""

    person: uuid.UUID
    position: int
    relation: str
    guardian: uuid.UUID | None = None
    guardian_relation: str = ""
