"""`{% load doors %}`: a page offers a link only where its door opens to whoever reads."""

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse

from rumbo.access.doors import opens

register = template.Library()


@register.simple_tag(takes_context=True)
def door(context: Context, name: str, **arguments: object) -> str:
    """`{% door "desk:case" case=case.pk as case_url %}`: the address, or nothing where it is a 404."""
    try:
        url = reverse(name, kwargs=arguments or None)
    except NoReverseMatch:
        return ""
    return url if opens(url, context["request"].reader.roles) else ""
