"""What goes to one consulate in one week, together."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.utils import IntegrityError

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.lookup import SEALED_FOR
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
    """Give what a batch's packet may say: refused whole where one yes of it does not live.

    Who was reserved after they were put in stands in nobody's packet but protection's.
    """
    with verb(actor, *ASK):
        row, when = lock_batch(batch), at or clock.now()
        rows = row.requests.open().select_related("person", "case").order_by("occurred_at")
        found, _ = _known_to(actor, rows)
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
    """Hand a batch to its consulate: all of it, or nothing where one of it may not go.

    Who was reserved after they were put in stays behind, as a request of its own, unless
    protection hands it over.
    """
    with verb(actor, *ASK):
        row, when = lock_batch(batch), at or clock.now()
        rows = ConsularRequest.objects.open().filter(batch=row).select_related("person")
        # Locked in one order, and asked again under the lock: one may just have been taken out.
        locked = rows.select_for_update(of=("self",)).order_by("pk")
        found, kept_back = _known_to(actor, locked)
        if not found:
            raise errors.batch_is_empty()
        for one in kept_back:
            one.batch = None
            one.save(update_fields=["batch"])
        for one in sorted(found, key=lambda request: request.occurred_at):
            give_to_consulate(actor=actor, request=lock_request(one), at=when)
        row.handed_on, row.handed_to = clock.day_of(when), handed_to.strip()
        row.save(update_fields=["handed_on", "handed_to"])
    return row


def _open_batch(
    actor: Actor, request: ConsularRequest, week: date, when: datetime
) -> ConsularBatch:
    """Give the batch of that week, made where there is none; two who ask at once share it."""
    known = ConsularBatch.objects.filter(
        office_id=request.office_id, consulate=request.consulate, week=week, handed_on=None
    ).select_for_update()
    if (found := known.first()) is not None:
        return found
    made = ConsularBatch(
        id=new_id(), office_id=request.office_id, consulate=request.consulate, week=week,
        by=actor.id, occurred_at=when,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return known.get()
    return made


def _known_to(
    actor: Actor, requests: Iterable[ConsularRequest]
) -> tuple[list[ConsularRequest], list[ConsularRequest]]:
    """Part requests into those whose people the actor may know, and those reserved from them."""
    every = list(requests)
    if actor.kind != "user" or actor.roles & SEALED_FOR:
        return every, []
    mine = [one for one in every if not one.person.sealed]
    return mine, [one for one in every if one.person.sealed]
