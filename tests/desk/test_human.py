"""One human being with several registrations, on one page: what each says, and what a person chose."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import Reading
from rumbo.casework.models import Case
from rumbo.casework.proposing import propose_for
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements.models import BookedSeat
from rumbo.registry import actions, joined
from rumbo.registry.models import AccessRequest, ChosenFact, Person, PossibleDuplicate
from rumbo.ui import words
from tests import factories
from tests.factories import movements as buses
from tests.factories import ready
from tests.factories.documents import shares
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
LATER = factories.MONDAY + timedelta(days=3)
OTHER = {"given_names": "Dilsia", "surname_1": "Mejía", "surname_2": "Paguada"}


def first(case: Case) -> Person:
    return Person.objects.get(pk=factories.people_of(case)[0].pk)


def pair_of(one: Case, other: Case) -> PossibleDuplicate:
    return actions.suspect_duplicate(
        actor=SYSTEM, earlier=first(one), later=first(other), probability=0.97, reasons=[]
    )


def joined_up(one: Case, other: Case) -> PossibleDuplicate:
    pair = pair_of(one, other)
    actions.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="SAME")
    return pair


def two(**changes) -> tuple[Case, Case]:
    """Two registrations of one person, the second with another spelling."""
    here = factories.registered()
    there = factories.registered(factories.new_person(identity=OTHER), when=LATER, **changes)
    return here, there


def url_of(case: Case) -> str:
    return reverse("desk:human", args=[first(case).pk])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_either_file_one_page_shows_both_registrations_and_both_histories() -> None:
    here, there = two()
    joined_up(here, there)
    client = client_for("registrar")
    for case in (here, there):
        assert f'href="{url_of(case)}"' in text(client, reverse("desk:case", args=[case.pk]))
        page = text(client, url_of(case))
        assert here.number in page
        assert there.number in page
        assert f'href="{reverse("desk:case", args=[there.pk])}"' in page
        assert page.count("Pidió ayuda para volver y quedó su registro.") == 2
        assert page.count("Se miraron dos registros parecidos") == 1
        assert "<h1>Dilsia Mejía Paguada</h1>" in page  # the newest, as nobody chose
        assert "por elegir" in page
    assert Reading.objects.filter(page="human").count() == 4


def test_a_file_that_is_joined_to_none_offers_no_such_page() -> None:
    alone = factories.registered()
    page = text(client_for("registrar"), reverse("desk:case", args=[alone.pk]))
    assert f'href="{url_of(alone)}"' not in page


def test_a_person_chooses_what_is_shown_and_takes_it_back_and_no_registration_changes() -> None:
    here, there = two()
    pair = joined_up(here, there)
    before = [(p.identity, p.version) for p in map(first, (here, there))]
    client, url = client_for("registrar"), url_of(here)
    assert client.post(url, {"show": "given_names:0"}).status_code == 302
    assert "<h1>Dilcia Waleska Mejía Paguada</h1>" in text(client, url)
    client.post(url, {"show": "given_names:1"})
    assert "<h1>Dilsia Mejía Paguada</h1>" in text(client, url_of(there))
    client.post(url, {"show": "given_names:0"})
    client.post(url, {"show": "given_names:"})
    assert "<h1>Dilsia Mejía Paguada</h1>" in text(client, url)
    assert ChosenFact.objects.count() == 4  # only ever added to
    assert [(p.identity, p.version) for p in map(first, (here, there))] == before
    client.post(url, {"show": "given_names:1"})
    actions.undo_merge(actor=factories.actor("registrar"), pair=pair)
    assert "<h1>Dilcia Waleska Mejía Paguada</h1>" in text(client, url)
    assert [(p.identity, p.version) for p in map(first, (here, there))] == before


@pytest.mark.parametrize(
    "show",
    ["", ":", "registered:0", "given_names:9", "given_names:-1", "x" * 5000, "sex:²", "sex:\x00"],
)
def test_a_choice_that_is_none_is_no_page(show: str) -> None:
    here, there = two()
    joined_up(here, there)
    assert client_for("registrar").post(url_of(here), {"show": show}).status_code == 404
    assert not ChosenFact.objects.exists()


def test_of_somebody_with_one_registration_nothing_is_chosen() -> None:
    with pytest.raises(Refusal) as refusal:
        actions.choose_fact(
            actor=factories.actor("registrar"), person=first(factories.registered()), fact="sex"
        )
    assert refusal.value.code == "registry.not_joined"


def test_the_last_word_about_a_fact_counts_whoever_was_joined_since() -> None:
    here, there = two()
    third = factories.registered()
    joined_up(here, there)
    actor = factories.actor("registrar")
    actions.choose_fact(actor=actor, person=first(here), fact="sex")
    joined_up(there, third)
    actions.choose_fact(actor=actor, person=first(third), fact="sex")
    people = [first(one).pk for one in (here, there, third)]
    assert joined.chosen_among(people) == {"sex": first(third).pk}
    actions.choose_fact(actor=actor, person=first(third), fact="sex", shown=False)
    assert joined.chosen_among(people) == {}


def test_of_another_office_it_is_said_that_somebody_is_there_and_nothing_else() -> None:
    here, there = two(at=elsewhere())
    joined_up(here, there)
    user = factories.user("registrar")
    client = Client()
    client.force_login(user)
    page = text(client, url_of(here))
    assert "Dilsia" not in page
    assert there.number not in page
    assert "en una oficina que no es la suya" in page
    assert page.count("Pidió ayuda para volver") == 1
    assert client.get(url_of(there)).status_code == 404
    AccessRequest.objects.create(
        person=first(there), asked_by=user.pk, asked_office=factories.office(), reason="x",
        granted=True, answered_at=clock.now(),
    )  # fmt: skip
    page = text(client, url_of(there))
    assert "Dilsia" in page
    assert page.count("Pidió ayuda para volver") == 2


def test_a_reserved_registration_leaves_no_gap_but_for_protection() -> None:
    here, there = two()
    joined_up(here, there)
    actions.seal_person(actor=factories.actor("protection"), person=first(there), why="IN_DANGER")
    page = text(client_for("registrar"), url_of(here))
    assert "Dilsia" not in page
    assert "en una oficina que no es la suya" not in page
    assert "1 registro<" in page
    assert client_for("registrar").get(url_of(there)).status_code == 404
    assert "Dilsia" in text(client_for("protection"), url_of(here))


@pytest.mark.parametrize("how", ["reserved", "another office"])
def test_a_choice_that_is_hidden_lets_no_older_one_return(how: str) -> None:
    here, there = two()
    at = None if how == "reserved" else elsewhere()
    newest = factories.registered(when=LATER + timedelta(days=1), at=at)
    joined_up(here, there)
    joined_up(there, newest)
    actor = factories.actor("registrar")
    actions.choose_fact(actor=actor, person=first(here), fact="given_names")
    url = url_of(here)
    assert "<h1>Dilcia Waleska Mejía Paguada</h1>" in text(client_for("registrar"), url)
    if how == "reserved":
        officer = factories.actor("protection")
        actions.seal_person(actor=officer, person=first(newest), why="IN_DANGER")
    actions.choose_fact(actor=actor, person=first(newest), fact="given_names")
    page = text(client_for("registrar"), url)
    assert "<h1>Dilsia Mejía Paguada</h1>" in page  # their own newest, as nobody chose
    assert "por elegir" in page


@pytest.mark.parametrize("how", ["reserved", "another office"])
def test_a_no_that_is_hidden_holds_and_is_not_said_to_be_somewhere(how: str) -> None:
    here, there = two(at=None if how == "reserved" else elsewhere())
    shares(here, "CONSULATE")
    shares(there, "CONSULATE", given=False)
    joined_up(here, there)
    if how == "reserved":
        officer = factories.actor("protection")
        actions.seal_person(actor=officer, person=first(there), why="IN_DANGER")
    page = text(client_for("registrar"), url_of(here))
    assert "en otro que no" not in page


def test_what_another_compartment_holds_is_not_told_in_the_history() -> None:
    here, there = two()
    actions.seal_person(actor=factories.actor("protection"), person=first(there), why="IN_DANGER")
    actions.unseal_person(actor=factories.actor("protection"), person=first(there), why="MISTAKE")
    joined_up(here, there)
    assert "reservado" not in text(client_for("registrar"), url_of(here))
    assert "reservado" in text(client_for("protection"), url_of(here))


def test_the_narrower_answer_holds_and_the_page_says_so() -> None:
    here, there = two()
    shares(here, "CONSULATE")
    shares(there, "CONSULATE", given=False)
    client = client_for("registrar")
    assert "vale el no" not in text(client, url_of(here))
    joined_up(here, there)
    assert "En un registro dijo que sí y en otro que no: vale el no." in text(client, url_of(here))


@pytest.mark.parametrize("role", ["movements", "field", "dpo", "donor", "coordinator", "health"])
def test_a_role_that_does_not_decide_finds_no_such_page(role: str) -> None:
    here, there = two()
    pair = joined_up(here, there)
    assert client_for(role).get(url_of(here)).status_code == 404
    assert client_for(role).get(reverse("desk:help_given", args=[pair.pk])).status_code == 404


def test_two_people_whom_a_chain_joined_are_named() -> None:
    here, there = two()
    third = factories.registered()
    actor = factories.actor("registrar")
    actions.decide_duplicate(actor=actor, pair=pair_of(here, third), decision="DIFFERENT")
    joined_up(here, there)
    client = client_for("registrar")
    assert "son de personas distintas" not in text(client, url_of(here))
    joined_up(there, third)
    assert "son de personas distintas" in text(client, url_of(here))


class TestHelpGivenTwice:
    """Whoever was taken home under two registrations is looked at, and nothing is refused."""

    def travelled(self) -> Case:
        case = buses.ready_alone()
        buses.departed(case)
        return case

    def help_of(self, pair: PossibleDuplicate) -> str:
        return text(client_for("registrar"), reverse("desk:help_given", args=[pair.pk]))

    def test_both_travelled(self) -> None:
        ready.reference()
        one, other = self.travelled(), self.travelled()
        pair = pair_of(one, other)
        assert "Viajó con ayuda bajo más de un registro" in self.help_of(pair)
        joined_up(one, other)  # flagged, never refused
        page = text(client_for("registrar"), url_of(one))
        assert "Viajó con ayuda bajo más de un registro" in page
        assert "No impide nada" in page

    def test_of_a_journey_that_is_masked_no_day_is_told(self) -> None:
        ready.reference()
        far = ready.make_ready(factories.registered(at=elsewhere()))
        one = self.travelled()
        buses.departed(far)
        joined_up(far, one)
        day = words.day_table(buses.LEAVES.date())
        page = text(client_for("registrar"), url_of(one))
        [told] = re.findall(r"<p>([^<]*No impide nada[^<]*)</p>", page)
        assert told.count(day) == 1  # their own
        assert "Ya viajó con ayuda" in told
        assert "Viajó con ayuda bajo un registro de otra oficina." in told
        Case.objects.filter(pk=one.pk).update(stage="ELIGIBILITY")
        BookedSeat.objects.filter(person=first(one)).update(state="NO_SHOW")
        page = text(client_for("registrar"), url_of(one))
        [told] = re.findall(r"<p>([^<]*No impide nada[^<]*)</p>", page)
        assert "otra oficina. Otro expediente suyo sigue en marcha." in told
        assert day not in told

    def test_one_travelled_and_another_file_goes_on(self) -> None:
        ready.reference()
        one, other = self.travelled(), factories.registered()
        told = self.help_of(pair_of(one, other))
        assert "Ya viajó con ayuda" in told
        assert "Otro expediente suyo sigue en marcha." in told

    def test_two_files_go_on(self) -> None:
        told = self.help_of(pair_of(*two()))
        assert "más de un expediente en marcha" in told

    def test_one_journey_and_nothing_more_is_nothing_to_look_at(self) -> None:
        ready.reference()
        one, other = self.travelled(), factories.registered()
        Case.objects.filter(pk=other.pk).update(stage="WITHDRAWN")
        assert "notice" not in self.help_of(pair_of(one, other))

    def test_a_seat_on_which_nobody_left_is_no_journey(self) -> None:
        ready.reference()
        waiting = buses.ready_alone()
        buses.booked(waiting, buses.departure())
        told = self.help_of(pair_of(waiting, factories.registered()))
        assert "más de un expediente en marcha" in told
        assert "viajó" not in told

    def test_the_list_of_pairs_marks_where_help_came_twice_or_may(self) -> None:
        ready.reference()
        one, other = self.travelled(), factories.registered()
        pair = pair_of(one, other)
        pair_of(*two())  # two files go on, nobody travelled: nothing to mark
        url = reverse("registry:duplicates")
        page = text(client_for("registrar"), url)
        assert page.count("ya viajó con ayuda") == 1
        marked = next(item for item in page.split("<li") if "ya viajó con ayuda" in item)
        assert str(pair.pk) in marked
        Case.objects.filter(pk=other.pk).update(stage="WITHDRAWN")
        assert "ya viajó con ayuda" not in text(client_for("registrar"), url)

    def test_of_two_people_no_pair_is_marked(self) -> None:
        ready.reference()
        pair = pair_of(self.travelled(), factories.registered())
        actions.decide_duplicate(
            actor=factories.actor("registrar"), pair=pair, decision="DIFFERENT"
        )
        url = reverse("registry:duplicates") + "?estado=distintas"
        page = text(client_for("registrar"), url)
        assert str(pair.pk) in page
        assert "ya viajó con ayuda" not in page

    def test_the_list_counts_a_chain_of_registrations(self) -> None:
        ready.reference()
        journey, between, new = self.travelled(), factories.registered(), factories.registered()
        Case.objects.filter(pk=between.pk).update(stage="WITHDRAWN")
        joined_up(journey, between)
        pair = pair_of(between, new)
        page = text(client_for("registrar"), reverse("registry:duplicates"))
        assert str(pair.pk) in page
        assert page.count("ya viajó con ayuda") == 1

    def test_the_list_does_not_tell_it_of_somebody_masked(self) -> None:
        ready.reference()
        far = factories.registered(at=elsewhere())
        pair_of(far, self.travelled())
        page = text(client_for("registrar"), reverse("registry:duplicates"))
        assert "alguien de otra oficina" in page
        assert "ya viajó con ayuda" not in page

    def test_eligibility_is_looked_at_by_somebody_and_nobody_is_refused(self) -> None:
        ready.reference()
        one, other = self.travelled(), factories.registered()
        before = propose_for(other, clock.today())
        assert "DUPLICATE_PRIOR_ASSIST" not in {reason.code for reason, _ in before.reasons}
        joined_up(one, other)
        after = propose_for(other, clock.today())
        told = {reason.code: reason.outcome for reason, _ in after.reasons}
        assert told["DUPLICATE_PRIOR_ASSIST"] == "LOOK"
        assert after.eligible is before.eligible is None
        # What they travelled with this very file is no earlier help.
        own = {reason.code for reason, _ in propose_for(one, clock.today()).reasons}
        assert "DUPLICATE_PRIOR_ASSIST" not in own

    def test_a_reserved_journey_is_not_told_to_who_decides(self) -> None:
        ready.reference()
        one, other = self.travelled(), factories.registered()
        joined_up(one, other)
        Person.objects.filter(pk=first(one).pk).update(sealed=True)
        told = {reason.code for reason, _ in propose_for(other, clock.today()).reasons}
        assert "DUPLICATE_PRIOR_ASSIST" not in told

    def test_who_is_masked_or_reserved_is_not_told_of(self) -> None:
        far = pair_of(factories.registered(at=elsewhere()), factories.registered())
        hidden = pair_of(
            factories.registered(), factories.registered(factories.new_person(sealed=True))
        )
        for pair in (far, hidden):
            url = reverse("desk:help_given", args=[pair.pk])
            assert client_for("registrar").get(url).status_code == 404
