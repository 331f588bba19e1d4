"""The name of a person as the reader of the page may know it."""

from typing import Any

from django import template
from django.template.context import Context

from rumbo.casework.lookup import name_for
from rumbo.registry.models import Person

register = template.Library()


@register.simple_tag(takes_context=True)
def name_of(context: Context, person: Person, case: Any = None) -> str:
    """The full name; a sealed person's is reserved, with the number of the case in its place."""
    number = case.number if case is not None and person.sealed else ""
    return name_for(person, context["request"].reader, number)
