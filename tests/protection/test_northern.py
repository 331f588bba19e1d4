"""A case in the north: sources beside each point, the way along it, its papers and who writes them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import transaction
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case, Task
from rumbo.common import codes
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.counselling import wording
from rumbo.documents.models import Transfer
from rumbo.protection import actions as protection
from rumbo.protection import northern, queries
from rumbo.protection.models import MppStanding, MppStep
from rumbo.protection.values import NewMpp, NewMppStep, NewReentry
from rumbo.registry.models import Person, Profile
from tests import factories
from tests.factories import MONDAY
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()
HEARING = DAY.replace(month=6)
TOLD = NewMpp(
    explained=tuple(codes.values("mpp_point")),
    understood=True,
    own_words="Si me voy, mi caso se cierra y nadie me asegura volver.",
    keeps_case=True,
)


def a_case(mpp: NewMpp = TOLD) -> tuple[Case, Person]:
    case = factories.registered(factories.new_person())
    person = factories.people_of(case)[0]
    actor = factories.actor("counsellor")
    protection.record_mpp(actor=actor, case=case, person=person, mpp=mpp, at=MONDAY)
    return case, person


def refused(code: str, deed: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        deed()
    assert caught.value.code == code


def test_each_point_of_the_sheet_has_its_place_and_the_two_on_re_entry_disagree() -> None:
    for lang in ("es", "en"):
        points = {point.code: point for point in northern.points(lang)}
        assert tuple(points) == tuple(codes.values("mpp_point")) == wording.mpp_points()
        assert points["reentry_not_guaranteed"].disagree
        assert len({saying.words for saying in points["reentry_not_guaranteed"].says}) == 2
        assert all(saying.who and saying.on for one in points.values() for saying in one.says)
    assert northern.points("es") != northern.points("en")


def test_the_version_of_the_sheet_that_was_read_is_kept() -> None:
    _case, person = a_case()
    row = queries.newest(MppStanding, person)
    assert row is not None
    assert row.wording == wording.current("mpp").version


def test_who_has_a_case_is_offered_legal_aid_once() -> None:
    case, person = a_case()
    actor = factories.actor("counsellor")
    open_ones = Task.objects.open().filter(code="MPP_LEGAL_AID", person=person)
    assert open_ones.count() == 1
    step = NewMppStep(kind="LEGAL_AID", on=DAY, answer="No lo quiso.")
    protection.note_mpp_step(actor=actor, case=case, person=person, step=step, at=MONDAY)
    assert not open_ones.exists()
    protection.record_mpp(actor=actor, case=case, person=person, mpp=TOLD, at=MONDAY)
    assert not open_ones.exists()


def test_nobody_is_led_to_an_institution_without_their_yes() -> None:
    case, person = a_case()
    actor = factories.actor("counsellor")
    step = NewMppStep(kind="LEGAL_AID", on=DAY, to="Clínica jurídica")

    def led() -> MppStep:
        return protection.note_mpp_step(actor=actor, case=case, person=person, step=step, at=MONDAY)

    refused("protection.no_yes_for_referral", led)
    counselling.record_share_consents(
        actor=SYSTEM, case=case, person=person, answers={"REFERRAL_BODIES": True}, at=MONDAY
    )
    led()
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=case, person=person, recipient="REFERRAL_BODIES", at=MONDAY
    )
    refused("protection.no_yes_for_referral", led)


def test_a_line_says_what_was_done_and_not_of_a_day_to_come() -> None:
    case, person = a_case()

    def noted(step: NewMppStep, role: str = "counsellor") -> MppStep:
        return protection.note_mpp_step(
            actor=factories.actor(role), case=case, person=person, step=step, at=MONDAY
        )

    talk = NewMppStep(kind="TALK", on=DAY, notes="Preguntó por su audiencia.")
    refused("protection.referral_says_nothing", lambda: noted(replace(talk, kind="LEGAL_AID")))
    refused("protection.mpp_step_unknown", lambda: noted(replace(talk, kind="PARTY")))
    refused("protection.step_in_future", lambda: noted(replace(talk, on=HEARING)))
    refused("access.not_your_role", lambda: noted(talk, "documents"))
    noted(talk)


def test_a_special_case_is_protections_task() -> None:
    case, person = a_case()
    protection.note_mpp_step(
        actor=factories.actor("counsellor"),
        case=case,
        person=person,
        step=NewMppStep(kind="SPECIAL_CASE", on=DAY, answer="Teme por su hija."),
        at=MONDAY,
    )
    task = Task.objects.open().get(code="PROTECTION_NEED", person=person)
    assert (task.role, task.compartment, task.urgent) == ("protection", "protection", True)


def test_the_desk_that_keeps_papers_writes_the_paper_and_changes_nothing_else() -> None:
    case, person = a_case()
    paper = NewReentry(court_date=HEARING, kind="TVRH", number="A-77", valid_until=HEARING)
    made = protection.record_reentry(
        actor=factories.actor("documents"), case=case, person=person, reentry=paper, at=MONDAY
    )
    assert (made.court_date, made.reentry_valid_until) == (HEARING, HEARING)
    assert made.own_words == TOLD.own_words
    assert (made.explained, made.understood, made.keeps_case) == (list(TOLD.explained), True, True)
    again = protection.record_mpp(
        actor=factories.actor("counsellor"), case=case, person=person, mpp=TOLD, at=MONDAY
    )
    assert (again.reentry_kind, again.reentry_number) == ("TVRH", "A-77")
    wrong = NewReentry(court_date=HEARING, kind="TVRH")
    refused(
        "protection.reentry_day_needed",
        lambda: protection.record_reentry(
            actor=factories.actor("documents"), case=case, person=person, reentry=wrong
        ),
    )
    refused(
        "access.not_your_role",
        lambda: protection.record_reentry(
            actor=factories.actor("movements"), case=case, person=person, reentry=paper
        ),
    )


def test_who_has_no_case_there_has_no_paper_for_it() -> None:
    case, person = a_case(NewMpp(in_mpp=False))
    refused(
        "protection.not_in_mpp",
        lambda: protection.record_reentry(
            actor=factories.actor("documents"), case=case, person=person, reentry=NewReentry()
        ),
    )
    for name in ("reentry", "mpp_way"):
        url = reverse(f"protection:{name}", args=[case.pk, person.pk])
        assert client_for("counsellor").get(url).status_code == 404


def test_the_pages_are_for_those_whose_turn_it_is() -> None:
    case, person = a_case()
    paper = reverse("protection:reentry", args=[case.pk, person.pk])
    way = reverse("protection:mpp_way", args=[case.pk, person.pk])
    sheet = reverse("protection:mpp", args=[case.pk, person.pk])
    desk = client_for("documents")
    answer = desk.post(
        paper,
        {"court_date": "2025-06-03", "kind": "TVRH", "number": "A-77", "valid_until": "2025-05-01"},
    )
    assert answer.status_code == 303
    assert desk.get(paper).status_code == 200
    assert desk.get(way).status_code == desk.get(sheet).status_code == 404
    counsellor = client_for("counsellor")
    assert "termina antes de la audiencia" in counsellor.get(way).content.decode()
    said = counsellor.get(sheet).content.decode()
    assert "Las fuentes no coinciden" in said
    assert client_for("counsellor", at=elsewhere()).get(way).status_code == 404
    assert client_for("movements").get(paper).status_code == 404


def test_who_is_led_to_a_lawyer_is_named_and_it_is_logged_with_their_yes() -> None:
    case, person = a_case()
    actor = factories.actor("counsellor")
    step = NewMppStep(kind="LEGAL_AID", on=DAY, to="Clínica jurídica")
    counselling.record_share_consents(
        actor=SYSTEM, case=case, person=person, answers={"REFERRAL_BODIES": True}, at=MONDAY
    )

    def led() -> MppStep:
        return protection.note_mpp_step(actor=actor, case=case, person=person, step=step, at=MONDAY)

    Profile.objects.filter(person=person).update(status="ASYLUM_SEEKER")
    refused("documents.recipient_not_cleared", led)
    assert not MppStep.objects.exists(), "refused whole"
    Profile.objects.filter(person=person).update(status="IRREGULAR")
    led()
    row = Transfer.objects.get()
    assert (row.recipient, row.kind, row.purpose) == ("REFERRAL_BODIES", "REFERRAL", "REFERRAL")
    assert (row.to_whom, row.fields) == ("Clínica jurídica", ["name", "safe_contact"])
    talk = NewMppStep(kind="TALK", on=DAY, notes="Preguntó por su audiencia.")
    protection.note_mpp_step(actor=actor, case=case, person=person, step=talk, at=MONDAY)
    assert Transfer.objects.count() == 1, "a talk tells nobody"
