"""Papers are recorded, change hands, run out and are asked for; safety goes before every paper."""

from datetime import date
from typing import Any

import pytest

from rumbo.access import entry
from rumbo.access import queries as who
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.documents import actions as documents
from rumbo.documents import queries
from rumbo.documents.models import Custody, OtherParent, TravelDocument
from rumbo.documents.values import NewOtherParent, NewRequest
from rumbo.registry.models import DataConsent, Profile
from tests import factories
from tests.factories import documents as papers
from tests.factories import ready

pytestmark = pytest.mark.django_db


def test_a_recorded_document_says_what_it_is_and_where_its_original_is() -> None:
    case, clerk = factories.registered(), factories.actor("documents")
    person = factories.people_of(case)[0]
    made = documents.record_document(
        actor=clerk, case=case, person=person, document=papers.passport(), at=factories.MONDAY
    )
    row = TravelDocument.objects.get(pk=made.pk)
    assert (row.number, row.original_with, row.seen_by) == ("E123456", "person", clerk.id)
    assert JournalEntry.objects.filter(code="documents.recorded", person_id=person.id).exists()


def test_nothing_is_recorded_of_somebody_who_did_not_say_yes_to_it() -> None:
    case = factories.registered()
    DataConsent.objects.update(withdrawn_at=factories.MONDAY)
    with pytest.raises(Refusal) as refusal:
        papers.recorded(case)
    assert refusal.value.code == "counselling.no_data_consent"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": "LIBRARY_CARD"}, "documents.unknown_code"),
        ({"issuer": ""}, "documents.issuer_needed"),
        ({"original_with": "brother"}, "documents.unknown_code"),
        ({"issued_on": date(2025, 3, 4)}, "documents.issued_in_the_future"),
        (
            {"issued_on": date(2024, 1, 2), "valid_until": date(2024, 1, 1)},
            "documents.dates",
        ),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        papers.recorded(factories.registered(), **changes)
    assert refusal.value.code == code
    assert not TravelDocument.objects.exists()


def test_the_same_document_is_recorded_once_however_its_number_is_spelt() -> None:
    case = factories.registered()
    papers.recorded(case)
    with pytest.raises(Refusal) as refusal:
        papers.recorded(case, number="e-123 456")
    assert refusal.value.code == "documents.already_recorded"


def test_a_correction_over_somebody_elses_is_refused() -> None:
    case = factories.registered()
    row = papers.recorded(case)
    now = papers.passport(valid_until=date(2029, 1, 1))
    documents.correct_document(actor=SYSTEM, case=case, document=row, now=now, base_version=1)
    with pytest.raises(Refusal) as refusal:
        documents.correct_document(actor=SYSTEM, case=case, document=row, now=now, base_version=1)
    assert refusal.value.code == "access.changed_meanwhile"
    assert TravelDocument.objects.get().valid_until == date(2029, 1, 1)


def test_a_document_that_ended_is_changed_no_more() -> None:
    case = factories.registered()
    row = papers.recorded(case)
    documents.end_document(actor=SYSTEM, case=case, document=row)
    with pytest.raises(Refusal) as refusal:
        documents.take_custody(actor=SYSTEM, case=case, document=row)
    assert refusal.value.code == "documents.already_ended"


def test_a_person_of_another_case_is_refused() -> None:
    row = papers.recorded(factories.registered())
    other = factories.registered()
    with pytest.raises(Refusal) as refusal:
        documents.end_document(actor=SYSTEM, case=other, document=row)
    assert refusal.value.code == "casework.not_of_this_case"


@pytest.mark.parametrize("role", ["health", "field", "monitoring", "finance", "donor"])
def test_other_roles_record_no_document(role: str) -> None:
    case = factories.registered()
    with pytest.raises(Refusal) as refusal:
        documents.record_document(
            actor=factories.actor(role),
            case=case,
            person=factories.people_of(case)[0],
            document=papers.passport(),
        )
    assert refusal.value.code == "access.not_your_role"


def test_an_original_changes_hands_with_a_receipt_each_time() -> None:
    case = factories.registered()
    row = papers.recorded(case)
    documents.take_custody(actor=SYSTEM, case=case, document=row)
    made = documents.hand_over(
        actor=SYSTEM, case=case, document=row, held_by="escort", handed_to="Marta Ruiz"
    )
    assert TravelDocument.objects.get().original_with == "escort"
    assert [c.held_by for c in Custody.objects.order_by("recorded_at")] == ["office", "escort"]
    assert (made.held_before, made.handed_to, len(made.receipt)) == ("office", "Marta Ruiz", 8)
    assert JournalEntry.objects.filter(details__receipt=made.receipt).exists()


def test_an_escort_has_a_name_and_nothing_goes_where_it_is() -> None:
    case = factories.registered()
    row = papers.recorded(case)
    with pytest.raises(Refusal) as unnamed:
        documents.take_custody(actor=SYSTEM, case=case, document=row, held_by="escort")
    with pytest.raises(Refusal) as there:
        documents.hand_over(actor=SYSTEM, case=case, document=row, held_by="person")
    assert unnamed.value.code == "documents.name_needed"
    assert there.value.code == "documents.already_there"


@pytest.mark.parametrize(("holder", "recipient"), [("consulate", "CONSULATE"), ("inm", "INM_EXIT")])
def test_we_hand_an_original_to_an_authority_only_with_its_own_consent(
    holder: str, recipient: str
) -> None:
    case = factories.registered()
    row = papers.recorded(case, original_with="office")
    papers.screened(case)
    papers.shares(case, "RECEIVING_MISSION", "MONITORING_CALL")
    with pytest.raises(Refusal) as refusal:
        documents.hand_over(
            actor=SYSTEM, case=case, document=row, held_by=holder, at=factories.MONDAY
        )
    assert refusal.value.code == "documents.no_consent_to_share"
    papers.shares(case, recipient)
    documents.hand_over(actor=SYSTEM, case=case, document=row, held_by=holder, at=factories.MONDAY)
    assert TravelDocument.objects.get().original_with == holder


def test_a_lost_original_opens_a_task_to_replace_it() -> None:
    case = factories.registered()
    row = papers.recorded(case)
    documents.report_lost(
        actor=factories.actor("counsellor"), case=case, document=row, report_number="FGE/12"
    )
    row = TravelDocument.objects.get()
    assert (row.original_with, row.report_number) == ("lost", "FGE/12")
    assert Task.objects.get(code="REPLACE_DOCUMENT").role == "documents"


def test_the_first_paper_after_the_declaration_begins_the_stage_of_documents() -> None:
    case = factories.registered()
    papers.recorded(case)
    case.refresh_from_db()
    assert case.stage == "REGISTRATION"
    Case.objects.filter(pk=case.pk).update(stage="DECLARATION")
    case.refresh_from_db()
    papers.recorded(case, type="NATIONAL_ID", number="0801199000001")
    assert Case.objects.get().stage == "DOCUMENTS"


def test_parentage_is_shown_by_something_and_only_of_children() -> None:
    case = ready.family()
    mother, son = factories.people_of(case)
    with pytest.raises(Refusal) as unshown:
        documents.show_parentage(actor=SYSTEM, case=case, child=son, shown=True)
    with pytest.raises(Refusal) as adult:
        documents.show_parentage(
            actor=SYSTEM, case=case, child=mother, shown=True, shown_by="DOCUMENT"
        )
    documents.show_parentage(actor=SYSTEM, case=case, child=son, shown=True, shown_by="CONSULATE")
    assert unshown.value.code == "documents.basis_needed"
    assert adult.value.code == "documents.not_a_child"
    assert son.parentages.get().shown


@pytest.mark.parametrize("state", ["SOLE_CUSTODY", "DECEASED", "DISPENSED"])
def test_what_stands_for_the_other_parent_rests_on_a_paper(state: str) -> None:
    case = ready.family()
    son = factories.people_of(case)[1]
    with pytest.raises(Refusal) as refusal:
        documents.record_other_parent(
            actor=SYSTEM, case=case, child=son, other=NewOtherParent(state=state)
        )
    assert refusal.value.code == "documents.paper_needed"
    other = NewOtherParent(state=state, scan=papers.scan())
    documents.record_other_parent(actor=SYSTEM, case=case, child=son, other=other)
    assert OtherParent.objects.get().has_paper


def test_the_other_parent_is_looked_for_only_where_that_is_known_to_be_safe() -> None:
    case = ready.family()
    son = factories.people_of(case)[1]
    with pytest.raises(Refusal) as unscreened:
        documents.ask_for_other_parent(actor=SYSTEM, case=case, child=son)
    papers.screened(case)
    task = documents.ask_for_other_parent(actor=SYSTEM, case=case, child=son)
    assert unscreened.value.code == "documents.contact_not_cleared"
    assert task.role == "documents"


@pytest.mark.parametrize("code", ["GBV", "FAMILY_VIOLENCE"])
def test_after_family_violence_nobody_is_sent_to_the_other_parent(code: str) -> None:
    case = ready.family()
    papers.screened(case, code)
    with pytest.raises(Refusal) as refusal:
        documents.ask_for_other_parent(
            actor=factories.actor("documents"), case=case, child=factories.people_of(case)[1]
        )
    assert refusal.value.code == "documents.contact_not_cleared"
    assert "violencia" not in refusal.value.sentence
    assert not Task.objects.filter(code="OTHER_PARENT").exists()


def test_a_settled_word_of_the_other_parent_ends_its_task() -> None:
    case = ready.family()
    son = factories.people_of(case)[1]
    papers.screened(case)
    documents.ask_for_other_parent(actor=SYSTEM, case=case, child=son)
    other = NewOtherParent(state="CONSENTED", on=date(2025, 3, 3))
    documents.record_other_parent(actor=SYSTEM, case=case, child=son, other=other)
    assert not Task.objects.open().filter(code="OTHER_PARENT").exists()


@pytest.mark.parametrize("recipient", ["RECEIVING_MISSION", "GOVERNMENT_RECEPTION"])
def test_those_who_receive_are_told_only_of_who_said_yes_to_them(recipient: str) -> None:
    case = ready.family()
    others = {"RECEIVING_MISSION", "GOVERNMENT_RECEPTION"} - {recipient}
    papers.shares(case, *others)
    with pytest.raises(Refusal) as refusal:
        documents.tell_receiving_side(
            actor=SYSTEM, case=case, recipient=recipient, on=date(2025, 3, 4)
        )
    assert refusal.value.code == "documents.no_consent_to_share"
    assert "Dilcia" in refusal.value.sentence
    assert "la ayuda sigue" in refusal.value.sentence
    papers.shares(case, recipient)
    documents.tell_receiving_side(
        actor=SYSTEM, case=case, recipient=recipient, on=date(2025, 3, 4), at=factories.MONDAY
    )
    documents.receiving_side_answered(actor=SYSTEM, case=case, on=date(2025, 3, 5))
    assert queries.notices(case)[0].answered_on == date(2025, 3, 5)


def test_refusing_to_share_ends_no_help() -> None:
    case = ready.family()
    papers.shares(case, "RECEIVING_MISSION", "CONSULATE", given=False)
    with pytest.raises(Refusal):
        documents.tell_receiving_side(actor=SYSTEM, case=case)
    case.refresh_from_db()
    assert case.is_open
    papers.recorded(case)


def test_a_permission_taken_back_is_none() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.shares(case, "RECEIVING_MISSION")
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=case, person=person, recipient="RECEIVING_MISSION"
    )
    with pytest.raises(Refusal):
        documents.tell_receiving_side(actor=SYSTEM, case=case, on=date(2025, 3, 4))


def test_an_answer_needs_a_notice_and_comes_once() -> None:
    case = factories.registered()
    with pytest.raises(Refusal) as refusal:
        documents.receiving_side_answered(actor=SYSTEM, case=case)
    assert refusal.value.code == "documents.nothing_to_answer"


ASKED = NewRequest(type="LAISSEZ_PASSER", country="HND")


def test_a_consulate_is_asked_with_consent_and_once_for_a_paper() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.screened(case)
    ask: dict[str, Any] = {"actor": SYSTEM, "case": case, "person": person, "request": ASKED}
    with pytest.raises(Refusal) as unasked:
        documents.ask_consulate(**ask, at=factories.MONDAY)
    papers.shares(case, "CONSULATE")
    made = documents.ask_consulate(**ask, at=factories.MONDAY)
    with pytest.raises(Refusal) as twice:
        documents.ask_consulate(**ask, at=factories.MONDAY)
    assert unasked.value.code == "documents.no_consent_to_share"
    assert twice.value.code == "documents.request_is_open"
    assert made.due_on == date(2025, 3, 10)
    documents.send_request(actor=SYSTEM, request=papers.gathered(made), at=factories.MONDAY)
    documents.consulate_answered(actor=SYSTEM, request=made, granted=True)
    assert JournalEntry.objects.filter(code="documents.consulate_granted").exists()


@pytest.mark.parametrize("fear", ["YES", "UNSURE", None])
def test_no_consulate_hears_of_somebody_who_may_fear_it(fear: str | None) -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.shares(case, "CONSULATE")
    if fear:
        papers.screened(case, fear=fear)
    with pytest.raises(Refusal) as refusal:
        documents.ask_consulate(
            actor=SYSTEM, case=case, person=person, request=ASKED, at=factories.MONDAY
        )
    assert refusal.value.code == "documents.consulate_not_cleared"


def test_no_consulate_hears_of_an_asylum_seeker_before_their_own_decision() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.shares(case, "CONSULATE")
    papers.screened(case)
    Profile.objects.filter(person=person).update(status="ASYLUM_SEEKER")
    with pytest.raises(Refusal) as refusal:
        documents.ask_consulate(
            actor=SYSTEM, case=case, person=person, request=ASKED, at=factories.MONDAY
        )
    assert refusal.value.code == "documents.consulate_not_cleared"


def test_a_letter_is_not_written_after_the_permission_was_taken_back() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.screened(case)
    papers.shares(case, "CONSULATE")
    made = documents.ask_consulate(
        actor=SYSTEM, case=case, person=person, request=ASKED, at=factories.MONDAY
    )
    documents.write_letter(actor=SYSTEM, request=made, at=factories.MONDAY)
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=case, person=person, recipient="CONSULATE"
    )
    with pytest.raises(Refusal) as refusal:
        documents.write_letter(actor=SYSTEM, request=made, at=factories.MONDAY)
    assert refusal.value.code == "documents.request_is_over"


def test_an_exit_paper_has_a_kind_and_an_end() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    with pytest.raises(Refusal) as refusal:
        documents.record_exit_paper(
            actor=SYSTEM, case=case, person=person, needed=True, kind="OFICIO_SALIDA"
        )
    assert refusal.value.code == "documents.exit_paper_dates"
    documents.record_exit_paper(actor=SYSTEM, case=case, person=person, needed=False)
    documents.record_legal_check(actor=SYSTEM, case=case, person=person, bar=False)
    documents.record_residence_right(
        actor=SYSTEM, case=case, person=person, country="USA", valid_until=date(2026, 1, 1)
    )
    assert person.exit_papers.get().needed is False
    assert person.legal_checks.get().bar is False
    assert person.residence_rights.get().country == "USA"


def test_the_countries_on_the_way_are_those_of_the_usual_route() -> None:
    ready.reference()
    case = factories.registered()
    assert queries.countries_on_the_way(case, date(2025, 3, 3)) == ["GTM"]


def test_an_original_of_a_case_that_is_over_goes_back() -> None:
    case, reader = (
        factories.registered(),
        who.reader_of(factories.user("documents"), date(2025, 3, 3)),
    )
    papers.recorded(case, original_with="office")
    casework.withdraw(actor=SYSTEM, case=case)
    with entry.reading(reader):
        assert [d.type for d in queries.originals_to_return(reader)] == ["PASSPORT"]
