"""What is asked to let somebody work here, to give a function, and to open an office."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from rumbo.access.models import Office
from rumbo.access.queries import every_office
from rumbo.desk import team
from rumbo.desk.forms.fields import words_field
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput

USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9.\-]{1,58}[a-z0-9]$",
    _("Use letras minúsculas sin acento, cifras, puntos o guiones: por ejemplo, rosa.hernandez."),
)


class FunctionForm(forms.Form):
    """One function at one office, or at all of them."""

    role = forms.ChoiceField(label=_("Función"))
    office = forms.ChoiceField(
        label=_("Oficina"),
        help_text=_(
            "La persona verá solo lo de esa oficina. Dé todas a quien de verdad lo necesite."
        ),
    )
    until = forms.DateField(
        label=_("Hasta qué día"),
        help_text=_("Si viene por un tiempo. Si no, déjelo vacío."),
        required=False,
        widget=DayInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every function and office."""
        super().__init__(*args, **kwargs)
        offer(self, "role", [("", "—"), *team.roles()])
        offer(self, "office", [("", "—"), *team.offices()])

    def where(self) -> Office | None:
        """The office; None for every one."""
        code = self.cleaned_data["office"]
        return None if code == team.EVERYWHERE else every_office().get(code=code)


class InviteForm(FunctionForm):
    """A new colleague: their name, how they sign in, and their first function."""

    display_name = words_field(label=_("Nombre y apellido"), required=True)
    username = forms.CharField(
        label=_("Usuario"),
        help_text=_("Con él entra. No use su número de documento ni su teléfono."),
        max_length=60,
        validators=[USERNAME],
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off"}),
    )
    email = forms.EmailField(label=_("Correo"), required=False)
    field_order = ("display_name", "username", "email", "role", "office", "until")


class OfficeForm(forms.Form):
    """Where an office is opened: a place of the reference data."""

    place = forms.ChoiceField(label=_("Sitio o centro de recepción"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the places that have no office yet."""
        super().__init__(*args, **kwargs)
        offer(self, "place", [("", "—"), *team.places_without_office()])
