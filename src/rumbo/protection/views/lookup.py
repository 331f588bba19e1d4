"""Finding the case and the person a page is about, and showing one form."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from rumbo.access.middleware import PersonalRequest
from rumbo.casework import lookup
from rumbo.casework.lookup import case_or_404
from rumbo.casework.models import Case
from rumbo.registry.models import Person

__all__ = ["case_or_404", "go", "one_form", "pair_or_404"]


def pair_or_404(
    request: PersonalRequest, case: UUID, person: UUID, page: str
) -> tuple[Case, Person]:
    """Give a case and one person of its group, as a page of this room."""
    return lookup.pair_or_404(request, case, person, f"protection.{page}")


def go(name: str, *args: UUID) -> HttpResponseRedirect:
    """Go on to another page of the room, after something was done."""
    answer = redirect(f"protection:{name}", *args)
    answer.status_code = 303
    return answer


def one_form(  # noqa: PLR0913
    request: PersonalRequest,
    case: Case,
    person: Person,
    form: Form,
    *,
    title: str,
    lead: str = "",
    notice: str = "",
    back: str = "panel",
    **more: Any,
) -> HttpResponse:
    """Show a page that asks one thing about one person."""
    context = {
        "case": case,
        "person": person,
        "form": form,
        "title": title,
        "lead": lead,
        "notice": notice,
        "back": f"protection:{back}",
        **more,
    }
    return render(request, "protection/form.html", context)
