"""Why a group stays, and what kind of group it is, in words."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.common import codes
from rumbo.movements.planning.errors import LACKS, SENTENCES
from rumbo.movements.proposal.money import PROMISED
from rumbo.programmes.rules import priority_rule
from rumbo.ui import words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: "Mapping[str, StrOrPromise]" = {
    "NO_DEPARTURE": gettext_lazy(
        "En estos días ninguna salida va de %(origin)s a %(destination)s."
    ),
    "WHEELCHAIR": gettext_lazy(
        "En %(departure)s no quedan lugares para silla de ruedas (hay: %(most)s)."
    ),
    "SEATS": gettext_lazy(
        "En %(departure)s faltan asientos (quedan: %(left)s; el grupo necesita: %(needed)s)."
    ),
    "ESCORTS": gettext_lazy(
        "En %(departure)s no alcanza quien acompañe a niñas, niños y adolescentes que viajan sin su familia (harían falta: %(needed)s; se cuenta con: %(most)s)."
    ),
    "MIN_PASSENGERS": gettext_lazy(
        "%(departure)s no llega a las personas con las que sale (mínimo: %(most)s; con el grupo: %(needed)s)."
    ),
    "RECEPTION": gettext_lazy(
        "El centro de %(destination)s no puede recibir a todos el %(day)s (recibe: %(most)s; serían: %(needed)s)."
    ),
    "MONEY": gettext_lazy(
        "Para viajar en %(departure)s no alcanza %(funds)s (dólares que faltan: %(short)s)."
    ),
    "OTHERS_FIRST": gettext_lazy(
        "En %(departure)s van antes otros grupos con tanta o más prioridad (son: %(ahead)s)."
    ),
    "SIBLINGS": gettext_lazy(
        "Se le aparta lugar a mano: protección de la niñez dice en qué salida."
    ),
    "LACKS": gettext_lazy(
        "Le falta algo para cada salida de su ruta en estos días; su expediente dice qué."
    ),
}
SIZES: "Mapping[str, StrOrPromise]" = {
    "ALONE": gettext_lazy("Personas solas"),
    "SMALL": gettext_lazy("Familias de dos o tres"),
    "LARGE": gettext_lazy("Familias de cuatro o más"),
}
BY: "Mapping[str, StrOrPromise]" = {
    "country": gettext_lazy("País al que vuelven"),
    "size": gettext_lazy("Tamaño del grupo"),
    "band": gettext_lazy("Prioridad"),
}


def why(code: str, facts: Mapping[str, Any], funds: Mapping[str, str]) -> str:
    """Why a group stays, as one sentence that can be checked; `funds` names each line by its code."""
    if code not in REASONS:
        return ""
    told = dict(facts)
    if "destination" in told:
        told["destination"] = words.country(str(told["destination"]))
    if "day" in told:
        told["day"] = words.day_table(date.fromisoformat(str(told["day"])))
    if "funds" in told:
        kept = [one for one in str(told["funds"]).split(", ") if one != PROMISED]
        told["funds"] = words.sentence_list([funds.get(one, one) for one in kept])
    return str(REASONS[code]) % told


def payers(facts: Mapping[str, Any], funds: Mapping[str, str]) -> str:
    """Which lines would pay for a group."""
    return words.sentence_list([funds.get(one, one) for one in facts.get("paid", ())])


def group_word(by: str, key: str) -> str:
    """The name of a kind of group."""
    if by == "country":
        return words.country(key)
    if by == "size":
        return str(SIZES.get(key, key))
    band = priority_rule().bands.get(key)
    return band[codes.active_language()] if band else _("Sin prioridad")


def wrong(faults: list[list[Any]]) -> list[str]:
    """What kept a plan from being made, a sentence each."""
    english = codes.active_language() == "en"
    said = []
    for code, told in faults:
        facts = dict(told)
        if facts.get("lacks") in LACKS:
            facts["lacks"] = LACKS[facts["lacks"]][english]
        sentence = SENTENCES[code][english].format(**facts)
        said.append(sentence[:1].upper() + sentence[1:] + ".")
    return said
