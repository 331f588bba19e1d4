"""The shape of what the pages of protection and health take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.protection import rules, words
from rumbo.protection.values import NewClearance, NewFitness, NewMpp, NewScreening
from rumbo.ui.widgets import DayInput, TickTiles, Tiles

YES_NO = [("yes", _("Sí")), ("no", _("No"))]
YES_NO_UNKNOWN = [*YES_NO, ("", _("No se sabe todavía"))]


def choose(label: Any, choices: Any = None, **more: Any) -> forms.ChoiceField:
    """Make one choice among large tiles."""
    return forms.ChoiceField(label=label, choices=choices or YES_NO, widget=Tiles, **more)


def several(label: Any, choices: Any = (), **more: Any) -> forms.MultipleChoiceField:
    """Make several choices among large tiles."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=TickTiles, required=False, **more
    )


def day(label: Any, **more: Any) -> forms.DateField:
    """Make a day that may be left out."""
    return forms.DateField(label=label, widget=DayInput, required=False, **more)


def text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    """Make a free text that may be left out."""
    return forms.CharField(
        label=label, widget=forms.Textarea({"rows": rows}), required=False, **more
    )


def answer(typed: str) -> bool | None:
    """Read yes, no or not known."""
    return {"yes": True, "no": False}.get(typed)


class ScreeningForm(forms.Form):
    """The rapid screen, group by group; nothing marked says that nothing was flagged."""

    alone = choose(_("¿Está a solas con la persona?"))
    in_custody = choose(
        _("¿Está detenida o bajo custodia de una autoridad?"), YES_NO_UNKNOWN, required=False
    )
    in_mpp = choose(
        _("¿Tiene un caso ante un tribunal de Estados Unidos (MPP)?"),
        YES_NO_UNKNOWN,
        required=False,
    )
    notes = text(_("Notas"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the codes in their groups, in the reader's language."""
        super().__init__(*args, **kwargs)
        labels = dict(codes.choices("vulnerability"))
        for group, names in rules.GROUPS:
            self.fields[group] = several(words.GROUPS[group], [(c, labels[c]) for c in names])
        incidents = [c for c in codes.choices("incidents") if c[0] != "NONE"]
        self.fields["incidents"] = several(_("Lo que pasó en el camino"), incidents)
        groups = [group for group, _names in rules.GROUPS]
        self.order_fields(["alone", *groups, "incidents", "in_custody", "in_mpp", "notes"])

    def value(self) -> NewScreening:
        """Give the answers, as the verb takes them."""
        typed = self.cleaned_data
        told = [code for group, _names in rules.GROUPS for code in typed[group]]
        return NewScreening(
            alone=typed["alone"] == "yes",
            codes=tuple(told),
            incidents=tuple(typed["incidents"]),
            in_custody=answer(typed["in_custody"]),
            in_mpp=answer(typed["in_mpp"]),
            notes=typed["notes"],
        )


class FearForm(forms.Form):
    """The question, asked alone, and the answer in the person's own words."""

    alone = choose(_("¿Está a solas con la persona?"))
    answer = choose(_("¿Teme volver?"), codes.choices("fear_answer"))
    words = text(
        _("Con sus propias palabras"),
        help_text=_("Solo si quiere contarlo. Lo lee únicamente protección."),
    )


class ResolveForm(forms.Form):
    """What somebody who fears decides, once asylum was explained."""

    resolution = choose(_("¿Qué decide la persona?"), codes.choices("fear_resolution"))
    why = forms.CharField(
        label=_("En qué se apoya"),
        help_text=_("Qué se le explicó, qué dijo, qué cambió."),
        widget=forms.Textarea({"rows": 4}),
    )


class SealForm(forms.Form):
    """Why a file is reserved, or no longer."""

    why = choose(_("¿Por qué?"), lambda: codes.choices("seal_reason"))


class ClaimForm(forms.Form):
    """What somebody with a claim was told and decides."""

    effects_explained_on = day(_("Día en que se le explicaron los efectos"))
    own_decision_on = day(_("Día en que decidió por sí misma"))
    found = forms.BooleanField(
        label=_("Constato que la decisión es suya, informada y libre."), required=False
    )
    notes = text(_("Notas"))


class CustodyForm(forms.Form):
    """A finding about somebody in custody."""

    counsel = forms.CharField(label=_("Quién la defiende de forma independiente"), max_length=160)
    notes = text(_("Cómo se constató que decide libremente"))


class ClearanceForm(forms.Form):
    """What one officer found about a survivor of trafficking's safe return."""

    flag = choose(_("¿Hay indicios de trata?"))
    share_with_origin = choose(
        _("¿Quiere que lo sepa la oficina de su país?"),
        YES_NO_UNKNOWN,
        required=False,
        help_text=_(
            "Un sí se anota antes, con su fecha, en «Asistencia directa». Si no quiere, firma aquí "
            "una segunda oficial y allá nadie se entera."
        ),
    )
    host_cleared = forms.BooleanField(
        label=_("Autorizo el retorno por esta oficina: es seguro."), required=False
    )
    origin_cleared_on = day(
        _("Día en que autorizó la oficina de origen"),
        help_text=_("Lo anota otra oficial, no quien autorizó por esta oficina."),
    )
    notes = text(_("Valoración de riesgos y necesidades"), rows=5)

    def value(self) -> NewClearance:
        """Give what was found, as the verb takes it."""
        typed = dict(self.cleaned_data)
        typed["flag"] = typed["flag"] == "yes"
        typed["share_with_origin"] = answer(typed["share_with_origin"])
        return NewClearance(**typed)


class SurvivorForm(forms.Form):
    """Safety of somebody who survived violence, and rights explained."""

    kidnapping = choose(_("¿Vivió un secuestro?"))
    family_violence = choose(_("¿Vivió violencia familiar o de género?"))
    safety_finding_on = day(_("Día en que se constató que volver es seguro"))
    rights_explained_on = day(_("Día en que se le explicaron sus derechos como víctima"))
    notes = text(_("Notas"), rows=5)

    def values(self) -> dict[str, Any]:
        """Give what was found, as the verb takes it."""
        flags = {"kidnapping", "family_violence"}
        return {k: v == "yes" if k in flags else v for k, v in self.cleaned_data.items()}


class FitnessForm(forms.Form):
    """The clinic's result."""

    result = choose(_("Dictamen para viajar"), codes.choices("health_result"))
    valid_until = day(_("Vale hasta"))
    conditions = several(_("Condiciones"), codes.choices("care_need"))
    escort = forms.CharField(label=_("Quién le acompaña"), max_length=120, required=False)
    self_rated_health = choose(
        _("¿Cómo dice que está de salud?"), codes.choices("self_rated_health"), required=False
    )
    found = several(
        _("¿Qué se halló en la revisión?"),
        codes.choices("health_condition"),
        help_text=_("Para el informe: se cuenta, no se muestra a nadie fuera de salud."),
    )
    suffered = several(
        _("¿Qué le causó el camino hasta aquí?"), codes.choices("journey_conditions")
    )
    notes = text(_("Notas clínicas"))

    def value(self) -> NewFitness:
        """Give what was found, as the verb takes it."""
        typed = dict(self.cleaned_data)
        several_answers = ("conditions", "found", "suffered")
        return NewFitness(**{**typed, **{name: tuple(typed[name]) for name in several_answers}})


class PregnancyForm(forms.Form):
    """What a person chose to say."""

    status = choose(
        _("¿Está embarazada?"),
        codes.choices("pregnancy_status"),
        help_text=_("Solo lo que la persona quiera decir. No se pide ninguna prueba."),
    )
    weeks = forms.IntegerField(
        label=_("Semanas cumplidas"), min_value=1, max_value=45, required=False
    )
    multiple = choose(_("¿Espera más de un bebé?"), YES_NO_UNKNOWN, required=False)
    certificate = choose(_("¿Tiene certificado médico?"), YES_NO_UNKNOWN, required=False)

    def values(self) -> dict[str, Any]:
        """Give what was said, as the verb takes it."""
        flags = {"multiple", "certificate"}
        return {k: answer(v) if k in flags else v for k, v in self.cleaned_data.items()}


class CareForm(forms.Form):
    """What those who travel along must provide, without the reason."""

    needs = several(_("¿Qué hace falta en el camino?"), codes.choices("care_need"))


class MppForm(forms.Form):
    """A case in the United States: each point explained, and said back."""

    in_mpp = choose(_("¿Tiene un caso en Estados Unidos?"), initial="yes")
    explained = several(_("¿Qué puntos se le explicaron?"), codes.choices("mpp_point"))
    own_words = text(
        _("Cómo lo dijo con sus propias palabras"),
        help_text=_("Pídale que lo cuente como si se lo explicara a su familia."),
    )
    understood = choose(_("¿Lo entendió?"), YES_NO_UNKNOWN, required=False)
    keeps_case = choose(_("¿Quiere conservar su caso?"), YES_NO_UNKNOWN, required=False)
    court_date = day(_("Fecha de audiencia"))
    no_guarantee_signed_on = day(_("Día en que firmó que el reingreso no está garantizado"))
    notes = text(_("Notas"), rows=2)

    def value(self) -> NewMpp:
        """Give what was told and said, as the verb takes it."""
        typed = dict(self.cleaned_data)
        typed["in_mpp"] = typed["in_mpp"] == "yes"
        for name in ("understood", "keeps_case"):
            typed[name] = answer(typed[name])
        return NewMpp(**{**typed, "explained": tuple(typed["explained"])})
