"""A programme's life: asked for, agreed, opened once nothing is missing, closed with a reason."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.programmes import errors, queries
from rumbo.programmes.models import Agreement, FormalRequest, Opening, Programme
from rumbo.programmes.values import Term

DECIDES = "coordinator"


def record_request(
    *,
    actor: Actor,
    programme: str,
    requested_by: str,
    received_on: date,
    id: uuid.UUID | None = None,
    base_version: int | None = None,
    at: datetime | None = None,
) -> FormalRequest:
    """Keep a government's formal request, which is studied before a programme opens."""
    if received_on > clock.today():
        raise errors.request_to_come()
    with verb(actor, DECIDES):
        held = _held(programme, base_version)
        row = FormalRequest.objects.create(
            code=str(id or new_id()),
            programme=held,
            requested_by=requested_by,
            valid_from=received_on,
            from_file=False,
        )
        audit.record(actor=actor, code="programmes.requested", at=at, programme=programme)
    return row


def record_agreement(
    *,
    actor: Actor,
    programme: str,
    term: Term,
    id: uuid.UUID | None = None,
    base_version: int | None = None,
    at: datetime | None = None,
) -> Agreement:
    """Keep an agreement with its dates; travel is covered from the first to the last day.

    Two agreements never cover the same day: which of them holds would be anybody's guess.
    """
    errors.in_order(term.since, term.until)
    with verb(actor, DECIDES):
        held = _held(programme, base_version)
        if (
            other := queries.overlapping(
                Agreement.objects.filter(programme=held), term.since, term.until
            )
        ) is not None:
            raise errors.agreed_already(other.valid_from, other.valid_until)
        row = Agreement.objects.create(
            code=str(id or new_id()),
            programme=held,
            valid_from=term.since,
            valid_until=term.until,
            source=term.source,
            from_file=False,
        )
        audit.record(
            actor=actor, code="programmes.agreed", at=at, programme=programme, since=term.since
        )
    return row


def open_programme(
    *,
    actor: Actor,
    programme: str,
    since: date,
    until: date | None = None,
    id: uuid.UUID | None = None,
    base_version: int | None = None,
    at: datetime | None = None,
) -> Opening:
    """Open a programme: only with a formal request, an agreement and due diligence (S3, April 2019)."""
    errors.in_order(since, until)
    with verb(actor, DECIDES):
        held = _held(programme, base_version)
        if queries.overlapping(Opening.objects.filter(programme=held), since, until) is not None:
            raise errors.already_open(programme)
        for lacking in queries.obstacles(held, since):
            raise lacking
        opening = Opening.objects.create(
            code=str(id or new_id()),
            programme=held,
            valid_from=since,
            valid_until=until,
            from_file=False,
        )
        audit.record(actor=actor, code="programmes.opened", at=at, programme=programme, since=since)
    return opening


def close_programme(
    *,
    actor: Actor,
    programme: str,
    on: date,
    reason: str,
    base_version: int | None = None,
    at: datetime | None = None,
) -> Sequence[Opening]:
    """Close a programme after a day: who is in it keeps their place in line, nobody new comes in.

    `on` is the last day on which it took people. A closing is a fact, so that day is not to come;
    an end that is planned stands in the opening.
    """
    if on > clock.today():
        raise errors.closing_to_come()
    if not reason.strip():
        raise errors.no_reason()
    with verb(actor, DECIDES):
        held = _held(programme, base_version)
        rows = list(Opening.objects.live_on(on).filter(programme=held))
        if not rows:
            raise errors.not_open(programme)
        for row in rows:
            row.valid_until = on
            row.reason = reason
            row.from_file = False
            row.save(update_fields=["valid_until", "reason", "from_file"])
        audit.record(actor=actor, code="programmes.closed", at=at, programme=programme, on=on)
    return rows


def _held(programme: str, base_version: int | None) -> Programme:
    """Lock a programme for a change; refuse where somebody changed it since `base_version`."""
    row = Programme.objects.select_for_update().get(code=programme)
    if base_version is not None and row.version != base_version:
        raise changed_meanwhile()
    row.version += 1
    row.save(update_fields=["version"])
    return row
