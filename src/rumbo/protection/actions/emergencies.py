"""Opening a file in an emergency: this room knows the file, access keeps who opened it and watches."""

import uuid
from datetime import datetime

from rumbo.access import actions as access
from rumbo.access.entry import verb
from rumbo.access.models import BreakGlass
from rumbo.access.rules import MAY_BREAK
from rumbo.access.values import Actor, FileInDanger
from rumbo.casework.lookup import SEALED_FOR
from rumbo.protection import errors, queries


def open_in_emergency(
    *,
    actor: Actor,
    number: str,
    compartment: str,
    reason: str,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> BreakGlass:
    """Open a compartment of the file of a number for three hours; a reserved file stays protection's.

    A number that is none and a file that is reserved are refused by the same sentence.
    """
    with verb(actor, *MAY_BREAK):
        found = queries.file_of_number(number)
        if found is None or (found.is_reserved and not actor.roles & SEALED_FOR):
            raise errors.no_such_file()
        file = FileInDanger(
            found.case.pk, found.case.group_id, found.people, found.case.office_id,
            found.case.number,
        )  # fmt: skip
        return access.break_glass(
            actor=actor, file=file, compartment=compartment, reason=reason, id=id, at=at
        )
