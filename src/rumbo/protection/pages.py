"""What protection and health offer to the case page: each panel exists for its own roles only."""

from django.utils.translation import gettext_lazy as _

from rumbo.access.rules import MAY_BREAK
from rumbo.protection.rules import ASSESSMENT, OF_THE_WAY, REUNITE, SIBLINGS
from rumbo.ui.panels import Panel

ASK = ("counsellor", "protection", "child_officer")
PROTECT = ("protection", "child_officer")
# Who may open a compartment or a file in an emergency: protection and health, nobody else.
EMERGENCY = MAY_BREAK
CARE = ("health", "counsellor", "protection", "child_officer")
# The paper to enter again is written down by those who keep papers too.
REENTRY = (*ASK, "documents")

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

# Tasks that are done on a page of their own, which ends them: `case` and `person` in its address.
TASK_PAGES = {
    ASSESSMENT.task: "protection:assessment",
    **{flag.task: "protection:child" for flag in OF_THE_WAY},
    **{flag.task: "protection:siblings" for flag in (SIBLINGS, REUNITE)},
}
