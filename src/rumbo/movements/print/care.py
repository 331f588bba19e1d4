"""The codes of care on a journey: what to do for a person, never why."""

import json
from functools import cache
from pathlib import Path

from rumbo.common.pdf import Lang

FILE = Path(__file__).parent / "care.json"


@cache
def care_labels(lang: Lang) -> dict[str, str]:
    """Return each care code with what it asks for, in words."""
    return {code: labels[lang] for code, labels in json.loads(FILE.read_text("utf-8")).items()}


def legend(codes: tuple[str, ...], lang: Lang) -> list[tuple[str, str]]:
    """Return the codes used with their words; ValueError for a code that is not in the table.

    A free text in this place could give a reason away, so only listed codes are printed.
    """
    labels = care_labels(lang)
    unknown = sorted(set(codes) - labels.keys())
    if unknown:
        message = f"Not a care code: {', '.join(unknown)}."
        raise ValueError(message)
    return [(code, labels[code]) for code in labels if code in set(codes)]
