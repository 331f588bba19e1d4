"""What is refused of a quarter that is published, each in one sentence."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def kept_is_unreadable(name: str) -> Refusal:
    """A quarter that was given out lies there and cannot be read: a second count might differ."""
    return Refusal(
        "statistics.kept_is_unreadable",
        _(
            "El trimestre publicado (%(name)s) no se puede leer ahora. No se cuenta de nuevo, "
            "porque podría salir distinto: avise a quien cuida el servidor."
        ),
        name=name,
    )


def cannot_be_kept(name: str) -> Refusal:
    """A quarter that nobody could give again as it was is not given."""
    return Refusal(
        "statistics.cannot_be_kept",
        _(
            "El trimestre (%(name)s) no se puede guardar y por eso no se da: el disco está lleno o "
            "no deja escribir. Avise a quien cuida el servidor."
        ),
        name=name,
    )
