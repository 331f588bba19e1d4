"""A row beside whom it resembles: a person, or another row of the same sheet, as far as one may see."""

import pytest
from django.urls import reverse

from rumbo.exchange.headings import LABELS
from rumbo.exchange.intake.columns import columns
from tests import factories
from tests.exchange.test_doors import row
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
MINE = {"nombres": "Dilcia", "apellido_paterno": "Mejía", "teme_volver": "Sí, la amenazaron"}
THEIRS = {"nombres": "Dilsia", "apellido_paterno": "Mejía", "teme_volver": "la buscan en su casa"}


def page_of(**changes: object) -> str:
    """The page of a row that resembles somebody, as a registrar reads it."""
    mine = row(outcome="suspected_duplicate", raw=MINE, probability=0.97, **changes)
    url = reverse("exchange:lookalike", args=[mine.pk])
    return client_for("registrar").get(url).content.decode()


def test_another_row_of_the_sheet_stands_beside_it_without_what_is_not_bio() -> None:
    other = row(key=b"o" * 32, number=7, raw=THEIRS)
    page = page_of(resembles_row=other)
    assert "La fila 7 de la misma hoja" in page
    assert "Dilsia" in page
    assert "distinto" in page
    assert "la buscan" not in page
    assert "amenazaron" not in page


def test_the_person_that_the_other_row_became_stands_beside_it() -> None:
    person = factories.people_of(factories.registered())[0]
    other = row(key=b"o" * 32, number=7, raw=THEIRS, outcome="registered", person=person)
    page = page_of(resembles_row=other)
    assert person.known("given_names") in page
    assert "Tapachula" in page
    assert "Dilsia" not in page


def test_a_row_of_another_office_or_of_a_reserved_person_stays_masked() -> None:
    theirs = row(key=b"o" * 32, number=7, raw=THEIRS, office=elsewhere())
    assert "Dilsia" not in page_of(resembles_row=theirs)
    hidden = factories.people_of(factories.registered(factories.new_person(sealed=True)))[0]
    kept = row(key=b"p" * 32, number=8, raw=THEIRS, outcome="registered", person=hidden)
    page = page_of(key=b"q" * 32, resembles_row=kept)
    assert "Dilsia" not in page
    assert "no está abierto para usted" in page


def test_a_cell_is_asked_by_its_name_with_the_heading_of_the_sheet_in_small() -> None:
    mine = row(faults=[{"column": "edad", "code": "NOT_A_NUMBER"}])
    url = reverse("exchange:correction", args=[mine.pk])
    page = client_for("registrar").get(url).content.decode()
    assert "Primer apellido" in page
    assert "Columna «apellido_paterno» de la hoja." in page


def test_every_column_of_the_sheet_has_a_name() -> None:
    assert set(LABELS) == set(columns())
