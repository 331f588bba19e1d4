"""Who asks is counted, named only with their yes, and carried on to one file."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from rumbo.access import queries as access
from rumbo.access.entry import reading
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Inquiry, Step
from rumbo.casework.values import NewInquiry
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.registry import actions as registry
from rumbo.registry.values import NewGroup
from tests import factories
from tests.factories.inquiries import inquired, new_inquiry, reach

pytestmark = pytest.mark.django_db
LATER = factories.MONDAY + timedelta(days=3)


def _refused(code: str, **changes: object) -> None:
    with pytest.raises(Refusal) as refusal:
        inquired(**changes)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not Inquiry.objects.exists()


def test_who_only_wants_information_counts_and_names_nobody() -> None:
    row = inquired()
    assert (row.people, row.who, row.consented_at, row.outcome) == (3, None, None, "INFORMED")
    assert JournalEntry.objects.get(code="casework.inquired").compartment == "inquiry"


def test_a_name_is_kept_only_where_the_notice_was_read() -> None:
    _refused("casework.ask_before_keeping", reach=reach(wording=""))


def test_the_database_itself_keeps_no_name_without_consent() -> None:
    row = inquired(reach=reach())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_inquiry SET consented_at = NULL WHERE id = %s", [row.id])


def test_name_and_number_lie_sealed() -> None:
    inquired(reach=reach())
    with connection.cursor() as cursor:
        cursor.execute("SELECT who FROM casework_inquiry")
        assert b"Marbella" not in bytes(cursor.fetchone()[0])
    assert Inquiry.objects.get().known("phone") == "9621234567"


def test_only_what_answering_needs_is_kept() -> None:
    row = inquired(reach=reach(who={"name": " Ana ", "phone": "", "fear": "de todo"}))
    assert row.who == {"name": "Ana"}


@pytest.mark.parametrize(
    "told",
    [None, {"who": {"name": "Ana"}}, {"may_call": None}, {"may_call": False}],
)
def test_nobody_is_called_who_gave_no_number_or_is_not_safe(told: dict[str, object] | None) -> None:
    _refused("casework.no_safe_call", wants="CALL", reach=reach(**told) if told else None)


@pytest.mark.parametrize("people", [0, 61])
def test_somebody_asks_and_no_more_than_come_together(people: int) -> None:
    _refused("casework.people_out_of_range", people=people)


def test_nobody_asks_tomorrow() -> None:
    _refused("casework.not_yet", when=clock.now() + timedelta(hours=2))


def test_a_code_nobody_knows_is_a_fault() -> None:
    with pytest.raises(ValueError, match="how_heard"):
        inquired(how_heard="HEARSAY")
    with pytest.raises(ValueError, match="no such wish: MONEY"):
        inquired(wants="MONEY")
    with pytest.raises(ValueError, match="no such wish: CALL donor"):
        inquired(wants="CALL", attends="donor", reach=reach())


def test_sent_twice_it_counts_once() -> None:
    wanted, one = new_id(), new_inquiry()
    for _time in range(2):
        casework.record_inquiry(
            actor=SYSTEM, office=factories.office(), inquiry=one, id=wanted, at=factories.MONDAY
        )
    assert Inquiry.objects.count() == 1
    assert JournalEntry.objects.filter(code="casework.inquired").count() == 1


def test_the_day_is_the_offices_own() -> None:
    night = factories.MONDAY.replace(hour=3)  # nine in the evening of the day before
    assert inquired(when=night).asked_on.isoformat() == "2025-03-02"


@pytest.mark.parametrize(
    ("role", "sees"),
    [("outreach", True), ("registrar", True), ("coordinator", True), ("movements", False)],
)
def test_those_who_answer_see_it_and_nobody_else(role: str, *, sees: bool) -> None:
    inquired()
    user = factories.user(role)
    with reading(access.reader_of(user, factories.MONDAY.date())) as reader:
        assert Inquiry.objects.visible_to(reader).exists() is sees


def test_another_office_does_not_see_it() -> None:
    inquired()
    user = factories.user("outreach", at=factories.office("TIJ", "Tijuana"))
    with reading(access.reader_of(user, factories.MONDAY.date())) as reader:
        assert not Inquiry.objects.visible_to(reader).exists()


def test_outreach_sees_no_person_and_no_file() -> None:
    factories.registered()
    with reading(access.reader_of(factories.user("outreach"), factories.MONDAY.date())) as reader:
        assert not Case.objects.visible_to(reader).exists()


def test_a_role_that_answers_nobody_may_not_record() -> None:
    with pytest.raises(Refusal) as refusal:
        casework.record_inquiry(
            actor=factories.actor("movements"),
            office=factories.office(),
            inquiry=NewInquiry(site="TAP", channel="BOOTH"),
        )
    assert refusal.value.code == "access.not_your_role"


def test_who_was_reached_no_longer_waits_for_a_call() -> None:
    row = inquired(wants="CALL", reach=reach())
    casework.log_inquiry_call(actor=SYSTEM, inquiry=row, channel="PHONE", outcome="NO_ANSWER")
    assert Inquiry.objects.to_call().exists()
    casework.log_inquiry_call(actor=SYSTEM, inquiry=row, channel="PHONE", outcome="REACHED")
    assert not Inquiry.objects.to_call().exists()


def test_where_it_was_not_safe_nobody_calls_again() -> None:
    row = inquired(wants="CALL", reach=reach())
    casework.log_inquiry_call(actor=SYSTEM, inquiry=row, channel="PHONE", outcome="NOT_SAFE")
    with pytest.raises(Refusal) as refusal:
        casework.log_inquiry_call(actor=SYSTEM, inquiry=row, channel="PHONE", outcome="REACHED")
    assert refusal.value.code == "casework.no_safe_call"


def test_nobody_is_given_up_before_five_days_of_trying() -> None:
    row = inquired(wants="CALL", reach=reach())
    for day in range(5):
        with pytest.raises(Refusal) as refusal:
            casework.end_inquiry(actor=SYSTEM, inquiry=row, outcome="UNREACHED")
        assert refusal.value.code == "casework.tries_missing"
        at = factories.MONDAY + timedelta(days=day)
        casework.log_inquiry_call(
            actor=SYSTEM, inquiry=row, channel="PHONE", outcome="NO_ANSWER", at=at
        )
    assert casework.end_inquiry(actor=SYSTEM, inquiry=row, outcome="UNREACHED").ended_at


def test_a_try_at_noon_and_one_in_the_evening_are_one_day_of_trying() -> None:
    row = inquired(wants="CALL", reach=reach())
    for day in range(4):
        at = factories.MONDAY + timedelta(days=day)
        for hours in (3, 12):
            casework.log_inquiry_call(
                actor=SYSTEM, inquiry=row, channel="PHONE", outcome="NO_ANSWER",
                at=at + timedelta(hours=hours),
            )  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        casework.end_inquiry(actor=SYSTEM, inquiry=row, outcome="UNREACHED")
    assert refusal.value.code == "casework.tries_missing"


def test_a_day_on_which_somebody_was_reached_is_no_day_of_trying_in_vain() -> None:
    row = inquired(wants="CALL", reach=reach())
    for day, outcome in enumerate(["NO_ANSWER"] * 4 + ["REACHED"]):
        at = factories.MONDAY + timedelta(days=day)
        casework.log_inquiry_call(
            actor=SYSTEM, inquiry=row, channel="PHONE", outcome=outcome, at=at
        )
    with pytest.raises(Refusal) as refusal:
        casework.end_inquiry(actor=SYSTEM, inquiry=row, outcome="UNREACHED")
    assert refusal.value.code == "casework.tries_missing"


def test_what_ended_keeps_no_hour_ahead() -> None:
    row = inquired(wants="VISIT", reach=reach())
    visit = casework.make_visit(actor=SYSTEM, inquiry=row, starts_at=LATER, at=factories.MONDAY)
    casework.end_inquiry(actor=SYSTEM, inquiry=row, outcome="ELSEWHERE", at=factories.MONDAY)
    visit.refresh_from_db()
    assert visit.cancelled_at == factories.MONDAY


def test_what_ended_does_not_end_again() -> None:
    row = inquired()
    with pytest.raises(Refusal) as refusal:
        casework.end_inquiry(actor=SYSTEM, inquiry=row, outcome="ELSEWHERE")
    assert refusal.value.code == "casework.inquiry_is_over"


def test_a_name_is_let_go_on_request_and_the_tally_stays() -> None:
    row = inquired(wants="CALL", reach=reach())
    casework.forget_who_asked(actor=SYSTEM, inquiry=row)
    row.refresh_from_db()
    assert (row.who, row.may_call, row.people, row.outcome) == (None, None, 3, "INFORMED")
    assert row.consent_ended_at is not None
    with pytest.raises(Refusal) as refusal:
        casework.forget_who_asked(actor=SYSTEM, inquiry=row)
    assert refusal.value.code == "casework.nothing_to_end"


def test_registering_carries_the_inquiry_on_and_the_way_begins_where_they_asked() -> None:
    row = inquired(wants="VISIT", reach=reach())
    visit = casework.make_visit(actor=SYSTEM, inquiry=row, starts_at=LATER, at=factories.MONDAY)
    group = factories.registered().group
    Step.objects.all().delete()
    case = Case.objects.get(group=group)
    casework.carry_on(actor=factories.actor("registrar"), inquiry=row, case=case, at=LATER)
    row.refresh_from_db()
    visit.refresh_from_db()
    assert (row.case_id, row.outcome, row.who, visit.outcome) == (
        case.id, "REGISTERED", None, "CAME",
    )  # fmt: skip
    assert JournalEntry.objects.get(code="casework.inquiry_carried_on").case_id == case.id


def test_an_inquiry_leads_to_one_file() -> None:
    row, case = inquired(wants="VISIT", reach=reach()), factories.registered()
    for at in (factories.MONDAY, LATER):
        casework.carry_on(actor=SYSTEM, inquiry=row, case=case, at=at)
    row.refresh_from_db()
    assert row.ended_at == factories.MONDAY
    assert JournalEntry.objects.filter(code="casework.inquiry_carried_on").count() == 1
    with pytest.raises(Refusal) as refusal:
        casework.end_inquiry(actor=SYSTEM, inquiry=row, outcome="ELSEWHERE")
    assert refusal.value.code == "casework.inquiry_went_on"
    with pytest.raises(Refusal) as refusal:
        casework.carry_on(actor=SYSTEM, inquiry=row, case=factories.registered())
    assert refusal.value.code == "casework.inquiry_went_on"


def test_what_had_ended_before_it_went_on_keeps_its_end() -> None:
    row = inquired()
    casework.carry_on(actor=SYSTEM, inquiry=row, case=factories.registered(), at=LATER)
    row.refresh_from_db()
    assert row.ended_at == factories.MONDAY


def test_a_case_of_an_inquiry_begins_at_inquiry() -> None:
    row, here = inquired(), factories.office()
    new = NewGroup(people=(factories.new_person(),), site="TAP", at=LATER)
    group = registry.register_group(actor=SYSTEM, office=here, group=new)
    case = casework.open_case(
        actor=SYSTEM, office=here, group=group, site="TAP", at=LATER, inquiry=row
    )
    steps = Step.objects.filter(case=case).order_by("occurred_at")
    assert list(steps.values_list("from_stage", "to_stage", "occurred_at")) == [
        ("", "INQUIRY", factories.MONDAY),
        ("INQUIRY", "REGISTRATION", LATER),
    ]
    assert (case.stage, case.requested_on) == ("REGISTRATION", LATER.date())


def test_who_asked_has_one_hour_ahead_at_a_time() -> None:
    row = inquired()
    made = casework.make_visit(actor=SYSTEM, inquiry=row, starts_at=LATER, at=factories.MONDAY)
    row.refresh_from_db()
    assert (row.wants, row.ended_at) == ("VISIT", None)
    with pytest.raises(Refusal) as refusal:
        casework.make_visit(actor=SYSTEM, inquiry=row, starts_at=LATER, at=factories.MONDAY)
    assert refusal.value.code == "casework.visit_ahead"
    casework.cancel_visit(actor=SYSTEM, visit=made)
    casework.make_visit(actor=SYSTEM, inquiry=row, starts_at=LATER, at=factories.MONDAY)


def test_an_hour_lies_ahead() -> None:
    with pytest.raises(Refusal) as refusal:
        casework.make_visit(actor=SYSTEM, inquiry=inquired(), starts_at=factories.MONDAY, at=LATER)
    assert refusal.value.code == "casework.in_the_past"


def test_who_came_or_not_is_said_once() -> None:
    made = casework.make_visit(
        actor=SYSTEM, inquiry=inquired(), starts_at=LATER, at=factories.MONDAY
    )
    casework.end_visit(actor=SYSTEM, visit=made, outcome="DID_NOT_COME")
    with pytest.raises(Refusal) as refusal:
        casework.end_visit(actor=SYSTEM, visit=made, outcome="CAME")
    assert refusal.value.code == "casework.nothing_to_end"


def test_who_has_a_file_is_given_their_hours_there() -> None:
    row = inquired()
    casework.carry_on(actor=SYSTEM, inquiry=row, case=factories.registered(), at=LATER)
    with pytest.raises(Refusal) as refusal:
        casework.make_visit(actor=SYSTEM, inquiry=row, starts_at=LATER, at=factories.MONDAY)
    assert refusal.value.code == "casework.inquiry_went_on"
