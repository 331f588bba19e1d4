"""A sister in another file: who does not keep such records does not learn that there is one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from rumbo.access.models import Office
from rumbo.access.rules import ROLES, compartments_of
from rumbo.access.values import SYSTEM
from rumbo.casework.lookup import SEALED_FOR
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
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
from tests.turns import is_its_turn, wait_for_turn

pytestmark = pytest.mark.django_db
SISTER = {**children.BOY, "identity": {**children.BOY["identity"], "given_names": ELSEWHERE}}
OTHERS = sorted(set(ROLES) - SEALED_FOR)
SHE_IS = "en otro expediente"
ANOTHERS_WORD = "falta algo que le toca a"


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


def test_no_page_of_the_brother_names_his_sister(two: Two, request: pytest.FixtureRequest) -> None:
    wait_for_turn(request.node.callspec.params["two"], WHERE, len(WHERE))
    wrong = []
    # A third each day: two places and three parts come round together in six days.
    for role in (one for one in OTHERS if is_its_turn(one, OTHERS, 3)):
        unsaid = two.unsaid
        if "protection" not in compartments_of(frozenset({role})):
            unsaid = (*unsaid, SHE_IS)
        client = Client(raise_request_exception=False)
        client.force_login(factories.user(role, at=two.office))
        for url in crawl.of_rows(
            [url for each in crawl.ALL for url in crawl.filled(*each, two)], two
        ):
            page = _read(client, url)
            wrong += [f"{role}: {word} in {url}" for word in unsaid if word in page]
    assert not wrong, "\n".join(wrong)


def _posted(role: str, two: Two, url: str) -> str:
    client = Client()
    client.force_login(factories.user(role, at=two.office))
    with rolled_back():
        return client.post(url, follow=True).content.decode()


def test_whoever_books_him_reads_whose_word_is_missing_and_no_more(two: Two) -> None:
    body = _posted(
        "movements", two, reverse("movements:book", args=[two.ids["departure"], two.case.pk])
    )
    assert ANOTHERS_WORD in body
    for word in (*two.unsaid, SHE_IS):
        assert word not in body
    assert not Booking.objects.filter(case=two.case).exists()


def test_who_keeps_such_records_reads_that_she_travels_elsewhere(two: Two) -> None:
    officer = factories.actor("movements", "protection", at=two.office)
    plane = Departure.objects.get(pk=two.ids["departure"])
    with pytest.raises(Refusal, match="tiene lugar en otra salida"):
        movements.book_group(actor=officer, case=two.case, departure=plane, at=buses.BEFORE)


def test_the_list_is_not_closed_over_her_and_says_nothing_of_her(two: Two) -> None:
    plane = Departure.objects.get(pk=two.ids["departure"])
    hers = Booking.objects.exclude(case=two.case).select_related("case").get()
    movements.release_booking(actor=SYSTEM, booking=hers)
    buses.booked(two.case, plane)
    movements.confirm_departure(actor=SYSTEM, departure=plane, at=buses.BEFORE)
    body = _posted("movements", two, reverse("movements:act", args=[plane.pk, "manifest"]))
    assert ANOTHERS_WORD in body
    for word in (*two.unsaid, SHE_IS):
        assert word not in body
    assert not plane.manifests.exists()
    with pytest.raises(Refusal, match="hermana o hermano, que está en otro"):
        movements.close_manifest(
            actor=factories.actor("movements", "protection", at=two.office),
            departure=plane, at=buses.BEFORE,
        )  # fmt: skip


def test_protection_reads_which_file_is_hers(two: Two) -> None:
    client = Client()
    client.force_login(factories.user("child_officer", at=two.office))
    hers = Booking.objects.exclude(case=two.case).select_related("case").get()
    page = reverse("protection:siblings", args=[two.case.pk, two.ids["person"]])
    assert hers.case.number in _read(client, page)
