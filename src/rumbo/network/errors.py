"""What the network refuses, each in one sentence."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def source_needed() -> Refusal:
    """A rule of another country rests on somebody's word."""
    return Refusal("network.source_needed", _("Diga quién lo dijo y cuándo."))


def unknown_document() -> Refusal:
    """A document is one of the list."""
    return Refusal("network.unknown_document", _("Ese documento no está en la lista."))
