"""How far a what-if is: each supposition with its state, and what the finished ones say already."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rumbo.movements.models import WhatIf
from rumbo.movements.whatif import figures
from rumbo.movements.whatif.scenarios import chosen
from rumbo.movements.whatif.words import TITLES

READY, TRYING, WAITING = "ready", "trying", "waiting"


@dataclass(frozen=True, slots=True)
class Turn:
    """One supposition while the others are worked out: whether it is done, and what came of it."""

    title: str
    state: str
    said: str = ""


def turns(row: WhatIf) -> list[Turn]:
    """Every supposition that was asked for, in its order."""
    told = {one["code"]: one for one in row.told.get("scenarios", [])}
    base = told.get("BASE", {}).get("plan", {}).get("people", 0)
    found = []
    for step, one in enumerate(chosen(row.asked), 1):
        title, done = str(TITLES[one.code]), told.get(one.code)
        if done is not None:
            found.append(Turn(title, READY, _said(done, base)))
        elif row.state == "TRYING" and row.step == step:
            found.append(Turn(title, TRYING))
        else:
            found.append(Turn(title, WAITING))
    return found


def missing(row: WhatIf) -> list[str]:
    """The suppositions that were asked for and have no answer."""
    return [one.title for one in turns(row) if one.state != READY]


def _said(done: dict[str, object], base: int) -> str:
    """How many come home in these days, beside what stands."""
    plan = done.get("plan")
    if not isinstance(plan, dict):
        return _("Así no se puede hacer un plan.")
    told = {"people": figures.people(plan["people"])}
    if done["code"] == "BASE":
        return _("Personas que vuelven en estos días: %(people)s.") % told
    told["change"] = figures.change(plan["people"], base)
    return _("Personas que vuelven en estos días: %(people)s (%(change)s).") % told
