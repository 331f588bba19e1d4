"""A closed quarter is given again as it was given first, whatever the house says of it since."""

import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework import emptying
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.home import scratch
from rumbo.common.refusal import Refusal
from rumbo.network.models import Site
from rumbo.reception.models import Arrival
from rumbo.registry.models import Person
from rumbo.statistics import disclosure, editions, keeping
from rumbo.statistics.mirror import store
from rumbo.statistics.periods import Quarter
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.tables import method
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
    return sorted(store.in_home("published").glob("*.json"))


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


def _shown(edition: disclosure.Edition) -> list[int]:
    return [n for f in edition.figures for n in (f.count, f.base) if n is not None]


@pytest.mark.usefixtures("_hundreds")
@pytest.mark.parametrize("damage", [b"", b"{", b'{"figures": []}', b"\x00", None])
def test_damaged_or_of_fewer_people_it_is_made_anew(
    damage: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    first = editions.published(QUARTER)
    [file] = kept()
    told = file.read_bytes()
    count = min(n for n in _shown(first) if n >= 5)
    few = told.replace(f'"count": {count},'.encode(), b'"count": 4,')
    file.write_bytes(few if damage is None else damage)
    assert file.read_bytes() != told
    with caplog.at_level("ERROR"):
        assert editions.published(QUARTER).figures == first.figures
    assert file.read_bytes() == told
    # What was there may be all that is left of what is out: somebody has to look at it.
    aside = file.with_name(file.name + ".damaged")
    assert aside.read_bytes() != told
    assert aside.name in caplog.text
    file.write_bytes(b"again")
    assert editions.published(QUARTER).figures == first.figures
    assert file.with_name(file.name + ".damaged-2").read_bytes() == b"again"


@pytest.mark.usefixtures("_hundreds")
@pytest.mark.parametrize(("given", "set_since"), [(5, 9), (9, 5)])
def test_what_is_out_keeps_the_threshold_it_was_given_with(
    settings: Any, given: int, set_since: int
) -> None:
    """Two editions with two thresholds, of data that changed between, could be subtracted."""
    settings.PUBLIC_THRESHOLD = given
    first = editions.published(QUARTER)
    Site.objects.filter(code="TAP").update(name="Otro nombre")
    settings.PUBLIC_THRESHOLD = set_since
    again = editions.published(QUARTER)
    assert (again.figures, again.threshold) == (first.figures, given)
    assert min(_shown(again)) >= given
    assert len(kept()) == 1
    said = " ".join(method(Contents.of(again, "en")))
    assert f"no group of 1 to {given - 1} people" in said


@pytest.mark.usefixtures("_hundreds")
def test_what_is_erased_since_changes_nothing_of_it(
    owner_role: Callable[[], AbstractContextManager[None]],
) -> None:
    first = editions.published(QUARTER)
    officer, now = factories.actor("dpo"), clock.now()
    came = Arrival.objects.filter(occurred_at__date__range=(QUARTER.since, QUARTER.until))
    few = list(came.order_by("case__number").values_list("case", "person")[:30])
    # Told otherwise since; the history says what was told then, until it is emptied as well.
    Person.objects.filter(pk__in=[person for _case, person in few]).update(
        birth_date=date(1950, 5, 5), birth_precision="day"
    )
    assert editions._counted(QUARTER, 5).figures == first.figures
    cases = Case.objects.filter(pk__in=[case for case, _person in few])
    cases.update(stage="WITHDRAWN", stage_since=now - timedelta(days=800))
    for case in cases:
        casework.decide_to_erase(actor=officer, case=case, at=now - timedelta(days=8))
    with owner_role():
        assert len(emptying.erase_files()) == len(few)
    assert editions._counted(QUARTER, 5).figures != first.figures
    assert editions.published(QUARTER).figures == first.figures


def _never(_least: int) -> disclosure.Edition:
    raise AssertionError("counted again")


def test_what_cannot_be_read_now_is_not_counted_again() -> None:
    editions.published(QUARTER)
    [file] = kept()
    file.rename(file.with_name("aside"))
    file.mkdir()
    with pytest.raises(Refusal) as refused:
        keeping.first(QUARTER, 5, _never)
    assert refused.value.code == "statistics.kept_is_unreadable"
    assert file.is_dir()
    file.rmdir()
    file.with_name("aside").rename(file)
    assert keeping.first(QUARTER, 5, _never).period.until == QUARTER.until


@pytest.mark.parametrize("lacks", ["lock", "beside"])
def test_what_cannot_be_kept_is_not_given(lacks: str) -> None:
    made = editions.published(QUARTER)
    [file] = kept()
    file.unlink()
    blocked = file.with_name("lock") if lacks == "lock" else scratch() / file.name
    blocked.unlink(missing_ok=True)
    blocked.mkdir()
    try:
        with pytest.raises(Refusal) as refused:
            keeping.first(QUARTER, 5, lambda _least: made)
    finally:
        blocked.rmdir()
    assert refused.value.code == "statistics.cannot_be_kept"
    assert kept() == []
    assert keeping.first(QUARTER, 5, lambda _least: made) is made
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b'"until": "2019-12-31"', b'"until": "2019-12-30"'),
        (b'"since": "2019-10-01"', b'"since": null'),
        (b'"stream": null', b'"stream": "AVR"'),
        (b'"threshold": 5', b'"threshold": null'),
    ],
)
def test_what_is_no_edition_of_the_quarter_is_not_given_as_one(was: bytes, becomes: bytes) -> None:
    first = editions.published(QUARTER)
    [file] = kept()
    told = file.read_bytes()
    file.write_bytes(told.replace(was, becomes))
    assert file.read_bytes() != told
    again = editions.published(QUARTER)
    assert (again.period, again.threshold) == (first.period, first.threshold)
    assert file.read_bytes() == told


def test_another_database_in_the_same_home_is_not_given_it() -> None:
    first = editions.published(QUARTER)
    [file] = kept()
    made: list[int] = []
    now = clock.now()

    def make(least: int) -> disclosure.Edition:
        made.append(least)
        return first

    JournalEntry.objects.create(
        number=0, occurred_at=now, recorded_at=now, actor_kind="system", code="another.house"
    )
    keeping.first(QUARTER, 5, make)
    assert made == [5]
    assert len(kept()) == 2
    assert file in kept()


def test_what_is_inside_is_never_taken_for_what_was_published() -> None:
    first = editions.published(QUARTER)
    [file] = kept()
    inside = file.read_bytes().replace(b'"public": true', b'"public": false')
    file.write_bytes(inside)
    assert editions.published(QUARTER).figures == first.figures
    assert b'"public": true' in file.read_bytes()


@pytest.mark.usefixtures("_hundreds")
def test_of_two_made_at_once_everybody_is_given_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # Beside this test's transaction nothing of it is seen: they would be of a house without people.
    monkeypatch.setattr(keeping, "_whose", lambda: "one")
    one = editions._counted(QUARTER, 5)
    Site.objects.filter(code="TAP").update(name="Otro nombre")
    two = editions._counted(QUARTER, 5)
    assert one.figures != two.figures
    found: list[disclosure.Edition] = []
    ways = [lambda made=made: found.append(keeping.first(QUARTER, 5, lambda _least: made))
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
