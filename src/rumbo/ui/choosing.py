"""What a form lets its reader choose from, said when the page is asked for."""

from collections.abc import Sequence
from typing import Any

from django import forms

Choices = Sequence[tuple[str, Any]]
"""Pairs of code and label, in the order in which they are shown."""


def offer(form: forms.BaseForm, name: str, choices: Choices) -> None:
    """Give a field of a form its choices, in the language of whoever reads.

    A field without choices is the form's own mistake, a `TypeError`.
    """
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{type(form).__name__}.{name} has no choices")
    field.choices = list(choices)
