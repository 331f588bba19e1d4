"""What stands above the list of files that a decision touches: what was asked, and its form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.lists import Page
from rumbo.access.values import Reader
from rumbo.common import codes
from rumbo.network import queries as network
from rumbo.programmes import queries as programmes
from rumbo.programmes.actions import DECIDES, STOPS
from rumbo.programmes.models import Programme
from rumbo.ui import words

EVERY = ("OPEN", "CASE_BY_CASE", "SUSPENDED")


def may_decide(reader: Reader) -> tuple[str, ...]:
    """Which findings a reader may record."""
    if reader.roles.intersection(DECIDES):
        return EVERY
    return ("SUSPENDED",) if reader.roles.intersection(STOPS) else ()


def closing(page: Page, reader: Reader, today: date) -> Programme | None:
    """The programme that the reader may close from this list."""
    row = programmes.programme(page.asked.get("programa", ""))
    if row is None or not reader.roles.intersection(DECIDES):
        return None
    return row if programmes.may_close(row.code, today) else None


def is_proposal(asked: Mapping[str, str]) -> bool:
    """Whether the address asks about a decision that is not taken yet."""
    return all(asked.get(word) for word in ("camino", "como", "dia")) and not asked.get("programa")


def title(asked: Mapping[str, str]) -> str:
    """What this list is about."""
    row = programmes.programme(asked.get("programa", ""))
    if row is not None:
        return _("Expedientes de %(programme)s") % {"programme": row}
    if not asked.get("camino"):
        return _("Expedientes detenidos")
    host, _dash, origin = asked["camino"].partition("-")
    way = {"whence": words.country(host), "where": place(origin, asked.get("zona", ""))}
    if not is_proposal(asked):
        return _("Expedientes detenidos: de %(whence)s a %(where)s") % way
    said = {
        "SUSPENDED": _("Suspender: de %(whence)s a %(where)s"),
        "OPEN": _("Volver a abrir: de %(whence)s a %(where)s"),
        "CASE_BY_CASE": _("Estudiar caso por caso: de %(whence)s a %(where)s"),
    }
    return said[asked["como"]] % way


def place(origin: str, area: str) -> str:
    """A country, or one area of it, by name."""
    names = {one.code: one.name for one in network.departments_of(origin)} if area else {}
    return f"{names[area]}, {words.country(origin)}" if area in names else words.country(origin)


def sentence(page: Page) -> str:
    """How many files are touched, and of what."""
    total = {"n": words.whole(page.total)}
    if is_proposal(page.asked):
        said = ngettext(
            "Toca a %(n)s expediente de sus oficinas. Véalo antes de confirmar.",
            "Toca a %(n)s expedientes de sus oficinas. Véalos antes de confirmar.",
            page.total,
        )
    elif page.asked.get("programa"):
        said = ngettext(
            "%(n)s expediente sigue antes de la llegada.",
            "%(n)s expedientes siguen antes de la llegada.",
            page.total,
        )
    else:
        said = ngettext(
            "%(n)s expediente de sus oficinas. Cada uno dice qué hacer y a quién le toca.",
            "%(n)s expedientes de sus oficinas. Cada uno dice qué hacer y a quién le toca.",
            page.total,
        )
    return said % total


def facts(asked: Mapping[str, str]) -> list[dict[str, object]]:
    """What is about to be decided, line by line."""
    end = asked.get("fin")
    until = words.day_table(date.fromisoformat(end)) if end else _("Hasta que se decida otra cosa")
    return [
        {"label": _("Qué se decide"), "value": codes.label("openness", asked["como"])},
        {
            "label": _("Desde qué día"),
            "value": words.day_table(date.fromisoformat(asked["dia"])),
        },
        {"label": _("Hasta qué día"), "value": until},
    ]


def back(asked: Mapping[str, str]) -> tuple[str, str]:
    """The page from which one came, with its name."""
    row = programmes.programme(asked.get("programa", ""))
    if row is not None:
        return reverse("programmes:programme", args=[row.code]), str(row)
    host, dash, origin = asked.get("camino", "").partition("-")
    if dash and network.are_countries(host, origin):
        way = {"whence": words.country(host), "where": words.country(origin)}
        named = _("De %(whence)s a %(where)s") % way
        return reverse("programmes:country", args=[host, origin]), named
    return reverse("programmes:countries"), _("Países y debida diligencia")


def start(asked: Mapping[str, str]) -> dict[str, Any]:
    """What the form to confirm a decision begins with, and how much of the way was read."""
    host, _dash, origin = asked["camino"].partition("-")
    told = {word: asked.get(word, "") for word in ("como", "zona", "dia", "fin")}
    return {**told, "version": len(programmes.findings_of(host, origin))}
