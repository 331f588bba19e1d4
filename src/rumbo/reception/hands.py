"""Whether a child that came without its family is in the hands of who receives it."""

from datetime import datetime

from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.protection import queries as protecting
from rumbo.reception import errors, queries
from rumbo.registry.models import Person


def require_handed_over(case: Case, person: Person, kind: str, when: datetime) -> None:
    """Whoever came without an adult of their own goes on from a hand into a hand, signed for.

    `kind` is where they go. Whom no escort brought, because nobody knew that they were alone,
    stays with the authority for children: nobody else was assessed.
    """
    if not counselling.is_child_alone(case, person, clock.day_of(when)):
        return
    if queries.seat_of(case, person.pk) is None or protecting.was_handed_over(case, person):
        return
    if kind == "CHILD_AUTHORITY" and not protecting.awaited(case, person).is_open:
        return
    raise errors.act_comes_first()
