"""The shape of what the pages of papers take in."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rumbo.common import clock, codes
from rumbo.documents import mrz, rules
from rumbo.documents.values import NewDocument, NewFile, NewOtherParent
from rumbo.documents.words import DESTROYED, DOUBTS, KINDS, RECIPIENTS, SHOWN_BY
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, Tiles

YES_NO = [("yes", _("Sí")), ("no", _("No"))]
THREE = [("yes", _("Sí, puede pasar")), ("no", _("No")), ("unknown", _("Todavía no se sabe"))]


def yes_no(label: Any, *, help_text: Any = "") -> forms.ChoiceField:
    """Ask a question that has to be answered: no tick that was forgotten says no."""
    return forms.ChoiceField(label=label, help_text=help_text, choices=YES_NO, widget=Tiles)


def day(label: Any, *, help_text: Any = "") -> forms.DateField:
    """Ask for a day that may not be known."""
    return forms.DateField(label=label, help_text=help_text, widget=DayInput, required=False)


class ScanField(forms.FileField):
    """A scan: too large and empty are said here, what it truly is by the verb."""

    default_error_messages = {
        "too_large": _("El archivo pesa más de 20 MB. Escanéelo con menos resolución."),
        "empty": _("El archivo está vacío. Escanéelo otra vez."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Say what may be chosen."""
        kwargs.setdefault("label", _("Copia escaneada"))
        kwargs.setdefault("help_text", _("PDF, JPG o PNG, de 20 MB como mucho. Se guarda cifrada."))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> UploadedFile | None:
        """Refuse what is too large before a byte of it is read."""
        found = super().to_python(data)
        if not isinstance(found, UploadedFile):
            return None
        if (found.size or 0) > rules.LARGEST_FILE:
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large")
        return found


class WithScan(forms.Form):
    """A form that may carry a scan."""

    def attached(self) -> NewFile | None:
        """Give the scan as the verb takes it."""
        found = self.cleaned_data.get("scan")
        if not isinstance(found, UploadedFile):
            return None
        return NewFile(name=found.name or "", content=found.read(rules.LARGEST_FILE + 1))


class PaperForm(WithScan):
    """A document in the order in which one reads it."""

    type = forms.ChoiceField(label=_("¿Qué documento es?"))
    issuer = forms.ChoiceField(label=_("País que lo emitió"))
    number = forms.CharField(label=_("Número"), max_length=40, required=False)
    mrz = forms.CharField(
        label=_("Líneas de lectura mecánica"),
        help_text=_("Las líneas con «<» al pie: llenan y comprueban el número y las fechas."),
        widget=forms.Textarea({"rows": 2, "spellcheck": "false", "autocomplete": "off"}),
        max_length=120,
        required=False,
    )
    issued_on = day(_("Fecha de emisión"))
    valid_until = day(_("Vale hasta"), help_text=_("Como está escrito. Puede estar vencido."))
    scan = ScanField()
    looked_again = forms.BooleanField(
        label=_("Lo revisé de nuevo: así está escrito en el documento."),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, born: date | None = None, **kwargs: Any) -> None:
        """Offer the code lists in the reader's language; `born` is the day of birth that is known."""
        super().__init__(*args, **kwargs)
        self.born = born
        offer(self, "type", codes.choices("document_type"))
        offer(self, "issuer", [("", _("Elija un país")), *codes.choices("country")])

    def clean(self) -> dict[str, Any]:
        """Warn where the machine-readable lines do not agree; who looked again may go on."""
        values = super().clean() or {}
        found = mrz.read(values.get("mrz", ""), clock.today())
        if found is None:
            return values
        typed = {"number": values.get("number", ""), "expiry": values.get("valid_until")}
        faults = [*found.faults, *mrz.differences(found, birth=self.born, **typed)]
        if faults and not values.get("looked_again"):
            self.fields["looked_again"].widget = forms.CheckboxInput()
            for one in faults:
                self.add_error(
                    "mrz", forms.ValidationError(DOUBTS[one.code] % asdict(one), one.code)
                )
        if not faults:
            values["number"] = typed["number"] or found.number
            values["valid_until"] = typed["expiry"] or found.expiry
        return values

    def value(self) -> NewDocument:
        """Give the document as the verb takes it."""
        left_out = {"mrz", "looked_again", "version"}
        typed = {k: v for k, v in self.cleaned_data.items() if k not in left_out}
        return NewDocument(**{**typed, "scan": self.attached()})


class DocumentForm(PaperForm):
    """A new document, and where its original is."""

    original_with = forms.ChoiceField(label=_("¿Quién tiene el original?"), required=False)
    field_order = ("type", "issuer", "number", "issued_on", "valid_until", "original_with", "mrz")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the holders in the reader's language."""
        super().__init__(*args, **kwargs)
        holders = codes.choices("original_with")
        offer(self, "original_with", [("", _("Falta saberlo")), *holders])


class CorrectForm(PaperForm):
    """What was misread; where the original is changes on its own page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("type", "issuer", "number", "issued_on", "valid_until", "mrz")


class CustodyForm(forms.Form):
    """Into whose hands the original goes."""

    held_by = forms.ChoiceField(label=_("¿Quién recibe el original?"), widget=Tiles)
    handed_to = forms.CharField(
        label=_("Nombre de quien lo recibe"),
        help_text=_("Obligatorio si es quien acompaña."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every holder but the loss, which has its own page."""
        super().__init__(*args, **kwargs)
        offer(self, "held_by", [c for c in codes.choices("original_with") if c[0] != "lost"])


class LostForm(forms.Form):
    """A loss, with the number of the report where there is one."""

    report_number = forms.CharField(
        label=_("Número de la denuncia o constancia"), max_length=60, required=False
    )


class ParentageForm(WithScan):
    """Whose child this is, and what shows it."""

    shown = yes_no(_("¿Queda acreditado de quién es hija o hijo?"))
    shown_by = forms.ChoiceField(
        label=_("¿Qué lo acredita?"), widget=Tiles, required=False, choices=list(SHOWN_BY.items())
    )
    scan = ScanField()


class OtherParentForm(WithScan):
    """How the other parent's word stands."""

    state = forms.ChoiceField(label=_("¿Cómo está la autorización?"), widget=Tiles)
    on = day(_("Día en que dio su consentimiento"))
    has_paper = forms.BooleanField(label=_("Se tuvo a la vista el papel."), required=False)
    scan = ScanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the code list in the reader's language."""
        super().__init__(*args, **kwargs)
        offer(self, "state", codes.choices("other_parent"))

    def value(self) -> NewOtherParent:
        """Give what was typed, as the verb takes it."""
        typed = self.cleaned_data
        return NewOtherParent(
            state=typed["state"], on=typed["on"], has_paper=typed["has_paper"], scan=self.attached()
        )


class ExitPaperForm(forms.Form):
    """Whether the status asks for a paper to leave."""

    needed = yes_no(_("¿Su situación migratoria pide un permiso de salida?"))
    kind = forms.ChoiceField(label=_("¿Cuál tiene?"), required=False)
    valid_until = day(_("Vale hasta"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the code list in the reader's language."""
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", _("Todavía ninguno")), *codes.choices("exit_paper")])


class LegalForm(forms.Form):
    """Whether anything keeps somebody here."""

    bar = forms.ChoiceField(
        label=_("¿Algo le impide salir?"),
        help_text=_("Ser testigo, una causa penal, una disputa de custodia."),
        choices=[("no", _("Nada le impide salir")), ("yes", _("Sí, algo se lo impide"))],
        widget=Tiles,
    )
    note = forms.CharField(label=_("Nota"), widget=forms.Textarea({"rows": 2}), required=False)


class ResidenceForm(forms.Form):
    """A right to live in another country."""

    country = forms.ChoiceField(label=_("País"))
    valid_until = forms.DateField(label=_("Vale hasta"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the countries in the reader's language."""
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", _("Elija un país")), *codes.choices("country")])


class TransitForm(forms.Form):
    """One question per country on the way."""

    def __init__(self, countries: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Make a field of each country of the usual way, and one more for another."""
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _name in countries]
        for code, name in countries:
            self.fields[code] = forms.ChoiceField(
                label=name, choices=THREE, widget=Tiles, initial="unknown"
            )
        self.fields["other"] = forms.ChoiceField(
            label=_("Otro país de paso"),
            choices=[("", _("Ninguno")), *codes.choices("country")],
            required=False,
        )
        self.fields["other_allowed"] = forms.ChoiceField(
            label=_("¿Puede pasar por ese otro país?"),
            choices=THREE,
            widget=Tiles,
            required=False,
            initial="unknown",
        )

    def value(self) -> dict[str, bool | None]:
        """Give the answers by country, as the verb takes them."""
        words = {"yes": True, "no": False}
        typed = self.cleaned_data
        answers = {code: words.get(typed[code]) for code in self.codes}
        if typed.get("other"):
            answers[typed["other"]] = words.get(typed.get("other_allowed", ""))
        return answers


class NoticeForm(forms.Form):
    """Who is told, and of which day where it is known."""

    recipient = forms.ChoiceField(label=_("¿A quién se avisó?"), widget=Tiles)
    travel_date = day(_("Día del viaje que se avisó, si ya se sabe"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the two who receive, in the reader's language."""
        super().__init__(*args, **kwargs)
        both = [c for c in codes.choices("consent_recipient") if c[0] in RECIPIENTS]
        offer(self, "recipient", both)


class FileForm(WithScan):
    """A paper to keep."""

    kind = forms.ChoiceField(label=_("¿Qué es?"), choices=list(KINDS.items()))
    scan = ScanField(required=True)


class DestroyForm(forms.Form):
    """Why a copy is taken off the disk."""

    why = forms.ChoiceField(
        label=_("Por qué se destruye"), widget=Tiles, choices=list(DESTROYED.items())
    )
