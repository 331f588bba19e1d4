"""What somebody who arrives allowed, as far as those who receive may know it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from rumbo.counselling import queries as counselling
from rumbo.counselling import showing
from rumbo.counselling.showing import Shared
from rumbo.reception.queries import Comer

DATA = gettext_lazy("Usar sus datos para atenderle")
# What those who receive ask themselves: of whom they may not know, they learn of nothing else.
ASKED_HERE = frozenset({"RECEIVING_MISSION", "REFERRAL_BODIES"})


def shared_with(comer: Comer) -> list[Shared]:
    """The recipients to whom somebody said yes, as far as the reader may know of them."""
    answers = counselling.shares_of(comer.person)
    every = showing.shares(answers, showing.language_for(comer.person, ""))
    given = [one for one in every if one.answer is not None and one.answer.given]
    return [one for one in given if comer.known or one.code in ASKED_HERE]


def offered(comer: Comer) -> list[dict[str, str]]:
    """What somebody allowed, each with the page on which it is taken back."""
    found = [
        {"label": one.label, "url": _address("withdraw_share", comer, recipient=one.code)}
        for one in shared_with(comer)
    ]
    if counselling.data_consent(comer.person) is not None:
        found.append({"label": str(DATA), "url": _address("withdraw_data", comer)})
    return found


def _address(page: str, comer: Comer, **more: str) -> str:
    return reverse(f"reception:{page}", kwargs={"person": comer.person.pk, **more})
