"""Looking after people while they wait: who follows them, where they sleep, family, appointments."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import names_of
from rumbo.access.scoping import visible_or_404
from rumbo.casework import actions, forms, queries
from rumbo.casework.models import Assignment, FamilyContact
from rumbo.casework.pages import FRONT, MEETERS, WORKERS
from rumbo.casework.views.lookup import Question, ask, case_or_404, people_or_404, posted
from rumbo.common import clock, codes
from rumbo.network import queries as network

both = require_http_methods(["GET", "POST"])


@both
@for_roles(*FRONT)
def assign(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Say who of the team follows a case."""
    row = case_or_404(request, case)
    form = forms.AssignForm(queries.team_of(row, WORKERS, clock.today()), posted(request))

    def do(_typed: dict[str, object]) -> None:
        user, role = form.chosen()
        actions.assign(actor=request.actor, case=row, role=role, user=user)

    asked = Question(
        title=_("Quién sigue este expediente"),
        sentence=_("Elija a quien responde por estas personas en su función."),
        confirm=_("Encargar"),
        told=_("Quedó encargado."),
    )
    return ask(request, row, form, asked, do)


@both
@for_roles(*FRONT)
def unassign(request: PersonalRequest, case: UUID, assignment: UUID) -> HttpResponse:
    """Ask once, and let somebody follow a case no more."""
    row = case_or_404(request, case)
    found = visible_or_404(Assignment, request.reader, pk=assignment, case=row, ended_at=None)
    said = {
        "name": names_of({found.user_id}).get(found.user_id, ""),
        "role": codes.label("role", found.role),
    }
    mine = found.user_id == request.actor.id
    asked = Question(
        title=_("Dejar de llevar este expediente"),
        sentence=_("Usted lo lleva en esta función: %(role)s.") % said
        if mine
        else _("%(name)s lo lleva en esta función: %(role)s.") % said,
        consequences=[
            _("Nadie en particular responderá por estas personas en esa función."),
            _("Sus tareas y citas siguen, a la vista de todo el equipo. Conviene encargarlo hoy."),
        ],
        confirm=_("Dejar de llevarlo"),
        told=_("Quedó anotado. Encárguelo a otra persona si alguien debe seguirlo."),
    )
    return ask(
        request,
        row,
        forms.Empty(posted(request)),
        asked,
        lambda _typed: actions.unassign(actor=request.actor, assignment=found),
    )


@both
@for_roles(*FRONT)
def stay(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Note where a group sleeps while it waits."""
    row = case_or_404(request, case)
    shelters = [(s.code, s.name) for s in network.sites_on(clock.today(), "shelter")]
    asked = Question(
        title=_("Dónde duermen mientras esperan"),
        sentence=_("Si no tienen dónde, o lo van a perder, suben en la lista de espera."),
        confirm=_("Guardar"),
        told=_("Quedó anotado dónde duermen."),
    )
    return ask(
        request,
        row,
        forms.StayForm(shelters, posted(request)),
        asked,
        lambda typed: actions.note_stay(actor=request.actor, case=row, **typed),
    )


@both
@for_roles(*WORKERS, "outreach")
def danger(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Say that somebody is not safe where they are: protection takes over today."""
    row = case_or_404(request, case)
    people = people_or_404(request, row, "casework.danger")
    form = forms.DangerForm(people, posted(request))
    asked = Question(
        title=_("Alguien no está a salvo"),
        sentence=_("Protección hablará con la persona hoy mismo."),
        consequences=[
            _("El expediente pasa a protección."),
            _("Lo que escriba aquí lo lee solo protección."),
        ],
        confirm=_("Avisar a protección ahora"),
        told=_("Protección ya lo tiene. No deje sola a la persona."),
        danger=True,
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda typed: actions.report_danger(
            actor=request.actor, case=row, person=form.persons[typed["person"]], said=typed["said"]
        ),
    )


@both
@for_roles(*FRONT)
def family(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Note whom of the family may be called, with the person's word."""
    row = case_or_404(request, case)
    people = people_or_404(request, row, "casework.family")
    form = forms.FamilyForm(people, posted(request))
    asked = Question(
        title=_("A quién de su familia se puede llamar"),
        sentence=_("Solo con permiso de la persona, y puede retirarlo cuando quiera."),
        confirm=_("Guardar"),
        told=_("Quedó anotado a quién se puede llamar."),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda typed: actions.note_family_contact(
            actor=request.actor,
            case=row,
            person=form.persons[typed["person"]],
            who=form.who(),
            consent_on=clock.today(),
        ),
    )


@both
@for_roles(*FRONT)
def family_call(request: PersonalRequest, contact: UUID) -> HttpResponse:
    """Note what was said with the family."""
    found = visible_or_404(FamilyContact, request.reader, pk=contact)
    row = case_or_404(request, found.case_id)
    people_or_404(request, row, "casework.family_call")
    form = forms.FamilyCallForm(posted(request))
    asked = Question(
        title=_("Se habló con su familia"),
        sentence=_("Diga solo lo que la persona quiso que se dijera."),
        confirm=_("Guardar"),
        told=_("Quedó anotado."),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda typed: actions.call_family(
            actor=request.actor,
            contact=found,
            said=typed["said"],
            meets_on_arrival=form.meets_on_arrival(),
        ),
    )


@both
@for_roles(*FRONT)
def family_end(request: PersonalRequest, contact: UUID) -> HttpResponse:
    """The person does not want this relative called any more."""
    found = visible_or_404(FamilyContact, request.reader, pk=contact)
    row = case_or_404(request, found.case_id)
    asked = Question(
        title=_("Ya no llamar a este familiar"),
        sentence=_("La persona retira su permiso. No hace falta decir por qué."),
        confirm=_("Retirar el permiso"),
        told=_("Ya no se le llama."),
    )
    return ask(
        request,
        row,
        forms.Empty(posted(request)),
        asked,
        lambda _typed: actions.withdraw_family_consent(actor=request.actor, contact=found),
    )


@both
@for_roles(*WORKERS)
def tell(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Put somebody on the list of those to be told something."""
    row = case_or_404(request, case)
    people = people_or_404(request, row, "casework.tell")
    form = forms.ContactForm(people, posted(request), initial={"due_on": clock.today()})
    asked = Question(
        title=_("Hay algo que avisarle"),
        sentence=_("Aparecerá en la lista de avisos de ese día."),
        confirm=_("Poner en la lista"),
        told=_("Quedó en la lista de avisos."),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda typed: actions.add_contact(
            actor=request.actor,
            case=row,
            person=form.persons[typed["person"]],
            about=typed["about"],
            note=typed["note"],
            due_on=typed["due_on"],
        ),
    )


@both
@for_roles(*FRONT)
def appointment(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Set a time aside for somebody of a case."""
    row = case_or_404(request, case)
    people = people_or_404(request, row, "casework.appointment")
    team = queries.team_of(row, MEETERS, clock.today())
    form = forms.AppointmentForm(people, team, posted(request))

    def do(typed: dict[str, int]) -> None:
        user, role = form.team[form.cleaned_data["with_whom"]]
        actions.make_appointment(
            actor=request.actor,
            case=row,
            person=form.persons[form.cleaned_data["person"]],
            role=role,
            user=user,
            starts_at=form.starts_at(),
            minutes=typed["minutes"],
            about=form.cleaned_data["about"],
        )

    asked = Question(
        title=_("Dar una cita"),
        sentence=_("La hora es la de esta oficina."),
        confirm=_("Dar la cita"),
        told=_("La cita quedó dada. Falta avisarle."),
    )
    return ask(request, row, form, asked, do)
