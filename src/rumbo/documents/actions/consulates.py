"""Asking a consulate for a paper: opened, gathered, paid, and sent with the person's live yes."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.casework.rules import SEATED
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.counselling.models import ShareConsent
from rumbo.documents import errors, paying, permits, rules, terms
from rumbo.documents.actions.beginning import begin
from rumbo.documents.actions.transferring import log_transfer
from rumbo.documents.locks import lock_request
from rumbo.documents.models import ConsularRequest, RequestItem
from rumbo.documents.values import NewRequest, PaidFee, Told
from rumbo.documents.visits import require_free
from rumbo.programmes import queries as programmes
from rumbo.registry.models import Person

ASK = ("documents", "child_officer")
Yes = Mapping[uuid.UUID, ShareConsent]


def ask_consulate(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    request: NewRequest,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> ConsularRequest:
    """Open a request for a paper with what its consulate asks for; nothing leaves the house yet.

    TRANSFER_CONSENT is asked here already, and protection's word: nothing is gathered in vain.
    Where the consulate wants a ticket first, movements is asked to hold a seat provisionally.
    """
    with verb(actor, *ASK):
        counselling.member_of(case, person)
        if request.type not in codes.LISTS["document_type"]:
            raise errors.unknown_code("document_type")
        if not request.country:
            raise errors.not_a_country()
        when = at or clock.now()
        day = clock.day_of(when)
        permits.require([person], "CONSULATE", day)
        open_ones = ConsularRequest.objects.open().filter(person=person)
        if open_ones.filter(type=request.type, country=request.country).exists():
            raise errors.request_is_open()
        asks = terms.terms_for(request.country, request.type, request.consulate, day)
        made = ConsularRequest(
            id=id or new_id(),
            office_id=person.office_id,
            case=case,
            person=person,
            type=request.type,
            country=request.country,
            consulate=request.consulate,
            terms=asks.name,
            due_on=request.due_on or day + terms.usual_days(asks),
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        list_items(actor=actor, request=made, asks=asks, at=when)
        begin(actor=actor, case=case, at=when)
        say(actor=actor, code="documents.consulate_asked", request=made, at=when)
    return made


def gather_item(
    *,
    actor: Actor,
    request: ConsularRequest,
    code: str,
    state: str = "GATHERED",
    at: datetime | None = None,
) -> RequestItem:
    """Say of one thing that it is here, that it is not needed, or that it is wanted again."""
    with verb(actor, *ASK, "movements", "registrar"):
        row, when = lock_request(request), at or clock.now()
        if row.sent_on is not None:
            raise errors.already_sent()
        item: RequestItem | None = row.items.filter(code=code).first()
        if item is None or state not in rules.ITEM_STATES:
            raise errors.unknown_code("item")
        item.state, item.by = state, actor.id
        item.on = None if state == "WANTED" else clock.day_of(when)
        item.save(update_fields=["state", "on", "by"])
        told = f"documents.item_{state.lower()}"
        say(actor=actor, code=told, request=row, at=when, item=code)
    return item


def pay_fee(
    *, actor: Actor, request: ConsularRequest, fee: PaidFee, at: datetime | None = None
) -> ConsularRequest:
    """Write down what the consulate charged and which funding line paid it; nobody pays it alone."""
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        day = fee.on or clock.day_of(when)
        if fee.amount.minor <= 0 or not fee.funding_line or not fee.amount.currency:
            raise errors.fee_needed()
        lines = {line.code for line in programmes.funding_lines_on(day)}
        mine = {line.code for line in programmes.lines_for(row.case.programme, day)}
        if fee.funding_line not in (mine if row.case.programme else lines):
            raise errors.line_does_not_pay()
        row.fee_minor, row.fee_currency = fee.amount.minor, fee.amount.currency
        row.fee_paid_on, row.funding_line = day, fee.funding_line
        row.save(update_fields=["fee_minor", "fee_currency", "fee_paid_on", "funding_line"])
        row.items.filter(code="FEE").update(state="GATHERED", on=day, by=actor.id)
        say(actor=actor, code="documents.fee_paid", request=row, at=when, amount=str(fee.amount))
        paying.charge_fee(actor=actor, request=row, fee=fee, at=when)
    return row


def book_appointment(
    *,
    actor: Actor,
    request: ConsularRequest,
    starts_at: datetime | None,
    consulate: str = "",
    at: datetime | None = None,
) -> ConsularRequest:
    """Note when the person is to appear at the consulate, or that the appointment fell through.

    Another consulate than before takes a request out of the batch of the first; one that is out
    already is asked anew there, since the register says who holds what was sent.
    Whoever calls people tells them; the day stands in the calendar.
    """
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        if consulate and consulate != row.consulate:
            if row.sent_on is not None and row.consulate:
                raise errors.another_consulate()
            row.consulate, row.batch = consulate, None
        if starts_at is not None and not row.consulate:
            raise errors.consulate_needed()
        if starts_at is not None and starts_at < when:
            raise errors.appointment_past()
        if starts_at is not None and starts_at > when + rules.APPOINTED_WITHIN:
            raise errors.appointment_too_far()
        if starts_at is not None:
            require_free(row, starts_at)
        row.appointment_at = starts_at
        row.save(update_fields=["appointment_at", "consulate", "batch"])
        code = "documents.appointment" if starts_at else "documents.appointment_off"
        day = clock.day_of(starts_at) if starts_at else None
        say(
            actor=actor,
            code=code,
            request=row,
            at=when,
            **({"day": f"{day:%d/%m/%Y}"} if day else {}),
        )
        casework.add_contact(
            actor=actor, case=row.case, person=row.person, about="DOCUMENT", at=when
        )
    return row


def send_request(
    *, actor: Actor, request: ConsularRequest, at: datetime | None = None
) -> ConsularRequest:
    """Hand a request to the consulate: the yes is asked again now, and what leaves is logged."""
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        give_to_consulate(actor=actor, request=row, at=when)
    return row


def give_to_consulate(*, actor: Actor, request: ConsularRequest, at: datetime) -> None:
    """Make the transfer itself, of a locked request alone and of one of a batch."""
    row, when = request, at
    if row.sent_on is not None:
        raise errors.already_sent()
    day = clock.day_of(when)
    yes = permits.require([row.person], "CONSULATE", day)
    wanted = [item.code for item in row.items.all() if item.state == "WANTED"]
    if wanted:
        raise errors.things_missing([row.case.number], [terms.item(code) for code in wanted])
    row.sent_on = day
    asks = terms.terms_named(row.terms)
    row.due_on = day + (terms.usual_days(asks) if asks else rules.USUAL)
    row.save(update_fields=["sent_on", "due_on", "batch"])
    _log(actor, row, "REQUEST", when, yes)
    say(actor=actor, code="documents.consulate_sent", request=row, at=when)


def write_letter(
    *, actor: Actor, request: ConsularRequest, at: datetime | None = None
) -> ConsularRequest:
    """Write the letter of a request: what was allowed when it was asked is asked again now."""
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        yes = permits.require([row.person], "CONSULATE", clock.day_of(when))
        _log(actor, row, "LETTER", when, yes)
        say(actor=actor, code="documents.letter_written", request=row, at=when)
    return row


def say(*, actor: Actor, code: str, request: ConsularRequest, at: datetime, **told: str) -> None:
    """Write into the journal what happened to a request."""
    audit.record(
        actor=actor, code=code, at=at, person=request.person_id, case=request.case_id,
        type=f"document_type:{request.type}", request=request.id, **told,
    )  # fmt: skip


def _log(actor: Actor, row: ConsularRequest, kind: str, when: datetime, yes: Yes) -> None:
    told = Told(
        kind=kind, recipient="CONSULATE", purpose="TRAVEL_PAPER",
        fields=rules.TOLD_TO_CONSULATE, to_whom=row.consulate or row.country,
    )  # fmt: skip
    log_transfer(
        actor=actor, case=row.case, person=row.person, told=told, consent=yes[row.person_id],
        request=row, at=when,
    )  # fmt: skip


def list_items(*, actor: Actor, request: ConsularRequest, asks: terms.Terms, at: datetime) -> None:
    """What the consulate wants, each thing a line; what a child is not charged is not asked."""
    age = request.person.age_on(clock.day_of(at))
    free = asks.fee_free_under is not None and age is not None and age < asks.fee_free_under
    held = request.case.stage in SEATED
    ready = {"FEE": "NOT_NEEDED" if free else "WANTED", "TICKET": "GATHERED" if held else "WANTED"}
    listed = set(request.items.values_list("code", flat=True))
    missing = [code for code in asks.items if code not in listed]
    RequestItem.objects.bulk_create(
        RequestItem(
            id=new_id(), office_id=request.office_id, request=request, code=code, occurred_at=at,
            state=ready.get(code, "WANTED"),
        )
        for code in missing
    )  # fmt: skip
    if "TICKET" in missing and not held:
        casework.open_task(
            actor=actor, case=request.case, person=request.person, role="movements", code="HOLD_SEAT",
            due_on=request.due_on, at=at,
        )  # fmt: skip
