"""The shape of what a child's way takes in: each step asks what belongs to it, and nothing else."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.protection import words
from rumbo.protection.forms import YES_NO, answer, choose, text
from rumbo.protection.signing import ActForm
from rumbo.protection.values import ChildStep, Instead
from rumbo.ui.widgets import DayInput


def line(label: Any, length: int = 160, **more: Any) -> forms.CharField:
    """Make one line of text."""
    return forms.CharField(label=label, max_length=length, **more)


def words_of(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    """Make a text that has to be written."""
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **more)


class StepForm(forms.Form):
    """What every step has: its day, and how many words there were when the page was read."""

    details: ClassVar[tuple[str, ...]] = ()
    on = forms.DateField(label=_("¿Qué día?"), widget=DayInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the day first."""
        super().__init__(*args, **kwargs)
        self.order_fields(["on", *(name for name in self.fields if name != "on")])

    def value(self, code: str) -> ChildStep:
        """Give the step, as the verb takes it."""
        typed = self.cleaned_data
        return ChildStep(
            step=code,
            on=typed["on"],
            name=typed.get("name", ""),
            decision=typed.get("decision", ""),
            is_specialised=answer(typed.get("is_specialised", "")),
            details={name: str(typed[name]) for name in self.details if typed.get(name)},
            notes=typed.get("notes", ""),
        )


class IdentifiedForm(StepForm):
    """How the child was found, and which authority was told."""

    details = ("paper",)
    name = line(_("¿A qué autoridad se avisó?"), initial="Procuraduría de Protección (PPNNA)")
    paper = line(_("Número del acta de canalización"), 60, required=False)
    notes = text(_("Cómo se supo que está sin su familia"))


class GuardianForm(StepForm):
    """Whom the authority named."""

    details = ("authority", "paper")
    name = line(_("Nombre de quien le tutela"))
    authority = line(_("Autoridad que lo nombró"), required=False)
    paper = line(_("Número del nombramiento"), 60, required=False)


class AssessmentForm(StepForm):
    """The first assessment of what is best for the child."""

    name = line(_("Quién evaluó"))
    notes = words_of(_("Qué se encontró: riesgos, vínculos, salud, lo que necesita"))


class TracingForm(StepForm):
    """Whether the family was found, and who."""

    details = ("found", "relation", "phone")
    found = choose(_("¿Se encontró a su familia?"))
    name = line(_("Nombre del familiar"), required=False)
    relation = line(_("Parentesco"), 60, required=False)
    phone = line(_("Teléfono"), 30, required=False)
    notes = text(_("Con quién se habló y dónde vive"))


class StudyForm(StepForm):
    """What the authority of origin found when it visited the family."""

    details = ("authority", "finding", "paper")
    authority = line(
        _("Autoridad que visitó a la familia"), help_text=_("Por ejemplo SENAF, PGN o CONAPINA.")
    )
    name = line(
        _("A quién valoró"),
        required=False,
        help_text=_(
            "Si no escribe a nadie, es el familiar que se encontró. Solo ella o él recibe."
        ),
    )
    finding = choose(_("¿Qué concluyó?"), list(words.FINDINGS.items()))
    paper = line(_("Número del estudio"), 60, required=False)
    notes = text(_("Qué vio"))


class ViewsForm(StepForm):
    """What the child says and wants, in words of its own."""

    details = ("wants",)
    wants = choose(_("¿Quiere volver?"), [*YES_NO, ("unsure", _("No lo sabe"))], required=False)
    notes = text(_("Lo que dijo, con sus propias palabras"), rows=4)


class DeterminationForm(StepForm):
    """What the panel determined, who sat in it and why."""

    details = ("panel", "reasons")
    decision = choose(_("¿Qué se determinó?"), codes.choices("best_interests"))
    panel = words_of(
        _("Quiénes formaron el panel"),
        rows=3,
        help_text=_("Una persona por línea, con su institución. Al menos dos."),
        required=False,
    )
    reasons = words_of(
        _("Razones"),
        rows=5,
        help_text=_("Por qué es lo mejor, frente a quedarse, otro país o su familia aquí."),
        required=False,
    )


class ConsentForm(StepForm):
    """Who looks after the child at home agrees."""

    details = ("relation", "paper")
    name = line(_("Nombre de quien consiente"))
    relation = line(_("Parentesco o cargo"), 60, required=False)
    paper = line(_("Ante quién consta"), 120, required=False)


class DispensationForm(StepForm):
    """The authority does without that consent, in writing."""

    details = ("paper",)
    name = line(_("Autoridad que lo dispensa"))
    paper = line(_("Número del escrito"), 60)
    notes = text(_("Por qué"))


class WithdrawnForm(StepForm):
    """Who had agreed at home agrees no more."""

    notes = text(_("Lo que dijo"))


class ReceiverForm(StepForm):
    """Who receives the child, known by a paper."""

    details = ("relation", "phone", "place", "document_type", "document_number")
    name = line(_("Nombre completo, como en su documento"))
    relation = line(_("Parentesco o institución"), 60)
    document_type = choose(_("¿Con qué documento se identifica?"), list(words.PAPERS.items()))
    document_number = line(_("Número del documento"), 40)
    phone = line(_("Teléfono"), 30, required=False)
    place = line(_("Dónde vive"), required=False)
    notes = text(_("Quién lo evaluó y cómo"))


class EscortForm(StepForm):
    """Who goes along, trained for children, and with how many of them."""

    details = ("children",)
    name = line(_("Nombre de quien acompaña"))
    is_specialised = choose(_("¿Tiene formación con niñez?"))
    children = forms.IntegerField(
        label=_("¿A cuántas niñas y niños sin familia acompaña en ese viaje?"),
        help_text=_("A cinco como mucho, contando a quien va en esta vía."),
        min_value=1,
        max_value=60,
        initial=1,
    )


class ArrangedForm(StepForm):
    """Who hands the child to whom, where and when."""

    details = ("giver", "taker", "place", "when")
    giver = line(_("Quién entrega"))
    taker = line(_("A quién se entrega"))
    place = line(_("Dónde"))
    when = forms.DateField(label=_("Qué día se espera"), widget=DayInput, required=False)


class CallForm(StepForm):
    """How the child is, some time after it was handed over."""

    details = ("reached", "with_receiver", "school", "safe")
    reached = choose(_("¿Se pudo hablar?"))
    with_receiver = choose(_("¿Vive con quien le recibió?"), required=False)
    school = choose(_("¿Va a la escuela?"), required=False)
    safe = choose(
        _("¿Está a salvo?"),
        required=False,
        help_text=_("Si la respuesta es no, protección lo atiende hoy."),
    )
    notes = text(_("Lo que contó"))


STEP_FORMS: dict[str, type[StepForm]] = {
    "UASC_IDENTIFIED": IdentifiedForm,
    "GUARDIAN_ASSIGNED": GuardianForm,
    "BIA": AssessmentForm,
    "FAMILY_TRACING": TracingForm,
    "FAMILY_ASSESSMENT": StudyForm,
    "CHILD_VIEWS": ViewsForm,
    "BID": DeterminationForm,
    "GUARDIAN_CONSENT_ORIGIN": ConsentForm,
    "CONSENT_WITHDRAWN": WithdrawnForm,
    "DISPENSED": DispensationForm,
    "RECEIVER": ReceiverForm,
    "ESCORT": EscortForm,
    "HANDOVER_ARRANGED": ArrangedForm,
    "FOLLOW_UP_1": CallForm,
    "FOLLOW_UP_3": CallForm,
}


class InsteadForm(forms.Form):
    """What happens with a child that does not return."""

    code = choose(_("¿Qué ocurre en lugar del retorno?"), list(words.INSTEAD.items()))
    on = forms.DateField(label=_("¿Desde qué día?"), widget=DayInput)
    how = words_of(_("Quién se hace cargo, y qué sigue"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def value(self) -> Instead:
        """Give the answer, as the verb takes it."""
        typed = self.cleaned_data
        return Instead(code=typed["code"], how=typed["how"], on=typed["on"])


class HandoverForm(ActForm):
    """The act where the child leaves: the escort is known to whoever hands it over."""


class UndoForm(forms.Form):
    """Why an act is wrong."""

    why = words_of(_("¿Por qué se anula?"), rows=3)


class SiblingForm(forms.Form):
    """A child that somebody says is a sibling, by the number of its file."""

    number = line(
        _("Número del expediente de su hermana o hermano"),
        20,
        help_text=_("Lo dijo la niña o el niño, su familia o un albergue."),
    )
