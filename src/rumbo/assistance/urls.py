"""Addresses of direct assistance."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.assistance.lists import LEDGER, PAYMENTS
from rumbo.assistance.views import funds, panels, risks, vouchers

app_name = "assistance"
ROOM = "cases/<uuid:case>/assistance/"
PERSON = f"{ROOM}people/<uuid:person>/"
SERVICE = f"{ROOM}services/<uuid:service>/"
VOUCHER = f"{ROOM}vouchers/<uuid:voucher>/"
urlpatterns: list[URLPattern] = [
    path(ROOM, panels.panel, name="panel"),
    path(f"{PERSON}service/", panels.service, name="service"),
    path(f"{SERVICE}end/", panels.end, name="end"),
    path(f"{SERVICE}voucher/", vouchers.ask, name="ask"),
    path(VOUCHER, vouchers.voucher, name="voucher"),
    path(f"{VOUCHER}approve/", vouchers.approve, name="approve"),
    path(f"{VOUCHER}decline/", vouchers.decline, name="decline"),
    path(f"{VOUCHER}deliver/", vouchers.deliver, name="deliver"),
    path(f"{VOUCHER}cancel/", vouchers.cancel, name="cancel"),
    path(f"{VOUCHER}return/", vouchers.give_back, name="return"),
    path(f"{VOUCHER}receipt.pdf", vouchers.receipt, name="receipt"),
    path(f"{PERSON}risk/", risks.risk, name="risk"),
    path(f"{PERSON}risk/second/", risks.second, name="second"),
    path(f"{PERSON}risk/consent/", risks.consent, name="consent"),
    path(f"{PERSON}risk/consent/withdraw/", risks.withdraw, name="withdraw"),
    path("assistance/shared/<uuid:risk>/", risks.shared, name="shared"),
    path("assistance/fund/", funds.fund, name="fund"),
    path("assistance/fund/export.<slug:kind>", export_of(LEDGER), name="fund_export"),
    path("assistance/payments/", funds.payments, name="payments"),
    path("assistance/payments/export.<slug:kind>", export_of(PAYMENTS), name="payments_export"),
]
