"""The printed sheet carries, for each person, the address that opens the roll at that very person."""

import re

import pytest
from django.urls import reverse

from rumbo.common import clock
from rumbo.common.pdf import qr
from rumbo.movements.print import papers
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<li id="p-([0-9a-f-]{36})" class="[^"]*\bscanned\b')


@pytest.mark.parametrize("paper", ["roll-call", "passes"])
def test_each_code_of_the_sheet_opens_the_roll_at_its_own_row(
    paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.reference()
    bus, families = travel.departure(), [travel.ready_family(), travel.ready_alone()]
    for case in families:
        travel.booked(case, bus)
    travel.boarding(bus)
    drawn: list[str] = []

    def watched(text: str) -> str:
        drawn.append(text)
        return qr(text)

    monkeypatch.setattr(papers, "qr", watched)
    client = client_for("field")
    with clock.travel_to(travel.AT_DOOR):
        sheet = client.get(reverse("movements:paper", args=[bus.pk, paper]))
        assert sheet.status_code == 200
        assert b"".join(sheet).startswith(b"%PDF")
        people = [person for case in families for person in factories.people_of(case)]
        seats = [travel.seat_of(person) for person in people]
        assert len(drawn) == len(set(drawn)) == len(seats) == 3
        opened = {}
        for address in drawn:
            assert address.startswith("http://testserver/")
            page = client.get(address.removeprefix("http://testserver"), follow=True)
            where, _status = page.redirect_chain[-1]
            [row] = ROW.findall(page.text)
            assert where.endswith(f"#p-{row}")
            opened[row] = address
        assert set(opened) == {str(seat.pk) for seat in seats}
        assert all(row in address for row, address in opened.items())
