"""Many invented people at once: the rows of the verbs, and a waiting list worth looking at."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from rumbo.access.entry import reading
from rumbo.access.values import EVERYTHING
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework import queries
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.casework.ready import NOT_YET, READY
from rumbo.common import clock
from rumbo.common.ids import Drawn
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import Declaration, Session, ShareConsent, VoluntarinessFinding
from rumbo.demo import bulk, carrying, cut_off, parts, world
from rumbo.demo.carrying import Carried, Desks
from rumbo.demo.chance import Chance
from rumbo.demo.parts import Part
from rumbo.demo.people import People
from rumbo.demo.scene import Scene, Trip, party_of
from rumbo.demo.steps import asking, deciding, meeting, preparing
from rumbo.documents.models import ExitPaper, LegalCheck, TransitCheck, TravelDocument
from rumbo.protection.models import CareNeeds, FearAnswer, FitnessFinding, Screening
from rumbo.registry.actions import register_group
from rumbo.registry.models import GroupMember, Person, TravelGroup
from rumbo.registry.values import NewGroup
from tests.factories import new_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 18, 20, tzinfo=UTC)
WRITTEN = (
    Session, VoluntarinessFinding, Screening, FearAnswer, EligibilityDecision, ShareConsent,
    Declaration, ExitPaper, LegalCheck, TransitCheck, TravelDocument, FitnessFinding, CareNeeds,
)  # fmt: skip
# What differs between two groups, and what the play draws.
APART = {
    "id", "office", "case", "person", "occurred_at", "recorded_at", "by", "recorded_by",
    "seen_by", "decided_by", "countersigned_by", "countersigned_at", "minutes", "witness",
    "how", "signature_file", "number", "valid_until", "type", "original_with", "travel_date",
    "result", "needs", "conditions", "given", "by_child_officer",
}  # fmt: skip
BED_AND_HOUR = {
    "casework.stay_noted", "casework.assigned", "casework.appointment_made",
    "casework.appointment_ended", "casework.moved", "casework.family_contact_noted",
    "casework.family_called",
}  # fmt: skip


@pytest.fixture
def scene() -> Scene:
    return world.set_up(3, NOW, 10)


def registered(scene: Scene) -> tuple[Case, NewGroup]:
    group = NewGroup(people=(new_person(),), site="TAP", at=NOW - timedelta(days=90))
    actor = scene.staff.actor("registrar", scene.offices["TAP"].id)
    office = scene.offices["TAP"]
    made = register_group(actor=actor, office=office, group=group)
    case = casework.open_case(actor=actor, office=office, group=made, site="TAP", at=group.at)
    return case, group


def rows(model: Any, case: Case) -> list[dict[str, Any]]:
    has_case = any(f.name == "case" for f in model._meta.get_fields())
    mine = {"case": case} if has_case else {"person__memberships__group": case.group_id}
    names = [f.name for f in model._meta.concrete_fields if f.name not in APART]
    found = model.objects.filter(**mine).order_by("id")
    return [{name: _plain(getattr(row, name)) for name in names} for row in found]


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def test_a_group_carried_on_has_the_rows_that_the_verbs_leave(scene: Scene) -> None:
    one, told = registered(scene)
    desks = Desks(scene)
    carried = Carried(one, told.people, scene.chance.fork("one"))
    carrying.counsel(desks, carried, NOW - timedelta(days=9))
    carrying.screen(desks, carried, NOW - timedelta(days=8))
    carrying.decide(desks, carried, NOW - timedelta(days=7), confirmed=True)
    carrying.declare(desks, carried, NOW - timedelta(days=5))
    carrying.prepare(desks, carried, NOW - timedelta(days=4))
    desks.write()

    two, _told = registered(scene)
    party = party_of(two, scene.chance.fork("two"))
    party.trip = Trip(NOW + timedelta(days=6), "L-TAP-OMOA", "TAP", "HND", 40)
    steps = (meeting.meet, asking.screen, deciding.decide, deciding.countersign)
    for days, step in enumerate((*steps, deciding.declare, preparing.papers, preparing.clinic)):
        with clock.travel_to(NOW - timedelta(days=9 - days)):
            step(scene, party)

    for model in WRITTEN:
        assert rows(model, one), model
        assert rows(model, one) == rows(model, two) or model is ShareConsent, model
    assert sentences(one) == sentences(two)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.programme, one.funding_line) == (two.programme, two.funding_line) != ("", "")


def sentences(case: Case) -> Counter[str]:
    told = JournalEntry.objects.filter(case_id=case.id).values_list("code", flat=True)
    return Counter(code for code in told if code not in BED_AND_HOUR)


def test_some_of_the_last_months_wait_for_a_seat_and_some_are_ready(scene: Scene) -> None:
    with clock.travel_to(NOW):
        bulk.add(scene, 2500, progress=world.silent)
        with reading(EVERYTHING):
            found = queries.waiting(EVERYTHING, clock.today())
    states = Counter(row.ready.state for row in found)
    assert len(found) > 25
    assert states[READY] > 0 < states[NOT_YET]
    assert all(row.days < 365 for row in found)
    unconfirmed = EligibilityDecision.objects.filter(countersigned_at=None)
    assert unconfirmed.exists()
    assert not unconfirmed.filter(case__in=[row.case for row in found]).exists()


def test_what_was_cut_off_goes_on_where_it_stopped(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "SIZE", 60)

    def cut_off(_stage: str, done: int, _all: int) -> None:
        if done > 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bulk.add(scene, 400, progress=cut_off, began=NOW)
    kept = set(Person.objects.values_list("id", flat=True))
    # One of those in the midst is missing, as where several processes write and one is killed.
    gone = list(parts.planned(scene.chance, 400, NOW))[3]
    written: list[int] = []
    bulk.write(replace(scene, now=NOW), gone)
    bulk.add(scene, 400, progress=lambda _s, done, _a: written.append(done), began=NOW)
    assert len(kept) == 120
    assert written == [240, 300, 360, 400, 400]
    everybody = set(Person.objects.values_list("id", flat=True))
    assert kept < everybody
    assert len(everybody) == 400
    assert Case.objects.count() == TravelGroup.objects.count()
    uninterrupted = {p.mark for p in parts.planned(scene.chance, 400, NOW)}
    assert TravelGroup.objects.filter(pk__in=uninterrupted).count() == len(uninterrupted) == 7
    bulk.add(scene, 400, progress=world.silent, began=NOW)
    assert Person.objects.count() == 400


def test_parts_are_thought_of_one_at_a_time_however_many_people_are_wanted() -> None:
    asked = 0

    def counted() -> Iterator[Part]:
        nonlocal asked
        for part in parts.planned(Chance("rumbo 3"), 10**12, NOW):
            asked += 1
            yield part

    queue = parts.Queue(counted())
    taken = [part for _turn in range(3) if (part := queue.take()) is not None]
    assert all(part.people == parts.SIZE for part in taken)
    assert asked < 20
    groups = bulk._groups(People(taken[0].chance), taken[0])
    assert next(groups).id == taken[0].mark
    assert sum(len(group.people) for group in groups) < parts.SIZE


def test_two_hands_never_write_at_one_booth_and_each_booth_is_written_in_order() -> None:
    given = list(parts.planned(Chance("rumbo 3"), 40 * parts.SIZE, NOW))
    queue = parts.Queue(iter(given))
    under_way: list[Part] = []
    written: list[Part] = []
    while True:
        while len(under_way) < 2 and (part := queue.take()) is not None:
            under_way.append(part)
        if not under_way:
            break
        assert len({part.site for part in under_way}) == len(under_way)
        written.append(under_way.pop())
        queue.done(written[-1])
    assert sorted(written, key=given.index) == given
    for site in {part.site for part in given}:
        assert [p for p in written if p.site == site] == [p for p in given if p.site == site]


def test_other_people_do_not_enter_while_the_former_are_not_all_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUMBO_HOME", str(tmp_path))
    later = NOW + timedelta(hours=3)
    assert cut_off.begin(1, 400, NOW) == cut_off.begin(1, 400, later) == NOW
    for seed, people in ((2, 400), (1, 500)):
        with pytest.raises(Refusal) as refused:
            cut_off.begin(seed, people, later)
        assert refused.value.code == "demo.others_entering"
    cut_off.end()
    assert cut_off.begin(2, 500, later) == later


def test_a_world_that_was_cut_off_is_opened_again_with_the_same_staff(scene: Scene) -> None:
    before = {role: [c.user.pk for c in found] for role, found in scene.staff.by_role.items()}
    again = world.set_up(3, NOW + timedelta(hours=1), 10)
    assert {
        role: [c.user.pk for c in found] for role, found in again.staff.by_role.items()
    } == before


def test_a_batch_is_written_whole_or_not_at_all(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(**_all: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("rumbo.readiness.actions.judge_these", power_cut)
    with clock.travel_to(NOW), pytest.raises(KeyboardInterrupt):
        bulk.add(scene, 50, progress=world.silent)
    assert not Person.objects.exists()


def test_the_same_seed_registers_the_same_people(scene: Scene) -> None:
    def world_of(number: int) -> list[tuple[str, str, str]]:
        with transaction.atomic(), clock.travel_to(NOW):
            bulk.add(scene_again(), number, progress=world.silent)
            told = GroupMember.objects.order_by("group__case__number", "position").select_related(
                "person", "group__case"
            )
            found = [(m.person.full_name, m.group.case.number, m.group.case.stage) for m in told]
            transaction.set_rollback(True)
        return found

    def scene_again() -> Scene:
        chance = Chance("rumbo 3")
        return replace(scene, chance=chance, ids=Drawn(chance.fork("ids").random))

    assert world_of(400) == world_of(400) != []
