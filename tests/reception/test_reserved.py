"""A file that protection reserved names nobody at the reception, not even where its bus left."""

from datetime import date

import pytest

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.reception import queries
from rumbo.registry.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "is_known"), [("reception", False), ("protection", True)])
def test_a_reserved_person_is_one_person_more_but_for_protection(
    role: str, *, is_known: bool
) -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    with reading(reader_of(factories.user(role), date(2025, 3, 3))) as reader:
        pairs = [(person.pk, case.office_id)]
        assert queries.known_to(reader, pairs) == {person.pk}
        Person.objects.filter(pk=person.pk).update(sealed=True)
        assert (person.pk in queries.known_to(reader, pairs)) is is_known
