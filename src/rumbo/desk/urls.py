"""Addresses of the desk."""

from django.urls import URLPattern, path

from rumbo.desk.views import case, home, people, readings, registration, search

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/access/", search.ask, name="ask"),
    path("search/opened/<uuid:person>/", search.opened, name="opened"),
    path("people/", people.people, name="people"),
    path("people/export.<slug:kind>", people.export, name="export"),
    path("register/", registration.consent, name="register"),
    path("register/family/", registration.family, name="family"),
    path("register/likely/", registration.likely, name="likely"),
    path("cases/<uuid:case>/", case.case, name="case"),
    path("cases/<uuid:case>/consent/<uuid:person>/", registration.late, name="consent"),
    path("tasks/<uuid:task>/done/", case.task_done, name="task_done"),
    path("readings/", readings.readings, name="readings"),
]
