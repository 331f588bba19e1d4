"""Who came from a sheet and was never asked: nobody calls, writes to or tells of them; all help stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from rumbo.access.values import SYSTEM
from rumbo.assistance import actions as assistance
from rumbo.assistance.values import NewService
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Contact, Task
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.documents import actions as documents
from rumbo.documents.values import NewRequest
from rumbo.followup import actions as followup
from rumbo.movements import actions as movements
from rumbo.movements.actions.seats import tell
from rumbo.protection import actions as protection
from rumbo.protection.values import SheetSignals
from rumbo.reception import actions as reception
from rumbo.reception.values import NewReferral
from rumbo.registry.models import DataConsent, Person
from tests import factories
from tests.factories import assistance as help_of
from tests.factories import documents as papers
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals
from tests.factories.counting import everything

pytestmark = pytest.mark.django_db

Try = Callable[[], object]
AT: dict[str, Any] = {"actor": SYSTEM, "at": factories.MONDAY}
# What each verb says; where the permission itself is not named, the gate that asks for it is.
NO_CALL = "casework.permission_missing"
NO_DATA = "counselling.no_data_consent"
NO_SHARE = "documents.no_consent_to_share"


def head(case: Case) -> Person:
    return factories.people_of(case)[0]


def family(case: Case) -> dict[str, Any]:
    who = {"name": "Doña Lidia", "phone": "+504 99990000"}
    return {"case": case, "person": head(case), "who": who, "consent_on": factories.MONDAY.date()}


def add_contact() -> Try:
    case = factories.registered()
    return lambda: casework.add_contact(**AT, case=case, person=head(case), about="OTHER")


def log_attempt() -> Try:
    case = factories.registered()
    contact = casework.add_contact(**AT, case=case, person=head(case), about="OTHER")
    return lambda: casework.log_attempt(**AT, contact=contact, channel="PHONE", outcome="REACHED")


def note_family_contact() -> Try:
    case = factories.registered()
    return lambda: casework.note_family_contact(**AT, **family(case))


def call_family() -> Try:
    contact = casework.note_family_contact(**AT, **family(factories.registered()))
    return lambda: casework.call_family(**AT, contact=contact, said="Saben que viene.")


def record_share_consents() -> Try:
    case = factories.registered()
    return lambda: counselling.record_share_consents(
        **AT, case=case, person=head(case), answers={"CONSULATE": True}
    )


def ask_consulate() -> Try:
    case = factories.registered()
    papers.screened(case)
    papers.shares(case, "CONSULATE")
    asked = NewRequest(type="LAISSEZ_PASSER", country="HND", consulate="HN-TAP")
    return lambda: documents.ask_consulate(**AT, case=case, person=head(case), request=asked)


def send_request() -> Try:
    request = papers.gathered(papers.asked(factories.registered()))
    return lambda: documents.send_request(**AT, request=request)


def write_letter() -> Try:
    request = papers.asked(factories.registered())
    return lambda: documents.write_letter(**AT, request=request)


def book_appointment() -> Try:
    request = papers.asked(factories.registered())
    later = factories.MONDAY + timedelta(days=2)
    return lambda: documents.book_appointment(**AT, request=request, starts_at=later)


def print_packet() -> Try:
    request = papers.gathered(papers.asked(factories.registered()))
    batch = documents.put_in_batch(**AT, request=request)
    return lambda: documents.print_packet(**AT, batch=batch)


def hand_batch() -> Try:
    request = papers.gathered(papers.asked(factories.registered()))
    batch = documents.put_in_batch(**AT, request=request)
    return lambda: documents.hand_batch(**AT, batch=batch)


def tell_receiving_side() -> Try:
    case = factories.registered()
    papers.screened(case)
    papers.shares(case, "RECEIVING_MISSION")
    return lambda: documents.tell_receiving_side(**AT, case=case, on=factories.MONDAY.date())


def tell_of_a_departure() -> Try:
    case, bus = travel.ready_alone(), travel.departure()
    papers.shares(case, "RECEIVING_MISSION")
    travel.booked(case, bus)
    return lambda: movements.tell_receiving_side(**AT, departure=bus)


def print_for_authorities() -> Try:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    bus.refresh_from_db()
    return lambda: movements.note_printing(**AT, departure=bus, paper="authorities")


def print_for_the_border() -> Try:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    return lambda: movements.note_printing(**AT, departure=bus, paper="border")


def book_group() -> Try:
    case, bus = travel.ready_alone(), travel.departure()
    return lambda: movements.book_group(**AT, case=case, departure=bus)


def record_explicit_consent() -> Try:
    case = factories.registered()
    papers.shares(case, "CONSULATE")
    return lambda: documents.record_explicit_consent(
        **AT, case=case, person=head(case), recipient="CONSULATE",
        counselled_on=factories.MONDAY.date(), words="Sí, que lo sepan.",
    )  # fmt: skip


def ask_for_other_parent() -> Try:
    case = ready.family()
    papers.screened(case)
    child = factories.people_of(case)[1]
    return lambda: documents.ask_for_other_parent(**AT, case=case, child=child)


def refer() -> Try:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    told = NewReferral(target="JOBS_EXCHANGE", need="WORK", agreed_on=factories.MONDAY.date())
    return lambda: reception.refer(**AT, case=case, person=head(case), referral=told)


def call_home() -> Try:
    case = travel.ready_alone()
    arrivals.agrees(case, "MONITORING_CALL")
    found, moment = arrivals.came(case)
    later = moment + timedelta(days=40)
    return lambda: followup.note_attempt(
        actor=SYSTEM, arrival=found[0], outcome="NO_ANSWER", at=later
    )


def arrange_service() -> Try:
    case, person = help_of.survivor()
    asked = NewService(
        kind="SHELTER", provider="Casa Amparo", agreed_on=help_of.DAY, starts_on=help_of.DAY
    )
    return lambda: assistance.arrange_service(**AT, case=case, person=person, service=asked)


def let_origin_know() -> Try:
    (case, person), office = help_of.survivor(), help_of.origin()
    return lambda: assistance.let_origin_know(
        **AT, case=case, person=person, office=office, given_on=help_of.DAY
    )


VERBS: tuple[tuple[Callable[[], Try], str], ...] = (
    (add_contact, NO_CALL),
    (log_attempt, NO_CALL),
    (note_family_contact, NO_CALL),
    (call_family, NO_CALL),
    (record_share_consents, NO_DATA),
    (ask_consulate, NO_SHARE),
    (send_request, NO_SHARE),
    (write_letter, NO_SHARE),
    (book_appointment, NO_CALL),
    (print_packet, NO_SHARE),
    (hand_batch, NO_SHARE),
    (tell_receiving_side, NO_SHARE),
    (tell_of_a_departure, "movements.nobody_agreed"),
    (print_for_authorities, "movements.permission_taken_back"),
    (print_for_the_border, "movements.permission_taken_back"),
    (book_group, "movements.not_ready_book"),
    (record_explicit_consent, "documents.nothing_to_explain"),
    (ask_for_other_parent, NO_DATA),
    (refer, "reception.no_consent_to_refer"),
    (call_home, "followup.no_consent"),
    (arrange_service, NO_DATA),
    (let_origin_know, NO_DATA),
)


def never_asked() -> None:
    """Nobody's yes was ever written down: those there are become somebody else's."""
    nobody = head(factories.registered(factories.new_person(consent=None)))
    DataConsent.objects.update(person=nobody)


@pytest.mark.parametrize(("prepared", "code"), VERBS, ids=lambda one: getattr(one, "__name__", ""))
def test_nobody_is_called_asked_for_or_told_of_who_was_never_asked(
    prepared: Callable[[], Try], code: str
) -> None:
    ready.reference()
    attempt = prepared()
    never_asked()
    before = everything()
    with pytest.raises(Refusal) as refusal:
        attempt()
    assert refusal.value.code == code
    assert everything() == before
    said = refusal.value.sentence
    assert said.endswith(".")
    with translation.override("en"):
        assert refusal.value.sentence not in {"", said}


@pytest.mark.parametrize("prepared", [verb for verb, _code in VERBS], ids=lambda one: one.__name__)
def test_the_same_is_done_once_the_yes_is_there(prepared: Callable[[], Try]) -> None:
    ready.reference()
    attempt = prepared()
    before = everything()
    attempt()
    assert everything() != before


def test_news_of_a_seat_go_to_nobody_who_was_never_asked() -> None:
    case = factories.registered(factories.new_person(consent=None))
    tell(actor=SYSTEM, case=case, about="SEAT", at=factories.MONDAY)
    assert not Contact.objects.exists()


def test_an_hour_at_the_booth_may_be_set_aside_and_calls_nobody() -> None:
    case = factories.registered(factories.new_person(consent=None))
    casework.make_appointment(
        **AT, case=case, person=head(case), role="counsellor",
        starts_at=factories.MONDAY + timedelta(days=1),
    )  # fmt: skip
    assert not Contact.objects.exists()


def test_what_protects_somebody_waits_for_no_yes() -> None:
    case = factories.registered(factories.new_person(consent=None))
    casework.note_stay(**AT, case=case, kind="STREET", is_safe=False)
    casework.report_danger(**AT, case=case, person=head(case), said="La siguen.")
    told = SheetSignals(fear="YES", codes=("KIDNAPPING_VICTIM",), child_alone=True)
    protection.intake_signals(**AT, case=case, person=head(case), signals=told)
    opened = Task.objects.open().filter(case=case)
    assert set(opened.values_list("role", flat=True)) == {"protection", "child_officer"}
    assert opened.filter(code="NOT_SAFE_HERE", urgent=True).exists()
    assert not Contact.objects.exists()
