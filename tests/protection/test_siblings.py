"""Sisters and brothers registered apart: found by protection alone, and never split again."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.models import Office
from rumbo.access.queries import reader_of
from rumbo.access.values import Actor
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, EligibilityDecision, Task
from rumbo.casework.values import FamilyWord
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat
from rumbo.protection import actions as protection
from rumbo.protection import queries, siblings
from rumbo.protection.models import Siblings
from rumbo.readiness import queries as readiness
from rumbo.registry.belonging import kept_about_people
from rumbo.registry.models import Person
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as buses
from tests.factories.children import BOY
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
SISTER: dict[str, Any] = {
    "identity": {**BOY["identity"], "given_names": "Génesis Nicolle"},
    "sex": "F",
    "birth_date": date(2014, 9, 9),
}


@pytest.fixture
def officer() -> Actor:
    return factories.actor("child_officer")


def registered(at: Office | None = None, **changes: Any) -> tuple[Case, Person]:
    return children.boy(at=at, **changes)


def named(**changes: str) -> dict[str, Any]:
    return {**SISTER, "identity": {**SISTER["identity"], **changes}}


def pairs() -> list[Siblings]:
    return list(Siblings.objects.all())


def presumed(pair: tuple[Case, Person]) -> None:
    protection.presume_child_alone(
        actor=factories.actor("registrar"), case=pair[0], person=pair[1], at=factories.MONDAY
    )


@pytest.fixture
def two(officer: Actor) -> tuple[Case, Case, Siblings]:
    """A boy and his sister in two files of one office, confirmed."""
    boy, girl = registered(), registered(**SISTER)
    pair = protection.suspect_siblings(actor=officer, person=boy[1], other=girl[1])
    protection.decide_siblings(actor=officer, pair=pair, decision="SIBLINGS")
    pair.refresh_from_db()
    return boy[0], girl[0], pair


def test_a_sister_in_another_office_is_found_by_her_parents(officer: Actor) -> None:
    girl = registered(at=elsewhere(), **SISTER)
    boy = registered()
    presumed(boy)
    (pair,) = pairs()
    assert (pair.earlier, pair.later) == (girl[1], boy[1])
    assert set(pair.reasons) == {"MOTHER", "FATHER"}
    assert {pair.office_id, pair.other_office_id} == {boy[0].office_id, girl[0].office_id}
    asked = Task.objects.open().filter(code="SIBLINGS")
    assert {t.case_id for t in asked} == {boy[0].pk, girl[0].pk}
    assert {(t.role, t.compartment) for t in asked} == {("child_officer", "protection")}
    presumed(boy)
    protection.look_for_siblings(actor=officer, person=boy[1])
    assert len(pairs()) == 1


def test_nobody_outside_protection_learns_that_one_was_found() -> None:
    registered(**SISTER)
    boy = registered()
    presumed(boy)
    told = JournalEntry.objects.filter(code__contains="sibling")
    assert told.exists()
    assert set(told.values_list("compartment", flat=True)) == {"protection"}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"mother": "Reina Ysabel Paguada", "father": ""}, ("MOTHER",)),
        ({"mother": "Reina Paguada"}, ("MOTHER", "FATHER")),
        ({"mother": "", "father": ""}, ()),
        ({"mother": "Marta López", "father": "José Mejía"}, ("DIFFERS",)),
        ({"mother": "Reina", "father": ""}, ("DIFFERS",)),
    ],
    ids=["by sound", "one name left out", "nothing known", "others", "a first name alone"],
)
def test_what_speaks_for_siblings(changes: dict[str, str], found: tuple[str, ...]) -> None:
    boy, girl = registered(), registered(**named(**changes))
    assert siblings.reasons_for(boy[1], girl[1]) == found
    presumed(boy)
    assert len(pairs()) == (1 if found and "DIFFERS" not in found else 0)


def test_an_adult_and_a_child_of_the_same_file_are_not_looked_for() -> None:
    grown = {**SISTER, "birth_date": date(2000, 1, 1)}
    registered(**grown)
    boy = registered()
    presumed(boy)
    assert pairs() == []


def test_children_of_the_same_sheet_are_found_whatever_they_are_called() -> None:
    boy, girl = registered(), registered(**named(surname_1="Soto", mother="", father=""))
    for case in (boy[0], girl[0]):
        case.group.sheet_folio = "CV-118"
        case.group.save(update_fields=["sheet_folio"])
    presumed(boy)
    assert [pair.reasons for pair in pairs()] == [["GROUP"]]


def test_a_sister_who_comes_later_with_an_aunt_is_found_the_next_morning() -> None:
    boy = registered()
    presumed(boy)
    registered(**SISTER)
    assert pairs() == []
    assert protection.look_for_all() == 1
    assert len(pairs()) == 1


def test_one_decides_and_nobody_decides_again(officer: Actor) -> None:
    boy, girl = registered(), registered(**SISTER)
    presumed(boy)
    (pair,) = pairs()
    with pytest.raises(Refusal, match="otra función"):
        protection.decide_siblings(
            actor=factories.actor("counsellor"), pair=pair, decision="SIBLINGS"
        )
    protection.decide_siblings(actor=officer, pair=pair, decision="NOT_SIBLINGS", base_version=1)
    with pytest.raises(Refusal, match="ya lo decidió"):
        protection.decide_siblings(actor=officer, pair=pair, decision="SIBLINGS")
    with pytest.raises(Refusal, match="Primero se confirma"):
        protection.reunite_siblings(actor=officer, pair=pair)
    assert not Task.objects.open().filter(code="SIBLINGS").exists()
    assert queries.siblings_apart([boy[0].pk, girl[0].pk]) == {}


def test_what_was_denied_by_mistake_is_asked_again_when_somebody_names_it(officer: Actor) -> None:
    boy, girl = registered(), registered(**SISTER)
    presumed(boy)
    (pair,) = pairs()
    protection.decide_siblings(actor=officer, pair=pair, decision="NOT_SIBLINGS")
    protection.look_for_siblings(actor=officer, person=boy[1])
    assert not Siblings.objects.open().exists()
    protection.suspect_siblings(actor=officer, person=girl[1], other=boy[1], reasons=("HAND",))
    again = Siblings.objects.open().get()
    assert (again.reasons[-1], again.version) == ("HAND", 3)
    assert Task.objects.open().filter(code="SIBLINGS").count() == 2
    protection.decide_siblings(actor=officer, pair=pair, decision="SIBLINGS")
    assert queries.siblings_apart([boy[0].pk]) == {boy[0].pk: [girl[0]]}


def test_what_was_confirmed_by_mistake_is_taken_back_by_another(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    boy, girl, pair = two
    page = reverse("protection:siblings", args=[boy.pk, pair.earlier_id])
    assert "Fue un error" in client_for("protection").get(page).text
    with pytest.raises(Refusal, match="otra persona"):
        protection.take_back_siblings(actor=officer, pair=pair)
    other = client_for("protection")
    url = reverse("protection:siblings_decide", args=[boy.pk, pair.earlier_id, pair.pk, "undo"])
    assert other.post(url, {"version": str(pair.version)}).status_code == 303
    assert queries.siblings_apart([boy.pk, girl.pk]) == {}
    assert Siblings.objects.open().exists()
    assert not Task.objects.open().filter(code="REUNITE").exists()
    with pytest.raises(Refusal, match="Primero se confirma"):
        protection.take_back_siblings(actor=factories.actor("protection"), pair=pair)


def test_who_is_in_one_file_is_not_parted_by_taking_it_back(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    protection.reunite_siblings(actor=officer, pair=two[2], at=buses.BEFORE)
    with pytest.raises(Refusal, match="dos expedientes"):
        protection.take_back_siblings(actor=factories.actor("protection"), pair=two[2])


def test_siblings_are_two_children_with_a_file(officer: Actor) -> None:
    boy = registered()
    with pytest.raises(Refusal, match="la misma persona"):
        protection.suspect_siblings(actor=officer, person=boy[1], other=boy[1])


def test_two_in_two_files_are_one_group_at_every_gate(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    ready.reference()
    boy, girl, _pair = two
    children.make_ready(officer, boy)
    plan = ready.plan(mode="AIR")
    standing = readiness.effective(boy, plan=plan, today=buses.BEFORE.date())
    assert (standing.may_book, standing.may_confirm) == (False, False)
    assert [lack.code for lack in standing.people[0].missing if lack.gate == "BOOK"] == [
        "SIBLINGS_APART"
    ]
    plane = children.flight()
    with pytest.raises(Refusal, match="hermana o hermano"):
        buses.booked(boy, plane)
    children.make_ready(officer, girl)
    assert readiness.effective(boy, plan=plan, today=buses.BEFORE.date()).may_confirm
    buses.booked(boy, plane)


def test_two_in_two_files_fly_on_one_departure(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    ready.reference()
    for case in two[:2]:
        children.make_ready(officer, case)
    plane, other = children.flight(), children.flight()
    buses.booked(two[0], plane)
    with pytest.raises(Refusal, match="viajan en la misma"):
        buses.booked(two[1], other)
    with pytest.raises(Refusal, match="Falta el lugar de su hermana"):
        movements.close_manifest(
            actor=factories.actor("movements", "child_officer"), departure=plane, at=buses.BEFORE
        )
    buses.booked(two[1], plane)
    movements.close_manifest(actor=factories.actor("movements"), departure=plane, at=buses.BEFORE)


def test_reunited_they_are_one_file_and_its_decision_is_made_anew(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    ready.reference()
    boy, girl, pair = two
    for case in (boy, girl):
        children.make_ready(officer, case)
    plane = children.flight()
    buses.booked(boy, plane)
    joined = protection.reunite_siblings(actor=officer, pair=pair, at=buses.BEFORE)
    people = factories.people_of(joined)
    live = [p for p in people if queries.case_of(p) == joined]
    assert {p.pk for p in live} == {pair.earlier_id, pair.later_id}
    relations = joined.group.members.filter(left_at=None).order_by("position")
    assert [m.relation for m in relations] == ["HEAD", "SIBLING"]
    girl.refresh_from_db()
    assert girl.stage == "CLOSED"
    assert not BookedSeat.objects.live().exists()
    assert not EligibilityDecision.objects.filter(case=joined, revoked_at=None).exists()
    assert Task.objects.open().filter(case=joined, code="DECIDE_JOINED").exists()
    assert queries.siblings_apart([joined.pk]) == {}


@pytest.fixture
def far(officer: Actor) -> tuple[Case, Case, Siblings]:
    """A boy of one office and his sister, who came later to another; an officer said that they are."""
    boy, girl = registered(), registered(at=elsewhere(), **SISTER)
    pair = protection.suspect_siblings(actor=officer, person=boy[1], other=girl[1])
    protection.decide_siblings(actor=officer, pair=pair, decision="SIBLINGS")
    pair.refresh_from_db()
    return boy[0], girl[0], pair


def test_who_is_of_two_offices_travels_together_until_they_are_joined(
    far: tuple[Case, Case, Siblings],
) -> None:
    boy, girl, _pair = far
    assert queries.siblings_apart([boy.pk]) == {boy.pk: [girl]}
    assert queries.siblings_apart([girl.pk]) == {girl.pk: [boy]}


def test_no_office_takes_a_child_away_and_no_one_person_gives_it(
    officer: Actor, far: tuple[Case, Case, Siblings]
) -> None:
    *_files, pair = far
    with pytest.raises(Refusal, match="la oficina Tijuana"):
        protection.reunite_siblings(actor=factories.actor("protection"), pair=pair)
    theirs = factories.actor("child_officer", at=elsewhere())
    Siblings.objects.filter(pk=pair.pk).update(decided_by=theirs.id)
    with pytest.raises(Refusal, match="otra persona"):
        protection.reunite_siblings(actor=theirs, pair=pair)
    with pytest.raises(Refusal, match="otra función"):
        protection.reunite_siblings(actor=factories.actor("counsellor", at=elsewhere()), pair=pair)
    assert {case.group.members.filter(left_at=None).count() for case in far[:2]} == {1}


def test_a_sister_of_another_office_comes_with_everything_that_is_kept_about_her(
    officer: Actor, far: tuple[Case, Case, Siblings]
) -> None:
    ready.reference()
    boy, girl, pair = far
    her = pair.later
    children.make_ready(officer, girl)
    theirs = factories.actor("child_officer", at=elsewhere())
    joined = protection.reunite_siblings(actor=theirs, pair=pair, at=buses.BEFORE)
    assert joined == boy
    assert queries.siblings_apart([boy.pk]) == {}
    assert [p.pk for p in factories.people_of(boy)] == [pair.earlier_id, her.pk]
    left = {
        model._meta.label: model._default_manager.filter(**{path: her})
        .exclude(office=boy.office)
        .count()
        for model, path in kept_about_people()
    }
    assert not {label for label, count in left.items() if count}
    assert Person.objects.get(pk=her.pk).office == boy.office
    ours, far_away = (
        factories.user("child_officer"),
        factories.user("child_officer", at=elsewhere()),
    )
    for user, sees in ((ours, True), (far_away, False)):
        with reading(reader_of(user, buses.BEFORE.date())) as reader:
            assert Person.objects.visible_to(reader).filter(pk=her.pk).exists() is sees
            assert (queries.way_seen(reader, boy, her).decision == "RETURN") is sees
            assert bool(queries.pairs_seen(reader, [her.pk])) is sees
    task = Task.objects.open().get(code="FILE_CAME")
    assert (task.case, task.person, task.office) == (boy, her, boy.office)
    assert not Task.objects.open().filter(code="REUNITE").exists()
    girl.refresh_from_db()
    assert girl.stage == "CLOSED"
    entry = JournalEntry.objects.get(code="registry.office_changed")
    assert entry.person_id == her.pk


def test_what_is_asked_of_both_files_as_a_whole_is_asked_once(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    for case in two[:2]:
        casework.open_task(actor=officer, case=case, role="counsellor", code="SHELTER")
    protection.reunite_siblings(actor=officer, pair=two[2], at=buses.BEFORE)
    assert Task.objects.open().filter(code="SHELTER").count() == 1


def test_the_page_says_where_the_file_goes_to_who_may_give_it_alone(
    far: tuple[Case, Case, Siblings],
) -> None:
    boy, girl, pair = far
    here = reverse("protection:siblings", args=[boy.pk, pair.earlier_id])
    ours = client_for("child_officer").get(here).text
    assert "una oficial de la oficina Tijuana, que entrega su expediente" in ours
    assert "Juntarlos en un expediente" not in ours
    there = client_for("child_officer", at=elsewhere())
    page = there.get(reverse("protection:siblings", args=[girl.pk, pair.later_id])).text
    assert "pasan a la oficina Tapachula" in page
    answer = there.post(
        reverse("protection:siblings_decide", args=[girl.pk, pair.later_id, pair.pk, "join"]),
        {"version": str(pair.version)},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert queries.case_of(pair.later) == boy


def test_a_sister_who_left_before_holds_nobody_back(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    boy, girl, _pair = two
    assert queries.siblings_apart([boy.pk]) == {boy.pk: [girl]}
    Case.objects.filter(pk=girl.pk).update(stage="IN_TRANSIT")
    assert queries.siblings_apart([boy.pk]) == {}


def test_two_of_one_file_have_nothing_to_be_reunited(officer: Actor) -> None:
    boy = factories.new_person(**BOY)
    girl = factories.new_person(**{**BOY, **SISTER}, relation="SIBLING")
    case = factories.registered(boy, girl)
    one, other = factories.people_of(case)
    pair = protection.suspect_siblings(actor=officer, person=one, other=other)
    protection.decide_siblings(actor=officer, pair=pair, decision="SIBLINGS")
    assert not Task.objects.open().filter(code="REUNITE").exists()


def test_siblings_of_one_file_are_never_split() -> None:
    boy = factories.new_person(**BOY)
    girl = factories.new_person(**SISTER, guardian_relation="NONE", relation="SIBLING")
    uncle = factories.new_person(relation="OTHER_RELATIVE", sex="M")
    aunt = factories.new_person(relation="OTHER_RELATIVE")
    case = factories.registered(boy, girl, uncle, aunt)
    people = factories.people_of(case)
    word = FamilyWord(said="Se van por separado.", on=factories.MONDAY.date())
    with pytest.raises(Refusal, match="se separa"):
        casework.split_group(
            actor=factories.actor("coordinator"), case=case, staying=[people[1], people[3]],
            word=word, at=factories.MONDAY,
        )  # fmt: skip
    casework.split_group(
        actor=factories.actor("coordinator"), case=case, staying=[people[3]], word=word,
        at=factories.MONDAY,
    )  # fmt: skip
