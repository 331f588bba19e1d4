"""The shape of what people send to the exchange's pages."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.exchange.headings import label
from rumbo.exchange.intake.sheet import LONGEST_CELL
from rumbo.exchange.intake.words import sentence
from rumbo.exchange.queries import Cell


class MendForm(forms.Form):
    """One field for each cell that a correction shows, by its heading in the sheet."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, shown: list[Cell], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for cell in shown:
            self.fields[cell.column] = forms.CharField(
                label=label(cell.column),
                required=False,
                initial=cell.text,
                max_length=LONGEST_CELL,
                help_text=_in_the_sheet(cell),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def refuse(self, refusal: Refusal) -> None:
        """Say beside each field what is still wrong with it; what has no field, above them all."""
        faults = refusal.params.get("faults")
        rest = not isinstance(faults, list)
        for column, code in faults if isinstance(faults, list) else ():
            if column in self.fields:
                self.add_error(column, sentence(code))
            else:
                rest = True
        if rest:
            self.add_error(None, refusal.sentence)

    def cells(self) -> dict[str, str]:
        """The cells as somebody left them."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


def _in_the_sheet(cell: Cell) -> str:
    """What is wrong with a cell, and where to look for it in the sheet."""
    where = gettext("Columna «%(heading)s» de la hoja.") % {"heading": cell.column}
    return f"{cell.wrong} {where}".strip()


class AsideForm(forms.Form):
    """Why a row is nobody's registration."""

    why = forms.CharField(
        label=_("Motivo"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class SheetForm(forms.Form):
    """A booth's sheet to read."""

    sheet = forms.FileField(
        label=_("Hoja del módulo"),
        allow_empty_file=True,  # the verb says what is wrong with it
        help_text=_("CSV en UTF-8 o XLSX. El archivo no se guarda: cada fila queda cifrada."),
    )
    year_first = forms.BooleanField(
        label=_("Las fechas cortas empiezan por el año (98-10-24)"), required=False
    )
