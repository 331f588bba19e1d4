"""Reception knows who comes to its centre and said yes: no reserved file, and no file of an office."""

from datetime import date

import pytest
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.common import clock
from rumbo.reception import queries
from rumbo.registry.models import Person
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as home
from tests.factories.pages import client_for

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


def test_who_receives_opens_those_who_come_to_their_centre_and_no_file() -> None:
    ready.reference()
    case = travel.ready_alone()
    home.agrees(case, "RECEIVING_MISSION")
    there = home.receiving()
    bus, moment = home.on_the_road(case)
    page = reverse("reception:person", args=[factories.people_of(case)[0].pk])
    pages = [reverse("desk:case", args=[case.pk]), reverse("desk:people"), reverse("desk:search")]
    with clock.travel_to(moment):
        assert bus.has_left
        for office, status in ((there, 200), (case.office, 404)):
            client = client_for("reception", at=office)
            assert client.get(page).status_code == status
            assert {client.get(url).status_code for url in pages} == {404}
        assert client_for("reintegration", at=case.office).get(page).status_code == 200
