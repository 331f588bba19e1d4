"""What the journal says: each code has one whole sentence, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Sentence = str | _StrPromise

SENTENCES: "dict[str, Sentence]" = {
    "audit.journal_sealed": _("Se selló el diario hasta la entrada %(last)s."),
}


def learn(sentences: "Mapping[str, Sentence]") -> None:
    """Take in a room's sentences at start; a code said twice is a fault of ours."""
    for code, sentence in sentences.items():
        if SENTENCES.get(code, sentence) is not sentence:
            raise ValueError(f"two sentences for {code}")
        SENTENCES[code] = sentence


def tell(code: str, details: Mapping[str, Any]) -> str:
    """Give the sentence of an entry; `details` fill its placeholders.

    A detail written "list:CODE" is shown by its label in that code list (common.codes), a list
    of such details by their labels with commas between.
    """
    # Late: codes read a data file, and only telling needs it.
    from rumbo.common import codes  # noqa: PLC0415

    def shown(value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(shown(v) for v in value)
        name, colon, item = str(value).partition(":")
        return codes.label(name, item) if colon and name in codes.LISTS else str(value)

    return str(SENTENCES[code]) % {k: shown(v) for k, v in details.items()}
