"""Somebody asks what help there is: counted at once, named only with their yes, carried on once."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.models import Office
from rumbo.access.rules import ASKING
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, retention, rules
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, Inquiry, InquiryCall
from rumbo.casework.values import HowToReach, NewInquiry
from rumbo.casework.words import CHANNELS, ENDED, OUTCOMES, WANTS
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.ui.words import day_table

# What is kept of a person before there is a file (domain.md 2, stage 1: minimal data only).
KEPT = ("name", "phone", "note", "safe_times")


def record_inquiry(
    *,
    actor: Actor,
    office: Office,
    inquiry: NewInquiry,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Inquiry:
    """Count people who ask; keep how to reach them where they said yes. Sent twice, counted once."""
    with verb(actor, *rules.ANSWER):
        when = at or clock.now()
        if (there := _there(id, office)) is not None:
            return there
        _require_sound(inquiry, when)
        made = _row(actor, office, inquiry, id or new_id(), when)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            # The same page, sent twice at one moment: the other one has just counted them.
            if (there := _there(id, office)) is None:
                raise
            return there
        _say(actor, "casework.inquired", made, when)
        if inquiry.reach is not None:
            _say(actor, "casework.inquiry_consented", made, when)
    return made


def log_inquiry_call(
    *, actor: Actor, inquiry: Inquiry, channel: str, outcome: str, at: datetime | None = None
) -> InquiryCall:
    """Keep one try to call back; where it was not safe, nobody calls again."""
    if channel not in CHANNELS or outcome not in OUTCOMES:
        raise ValueError(f"no such call: {channel} {outcome}")
    with verb(actor, *rules.ANSWER):
        row, when = _open(inquiry), at or clock.now()
        if not row.may_call or not row.known("phone"):
            raise errors.no_safe_call()
        made: InquiryCall = InquiryCall.objects.create(
            office_id=row.office_id,
            inquiry=row,
            channel=channel,
            outcome=outcome,
            by=actor.id,
            occurred_at=when,
        )
        if outcome == "NOT_SAFE":
            row.may_call = False
        if outcome == "REACHED" and row.wants == "CALL":
            row.wants = "INFORMATION"
        _save(row, "may_call", "wants")
        _say(actor, "casework.inquiry_called", row, when)
    return made


def end_inquiry(
    *, actor: Actor, inquiry: Inquiry, outcome: str, at: datetime | None = None
) -> Inquiry:
    """Say that nothing more is to be done; nobody is given up before enough tries."""
    if outcome not in ENDED or outcome == "REGISTERED":
        raise ValueError(f"no such end: {outcome}")
    with verb(actor, *rules.ANSWER):
        row, when = _open(inquiry), at or clock.now()
        if outcome == "UNREACHED":
            calls, zone = row.calls.exclude(outcome="REACHED"), row.office.zone
            days = {clock.day_of(call.occurred_at, zone) for call in calls}
            if (missing := rules.tries_still_missing(len(days))) > 0:
                raise errors.tries_missing(missing)
        row.visits.filter(outcome="", cancelled_at=None).update(cancelled_at=when)
        row.outcome, row.ended_at = outcome, when
        _save(row, "outcome", "ended_at")
        _say(actor, "casework.inquiry_ended", row, when)
    return row


def forget_who_asked(*, actor: Actor, inquiry: Inquiry, at: datetime | None = None) -> Inquiry:
    """Take away the name and number because the person says so; the tally stays."""
    with verb(actor, *rules.ANSWER, "dpo"):
        row: Inquiry = _locked(inquiry)
        if row.who is None:
            raise errors.nothing_to_end()
        when = at or clock.now()
        _forget(row, when)
        if row.wants == "CALL" and row.ended_at is None:
            row.wants, row.outcome, row.ended_at = "INFORMATION", "INFORMED", when
        _save(row, "who", "may_call", "consent_ended_at", "wants", "outcome", "ended_at")
        _say(actor, "casework.inquiry_consent_ended", row, when)
    return row


def forget_old_inquiries(
    *, actor: Actor, inquiries: Iterable[Inquiry], at: datetime | None = None
) -> int:
    """Take away the names and numbers that were kept for answering and whose months are over."""
    with verb(actor, "dpo"):
        when, gone = at or clock.now(), 0
        first = retention.asked_before(clock.day_of(when))
        for inquiry in inquiries:
            row: Inquiry = _locked(inquiry)
            if row.who is None or row.asked_on >= first:
                continue
            _forget(row, when)
            _save(row, "who", "may_call", "consent_ended_at")
            _say(actor, "casework.inquiry_let_go", row, when)
            gone += 1
    return gone


def carry_on(*, actor: Actor, inquiry: Inquiry, case: Case, at: datetime | None = None) -> Inquiry:
    """Join an inquiry to the file that came of it, so that from asking to arriving one is counted.

    The name and number kept for answering are let go: the file has them, with its own consent.
    """
    with verb(actor, *rules.ANSWER, "reception"):
        file = locked(case)
        row = _locked(inquiry)
        if row.case_id is not None and row.case_id != file.pk:
            raise errors.inquiry_went_on()
        if row.case_id == file.pk:
            return row
        when = at or clock.now()
        for visit in row.visits.select_for_update().filter(outcome="", cancelled_at=None):
            visit.outcome = "CAME"
            visit.save(update_fields=["outcome"])
        row.case, row.outcome = file, "REGISTERED"
        row.ended_at = row.ended_at or when
        if row.who is not None:
            _forget(row, when)
        _save(row, "case", "outcome", "ended_at", "who", "may_call", "consent_ended_at")
        audit.record(
            actor=actor, code="casework.inquiry_carried_on", at=when, case=file.pk,
            inquiry=row.pk, day=day_table(row.asked_on),
        )  # fmt: skip
    return row


def _require_sound(inquiry: NewInquiry, when: datetime) -> None:
    """Codes are known, somebody asked, and a name or a call only where the person said yes."""
    for name, code in _told(inquiry):
        if code and code not in codes.LISTS[name]:
            raise ValueError(f"no such {name}: {code}")
    if inquiry.wants not in WANTS or inquiry.attends not in {"", *rules.ATTEND}:
        raise ValueError(f"no such wish: {inquiry.wants} {inquiry.attends}")
    if when > clock.now():
        raise errors.not_yet()
    if not 1 <= inquiry.people <= rules.MOST_WHO_ASK:
        raise errors.people_out_of_range(rules.MOST_WHO_ASK)
    reach = inquiry.reach
    if reach is not None and not reach.wording:
        raise errors.ask_before_keeping()
    if inquiry.wants == "CALL" and (
        reach is None or not reach.may_call or not (reach.who.get("phone") or "").strip()
    ):
        raise errors.no_safe_call()


def _there(id: uuid.UUID | None, office: Office) -> Inquiry | None:
    """The inquiry of a page that was sent before; one of another office is nobody's to reach."""
    found: Inquiry | None = Inquiry.objects.filter(pk=id).first() if id else None
    if found is not None and found.office_id != office.pk:
        raise changed_meanwhile()
    return found


def _told(inquiry: NewInquiry) -> list[tuple[str, str]]:
    return [
        ("channel", inquiry.channel),
        ("how_heard", inquiry.how_heard),
        ("referral_in", inquiry.referred_by),
        ("language", inquiry.language),
        ("country", inquiry.country),
        *(("counselling_topic", topic) for topic in inquiry.explained),
    ]


def _row(
    actor: Actor, office: Office, inquiry: NewInquiry, id: uuid.UUID, when: datetime
) -> Inquiry:
    is_over = inquiry.wants == "INFORMATION" and not inquiry.attends
    return Inquiry(
        id=id,
        office=office,
        site=inquiry.site,
        asked_on=clock.day_of(when, office.zone),
        channel=inquiry.channel,
        how_heard=inquiry.how_heard,
        referred_by=inquiry.referred_by,
        language=inquiry.language,
        country=inquiry.country,
        people=inquiry.people,
        asked_before=inquiry.asked_before,
        explained=list(inquiry.explained),
        wants=inquiry.wants,
        attends=inquiry.attends,
        urgent=inquiry.urgent,
        by=actor.id,
        occurred_at=when,
        outcome="INFORMED" if is_over else "",
        ended_at=when if is_over else None,
        **_kept(inquiry.reach, when),
    )


def _kept(reach: HowToReach | None, when: datetime) -> dict[str, object]:
    """What is written of the person: nothing at all without their yes."""
    if reach is None:
        return {}
    who = {key: text.strip() for key in KEPT if (text := reach.who.get(key) or "").strip()}
    return {
        "who": who or None,
        "may_call": reach.may_call,
        "call_channel": reach.channel,
        "consent_how": reach.how,
        "consent_wording": reach.wording,
        "consented_at": when,
    }


def _forget(row: Inquiry, when: datetime) -> None:
    row.who, row.may_call, row.consent_ended_at = None, None, when


def _locked(inquiry: Inquiry) -> Inquiry:
    row: Inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    return row


def _open(inquiry: Inquiry) -> Inquiry:
    row = _locked(inquiry)
    if row.case_id is not None:
        raise errors.inquiry_went_on()
    if row.ended_at is not None:
        raise errors.inquiry_is_over()
    return row


def _save(row: Inquiry, *names: str) -> None:
    row.version += 1
    row.save(update_fields=[*names, "version"])


def _say(actor: Actor, code: str, row: Inquiry, at: datetime) -> None:
    """The journal of who has no file yet: read by those who answer, under the inquiry's id."""
    audit.record(actor=actor, code=code, at=at, compartment=ASKING, inquiry=row.pk)
