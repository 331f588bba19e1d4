"""Joins the addresses of all rooms, so that adding a folder adds its pages."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from rumbo.config import pages
from rumbo.config.rooms import rooms_with

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", pages.health, name="health"),
    path("house/", pages.house, name="house"),
    path("language/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.urls")),
    *(path("", include(f"rumbo.{room}.urls")) for room in rooms_with("urls") if room != "config"),
]

handler500 = pages.broken

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()
