"""The words of followup: what came of a call."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OUTCOMES: "dict[str, _StrPromise]" = {
    "DONE": _("Hablamos"),
    "NO_ANSWER": _("No contestó"),
    "LATER": _("Pide que se le llame otro día"),
    "REFUSED": _("No quiere que se le llame"),
}
