"""Which rows stand behind a number of a dashboard: the same conditions, said to the database."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from rumbo.casework.models import EligibilityDecision, Step
from rumbo.casework.queries.waiting import STAGES
from rumbo.casework.rules import WAY
from rumbo.common import clock
from rumbo.counselling.models import ShareConsent
from rumbo.followup.queries import RECIPIENT
from rumbo.followup.rules import FIRST, LAST
from rumbo.movements.models import BookedSeat
from rumbo.programmes.models import Posting
from rumbo.programmes.reporting import JOURNEY
from rumbo.reception.models import Arrival
from rumbo.registry.models import GroupMember
from rumbo.statistics.queries.following import CURRENCY
from rumbo.statistics.queries.scope import DayOf, EighteenBefore
from rumbo.statistics.rules import FUNNEL, HELD, LONGEST, TRAVELLED, WAITED

Rows = QuerySet[Any]
OUTCOMES = ("DONE", "REFUSED", "UNREACHED")


def reached(cases: "Rows", station: str) -> "Rows":
    """Keep the files that ever stood at a station of the funnel, or further on."""
    stage = dict(FUNNEL)[station]
    if station == FUNNEL[0][0]:
        return cases
    place = WAY.index(stage)
    stood = Step.objects.filter(case=OuterRef("pk"), to_stage__in=WAY[place:])
    there = Q(Exists(stood))
    if place <= WAY.index("DECLARATION"):
        decided = EligibilityDecision.objects.filter(
            case=OuterRef("pk"), eligible=True, countersigned_at__isnull=False
        )
        there |= Q(Exists(decided))
    return cases.filter(there)


def waited(cases: "Rows", band: str, today: date) -> "Rows":
    """Keep the files that asked so many days ago."""
    lasts = {name: last for last, name in WAITED}
    if band == LONGEST:
        return cases.filter(requested_on__lt=today - timedelta(days=max(lasts.values())))
    last = lasts[band]
    before = max((one for one in lasts.values() if one < last), default=None)
    rows = cases.filter(requested_on__gte=today - timedelta(days=last))
    if before is None:
        return rows
    return rows.filter(requested_on__lt=today - timedelta(days=before))


def waiting_on(cases: "Rows", day: date) -> "Rows":
    """Keep the files that waited when a day was over: as the extract cuts their time."""
    over = clock.end_of(day)
    holds = Q(revoked_at=None) | Q(revoked_at__gte=over)
    decided = EligibilityDecision.objects.filter(
        holds, case=OuterRef("pk"), eligible=True, countersigned_at__lt=over
    )
    there = Q(left_at=None) | Q(left_at__gte=over)
    members = GroupMember.objects.filter(there, group=OuterRef("group"), occurred_at__lt=over)
    steps = Step.objects.filter(case=OuterRef("pk"), occurred_at__lt=over)
    last = steps.order_by("-occurred_at", "-recorded_at", "-id").values("to_stage")[:1]
    found: Rows = cases.alias(stood=Subquery(last)).filter(
        Exists(decided), Exists(members), stood__in=STAGES
    )
    return found


def of_programme(departures: "Rows", programme: str) -> "Rows":
    """Keep the departures on which somebody of a programme held a seat; `of` says of which."""
    rows: Rows = departures.annotate(of=Value(programme, CharField()))
    if not programme:
        return rows
    theirs = BookedSeat.objects.filter(
        departure=OuterRef("pk"), booking__case__programme=programme, state__in=HELD
    )
    return rows.filter(Exists(theirs))


def on_board(
    departures: Collection[uuid.UUID], programme: str = ""
) -> Mapping[uuid.UUID, tuple[int, int, int]]:
    """Of each departure who held a seat when it left, who travelled and who was not there."""
    rows = BookedSeat.objects.filter(departure__in=list(departures)).order_by()
    if programme:
        rows = rows.filter(booking__case__programme=programme)
    counted = rows.values_list("departure").annotate(
        held=Count("pk", filter=Q(state__in=HELD)),
        travelled=Count("pk", filter=Q(state__in=TRAVELLED)),
        absent=Count("pk", filter=Q(state="NO_SHOW")),
    )
    return {pk: (held, travelled, absent) for pk, held, travelled, absent in counted}


def departed_with(departures: "Rows", code: str) -> "Rows":
    """Keep the departures on which somebody travelled, did not come, or stayed otherwise.

    The departures are those of `of_programme`, and so are the people.
    """
    states = {
        "TRAVELLED": TRAVELLED,
        "NO_SHOW": ("NO_SHOW",),
        "STAYED": tuple(s for s in HELD if s not in TRAVELLED and s != "NO_SHOW"),
    }[code]
    theirs = Q(booking__case__programme=OuterRef("of")) | Q(Exact(OuterRef("of"), Value("")))
    seats = BookedSeat.objects.filter(theirs, departure=OuterRef("pk"), state__in=states)
    return departures.filter(Exists(seats))


def priced(departures: "Rows") -> "Rows":
    """Keep the departures of which the ledger says what they cost."""
    spent = Posting.objects.filter(
        departure=OuterRef("pk"), purpose__in=JOURNEY, original_currency=CURRENCY
    )
    into = Coalesce(Sum("original_minor", filter=Q(kind="SPENT")), 0)
    out = Coalesce(Sum("original_minor", filter=Q(taken_from="SPENT")), 0)
    net = spent.order_by().values("departure").annotate(net=into - out).values("net")
    found: Rows = departures.alias(spent=Subquery(net)).filter(spent__gt=0)
    return found


def referred(rows: "Rows", code: str, today: date) -> "Rows":
    """Keep the referrals that were attended in time, late, or stand otherwise."""
    if code == "ENDED":
        return rows.filter(status__in=["DECLINED", "CANCELLED"])
    if code in {"OVERDUE", "GOING_ON"}:
        late = Q(status="SENT", answer_by__lt=today) | Q(status="ACCEPTED", attend_by__lt=today)
        going = rows.filter(status__in=["SENT", "ACCEPTED"])
        return going.filter(late) if code == "OVERDUE" else going.exclude(late)
    done: Rows = rows.filter(status="COMPLETED").annotate(attended_on=DayOf("status_since"))
    in_time = Q(attended_on__lte=F("attend_by"))
    return done.filter(in_time) if code == "IN_TIME" else done.exclude(in_time)


def to_survey(rows: "Rows", today: date) -> "Rows":
    """Keep the adults who arrived, and whose days to be called have begun."""
    found: Rows = rows.filter(
        state="ARRIVED",
        occurred_at__lt=clock.end_of(today - FIRST),
        person__birth_date__lte=EighteenBefore(DayOf("occurred_at")),
    )
    return found


def answered(rows: "Rows", code: str, today: date) -> "Rows":
    """Keep those whose call ended so, or for whom it is open, too late, or not allowed."""
    if code in OUTCOMES:
        ended: Rows = rows.filter(call__outcome=code)
        return ended
    without: Rows = rows.exclude(Exists(_ended()))
    yes = ShareConsent.objects.filter(
        person=OuterRef("person"), recipient=RECIPIENT, given=True, withdrawn_at=None
    )
    if code == "NOT_ASKED":
        return without.filter(~Exists(yes))
    over = clock.start_of(today - LAST)
    agreed: Rows = without.filter(Exists(yes))
    if code == "MISSED":
        return agreed.filter(occurred_at__lt=over)
    return agreed.filter(occurred_at__gte=over)


def _ended() -> Any:
    return Arrival.objects.filter(pk=OuterRef("pk"), call__outcome__in=OUTCOMES)


def outcome_of(row: Arrival) -> str:
    """How the call of an arrival ended; empty where it did not, or nobody called."""
    call = getattr(row, "call", None)
    return call.outcome if call else ""
