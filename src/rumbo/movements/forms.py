"""The shape of what is typed about a departure; the rules are the verbs' own."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import clock, codes
from rumbo.common.money import Money
from rumbo.movements.models import Departure
from rumbo.movements.queries import Way, ways
from rumbo.movements.values import NewDeparture, NewEscort, WantedPlan, WantedWhatIf
from rumbo.movements.whatif.usual import Usual
from rumbo.programmes.models import FundingLine
from rumbo.ui import words
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, TimeInput


class DepartureForm(forms.Form):
    """A departure to plan, in the order in which one decides it."""

    way = forms.ChoiceField(label=_("Ruta"))
    day = forms.DateField(label=_("Día de salida"), widget=DayInput)
    hour = forms.TimeField(
        label=_("Hora de salida"), widget=TimeInput, help_text=_("Hora del lugar de salida.")
    )
    seats = forms.IntegerField(
        label=_("Lugares"),
        min_value=1,
        max_value=400,
        help_text=_("Para quienes viajan; quien acompaña va aparte."),
    )
    wheelchair_places = forms.IntegerField(
        label=_("Lugares para silla de ruedas"), min_value=0, max_value=40, initial=0
    )
    min_passengers = forms.IntegerField(
        label=_("Sale con al menos"), min_value=1, max_value=400, initial=1
    )
    operator = forms.CharField(label=_("Transportista o aerolínea"), max_length=80, required=False)
    vehicle = forms.CharField(label=_("Unidad o número de vuelo"), max_length=40, required=False)
    plate = forms.CharField(label=_("Placa"), max_length=16, required=False)
    fixed_cost = forms.DecimalField(
        label=_("Costo de la unidad (USD)"), min_value=0, max_digits=9, decimal_places=2, initial=0
    )
    seat_cost = forms.DecimalField(
        label=_("Costo por persona (USD)"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        initial=0,
        help_text=_("En avión, lo acordado con la aerolínea se propone después, con los vuelos."),
    )
    funding_line = forms.ChoiceField(label=_("Fondo que paga"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the ways of today and the funds that live."""
        super().__init__(*args, **kwargs)
        self.ways: dict[str, Way] = {way.key: way for way in ways(clock.today())}
        offer(self, "way", [(key, str(way)) for key, way in self.ways.items()])
        funds = FundingLine.objects.live_on(clock.today()).order_by("code")
        offer(self, "funding_line", [("", "—"), *((f.code, str(f)) for f in funds)])

    def plan(self) -> NewDeparture:
        """Give the plan that the verb reads."""
        told = self.cleaned_data
        way = self.ways[told["way"]]
        moment = datetime.combine(
            told["day"], told["hour"], tzinfo=ZoneInfo(way.zone or clock.DEFAULT_ZONE)
        )
        return NewDeparture(
            route=way.route,
            start=way.start,
            leaves_at=moment,
            seats=told["seats"],
            wheelchair_places=told["wheelchair_places"],
            min_passengers=told["min_passengers"],
            operator=told["operator"],
            vehicle=told["vehicle"],
            plate=told["plate"],
            fixed_cost=Money.of(told["fixed_cost"]).minor,
            seat_cost=Money.of(told["seat_cost"]).minor,
            funding_line=told["funding_line"],
        )

    def clean(self) -> dict[str, Any]:
        """A bus has no more wheelchair places than places."""
        told = super().clean() or {}
        if told.get("wheelchair_places", 0) > told.get("seats", 0):
            self.add_error("wheelchair_places", _("No puede haber más que lugares."))
        return told


class AskForm(forms.Form):
    """A question that needs nothing but yes."""


class WhenForm(forms.Form):
    """When a departure leaves instead, by the clock of the place from which it leaves."""

    day = forms.DateField(label=_("Nuevo día de salida"), widget=DayInput)
    hour = forms.TimeField(
        label=_("Hora de salida"), widget=TimeInput, help_text=_("Hora del lugar de salida.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, told: Any, *, departure: Departure) -> None:
        """Begin with the day and the hour that hold now."""
        first = departure.stops.order_by("position")[0]
        self.zone = ZoneInfo(first.zone or clock.DEFAULT_ZONE)
        hour = departure.leaves_at.astimezone(self.zone).time()
        day = clock.day_of(departure.leaves_at, self.zone.key)
        start = {"day": day, "hour": hour, "version": departure.version}
        super().__init__(told, initial=start)

    def value(self) -> dict[str, Any]:
        """Give the moment, and the version that was read, as the verb takes them."""
        told = self.cleaned_data
        moment = datetime.combine(told["day"], told["hour"], tzinfo=self.zone)
        return {"leaves_at": moment, "base_version": told["version"]}


class KeepForm(forms.Form):
    """Until which day a place is kept for a paper that is awaited."""

    until = forms.DateField(
        label=_("Último día de la reserva provisional"),
        widget=DayInput,
        required=False,
        help_text=_("Sin día, la reserva queda firme."),
    )


class SeatsForm(forms.Form):
    """How many places the bus that came really has."""

    seats = forms.IntegerField(label=_("Lugares"), min_value=1, max_value=400)
    wheelchair_places = forms.IntegerField(
        label=_("Lugares para silla de ruedas"), min_value=0, max_value=40
    )


class EscortForm(forms.Form):
    """Who goes along."""

    name = forms.CharField(label=_("Nombre"), max_length=120)
    kind = forms.ChoiceField(label=_("Va como"), choices=codes.choices("escort_type"))
    trained_for_children = forms.BooleanField(
        label=_("Tiene formación para acompañar a niñas y niños"), required=False
    )
    stays = forms.BooleanField(label=_("Vive allá: no necesita lugar de regreso"), required=False)

    def __init__(self, *args: Any, by_air: bool, **kwargs: Any) -> None:
        """Ask for a seat back only of whoever flies."""
        super().__init__(*args, **kwargs)
        if not by_air:
            del self.fields["stays"]

    def escort(self) -> NewEscort:
        """Give the escort that the verb reads."""
        told = dict(self.cleaned_data)
        return NewEscort(returns=not told.pop("stays", False), **told)


class CancelForm(forms.Form):
    """Why a departure is cancelled: for the office, not for those who travel."""

    why = forms.CharField(label=_("Motivo"), widget=forms.Textarea({"rows": 2}), required=False)


class ReviewForm(forms.Form):
    """What whoever was passed over says of it."""

    why = forms.CharField(
        label=_("Qué dice la familia o la persona"), widget=forms.Textarea({"rows": 3})
    )


class AnswerForm(forms.Form):
    """What coordination answers to whoever asked for a review."""

    answer = forms.CharField(
        label=_("Qué se le responde"),
        help_text=_("En palabras sencillas: se le dice tal cual a la familia o a la persona."),
        widget=forms.Textarea({"rows": 3}),
    )


class LeftForm(forms.Form):
    """What is known of somebody who leaves the journey on the way."""

    why = forms.CharField(
        label=_("Qué se sabe"),
        help_text=_("Dónde se queda y a quién llamó. Lo lee consejería."),
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )


class IncidentForm(forms.Form):
    """What went wrong, and whom it concerns."""

    kind = forms.ChoiceField(label=_("Qué pasó"))
    person = forms.ChoiceField(label=_("A quién"), required=False)
    what = forms.CharField(
        label=_("Con sus palabras"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Si alguien corre peligro, protección lo recibe hoy mismo."),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the kinds, and the people aboard."""
        super().__init__(*args, **kwargs)
        offer(self, "kind", [one for one in codes.choices("incidents") if one[0] != "NONE"])
        offer(self, "person", [("", _("A todo el grupo")), *people])


class ServicesForm(forms.Form):
    """How many people were given each thing at a stop."""

    def __init__(self, told: Any, *, services: list[str], aboard: int, stop: int) -> None:
        """Ask for each service that this stop gives."""
        super().__init__(told, prefix=f"stop{stop}")
        for service in services:
            self.fields[service] = forms.IntegerField(
                label=codes.label("assistance_item", service),
                min_value=0,
                max_value=400,
                initial=aboard,
                required=False,
            )

    def given(self) -> dict[str, int]:
        """Give each service with its number of people."""
        return {name: count or 0 for name, count in self.cleaned_data.items()}


class TheirPartForm(forms.Form):
    """Who organises the other part of a joint movement, and how many go."""

    organiser = forms.CharField(label=_("Quién organiza la otra parte"), max_length=40)
    people = forms.IntegerField(
        label=_("Cuántas personas van de su parte"),
        min_value=0,
        max_value=300,
        help_text=_("Solo cuántas: a cada una la nombra la lista de quien las lleva."),
    )


class PlanForm(forms.Form):
    """For which weeks to plan, and how free the plan is."""

    first = forms.DateField(label=_("Desde"), widget=DayInput)
    last = forms.DateField(label=_("Hasta"), widget=DayInput)
    may_move = forms.BooleanField(
        label=_("Puede proponer otro lugar a quien ya tiene uno"),
        help_text=_("Solo en salidas sin confirmar. Nadie cambia hasta que usted lo acepte."),
        required=False,
    )
    seconds = forms.TypedChoiceField(
        label=_("Cuánto puede buscar"),
        coerce=int,
        choices=[
            (20, _("Veinte segundos")),
            (60, _("Un minuto")),
            (300, _("Cinco minutos")),
        ],
        initial=60,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Propose the next four weeks."""
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["first"].initial = today + timedelta(days=1)
        self.fields["last"].initial = today + timedelta(days=28)

    def wanted(self, offices: Collection[uuid.UUID] | None) -> WantedPlan:
        """Give what the verb reads."""
        told = self.cleaned_data
        return WantedPlan(
            first=told["first"], last=told["last"], offices=offices,
            may_move=told["may_move"], seconds=told["seconds"],
        )  # fmt: skip


class WhatIfForm(forms.Form):
    """For which weeks, and what to suppose in them; what is left empty is not supposed."""

    first = forms.DateField(label=_("Desde"), widget=DayInput)
    last = forms.DateField(label=_("Hasta"), widget=DayInput)
    percent = forms.IntegerField(
        label=_("Cuánto dinero menos, en porcentaje"), min_value=1, max_value=100, initial=40
    )
    way = forms.ChoiceField(label=_("Ruta de una salida más por semana"), required=False)
    country = forms.ChoiceField(label=_("País al que se suspenden los viajes"), required=False)
    consulate = forms.ChoiceField(label=_("País cuyo consulado se retrasa"), required=False)
    weeks = forms.IntegerField(
        label=_("Semanas que se retrasa"), min_value=1, max_value=26, initial=2
    )

    def __init__(self, *args: Any, usual: Usual, **kwargs: Any) -> None:
        """Propose the next four weeks, the busiest way and the country most people wait for."""
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["first"].initial = today + timedelta(days=1)
        self.fields["last"].initial = today + timedelta(days=28)
        by_land = [(way.key, str(way)) for way in ways(today) if way.mode == "LAND"]
        offer(self, "way", [("", "—"), *by_land])
        countries = sorted(((c, words.country(c)) for c in usual.countries), key=lambda one: one[1])
        for name in ("country", "consulate"):
            offer(self, name, [("", "—"), *countries])
            self.fields[name].initial = usual.country
        self.fields["way"].initial = next((k for k, _w in by_land if usual.starts(k)), "")

    def wanted(self, offices: Collection[uuid.UUID] | None) -> WantedWhatIf:
        """Give what the verb reads."""
        return WantedWhatIf(offices=offices, **self.cleaned_data)
