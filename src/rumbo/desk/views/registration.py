"""Registration: consent first, then a family side by side on one page that grows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access.doors import for_roles, opens
from rumbo.access.middleware import PersonalRequest, refused
from rumbo.access.queries import offices_of
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.counselling.wording import Wording, current
from rumbo.desk import actions, casefile, finding, places
from rumbo.desk.forms.consent import BY, BeginForm, ConsentForm
from rumbo.desk.forms.person import MOST_PEOPLE, PersonForm
from rumbo.desk.inquiring import asker
from rumbo.desk.roles import ASK_ACCESS, REGISTER
from rumbo.desk.views import arriving
from rumbo.registry import queries
from rumbo.registry.values import NewConsent, NewGroup
from rumbo.ui import words


def _notice(office: str) -> Wording:
    text = current("data-consent", "en" if words.language() == "en" else "es")
    return text.filled(organisation=_("la organización que le atiende"), office=office)


@require_http_methods(["GET", "POST"])
@for_roles(*REGISTER)
def consent(request: PersonalRequest) -> HttpResponse:
    """Read the notice and record the yes; nothing else is asked before."""
    offices = list(offices_of(request.reader))
    mine = next((o for o in offices if o.id == request.actor.office), None)
    known = {code for code, _name in places.sites()}
    site = mine.code if mine is not None and mine.code in known else ""
    asked = arriving.inquiry_of(request.GET.get("solicitud"), request.reader)
    form = BeginForm(
        request.POST or None, offices=[(str(o.id), o.name) for o in offices], site=site
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        started = arriving.begin(form.consent(), data["office"], data["site"], asked)
        many = f"&n={asked.people}" if asked is not None and asked.people > 1 else ""
        return redirect(f"{reverse('desk:family')}?c={started.as_word()}{many}")
    notice = _notice(mine.name if mine is not None else "")
    return render(
        request,
        "desk/consent.html",
        {"form": form, "notice": notice, "asked": asked and asker(asked)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@for_roles(*REGISTER)
def family(request: PersonalRequest) -> HttpResponse:
    """Type a family, person beside person, and register it whole."""
    started = arriving.begun(request.GET.get("c", ""))
    arriving.office_of(started, request.reader)
    if (there := _there(request, started.group)) is not None:
        return there
    size = arriving.how_many(request.GET)
    if request.method != "POST":
        asked = arriving.inquiry_of(started.inquiry, request.reader)
        first = arriving.told_before(asked) if asked is not None else None
        return _page(request, started, arriving.forms_for(size, first=first))
    if "add" in request.POST or "remove" in request.POST:
        size = max(1, min(size + (1 if "add" in request.POST else -1), MOST_PEOPLE))
        return _page(
            request, started, [f.as_typed() for f in arriving.forms_for(size, request.POST)]
        )
    forms = arriving.forms_for(size, request.POST)
    # Every form is asked, so that each says what it lacks.
    if sum(form.is_valid() for form in forms) < len(forms):
        return _page(request, started, forms, status=422)
    return _register(request, started, forms)


def _register(
    request: PersonalRequest, started: arriving.Begun, forms: list[PersonForm]
) -> HttpResponse:
    ids = [new_id() for _form in forms]
    group = NewGroup(
        id=started.group,
        people=tuple(form.person(ids, _yes(form, started)) for form in forms),
        site=started.site,
        at=started.at,
    )
    office = arriving.office_of(started, request.reader)
    asked = arriving.inquiry_of(started.inquiry, request.reader)
    case = actions.register_family(actor=request.actor, office=office, group=group, inquiry=asked)
    if case is None:
        return _there(request, started.group) or redirect("desk:home")
    messages.success(request, _("Quedó el registro %(number)s.") % {"number": case.number})
    if case.urgent:
        said = _(
            "Hay una niña, un niño o adolescente sin su familia: la vía de niñez ya tiene el aviso."
        )
        messages.warning(request, said)
    return _shown(request, case)


def _shown(request: PersonalRequest, case: Case) -> HttpResponse:
    """The file that was made; who registers and opens no files goes back to their own day."""
    url = reverse("desk:case", kwargs={"case": case.id})
    return redirect(url if opens(url, request.reader.roles) else "desk:home")


def _yes(form: PersonForm, started: arriving.Begun) -> NewConsent:
    """The first person's yes was given first; each other person has their own."""
    yes = started.consent
    by = form.cleaned_data.get("consent") or yes.by
    return NewConsent(by=by, how=yes.how, language=yes.language, wording=yes.wording, at=yes.at)


def _there(request: PersonalRequest, group: UUID) -> HttpResponse | None:
    """The case of a group that was registered already: a page sent twice shows it."""
    case = Case.objects.visible_to(request.reader).filter(group=group).first()
    if case is None:
        return None
    messages.info(request, _("Este registro ya estaba guardado."))
    return _shown(request, case)


def _page(
    request: PersonalRequest,
    started: arriving.Begun,
    forms: list[PersonForm],
    *,
    status: int = 200,
) -> HttpResponse:
    here = f"{reverse('desk:family')}?c={request.GET['c']}&n={len(forms)}"
    answer = render(
        request,
        "desk/family.html",
        {
            "forms": forms,
            "here": here,
            "keep": f"register-{started.group}",
            "is_fresh": request.method == "POST",
            "agreed": dict(BY)[started.consent.by],
            "agreed_language": words.language_name(started.consent.language),
            "agreed_at": started.at,
            "site": places.site_name(started.site),
            "may_add": len(forms) < MOST_PEOPLE,
            "errors": sum(len(form.errors) for form in forms),
            "countries": _countries(),
            "departments": [name for _code, name in places.departments()],
        },
        status=status,
    )
    if request.htmx:
        answer["HX-Push-Url"] = here
    return answer


def _countries() -> list[str]:
    return [str(label) for _code, label in codes.choices("country")]


@require_POST
@for_roles(*REGISTER)
def likely(request: PersonalRequest) -> HttpResponse:
    """Show who of those registered may be the person being typed, in the margin."""
    place = request.GET.get("p", "0")
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 3 else 0
    if at >= MOST_PEOPLE:
        raise Http404
    told = arriving.so_far(PersonForm(request.POST, place=at, size=MOST_PEOPLE))
    try:
        hits = queries.look_up(request.reader, told) if told is not None else []
    except Refusal as refusal:
        # Somebody goes on typing: the sentence stands in the place of the answer, once.
        return refused(request, refusal, swap="innerHTML")
    may_ask = bool(ASK_ACCESS & request.reader.roles)
    found = finding.of_hits(hits, request.reader, request.session, may_ask=may_ask)
    return render(request, "desk/likely.html", {"found": found})


@require_http_methods(["GET", "POST"])
@for_roles(*REGISTER)
def late(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Record the consent of somebody whose registration came from a sheet without it."""
    found = visible_or_404(Case, request.reader, pk=case)
    member = next(
        (m for m in casefile.members_of(found, request.reader) if m.person_id == person), None
    )
    if member is None:
        raise Http404
    audit.note_reading(actor=request.actor, person=person, page="consent")
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        counselling.record_data_consent(
            actor=request.actor, case=found, person=member.person, consent=form.consent()
        )
        messages.success(request, _("Quedó anotado el consentimiento."))
        return _shown(request, found)
    context = {
        "form": form,
        "notice": _notice(found.office.name),
        "person": member.person,
        "case": found,
    }
    return render(request, "desk/consent.html", context, status=422 if form.errors else 200)
