"""Reads one file for the case page: people, place, line, what is missing and what has happened."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rumbo.access import queries as access
from rumbo.access.doors import opens
from rumbo.access.values import Reader
from rumbo.audit import queries as audit
from rumbo.audit.models import JournalEntry
from rumbo.casework.doors import page_of_task
from rumbo.casework.models import Case, SideExit, Step, Task
from rumbo.casework.rules import AFTER_ARRIVAL, OVER, may_withdraw
from rumbo.common import codes
from rumbo.desk import gaps, places, stations, tasks, telling
from rumbo.desk.collecting import address, panels_for
from rumbo.movements.gatekeeping import journey_of
from rumbo.programmes import queries as programmes
from rumbo.readiness.queries import judge_case
from rumbo.registry.models import GroupMember
from rumbo.ui import words

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Rooms whose part of the file the page itself shows.
ON_THE_PAGE = {"readiness"}
# What can be done with a whole case, with the pages of its own room.
WAYS_OUT = (
    (gettext_lazy("Ya no quiere viajar"), "casework:withdraw", "before"),
    (gettext_lazy("Poner en pausa"), "casework:hold", "open"),
    (gettext_lazy("Separar el grupo"), "casework:split", "before"),
    (gettext_lazy("Cambiar con quién viaja"), "desk:families", "before"),
    (gettext_lazy("Cerrar el expediente"), "casework:close", "open"),
    (gettext_lazy("Reabrir"), "casework:reopen", "over"),
)
RELATIONS = {
    "SPOUSE": gettext_lazy("su pareja"),
    "CHILD": gettext_lazy("su hija o hijo"),
    "PARENT": gettext_lazy("su madre o padre"),
    "SIBLING": gettext_lazy("su hermana o hermano"),
    "GRANDPARENT": gettext_lazy("su abuela o abuelo"),
    "OTHER_RELATIVE": gettext_lazy("otro familiar"),
    "GUARDIAN": gettext_lazy("quien le tutela"),
}

# What the journal writes for each person and a page says once of those it was done for together.
OF_MANY = {
    "documents.transferred": gettext_lazy(
        "Salieron datos de %(people)s personas a: %(recipient)s."
    ),
}
# Where the sex is known, one is named by it.
BY_SEX = {
    ("CHILD", "F"): gettext_lazy("su hija"),
    ("CHILD", "M"): gettext_lazy("su hijo"),
    ("PARENT", "F"): gettext_lazy("su madre"),
    ("PARENT", "M"): gettext_lazy("su padre"),
    ("SIBLING", "F"): gettext_lazy("su hermana"),
    ("SIBLING", "M"): gettext_lazy("su hermano"),
    ("GRANDPARENT", "F"): gettext_lazy("su abuela"),
    ("GRANDPARENT", "M"): gettext_lazy("su abuelo"),
}

# Several of one relation are said together, never one by one.
SEVERAL = {
    "CHILD": gettext_lazy("sus %(n)s hijas e hijos"),
    "PARENT": gettext_lazy("su madre y su padre"),
    "SIBLING": gettext_lazy("sus %(n)s hermanas y hermanos"),
    "GRANDPARENT": gettext_lazy("sus %(n)s abuelas y abuelos"),
    "OTHER_RELATIVE": gettext_lazy("otros %(n)s familiares"),
    "GUARDIAN": gettext_lazy("sus %(n)s tutores"),
    "SPOUSE": gettext_lazy("%(n)s parejas"),
}


def members_of(case: Case, reader: Reader) -> list[GroupMember]:
    """The people of a case as a reader may see them; a sealed person's file is protection's alone."""
    rows = GroupMember.objects.visible_to(reader).filter(group=case.group_id, left_at=None)
    found = list(rows.order_by("position", "id").select_related("person"))
    sealed = any(member.person.sealed for member in found)
    if not found or (sealed and not reader.roles & {"protection", "child_officer"}):
        raise Http404
    return found


def position(asked: str, members: Sequence[GroupMember]) -> int:
    """Who is in focus, asked by place or by id; anything that cannot be is the first one."""
    people = [str(member.person_id) for member in members]
    if asked in people:
        return people.index(asked)
    at = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 4 else 0
    return at if at < len(people) else 0


def page(case: Case, members: Sequence[GroupMember], at: int, reader: Reader) -> dict[str, Any]:
    """Everything the case page shows, for a reader."""
    people = [member.person for member in members]
    focus = people[at]
    steps = list(Step.objects.visible_to(reader).filter(case=case).order_by("occurred_at", "id"))
    exits = _exits(case, reader)
    judged = judge_case(case, plan=journey_of(case)) if may_withdraw(case.stage) else None
    return {
        "case": case,
        "person": focus,
        "member": members[at],
        "programme": str(programmes.programme(case.programme) or case.programme),
        "site": places.site_name(case.site),
        "home": places.home_and_country(focus),
        "far": places.far_from_home(focus, case.site),
        "people": _heads(case, members, at),
        "with_whom": with_whom(members, at),
        "stations": stations.line(case, steps, exits),
        "is_over": case.stage in OVER,
        "has_arrived": case.stage in AFTER_ARRIVAL,
        "standing": gaps.standing(case, judged, people, reader) if judged else None,
        "holds": [
            (codes.label("hold_reason", e.reason), e.review_on)
            for e in exits
            if e.kind == "ON_HOLD" and e.ended_at is None
        ],
        "events": events(case, members, reader),
        "tasks": _tasks(case, reader),
        "panels": _panels(case, reader),
        "ways_out": _ways_out(case, reader),
    }


def _exits(case: Case, reader: Reader) -> list[SideExit]:
    rows: QuerySet[SideExit] = SideExit.objects.visible_to(reader).filter(case=case)
    return list(rows.order_by("-occurred_at"))


def _heads(case: Case, members: Sequence[GroupMember], at: int) -> list[dict[str, Any]]:
    url, today = reverse("desk:case", kwargs={"case": case.id}), words.today()
    return (
        [
            {
                "name": member.person.short_name or _("Sin nombre"),
                "detail": _years(member, today),
                "initials": member.person.full_name,
                "url": f"{url}?p={place}",
                "current": place == at,
            }
            for place, member in enumerate(members)
        ]
        if len(members) > 1
        else []
    )


def _years(member: GroupMember, today: Any) -> str:
    years = member.person.age_on(today)
    return "" if years is None else str(years)


def with_whom(members: Sequence[GroupMember], at: int) -> str:
    """With whom somebody travels: by relation for the first person, else by number."""
    others = [m for place, m in enumerate(members) if place != at]
    if not others:
        return _("viaja sin compañía")
    if at == 0 and all(m.relation in RELATIONS for m in others):
        kinds = Counter(m.relation for m in others)
        told = words.sentence_list(
            [str(SEVERAL[k]) % {"n": n} if n > 1 else _alone(k, others) for k, n in kinds.items()]
        )
        return _("viaja con %(people)s") % {"people": told}
    sentence = ngettext("viaja con %(n)s persona más", "viaja con %(n)s personas más", len(others))
    return sentence % {"n": len(others)}


def _alone(relation: str, others: Sequence[GroupMember]) -> str:
    """The only one of a relation, by their sex where it is known."""
    sex = next(m.person.sex for m in others if m.relation == relation)
    return str(BY_SEX.get((relation, sex), RELATIONS[relation]))


def events(case: Case, members: Sequence[GroupMember], reader: Reader) -> list[dict[str, Any]]:
    """What has happened, newest first, with who wrote it; compartments one may not see leave no gap."""
    within = reader.within(case.id)
    found = [
        entry
        for entry in audit.timeline(case.id, [m.person_id for m in members], within)
        # What an emergency opened is this file's, not that of an earlier journey.
        if reader.sees(entry.compartment) or entry.case_id == case.id
    ]
    names = access.names_of({entry.actor_id for entry in found if entry.actor_id})
    short = {m.person_id: m.person.short_name for m in members}
    numbers = telling.numbers_in(found, reader)
    told = []
    for entry, people in _sendings(found):
        sentence = _told_of_many(entry, people) or telling.sentence(entry, numbers)
        whose = entry.person_id if people == 1 and len(members) > 1 else None
        who = short.get(whose) if whose else None
        told.append(
            {
                "sentence": f"{who}: {sentence}" if who else sentence,
                "when": entry.occurred_at,
                "where": names.get(entry.actor_id, ""),
            }
        )
    return told


def _sendings(entries: Sequence[JournalEntry]) -> list[tuple[JournalEntry, int]]:
    """Each entry with how many people it tells of: the journal keeps one for each, a page one line.

    One sending is of one file, at one moment, to one receiver.
    """
    found: dict[Any, tuple[JournalEntry, set[Any]]] = {}
    for entry in entries:
        one: Any = entry.number
        if entry.code in OF_MANY:
            to = entry.details.get("recipient")
            one = (entry.code, entry.occurred_at, entry.case_id, entry.compartment, to)
        found.setdefault(one, (entry, set()))[1].add(entry.person_id)
    return [(entry, len(people)) for entry, people in found.values()]


def _told_of_many(entry: JournalEntry, people: int) -> str:
    """The sentence of something that was done for several at once; nothing for one alone."""
    if people == 1:
        return ""
    recipient = str(entry.details.get("recipient")).partition(":")[2]
    return str(OF_MANY[entry.code]) % {
        "people": people,
        "recipient": codes.label("consent_recipient", recipient),
    }


def _tasks(case: Case, reader: Reader) -> list[dict[str, Any]]:
    rows = Task.objects.visible_to(reader).open().filter(case=case).select_related("person")
    return [
        {
            "task": task,
            "sentence": tasks.sentence(task),
            "who": task.person.short_name if task.person else "",
            "turn": _("Le toca a %(role)s") % {"role": codes.label("role", task.role)},
            "is_mine": task.role in reader.roles,
            "url": page_of_task(task, reader.roles) if task.role in reader.roles else "",
        }
        for task in rows.order_by("-urgent", "due_on", "id")
    ]


def _panels(case: Case, reader: Reader) -> list[dict[str, Any]]:
    found = []
    for panel in panels_for(reader):
        if panel.room in ON_THE_PAGE:
            continue
        url = address(panel.url_name, case=case.id)
        if opens(url, reader.roles):
            found.append({"title": panel.title, "url": url, "room": panel.room})
    return found


def _ways_out(case: Case, reader: Reader) -> list[tuple[Any, str]]:
    holds = {"before": may_withdraw(case.stage), "open": case.is_open, "over": not case.is_open}
    found = []
    for label, name, when in WAYS_OUT:
        url = address(name, case=case.id)
        if holds[when] and opens(url, reader.roles):
            found.append((label, url))
    emergency = f"{address('protection:emergency')}?n={case.number}"
    if opens(emergency, reader.roles):
        found.append((gettext_lazy("Acceso de emergencia"), emergency))
    return found
