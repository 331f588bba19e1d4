"""What the journal says of files that came in and went out."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "exchange.sheet_read": _(
        "Se leyó una hoja de %(rows)s filas: %(registered)s registradas,"
        " %(suspected)s por mirar, %(to_correct)s por corregir."
    ),
    "exchange.row_mended": _("Se corrigió una fila de una hoja y la persona quedó registrada."),
    "exchange.row_is_known": _("Una fila de una hoja era de alguien que ya tenía registro."),
    "exchange.row_set_aside": _("Se apartó una fila de una hoja, con su motivo."),
}
