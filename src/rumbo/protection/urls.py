"""Addresses of protection and health."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from rumbo.protection.views import (
    asking,
    assessing,
    children,
    emergencies,
    handovers,
    health,
    northern,
    panels,
    protecting,
    proving,
    sealing,
    siblings,
)

app_name = "protection"


class Answer(StringConverter):
    """What protection says of two children, or does with them."""

    regex = "yes|no|join|undo"


class End(StringConverter):
    """Where a child is handed over."""

    regex = "departure|arrival"


register_converter(Answer, "sibling_answer")
register_converter(End, "handover_end")

ROOM = "cases/<uuid:case>/protection/"
PERSON = f"{ROOM}people/<uuid:person>/"
CLINIC = "cases/<uuid:case>/health/"
PATIENT = f"{CLINIC}people/<uuid:person>/"
urlpatterns: list[URLPattern] = [
    path(ROOM, panels.panel, name="panel"),
    path(f"{ROOM}asking/", panels.asking, name="asking"),
    path(CLINIC, panels.health, name="health"),
    path(f"{PERSON}screening/", asking.screening, name="screening"),
    path(f"{PERSON}assessment/", assessing.assessment, name="assessment"),
    path("acts/", proving.proof, name="proof"),
    path("emergency/", emergencies.emergency, name="emergency"),
    path("cases/<uuid:case>/emergency/", emergencies.opened, name="emergency_opened"),
    path(f"{PERSON}fear/", asking.fear, name="fear"),
    path(f"{PERSON}fear/resolution/", protecting.resolve, name="resolve"),
    path(f"{PERSON}fear/confirmation/", protecting.confirm, name="confirm"),
    path(f"{PERSON}mpp/", northern.mpp, name="mpp"),
    path(f"{PERSON}mpp/way/", northern.way, name="mpp_way"),
    path(f"{PERSON}mpp/reentry/", northern.reentry, name="reentry"),
    path(f"{PERSON}care/", asking.care, name="care"),
    path(f"{PERSON}asylum-claim/", protecting.claim, name="claim"),
    path(f"{PERSON}custody/", protecting.custody, name="custody"),
    path(f"{PERSON}trafficking/", protecting.trafficking, name="trafficking"),
    path(f"{PERSON}trafficking/second/", protecting.second, name="second"),
    path(f"{PERSON}survivor/", protecting.survivor, name="survivor"),
    path(f"{PERSON}child/", children.child, name="child"),
    path(f"{PERSON}child/step/<str:code>/", children.step, name="child_step"),
    path(f"{PERSON}child/instead/", children.close, name="child_close"),
    path(f"{PERSON}child/handover/", handovers.departure, name="handover"),
    path(f"{PERSON}child/handover/<handover_end:end>.pdf", handovers.sheet, name="handover_sheet"),
    path(f"{PERSON}child/handover/<uuid:act>/undo/", handovers.undo, name="handover_undo"),
    path(f"{PERSON}child/siblings/", siblings.siblings, name="siblings"),
    path(
        f"{PERSON}child/siblings/<uuid:pair>/<sibling_answer:what>/",
        siblings.decide,
        name="siblings_decide",
    ),
    path(f"{PERSON}sealing/", sealing.sealing, name="sealing"),
    path(f"{PATIENT}fitness/", health.fitness, name="fitness"),
    path(f"{PATIENT}pregnancy/", health.pregnancy, name="pregnancy"),
]
