"""What readiness refuses its readers, each in one sentence (errors.py speaks of FACTS files)."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def protects_a_person() -> Refusal:
    """A row that protects is overridden by nobody."""
    return Refusal(
        "readiness.protects",
        _("Este requisito protege a la persona. Nadie puede dejarlo de lado."),
    )


def group_parts_otherwise() -> Refusal:
    """A family is parted by its own decision, never by setting a row aside."""
    return Refusal(
        "readiness.group",
        _("Un grupo se separa solo por una decisión aparte, con la palabra de la familia."),
    )


def not_missing() -> Refusal:
    """There is nothing to set aside."""
    return Refusal("readiness.not_missing", _("A esta persona no le falta ese requisito."))
