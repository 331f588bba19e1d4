"""Into whose hands the copy of a file may be given, read from the group as it stands."""

from collections.abc import Collection

from rumbo.casework.lookup import SEALED_FOR
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.desk.rules import may_receive
from rumbo.registry.models import Person

# Who answers for a child by law, and so may have what is kept of it.
ANSWERS = frozenset({"PARENT", "LEGAL_GUARDIAN"})


def receivers(case: Case, person: Person, roles: Collection[str]) -> tuple[str, ...]:
    """Codes of who may be given this copy by somebody with these roles; none: protection does it."""
    members = counselling.members(case)
    mine = next(one for one in members if one.person_id == person.pk)
    here = {one.person_id for one in members}
    return may_receive(
        is_adult=counselling.is_adult(person, clock.today(case.office.zone)),
        age_is_known=person.birth_date is not None and not person.age_disputed,
        has_guardian=mine.guardian_relation in ANSWERS and mine.guardian_id in here,
        protects=bool(SEALED_FOR.intersection(roles)),
    )
