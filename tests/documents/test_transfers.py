"""TRANSFER_CONSENT: every verb that tells somebody outside asks that recipient's own live yes, and logs it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import ShareConsent
from rumbo.documents import actions as documents
from rumbo.documents.models import ExplicitConsent, Transfer
from rumbo.documents.values import NewRequest
from rumbo.movements import actions as movements
from rumbo.protection.models import AsylumClaim, FearAnswer
from rumbo.reception import actions as reception
from rumbo.reception.models import Referral
from rumbo.reception.values import NewReferral
from rumbo.registry.models import Profile
from tests import factories
from tests.factories import documents as papers
from tests.factories import movements as buses
from tests.factories import ready

pytestmark = pytest.mark.django_db
Tell = Callable[[Case], Any]


def asking(case: Case) -> Any:
    return documents.ask_consulate(
        actor=SYSTEM,
        case=case,
        person=factories.people_of(case)[0],
        request=NewRequest(type="LAISSEZ_PASSER", country="HND", consulate="HN-TAP"),
        at=factories.MONDAY,
    )


def sending(case: Case) -> Any:
    row = case.consular_requests.get()
    return documents.send_request(actor=SYSTEM, request=row, at=factories.MONDAY)


def writing(case: Case) -> Any:
    row = case.consular_requests.get()
    return documents.write_letter(actor=SYSTEM, request=row, at=factories.MONDAY)


def handing_a_batch(case: Case) -> Any:
    row = case.consular_requests.get()
    batch = documents.put_in_batch(actor=SYSTEM, request=row, at=factories.MONDAY)
    return documents.hand_batch(actor=SYSTEM, batch=batch, at=factories.MONDAY)


def printing_a_packet(case: Case) -> Any:
    row = case.consular_requests.get()
    batch = documents.put_in_batch(actor=SYSTEM, request=row, at=factories.MONDAY)
    return documents.print_packet(actor=SYSTEM, batch=batch, at=factories.MONDAY)


def handing_an_original(case: Case) -> Any:
    row = factories.people_of(case)[0].documents.get()
    return documents.hand_over(
        actor=SYSTEM, case=case, document=row, held_by="consulate", at=factories.MONDAY
    )


def telling(case: Case) -> Any:
    return documents.tell_receiving_side(
        actor=SYSTEM, case=case, on=date(2025, 3, 3), at=factories.MONDAY
    )


def referring(case: Case) -> Any:
    return reception.refer(
        actor=SYSTEM,
        case=case,
        person=factories.people_of(case)[0],
        referral=NewReferral(
            target="JOBS_EXCHANGE", need="WORK", told=("age",), agreed_on=factories.MONDAY.date()
        ),
        at=factories.MONDAY,
    )


def printing_a_referral(case: Case) -> Any:
    return reception.note_letter(
        actor=SYSTEM, referral=Referral.objects.get(case=case), at=factories.MONDAY
    )


def showing_a_seat(case: Case) -> Any:
    row = case.consular_requests.get()
    return documents.show_itinerary(actor=SYSTEM, request=row, at=factories.MONDAY)


# Each verb that tells somebody outside: the recipient whose yes it asks, and the kind it is logged as.
VERBS: dict[str, tuple[Tell, str, str]] = {
    "asking a consulate": (asking, "CONSULATE", ""),
    "sending a request": (sending, "CONSULATE", "REQUEST"),
    "writing its letter": (writing, "CONSULATE", "LETTER"),
    "showing a held seat": (showing_a_seat, "CONSULATE", "ITINERARY"),
    "handing a batch": (handing_a_batch, "CONSULATE", "REQUEST"),
    "printing a packet": (printing_a_packet, "CONSULATE", ""),
    "handing an original": (handing_an_original, "CONSULATE", "ORIGINAL"),
    "telling those who receive": (telling, "RECEIVING_MISSION", "NOTICE"),
    "referring": (referring, "REFERRAL_BODIES", "REFERRAL"),
    "printing a referral": (printing_a_referral, "REFERRAL_BODIES", "REFERRAL"),
}


def prepared(name: str) -> Case:
    """Everything that a verb needs, with every yes."""
    case = factories.registered()
    papers.screened(case)
    papers.shares(case, "CONSULATE", "RECEIVING_MISSION", "REFERRAL_BODIES")
    if name not in {"asking a consulate", "referring", "telling those who receive"}:
        papers.gathered(asking(case))
    if name == "handing an original":
        papers.recorded(case, original_with="office")
    if name == "printing a referral":
        referring(case)
    Transfer.objects.all().delete()
    return case


def settled(case: Case) -> None:
    """The fear that somebody told was settled by two."""
    FearAnswer.objects.filter(case=case).update(
        answer="YES", resolution="RETURN", confirmed_by=new_id(), occurred_at=factories.MONDAY
    )


@pytest.mark.parametrize("name", VERBS)
def test_it_is_refused_without_the_recipients_own_live_yes(name: str) -> None:
    tell, recipient, _kind = VERBS[name]
    case = prepared(name)
    ShareConsent.objects.filter(recipient=recipient).update(withdrawn_at=factories.MONDAY)
    with pytest.raises(Refusal) as refusal:
        tell(case)
    assert "no_consent" in refusal.value.code
    assert not Transfer.objects.exists()
    case.refresh_from_db()
    assert case.is_open, "refusing never ends the help"


@pytest.mark.parametrize("name", VERBS)
def test_a_yes_that_ended_is_none(name: str) -> None:
    tell, recipient, _kind = VERBS[name]
    case = prepared(name)
    ShareConsent.objects.filter(recipient=recipient).update(until=date(2025, 3, 2))
    with pytest.raises(Refusal):
        tell(case)


@pytest.mark.parametrize("name", VERBS)
def test_it_is_logged_with_recipient_fields_purpose_consent_and_expiry(name: str) -> None:
    tell, recipient, kind = VERBS[name]
    case = prepared(name)
    share = ShareConsent.objects.get(recipient=recipient)
    tell(case)
    if not kind:
        assert not Transfer.objects.exists(), "nothing left the house"
        return
    row = Transfer.objects.get(kind=kind)
    assert (row.recipient, row.consent) == (recipient, share.id)
    assert row.fields
    assert row.purpose
    assert row.expires_on is not None
    assert row.expires_on > date(2025, 3, 3)


@pytest.mark.parametrize("why", ["settled fear", "asylum status", "asylum claim"])
@pytest.mark.parametrize("name", VERBS)
def test_who_may_fear_says_yes_explicitly_after_protection_talked_it_over(
    name: str, why: str
) -> None:
    tell, recipient, _kind = VERBS[name]
    case = prepared(name)
    person = factories.people_of(case)[0]
    about = {"office": case.office, "case": case, "person": person}
    if why == "settled fear":
        settled(case)
    elif why == "asylum status":
        Profile.objects.filter(person=person).update(status="REFUGEE")
        AsylumClaim.objects.create(**about, own_decision_on=date(2025, 3, 2))
    else:
        AsylumClaim.objects.create(**about, own_decision_on=date(2025, 3, 2))
    with pytest.raises(Refusal) as refusal:
        tell(case)
    assert refusal.value.code.endswith("_not_cleared")
    assert "asilo" not in refusal.value.sentence
    assert "teme" not in refusal.value.sentence
    explicit: dict[str, Any] = {
        "actor": factories.actor("protection"), "case": case, "person": person,
        "recipient": recipient, "words": "Sé quién lo lee y quiero.",
    }  # fmt: skip
    documents.record_explicit_consent(
        **explicit, counselled_on=date(2025, 3, 3), at=factories.MONDAY
    )
    tell(case)


def test_an_explicit_yes_falls_with_the_answer_on_which_it_stands() -> None:
    case = prepared("asking a consulate")
    person = factories.people_of(case)[0]
    Profile.objects.filter(person=person).update(status="REFUGEE")
    AsylumClaim.objects.create(
        office=case.office, case=case, person=person, own_decision_on=date(2025, 3, 2)
    )
    documents.record_explicit_consent(
        actor=factories.actor("protection"), case=case, person=person, recipient="CONSULATE",
        counselled_on=date(2025, 3, 3), words="Sí, lo quiero.", at=factories.MONDAY,
    )  # fmt: skip
    papers.shares(case, "CONSULATE", given=False)
    papers.shares(case, "CONSULATE")
    with pytest.raises(Refusal) as refusal:
        asking(case)
    assert refusal.value.code == "documents.consulate_not_cleared"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"counselled_on": date(2025, 3, 4)}, "documents.counselling_day"),
        ({"counselled_on": date(2025, 3, 2)}, "documents.counselling_day"),
        ({"words": "  "}, "documents.words_needed"),
        ({"recipient": "INM_EXIT"}, "documents.nothing_to_explain"),
        ({"actor": "documents"}, "access.not_your_role"),
        ({"actor": "counsellor"}, "access.not_your_role"),
    ],
)
def test_an_explicit_yes_is_protections_dated_and_in_words(
    changes: dict[str, Any], code: str
) -> None:
    case = prepared("asking a consulate")
    person = factories.people_of(case)[0]
    settled(case)
    values: dict[str, Any] = {
        "actor": "protection", "case": case, "person": person, "recipient": "CONSULATE",
        "counselled_on": date(2025, 3, 3), "words": "Sí.", "at": factories.MONDAY, **changes,
    }  # fmt: skip
    values["actor"] = factories.actor(values["actor"])
    with pytest.raises(Refusal) as refusal:
        documents.record_explicit_consent(**values)
    assert refusal.value.code == code
    assert not ExplicitConsent.objects.exists()


@pytest.mark.parametrize("target", ["COMAR", "UNHCR", "HN_SENAF", "GT_PGN", "FGR_FEVIMTRA"])
def test_the_bodies_that_protect_are_asked_with_it_too(target: str) -> None:
    """One that protects belongs to a state as well, and may be of the country that is feared."""
    case = prepared("referring")
    person = factories.people_of(case)[0]
    Profile.objects.filter(person=person).update(status="ASYLUM_SEEKER")

    def asked() -> Referral:
        return reception.refer(
            actor=SYSTEM,
            case=case,
            person=person,
            referral=NewReferral(
                target=target, need="PROTECTION", agreed_on=factories.MONDAY.date()
            ),
            at=factories.MONDAY,
        )

    with pytest.raises(Refusal) as refusal:
        asked()
    assert refusal.value.code == "documents.recipient_not_cleared"
    assert not Transfer.objects.exists()
    documents.record_explicit_consent(
        actor=factories.actor("protection"), case=case, person=person,
        recipient="REFERRAL_BODIES", counselled_on=date(2025, 3, 3), words="Sí, a ellos sí.",
        at=factories.MONDAY,
    )  # fmt: skip
    assert asked().status == "SENT"
    assert Transfer.objects.get(kind="REFERRAL").compartment in {"protection", "trafficking"}


def test_a_bus_names_nobody_beforehand_whose_yes_must_be_explicit() -> None:
    ready.reference()
    case = ready.make_ready(ready.family())
    papers.shares(case, "RECEIVING_MISSION")
    bus = buses.departure()
    movements.book_group(actor=SYSTEM, case=case, departure=bus, at=buses.BEFORE)
    mother = factories.people_of(case)[0]
    Profile.objects.filter(person=mother).update(status="REFUGEE")
    with pytest.raises(Refusal):
        movements.tell_receiving_side(actor=SYSTEM, departure=bus, at=buses.BEFORE)
    for person in factories.people_of(case)[:1]:
        documents.record_explicit_consent(
            actor=factories.actor("protection"), case=case, person=person,
            recipient="RECEIVING_MISSION", counselled_on=date(2025, 3, 3), words="Sí.",
            at=buses.BEFORE - timedelta(hours=1),
        )  # fmt: skip
    assert movements.tell_receiving_side(actor=SYSTEM, departure=bus, at=buses.BEFORE) == []


def test_a_fear_told_later_is_talked_over_anew() -> None:
    case = prepared("telling those who receive")
    settled(case)
    documents.record_explicit_consent(
        actor=factories.actor("protection"), case=case, person=factories.people_of(case)[0],
        recipient="RECEIVING_MISSION", counselled_on=date(2025, 3, 3), words="Sí.",
        at=factories.MONDAY,
    )  # fmt: skip
    telling(case)
    FearAnswer.objects.update(occurred_at=factories.MONDAY + timedelta(days=1))
    with pytest.raises(Refusal) as refusal:
        telling(case)
    assert refusal.value.code == "documents.recipient_not_cleared"
