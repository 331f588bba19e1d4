"""Why a group stays: a sentence that is true of the finished plan, and can be checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np

from rumbo.movements.planning.plans import LACKS, Plan

SENTENCES = {
    "es": {
        "NO_DEPARTURE": "Ninguna salida va de {origin} a {destination} en los días y por los medios en que el grupo puede viajar.",
        "WHEELCHAIR": "En {departure} ({day}) no quedan lugares para silla de ruedas (hay: {most}; ocupados: {taken}).",
        "SEATS": "En {departure} ({day}), de {origin} a {destination}, no hay asientos para todo el grupo (quedan: {left}; se necesitan: {needed}).",
        "ESCORTS": "En {departure} ({day}) no caben quienes tendrían que acompañar al grupo (hacen falta: {needed}; caben: {most}).",
        "MIN_PASSENGERS": "{departure} ({day}) todavía no junta a las personas que necesita para salir (necesita: {most}; con el grupo serían: {needed}).",
        "RECEPTION": "{destination} no puede recibir a tantas personas el {day} (recibe: {most}; con el grupo serían: {needed}).",
        "MONEY": "Para viajar en {departure} ({day}) no alcanza el dinero de {funds} (faltan, en dólares: {short}).",
        "OTHERS_FIRST": "En {departure} ({day}) van antes otros grupos, con la misma prioridad o más (son: {ahead}).",
    },
    "en": {
        "NO_DEPARTURE": "No departure goes from {origin} to {destination} on the days and by the means by which the group can travel.",
        "WHEELCHAIR": "On {departure} ({day}) no wheelchair place is left (there are: {most}; taken: {taken}).",
        "SEATS": "On {departure} ({day}), from {origin} to {destination}, there are too few seats (left: {left}; the group needs: {needed}).",
        "ESCORTS": "On {departure} ({day}) the escorts that would be needed do not fit (needed: {needed}; places: {most}).",
        "MIN_PASSENGERS": "{departure} ({day}) does not reach the people with whom it leaves (minimum: {most}; with the group: {needed}).",
        "RECEPTION": "{destination} cannot receive the group on {day} (it receives: {most}; with the group: {needed}).",
        "MONEY": "To travel on {departure} ({day}) the money of {funds} does not suffice (dollars missing: {short}).",
        "OTHERS_FIRST": "Others come first on {departure} ({day}) (groups with as much weight a person or more: {ahead}).",
    },
}


@dataclass(frozen=True)
class Reason:
    """A code of contracts.md, its sentence, and the facts that the sentence says."""

    code: str
    sentence: str
    facts: Mapping[str, object]


def reason(plan: Plan, g: int, lang: str) -> Reason:
    """Why the group stays, by the possible departure that fails last."""
    problem = plan.problem
    possible = [int(d) for d in np.flatnonzero(problem.may[:, g])]
    if not possible:
        return _never(plan, g, lang)
    lacks = {d: plan.lacks(g, d) for d in possible}
    last = max(possible, key=lambda d: (LACKS.index(lacks[d][0]), -len(lacks[d]), -d))
    code = lacks[last][0]
    if len(lacks[last]) > 1 and _makes_way(plan, g, last):
        code = "OTHERS_FIRST"
    return _said(plan, g, last, code, lang)


def _makes_way(plan: Plan, g: int, d: int) -> bool:
    """Whether the group would fit if one group of no lower weight a person were not aboard."""
    each = plan.each(g)
    for other in sorted(plan.aboard[d]):
        if plan.each(other) < each:
            continue
        plan.remove(other)
        fits = not plan.lacks(g, d)
        plan.add(other, d)
        if fits:
            return True
    return False


def _never(plan: Plan, g: int, lang: str) -> Reason:
    """No departure of the instance can take the group, even alone: say what alone it lacks."""
    instance = plan.problem.instance
    group = instance.groups[g]
    lacks = {d: instance.lack_alone(run, group) for d, run in enumerate(instance.departures)}
    first = {d: lack for d, lack in lacks.items() if lack and lack != "NO_DEPARTURE"}
    if not first:
        return _said(plan, g, -1, "NO_DEPARTURE", lang)
    last = max(first, key=lambda d: (LACKS.index(first[d]), -d))
    return _said(plan, g, last, first[last], lang)


def _said(plan: Plan, g: int, d: int, code: str, lang: str) -> Reason:
    group = plan.problem.instance.groups[g]
    facts: dict[str, object] = {"origin": group.origin, "destination": group.destination}
    if d >= 0:
        run = plan.problem.instance.departures[d]
        facts |= {"departure": run.id, "day": run.date.isoformat()}
        facts |= _FACTS[code](plan, g, d)
    return Reason(code, SENTENCES[lang][code].format(**facts), facts)


def _wheelchair(plan: Plan, _g: int, d: int) -> dict[str, object]:
    return {"most": int(plan.problem.places[d]), "taken": plan.wheels[d]}


def _seats(plan: Plan, g: int, d: int) -> dict[str, object]:
    problem = plan.problem
    escorts = problem.instance.seated_for(plan.children[d] + int(problem.children[g]))
    load = max((plan.legs[d][leg] for leg in plan.span(g, d)), default=0)
    left = int(problem.seats[d]) - load - plan.escorts(d)
    return {"left": left, "needed": int(problem.persons[g]) + escorts - plan.escorts(d)}


def _escorts(plan: Plan, g: int, d: int) -> dict[str, object]:
    problem = plan.problem
    needed = problem.instance.escorts_for(plan.children[d] + int(problem.children[g]))
    return {"needed": needed, "most": int(problem.escorts[d])}


def _minimum(plan: Plan, g: int, d: int) -> dict[str, object]:
    together = plan.passengers[d] + int(plan.problem.persons[g])
    return {"most": int(plan.problem.minimum[d]), "needed": together}


def _reception(plan: Plan, g: int, d: int) -> dict[str, object]:
    instance = plan.problem.instance
    centre = instance.centres.get(instance.departures[d].centre(instance.groups[g].destination))
    bed = int(plan.problem.arrival[d, g])
    taken = plan.beds[bed] if bed >= 0 else 0
    shut = centre is None or instance.departures[d].date in centre.closed
    most = 0 if shut or centre is None else centre.takes(instance.departures[d].date)
    return {"most": most, "needed": taken + int(plan.problem.persons[g])}


def _money(plan: Plan, g: int, d: int) -> dict[str, object]:
    money = plan.problem.money
    short = plan.shortage(g, d)
    row = int(short.argmax())
    funds = plan.problem.instance.funds
    names = ", ".join(funds[f].id for f in money.funds[row]) if money.funds else ""
    return {"short": ceil(float(short[row])), "funds": names}


def _others(plan: Plan, g: int, d: int) -> dict[str, object]:
    each = plan.each(g)
    return {"ahead": sum(plan.each(other) >= each for other in plan.aboard[d])}


_FACTS = {
    "WHEELCHAIR": _wheelchair,
    "SEATS": _seats,
    "ESCORTS": _escorts,
    "MIN_PASSENGERS": _minimum,
    "RECEPTION": _reception,
    "MONEY": _money,
    "OTHERS_FIRST": _others,
}
