"""The shape of what reception's pages take in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common.money import Money
from rumbo.network.models import Organisation
from rumbo.protection.signing import ActForm
from rumbo.reception import tables, words
from rumbo.reception.tables import Limit
from rumbo.reception.values import NewPayment, NewReferral
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, TickTiles, Tiles
from rumbo.ui.words import money


class MoneyForm(forms.Form):
    """Money for the way, and how it is signed for."""

    amount = forms.DecimalField(
        label=_("Cuánto se entrega"), min_value=0, max_digits=9, decimal_places=2
    )
    signed = forms.ChoiceField(
        label=_("¿Cómo firma?"), widget=Tiles, initial="SCREEN", choices=list(words.SIGNED.items())
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, limit: Limit, *args: Any, **kwargs: Any) -> None:
        """Say the currency and the most that may be given."""
        super().__init__(*args, **kwargs)
        self.currency = limit.usual.currency
        self.fields["amount"].help_text = _("En %(currency)s; como máximo %(most)s.") % {
            "currency": limit.usual.currency,
            "most": money(limit.ceiling),
        }

    def value(self) -> NewPayment:
        """Give what was typed, as the verb takes it."""
        typed = self.cleaned_data
        return NewPayment(
            id=typed["id"],
            amount=Money.of(typed["amount"], self.currency),
            signed=typed["signed"],
            strokes=typed["signature"],
        )


class TakeBackForm(forms.Form):
    """Taking back the permission to use data: nothing has to be said."""

    note = forms.CharField(
        label=_("Si la persona quiere que algo quede anotado"),
        help_text=_("No se pregunta el motivo. Se guarda cifrado, para quien le atiende."),
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
        required=False,
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NextForm(forms.Form):
    """Where somebody goes from here."""

    kind = forms.ChoiceField(label=_("¿A dónde va ahora?"), widget=Tiles)
    note = forms.CharField(
        label=_("Qué más hay que saber"), widget=forms.Textarea({"rows": 2}), required=False
    )

    def __init__(self, *args: Any, is_child_alone: bool = False, **kwargs: Any) -> None:
        """Offer to a child without an adult only what hands the child over."""
        super().__init__(*args, **kwargs)
        kinds = words.NEXT_FOR_CHILD_ALONE if is_child_alone else tuple(words.NEXT)
        offer(self, "kind", [(kind, words.NEXT[kind]) for kind in kinds])


class AbsentForm(forms.Form):
    """Somebody who was expected is not here."""

    why = forms.CharField(
        label=_("Qué se sabe"),
        help_text=_("Quién la vio por última vez y dónde. Lo lee solo protección."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )


class ReferralForm(forms.Form):
    """To whom somebody is sent, for what, and what that institution is told."""

    institution = forms.ChoiceField(label=_("¿A qué institución?"))
    need = forms.ChoiceField(label=_("¿Para qué?"), widget=Tiles, choices=words.OFFERED)
    told = forms.MultipleChoiceField(
        label=_("¿Qué se le dice a la institución?"),
        help_text=_("Solo lo que hace falta para atenderla. El nombre va siempre."),
        widget=TickTiles,
        choices=[(k, v) for k, v in words.TOLD.items() if k != "name"],
        required=False,
    )
    agreed_on = forms.DateField(
        label=_("¿Qué día dijo que sí a esta institución?"),
        help_text=_("Se le dice cuál es, para qué y qué se le va a contar."),
        widget=DayInput,
    )
    note = forms.CharField(
        label=_("Qué necesita"),
        help_text=_("Se queda en Rumbo: no va a la institución."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )

    def __init__(
        self, partners: Iterable[Organisation], others: Iterable[tuple[str, str]], *args: Any
    ) -> None:
        """Offer the partners of the country, then the kinds of institution without one."""
        super().__init__(*args)
        named = [(f"{p.referral_target}:{p.code}", str(p)) for p in partners]
        offer(self, "institution", [("", "—"), *named, *((f"{c}:", w) for c, w in others)])

    def value(self) -> NewReferral:
        """Give what was typed, as the verb takes it."""
        typed = self.cleaned_data
        target, _colon, organisation = typed["institution"].partition(":")
        return NewReferral(
            target=target,
            organisation=organisation,
            need=typed["need"],
            agreed_on=typed["agreed_on"],
            told=tuple(typed["told"]),
            note=typed["note"],
        )


class AgreedForm(forms.Form):
    """The day on which somebody said yes to one institution."""

    agreed_on = forms.DateField(
        label=_("¿Qué día dijo que sí a esta institución?"), widget=DayInput
    )


class WhyForm(forms.Form):
    """A reason, or what came of it."""

    why = forms.CharField(label=_("Qué pasó"), widget=forms.Textarea({"rows": 2}), required=False)


class SchoolForm(WhyForm):
    """What came of a child's schooling, chosen, and told besides."""

    result = forms.ChoiceField(label=_("Qué se logró"), required=False)
    field_order = ("result", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the outcomes in the reader's language."""
        super().__init__(*args, **kwargs)
        named = [(code, tables.school_word("outcomes", code)) for code in tables.school_outcomes()]
        offer(self, "result", [("", "—"), *named])


class HandChildForm(ActForm):
    """The act where a child arrives: who receives it is known by the paper they show."""

    shows_paper = True
