"""What the programmes room refuses."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def no_request(programme: str) -> Refusal:
    """A government's request is studied before a programme opens (statement of April 2019)."""
    return Refusal(
        "programmes.no_request",
        _("%(programme)s no puede abrir: falta la solicitud formal."),
        programme=programme,
    )


def no_agreement(programme: str) -> Refusal:
    """Nothing opens without an agreement with dates."""
    return Refusal(
        "programmes.no_agreement",
        _("%(programme)s no puede abrir: ningún acuerdo vigente cubre ese día."),
        programme=programme,
    )


def not_studied(programme: str, missing: str) -> Refusal:
    """Due diligence is per host and origin."""
    return Refusal(
        "programmes.not_studied",
        _("%(programme)s no puede abrir: falta la debida diligencia de %(missing)s."),
        programme=programme,
        missing=missing,
    )


def already_open(programme: str) -> Refusal:
    """It is open already."""
    return Refusal(
        "programmes.already_open", _("%(programme)s ya está abierto ese día."), programme=programme
    )


def not_open(programme: str) -> Refusal:
    """What is closed cannot be closed."""
    return Refusal(
        "programmes.not_open", _("%(programme)s no está abierto ese día."), programme=programme
    )


def dates_out_of_order() -> Refusal:
    """An end before its beginning."""
    return Refusal(
        "programmes.dates_out_of_order", _("La fecha final es anterior a la fecha inicial.")
    )


def no_source() -> Refusal:
    """A finding says where it comes from."""
    return Refusal(
        "programmes.no_source", _("Escriba de dónde viene el hallazgo de debida diligencia.")
    )


def unknown_finding(finding: str) -> Refusal:
    """Only the three findings exist."""
    return Refusal(
        "programmes.unknown_finding",
        _("«%(finding)s» no es un hallazgo de debida diligencia."),
        finding=finding,
    )
