"""People who ask what help there is."""

from datetime import datetime
from typing import Any

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Inquiry
from rumbo.casework.values import HowToReach, NewInquiry
from tests import factories


def reach(**changes: Any) -> HowToReach:
    """Marbella, who may be called."""
    values: dict[str, Any] = {
        "how": "ORAL",
        "wording": "2026-11-21",
        "who": {"name": "Marbella", "phone": "9621234567"},
        "may_call": True,
        "channel": "PHONE",
    }
    return HowToReach(**{**values, **changes})


def new_inquiry(**changes: Any) -> NewInquiry:
    """A woman with two children who asks at the booth."""
    values: dict[str, Any] = {"site": "TAP", "channel": "BOOTH", "people": 3, "country": "HND"}
    return NewInquiry(**{**values, **changes})


def inquired(
    *, at: Office | None = None, when: datetime = factories.MONDAY, **changes: Any
) -> Inquiry:
    """An inquiry that was recorded."""
    return casework.record_inquiry(
        actor=SYSTEM, office=at or factories.office(), inquiry=new_inquiry(**changes), at=when
    )
