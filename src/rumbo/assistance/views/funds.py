"""The fund with its ledger, and what finance sees of it: no name, no file, no way to either."""

from django.http import HttpResponse
from django.shortcuts import render

from rumbo.access import lists
from rumbo.access.middleware import PersonalRequest
from rumbo.assistance import queries
from rumbo.assistance.lists import LEDGER, PAYMENTS
from rumbo.common import clock
from rumbo.common.money import Money


@lists.page_of(LEDGER)
def fund(request: PersonalRequest) -> HttpResponse:
    """Show what the fund has, promised and gave, and each line of its ledger."""
    today = clock.today()
    standing, currency = queries.fund_standing(today), queries.currency(today)
    context = {
        "page": lists.opened(LEDGER, request),
        "standing": standing,
        "spoken_for": standing.reserved + standing.delivered,
        "total": Money(standing.total, currency),
        "reserved": Money(standing.reserved, currency),
        "delivered": Money(standing.delivered, currency),
        "left": Money(standing.left, currency),
    }
    return render(request, "assistance/fund.html", context)


@lists.page_of(PAYMENTS)
def payments(request: PersonalRequest) -> HttpResponse:
    """Show finance who is paid how much under which reference, and whether it was given."""
    return render(request, "assistance/payments.html", {"page": lists.opened(PAYMENTS, request)})
