"""What the exchange refuses, each in one sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def still_wrong(faults: Sequence[tuple[str, str]]) -> Refusal:
    """A mended row that is not mended yet: `faults` are columns with the code of what is wrong."""
    return Refusal(
        "exchange.still_wrong",
        _("La fila todavía no se puede leer: %(columns)s."),
        columns=", ".join(sorted({column for column, _code in faults})),
        faults=faults,
    )


def already_settled() -> Refusal:
    """A row is settled once."""
    return Refusal("exchange.already_settled", _("Otra persona ya resolvió esta fila."))


def reason_needed() -> Refusal:
    """Setting a row aside must be explained."""
    return Refusal("exchange.reason_needed", _("Escriba el motivo."))


def only_practice(names: str) -> Refusal:
    """A demonstration takes in no row that may be somebody's."""
    return Refusal(
        "exchange.only_practice",
        _(
            "Esta es una demostración y solo lee las filas de sus hojas de práctica, tal como "
            "vienen (%(names)s); una hoja de personas reales se lee en una instalación real."
        ),
        names=names,
    )
