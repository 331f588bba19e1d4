"""What protection and health offer to the case page: each panel exists for its own roles only."""

from django.utils.translation import gettext_lazy as _

from rumbo.ui.panels import Panel

ASK = ("counsellor", "protection", "child_officer")
PROTECT = ("protection", "child_officer")
CARE = ("health", "counsellor", "protection", "child_officer")

PANELS = [
    Panel(
        room="protection",
        title=_("Preguntas a solas"),
        url_name="protection:asking",
        roles=frozenset(ASK),
        order=20,
    ),
    Panel(
        room="protection",
        title=_("Protección"),
        url_name="protection:panel",
        roles=frozenset(PROTECT),
        order=21,
    ),
    Panel(
        room="protection",
        title=_("Salud"),
        url_name="protection:health",
        roles=frozenset({"health"}),
        order=22,
    ),
]
