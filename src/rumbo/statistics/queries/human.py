"""Who is one human being: so that a report can say of how many people its returns are."""

import uuid
from collections.abc import Mapping

from rumbo.common.sealed.keyedhash import blind
from rumbo.registry.models import Person


def humans() -> Mapping[uuid.UUID, uuid.UUID]:
    """Return, of each registration that was joined with another, by whose id the human being goes.

    Inside `known_by` it is as it was known then.
    """
    joined = Person.objects.filter(individual__isnull=False)
    return dict(joined.values_list("pk", "individual"))


def humans_of_a_file() -> Mapping[str, str]:
    """Return the same in the words of the column `person` of a file of returns."""
    return {named(one): named(human) for one, human in humans().items()}


def named(one: uuid.UUID) -> str:
    """Return what stands for a registration in such a file: without the key nobody can tell whose."""
    return blind("sitrep", str(one)).hex()
