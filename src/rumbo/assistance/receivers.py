"""What assistance tells the rooms before it: what somebody reads of it in an emergency."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from rumbo.access.values import Reader
from rumbo.assistance import shown
from rumbo.casework.models import Case
from rumbo.protection.signals import lines_wanted


@receiver(lines_wanted, dispatch_uid="assistance.tell_lines")
def tell_lines(
    sender: type, *, case: Case, reader: Reader, people: Sequence[UUID], **_: Any
) -> dict[UUID, list[tuple[str, str]]]:
    """Give where each survivor sleeps and who helps now, and what was found of the risk."""
    return shown.emergency(case, reader, people)
