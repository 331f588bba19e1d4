"""A file that protection reserved: its name stands on no page, export or paper of anybody else."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.models import Office
from rumbo.access.rules import ROLES
from rumbo.access.values import SYSTEM
from rumbo.casework.lookup import SEALED_FOR
from rumbo.casework.models import Case, Inquiry
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.complaints.models import Complaint
from rumbo.exchange.models import IntakeRow
from rumbo.movements import actions as movements
from rumbo.movements.models import Departure, Escort
from rumbo.reception import actions as reception
from rumbo.reception.values import NewPayment, NewReferral
from rumbo.registry import actions as registry
from rumbo.registry.models import Person, TravelGroup
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as home
from tests.security import test_crawl as crawl
from tests.security import world
from tests.turns import DEEP, is_its_turn, wait_for_turn

pytestmark = pytest.mark.django_db
GIVEN, SURNAME = "Zzreservada", "Zzapellido"
NAMES = (GIVEN, SURNAME)
OTHERS = sorted(set(ROLES) - SEALED_FOR)
PAPERS = ("authorities", "internal", "roll-call", "passes", "driver", "border")


@dataclass
class Life:
    """A reserved person at one point of the way home: where, when, and the ids of what is theirs."""

    office: Office
    case: Case
    now: datetime
    ids: dict[str, UUID] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)
    name: str = ""


def _before() -> Life:
    """Registered, called, met, asked about, with a seat on a bus whose list is closed."""
    now = crawl.NOW
    made = world.build("TAP", GIVEN)
    _rename()
    bus = Departure.objects.get(pk=made.ids["departure"])
    movements.close_manifest(actor=SYSTEM, departure=bus, at=now)
    return Life(made.office, made.case, now, made.ids)


def _after(days: int) -> Life:
    """Home again, with a kit, money, a referral, and a yes to a call; `days` after the arrival."""
    mother = factories.new_person(
        identity={"given_names": GIVEN, "surname_1": SURNAME, "document_number": "E7654321"},
        contact={"phone": "+504 0000 0000", "note": GIVEN},
    )
    case = ready.make_ready(factories.registered(mother))
    home.agrees(
        case, "RECEIVING_MISSION", "GOVERNMENT_RECEPTION", "REFERRAL_BODIES", "MONITORING_CALL"
    )
    arrivals, moment = home.came(case)
    arrival = arrivals[0]
    person = arrival.person
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=moment)
    paid = reception.pay_onward(
        actor=SYSTEM, arrival=arrival, payment=NewPayment(amount=Money(10_000, "HNL")), at=moment
    )
    sent = reception.refer(
        actor=SYSTEM, case=case, person=person,
        referral=NewReferral(
            target="HN_SENAF", need="WORK", agreed_on=clock.day_of(moment)
        ),
        at=moment,
    )  # fmt: skip
    seat = travel.seat_of(person)
    ids = {
        "case": case.pk, "person": person.pk, "arrival": arrival.pk, "payment": paid.pk,
        "referral": sent.pk, "seat": seat.pk, "booking": seat.booking_id,
        "departure": seat.departure_id,
    }  # fmt: skip
    return Life(case.office, case, moment + timedelta(days=days, minutes=5), ids)


def _rename() -> None:
    for person in Person.objects.all():
        person.identity = {**person.identity, "surname_1": SURNAME}
        person.save()
    for row in IntakeRow.objects.all():  # a row that is nobody's yet is not a reserved person's
        row.raw = {**row.raw, "nombres": "Otra"}
        row.save()
    for escort in Escort.objects.all():  # nor is who goes along with the bus
        escort.name = "Otra"
        escort.save()
    for complaint in Complaint.objects.all():  # nor whom a complaint is about, in somebody's words
        complaint.about, complaint.who = "Otra", None
        complaint.save()
    for asked in Inquiry.objects.exclude(consented_at=None):  # nor who asked and has no file
        asked.who = {**asked.who, "name": "Otra"}
        asked.save()


LIVES = {"before": _before, "home": lambda: _after(0), "called": lambda: _after(40)}


def _reserve() -> None:
    """Protection reserves the last of each group, by whom all who travel with them are reserved."""
    officer = factories.actor("protection")
    for group in TravelGroup.objects.filter(members__left_at=None).distinct():
        last = group.members.filter(left_at=None).order_by("position").last()
        assert last is not None
        registry.seal_person(actor=officer, person=last.person, why="IN_DANGER")
    assert not Person.objects.filter(sealed=False).exists()


@pytest.fixture(params=sorted(LIVES))
def life(request: pytest.FixtureRequest) -> Iterator[Life]:
    with time_machine.travel(crawl.NOW, tick=False) as traveller:
        ready.reference()
        made = LIVES[request.param]()
        made.name = request.param
        _reserve()
        traveller.move_to(made.now)
        yield made


def _urls(life: Life) -> list[str]:
    """Every address with the ids of this life, every paper of its departure, every export."""
    found = [url for each in crawl.ALL for url in crawl.filled(*each, life)]
    found += [reverse("movements:paper", args=[life.ids["departure"], name]) for name in PAPERS]
    found += [url.replace(".csv", ".xlsx") for url in found if url.endswith("export.csv")]
    return crawl.of_rows([*dict.fromkeys(found)], life)


def _read(answer: Any) -> str:
    """What somebody reads in an answer: the words of a page, of a paper, of a workbook."""
    body = b"".join(answer) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    told = " ".join(f"{k}: {v}" for k, v in answer.headers.items())
    if kind == "application/pdf" and body.startswith(b"%PDF-1.7"):
        return told + " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(body))
        return told + " ".join(book.read(n).decode(errors="replace") for n in book.namelist())
    return told + body.decode(errors="replace")


def _told(answer: Any) -> list[str]:
    return [name for name in NAMES if name in _read(answer)]


def test_nobody_else_reads_the_name_of_a_reserved_person(life: Life) -> None:
    wait_for_turn(life.name, LIVES, len(LIVES))
    wrong = []
    turn = sorted(LIVES).index(life.name)
    for place, role in enumerate(OTHERS):
        # Half of them each day: three lives and two halves come round together in six days.
        if not is_its_turn(role, OTHERS, 2):
            continue
        client = Client(raise_request_exception=False)
        client.force_login(factories.user(role, everywhere=True))
        # What is sent is tried by each role in one of the lives; by all in all where time allows.
        sends = DEEP or place % len(LIVES) == turn
        wrong += [f"{role} {told}" for told in _leaks(client, life, sends=sends)]
    assert not wrong, "\n".join(wrong)


def _leaks(client: Client, life: Life, *, sends: bool) -> list[str]:
    urls, search = _urls(life), reverse("desk:search")
    found = [f"GET {url}" for url in urls if _told(client.get(url))]
    for word in (f"{GIVEN} {SURNAME}".lower(), "E7654321", life.case.number):
        found += [f"SEARCH {word}"] if _told(client.post(search, {"q": word})) else []
    for url in urls if sends else ():
        with rolled_back():
            found += [f"POST {url}"] if _told(client.post(url, {"why": "x"})) else []
    return found


def test_protection_reads_it(life: Life) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(factories.user("protection", everywhere=True))
    assert _told(client.get(reverse("desk:case", args=[life.case.pk])))


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever is written inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
