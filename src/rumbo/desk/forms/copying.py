"""Who receives the copy of a file, and that it was seen who they are: shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.ui.choosing import offer
from rumbo.ui.widgets import Tiles

RECEIVERS = {
    "SELF": _("La propia persona"),
    "GUARDIAN": _("Su madre, padre o quien le tutela, que está en su grupo"),
    "AUTHORITY": _("La autoridad que protege a la niña, el niño o adolescente"),
}


class CopyForm(forms.Form):
    """Into whose hands, and a tick that nobody gives without looking."""

    to = forms.ChoiceField(label=_("¿Quién la recibe?"), widget=Tiles)
    is_identified = forms.BooleanField(
        label=_("Comprobé quién es: vi su documento, o le conozco y confirmé sus datos."),
        error_messages={"required": _("Antes de entregar la copia, compruebe quién la recibe.")},
    )

    def __init__(self, *args: Any, receivers: Sequence[str], **kwargs: Any) -> None:
        """Offer those who may have it; where it is one alone, that one."""
        super().__init__(*args, **kwargs)
        offer(self, "to", [(code, RECEIVERS[code]) for code in receivers])
        self.fields["to"].initial = receivers[0] if len(receivers) == 1 else None
