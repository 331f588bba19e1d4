"""Finding the case and the person a page is about: what a reader may not see is a 404."""

from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from rumbo.casework.lookup import case_or_404, pair_or_404
from rumbo.casework.models import Case

__all__ = ["back_to", "case_or_404", "pair_or_404"]


def back_to(case: Case) -> HttpResponseRedirect:
    """Go back to the panel of the case, after something was done."""
    answer = redirect("counselling:panel", case=case.id)
    answer.status_code = 303
    return answer
