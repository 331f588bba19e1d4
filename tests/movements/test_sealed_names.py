"""At the door and on the board a sealed person has a seat and a number, and no name."""

import pytest
from django.urls import reverse

from rumbo.common import clock
from rumbo.registry.models import Person
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["departure", "roll", "road"])
def test_a_sealed_person_is_called_by_seat_and_number(name: str) -> None:
    ready.reference()
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    Person.objects.filter(pk=factories.people_of(case)[0].pk).update(sealed=True)
    url = reverse(f"movements:{name}", args=[bus.pk])
    with clock.travel_to(travel.BEFORE):
        page = client_for("movements").get(url).content.decode()
        known = client_for("movements", "protection").get(url).content.decode()
    assert "Dilcia" not in page
    if name != "road":
        assert "Nombre reservado" in page
        assert case.number in page
        assert "Dilcia" in known
