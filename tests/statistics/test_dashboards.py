"""The dashboards count what a plain reading of the database counts, and each number opens its list."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from rumbo.access.entry import reading
from rumbo.access.lists import Listing
from rumbo.access.lists.opening import find
from rumbo.access.rules import compartments_of
from rumbo.access.values import EVERYTHING, Reader
from rumbo.casework.models import Case, EligibilityDecision, Step
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.documents.desk_lists import REQUESTS
from rumbo.documents.models import ConsularRequest
from rumbo.followup.models import Call
from rumbo.movements.models import BookedSeat, Departure
from rumbo.programmes.models import FundingLine
from rumbo.protection.models import ChildTrack, Handover
from rumbo.readiness.models import Standing
from rumbo.reception.models import Arrival, DirectArrival, Referral
from rumbo.registry.models import GroupMember
from rumbo.statistics.dashboards import extracted, lists, names, telling
from rumbo.statistics.dashboards.values import Asked, Counted, Line
from rumbo.statistics.mirror import refreshing, store
from rumbo.statistics.queries import demand
from rumbo.statistics.rules import age_on
from tests.factories import ready
from tests.statistics.boards import every_panel, leave_alone, spend
from tests.statistics.stations import funnel_plainly, inside, mine
from tests.statistics.test_mirror import CALM, passing
from tests.statistics.worlds import World

pytestmark = pytest.mark.django_db
DEEP = 100 if os.environ.get("RUMBO_DEEP") == "1" else 5
PHASES = (Phase.explicit, Phase.generate)
CALM = [*CALM, HealthCheck.differing_executors]
TODAY = date(2025, 6, 1)
ROLES = frozenset({"coordinator"})


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.reference()
    monkeypatch.setattr(store, "home", lambda: tmp_path)


def told(code: str, asked: Asked) -> dict[str, int]:
    """What a panel counts, by row."""
    return {one.code: one.part for one in counted(code, asked).rows}


def counted(code: str, asked: Asked) -> Counted:
    found = telling.counted(code, asked, store.load(), TODAY)
    assert found is not None
    return found


def calls_plainly(asked: Asked) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in mine(Arrival.objects.live().filter(state="ARRIVED"), asked, "case"):
        day = clock.day_of(row.occurred_at)
        years = age_on(row.person.birth_date, day)
        is_due = day <= TODAY - timedelta(days=30)
        if not inside(day, asked) or not is_due or years is None or years < 18:
            continue
        call = Call.objects.filter(arrival=row).first()
        consents = row.person.share_consents.filter(withdrawn_at=None, given=True)
        if call is not None and call.outcome:
            found[call.outcome] += 1
        elif not consents.filter(recipient="MONITORING_CALL").exists():
            found["NOT_ASKED"] += 1
        else:
            found["MISSED" if day < TODAY - timedelta(days=90) else "OPEN"] += 1
    return dict(found)


def referrals_plainly(asked: Asked) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in mine(Referral.objects.all(), asked, "case"):
        if not inside(clock.day_of(row.occurred_at), asked):
            continue
        if row.status == "COMPLETED":
            is_late = clock.day_of(row.status_since) > row.attend_by
            found["LATE" if is_late else "IN_TIME"] += 1
        elif row.status in {"DECLINED", "CANCELLED"}:
            found["ENDED"] += 1
        else:
            found["OVERDUE" if row.is_overdue_on(TODAY) else "GOING_ON"] += 1
    return dict(found)


def children_plainly(asked: Asked) -> tuple[int, int]:
    """How many children left alone, and of how many the way is whole."""
    base = whole = 0
    for seat in BookedSeat.objects.live().filter(state__in=["BOARDED", "LEFT_EN_ROUTE", "ARRIVED"]):
        day, case, person = seat.departure.date, seat.booking.case, seat.person
        if (asked.offices is not None and seat.office_id not in asked.offices) or not inside(
            day, asked
        ):
            continue
        if asked.programme and case.programme != asked.programme:
            continue
        years = age_on(person.birth_date, day)
        tracks = ChildTrack.objects.filter(person=person).order_by("-occurred_at", "-id")
        if years is None and not tracks.exists():
            continue
        if years is not None and (years >= 18 or is_guarded(seat, day)):
            continue
        acts = Handover.objects.live().filter(case=case, person=person)
        ends = set(acts.values_list("end", flat=True))
        latest = tracks.first()
        wanted = {"DEPARTURE", "ARRIVAL"} if seat.state == "ARRIVED" else {"DEPARTURE"}
        base += 1
        whole += (
            latest is not None
            and latest.best_interests == "RETURN"
            and tracks.filter(step="ESCORT").exists()
            and wanted <= ends
        )
    return base, whole


def is_guarded(seat: BookedSeat, day: date) -> bool:
    members = GroupMember.objects.filter(group=seat.booking.case.group, person=seat.person)
    for member in members.filter(guardian_relation__in=["PARENT", "LEGAL_GUARDIAN"]):
        years = age_on(member.guardian.birth_date, day) if member.guardian else None
        aboard = BookedSeat.objects.live().filter(departure=seat.departure, person=member.guardian)
        travelled = aboard.filter(state__in=["BOARDED", "LEFT_EN_ROUTE", "ARRIVED"])
        if years is not None and years >= 18 and travelled.exists():
            return True
    return False


asked_for = st.builds(
    Asked,
    since=st.dates(date(2024, 12, 20), date(2025, 1, 25)),
    until=st.dates(date(2025, 1, 26), date(2025, 5, 30)),
)


def a_world(seed: int, size: int) -> World:
    world = World(seed)
    world.grow(size)
    Departure.objects.update(status="CLOSED")
    with clock.travel_to(clock.start_of(TODAY) + timedelta(hours=12)):
        refreshing.refresh(whole=True)
    return world


def narrowed(world: World, asked: Asked, data: st.DataObject) -> Asked:
    """The same of an office, or of a programme, now and then."""
    offices = data.draw(st.sampled_from([None, frozenset({world.offices[0].pk}), frozenset()]))
    programme = data.draw(st.sampled_from(["", "", world.programmes[0]]))
    return Asked(since=asked.since, until=asked.until, offices=offices, programme=programme)


@settings(max_examples=DEEP, deadline=None, phases=PHASES, suppress_health_check=CALM)
@given(seed=st.integers(0, 10**9), size=st.integers(1, 20), asked=asked_for, data=st.data())
def test_each_panel_counts_what_a_plain_reading_counts(
    seed: int, size: int, asked: Asked, data: st.DataObject
) -> None:
    with passing():
        world = a_world(seed, size)
        for _try in range(2):
            here = narrowed(world, asked, data)
            found = counted(names.FUNNEL, here)
            funnel = {one.code: (one.part, one.groups, one.days) for one in found.rows}
            assert funnel == funnel_plainly(here)
            calls = told(names.CALLS, here)
            assert {code: n for code, n in calls.items() if n} == calls_plainly(here)
            referred = told(names.REFERRALS, here)
            assert {code: n for code, n in referred.items() if n} == referrals_plainly(here)
            children = counted(names.CHILDREN, here)
            assert (children.base, children.row("WHOLE").part) == children_plainly(here)
            if not here.programme:
                reader = (
                    EVERYTHING
                    if here.offices is None
                    else Reader(None, ROLES, offices=here.offices)
                )
                waiting = {
                    f.row: f.count
                    for f in demand(None, here.until, reader=reader)
                    if f.table == "waiting"
                }
                assert told(names.WAITING, here) == waiting


LISTS = {
    reverse(listing.name): listing
    for listing in (
        lists.FILES, lists.DEPARTED, lists.REFERRED, lists.CALLED, lists.CHILDREN, REQUESTS,
    )
}  # fmt: skip
ALL = replace(EVERYTHING, roles=frozenset({"coordinator", "documents", "protection"}))


def shown(code: str, asked: Asked, *, reader: Reader = ALL, **words: str) -> Sequence[Line]:
    """The lines of a panel with the lists that their numbers open, as the page asks for them."""
    told = {"del": asked.since.isoformat(), "al": asked.until.isoformat(), **words}
    with reading(reader):
        return telling.panel(code, asked, reader.roles, words_of=told, today=TODAY).lines


def opened(line: Line, reader: Reader = EVERYTHING) -> int:
    """How many rows the list behind a number has, opened by its link."""
    address = urlsplit(line.url)
    return listed(LISTS[address.path], reader, **dict(parse_qsl(address.query)))


def said(line: Line) -> int:
    """How many rows a number says that stand behind it: as many as it is, or as it says beside."""
    return int(line.behind.split()[1].replace("\u00a0", "")) if line.behind else line.part


def listed(listing: Listing, reader: Reader = EVERYTHING, **words: str) -> int:
    """How many rows a list has for a reader."""
    query = QueryDict(mutable=True)
    query.update(words)
    with reading(reader):
        return len(list(find(listing, reader, query).rows))


@settings(max_examples=DEEP, deadline=None, phases=PHASES, suppress_health_check=CALM)
@given(seed=st.integers(0, 10**9), size=st.integers(5, 20), asked=asked_for, data=st.data())
def test_each_number_opens_a_list_that_is_as_long(
    seed: int, size: int, asked: Asked, data: st.DataObject
) -> None:
    with passing(), clock.travel_to(clock.start_of(TODAY) + timedelta(hours=12)):
        world = a_world(seed, size)
        every_panel(world, TODAY)
        refreshing.refresh(whole=True)
        office = data.draw(st.sampled_from([None, world.offices[0]]))
        for programme in ("", *world.programmes[:2]):
            offices = frozenset({office.pk}) if office else None
            here = Asked(since=asked.since, until=asked.until, offices=offices, programme=programme)
            words = {"programa": programme} if programme else {}
            words |= {"oficina": office.code} if office else {}
            for code in names.PANELS:
                for line in shown(code, here, reader=ALL, **words):
                    assert line.url or line.label == "Medio sin dato", (code, line)
                    if line.url:
                        assert opened(line) == said(line), (code, line)


@settings(max_examples=DEEP, deadline=None, phases=PHASES, suppress_health_check=CALM)
@given(seed=st.integers(0, 10**9), size=st.integers(5, 20), asked=asked_for)
@example(2140528, 13, Asked(since=date(2025, 1, 25), until=date(2025, 2, 23)))  # came on their own
def test_who_coordinates_one_office_is_told_what_its_lists_have(
    seed: int, size: int, asked: Asked
) -> None:
    with passing(), clock.travel_to(clock.start_of(TODAY) + timedelta(hours=12)):
        world = a_world(seed, size)
        every_panel(world, TODAY)
        refreshing.refresh(whole=True)
        for office in world.offices[:2]:
            theirs = frozenset({office.pk})
            reader = Reader(new_id(), ROLES, compartments_of(ROLES), theirs)
            here = Asked(since=asked.since, until=asked.until, offices=theirs)
            for code in names.PANELS:
                for line in shown(code, here, reader=reader):
                    if line.url:
                        assert opened(line, reader) == said(line), (office.code, code, line)


def test_there_is_something_behind_each_panel() -> None:
    with clock.travel_to(clock.start_of(TODAY) + timedelta(hours=12)):
        world = a_world(3, 25)
        every_panel(world, TODAY)
        leave_alone()
        refreshing.refresh(whole=True)
        here = Asked(since=date(2024, 12, 1), until=TODAY)
        for code in names.PANELS:
            assert [line for line in shown(code, here) if line.url and said(line)], code


def test_who_waited_on_a_past_day_is_listed_as_of_that_day() -> None:
    with clock.travel_to(clock.start_of(TODAY) + timedelta(hours=12)):
        world = a_world(11, 25)
        refreshing.refresh(whole=True)
        numbers = []
        for until in (date(2025, 1, 20), date(2025, 2, 10), date(2025, 3, 20)):
            lines = shown(names.WAITING, Asked(since=until, until=until))
            assert [opened(line) for line in lines] == [said(line) for line in lines]
            numbers.append(sum(said(line) for line in lines))
        assert len(set(numbers)) > 1, "a day of its own has files of its own"
        assert world.cases


def test_seats_and_costs_of_a_programme_are_those_of_its_people() -> None:
    world = World(1)
    first, other = world.case(), world.case()
    Case.objects.filter(pk=first.pk).update(programme=world.programmes[0])
    Case.objects.filter(pk=other.pk).update(programme=world.programmes[1])
    at = clock.start_of(date(2025, 5, 3))
    bus = Departure.objects.create(
        office=first.office, code="Z9", date=date(2025, 5, 3), leaves_at=at, mode="LAND",
        route="R", seats=10, status="CLOSED",
    )  # fmt: skip
    for case, states in ((first, "ARRIVED ARRIVED ARRIVED NO_SHOW"), (other, "ARRIVED")):
        booking = world_booking(case, bus)
        for state in states.split():
            BookedSeat.objects.create(
                office=case.office, booking=booking, departure=bus, state_since=at, state=state,
                person=world.person(at, case.office), ended_at=at,
            )  # fmt: skip
    spend(FundingLine.objects.order_by("code")[0], first, bus, "VEHICLE", 8000)
    refreshing.refresh(whole=True)
    asked = Asked(since=bus.date, until=bus.date, programme=world.programmes[0])
    rows = {one.code: (one.part, one.base) for one in counted(names.DEPARTURES, asked).rows}
    assert rows == {"TRAVELLED": (3, 10), "NO_SHOW": (1, 4), "STAYED": (0, 4)}
    assert [(c.code, c.part, c.cents) for c in counted(names.COSTS, asked).rows] == [
        ("ALL", 3, 2000), ("LAND", 3, 2000),
    ]  # fmt: skip
    # A file that changes its programme takes its people along, though no seat of theirs changed.
    Case.objects.filter(pk=first.pk).update(programme=world.programmes[1])
    refreshing.refresh()
    assert counted(names.DEPARTURES, asked).base == 0
    there = Asked(since=bus.date, until=bus.date, programme=world.programmes[1])
    assert counted(names.DEPARTURES, there).row("TRAVELLED").part == 4


def test_fill_no_show_and_cost_are_of_units_that_left_and_of_what_the_ledger_spent() -> None:
    world = World(1)
    case, at = world.case(), clock.start_of(date(2025, 2, 3))
    line = FundingLine.objects.order_by("code")[0]
    for number, (status, states) in enumerate(
        [("CLOSED", "ARRIVED ARRIVED LEFT_EN_ROUTE NO_SHOW WITHDREW_AT_GATE RELEASED"),
         ("DEPARTED", "BOARDED"), ("PLANNED", "BOOKED BOOKED")]
    ):  # fmt: skip
        bus = Departure.objects.create(
            office=case.office, code=f"Z{number}", date=date(2025, 2, 3), leaves_at=at,
            mode="AIR" if number else "LAND", route="R", seats=10, status=status,
        )  # fmt: skip
        booking = world_booking(case, bus)
        for state in states.split():
            released = at if state == "RELEASED" else None
            BookedSeat.objects.create(
                office=case.office, booking=booking, departure=bus, state_since=at, state=state,
                person=world.person(at, case.office), released_at=released, ended_at=at,
            )  # fmt: skip
        if not number:
            spend(line, case, bus, "SEAT", 3000)
            spend(line, case, bus, "VEHICLE", 6000)
            spend(line, case, bus, "KIT", 99999)
    refreshing.refresh(whole=True)
    asked = Asked(since=date(2025, 2, 3), until=date(2025, 2, 3))
    rows = {one.code: (one.part, one.base) for one in counted(names.DEPARTURES, asked).rows}
    assert rows == {"TRAVELLED": (4, 20), "NO_SHOW": (1, 6), "STAYED": (1, 6)}
    cost = counted(names.COSTS, asked)
    assert (cost.row("LAND").cents, cost.row("ALL").cents) == (3000, 3000)
    assert (cost.base, cost.missing) == (3, 1)


def world_booking(case: Case, bus: Departure) -> Any:
    from rumbo.movements.models import Booking, Stop  # noqa: PLC0415

    stops = [
        Stop.objects.get_or_create(
            departure=bus, position=n, kind=kind, place="X", name="X", country="HND",
            planned_at=bus.leaves_at,
        )[0]
        for n, kind in enumerate(("BOARD", "RECEPTION"))
    ]  # fmt: skip
    return Booking.objects.create(
        office=case.office, case=case, departure=bus, from_stop=stops[0], to_stop=stops[1],
        ended_at=bus.leaves_at,
    )  # fmt: skip


def eligible(world: World) -> Case:
    """A file whose only decision, in favour, two have signed now."""
    case = world.case()
    case.decisions.update(revoked_at=clock.now())
    EligibilityDecision.objects.create(
        office=case.office, case=case, eligible=True, decided_by=new_id(),
        countersigned_by=new_id(), countersigned_at=clock.now(),
    )  # fmt: skip
    return case


def test_why_files_wait_is_by_what_they_first_lack_and_opens_those_files() -> None:
    world = World(2)
    firsts: list[list[str] | None] = [
        ["documents:DOC"], ["documents:X", "health:Y"], ["movements:N"], [], None,
    ]  # fmt: skip
    for first in firsts:
        case = eligible(world)
        Case.objects.filter(pk=case.pk).update(stage="DOCUMENTS")
        if first is not None:
            Standing.objects.create(
                office=case.office, case=case, may_book=False, may_confirm=False, may_board=False,
                first=first, judged_at=clock.now(),
            )  # fmt: skip
    asked = Asked(since=date(2024, 1, 1), until=TODAY)
    assert told(names.REASONS, asked) == {"READY": 2, "documents": 2, "UNJUDGED": 1}
    for code, number in told(names.REASONS, asked).items():
        assert listed(lists.FILES, turno=code) == number
    nobody = Asked(since=asked.since, until=TODAY, offices=frozenset())
    assert told(names.REASONS, nobody) == {}


@pytest.mark.parametrize("panel", [names.REASONS, names.WAITING])
def test_a_number_of_those_who_wait_opens_them_whenever_they_asked(panel: str) -> None:
    with clock.travel_to(clock.start_of(TODAY) + timedelta(hours=12)):
        world = World(2)
        for _each in range(4):
            case = eligible(world)
            asked_on = TODAY - timedelta(days=200)
            Case.objects.filter(pk=case.pk).update(stage="DOCUMENTS", requested_on=asked_on)
            DirectArrival.objects.filter(case=case).delete()
            Step.objects.create(office=case.office, case=case, to_stage="DOCUMENTS")
            GroupMember.objects.create(
                office=case.office, group=case.group, relation="SIBLING", position=9,
                person=world.person(case.occurred_at, case.office),
            )  # fmt: skip
        refreshing.refresh(whole=True)
        here = Asked(since=TODAY, until=TODAY)
        assert sum(opened(one) for one in shown(panel, here) if one.part) == 4


def test_papers_are_late_from_the_day_after_and_by_consulate() -> None:
    world = World(4)
    case = world.case()
    GroupMember.objects.update(left_at=None)
    person = case.group.members.order_by("position")[0].person
    about = {"office": case.office, "case": case, "person": person, "country": "HND"}
    for days, kind, consulate in ((3, "PASSPORT", "A"), (1, "ID", "A"), (0, "OTHER", "B")):
        ConsularRequest.objects.create(
            **about, type=kind, consulate=consulate, due_on=TODAY - timedelta(days=days)
        )
    found = counted(names.PAPERS, Asked(since=TODAY, until=TODAY))
    assert [(one.code, one.part, one.days) for one in found.rows] == [("ALL", 2, None), ("A", 2, 3)]
    assert found.base == 3
    ConsularRequest.objects.filter(type="PASSPORT").update(answered_on=TODAY)
    assert told(names.PAPERS, Asked(since=TODAY, until=TODAY)) == {"ALL": 1, "A": 1}


def test_the_rows_are_those_that_have_a_name() -> None:
    world = a_world(7, 6)
    assert world.cases
    asked = Asked(since=date(2024, 1, 1), until=TODAY)
    for code in telling.EXTRACTED.keys() - {names.COSTS}:
        assert {*told(code, asked)} == {*names.ROWS[code]}
    assert set(extracted.BANDS) == {*names.ROWS[names.WAITING]}
    assert names.PANELS.keys() == names.COUNTS.keys() == telling.BEHIND.keys() == names.ROWS.keys()
