"""What movements offers to the case page."""

from django.utils.translation import gettext_lazy as _

from rumbo.ui.panels import Panel

PANEL_ROLES = (
    "registrar", "counsellor", "protection", "child_officer", "health", "documents",
    "movements", "field", "reception", "coordinator",
)  # fmt: skip
PANELS = [Panel("movements", _("Viaje"), "movements:panel", frozenset(PANEL_ROLES), 60)]
