"""The nightly comparison of the registry with itself: who is there twice is asked about, once."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.common.refusal import Refusal
from rumbo.registry import actions as registry
from rumbo.registry import jobs, linking, queries
from rumbo.registry.actions import linking as nightly
from rumbo.registry.models import Individual, Linking, Person, PossibleDuplicate
from tests import factories
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db

# As two booths wrote the same people down, each in a sheet of its own.
SHEETS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (
        {"given_names": "Wilmer Adonay", "surname_1": "Zelaya", "surname_2": "Discua"},
        {"given_names": "Wilmer", "surname_1": "Selaya", "surname_2": "Discua"},
    ),
    (
        {"given_names": "Xiomara", "surname_1": "Paguada", "surname_2": "Tábora"},
        {"given_names": "Xiomara", "surname_1": "Tabora", "surname_2": "Paguada"},
    ),
    (
        {"given_names": "José Nahún", "surname_1": "Cantarero", "surname_2": "Ulloa"},
        {"given_names": "Nahun", "surname_1": "Cantarero", "surname_2": "Uyoa"},
    ),
]
BORN = (date(1990, 5, 14), date(1984, 11, 2), date(1999, 1, 30))
OTHERS = [
    {"given_names": given, "surname_1": one, "surname_2": two}
    for given, one, two in (
        ("Kevin Ariel", "López", "Fúnez"),
        ("Mirna Elizabeth", "Sorto", "Matute"),
        ("Óscar Danilo", "Turcios", "Amaya"),
        ("Gladys", "Urbina", "Coello"),
    )
]


def somebody(identity: dict[str, Any], born: date, at: Office | None = None) -> Person:
    """One person who registered alone."""
    person = factories.new_person(identity=identity, birth_date=born)
    return factories.people_of(factories.registered(person, at=at))[0]


def both_sheets() -> list[tuple[Person, Person]]:
    """Everybody of both sheets, and some people who stand in one alone; the pairs."""
    first = [somebody(one, born) for (one, _), born in zip(SHEETS, BORN, strict=True)]
    for place, identity in enumerate(OTHERS):
        somebody(identity, date(1970 + 4 * place, 3 + place, 9))
    there = elsewhere()
    second = [somebody(two, born, there) for (_, two), born in zip(SHEETS, BORN, strict=True)]
    return list(zip(first, second, strict=True))


def go_on() -> Linking:
    """Run the job that was put off last."""
    job = ProcrastinateJob.objects.filter(task_name="registry.link_some").latest("id")
    jobs.link_some(**job.args)
    return Linking.objects.latest("number")


def night() -> Linking:
    """Run the nightly job and what it puts off, to the end."""
    jobs.link(timestamp=0)
    row = go_on()
    while row.finished_at is None:
        row = go_on()
    return row


def asked() -> set[tuple[Any, Any]]:
    return set(PossibleDuplicate.objects.values_list("earlier", "later"))


def ids(pairs: Sequence[tuple[Person, Person]]) -> set[tuple[Any, Any]]:
    return {(one.pk, other.pk) for one, other in pairs}


def test_the_pairs_of_two_sheets_are_found_with_reasons_and_nobody_is_merged() -> None:
    pairs = both_sheets()
    row = night()
    assert asked() == ids(pairs)
    assert (row.suspected, row.done_no) == (3, max(p.search_no for p in Person.objects.all()))
    for pair in PossibleDuplicate.objects.all():
        assert "SAME_BIRTH_DATE" in pair.reasons
        assert linking.SUSPECTED <= pair.probability <= 1
        assert (pair.compartment, pair.decision) == ("bio", "")
        assert pair.office_id == pair.later.office_id
    assert not Individual.objects.exists()
    assert not Person.objects.exclude(individual=None).exists()


def test_it_goes_on_stretch_by_stretch_and_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = both_sheets()
    monkeypatch.setattr(nightly, "STRETCH", 2)
    monkeypatch.setattr(linking, "PORTION", 1)
    assert night().finished_at is not None
    assert ProcrastinateJob.objects.filter(task_name="registry.link_some").count() == 5
    assert asked() == ids(pairs)


def test_one_that_was_stopped_goes_on_where_it_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = both_sheets()
    monkeypatch.setattr(nightly, "STRETCH", 4)
    jobs.link(timestamp=0)
    stopped = go_on()
    assert stopped.finished_at is None
    assert stopped.done_no > stopped.first_no
    row = night()
    assert (row.pk, Linking.objects.count()) == (stopped.pk, 1)
    assert row.finished_at is not None
    assert asked() == ids(pairs)


def test_a_job_that_was_put_off_twice_does_the_work_once(monkeypatch: pytest.MonkeyPatch) -> None:
    both_sheets()
    monkeypatch.setattr(nightly, "STRETCH", 5)
    jobs.link(timestamp=0)
    jobs.link(timestamp=0)
    first, second = ProcrastinateJob.objects.filter(task_name="registry.link_some").order_by("id")
    assert first.args == second.args
    jobs.link_some(**first.args)
    done = Linking.objects.get()
    jobs.link_some(**second.args)
    row = Linking.objects.get()
    assert (row.done_no, row.finished_at) == (done.done_no, None)
    assert ProcrastinateJob.objects.filter(task_name="registry.link_some").count() == 3


@pytest.mark.parametrize("decision", ["SAME", "DIFFERENT", "UNKNOWN", ""])
def test_a_pair_that_was_asked_about_is_not_asked_again(decision: str) -> None:
    (first, *_others) = both_sheets()
    # As somebody put it, the other way round.
    pair = registry.suspect_duplicate(
        actor=SYSTEM, earlier=first[1], later=first[0], probability=0.4, reasons=["SAME_PLACE"]
    )
    if decision:
        officer = factories.actor("registrar", at=first[1].office)
        registry.decide_duplicate(actor=officer, pair=pair, decision=decision)
    assert night().suspected == 2
    pair.refresh_from_db()
    assert (pair.decision, pair.probability, pair.reasons) == (decision, 0.4, ["SAME_PLACE"])
    assert (first[0].pk, first[1].pk) not in asked()


def test_two_who_were_joined_by_way_of_a_third_are_not_asked_about() -> None:
    first, second = both_sheets()[0]
    third = somebody(SHEETS[0][0], BORN[0])
    officer = factories.actor("registrar")
    for other in (first, second):
        pair = registry.suspect_duplicate(
            actor=SYSTEM, earlier=other, later=third, probability=0.9, reasons=[]
        )
        registry.decide_duplicate(actor=officer, pair=pair, decision="SAME")
    assert night().suspected == 2
    assert (first.pk, second.pk) not in asked()


def test_a_sealed_person_goes_to_protection_alone() -> None:
    pairs = both_sheets()
    registry.seal_person(actor=factories.actor("protection"), person=pairs[0][0], why="IN_DANGER")
    night()
    rows = {pair.earlier_id: pair for pair in PossibleDuplicate.objects.all()}
    assert rows[pairs[0][0].pk].compartment == "protection"
    assert rows[pairs[1][0].pk].compartment == "bio"
    entries = JournalEntry.objects.filter(code="registry.duplicate_suspected")
    told = dict(entries.values_list("person_id", "compartment"))
    assert told[pairs[0][1].pk] == "protection"


def test_two_of_one_family_who_came_together_are_not_asked_about() -> None:
    twin = {"given_names": "Wilmer Adonay", "surname_1": "Zelaya", "surname_2": "Discua"}
    factories.registered(
        *(factories.new_person(identity=twin, birth_date=BORN[0]) for _ in range(2))
    )
    assert night().suspected == 0


def test_the_next_night_compares_only_who_is_new_or_was_corrected() -> None:
    pairs = both_sheets()
    stranger = Person.objects.order_by("search_no")[len(SHEETS)]
    assert pairs[2][0].search_no < stranger.search_no < pairs[2][1].search_no
    first = night()
    second = night()
    assert (second.pk > first.pk, second.compared, second.suspected) == (True, 0, 0)
    newcomer = somebody(SHEETS[1][1], BORN[1])
    third = night()
    assert (newcomer.search_no, third.suspected) == (third.last_no, 2)
    assert 0 < third.compared < first.compared
    # An earlier registration that is mended is compared with those after it as well.
    _correct(stranger, **SHEETS[2][0], birth_date=BORN[2])
    assert night().suspected == 2
    assert asked() >= {(pairs[2][0].pk, stranger.pk), (stranger.pk, pairs[2][1].pk)}


def _correct(person: Person, *, birth_date: date, **identity: str) -> None:
    person.refresh_from_db()
    registry.correct_person(
        actor=factories.actor("registrar"),
        person=person,
        correction=replace(queries.as_registered(person), identity=identity, birth_date=birth_date),
    )


def test_nobodys_name_is_in_a_job_a_log_or_a_file(
    caplog: pytest.LogCaptureFixture, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    both_sheets()
    with caplog.at_level(logging.DEBUG):
        night()
    told = repr([job.args for job in ProcrastinateJob.objects.all()])
    told += repr(list(Linking.objects.values_list())) + caplog.text
    assert not [word for word in ("Zelaya", "Selaya", "Wilmer", "1990-05-14") if word in told]
    assert not list(tmp_path.iterdir())


def test_an_empty_registry_has_nothing_to_compare() -> None:
    row = night()
    assert (row.last_no, row.compared, row.suspected) == (0, 0, 0)


def test_nobody_but_the_house_links_a_registry_by_name() -> None:
    with pytest.raises(Refusal):
        registry.begin_linking(actor=factories.actor("monitoring"))


def test_the_page_of_pairs_says_how_far_the_night_came(monkeypatch: pytest.MonkeyPatch) -> None:
    both_sheets()
    client = client_for("registrar")
    page = reverse("registry:duplicates")
    assert "El registro entero" not in client.get(page).content.decode()
    monkeypatch.setattr(nightly, "STRETCH", 4)
    jobs.link(timestamp=0)
    row = go_on()
    html = client.get(page).content.decode()
    assert "se está comparando" in html
    assert f'aria-valuemax="{row.whole}" aria-valuenow="{row.done}"' in html
    night()
    assert "se comparó por última vez" in client.get(page).content.decode()
