"""Tells every template what kind of installation it is shown in."""

from django.conf import settings
from django.http import HttpRequest

from rumbo.config import ready


def installation(_request: HttpRequest) -> dict[str, object]:
    """Give templates the demo mark and whether the house is ready for real people."""
    return {
        "demo": settings.DEMO,
        # Asked only where a template shows it.
        "not_yet_for_real_people": ready.is_not_ready,
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
        "languages": settings.LANGUAGES,
    }
