"""A sister in another file: whoever books her brother learns that she is, not which file is hers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from rumbo.access.models import Office
from rumbo.access.rules import ROLES
from rumbo.access.values import SYSTEM
from rumbo.casework.lookup import SEALED_FOR
from rumbo.casework.models import Case
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure
from rumbo.movements.values import NewDeparture
from rumbo.protection import actions as protection
from rumbo.registry import actions as registry
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as buses
from tests.security import test_crawl as crawl
from tests.security.test_reserved_names import rolled_back
from tests.security.world import ELSEWHERE
from tests.turns import wait_for_turn

pytestmark = pytest.mark.django_db
SISTER = {**children.BOY, "identity": {**children.BOY["identity"], "given_names": ELSEWHERE}}
OTHERS = sorted(set(ROLES) - SEALED_FOR)


@dataclass
class Two:
    """A boy of one office, with the ids of what is his, and what must not be said of his sister."""

    office: Office
    case: Case
    unsaid: tuple[str, ...]
    ids: dict[str, UUID] = field(default_factory=dict)


def _flight(office: Office) -> Departure:
    plan = NewDeparture(
        route="A-TAP-HN-SPS", start="TAP", leaves_at=buses.LEAVES,
        seats=40, fixed_cost=1, seat_cost=1,
    )  # fmt: skip
    return movements.plan_departure(actor=SYSTEM, office=office, plan=plan, at=factories.MONDAY)


WHERE = ("another office", "reserved")


@pytest.fixture(params=WHERE)
def two(request: pytest.FixtureRequest) -> Iterator[Two]:
    """His sister has a seat on another aeroplane; he waits for his, with everything in order."""
    with time_machine.travel(buses.BEFORE, tick=False):
        ready.reference()
        officer = factories.actor("child_officer")
        reserved = request.param == "reserved"
        home = factories.office()
        hers = home if reserved else factories.office("TIJ", "Tijuana")
        case, boy = children.ready_boy(officer)
        his_sisters, girl = children.ready_boy(officer, at=hers, **SISTER)
        plane, other = _flight(home), _flight(hers)
        buses.booked(his_sisters, other)
        pair = protection.suspect_siblings(actor=officer, person=boy, other=girl)
        protection.decide_siblings(actor=officer, pair=pair, decision="SIBLINGS")
        unsaid = [ELSEWHERE, str(his_sisters.number)]
        if reserved:
            registry.seal_person(actor=factories.actor("protection"), person=girl, why="IN_DANGER")
            unsaid = [ELSEWHERE]  # her file has a line of its own in this office
        else:
            unsaid.append(other.code)
        yield Two(
            home, case, tuple(unsaid),
            {"case": case.pk, "person": boy.pk, "departure": plane.pk, "pair": pair.pk},
        )  # fmt: skip


def _read(client: Client, url: str) -> str:
    answer = client.get(url)
    return (
        b"".join(answer).decode() if answer.streaming else answer.content.decode("utf-8", "replace")
    )


def _around(body: str, sentence: str) -> str:
    """The paragraph of a page in which something is said."""
    place = body.index(sentence)
    return body[body.rindex("<p", 0, place) : body.index("</p>", place)]


def test_no_page_of_the_brother_names_his_sister(two: Two, request: pytest.FixtureRequest) -> None:
    wait_for_turn(request.node.callspec.params["two"], WHERE, len(WHERE))
    wrong = []
    for role in OTHERS:
        client = Client(raise_request_exception=False)
        client.force_login(factories.user(role, at=two.office))
        for url in crawl.of_rows(
            [url for each in crawl.ALL for url in crawl.filled(*each, two)], two
        ):
            page = _read(client, url)
            wrong += [f"{role}: {word} in {url}" for word in two.unsaid if word in page]
    assert not wrong, "\n".join(wrong)


def test_whoever_books_him_reads_that_she_travels_elsewhere_and_no_more(two: Two) -> None:
    client = Client()
    client.force_login(factories.user("movements", at=two.office))
    url = reverse("movements:book", args=[two.ids["departure"], two.case.pk])
    with rolled_back():
        answer = client.post(url, follow=True)
    body = answer.content.decode()
    assert "hermana o hermano, que está en otro expediente" in body
    hers = Booking.objects.exclude(case=two.case).select_related("case", "departure").get()
    said = _around(body, "hermana o hermano, que está en otro expediente")
    for word in (ELSEWHERE, hers.case.number, hers.departure.code):
        assert word not in said
    assert not Booking.objects.filter(case=two.case).exists()


def test_the_list_is_not_closed_over_her_and_says_no_number(two: Two) -> None:
    plane = Departure.objects.get(pk=two.ids["departure"])
    hers = Booking.objects.exclude(case=two.case).select_related("case").get()
    movements.release_booking(actor=SYSTEM, booking=hers)
    buses.booked(two.case, plane)
    movements.confirm_departure(actor=SYSTEM, departure=plane, at=buses.BEFORE)
    client = Client()
    client.force_login(factories.user("movements", at=two.office))
    answer = client.post(reverse("movements:act", args=[plane.pk, "manifest"]), follow=True)
    body = answer.content.decode()
    assert "falta el lugar de su hermana o hermano" in body
    said = _around(body, "falta el lugar de su hermana o hermano")
    assert hers.case.number not in said
    assert ELSEWHERE not in body
    assert not plane.manifests.exists()


def test_protection_reads_which_file_is_hers(two: Two) -> None:
    client = Client()
    client.force_login(factories.user("child_officer", at=two.office))
    hers = Booking.objects.exclude(case=two.case).select_related("case").get()
    page = reverse("protection:siblings", args=[two.case.pk, two.ids["person"]])
    assert hers.case.number in _read(client, page)
