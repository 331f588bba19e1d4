"""Addresses of the programmes."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.programmes.accounts import LEDGER, LINES
from rumbo.programmes.cash import ADVANCES
from rumbo.programmes.fares import FARES
from rumbo.programmes.lists import COUNTRIES, PROGRAMMES
from rumbo.programmes.views import advances, fares, money
from rumbo.programmes.views import programmes as views

app_name = "programmes"
ONE = "programmes/<slug:programme>/"
urlpatterns: list[URLPattern] = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/export.<slug:kind>", export_of(PROGRAMMES), name="programmes_export"),
    path("programmes/countries/", views.countries, name="countries"),
    path("programmes/countries/export.<slug:kind>", export_of(COUNTRIES), name="countries_export"),
    path("programmes/countries/<slug:host>/<slug:origin>/", views.country, name="country"),
    path(ONE, views.programme, name="programme"),
    path(f"{ONE}request/", views.request, name="request"),
    path(f"{ONE}agreement/", views.agreement, name="agreement"),
    path(f"{ONE}open/", views.opening, name="open"),
    path("money/lines/", money.lines, name="lines"),
    path("money/lines/export.<slug:kind>", export_of(LINES), name="lines_export"),
    path("money/lines/<slug:line>/", money.line, name="line"),
    path("money/advances/", advances.advances, name="advances"),
    path("money/advances/export.<slug:kind>", export_of(ADVANCES), name="advances_export"),
    path("money/advances/new/", advances.new, name="advance_new"),
    path("money/advances/<uuid:advance>/", advances.advance, name="advance"),
    path("money/advances/<uuid:advance>/receipt/", advances.receipt, name="advance_receipt"),
    path("money/advances/<uuid:advance>/return/", advances.give_back, name="advance_return"),
    path("money/advances/<uuid:advance>/close/", advances.close, name="advance_close"),
    path(
        "money/advances/<uuid:advance>/<uuid:receipt>/paper/", advances.paper, name="advance_paper"
    ),
    path("money/fares/", fares.fares, name="fares"),
    path("money/fares/export.<slug:kind>", export_of(FARES), name="fares_export"),
    path("money/fares/new/", fares.new, name="fare_new"),
    path("money/ledger/", money.ledger, name="ledger"),
    path("money/ledger/export.<slug:kind>", export_of(LEDGER), name="ledger_export"),
]
