"""Fees that were paid before there was a ledger, posted once as if it had been there."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.documents import paying
from rumbo.documents.actions.consulates import say
from rumbo.documents.locks import lock_request
from rumbo.documents.models import ConsularRequest
from rumbo.documents.values import PaidFee
from rumbo.programmes.models import Posting

OPENS = ("finance", "coordinator")


def open_books(*, actor: Actor) -> list[Refusal]:
    """Post each fee that no posting is about, at the rate of the day on which it was paid.

    Done twice, it posts nothing more; what a line cannot pay stays without a posting, and is named.
    """
    with verb(actor, *OPENS):
        posted = Exists(Posting.objects.filter(about=OuterRef("pk")))
        rows = ConsularRequest.objects.filter(~posted, fee_minor__gt=0, fee_paid_on__isnull=False)
        refused = []
        for row in rows.exclude(funding_line="").order_by("id"):
            request, code = lock_request(row), "documents.fee_posted"
            money, day = request.fee, request.fee_paid_on
            if money is None or day is None:
                continue
            fee = PaidFee(amount=money, funding_line=request.funding_line, on=day)
            try:
                with transaction.atomic():
                    paying.charge_fee(actor=actor, request=request, fee=fee, at=clock.start_of(day))
            except Refusal as refusal:
                refused.append(refusal)
                code = "documents.fee_not_posted"
            say(actor=actor, code=code, request=request, at=clock.now())
    return refused
