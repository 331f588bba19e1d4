"""What a correction touches: papers signed, decisions taken, children; said before and asked after."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.casework import queries as casework
from rumbo.casework.models import Case
from rumbo.casework.rules import SEATED
from rumbo.counselling import queries as counselling
from rumbo.desk.rules import children_alone
from rumbo.documents import queries as documents
from rumbo.protection import queries as protection
from rumbo.registry import queries as registry
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.rules.correcting import PRINTED, differing, stays_in_doubt
from rumbo.registry.values import Correction, NewPerson

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Who opens reserved files and says that somebody is no child (registry keeps the same).
PROTECT = frozenset({"protection", "child_officer"})
JUDGED = frozenset({"BIRTH", "NATIONALITIES", "STATUS"})
LISTED = PRINTED | {"SEX", "DOCUMENT"}


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that rests on what was corrected: whose task, which, and what is said before."""

    code: str
    role: str
    say: "_StrPromise"
    urgent: bool = False


SIGNED = Touched(
    "SIGN_AGAIN",
    "counsellor",
    gettext_lazy(
        "Hay una declaración firmada con los datos de antes: consejería tendrá la tarea de firmarla "
        "de nuevo."
    ),
)
PAPERS = Touched(
    "COMPARE_PAPERS",
    "documents",
    gettext_lazy(
        "Hay un documento de viaje, o uno pedido al consulado, con los datos de antes: documentos "
        "tendrá la tarea de compararlo."
    ),
)
DECIDED = Touched(
    "DECIDE_CORRECTED",
    "coordinator",
    gettext_lazy(
        "La elegibilidad se decidió con los datos de antes: coordinación tendrá la tarea de ver si "
        "sigue valiendo."
    ),
)
SEAT = Touched(
    "LIST_AGAIN",
    "movements",
    gettext_lazy(
        "Tiene lugar en una salida: movimientos tendrá hoy la tarea de revisar la lista de pasajeros."
    ),
    urgent=True,
)


def touched(case: Case, person: Person, fields: Collection[str]) -> list[Touched]:
    """What of a case rests on the parts of a registration that are corrected."""
    told = set(fields)
    found = []
    if told & PRINTED and counselling.is_named_in_declarations(person):
        found.append(SIGNED)
    if told & PRINTED and documents.has_papers(person):
        found.append(PAPERS)
    if told & JUDGED and casework.is_decided(case):
        found.append(DECIDED)
    if told & LISTED and case.stage in SEATED:
        found.append(SEAT)
    return found


def consequences(
    case: Case, person: Person, after: Correction, roles: Collection[str], day: date
) -> list[str]:
    """What a correction would touch, in sentences, before anything is written."""
    before = registry.as_registered(person)
    said = [str(one.say) for one in touched(case, person, differing(before, after))]
    presumed = protection.is_presumed_alone(person)
    doubt = stays_in_doubt(before, after, day, presumed=presumed) and not PROTECT & set(roles)
    if doubt:
        after = replace(after, age_disputed=True)
        said.append(
            _(
                "Deja de constar como menor de 18 años: la edad queda en duda, y sigue contando como "
                "menor, hasta que protección lo vea."
            )
        )
    members = counselling.members(case)
    if alone(members, day, person=person, after=after) - alone(members, day):
        said.append(
            _("Alguien del grupo cuenta como menor sin su familia: la vía de niñez lo verá hoy.")
        )
    return said


def alone(
    members: Iterable[GroupMember],
    day: date,
    *,
    person: Person | None = None,
    after: Correction | None = None,
) -> set[UUID]:
    """Who of a group counts as a child without family: as it stands, or as it would stand."""
    told = [_told(member) for member in members]
    if person is not None and after is not None:
        told = [
            replace(
                one,
                birth_date=after.birth_date,
                birth_precision=after.birth_precision,
                age_disputed=after.age_disputed,
            )
            if one.id == person.id
            else one
            for one in told
        ]
    return set(children_alone(told, day))


def _told(member: GroupMember) -> NewPerson:
    """The ages and the company of somebody, which is all that the rule looks at."""
    return NewPerson(
        id=member.person_id,
        identity={},
        birth_date=member.person.birth_date,
        birth_precision=member.person.birth_precision,
        age_disputed=member.person.age_disputed,
        guardian=member.guardian_id,
        guardian_relation=member.guardian_relation,
    )


def is_led(person: Person, roles: Collection[str]) -> bool:
    """Whether who answers for somebody is for the child officer to say, and not for these roles."""
    return protection.is_on_track(person) and not PROTECT & set(roles)
