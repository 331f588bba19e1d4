"""What goes to one consulate in one week, together."""

from datetime import date, datetime, timedelta

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.documents import errors, permits
from rumbo.documents.actions.consulates import ASK, give_to_consulate, say
from rumbo.documents.locks import lock_batch, lock_request
from rumbo.documents.models import ConsularBatch, ConsularRequest


def put_in_batch(
    *, actor: Actor, request: ConsularRequest, day: date | None = None, at: datetime | None = None
) -> ConsularBatch:
    """Put a request into the batch that goes to its consulate in the week of a day."""
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        if row.sent_on is not None:
            raise errors.already_sent()
        if not row.consulate:
            raise errors.consulate_needed()
        wanted = day or clock.day_of(when)
        batch = _open_batch(actor, row, wanted - timedelta(days=wanted.weekday()), when)
        row.batch = batch
        row.save(update_fields=["batch"])
        say(actor=actor, code="documents.batched", request=row, at=when)
    return batch


def take_out_of_batch(
    *, actor: Actor, request: ConsularRequest, at: datetime | None = None
) -> ConsularRequest:
    """Take a request out of a batch that has not gone: it stays a request of its own."""
    with verb(actor, *ASK):
        row = lock_request(request)
        if row.sent_on is not None:
            raise errors.already_sent()
        row.batch = None
        row.save(update_fields=["batch"])
        say(actor=actor, code="documents.unbatched", request=row, at=at or clock.now())
    return row


def print_packet(
    *, actor: Actor, batch: ConsularBatch, at: datetime | None = None
) -> list[ConsularRequest]:
    """Give what a batch's packet may say: refused whole where one yes of it does not live."""
    with verb(actor, *ASK):
        row, when = lock_batch(batch), at or clock.now()
        found = list(row.requests.open().select_related("person", "case").order_by("occurred_at"))
        if not found:
            raise errors.batch_is_empty()
        permits.require([one.person for one in found], "CONSULATE", clock.day_of(when))
        audit.record(
            actor=actor, code="documents.packet_printed", at=when, batch=row.id,
            requests=len(found),
        )  # fmt: skip
    return found


def hand_batch(
    *, actor: Actor, batch: ConsularBatch, handed_to: str = "", at: datetime | None = None
) -> ConsularBatch:
    """Hand a batch to its consulate: all of it, or nothing where one of it may not go."""
    with verb(actor, *ASK):
        row, when = lock_batch(batch), at or clock.now()
        found = list(ConsularRequest.objects.open().filter(batch=row).order_by("occurred_at"))
        if not found:
            raise errors.batch_is_empty()
        for one in found:
            give_to_consulate(actor=actor, request=lock_request(one), at=when)
        row.handed_on, row.handed_to = clock.day_of(when), handed_to.strip()
        row.save(update_fields=["handed_on", "handed_to"])
    return row


def _open_batch(
    actor: Actor, request: ConsularRequest, week: date, when: datetime
) -> ConsularBatch:
    known = ConsularBatch.objects.filter(
        office_id=request.office_id, consulate=request.consulate, week=week, handed_on=None
    ).first()
    if isinstance(known, ConsularBatch):
        return known
    made = ConsularBatch(
        id=new_id(), office_id=request.office_id, consulate=request.consulate, week=week,
        by=actor.id, occurred_at=when,
    )  # fmt: skip
    made.save(force_insert=True)
    return made
