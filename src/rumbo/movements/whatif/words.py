"""What each supposition is called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

TITLES: "Mapping[str, StrOrPromise]" = {
    "BASE": gettext_lazy("Como está hoy"),
    "MONEY": gettext_lazy("Menos dinero"),
    "COUNSELLORS": gettext_lazy("Un tercio menos en consejería"),
    "BUS": gettext_lazy("Una salida más por semana"),
    "COUNTRY": gettext_lazy("Un país suspendido"),
    "CONSULATE": gettext_lazy("Un consulado más lento"),
}
