"""What is asked of somebody who asks: little, and nothing about them without their yes."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rumbo.casework import words as casework
from rumbo.casework.rules import MOST_WHO_ASK
from rumbo.casework.values import HowToReach, NewInquiry
from rumbo.common import codes
from rumbo.common.ids import new_id
from rumbo.counselling.wording import current
from rumbo.desk import places
from rumbo.desk.forms.fields import CountryField, words_field
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, TickTiles, Tiles, TimeInput

CHANNELS = ("BOOTH", "SHELTER", "VISIT", "PHONE", "WHATSAPP", "CONSULATE", "REFERRAL")
CALLS = ("PHONE", "WHATSAPP", "SMS")
CONSENT = [
    ("", _("No: no se guarda nada de la persona")),
    ("ORAL", _("Sí, de palabra, después de leérselo")),
    ("WRITTEN", _("Sí, con su firma")),
]
ATTEND = [
    ("", _("No")),
    ("child_officer", _("Niñez")),
    ("protection", _("Protección")),
    ("health", _("Salud")),
]
MAY_CALL = [("yes", _("Sí")), ("no", _("No, o no lo sabe"))]
NOT_SAID = [("", _("No lo dijo"))]


class VisitForm(forms.Form):
    """An hour for somebody who asked."""

    about = forms.ChoiceField(label=_("Para qué"), widget=Tiles)
    day = forms.DateField(label=_("Qué día"), widget=DayInput)
    hour = forms.TimeField(label=_("A qué hora"), widget=TimeInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what one comes for; most come to register."""
        super().__init__(*args, **kwargs)
        offer(self, "about", list(casework.VISITS.items()))
        self.fields["about"].initial = "REGISTRATION"

    def starts_at(self) -> datetime:
        """The moment, in the office's zone."""
        day: date = self.cleaned_data["day"]
        hour: time = self.cleaned_data["hour"]
        return timezone.make_aware(datetime.combine(day, hour))


class InquiryForm(VisitForm):
    """One inquiry on one page; the name and number come last, after the notice."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    office = forms.ChoiceField(label=_("Oficina"))
    site = forms.ChoiceField(label=_("Sitio"))
    people = forms.IntegerField(
        label=_("¿Cuántas personas son?"), min_value=1, max_value=MOST_WHO_ASK, initial=1,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip
    asked_before = forms.BooleanField(
        label=_("Ya habían preguntado antes: no se vuelven a contar"), required=False
    )
    channel = forms.ChoiceField(label=_("¿Cómo llegó?"))
    language = forms.ChoiceField(label=_("¿En qué lengua se le informó?"), initial="es")
    country = CountryField(
        label=_("País de origen"), required=False, max_length=80,
        widget=forms.TextInput({"list": "countries", "autocomplete": "off"}),
    )  # fmt: skip
    how_heard = forms.ChoiceField(label=_("¿Cómo supo de esta ayuda?"), required=False)
    referred_by = forms.ChoiceField(label=_("¿Quién lo envía?"), required=False)
    explained = forms.MultipleChoiceField(
        label=_("¿Qué se le explicó?"), widget=TickTiles, required=False
    )
    attends = forms.ChoiceField(
        label=_("¿Alguien más debe atenderle hoy?"), choices=ATTEND, required=False,
        help_text=_("No pregunte ni anote por qué: se lo dirá a quien le atienda."),
    )  # fmt: skip
    wants = forms.ChoiceField(label=_("¿Qué quiere?"), widget=Tiles, initial="INFORMATION")
    consent = forms.ChoiceField(
        label=_("¿Permite guardar cómo llamarle?"), widget=Tiles, choices=CONSENT, required=False
    )
    name = words_field(_("Nombre, o como quiera que se le llame"), most=60)
    phone = words_field(
        _("Teléfono"), most=40, widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"})
    )
    may_call = forms.ChoiceField(
        label=_("¿Es seguro llamarle?"), widget=Tiles, choices=MAY_CALL, required=False
    )
    call_channel = forms.ChoiceField(label=_("¿Por dónde?"), required=False)
    safe_times = words_field(_("Horas en que es seguro llamar"))

    def __init__(
        self, *args: Any, offices: Sequence[tuple[str, str]], site: str, **kwargs: Any
    ) -> None:
        """Offer the offices of whoever asks, and each list in the reader's language."""
        super().__init__(*args, **kwargs)
        offer(self, "office", offices)
        offer(self, "site", places.sites())
        offer(self, "channel", [(c, codes.label("channel", c)) for c in CHANNELS])
        offer(self, "language", codes.choices("language"))
        offer(self, "how_heard", [*NOT_SAID, *codes.choices("how_heard")])
        offer(self, "referred_by", [("", _("Nadie")), *codes.choices("referral_in")])
        offer(self, "explained", codes.choices("counselling_topic"))
        offer(self, "wants", list(casework.WANTS.items()))
        offer(self, "call_channel", [*NOT_SAID, *((c, casework.CHANNELS[c]) for c in CALLS)])
        self.fields["id"].initial = new_id()
        self.fields["site"].initial = site
        self.fields["channel"].initial = "BOOTH"
        for name in ("about", "day", "hour"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A name comes after a yes; a call needs a number that is safe; a visit its hour."""
        data = super().clean() or {}
        told = any(data.get(name) for name in ("name", "phone", "safe_times"))
        if told and not data.get("consent"):
            self.add_error(
                "consent",
                _("Antes de anotar un nombre o un teléfono, pregunte si se puede guardar."),
            )
        if data.get("wants") == "CALL" and not (
            data.get("consent") and data.get("phone") and data.get("may_call") == "yes"
        ):
            self.add_error(
                "wants",
                _(
                    "Para llamarle hacen falta su permiso, un teléfono y que diga que es seguro. Si no, ofrézcale una cita."
                ),
            )
        if data.get("wants") == "VISIT":
            for name in ("day", "hour"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Diga el día y la hora de la cita."))
        data["about"] = data.get("about") or "REGISTRATION"
        return data

    @property
    def ident(self) -> UUID:
        """The id that the page gave: a page sent twice counts once."""
        found: UUID = self.cleaned_data["id"]
        return found

    def inquiry(self) -> NewInquiry:
        """What was said."""
        data = self.cleaned_data
        return NewInquiry(
            site=data["site"],
            channel=data["channel"],
            how_heard=data["how_heard"],
            referred_by=data["referred_by"],
            language=data["language"],
            country=data["country"],
            people=data["people"],
            asked_before=data["asked_before"],
            explained=tuple(data["explained"]),
            wants=data["wants"],
            attends=data["attends"],
            urgent=bool(data["attends"]),
            reach=self._reach(),
        )

    def _reach(self) -> HowToReach | None:
        data = self.cleaned_data
        if not data["consent"]:
            return None
        return HowToReach(
            how=data["consent"],
            wording=current("inquiry").version,
            who={name: data[name] for name in ("name", "phone", "safe_times")},
            may_call={"yes": True, "no": False}.get(data["may_call"]),
            channel=data["call_channel"],
        )


class EndForm(forms.Form):
    """How an inquiry ends."""

    outcome = forms.ChoiceField(label=_("¿Cómo terminó?"), widget=Tiles)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every end but registering, which the registration itself says."""
        super().__init__(*args, **kwargs)
        ends = [(c, word) for c, word in casework.ENDED.items() if c != "REGISTERED"]
        offer(self, "outcome", ends)


class JoinForm(forms.Form):
    """The number of a file that came of an inquiry without the button."""

    number = words_field(_("Número del expediente"), most=20, required=True)
