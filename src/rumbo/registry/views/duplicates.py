"""Pairs that may be one person: a list, one pair side by side, a decision, and its undoing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.errors import changed_meanwhile
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.access.values import Reader
from rumbo.audit import actions as audit
from rumbo.common.refusal import Refusal
from rumbo.registry import actions, joined, linking, queries, showing
from rumbo.registry.actions.duplicates import DECISIONS
from rumbo.registry.forms import TakeBackForm
from rumbo.registry.lists import DUPLICATES, weighed
from rumbo.registry.models import Person, PossibleDuplicate
from rumbo.registry.pages import DECIDE
from rumbo.ui import words

# What somebody decided last: the id of the pair, kept in their own session.
LAST = "registry.last_pair"


def _pair_or_404(request: PersonalRequest, pair: UUID) -> PossibleDuplicate:
    rows = PossibleDuplicate.objects.visible_to(request.reader).select_related("earlier", "later")
    found = visible_or_404(rows, request.reader, pk=pair)
    sealed = found.earlier.sealed or found.later.sealed
    if sealed and "protection" not in request.reader.roles:
        raise Http404
    return found


@lists.page_of(DUPLICATES)
def duplicates(request: PersonalRequest) -> HttpResponse:
    """List the open pairs, likeliest first."""
    page = lists.opened(DUPLICATES, request)
    context = {
        "page": page,
        "total": _total(page, request.reader),
        "first": joined.decidable(request.reader).values_list("id", flat=True).first(),
        "last": _last(request),
        # When, never how many: of reserved persons even a number would tell.
        "linking": linking.under_way(),
    }
    return render(request, "registry/duplicates.html", context)


def _total(page: lists.Page, reader: Reader) -> str:
    """How many, exactly: of those that wait, the same number as on the pair's page and the day's."""
    shown = page.total if page.is_exact else page.found.count()  # type: ignore[call-arg]
    if page.is_filtered or page.asked.get("estado"):
        return ngettext("%(n)s par", "%(n)s pares", shown) % {"n": words.whole(shown)}
    mine = joined.decidable(reader).count()
    told = ngettext("%(n)s par por mirar", "%(n)s pares por mirar", mine)
    return " ".join((told % {"n": words.whole(mine)}, _elsewhere(shown - mine))).strip()


def _elsewhere(number: int) -> str:
    """The pairs of which this reader may see one side alone: theirs to ask for, not to decide."""
    if number < 1:
        return ""
    return _("y %(n)s más con alguien de otra oficina") % {"n": words.whole(number)}


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDE)
def duplicate(request: PersonalRequest, pair: UUID) -> HttpResponse:
    """Show two registrations beside each other; s, d and u decide, n goes on, z takes back."""
    found = _pair_or_404(request, pair)
    if request.method == "POST":
        return _decide(request, found)
    both = _seen(request, found)
    context = {
        "pair": found,
        **weighed(found, masked=both is None),
        "masked": both is None,
        "queue": _queue(request, found),
        "last": _last(request),
    }
    if both is not None:
        for person in both:
            audit.note_reading(actor=request.actor, person=person.id, page="duplicate")
        context |= {
            "lines": showing.side_by_side(both),
            "left": showing.family(queries.travelling_with(both[0], request.reader), both[0]),
            "right": showing.family(queries.travelling_with(both[1], request.reader), both[1]),
        }
    return render(request, "registry/duplicate.html", context)


def _seen(request: PersonalRequest, pair: PossibleDuplicate) -> tuple[Person, Person] | None:
    """Both people, where the reader may see both: here, or by an access another office gave."""
    ids = [pair.earlier_id, pair.later_id]
    rows = Person.objects.visible_to(request.reader).filter(id__in=ids)
    seen = set(rows.values_list("id", flat=True)) | queries.granted(request.reader, ids)
    return (pair.earlier, pair.later) if seen.issuperset(ids) else None


def _queue(request: PersonalRequest, pair: PossibleDuplicate) -> dict[str, object]:
    """How many pairs wait for this reader, and which one comes after this one."""
    rows = joined.decidable(request.reader)
    following = joined.after(rows, pair).values_list("id", flat=True).first()
    number = rows.count()
    sentence = ngettext("%(n)s par espera", "%(n)s pares esperan", number)
    return {"waiting": sentence % {"n": words.whole(number)}, "next": following}


def _last(request: PersonalRequest) -> PossibleDuplicate | None:
    """What this person decided last, where it stands and may be taken back by one key."""
    key = request.session.get(LAST)
    if not key:
        return None
    found = queries.pairs_seen(request.reader).exclude(decision="").filter(pk=key).first()
    return found if found is not None and _seen(request, found) is not None else None


def _decide(request: PersonalRequest, pair: PossibleDuplicate) -> HttpResponse:
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS or _seen(request, pair) is None:
        raise Http404
    try:
        actions.decide_duplicate(actor=request.actor, pair=pair, decision=decision)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    else:
        request.session[LAST] = str(pair.id)
    rows = joined.decidable(request.reader)
    following = joined.after(rows, pair).first() or rows.first()
    if following is None:
        return redirect("registry:duplicates")
    return redirect("registry:duplicate", following.id)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDE)
def undo(request: PersonalRequest, pair: UUID) -> HttpResponse:
    """Say what a decision did, and take it back where it was wrong: who may decide it may."""
    found = _pair_or_404(request, pair)
    if _seen(request, found) is None:
        raise Http404
    if request.method == "POST":
        return _take_back(request, found)
    if not found.decision:
        return redirect("registry:duplicate", pair=found.id)
    same = found.decision == "SAME"
    told: dict[str, object] = {
        "title": _("Los dos registros son de la misma persona"),
        "sentence": _("Quedaron unidos. Nada se borró: se puede deshacer ahora o más tarde."),
        "consequences": [
            _("Al deshacer, cada registro vuelve a estar exactamente como antes."),
            _("El par vuelve a la lista para mirarlo de nuevo."),
        ],
        "confirm": _("Deshacer la unión"),
        "danger": True,
    } if same else {
        "title": _("Mirar otra vez este par"),
        "sentence": _("Alguien ya lo miró. Los dos registros siguen separados."),
        "consequences": [_("El par vuelve a la lista para mirarlo de nuevo.")],
        "confirm": _("Volver a mirarlo"),
    }  # fmt: skip
    told |= {
        "form": TakeBackForm(initial={"version": found.version}),
        "cancel_url": reverse("registry:duplicates"),
    }
    return render(request, "ui/confirm.html", told)


def _take_back(request: PersonalRequest, pair: PossibleDuplicate) -> HttpResponse:
    """Take back the decision that was shown; one that somebody else made since stands."""
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        raise changed_meanwhile()
    shown = form.cleaned_data["version"]
    if pair.decision == "SAME":
        actions.undo_merge(actor=request.actor, pair=pair, base_version=shown)
        messages.success(request, _("La unión se deshizo: los dos registros están como antes."))
    else:
        actions.look_again(actor=request.actor, pair=pair, base_version=shown)
        messages.success(request, _("El par vuelve a estar por mirar."))
    request.session.pop(LAST, None)
    return redirect("registry:duplicate", pair=pair.id)
