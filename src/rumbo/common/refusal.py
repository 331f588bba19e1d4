"""How a verb says no: one exception with a code and a sentence that a person can read."""

from typing import TYPE_CHECKING

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

    def __str__(self) -> str:
        return self.sentence
