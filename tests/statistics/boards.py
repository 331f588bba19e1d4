"""Something behind each panel of the dashboards: what lacks, what is late, what was paid, who left."""

import random
from datetime import date, timedelta

from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.documents.models import ConsularRequest
from rumbo.movements.models import BookedSeat, Departure
from rumbo.programmes.models import FundingLine, Posting
from rumbo.readiness.models import Standing
from rumbo.registry.models import GroupMember, Person
from tests.statistics.worlds import World


def every_panel(world: World, today: date) -> None:
    """Let there be something behind each panel: what lacks, what is late, what was paid, who left."""
    dice = random.Random(len(world.cases))  # noqa: S311
    line = FundingLine.objects.order_by("code")[0]
    for case in world.cases:
        last = case.steps.order_by("occurred_at", "recorded_at", "id").last()
        stage = last.to_stage if last else case.stage
        Case.objects.filter(pk=case.pk).update(stage=stage)
        if dice.random() < 0.6:
            Standing.objects.create(
                office=case.office, case=case, may_book=False, may_confirm=False, may_board=False,
                first=dice.choice([["documents:X"], ["movements:N"], ["health:Y"], []]),
                judged_at=clock.now(),
            )  # fmt: skip
        asking = ConsularRequest.objects.values("person")
        people = case.group.members.exclude(person__in=asking).values_list("person", flat=True)
        for person in sorted(set(people)):
            ConsularRequest.objects.create(
                office=case.office, case=case, person_id=person, country="HND",
                type="PASSPORT", consulate=dice.choice(["HN-TAP", "HN-CDMX"]),
                due_on=today - timedelta(days=dice.randrange(-3, 9)),
            )  # fmt: skip
    Departure.objects.update(status="CLOSED")
    for bus in world.buses:
        for _cost in range(dice.randrange(3)):
            spend(line, world.cases[0], bus, dice.choice(["SEAT", "VEHICLE", "KIT"]), 1234)
    for seat in BookedSeat.objects.order_by("pk"):
        state = dice.choice([seat.state, seat.state, "LEFT_EN_ROUTE", "WITHDREW_AT_GATE"])
        BookedSeat.objects.filter(pk=seat.pk).update(state=state)


def leave_alone() -> None:
    """Let a child have travelled with nobody of the family."""
    seat = BookedSeat.objects.filter(state="ARRIVED").order_by("pk")[0]
    Person.objects.filter(pk=seat.person_id).update(birth_date=date(2014, 1, 1))
    GroupMember.objects.filter(person=seat.person_id).update(guardian=None)


def spend(line: FundingLine, case: Case, bus: Departure, purpose: str, cents: int) -> None:
    Posting.objects.create(
        office=case.office, line=line, kind="SPENT", purpose=purpose, amount_minor=cents,
        original_minor=cents, original_currency="USD", rate_day=bus.date, about=new_id(),
        departure=bus.pk, mode=bus.mode,
    )  # fmt: skip
