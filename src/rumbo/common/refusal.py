"""How a verb says no: one exception with a code and a sentence that a person can read."""

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise


class Refusal(Exception):
    """A rule said no, and nothing was changed: `code` is for programs, `sentence` for people.

    `message` is a translatable sentence in which `%(name)s` stands for `params[name]`; it is
    read in the language that is active where it is shown, not where it was raised.
    """

    def __init__(self, code: str, message: "str | _StrPromise", **params: object) -> None:
        self.code = code
        self.message = message
        self.params: Mapping[str, object] = params
        super().__init__(code)

    @property
    def sentence(self) -> str:
        """The whole sentence, in the language active now."""
        return str(self.message) % self.params if self.params else str(self.message)

    def to_keep(self) -> str:
        """The sentence in each language, for a page that somebody else opens later: see `as_kept`."""
        said = {}
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                said[code.split("-")[0]] = self.sentence
        return json.dumps(said, ensure_ascii=False)

    def __str__(self) -> str:
        return self.sentence


def as_kept(kept: str) -> str:
    """Read a sentence that `to_keep` gave, in the language active now; another text as it stands."""
    if not kept.startswith("{"):
        return kept
    said: dict[str, str] = json.loads(kept)
    here = (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return said.get(here) or next(iter(said.values()))
