"""A closed quarter is given again as it was given first, whatever the house says of it since."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from rumbo.common import clock
from rumbo.network.models import Site
from rumbo.statistics import disclosure, editions, keeping
from rumbo.statistics.mirror import store
from rumbo.statistics.periods import Quarter
from tests import factories
from tests.at_once import at_once
from tests.factories import ready
from tests.factories.pages import client_for
from tests.statistics import several_hundred

pytestmark = pytest.mark.django_db
QUARTER = Quarter(2019, 4)


@pytest.fixture(autouse=True)
def _reference() -> None:
    ready.reference()


@pytest.fixture
def _hundreds() -> None:
    several_hundred.returned(several_hundred.world(700, 1), factories.office())


def kept() -> list[Path]:
    return sorted(store.in_home("published").iterdir())


@pytest.mark.usefixtures("_hundreds")
def test_it_stays_as_it_was_when_the_house_tells_it_otherwise() -> None:
    first = editions.published(QUARTER)
    assert first.cost < 1
    # What is no version of a row: nothing in the history says that it was another.
    Site.objects.filter(code="TAP").update(name="Otro nombre")
    other = editions._counted(QUARTER, 5)
    assert other.figures != first.figures
    again = editions.published(QUARTER)
    assert (again.figures, again.period, again.threshold, again.comparable) == (
        first.figures, first.period, first.threshold, first.comparable
    )  # fmt: skip
    [file] = kept()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    # A stricter office begins anew: it shows less of the same.
    assert min(_shown(keeping.first(QUARTER, 9, lambda: editions._counted(QUARTER, 9)))) >= 9
    assert len(kept()) == 2


def _shown(edition: disclosure.Edition) -> list[int]:
    return [n for f in edition.figures for n in (f.count, f.base) if n is not None]


@pytest.mark.usefixtures("_hundreds")
@pytest.mark.parametrize("damage", [b"", b"{", b'{"figures": []}', b"\x00", None])
def test_damaged_or_of_fewer_people_it_is_made_anew(damage: bytes | None) -> None:
    first = editions.published(QUARTER)
    [file] = kept()
    told = file.read_bytes()
    count = min(n for n in _shown(first) if n >= 5)
    few = told.replace(f'"count": {count},'.encode(), b'"count": 4,')
    file.write_bytes(few if damage is None else damage)
    assert file.read_bytes() != told
    assert editions.published(QUARTER).figures == first.figures
    assert file.read_bytes() == told


def test_what_is_inside_is_never_taken_for_what_was_published() -> None:
    first = editions.published(QUARTER)
    [file] = kept()
    inside = file.read_bytes().replace(b'"public": true', b'"public": false')
    file.write_bytes(inside)
    assert editions.published(QUARTER).figures == first.figures
    assert b'"public": true' in file.read_bytes()


@pytest.mark.usefixtures("_hundreds")
def test_of_two_made_at_once_everybody_is_given_the_same() -> None:
    one = editions._counted(QUARTER, 5)
    Site.objects.filter(code="TAP").update(name="Otro nombre")
    two = editions._counted(QUARTER, 5)
    assert one.figures != two.figures
    found: list[disclosure.Edition] = []
    ways = [lambda made=made: found.append(keeping.first(QUARTER, 5, lambda: made))
            for made in (one, two) * 4]  # fmt: skip
    assert at_once(*ways) == ["done"] * 8
    assert len({edition.figures for edition in found}) == 1
    assert len(kept()) == 1


@pytest.mark.usefixtures("_hundreds")
def test_who_reads_the_page_later_is_given_the_same_file(settings: Any) -> None:
    settings.PUBLIC_BY = "quarters"
    client, told = client_for("donor"), []
    for name in ("Tapachula", "Otro nombre"):
        Site.objects.filter(code="TAP").update(name=name)
        with clock.travel_to(clock.now().replace(year=2020, month=6, day=1)):
            for form in ("json", "csv"):
                address = reverse("statistics:public", args=[2019, 4, form])
                answer = client.get(address)
                assert answer.status_code == 200
                told.append(answer.content)
    assert told[:2] == told[2:]
