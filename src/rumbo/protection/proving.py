"""Whether an act of hand-over that somebody holds is one of ours: yes or no, and never a name."""

import hmac

from django.http import HttpRequest
from django.urls import reverse

from rumbo.protection import printing, queries, track
from rumbo.protection.models import Handover

SEAL = 16  # signs, at the end of the printed code


def where_to_check(request: HttpRequest) -> str:
    """The address at which anybody may check an act, as it is printed on it."""
    return request.build_absolute_uri(reverse("protection:proof"))


def genuine(code: str) -> Handover | None:
    """The act of a printed code, however it was typed; None where the code was not made by us.

    A number without its seal, and a seal of another act, are as if there were no such act.
    """
    signs = "".join(c for c in code.upper() if c.isascii() and (c.isalnum() or c == "-"))
    number, seal = signs[:-SEAL].strip("-"), signs[-SEAL:]
    row = queries.act_of_number(number) if number else None
    if row is None or not hmac.compare_digest(printing.seal_of(row), seal):
        return None
    return row


def bears(act: Handover, name: str) -> bool:
    """Whether a name that is read on the paper is of the child, of who gave or of who received.

    Two of its words are enough; one that the act does not have is not the name.
    """
    asked = set(track.name_key(name))
    named = (
        act.person.full_name,
        str(act.giver.get("name") or ""),
        str(act.taker.get("name") or ""),
    )
    return len(asked) > 1 and any(asked <= set(track.name_key(one)) for one in named)


def zone_of(act: Handover) -> str:
    """The zone of the office where an act was signed, as it is printed."""
    return str((act.receiving_office or act.case.office).zone)
