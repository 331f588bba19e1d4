"""What the living page of components shows: every part in every state, with invented people."""

from datetime import timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rumbo.common import clock
from rumbo.ui import tables, widgets, words
from rumbo.ui.maps import Place, distance_km, way_map

COLUMNS = (
    tables.Column(_("Persona o familia")),
    tables.Column(_("Origen")),
    tables.Column(_("Días de espera"), sort="espera", numeric=True),
    tables.Column(_("Estado")),
)


class ExampleForm(forms.Form):
    """One field of each kind, as on paper: the order is the paper's."""

    given = forms.CharField(label=_("Nombres"), max_length=80)
    second = forms.CharField(label=_("Segundo apellido"), max_length=80, required=False)
    born = widgets.DayMonthYearField(
        label=_("Fecha de nacimiento"), help_text=_("Si solo sabe la edad, escríbala abajo.")
    )
    day = forms.DateField(label=_("Día de la cita"), widget=widgets.DayInput, required=False)
    decision = forms.ChoiceField(
        label=_("¿Qué decidió la persona?"),
        widget=widgets.Tiles,
        choices=[
            ("RETURN", _("Quiere volver")),
            ("NOT_RETURN", _("No quiere volver")),
            ("UNDECIDED", _("Todavía no lo sabe")),
        ],
    )
    language = forms.ChoiceField(
        label=_("Idioma en que entiende mejor"),
        choices=[("spa", _("Español")), ("hat", _("Criollo haitiano")), ("fra", _("Francés"))],
    )
    aloud = forms.BooleanField(label=_("Se le leyó todo en voz alta."), required=False)
    note = forms.CharField(label=_("Notas"), widget=forms.Textarea({"rows": 3}), required=False)


def _stations() -> list[dict[str, object]]:
    now = clock.now()
    done = (_("Registro"), _("Consejería"), _("Tamizaje"), _("Elegibilidad"), _("Declaración"))
    ahead = (_("Lista para viajar"), _("Salida"), _("Llegada"), _("Seguimiento"))
    return [
        *(
            {"label": label, "state": "done", "when": now - timedelta(days=24 - 4 * at)}
            for at, label in enumerate(done)
        ),
        {"label": _("Documentos"), "state": "here", "when": now, "url": "#"},
        *({"label": label, "state": "ahead"} for label in ahead),
    ]


def _events() -> list[dict[str, object]]:
    now = clock.now()
    return [
        {
            "sentence": _("Documentos vio la partida de nacimiento de Josué."),
            "when": now - timedelta(minutes=34),
            "where": "Tapachula",
        },
        {
            "sentence": _("Dilcia firmó su declaración; se la leyeron en voz alta."),
            "when": now - timedelta(days=8),
        },
        {
            "sentence": _("Dijo que no teme volver. Se le preguntó a solas."),
            "when": clock.day_of(now) - timedelta(days=400),
        },
    ]


def _way() -> dict[str, object]:
    tapachula, yoro = Place(14.908, -92.262, "Tapachula"), Place(14.936, -87.389, "Victoria, Yoro")
    return {
        "near_map": way_map([tapachula, yoro]),
        "three_map": way_map(
            [
                Place(32.533, -117.019, "Tijuana"),
                Place(19.43, -99.13, "Ciudad de México"),
                Place(15.78, -86.79, "La Ceiba"),
            ]
        ),
        "far_map": way_map([tapachula, Place(5.56, -0.2, "Accra")]),
        "far_home": words.distance(distance_km(tapachula, yoro)),
    }


def example(query: QueryDict) -> dict[str, object]:
    """Give the living page its invented content."""
    family = [
        {"name": "Dilcia Waleska Mejía Paguada", "detail": "34", "url": "#", "current": True},
        {"name": "Josué Mejía Paguada", "detail": "8", "url": "#"},
        {"name": "Suyapa Mejía", "detail": "29"},
    ]
    sent = ExampleForm({"given": "", "born_0": "31", "born_1": "2", "born_2": "1990"})
    stations = _stations()
    return {
        "people": family,
        "stations": stations,
        "left": [*stations[:3], {"label": _("Retiró su solicitud"), "state": "exit"}],
        "events": _events(),
        "facts": [
            {"label": _("Origen"), "value": "Victoria, Yoro, Honduras"},
            {"label": _("Registro"), "value": clock.now()},
            {"label": _("Segundo apellido"), "value": ""},
            {"label": _("Habla"), "value": words.language_name("hat"), "note": _("con intérprete")},
        ],
        "heads": tables.heads(query, COLUMNS, "-espera"),
        "pager": tables.Pager(
            _("1 a 25 de 412 personas"), previous="#", next="#", export={"CSV": "#", "XLSX": "#"}
        ),
        "empty_form": ExampleForm(),
        "wrong_form": sent,
        "navigation": [
            {"label": _("Hoy"), "url": "/", "key": "h"},
            {"label": _("Personas"), "url": "#", "key": "p", "active": True},
            {"label": _("Lista de espera"), "url": "#", "key": "e"},
            {"label": _("Salidas"), "url": "#", "key": "s"},
            {"label": _("Recepción"), "url": "#", "key": "r"},
            {"label": _("Informes"), "url": "#", "key": "i"},
        ],
        **_way(),
    }
