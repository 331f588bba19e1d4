"""The report's own sentences in both languages: it must speak without a database or settings."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache

from babel.dates import format_date

from rumbo.statistics.codes import DATA, Lang

NARROW = "\u00a0"


@cache
def _sentences() -> Mapping[str, list[str]]:
    sentences: Mapping[str, list[str]] = json.loads(
        (DATA / "sentences.json").read_text(encoding="utf-8")
    )
    return sentences


def say(name: str, lang: Lang, /, **values: str) -> str:
    """Return one whole sentence with its values in place."""
    return _sentences()[name][0 if lang == "es" else 1].format(**values)


def number(value: int) -> str:
    """Return 1 703 with a space that does not break: read alike in both languages."""
    return f"{value:,}".replace(",", NARROW)


def percent(share: float, lang: Lang) -> str:
    """Return a share for reading: whole, but never 0 % or 100 % where that is not exact.

    Under one per cent it has a decimal, or the smallest places would all read 1 %.
    """
    value = f"{share * 100:.1f}" if 0 < share < 0.0095 else str(round(share * 100))
    sign = f"{NARROW}%" if lang == "es" else "%"
    if 0 < share < 0.0005:
        return ("menos de 0.1" if lang == "es" else "under 0.1") + sign
    if 0.995 <= share < 1:
        return ("más de 99" if lang == "es" else "over 99") + sign
    return f"{value}{sign}"


def day(value: date, lang: Lang) -> str:
    """Return a date in words."""
    return str(format_date(value, "d 'de' MMMM 'de' y" if lang == "es" else "d MMMM y", lang))
