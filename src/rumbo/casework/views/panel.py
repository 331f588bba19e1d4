"""What the case page shows of keeping in touch."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles, opens
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import names_of
from rumbo.access.values import Reader
from rumbo.casework import queries, shown, words
from rumbo.casework.listing import site_names
from rumbo.casework.models import (
    Appointment,
    Assignment,
    Case,
    Contact,
    ContactAttempt,
    FamilyChange,
    FamilyContact,
    Stay,
)
from rumbo.casework.pages import FRONT, MEETERS, PARTERS
from rumbo.casework.rules import TRIES_BEFORE_LOST_CONTACT, may_withdraw
from rumbo.casework.views.lookup import case_or_404, people_or_404
from rumbo.common import clock, codes
from rumbo.registry import queries as registry
from rumbo.registry.models import Person


@require_GET
@for_roles(*FRONT)
def contact(request: PersonalRequest, case: UUID) -> HttpResponse:
    """The safe way and hours, tries, appointments, family and where they sleep."""
    row = case_or_404(request, case)
    people = people_or_404(request, row, "casework.contact")
    reader = request.reader
    stay = Stay.objects.visible_to(reader).filter(case=row, ended_at=None).first()
    tries = ContactAttempt.objects.visible_to(reader).filter(contact__case=row)
    families = FamilyContact.objects.visible_to(reader).filter(case=row, consent_withdrawn_on=None)
    meetings = Appointment.objects.visible_to(reader).filter(
        case=row, starts_at__gte=clock.now(), cancelled_at=None, outcome=""
    )
    due = queries.may_be_told(Contact.objects.visible_to(reader).filter(case=row, done_at=None))
    followed = Assignment.objects.visible_to(reader).filter(case=row, ended_at=None)
    assigned = list(followed)
    unasked = registry.who_lacks_consent([person.pk for person in people])
    names = names_of({a.user_id for a in assigned})
    context = {
        "case": row,
        "ways": [_way(person) for person in people if person.pk not in unasked],
        "unasked": [_unasked(row, person, reader) for person in people if person.pk in unasked],
        "tries": [
            {
                "sentence": shown.outcome(one.outcome, knows=reader.sees("protection")),
                "when": one.occurred_at,
                "where": words.CHANNELS.get(one.channel, one.channel),
            }
            for one in tries.order_by("-occurred_at")[:5]
        ],
        "days_tried": len(queries.days_tried(row)),
        "tries_needed": TRIES_BEFORE_LOST_CONTACT,
        "due": [
            {"about": words.ABOUT.get(c.about, c.about), "who": c.person.short_name, "on": c.due_on}
            for c in due.order_by("due_on").select_related("person")
        ],
        "meetings": [
            shown.meeting(m, clock.now())
            for m in meetings.order_by("starts_at").select_related("person", "user")
        ],
        "families": families.order_by("occurred_at").select_related("person"),
        "stay": stay,
        "stay_word": words.STAYS.get(stay.kind, stay.kind) if stay else "",
        "shelter": site_names().get(stay.shelter, "") if stay else "",
        "followed": [
            {
                "id": a.pk,
                "role": codes.label("role", a.role),
                "who": names.get(a.user_id, ""),
                "mine": a.user_id == request.actor.id,
            }
            for a in assigned
        ],
        "has_changed": FamilyChange.objects.visible_to(reader)
        .filter(Q(case=row) | Q(other=row))
        .exists(),
        "hold": queries.live_hold(row),
        "may_meet": bool(reader.roles & {*MEETERS}),
        "may_part": bool(reader.roles & {*PARTERS}) and may_withdraw(row.stage),
        "several": len(people) > 1,
    }
    template = "casework/panel_contact.html" if request.htmx else "casework/contact_page.html"
    return render(request, template, context)


def _unasked(case: Case, person: Person, reader: Reader) -> dict[str, str]:
    """Somebody whose permission is wanted before any call: where it is written down, or by whom."""
    url = reverse("desk:consent", kwargs={"case": case.pk, "person": person.pk})
    return {
        "who": person.full_name,
        "url": url if opens(url, reader.roles) else "",
        "turn": codes.label("role", "registrar"),
    }


def _way(person: Person) -> dict[str, object]:
    told = person.contact
    return {
        "who": person.full_name,
        "channel": codes.label("channel", person.contact_channel) if person.contact_channel else "",
        "phone": told.get("phone", ""),
        "whatsapp": told.get("whatsapp", ""),
        "hours": told.get("safe_times", ""),
        "note": told.get("note", ""),
    }
