"""The shape of the full assessment, level by level, and of an emergency access."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from rumbo.access.emergencies import what
from rumbo.access.rules import BREAKABLE, SHORTEST_REASON, compartments_of
from rumbo.common import codes
from rumbo.protection import determinants
from rumbo.protection.forms import choose, several, text
from rumbo.protection.values import NewAssessment
from rumbo.ui import words as said

RISK, PROTECTIVE, TOLD = "risk", "protective", "told"


class AssessmentForm(forms.Form):
    """What exposes and what protects at each level, with words; the finding; what follows."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Offer the factors of each level, in the reader's language."""
        super().__init__(*args, **kwargs)
        model = determinants.model()
        for level in model.levels:
            self.fields[f"{level.code}_{RISK}"] = several(
                _("Lo que la expone"), [(one.code, one.label) for one in level.risk]
            )
            self.fields[f"{level.code}_{PROTECTIVE}"] = several(
                _("Lo que la protege"), [(one.code, one.label) for one in level.protective]
            )
            self.fields[f"{level.code}_{TOLD}"] = text(_("Con palabras"), max_length=4000)
        findings = [(one.code, one.label) for one in model.findings.values()]
        self.fields["finding"] = choose(
            _("Vulnerabilidad a la violencia, la explotación y el abuso"), findings
        )
        self.fields["reasons"] = forms.CharField(
            label=_("Razones de la conclusión"),
            widget=forms.Textarea({"rows": 4}),
            max_length=4000,
        )
        following = [(code, _followed(one, today)) for code, one in model.actions.items()]
        self.fields["actions"] = several(_("Lo que hay que hacer"), following)

    def levels(self) -> Iterator[tuple[determinants.Level, str, list[BoundField]]]:
        """Each level with its words and its three fields, for the page."""
        for level in determinants.model().levels:
            names = (RISK, PROTECTIVE, TOLD)
            about = determinants.said(level.about.es, level.about.en)
            yield level, about, [self[f"{level.code}_{name}"] for name in names]

    def conclusion(self) -> list[BoundField]:
        """The fields that end the page."""
        return [self["finding"], self["reasons"], self["actions"]]

    def value(self) -> NewAssessment:
        """Give the assessment, as the verb takes it."""
        typed = self.cleaned_data
        levels = [level.code for level in determinants.model().levels]
        return NewAssessment(
            factors=tuple(
                code
                for name in levels
                for kind in (RISK, PROTECTIVE)
                for code in typed[f"{name}_{kind}"]
            ),
            told={name: typed[f"{name}_{TOLD}"] for name in levels},
            finding=typed["finding"],
            reasons=typed["reasons"],
            actions=tuple(typed["actions"]),
        )


def _followed(one: determinants.Following, today: date) -> str:
    """What is to be done, by whom and by when: "Valorar su salud (salud, para el 6 de marzo)"."""
    day = said.the_day(today + timedelta(days=one.flag.days))
    told = {"what": one.word.label, "role": codes.label("role", one.flag.role), "day": day}
    return gettext("%(what)s · %(role)s, para %(day)s") % told


class EmergencyForm(forms.Form):
    """Which file, what of it, and why it cannot wait."""

    number = forms.CharField(
        label=_("Número de expediente"),
        help_text=_("Completo, como está en el papel: TAP-2025-00417."),
        max_length=20,
    )
    reason = forms.CharField(
        label=_("Por qué no puede esperar"),
        help_text=_("Otra persona lo lee y lo revisa antes de un día."),
        widget=forms.Textarea({"rows": 3}),
        min_length=SHORTEST_REASON,
        max_length=2000,
    )

    def __init__(self, *args: Any, roles: frozenset[str], **kwargs: Any) -> None:
        """Offer what these roles do not open by themselves, and the file of another office."""
        super().__init__(*args, **kwargs)
        held = compartments_of(roles) - {"bio"}
        offered = [(code, what(code)) for code in BREAKABLE if code not in held]
        self.fields["compartment"] = choose(gettext_lazy("Qué necesita leer"), offered)
        self.order_fields(["number", "compartment", "reason"])
