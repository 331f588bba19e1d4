"""What a consulate said that it asks for: written down from a day on, and followed by what is open."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.documents import errors, queries, rules, terms
from rumbo.documents.actions.consulates import ASK, list_items, say
from rumbo.documents.locks import lock_request
from rumbo.documents.models import ConsularRequest, ConsularTerms
from rumbo.documents.values import NewTerms

WRITE = ("documents", "coordinator")


def record_terms(*, actor: Actor, found: NewTerms, at: datetime | None = None) -> ConsularTerms:
    """Write down what a consulate asks for from a day on; what ruled before stays as it was."""
    with verb(actor, *WRITE):
        _require_possible(found)
        when = at or clock.now()
        made = ConsularTerms(
            code=str(new_id()),
            country=found.country,
            document=found.document,
            consulate=found.consulate,
            valid_from=found.since,
            items=[code for code in terms.item_codes() if code in found.items],
            photos=found.photos,
            fee_minor=found.fee.minor if found.fee else None,
            fee_currency=found.fee.currency if found.fee else "",
            fee_free_under=found.fee_free_under,
            appointment=found.appointment,
            usual_days=found.usual_days,
            valid_days=found.valid_days,
            source=found.source.strip(),
            verified=found.verified,
            recorded_at=when,
            by=actor.id,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="documents.terms_recorded", at=when,
            type=f"document_type:{found.document}", country=f"country:{found.country}",
            day=f"{found.since:%d/%m/%Y}",
        )  # fmt: skip
    return made


def follow_terms(
    *, actor: Actor, request: ConsularRequest, at: datetime | None = None
) -> ConsularRequest:
    """Let a request that is not out ask for what its consulate wants by now; what is here stays."""
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        if row.sent_on is not None:
            raise errors.already_sent()
        asks = terms.terms_for(row.country, row.type, row.consulate, clock.day_of(when))
        if asks.name == row.terms:
            raise errors.terms_are_followed()
        row.items.filter(state="WANTED").exclude(code__in=asks.items).update(
            state="NOT_NEEDED", on=clock.day_of(when), by=actor.id
        )
        row.terms = asks.name
        row.save(update_fields=["terms"])
        list_items(actor=actor, request=row, asks=asks, at=when)
        say(actor=actor, code="documents.terms_followed", request=row, at=when)
    return row


def _require_possible(found: NewTerms) -> None:
    if found.document not in codes.LISTS["document_type"]:
        raise errors.unknown_code("document_type")
    if len(found.country) != 3:
        raise errors.not_a_country()
    if not found.items or not set(found.items) <= set(terms.item_codes()):
        raise errors.unknown_code("item")
    if found.appointment not in ("", *rules.APPOINTMENTS):
        raise errors.unknown_code("appointment")
    if not found.source.strip():
        raise errors.source_needed()
    named = queries.consulate_named(found.consulate) if found.consulate else None
    if found.consulate and (named is None or named.represents_id != found.country):
        raise errors.consulate_elsewhere()
