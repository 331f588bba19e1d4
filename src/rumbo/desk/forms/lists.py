"""The shapes of what is asked on the desk's lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.desk import places
from rumbo.desk.forms.consent import offer
from rumbo.desk.listing import Asked

MISSING = [
    ("", _("Cualquier cosa")),
    ("consentimiento", _("Consentimiento de datos")),
    ("consejeria", _("Consejería")),
    ("deteccion", _("Detección")),
    ("declaracion", _("Declaración")),
    ("documento", _("Documento de viaje")),
]
EXITS = ("WITHDRAWN", "NOT_ELIGIBLE", "REFERRED_OUT", "LOST_CONTACT", "DECEASED")


class PeopleFilters(forms.Form):
    """What the list of files can be narrowed by; names are searched elsewhere."""

    etapa = forms.ChoiceField(label=_("Dónde está"), required=False)
    sitio = forms.ChoiceField(label=_("Sitio"), required=False)
    nacionalidad = forms.ChoiceField(label=_("Nacionalidad"), required=False)
    falta = forms.ChoiceField(label=_("Le falta"), required=False, choices=MISSING)
    urgente = forms.BooleanField(label=_("Solo urgentes"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the choices in the reader's language."""
        super().__init__(*args, **kwargs)
        every = [("", _("Todas"))]
        exits = [(code, codes.label("side_exit", code)) for code in EXITS]
        for name, choices in (
            ("etapa", [*every, *codes.choices("stage"), *exits]),
            ("sitio", [("", _("Todos")), *places.sites()]),
            ("nacionalidad", [*every, *codes.choices("country")]),
        ):
            offer(self, name, choices)

    def asked(self) -> Asked:
        """What was asked; a value that cannot be is as if it had not been asked."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        return Asked(
            stage=data.get("etapa", ""),
            site=data.get("sitio", ""),
            nationality=data.get("nacionalidad", ""),
            missing=data.get("falta", ""),
            urgent=bool(data.get("urgente")),
            before=self.data.get("van") == "1",
            booked=self.data.get("lugar") == "1",
        )
