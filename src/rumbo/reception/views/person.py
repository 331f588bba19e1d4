"""One person's arrival: four taps on one page, with what is needed for each."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling_actions
from rumbo.counselling import queries as counselling
from rumbo.movements.queries import care_of
from rumbo.protection import queries as protecting
from rumbo.protection.queries import Awaited
from rumbo.reception import actions, queries, receiving, rules, tables
from rumbo.reception.forms import AbsentForm, MoneyForm, NextForm, WhyForm
from rumbo.reception.models import OnwardMoney
from rumbo.reception.pages import READ, RECEIVE, REFER
from rumbo.reception.permitting import offered
from rumbo.reception.queries import Comer
from rumbo.reception.views.lookup import comer_or_404, render_there
from rumbo.ui import words

SHARES = ("RECEIVING_MISSION", "REFERRAL_BODIES")


@require_GET
@for_roles(*READ)
def person(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Show where somebody's reception stands, and the next tap."""
    return _show(request, comer_or_404(request, person, "reception"))


@require_POST
@for_roles(*RECEIVE)
def money(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Pay money for the way, against a signature."""
    comer = comer_or_404(request, person, "reception")
    form = _money_form(comer, request.POST)
    if comer.arrival is None or form is None:
        return redirect("reception:person", person=person)
    if form.is_valid():
        try:
            paid = actions.pay_onward(
                actor=request.actor, arrival=comer.arrival, payment=form.value()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = _("Entregado: %(amount)s. Recibo %(number)s.")
            messages.success(
                request, said % {"amount": words.money(paid.money), "number": paid.number}
            )
            return redirect(f"{reverse('reception:person', kwargs={'person': person})}#next")
    return _show(request, comer, money_form=form)


@require_http_methods(["GET", "POST"])
@for_roles(*RECEIVE, "coordinator")
def void(request: PersonalRequest, person: UUID, payment: UUID) -> HttpResponse:
    """Void a receipt that is wrong, by somebody who did not pay it."""
    comer = comer_or_404(request, person, "reception")
    paid = visible_or_404(OnwardMoney, request.reader, pk=payment, person=comer.person)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.void_onward(actor=request.actor, payment=paid, why=form.cleaned_data["why"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("reception:person", person=person)
    context = {
        "title": _("Anular el recibo %(number)s") % {"number": paid.number},
        "sentence": _("El dinero podrá entregarse otra vez, con un recibo nuevo."),
        "consequences": [_("Anula otra persona, no quien entregó. El recibo anulado se conserva.")],
        "form": form,
        "confirm": _("Anular el recibo"),
        "danger": True,
        "cancel_url": reverse("reception:person", kwargs={"person": person}),
    }
    return render(request, "ui/confirm.html", context, status=409 if form.errors else 200)


@require_POST
@for_roles(*RECEIVE)
def next_step(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Write down where somebody goes from here."""
    comer = comer_or_404(request, person, "reception")
    form = _next_form(comer, request.POST)
    if comer.arrival is not None and form.is_valid():
        try:
            actions.set_next_step(actor=request.actor, arrival=comer.arrival, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("reception:person", person=person)
    return _show(request, comer, next_form=form)


@require_http_methods(["GET", "POST"])
@for_roles(*RECEIVE)
def absent(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Ask once, and write down that somebody did not come."""
    comer = comer_or_404(request, person, "reception")
    form = AbsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.not_arrived(
                actor=request.actor, case=comer.case, person=comer.person, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Quedó anotado. Protección lo ve hoy."))
            return redirect("reception:board")
    context = {
        "title": _("No llegó: %(name)s") % {"name": _name(comer)},
        "sentence": _("Se anota que no vino con quienes llegaron."),
        "consequences": [_("Protección recibe hoy mismo una tarea urgente para buscarla.")],
        "form": form,
        "confirm": _("Sí, no llegó"),
        "danger": True,
        "cancel_url": reverse("reception:person", kwargs={"person": person}),
    }
    return render(request, "ui/confirm.html", context, status=409 if form.errors else 200)


@require_POST
@for_roles(*RECEIVE)
def share(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Write down what somebody answers here about who may be told."""
    comer = comer_or_404(request, person, "reception")
    recipient, answer = request.POST.get("recipient", ""), request.POST.get("answer", "")
    if recipient in SHARES and answer in {"yes", "no"}:
        counselling_actions.record_share_consents(
            actor=request.actor,
            case=comer.case,
            person=comer.person,
            answers={recipient: answer == "yes"},
        )
    target = "refer" if request.POST.get("from") == "refer" else "person"
    return redirect(f"reception:{target}", person=person)


@require_POST
@for_roles(*RECEIVE)
def close(request: PersonalRequest, person: UUID, what: str) -> HttpResponse:
    """End the reception of a group, or the programme's support."""
    comer = comer_or_404(request, person, "reception")
    end = {"close": actions.close_reception, "finish": actions.finish_support}[what]
    try:
        end(actor=request.actor, case=comer.case)
    except Refusal as refusal:
        return _show(request, comer, refusal=refusal)
    messages.success(request, _("Listo: quedó anotado."))
    return redirect("reception:person", person=person)


def _name(comer: Comer) -> str:
    return comer.person.full_name if comer.known else _("una persona más")


def _money_form(comer: Comer, data: object = None) -> MoneyForm | None:
    arrival, today = comer.arrival, clock.today()
    if arrival is None or not counselling.is_adult(comer.person, today):
        return None
    people = 1 + len(queries.in_charge_of(comer.case, comer.person))
    limit = tables.onward_limit(arrival.country, people)
    return MoneyForm(limit, data, initial={"amount": limit.usual.amount, "id": new_id()})


def _next_form(comer: Comer, data: object = None) -> NextForm:
    alone = counselling.is_child_alone(comer.case, comer.person, clock.today())
    return NextForm(data, is_child_alone=alone)


def _show(
    request: PersonalRequest,
    comer: Comer,
    *,
    money_form: MoneyForm | None = None,
    next_form: NextForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    today, given = clock.today(), comer.given
    care = care_of([comer.person.pk]).get(comer.person.pk, [])
    last = (given.next_step or given.kit or given.arrival) if given else None
    comer.case.refresh_from_db()
    context = {
        "comer": comer,
        "name": _name(comer),
        "place": receiving.place_name(comer.arrival.centre) if comer.arrival else "",
        "age": comer.person.age_on(today),
        "needs": [codes.label("care_need", need) for need in care],
        "onward": queries.onward_place(comer.person),
        "family": _family(request, comer),
        "is_adult": counselling.is_adult(comer.person, today),
        "money_form": money_form or _money_form(comer),
        "next_form": next_form or _next_form(comer),
        "kit": tables.kit_name(tables.kit_for(comer.person.age_on(today))),
        "may_undo": last is not None
        and (comer.departure is not None or last != comer.arrival)
        and rules.may_take_back(last.occurred_at, clock.now()),
        "referrals": queries.referrals_of(request.reader, [comer.person.pk]),
        "may_receive": bool(request.reader.roles.intersection(RECEIVE)),
        "may_close": comer.case.stage == "ARRIVED",
        "may_finish": comer.case.stage == "POST_ARRIVAL",
        "can_arrive": comer.seat is not None
        and comer.seat.state in {"BOARDED", "ARRIVED"}
        and comer.seat.departure.has_left,
        "refusal": refusal,
        "permissions": offered(comer) if request.reader.roles.intersection(RECEIVE) else [],
        "handing": _handing(comer, today),
        "may_hand": bool(request.reader.roles.intersection(REFER)),
    }
    wrong = refusal or (money_form and money_form.errors) or (next_form and next_form.errors)
    zone = comer.centre.zone if comer.centre else comer.case.office.zone
    return render_there(
        request, zone, "reception/person.html", context, status=409 if wrong else 200
    )


def _handing(comer: Comer, today: date) -> Awaited | None:
    """Who brings and who receives a child that came without its family; nothing of anybody else."""
    alone = counselling.is_child_alone(comer.case, comer.person, today)
    if not comer.known or not alone or comer.departure is None:
        return None
    return protecting.awaited(comer.case, comer.person)


def _family(request: PersonalRequest, comer: Comer) -> list[dict[str, object]]:
    """The others of the group, those named whom the reader may know."""
    others = [p for p in queries.people_of(comer.case) if p.pk != comer.person.pk]
    office = comer.case.office_id
    known = queries.known_to(request.reader, [(p.pk, office) for p in others])
    return [{"person": p, "known": p.pk in known} for p in others]
