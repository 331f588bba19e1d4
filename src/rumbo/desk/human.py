"""One human being with several registrations, on one page: what each says, what holds, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from rumbo.access import queries as access
from rumbo.access.doors import opens
from rumbo.access.values import Reader
from rumbo.audit import queries as audit
from rumbo.casework.models import Case
from rumbo.counselling import elsewhere, showing
from rumbo.counselling import queries as counselling
from rumbo.desk import assisted, telling
from rumbo.desk.collecting import address
from rumbo.registry import joined, queries
from rumbo.registry.models import GroupMember, Person, PossibleDuplicate
from rumbo.registry.showing import Line, side_by_side
from rumbo.ui import words

NO_FILE = UUID(int=0)
MOST = 60  # lines of the two histories: the whole of each stands in its own file
# What both files say of one look at a pair: one line here.
OF_A_PAIR = frozenset(
    {"registry.duplicate_decided", "registry.merge_undone", "registry.duplicate_reopened"}
)


@dataclass(frozen=True, slots=True)
class Registration:
    """One of somebody's registrations; of one that is not open to the reader only that it is there.

    `opened` says that another office opened it to the reader, who then reads it and no more.
    """

    person: Person | None
    case: Case | None = None
    office: str = ""
    opened: bool = False

    @property
    def title(self) -> str:
        """Where and when it was made."""
        if self.person is None:
            return _("Otra oficina")
        told = {"office": self.office, "day": words.day_table(self.person.occurred_at)}
        return _("%(office)s, %(day)s") % told

    @property
    def url(self) -> str:
        """Its own page, where the reader may open it."""
        if self.person is not None and self.opened:
            return address("desk:opened", person=self.person.pk)
        return address("desk:case", case=self.case.pk) if self.case is not None else ""


def person_or_404(reader: Reader, person: UUID) -> Person:
    """Somebody whom the reader may see: of their offices, or opened to them by another."""
    mine = Person.objects.visible_to(reader).filter(pk=person).first()
    found = mine or queries.opened_to(reader, person)
    if found is None or (found.sealed and not reader.roles & joined.BESIDE_PROTECTION):
        raise Http404
    return found


def registrations(reader: Reader, person: Person) -> list[Registration]:
    """Every registration of the human being, in the order in which they were made.

    One that is protection's alone leaves no gap for anybody else.
    """
    every = joined.known_to(reader, queries.every_registration_of([person.pk]))
    mine = Person.objects.visible_to(reader).filter(pk__in=every).select_related("office")
    found = {row.pk: row for row in mine}
    theirs = queries.granted(reader, every) - found.keys()
    opened = {key: one for key in theirs if (one := queries.opened_to(reader, key)) is not None}
    files = _files(reader, list(found))
    shown = [Registration(row, files.get(pk), row.office.name) for pk, row in found.items()]
    shown += [Registration(row, None, row.office.name, opened=True) for row in opened.values()]
    shown.sort(key=_made)
    return [*shown, *[Registration(None)] * (len(every) - len(shown))]


def _made(one: Registration) -> tuple[Any, ...]:
    return (one.person.occurred_at, one.person.search_no) if one.person is not None else ()


def _files(reader: Reader, people: Sequence[UUID]) -> dict[UUID, Case]:
    rows = GroupMember.objects.visible_to(reader).filter(person__in=people, left_at=None)
    groups = dict(rows.values_list("group", "person"))
    cases = Case.objects.visible_to(reader).filter(group__in=list(groups)).select_related("office")
    return {groups[case.group_id]: case for case in cases}


def page(reader: Reader, person: Person) -> dict[str, Any]:
    """Everything the page shows, for a reader."""
    every = registrations(reader, person)
    seen = [one for one in every if one.person is not None]
    people = [one.person for one in seen if one.person is not None]
    keys = [one.pk for one in people]
    lines = side_by_side(people, joined.chosen_among(keys))
    pairs = _pairs(reader, keys)
    return {
        "person": person,
        "name": full_name(lines) or person.full_name,
        "registrations": every,
        "seen": seen,
        "lines": lines,
        "open_lines": sum(line.differs and line.chosen is None for line in lines),
        "helped": assisted.helped(reader, keys),
        "contradicted": bool(joined.contradicted(keys)),
        "pairs": pairs,
        "shares": shares(people),
        "events": events(reader, seen),
    }


def full_name(lines: Sequence[Line]) -> str:
    """The name as it is shown: of each part what somebody chose, else the newest."""
    told = {line.code: line.shown for line in lines}
    parts = (told.get(code, "") for code in ("given_names", "surname_1", "surname_2"))
    return " ".join(filter(None, parts))


def _pairs(reader: Reader, people: Sequence[UUID]) -> list[tuple[PossibleDuplicate, str]]:
    """The joinings between registrations that the reader sees, each with where it is undone."""
    rows = PossibleDuplicate.objects.visible_to(reader).filter(
        earlier__in=people, later__in=people, decision="SAME"
    )
    found = []
    for pair in rows.order_by("decided_at"):
        url = address("registry:undo", pair=pair.pk)
        if opens(url, reader.roles):
            found.append((pair, url))
    return found


@dataclass(frozen=True, slots=True)
class Holds:
    """What holds of sharing with one recipient, over all of somebody's registrations."""

    label: str
    state: str
    why: str


def shares(people: Sequence[Person]) -> list[Holds]:
    """Recipient by recipient the narrower answer, and where it comes from."""
    answers = [counselling.shares_of(person) for person in people]
    keys = {person.pk for person in people}
    narrowed = elsewhere.overruled(row for one in answers for row in one.values())
    found = []
    for shared in showing.shares({}, "en" if words.language() == "en" else "es"):
        rows = [one[shared.code] for one in answers if shared.code in one]
        counting = [row for row in rows if row.given and row.id not in narrowed]
        if counting:
            found.append(Holds(shared.label, "ok", ""))
        elif any(row.given for row in rows):
            said = _("En un registro dijo que sí y en otro que no: vale el no.")
            noes = {narrowed[row.id].person for row in rows if row.id in narrowed}
            # Where a mask hides who said no, that it was said elsewhere stays hidden too.
            why = said if noes & keys else ""
            found.append(Holds(shared.label, "no", why))
        elif rows:
            found.append(Holds(shared.label, "no", ""))
        else:
            found.append(Holds(shared.label, "", ""))
    return found


def events(reader: Reader, seen: Sequence[Registration]) -> list[dict[str, Any]]:
    """What happened under each registration, in one order, newest first, each with its office."""
    found = []
    for one in seen:
        if one.person is None:
            continue
        key = one.case.pk if one.case is not None else NO_FILE
        # What an office opened is the registration, not what lies apart from it.
        within = reader.compartments & {"bio"} if one.opened else reader.compartments
        rows = audit.timeline(key, [one.person.pk], within, most=MOST)
        # Of a file the part of this person, and what was done for all; nobody else's.
        found += [(row, one) for row in rows if row.person_id in {None, one.person.pk}]
    found.sort(key=lambda pair: (pair[0].occurred_at, pair[0].number), reverse=True)
    said = {(row.code, row.occurred_at): row.number for row, _one in found if row.code in OF_A_PAIR}
    found = [
        (row, one)
        for row, one in found
        if said.get((row.code, row.occurred_at), row.number) == row.number
    ]
    names = access.names_of({row.actor_id for row, _one in found if row.actor_id})
    numbers = telling.numbers_in([row for row, _one in found], reader)
    return [
        {
            "sentence": telling.sentence(row, numbers),
            "when": row.occurred_at,
            "where": " · ".join(filter(None, (one.title, names.get(row.actor_id, "")))),
        }
        for row, one in found[:MOST]
    ]
