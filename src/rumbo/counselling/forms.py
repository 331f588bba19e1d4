"""The shape of what counselling's pages take in."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.clock import DEFAULT_ZONE
from rumbo.counselling import rules, words
from rumbo.counselling.values import ForChild, NewFinding, NewSession, NewSignature
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, TickTiles, Tiles, TimeInput

YES_NO = [("yes", _("Sí")), ("no", _("No"))]


def yes_no(label: Any, *, help_text: Any = "") -> forms.ChoiceField:
    """Ask a question that has to be answered: no tick that was forgotten says no."""
    return forms.ChoiceField(label=label, help_text=help_text, choices=YES_NO, widget=Tiles)


class WithdrawDataForm(forms.Form):
    """Taking back the permission to use data: nothing has to be said."""

    note = forms.CharField(
        label=_("Si la persona quiere que algo quede anotado"),
        help_text=_("No se pregunta el motivo. Se guarda cifrado, para quien le atiende."),
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
        required=False,
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SessionForm(forms.Form):
    """A conversation, in the order in which it goes."""

    language = forms.ChoiceField(label=_("Lengua en que hablaron"))
    interpreter = forms.ChoiceField(
        label=_("¿Quién interpretó?"),
        widget=Tiles,
        initial="NONE",
        help_text=_("Un familiar o alguien con quien viaja no cuenta como intérprete."),
    )
    mode = forms.ChoiceField(label=_("¿Cómo hablaron?"), widget=Tiles, initial="IN_PERSON")
    topics = forms.MultipleChoiceField(
        label=_("¿Qué se le explicó?"), widget=TickTiles, required=False
    )
    alternatives = forms.MultipleChoiceField(
        label=_("¿De qué alternativas hablaron?"),
        help_text=_("El asilo va primero."),
        widget=TickTiles,
        required=False,
        choices=list(words.ALTERNATIVES.items()),
    )
    country_information = forms.CharField(
        label=_("Qué se le dijo de su país, con fuente y fecha"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )
    questions = forms.CharField(
        label=_("Qué preguntó"), widget=forms.Textarea({"rows": 2}), required=False
    )
    decision = forms.ChoiceField(
        label=_("¿Qué dice la persona ahora?"),
        help_text=_("Las tres respuestas son buenas. Nadie tiene que decidir hoy."),
        widget=Tiles,
        required=False,
    )
    notes = forms.CharField(label=_("Notas"), widget=forms.Textarea({"rows": 3}), required=False)
    minutes = forms.IntegerField(
        label=_("Minutos que duró"), min_value=1, max_value=600, required=False
    )
    next_day = forms.DateField(label=_("Próxima cita: día"), widget=DayInput, required=False)
    next_time = forms.TimeField(label=_("Hora"), widget=TimeInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the code lists in the reader's language."""
        super().__init__(*args, **kwargs)
        offer(self, "language", codes.choices("language"))
        offer(self, "interpreter", codes.choices("interpreter"))
        offer(self, "mode", codes.choices("counselling_mode"))
        offer(self, "topics", codes.choices("counselling_topic"))
        offer(self, "decision", codes.choices("counselling_decision"))

    def clean(self) -> dict[str, Any]:
        """A time needs its day."""
        values = super().clean() or {}
        if values.get("next_time") and not values.get("next_day"):
            self.add_error("next_day", _("Escriba también el día de la cita."))
        return values

    def value(self) -> NewSession:
        """Give what was typed, as the verb takes it."""
        typed = dict(self.cleaned_data)
        day, hour = typed.pop("next_day"), typed.pop("next_time")
        zone = ZoneInfo(DEFAULT_ZONE)
        next_at = datetime.combine(day, hour or time(9), zone) if day else None
        for several in ("topics", "alternatives"):
            typed[several] = tuple(typed[several])
        return NewSession(**typed, next_at=next_at)


class FindingForm(forms.Form):
    """Two findings that are never one tick, and whether the person can decide."""

    alone = yes_no(_("¿Hablaron a solas, sin familia ni compañía?"))
    free = yes_no(
        _("¿Decide con libertad?"),
        help_text=_("Nadie presiona, amenaza, paga ni espera nada a cambio."),
    )
    pressure = forms.CharField(
        label=_("Si no, qué presión hay"), widget=forms.Textarea({"rows": 2}), required=False
    )
    informed = yes_no(
        _("¿Decide con información?"),
        help_text=_("Sabe qué alternativas tiene, qué encontrará y qué cambia para ella."),
    )
    capacity = yes_no(_("¿Puede decidir por sí misma?"))
    decision_maker = forms.CharField(
        label=_("Si no, quién decide con ella según la ley"), max_length=120, required=False
    )
    notes = forms.CharField(label=_("Notas"), widget=forms.Textarea({"rows": 2}), required=False)

    def value(self) -> NewFinding:
        """Give what was found, as the verb takes it."""
        typed = {
            name: value == "yes" if name in {"alone", "free", "informed", "capacity"} else value
            for name, value in self.cleaned_data.items()
        }
        return NewFinding(**typed)


class SignForm(forms.Form):
    """How a declaration was read, and its signature."""

    travel_date = forms.DateField(label=_("Día del viaje"), widget=DayInput)
    language = forms.ChoiceField(label=_("Lengua en que se leyó"))
    interpreter = forms.ChoiceField(label=_("¿Quién interpretó?"), widget=Tiles, initial="NONE")
    interpreter_name = forms.CharField(
        label=_("Nombre de quien interpretó"), max_length=120, required=False
    )
    read_aloud = forms.BooleanField(label=_("Se leyó entera en voz alta."), required=False)
    witness = forms.CharField(
        label=_("Testigo"),
        help_text=_("Nombre completo de otra persona que estuvo presente."),
        max_length=120,
    )
    how = forms.ChoiceField(
        label=_("¿Cómo firma?"), widget=Tiles, initial="SCREEN", choices=list(words.HOW.items())
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    paper = forms.FileField(
        label=_("Hoja firmada y escaneada"),
        help_text=_("PDF, JPG o PNG, de 10 MB como mucho."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the code lists in the reader's language."""
        super().__init__(*args, **kwargs)
        offer(self, "language", codes.choices("language"))
        offer(self, "interpreter", codes.choices("interpreter"))

    def value(self) -> NewSignature:
        """Give what was read and signed, as the verb takes it."""
        typed = dict(self.cleaned_data)
        paper, strokes = typed.pop("paper", None), typed.pop("signature", "")
        for not_ours in ("capacity", "signed_by", "who"):
            typed.pop(not_ours, None)
        content = b""
        if paper is not None:
            # One byte more than is allowed says that it is too large.
            content = paper.read(rules.LARGEST_PAPER + 1)
        return NewSignature(**typed, strokes=strokes, paper=content)


class SignForChildForm(SignForm):
    """Who signs for a child, and how."""

    capacity = forms.ChoiceField(label=_("¿Quién firma?"), widget=Tiles)
    who = forms.ChoiceField(
        label=_("¿Viaja en el grupo?"),
        widget=Tiles,
        choices=[("group", _("Sí, viaja con la niña o el niño")), ("other", _("No"))],
    )
    signed_by = forms.CharField(
        label=_("Nombre completo de quien firma"),
        help_text=_("Si no viaja en el grupo, o si es la autoridad."),
        max_length=120,
        required=False,
    )
    field_order = ("travel_date", "capacity", "who", "signed_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the capacities in the reader's language."""
        super().__init__(*args, **kwargs)
        offer(self, "capacity", codes.choices("guardian_capacity"))

    def signer(self) -> ForChild:
        """Give who signs, as the verb takes it."""
        typed = self.cleaned_data
        return ForChild(
            capacity=typed["capacity"],
            signed_by=typed["signed_by"].strip(),
            by_guardian_in_group=typed["who"] == "group",
        )


class SharesForm(forms.Form):
    """One question per recipient, each with its own answer."""

    until = forms.DateField(
        label=_("Valen hasta (opcional)"), widget=DayInput, required=False, localize=False
    )

    def __init__(self, questions: Iterable[tuple[str, str, str]], *args: Any, **kw: Any) -> None:
        """Make a field of each recipient: its code, its words, what cannot be done without it."""
        super().__init__(*args, **kw)
        self.codes = []
        for code, label, without in questions:
            self.codes.append(code)
            self.fields[code] = forms.ChoiceField(
                label=label, help_text=without, choices=YES_NO, widget=Tiles, required=False
            )
        self.order_fields([*self.codes, "until"])

    def answers(self) -> dict[str, bool]:
        """Give the answers by recipient; what was not answered is left out."""
        typed = self.cleaned_data
        return {code: typed[code] == "yes" for code in self.codes if typed.get(code)}

    @property
    def until_day(self) -> date | None:
        """Until when the answers hold, where somebody said so."""
        found = self.cleaned_data.get("until")
        return found if isinstance(found, date) else None
