"""Leaving the way: withdrawing, pausing, closing, opening again, parting and coming together."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.casework import actions, forms, queries
from rumbo.casework.pages import FRONT, PARTERS
from rumbo.casework.views.lookup import Question, ask, case_or_404, people_or_404, posted
from rumbo.common import clock

CLOSERS = (*FRONT, "reception", "reintegration")
both = require_http_methods(["GET", "POST"])


@both
@for_roles(*FRONT, "movements", "field")
def withdraw(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Let a group go: one calm question, and no reason asked."""
    row = case_or_404(request, case)
    people = people_or_404(request, row, "casework.withdraw")
    asked = Question(
        title=_("Ya no quieren viajar"),
        sentence=_(
            "Pueden decidirlo hasta la salida y no tienen que decir por qué. "
            "Si más adelante quieren volver, aquí se les atiende."
        ),
        consequences=[
            _("Si tenían lugar apartado, queda libre en seguida."),
            _("El expediente se guarda y puede reabrirse cuando quieran."),
            *(
                [_("Vale para todo el grupo. Si solo se va alguien, sepárelo primero.")]
                if len(people) > 1
                else []
            ),
        ],
        confirm=_("Anotar que no viajan"),
        told=_("Quedó anotado. Pueden volver cuando quieran."),
    )
    return ask(
        request,
        row,
        forms.WithdrawForm(posted(request)),
        asked,
        lambda typed: actions.withdraw(actor=request.actor, case=row, reason=typed["reason"]),
    )


@both
@for_roles(*PARTERS)
def leave(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Let some of a group go while the others travel on, with the family's word."""
    row = case_or_404(request, case)
    people = people_or_404(request, row, "casework.leave")
    form = forms.PeopleForm(people, posted(request))
    asked = Question(
        title=_("Solo alguien del grupo ya no viaja"),
        sentence=_("Marque a quienes ya no viajan. Los demás siguen con este expediente."),
        consequences=[
            _("Quienes no viajan tendrán su propio expediente, y podrá reabrirse."),
            _("Ninguna niña, niño o adolescente se separa de su madre, su padre o quien le cuida."),
        ],
        confirm=_("Anotar que no viajan"),
        told=_("Quedó anotado. Los demás siguen."),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda _typed: actions.withdraw_person(
            actor=request.actor, case=row, people=form.chosen(), word=form.word()
        ),
    )


@both
@for_roles(*PARTERS)
def split(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Part a group: those who stay go on waiting with a file of their own."""
    row = case_or_404(request, case)
    people = people_or_404(request, row, "casework.split")
    form = forms.PeopleForm(people, posted(request))
    asked = Question(
        title=_("Separar al grupo"),
        sentence=_(
            "Marque a quienes esperarán con un expediente propio. Lo decide usted, con la palabra de la familia."
        ),
        consequences=[
            _("Cada parte espera y viaja por su cuenta."),
            _("Los lugares apartados de quienes se separan quedan libres."),
            _(
                "Puede deshacerse mientras nadie haya salido; entonces vuelven a apartar lugar juntos."
            ),
        ],
        confirm=_("Separar al grupo"),
        told=_("El grupo quedó separado, con la palabra de la familia."),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda _typed: actions.split_group(
            actor=request.actor, case=row, staying=form.chosen(), word=form.word()
        ),
    )


@both
@for_roles(*FRONT)
def hold(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Pause a case, with a reason and a day to look at it again."""
    row = case_or_404(request, case)
    asked = Question(
        title=_("Poner en pausa"),
        sentence=_("El expediente sigue abierto. Conserva su fecha de solicitud."),
        confirm=_("Poner en pausa"),
        told=_("Quedó en pausa."),
    )
    return ask(
        request,
        row,
        forms.HoldForm(posted(request)),
        asked,
        lambda typed: actions.hold_case(actor=request.actor, case=row, **typed),
    )


@both
@for_roles(*FRONT)
def release(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Let a paused case go on."""
    row = case_or_404(request, case)
    found = queries.live_hold(row)
    if found is None:
        raise Http404
    asked = Question(
        title=_("Terminar la pausa"),
        sentence=_("El expediente sigue desde donde estaba."),
        confirm=_("Terminar la pausa"),
        told=_("La pausa terminó."),
    )
    return ask(
        request,
        row,
        forms.Empty(posted(request)),
        asked,
        lambda _typed: actions.release_hold(actor=request.actor, hold=found),
    )


@both
@for_roles(*CLOSERS)
def close(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Close a case."""
    row = case_or_404(request, case)
    asked = Question(
        title=_("Cerrar el expediente"),
        sentence=_("Se cierra cuando no queda nada por hacer con estas personas."),
        consequences=[_("Desde hoy cuenta el plazo para guardar sus datos.")],
        confirm=_("Cerrar el expediente"),
        told=_("El expediente quedó cerrado."),
    )
    return ask(
        request,
        row,
        forms.CloseForm(posted(request)),
        asked,
        lambda typed: actions.close_case(actor=request.actor, case=row, **typed),
    )


@both
@for_roles(*FRONT)
def reopen(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Open a case again."""
    row = case_or_404(request, case)
    asked = Question(
        title=_("Reabrir el expediente"),
        sentence=_("Vuelve a consejería: primero se escucha de nuevo a la persona."),
        confirm=_("Reabrir"),
        told=_("El expediente está abierto otra vez."),
    )
    return ask(
        request,
        row,
        forms.WhyForm(posted(request)),
        asked,
        lambda typed: actions.reopen(actor=request.actor, case=row, why=typed["why"]),
    )


@both
@for_roles(*FRONT)
def lost(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Stop looking for somebody, after enough tries."""
    row = case_or_404(request, case)
    tried = len(queries.days_tried(row))
    asked = Question(
        title=_("Se perdió el contacto"),
        sentence=_("Se le ha buscado en %(days)s días distintos desde la última vez que se habló.")
        % {"days": tried},
        consequences=[_("Si vuelve, el expediente se reabre y se le atiende.")],
        confirm=_("Dejar de buscar"),
        told=_("Quedó anotado. Si vuelve, se le atiende."),
    )
    return ask(
        request,
        row,
        forms.Empty(posted(request)),
        asked,
        lambda _typed: actions.record_lost_contact(actor=request.actor, case=row, at=clock.now()),
    )
