"""What counselling offers to the case page."""

from django.utils.translation import gettext_lazy as _

from rumbo.ui.panels import Panel

COUNSEL = ("counsellor", "protection", "child_officer")
SIGN = ("counsellor", "registrar", "protection", "child_officer")
READ = (*SIGN, "coordinator")

PANELS = [
    Panel(
        room="counselling",
        title=_("Consejería y declaración"),
        url_name="counselling:panel",
        roles=frozenset(READ),
        order=10,
    )
]
