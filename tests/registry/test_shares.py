"""What a name tells is learned here: where everybody is a López, to be a López tells little."""

from collections.abc import Iterator

import pytest
from django.db import connection

from rumbo.access.entry import reading
from rumbo.access.values import EVERYTHING
from rumbo.registry import queries, shares
from rumbo.registry.models import Person
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.frequencies import shipped
from rumbo.registry.rules.weights import LEARNED, STANDARD
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = {"given_names": "Dilcia Waleska", "surname_1": "Quiel", "surname_2": "Tzoc"}
RARE = Features("Dilcia Waleska", "Quiel", "Tzoc")


@pytest.fixture(autouse=True)
def _learned_anew() -> Iterator[None]:
    shares.forget()
    yield
    shares.forget()


def register(number: int, names: dict[str, str] | None = None) -> None:
    for _ in range(number):
        factories.registered(factories.new_person(**({"identity": names} if names else {})))


def test_a_small_registry_uses_the_shipped_shares() -> None:
    register(1)
    with reading(EVERYTHING):
        told = shares.now()
    assert told.frequencies is shipped()
    assert told.weights is STANDARD


def test_numbers_that_were_given_to_nobody_make_no_large_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('registry_person_search_no')")
    register(1)
    newest = Person.objects.order_by("-search_no")[0].search_no
    monkeypatch.setattr(shares, "ENOUGH", newest)
    with reading(EVERYTHING):
        assert shares.now().weights is STANDARD


def test_a_large_one_learns_from_its_own_people_and_keeps_nothing_but_shares(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shares, "ENOUGH", 2)
    register(3, NAMES)
    with reading(EVERYTHING):
        told = shares.now()
        assert told.weights is LEARNED
        assert told.population >= 3
        assert told.frequencies.name_bits("surname", "quiel") < shipped().name_bits(
            "surname", "quiel"
        )
        assert shares.now() is told
        shares.forget()
        assert shares.now() is not told


def test_the_search_weighs_with_what_was_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    register(1, NAMES)
    with reading(EVERYTHING):
        [(_person, before)] = queries.likely(RARE, least=0.0)
        monkeypatch.setattr(shares, "ENOUGH", 1)
        [(_person, after)] = queries.likely(RARE, least=0.0)
    assert after.probability > before.probability
