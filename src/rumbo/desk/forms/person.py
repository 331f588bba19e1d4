"""One person of a family, in the order of the paper form."""

from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.desk.forms.consent import BY
from rumbo.desk.forms.fields import BornField, CountriesField, CountryField, words_field
from rumbo.network.gazetteer import gazetteer
from rumbo.registry.values import NewConsent, NewPerson
from rumbo.ui import words
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import TickTiles, Tiles

OLDEST = 115
ADULT = 18
NOBODY = "NOBODY"
YES_NO = [("yes", _("Sí")), ("no", _("No"))]
NOT_SAID = [("", _("No lo dijo"))]
CHANNELS = ("PHONE", "WHATSAPP", "SMS", "EMAIL", "VISIT")
PLACES = (
    _("La primera persona"), _("La segunda persona"), _("La tercera persona"),
    _("La cuarta persona"), _("La quinta persona"), _("La sexta persona"),
    _("La séptima persona"), _("La octava persona"), _("La novena persona"),
    _("La décima persona"), _("La undécima persona"), _("La duodécima persona"),
)  # fmt: skip
MOST_PEOPLE = len(PLACES)


def _choice(label: Any, name: str, *, widget: Any = None, first: Any = None) -> forms.ChoiceField:
    choices = [*(NOT_SAID if first is None else first), *codes.choices(name)]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=widget)


def _ticks(label: Any, name: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=codes.choices(name), required=False, widget=TickTiles
    )


def _suggest(name: str) -> dict[str, Any]:
    return {"widget": forms.TextInput({"list": name, "autocomplete": "off"})}


class PersonForm(forms.Form):
    """Who somebody is, where from, how to call them, and with whom they travel."""

    given_1 = words_field(_("Primer nombre"), required=True)
    given_2 = words_field(_("Otros nombres"))
    surname_1 = words_field(_("Primer apellido"), required=True)
    surname_2 = words_field(_("Segundo apellido"))
    also_known_as = words_field(_("También le llaman"))
    sex = forms.ChoiceField(
        label=_("Sexo"), choices=codes.choices("sex"), widget=Tiles, required=True
    )
    born = BornField(
        label=_("Fecha de nacimiento"),
        help_text=_("Si no sabe el día o el mes, déjelos vacíos."),
    )
    age = forms.IntegerField(
        label=_("Edad, si no sabe la fecha"), min_value=0, max_value=OLDEST, required=False
    )
    age_disputed = forms.BooleanField(label=_("Hay dudas sobre la edad"), required=False)
    nationalities = CountriesField(
        label=_("Nacionalidad"),
        required=True,
        max_length=160,
        help_text=_("Si tiene varias, sepárelas con comas."),
        **_suggest("countries"),
    )
    origin_country = CountryField(
        label=_("País de origen"), required=False, max_length=80, **_suggest("countries")
    )
    origin_department = words_field(_("Departamento de origen"), **_suggest("departments"))
    municipality = words_field(_("Municipio de origen"))
    community = words_field(_("Aldea, barrio o colonia"))
    return_country = CountryField(
        label=_("País al que quiere volver, si es otro"),
        required=False,
        max_length=80,
        **_suggest("countries"),
    )
    return_department = words_field(
        _("Departamento al que quiere volver"), **_suggest("departments")
    )
    language = forms.ChoiceField(
        label=_("Lengua en que entiende mejor"), choices=codes.choices("language"), initial="es"
    )
    other_language = _choice(
        _("Otra lengua que habla"), "language", first=[("", _("Ninguna otra"))]
    )
    needs_interpreter = forms.ChoiceField(
        label=_("¿Necesita intérprete?"), choices=YES_NO, widget=Tiles, required=False
    )
    can_read = forms.ChoiceField(
        label=_("¿Puede leer un texto así?"), choices=YES_NO, widget=Tiles, required=False
    )
    phone = words_field(_("Teléfono"), most=40, widget=forms.TextInput({"inputmode": "tel"}))
    channel = forms.ChoiceField(label=_("Cómo prefiere que se le busque"), required=False)
    safe_times = words_field(_("Horas en que es seguro llamar"))
    document_type = _choice(_("Documento que trae"), "document_type", first=[("", _("Ninguno"))])
    document_number = words_field(_("Número del documento"), most=40)
    status = _choice(_("Situación migratoria"), "status")
    relation = _choice(_("¿Qué es de la primera persona?"), "relation")
    guardian = forms.ChoiceField(label=_("Si es menor de 18: ¿quién responde?"), required=False)
    guardian_relation = _choice(
        _("¿Qué es esa persona suya?"), "relation_to_guardian", first=[("", _("No se sabe"))]
    )
    consent = forms.ChoiceField(
        label=_("¿Quién acepta por esta persona?"), choices=BY, widget=Tiles
    )
    how_heard = _choice(_("¿Cómo supo de esta ayuda?"), "how_heard")
    travelling_with = _choice(_("¿Con quién venía?"), "travelling_with")
    education = _choice(_("Estudios"), "education")
    sector = _choice(_("Trabajo"), "sector")
    reason_migrating = _ticks(_("¿Por qué salió?"), "reason_migrating")
    reason_returning = _ticks(_("¿Por qué quiere volver?"), "reason_returning")
    plan_on_return = _ticks(_("¿Qué hará al volver?"), "plan_on_return")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        place: int,
        size: int,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Ask the first person nothing about the first person, and each only about the others."""
        super().__init__(data, prefix=f"p{place}", initial=initial)
        self.place = place
        self.title = PLACES[place]
        others = [(str(at), PLACES[at]) for at in range(size) if at != place]
        nobody = (NOBODY, _("Nadie de este grupo"))
        offer(self, "guardian", [("", "—"), *others, nobody])
        channels = [(c, codes.label("channel", c)) for c in CHANNELS]
        offer(self, "channel", [*NOT_SAID, *channels])
        if place == 0:
            for name in ("relation", "consent"):
                del self.fields[name]
        if size == 1:
            for name in ("guardian", "guardian_relation"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Join date and age, and find the department in its country."""
        data = super().clean() or {}
        born, age = data.get("born"), data.get("age")
        if born is not None and born[0] > words.today():
            self.add_error("born", _("La fecha de nacimiento es posterior a hoy."))
        elif born is not None and age is not None and not _fits(born, age):
            self.add_error("age", _("La edad no coincide con la fecha: deje solo lo que se sepa."))
        self._guardian(data)
        self._department(data, "origin")
        self._department(data, "return")
        return data

    def _guardian(self, data: dict[str, Any]) -> None:
        """A child's guardian is said, not left open: left open, a child with family is taken for alone."""
        chosen = data.get("guardian")
        if chosen and chosen != NOBODY and not data.get("guardian_relation"):
            self.add_error("guardian_relation", _("Diga qué es esa persona suya."))
        if "guardian" in self.fields and chosen == "" and self._is_child(data):
            said = _("Es menor de 18 años: diga quién responde, o que nadie de este grupo.")
            self.add_error("guardian", said)

    def _is_child(self, data: dict[str, Any]) -> bool:
        born, age = data.get("born"), data.get("age")
        if born is not None:
            return words.years_between(born[0], words.today()) < ADULT
        return age is not None and age < ADULT

    def _department(self, data: dict[str, Any], which: str) -> None:
        text = data.get(f"{which}_department") or ""
        if not text:
            return
        nations = data.get("nationalities") or ("",)
        country = data.get(f"{which}_country") or data.get("origin_country") or nations[0]
        code = gazetteer().department(country, text)
        if code is None and any(c == country for c, _name in gazetteer().departments):
            said = _("No se reconoce ese departamento de %(country)s.") % {
                "country": words.country(country)
            }
            self.add_error(f"{which}_department", said)
        data[f"{which}_department_code"] = code or ""

    def identity(self) -> dict[str, str]:
        """The names and papers that are sealed."""
        data = self.cleaned_data
        given = f"{data.get('given_1', '')} {data.get('given_2', '')}".strip()
        names = ("surname_1", "surname_2", "also_known_as", "document_number", "document_type")
        return {"given_names": given, **{name: data.get(name, "") for name in names}}

    def birth(self) -> tuple[Any, str]:
        """A birth date with its precision; from an age, the first of January of the likely year."""
        data = self.cleaned_data
        if data.get("born"):
            day, precision = data["born"]
            return day, precision
        if data.get("age") is not None:
            return words.today().replace(
                year=words.today().year - data["age"], month=1, day=1
            ), "age"
        return None, "day"

    def person(self, ids: list[UUID], consent: NewConsent) -> NewPerson:
        """The person to register; `ids` are those of everybody on the page, by place."""
        data = self.cleaned_data
        day, precision = self.birth()
        origin = data["origin_country"] or data["nationalities"][0]
        guardian = data.get("guardian") or NOBODY
        return NewPerson(
            id=ids[self.place],
            identity=self.identity(),
            sex=data["sex"],
            birth_date=day,
            birth_precision=precision,
            age_disputed=data["age_disputed"],
            nationalities=data["nationalities"],
            origin_country=origin,
            origin_department=data.get("origin_department_code", ""),
            place=self._place(),
            return_country=data["return_country"],
            return_department=data.get("return_department_code", ""),
            language=data["language"],
            other_languages=(data["other_language"],) if data["other_language"] else (),
            needs_interpreter=tick(data["needs_interpreter"]),
            can_read=tick(data["can_read"]),
            contact={"phone": data["phone"], "safe_times": data["safe_times"]},
            contact_channel=data["channel"],
            relation=data.get("relation") or ("HEAD" if self.place == 0 else "NON_RELATIVE"),
            guardian=None if guardian == NOBODY else ids[int(guardian)],
            guardian_relation=self._relation_to(data),
            profile=self._profile(),
            consent=consent,
        )

    def _relation_to(self, data: dict[str, Any]) -> str:
        """What who answers is of a child; that nobody of the group does is kept as said, not as open."""
        nobody = "guardian" not in self.fields or data["guardian"] == NOBODY
        if nobody and (self._is_child(data) or "guardian" in self.fields):
            return "NONE"
        return data.get("guardian_relation") or ""

    def _place(self) -> dict[str, str]:
        data = self.cleaned_data
        known = bool(data.get("origin_department_code"))
        return {
            "municipality": data["municipality"],
            "community": data["community"],
            "department": "" if known else data["origin_department"],
        }

    def as_typed(self) -> "PersonForm":
        """Show what was typed and judge nothing yet: somebody else is being added."""
        self._errors = ErrorDict()
        return self

    def _profile(self) -> dict[str, Any]:
        names = (
            "status", "education", "sector", "travelling_with", "how_heard",
            "reason_migrating", "reason_returning", "plan_on_return",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


def _fits(born: tuple[Any, str], age: int) -> bool:
    """Whether an age can go with a birth date of this precision."""
    day, precision = born
    years = words.years_between(day, words.today())
    return years == age or (precision != "day" and abs(years - age) <= 1)


def tick(value: str) -> bool | None:
    """A tile as a tick; None where nobody answered."""
    return {"yes": True, "no": False}.get(value)
