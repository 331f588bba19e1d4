"""Tells every page of the frame where one can go from here, for whom it is shown."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.access import queries as access
from rumbo.access.doors import opens
from rumbo.access.posts import Post
from rumbo.access.values import Reader
from rumbo.common import codes
from rumbo.desk.collecting import address
from rumbo.ui import words

# What each place is for, said where somebody has no work of the day.
PURPOSES = {
    "p": _("Los expedientes de sus oficinas, por etapa, sitio y lo que les falta."),
    "e": _("Quién espera lugar y por qué está en ese puesto."),
    "c": _("A quién hay que avisar, por qué medio y a qué hora."),
    "s": _("Las salidas de las próximas semanas, con sus lugares."),
    "r": _("Quién llega hoy y qué se le entrega."),
    "t": _("Las hojas de los módulos: filas por corregir."),
    "n": _("Las personas que le enviamos, con lo que aceptaron que usted sepa."),
    "i": _("Retornos por mes, sitio, nacionalidad, sexo y edad; nunca el dato de una persona."),
    "l": _("Quién abrió cada expediente, con quién se comparte y qué se conserva."),
    "q": _("Lo que alguien dijo que salió mal, con su plazo. A quien se refiere no la ve."),
    "d": _("Lo comprometido por línea de fondos y lo entregado, con su recibo."),
    "m": _("Para quién es cada programa, si está abierto, y qué países están suspendidos."),
    "u": _("Quién trabaja aquí, con qué funciones y en qué oficina."),
    "a": _("Quién trabaja aquí, con qué funciones, y qué falta por arreglar."),
}

# Label, letter after "g", and the addresses of which the first that exists is taken.
PLACES = (
    (_("Hoy"), "h", ("desk:home",)),
    (_("Solicitudes"), "o", ("desk:inquiries",)),
    (_("Personas"), "p", ("desk:people",)),
    (_("Lista de espera"), "e", ("casework:waiting",)),
    (_("Contactos"), "c", ("casework:contacts",)),
    (_("Salidas"), "s", ("movements:board",)),
    (_("Recepción"), "r", ("reception:board",)),
    (_("Hojas"), "t", ("exchange:corrections",)),
    (_("Enviadas"), "n", ("reception:partner",)),
    (_("Informes"), "i", ("statistics:report",)),
    (_("Dinero"), "d", ("desk:money",)),
    (_("Programas"), "m", ("programmes:programmes",)),
    (_("Datos"), "l", ("desk:watch",)),
    (_("Quejas"), "q", ("complaints:complaints",)),
    (_("Instalación"), "a", ("house",)),
    (_("Equipo"), "u", ("desk:team",)),
)

# Whoever has a full day finds these places among their numbers, not in the menu.
AMONG_NUMBERS = {
    "d": frozenset({"coordinator"}),
    "m": frozenset({"coordinator", "protection"}),
}


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its navigation, the name of the office, and the sign-ins of a demo."""
    found: dict[str, Any] = {}
    reader = getattr(request, "reader", None)
    if isinstance(reader, Reader):
        others = getattr(request, "standing", None)
        found["navigation"] = navigation(reader, request.path)
        found["office_name"] = SimpleLazyObject(lambda: _office_names(reader))
        found["search_url"] = _if_open("desk:search", reader)
        found["other_posts"] = [
            {"key": post.key, "name": _post_name(post)}
            for post in (others.others if others is not None else ())
        ]
    if settings.DEMO:
        found["demo_accounts"] = cache(access.demo_accounts)
        found["demo_sign_in_url"] = address("access:demo_sign_in")
    return found


def navigation(reader: Reader, path: str) -> list[dict[str, object]]:
    """The places that exist and that a reader may open; a place one may not open is not named."""
    shown = []
    for label, key, names in PLACES:
        url = address(*names)
        if not opens(url, reader.roles) or reader.roles & AMONG_NUMBERS.get(key, frozenset()):
            continue
        active = path == url if url == "/" else path.startswith(url)
        shown.append({"label": label, "url": url, "key": key, "active": active})
    return shown


def purposes(reader: Reader) -> list[dict[str, object]]:
    """The places a reader may open, each with what it is for."""
    found = navigation(reader, "")
    return [
        {**one, "purpose": PURPOSES[str(one["key"])]} for one in found if one["key"] in PURPOSES
    ]


def _if_open(name: str, reader: Reader) -> str:
    """The address of a page where the reader may open it: what is not theirs is not offered."""
    url = address(name)
    return url if opens(url, reader.roles) else ""


def _post_name(post: Post) -> str:
    """What somebody is at which offices, for going there."""
    roles = words.sentence_list([codes.label("role", role) for role in sorted(post.roles)])
    if post.offices is None:
        return gettext("%(roles)s en todas las oficinas") % {"roles": roles}
    names = words.sentence_list([office.name for office in post.offices])
    return gettext("%(roles)s en %(offices)s") % {"roles": roles, "offices": names}


def _office_names(reader: Reader) -> str:
    """Every page says where one works; the names change once in a year, so they are kept a minute."""
    if reader.offices is None:
        return str(_("Todas las oficinas"))
    key = "desk.offices." + ",".join(sorted(str(office) for office in reader.offices))
    names = caches["memory"].get_or_set(key, lambda: _names(reader), timeout=60)
    return str(names)


def _names(reader: Reader) -> str:
    return ", ".join(office.name for office in access.offices_of(reader))
