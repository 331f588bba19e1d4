"""Hears from casework that files were erased: the extract forgets them at once."""

from typing import Any

from django.dispatch import receiver

from rumbo.casework.signals import erasure_ended
from rumbo.statistics.mirror import refreshing, store


@receiver(erasure_ended, dispatch_uid="statistics.forget")
def forget(sender: type, **_: Any) -> None:
    """Refresh the extract, if there is one, so that what was erased leaves the disk."""
    if store.load() is not None:
        refreshing.refresh()
