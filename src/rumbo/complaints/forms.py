"""The shape of what complaints take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.complaints import words
from rumbo.complaints.values import NewComplaint
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import Tiles


def text(
    label: Any, *, rows: int = 5, help_text: Any = "", required: bool = True
) -> forms.CharField:
    """A place to write freely."""
    return forms.CharField(
        label=label, max_length=8000, help_text=help_text, required=required,
        widget=forms.Textarea({"rows": rows}),
    )  # fmt: skip


class ComplaintForm(forms.Form):
    """What went wrong; nothing about who tells it is asked for unless they wish."""

    kind = forms.ChoiceField(
        label=_("¿Qué quiere contar?"), choices=list(words.KINDS.items()), widget=Tiles
    )
    office = forms.ChoiceField(label=_("¿Dónde pasó?"))
    words = text(
        _("¿Qué pasó?"), rows=7, help_text=_("Con sus palabras: qué, cuándo y qué espera.")
    )
    about = forms.CharField(
        label=_("¿A quién se refiere?"),
        max_length=200,
        required=False,
        help_text=_("Si da su nombre, esa persona no podrá leer su queja."),
    )
    name = forms.CharField(
        label=_("Su nombre"),
        max_length=120,
        required=False,
        help_text=_("No hace falta: puede quedar sin nombre."),
    )
    contact = forms.CharField(
        label=_("Cómo encontrarle"),
        max_length=120,
        required=False,
        help_text=_("Solo si quiere que le busquen. La respuesta se lee también con el código."),
    )

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the offices there are."""
        super().__init__(*args, **kwargs)
        offer(self, "office", offices)

    def complaint(self, language: str) -> NewComplaint:
        """Give it as the verb takes it."""
        told = self.cleaned_data
        return NewComplaint(
            words=told["words"], kind=told["kind"], about=told["about"], name=told["name"],
            contact=told["contact"], language=language,
        )  # fmt: skip


class CodeForm(forms.Form):
    """The code that was given when the complaint was filed."""

    code = forms.CharField(
        label=_("Su código"), max_length=40, help_text=_("Doce letras y números, como se lo dimos.")
    )


class StepForm(forms.Form):
    """What was done."""

    words = text(_("Qué se hizo"), rows=4)


class ReferForm(forms.Form):
    """Who investigates."""

    to = forms.CharField(
        label=_("A quién se envía"),
        max_length=80,
        help_text=_("La unidad o institución que investiga, fuera de esta oficina."),
    )


class KeepFromForm(forms.Form):
    """Whom it may be about, of those who hear complaints."""

    user = forms.ChoiceField(label=_("Quién deja de verla"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer those who can see it."""
        super().__init__(*args, **kwargs)
        offer(self, "user", people)


class AnswerForm(forms.Form):
    """What came of it, in words for who complained."""

    outcome = forms.ChoiceField(
        label=_("Qué resultó"), choices=list(words.OUTCOMES.items()), widget=Tiles
    )
    told = text(
        _("La respuesta"),
        help_text=_("La leerá quien presentó la queja: sin el nombre de nadie más."),
    )
