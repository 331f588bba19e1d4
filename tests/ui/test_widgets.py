"""Controls: a birth date in three boxes."""

from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from rumbo.ui import widgets


class Sheet(forms.Form):
    """A form with an optional birth date."""

    born = widgets.DayMonthYearField(label="Nacimiento", required=False)


def sheet(*parts: str) -> Sheet:
    return Sheet({f"born_{at}": part for at, part in enumerate(parts)})


@pytest.fixture(autouse=True)
def _spanish():
    with override("es"):
        yield


def test_three_boxes_make_a_date():
    form = sheet("3", "03", " 1990 ")
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(1990, 3, 3)


def test_three_empty_boxes_are_nothing():
    form = sheet("", "", "")
    assert form.is_valid()
    assert form.cleaned_data["born"] is None


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("31", "2", "1990"), "Esa fecha no existe."),
        (("treinta", "2", "1990"), "Esa fecha no existe."),
        (("3", "", "1990"), "Escriba el día, el mes y el año."),
        (("0", "13", "1990"), "Esa fecha no existe."),
        (("3", "3", "90"), "Esa fecha no existe."),
        (("99999999999999999999", "3", "1990"), "Esa fecha no existe."),
        (("3\x00", "3", "1990"), "Esa fecha no existe."),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(parts, said):
    assert sheet(*parts).errors["born"] == [said]


def test_a_known_date_comes_back_in_its_boxes_with_words():
    html = str(Sheet(initial={"born": date(1990, 3, 4)})["born"])
    for part in ('value="4"', 'value="3"', 'value="1990"', "Día", "Mes", "Año"):
        assert part in html
