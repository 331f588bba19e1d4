"""Registering a person, a family, or a whole booth's day: one verb, one by one or many at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.many import fresh, insert_many
from rumbo.common.rubbish import uncollected
from rumbo.registry import errors, index
from rumbo.registry.actions.sealing import keep_reserved_together
from rumbo.registry.models import DataConsent, GroupMember, Person, Profile, TravelGroup
from rumbo.registry.values import NewGroup, NewPerson

if TYPE_CHECKING:
    from rumbo.audit.models import JournalEntry

# Protection and coordinators mend a sheet's rows, and whoever mends one registers it.
REGISTER = (
    "registrar",
    "counsellor",
    "reception",
    "outreach",
    "child_officer",
    "protection",
    "coordinator",
)


def register_group(*, actor: Actor, office: Office, group: NewGroup) -> TravelGroup:
    """Register people who travel together; give their group."""
    return register_many(actor=actor, office=office, groups=[group])[0]


def register_many(*, actor: Actor, office: Office, groups: Sequence[NewGroup]) -> list[TravelGroup]:
    """Register many groups in one transaction, with the same rules, journal and history.

    Refuses the whole call where one person breaks a rule. Each person gets search keys; a
    person without consent stands as "consent not yet recorded".
    """
    with verb(actor, *REGISTER), uncollected():
        for group in groups:
            _require_sound(group)
        numbers = iter(_search_numbers(sum(len(g.people) for g in groups)))
        made = _Rows(actor, office)
        for group in groups:
            made.add(group, numbers)
        written = made.write()
        for row, group in zip(written, groups, strict=True):
            if any(person.sealed for person in group.people):
                keep_reserved_together(actor=actor, group=row, at=group.at)
        return written


def join_group(*, actor: Actor, office: Office, group: TravelGroup, new: NewGroup) -> TravelGroup:
    """Register people into a group that exists already (a row mended later, a relative who came)."""
    with verb(actor, *REGISTER):
        _require_sound(new)
        made = _Rows(actor, office)
        made.add(new, iter(_search_numbers(len(new.people))), into=group)
        made.write()
        people = [p.id for p in new.people]
        audit.record(actor=actor, code="registry.family_changed", at=new.at, person=people[0])
        keep_reserved_together(actor=actor, group=group, at=new.at)
    return group


def _require_sound(group: NewGroup) -> None:
    """A group has people, each with a name, born before, answered for by one of the group."""
    if not group.people:
        raise errors.nobody_in_the_group()
    here = {p.id for p in group.people}
    for person in group.people:
        if not any((person.identity.get(k) or "").strip() for k in ("given_names", "surname_1")):
            raise errors.no_name()
        if person.birth_date and person.birth_date > clock.day_of(group.at):
            raise errors.born_later()
        if person.guardian is not None and person.guardian not in here - {person.id}:
            raise errors.guardian_elsewhere(person.id)


def _search_numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('registry_person_search_no') FROM generate_series(1, %s)", [count]
        )
        return [row[0] for row in cursor.fetchall()]


class _Rows:
    """The rows of one call, gathered so that each table is written once."""

    def __init__(self, actor: Actor, office: Office) -> None:
        self.actor = actor
        self.office = office
        self.groups: list[TravelGroup] = []
        self.people: list[Person] = []
        self.profiles: list[Profile] = []
        self.members: list[GroupMember] = []
        self.consents: list[DataConsent] = []
        self.journal: list[JournalEntry] = []

    def add(self, group: NewGroup, numbers: Any, into: TravelGroup | None = None) -> None:
        """Gather what one group writes; `into` is the group that its people join."""
        times = {"office_id": self.office.id, "occurred_at": group.at, "recorded_at": clock.now()}
        row = into or fresh(TravelGroup, id=group.id, sheet_folio=group.sheet_folio, **times)
        first = into.members.count() if into else 0
        if into is None:
            self.groups.append(row)
        for position, new in enumerate(group.people, start=first):
            person = self._person(new, group, next(numbers), times)
            self.people.append(person)
            self.profiles.append(
                fresh(Profile, id=new_id(), person_id=person.id, **new.profile, **times)
            )
            self.members.append(
                fresh(
                    GroupMember,
                    id=new_id(),
                    group_id=row.id,
                    person_id=person.id,
                    position=position,
                    relation=new.relation,
                    guardian_id=new.guardian,
                    guardian_relation=new.guardian_relation,
                    **times,
                )
            )
            self._tell(new, group)

    def _person(
        self, new: NewPerson, group: NewGroup, number: int, times: dict[str, Any]
    ) -> Person:
        same = (
            "id", "sex", "birth_date", "birth_precision", "age_disputed", "origin_country",
            "origin_department", "return_country", "return_department", "language",
            "needs_interpreter", "can_read", "contact_channel", "sealed",
        )  # fmt: skip
        person = fresh(
            Person,
            **{name: getattr(new, name) for name in same},
            search_no=number,
            identity={k: v for k, v in new.identity.items() if v},
            place={k: v for k, v in new.place.items() if v},
            contact={k: v for k, v in new.contact.items() if v},
            nationalities=list(new.nationalities),
            other_languages=list(new.other_languages),
            site=group.site,
            source=group.source,
            **times,
        )
        if new.consent is not None:
            self.consents.append(
                fresh(
                    DataConsent,
                    id=new_id(),
                    person_id=person.id,
                    by=new.consent.by,
                    how=new.consent.how,
                    language=new.consent.language,
                    wording=new.consent.wording,
                    recorded_by=self.actor.id,
                    **{**times, "occurred_at": new.consent.at or group.at},
                )
            )
        return person

    def _tell(self, new: NewPerson, group: NewGroup) -> None:
        from_sheet = group.source == "SHEET"
        code = "registry.registered_from_sheet" if from_sheet else "registry.registered"
        codes = [code] if new.consent is None else [code, "registry.consented"]
        self.journal.extend(
            audit.entry(actor=self.actor, code=c, at=group.at, person=new.id) for c in codes
        )

    def write(self) -> list[TravelGroup]:
        """Write each table once, parents before children, then the blind keys."""
        for rows in (
            self.groups, self.people, self.profiles, self.members, self.consents, self.journal
        ):  # fmt: skip
            insert_many(rows)
        index.write_keys((p.search_no, index.features_of(p)) for p in self.people)
        return self.groups
