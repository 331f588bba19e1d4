"""The desk's own part of the page of the day: tasks, decisions, appointments and the next doors."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count as Many
from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.casework import queries as casework
from rumbo.casework.doors import page_of_task
from rumbo.casework.lookup import name_for
from rumbo.casework.models import Appointment, Case, Contact, EligibilityDecision, Task
from rumbo.casework.rules import BEFORE_DEPARTURE
from rumbo.common import codes
from rumbo.desk import answering, overseeing, tasks
from rumbo.desk.collecting import address
from rumbo.desk.roles import CASE
from rumbo.movements.models import BookedSeat
from rumbo.registry.models import Person
from rumbo.ui import words
from rumbo.ui.work import HARM, SOON, TODAY, WHEN_FREE, Count, More, Tally, WorkItem

# Who gives appointments of their own.
SEES_PEOPLE = frozenset({"registrar", "counsellor", "protection", "child_officer", "health"})
MOST = 40  # of one kind on the page of the day: more is a list of its own

# Where files wait for a role: the stage that this role's work ends.
WAITING_FOR = {
    "registrar": ("REGISTRATION",),
    "counsellor": ("REGISTRATION", "COUNSELLING", "SCREENING", "DECLARATION"),
    "documents": ("DOCUMENTS",),
    "health": ("MEDICAL",),
    "movements": ("TRAVEL_READY",),
    "coordinator": ("ELIGIBILITY",),
    "protection": ("REFERRED_PROTECTION",),
    "child_officer": ("SPECIAL_ASSESSMENT",),
    "reintegration": ("POST_ARRIVAL",),
}


def _of_case(case: Case) -> str:
    return reverse("desk:case", kwargs={"case": case.id})


def _who(person: Person | None, case: Case, reader: Reader) -> str:
    return name_for(person, reader) if person is not None else case.number


def open_tasks(reader: Reader, actor: Actor, today: date) -> list[WorkItem | More]:
    """Tasks of the reader's roles that are urgent or due by tomorrow, and how many more there are."""
    del actor
    rows = Task.objects.visible_to(reader).open().for_roles(reader.roles)
    rows = rows.filter(Q(urgent=True) | Q(due_on__lte=today + timedelta(days=1)))
    ordered = rows.select_related("case", "person").order_by("-urgent", "due_on", "id")
    found = list(ordered[: MOST + 1])
    if len(found) <= MOST:
        return [_task(task, today, reader) for task in found]
    # So many that cannot wait do not push the work of today off the page.
    later = ordered.filter(urgent=False)[:MOST] if found[MOST].urgent else []
    items = [_task(task, today, reader) for task in (*found[:MOST], *later)]
    return [*items, *_more_tasks(rows, items, today)]


def _more_tasks(rows: QuerySet[Task], items: list[WorkItem], today: date) -> list[More]:
    """How many tasks of each urgency the list holds beyond those shown."""
    by_today = Q(urgent=False, due_on__lte=today)
    every = rows.order_by().aggregate(
        harm=Many("id", filter=Q(urgent=True)),
        today=Many("id", filter=by_today),
        soon=Many("id", filter=Q(urgent=False) & ~by_today),
    )
    url = address("casework:tasks")
    return [
        More(every[name] - sum(item.urgency == urgency for item in items), url, urgency)
        for name, urgency in (("harm", HARM), ("today", TODAY), ("soon", SOON))
    ]


def _task(task: Task, today: date, reader: Reader) -> WorkItem:
    late = _("Era para %(day)s.") % {"day": words.the_day(task.due_on)}
    opens_file = bool(reader.roles.intersection(CASE))
    own = page_of_task(task, reader.roles)
    return WorkItem(
        sentence=_("%(who)s: %(what)s")
        % {"who": _who(task.person, task.case, reader), "what": _small(tasks.sentence(task))},
        url=own
        or (_of_case(task.case) if opens_file else reverse("casework:task", args=[task.id])),
        action=_("Abrir el expediente") if opens_file and not own else _("Ver y anotar"),
        case=task.case_id,
        urgency=HARM if task.urgent else TODAY if task.due_on <= today else SOON,
        due=task.due_on,
        detail=late if task.due_on < today else "",
    )


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def decisions(reader: Reader, actor: Actor, today: date) -> list[WorkItem | More]:
    """Decisions that wait for a second name: another person's than who decided."""
    del today
    if not reader.roles & {"coordinator", "protection"}:
        return []
    rows = EligibilityDecision.objects.visible_to(reader).filter(
        countersigned_by=None, revoked_at=None
    )
    if actor.id is not None:
        rows = rows.exclude(decided_by=actor.id)
    found = list(rows.select_related("case").order_by("occurred_at", "id")[: MOST + 1])
    items: list[WorkItem | More] = [
        WorkItem(
            sentence=_("%(number)s: una decisión de elegibilidad espera su firma.")
            % {"number": row.case.number},
            url=address("casework:eligibility", "casework:countersign", case=row.case_id)
            or _of_case(row.case),
            action=_("Leer y firmar"),
            urgency=TODAY,
            due=words.as_day(row.occurred_at),
        )
        for row in found[:MOST]
    ]
    if len(found) > MOST:
        url = f"{reverse('desk:people')}?etapa=ELIGIBILITY"
        items.append(More(rows.count() - MOST, url, TODAY))
    return items


def appointments(reader: Reader, actor: Actor, today: date) -> list[WorkItem | More]:
    """The people who have an appointment today with the reader or with the reader's role."""
    if not reader.roles & SEES_PEOPLE:
        return []
    start = timezone.make_aware(datetime.combine(today, time.min))
    rows = (
        Appointment.objects.visible_to(reader)
        .filter(
            starts_at__gte=start,
            starts_at__lt=start + timedelta(days=1),
            cancelled_at=None,
            outcome="",
            role__in=reader.roles,
        )
        .filter(Q(user=None) | Q(user=actor.id))
    )
    found = rows.select_related("case", "person").order_by("starts_at", "id")[:MOST]
    items: list[WorkItem | More] = [
        WorkItem(
            sentence=_("%(who)s tiene cita a las %(time)s.")
            % {"who": name_for(row.person, reader), "time": words.clock_time(row.starts_at)},
            url=_of_case(row.case),
            action=_("Abrir el expediente"),
            urgency=TODAY,
            due=today,
        )
        for row in found
    ]
    if len(items) == MOST:
        items.append(More(rows.count() - MOST, reverse("casework:calendar"), TODAY))
    return items


def contacts(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """How many people must be told something by today, as one sentence."""
    del actor
    if not reader.roles & {"counsellor", "registrar", "outreach"}:
        return []
    due = Contact.objects.visible_to(reader).filter(done_at=None, due_on__lte=today)
    rows = casework.may_be_told(due)

    def say(number: int) -> WorkItem | None:
        sentence = ngettext(
            "Hay que avisar hoy a %(number)s persona.",
            "Hay que avisar hoy a %(number)s personas.",
            number,
        )
        if not number:
            return None
        return WorkItem(
            sentence=sentence % {"number": words.whole(number)},
            url=address("casework:contacts") or reverse("desk:people"),
            action=_("Ver a quién"),
            urgency=TODAY,
            due=today,
        )

    return [Tally(rows, say)]


def tomorrow(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """Departures of today and tomorrow on which somebody has not said again that they travel."""
    del actor
    if not reader.roles & {"movements", "field", "counsellor"}:
        return []
    rows = BookedSeat.objects.visible_to(reader).filter(
        state="BOOKED",
        released_at=None,
        ended_at=None,
        departure__date__range=(today, today + timedelta(days=1)),
        # Once the roll is called, movements tells it to those who stand at the door.
        departure__status__in=("PLANNED", "CONFIRMED", "BOARDING")
        if "counsellor" in reader.roles
        else ("PLANNED", "CONFIRMED"),
    )
    grouped = rows.values("departure", "departure__code", "departure__date").annotate(n=Many("id"))
    return [_departure(row, today) for row in grouped.order_by("departure__date")[:MOST]]


def _departure(row: dict[str, Any], today: date) -> WorkItem:
    number, day = int(row["n"]), row["departure__date"]
    sentence = ngettext(
        "Salida %(code)s, %(day)s: falta que %(number)s persona confirme que viaja.",
        "Salida %(code)s, %(day)s: falta que %(number)s personas confirmen que viajan.",
        number,
    )
    url = address("movements:departure", departure=row["departure"])
    return WorkItem(
        sentence=sentence
        % {
            "code": row["departure__code"],
            "day": words.day_near(day),
            "number": words.whole(number),
        },
        url=url or reverse("desk:people"),
        action=_("Ver la salida"),
        urgency=TODAY if day == today else SOON,
        due=day,
    )


def files(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Count]:
    """Where files stand, in one read: those that wait for the reader's roles, and exact numbers."""
    del actor, today
    if not reader.roles.intersection(CASE):
        return []
    rows = Case.objects.visible_to(reader).values("stage").order_by()
    urgent = Many("id", filter=Q(urgent=True))
    found = list(rows.annotate(n=Many("id"), hot=urgent, oldest=Min("stage_since")))
    mine = {stage for role, some in WAITING_FOR.items() if role in reader.roles for stage in some}
    waiting = sorted((row for row in found if row["stage"] in mine), key=lambda row: row["oldest"])
    return [*map(_stage, waiting), *_standing(found)]


def _stage(row: dict[str, Any]) -> WorkItem:
    number, stage, oldest = int(row["n"]), str(row["stage"]), row["oldest"]
    sentence = ngettext(
        "%(number)s expediente espera en «%(stage)s».",
        "%(number)s expedientes esperan en «%(stage)s».",
        number,
    )
    return WorkItem(
        sentence=sentence % {"number": words.whole(number), "stage": codes.label("stage", stage)},
        url=f"{reverse('desk:people')}?etapa={stage}&orden=fecha",
        action=_("Ver la lista"),
        urgency=WHEN_FREE,
        due=words.as_day(oldest),
        detail=_("El más antiguo, desde %(day)s.") % {"day": words.the_day(oldest)},
    )


def _standing(found: list[dict[str, Any]]) -> list[Count]:
    people = reverse("desk:people")

    def total(*stages: str, what: str = "n") -> int:
        return sum(row[what] for row in found if row["stage"] in stages)

    going, hot = total(*BEFORE_DEPARTURE), total(*BEFORE_DEPARTURE, what="hot")
    before = ngettext("expediente antes de la salida", "expedientes antes de la salida", going)
    return [
        Count(going, before, f"{people}?van=1"),
        Count(hot, ngettext("urgente", "urgentes", hot), f"{people}?van=1&urgente=on"),
        Count(total("BOOKED", "PRE_DEPARTURE"), _("con lugar"), f"{people}?lugar=1"),
        Count(total("IN_TRANSIT"), _("en camino"), f"{people}?etapa=IN_TRANSIT"),
    ]


WORK = [
    open_tasks,
    *answering.WORK,
    *overseeing.WORK,
    decisions,
    appointments,
    contacts,
    tomorrow,
    files,
]
