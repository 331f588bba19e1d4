"""What a consulate has and should not have any more stops, though nobody thought of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from rumbo.access import queries as who
from rumbo.access.entry import reading
from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.actions import FamilyWord
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.counselling.models import ShareConsent
from rumbo.documents import actions as documents
from rumbo.documents import permits, queries
from rumbo.documents.models import ConsularRequest
from rumbo.protection import actions as protection
from rumbo.protection.models import AsylumClaim, FearAnswer, SurvivorFinding, TraffickingClearance
from rumbo.registry import actions as registry
from rumbo.registry.models import Person, Profile
from tests import factories
from tests.factories import children
from tests.factories import documents as papers

pytestmark = pytest.mark.django_db
NEXT = factories.MONDAY + timedelta(days=1)


def first(case: Case) -> Person:
    return factories.people_of(case)[0]


def sisters() -> tuple[Case, Person, Person]:
    """Two grown-up sisters in one file, with every yes for the consulate."""
    berta = {"given_names": "Berta", "surname_1": "Mejía", "surname_2": "Paguada"}
    case = factories.registered(
        factories.new_person(), factories.new_person(identity=berta, relation="SIBLING")
    )
    papers.screened(case)
    papers.shares(case, "CONSULATE")
    one, other = factories.people_of(case)
    return case, one, other


def same_human(one: Case, other: Case) -> None:
    """Somebody decided that the first persons of two files are one human being."""
    pair = registry.suspect_duplicate(
        actor=SYSTEM, earlier=first(one), later=first(other), probability=0.99,
        reasons=("SAME_BIRTH_DATE",),
    )  # fmt: skip
    registry.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="SAME")


HAPPENED: dict[str, tuple[Callable[[Case], object], str]] = {
    "the yes ended with its day": (
        lambda _case: ShareConsent.objects.update(until=date(2025, 3, 3)),
        "LAPSED",
    ),
    "an asylum claim came to be known": (
        lambda case: Profile.objects.filter(person=first(case)).update(status="ASYLUM_SEEKER"),
        "NOT_CLEARED",
    ),
    "a claim is being looked into": (
        lambda case: AsylumClaim.objects.create(
            office=case.office, case=case, person=first(case), effects_explained_on=date(2025, 3, 3)
        ),
        "NOT_CLEARED",
    ),
    "the file is over": (
        lambda case: Case.objects.filter(pk=case.pk).update(stage="REFERRED_OUT"),
        "NOT_NEEDED",
    ),
}


@pytest.mark.parametrize("what", HAPPENED)
def test_a_request_on_its_way_stops_when_it_may_not_go_on(what: str) -> None:
    happens, kind = HAPPENED[what]
    case, other = factories.registered(), factories.registered()
    row = papers.sent(case)
    happens(case)
    kept = papers.sent(other)
    with clock.travel_to(NEXT):
        assert documents.stop_what_may_not_go_on(actor=SYSTEM) == 1
        assert documents.stop_what_may_not_go_on(actor=SYSTEM) == 0
    row.refresh_from_db()
    assert (row.stands, row.stop_kind) == ("STOPPED", kind)
    assert Task.objects.open().get(code="TELL_CONSULATE_STOP").urgent
    kept.refresh_from_db()
    assert kept.stands == "SENT"


def test_what_is_not_out_waits_and_is_stopped_by_nobody() -> None:
    row = papers.asked(factories.registered())
    ShareConsent.objects.update(until=date(2025, 3, 3))
    with clock.travel_to(NEXT):
        assert documents.stop_what_may_not_go_on(actor=SYSTEM) == 0
    assert ConsularRequest.objects.get().stands == row.stands == "GATHERING"


def test_a_fear_told_under_one_registration_stops_what_was_asked_under_the_other() -> None:
    mine, other = factories.registered(), factories.registered()
    row = papers.sent(mine)
    same_human(mine, other)
    protection.ask_fear(
        actor=factories.actor("protection"), case=other, person=first(other), alone=True,
        answer="YES", at=factories.MONDAY,
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.stands, row.stop_kind) == ("STOPPED", "WITHDRAWN")


TOLD_ELSEWHERE: dict[str, Callable[[Case], object]] = {
    "fear": lambda case: FearAnswer.objects.create(
        office=case.office, case=case, person=first(case), alone=True, answer="YES"
    ),
    "status": lambda case: Profile.objects.filter(person=first(case)).update(status="REFUGEE"),
    "claim": lambda case: AsylumClaim.objects.create(
        office=case.office, case=case, person=first(case)
    ),
}


@pytest.mark.parametrize("what", TOLD_ELSEWHERE)
def test_no_consulate_hears_of_who_told_of_it_under_another_registration(what: str) -> None:
    mine, other = factories.registered(), factories.registered()
    row = papers.gathered(papers.asked(mine))
    TOLD_ELSEWHERE[what](other)
    day = factories.MONDAY.date()
    assert permits.may_ask(first(mine), day), "two human beings, as far as anybody knows"
    same_human(mine, other)
    assert not permits.may_ask(first(mine), day)
    assert not queries.may_ask_consulate(first(mine)), "an explicit yes does not settle it"
    assert first(mine).id in permits.needs_explicit([first(mine).id])
    with pytest.raises(Refusal) as refusal:
        documents.send_request(actor=SYSTEM, request=row, at=factories.MONDAY)
    assert refusal.value.code == "documents.consulate_not_cleared"
    assert not row.transfers.exists()


def test_neither_the_mission_nor_the_other_parent_hears_of_what_was_told_elsewhere() -> None:
    mine, other = factories.registered(), factories.registered()
    papers.screened(mine)
    about = {"office": other.office, "case": other, "person": first(other)}
    TraffickingClearance.objects.create(**about, flag=True, share_with_origin=False)
    SurvivorFinding.objects.create(**about, kidnapping=False, family_violence=True)
    assert queries.may_tell_mission(mine)
    assert queries.may_contact_other_parent(mine)
    same_human(mine, other)
    assert not queries.may_tell_mission(mine)
    assert not queries.may_contact_other_parent(mine)


def test_who_moved_to_a_file_of_their_own_stops_what_was_asked_under_the_first() -> None:
    case, dilcia, berta = sisters()
    hers = papers.gathered(papers.asked(case, berta))
    documents.send_request(actor=SYSTEM, request=hers, at=factories.MONDAY)
    others = papers.asked(case, dilcia)
    casework.withdraw_person(
        actor=factories.actor("counsellor"), case=case, people=[berta],
        word=FamilyWord(said="Se queda.", on=factories.MONDAY.date()), at=NEXT,
    )  # fmt: skip
    hers.refresh_from_db()
    others.refresh_from_db()
    assert (hers.stands, others.stands) == ("STOPPED", "GATHERING")


def test_a_permission_taken_back_in_the_new_file_stops_it_too() -> None:
    case, _dilcia, berta = sisters()
    hers = papers.gathered(papers.asked(case, berta))
    documents.send_request(actor=SYSTEM, request=hers, at=factories.MONDAY)
    split = casework.split_group(
        actor=factories.actor("counsellor"), case=case, staying=[berta],
        word=FamilyWord(said="Se queda.", on=factories.MONDAY.date()), at=NEXT,
    )  # fmt: skip
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=split.other, person=berta, recipient="CONSULATE", at=NEXT
    )
    hers.refresh_from_db()
    assert hers.stop_kind == "CONSENT"


@pytest.mark.parametrize(("decision", "stands"), [("NOT_RETURN", "STOPPED"), ("RETURN", "SENT")])
def test_no_consulate_goes_on_with_a_child_who_is_to_stay(decision: str, stands: str) -> None:
    case, boy = children.boy()
    officer = factories.actor("child_officer")
    children.walk(officer, case, boy, upto="CHILD_VIEWS")
    row = papers.sent(case, type="MINOR_PERMIT")
    step = children.step_of("BID", decision=decision)
    protection.record_child_step(actor=officer, case=case, person=boy, step=step, at=NEXT)
    row.refresh_from_db()
    assert row.stands == stands


def test_a_request_goes_along_with_whom_it_is_for() -> None:
    case, _dilcia, berta = sisters()
    hers = papers.gathered(papers.asked(case, berta))
    documents.send_request(actor=SYSTEM, request=hers, at=factories.MONDAY)
    counsellor = factories.actor("counsellor")
    word = FamilyWord(said="Se queda.", on=factories.MONDAY.date())
    split = casework.split_group(actor=counsellor, case=case, staying=[berta], word=word, at=NEXT)
    documents.book_appointment(
        actor=SYSTEM, request=hers, starts_at=NEXT + timedelta(days=1), at=NEXT
    )
    hers.refresh_from_db()
    assert hers.case == split.other
    casework.undo_family_change(actor=counsellor, change=split, at=NEXT + timedelta(hours=1))
    with clock.travel_to(NEXT + timedelta(hours=2)):
        assert documents.stop_what_may_not_go_on(actor=SYSTEM) == 0, "the file of before is over"
        made = documents.issue_paper(
            actor=SYSTEM, request=hers, document=papers.passport(type="LAISSEZ_PASSER")
        )
    hers.refresh_from_db()
    assert (hers.case, hers.paper) == (case, made)


def test_the_lists_keep_who_came_back_to_the_first_file() -> None:
    case, _dilcia, berta = sisters()
    counsellor = factories.actor("counsellor")
    word = FamilyWord(said="Se queda.", on=factories.MONDAY.date())
    split = casework.split_group(actor=counsellor, case=case, staying=[berta], word=word, at=NEXT)
    papers.asked(split.other, berta)
    casework.undo_family_change(actor=counsellor, change=split, at=NEXT + timedelta(hours=1))
    today = NEXT.date() + timedelta(days=30)
    with reading(who.reader_of(factories.user("documents"), today)) as reader:
        assert (
            queries.requests(reader).count() == queries.overdue_requests(reader, today).count() == 1
        )
