"""Addresses of the programmes."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.programmes import views
from rumbo.programmes.lists import COUNTRIES, PROGRAMMES

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
]
