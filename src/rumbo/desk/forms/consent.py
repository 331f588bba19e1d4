"""The yes that comes before anything else."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.counselling.wording import current
from rumbo.desk import places
from rumbo.registry.values import NewConsent
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import Tiles

BY = [
    ("SELF", _("La propia persona")),
    ("GUARDIAN", _("Su madre, padre o quien le tutela")),
    ("AUTHORITY", _("La autoridad que protege a la niña, el niño o adolescente")),
]
HOW = [
    ("ORAL", _("De palabra, después de leérselo")),
    ("WRITTEN", _("Con su firma")),
    ("THUMB", _("Con su huella, ante testigo")),
]


class ConsentForm(forms.Form):
    """Who said yes, how and in which language."""

    by = forms.ChoiceField(label=_("¿Quién acepta?"), widget=Tiles, choices=BY)
    how = forms.ChoiceField(label=_("¿Cómo lo dijo?"), widget=Tiles, choices=HOW)
    language = forms.ChoiceField(label=_("¿En qué lengua se le explicó?"), initial="es")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the languages in the reader's words."""
        super().__init__(*args, **kwargs)
        offer(self, "language", codes.choices("language"))

    def consent(self) -> NewConsent:
        """The yes, with the name of the wording that was read."""
        data = self.cleaned_data
        return NewConsent(
            by=data["by"],
            how=data["how"],
            language=data["language"],
            wording=current("data-consent").version,
        )


class BeginForm(ConsentForm):
    """The yes, and where somebody registers."""

    office = forms.ChoiceField(label=_("Oficina"))
    site = forms.ChoiceField(label=_("Sitio"))
    field_order = ("by", "how", "language", "office", "site")

    def __init__(
        self, *args: Any, offices: Sequence[tuple[str, str]], site: str, **kwargs: Any
    ) -> None:
        """Offer the offices of whoever registers; the site is their own unless they say."""
        super().__init__(*args, **kwargs)
        offer(self, "office", offices)
        offer(self, "site", places.sites())
        self.fields["site"].initial = site
        if offices:
            self.fields["office"].initial = offices[0][0]
