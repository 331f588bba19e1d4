"""Addresses of protection and health."""

from django.urls import URLPattern, path

from rumbo.protection.views import asking, health, panels, protecting, sealing

app_name = "protection"
ROOM = "cases/<uuid:case>/protection/"
PERSON = f"{ROOM}people/<uuid:person>/"
CLINIC = "cases/<uuid:case>/health/"
PATIENT = f"{CLINIC}people/<uuid:person>/"
urlpatterns: list[URLPattern] = [
    path(ROOM, panels.panel, name="panel"),
    path(f"{ROOM}asking/", panels.asking, name="asking"),
    path(CLINIC, panels.health, name="health"),
    path(f"{PERSON}screening/", asking.screening, name="screening"),
    path(f"{PERSON}fear/", asking.fear, name="fear"),
    path(f"{PERSON}fear/resolution/", protecting.resolve, name="resolve"),
    path(f"{PERSON}fear/confirmation/", protecting.confirm, name="confirm"),
    path(f"{PERSON}mpp/", asking.mpp, name="mpp"),
    path(f"{PERSON}care/", asking.care, name="care"),
    path(f"{PERSON}asylum-claim/", protecting.claim, name="claim"),
    path(f"{PERSON}custody/", protecting.custody, name="custody"),
    path(f"{PERSON}trafficking/", protecting.trafficking, name="trafficking"),
    path(f"{PERSON}trafficking/second/", protecting.second, name="second"),
    path(f"{PERSON}survivor/", protecting.survivor, name="survivor"),
    path(f"{PERSON}child/", protecting.child, name="child"),
    path(f"{PERSON}sealing/", sealing.sealing, name="sealing"),
    path(f"{PATIENT}fitness/", health.fitness, name="fitness"),
    path(f"{PATIENT}pregnancy/", health.pregnancy, name="pregnancy"),
]
