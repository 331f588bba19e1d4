"""The sentences of the intake, Spanish and English side by side, chosen when they are shown."""

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from django.utils.functional import lazystr

from rumbo.common import codes
from rumbo.common.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping


def table(name: str) -> list[dict[str, str]]:
    """Read one data file of the intake as a list of rows by heading."""
    text = (files("rumbo.exchange.intake") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _sentences() -> "Mapping[str, Mapping[str, str]]":
    return {row["code"]: row for row in table("words.csv")}


def sentence(code: str, language: str | None = None, **params: object) -> str:
    """Write the sentence of a code, in the active language unless one is given (es or en)."""
    text = _sentences()[code][language or codes.active_language()]
    return text % params if params else text


class SheetRefused(Refusal):
    """A file that cannot be an intake sheet: one sentence, and nothing was written."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, lazystr(_Later(code)), **params)


class _Later:
    """Chooses the language where the sentence is read, not where it was raised."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return sentence(self.code)
