"""Addresses of counselling."""

from django.urls import URLPattern, path, register_converter

from rumbo.common.codes import LISTS
from rumbo.counselling.views import panel, permissions, sessions, signing


class Recipient:
    """One of those with whom something may be shared; no other word is an address."""

    regex = "|".join(LISTS["consent_recipient"].codes)

    def to_python(self, value: str) -> str:
        """The code as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it stands in the list."""
        return value


register_converter(Recipient, "recipient")

app_name = "counselling"
ROOM = "cases/<uuid:case>/counselling/"
PERSON = f"{ROOM}people/<uuid:person>/"
urlpatterns: list[URLPattern] = [
    path(ROOM, panel.panel, name="panel"),
    path(f"{PERSON}session/", sessions.session, name="session"),
    path(f"{PERSON}finding/", sessions.finding, name="finding"),
    path(f"{PERSON}declaration/", signing.declaration, name="declaration"),
    path(f"{PERSON}child-declaration/", signing.child_declaration, name="child_declaration"),
    path(f"{PERSON}declaration/withdrawal/", signing.withdraw, name="withdraw"),
    path(f"{PERSON}data-consent/withdrawal/", permissions.withdraw_data, name="withdraw_data"),
    path(f"{PERSON}sharing/", panel.sharing, name="sharing"),
    path(
        f"{PERSON}sharing/<recipient:recipient>/withdrawal/",
        permissions.withdraw_share,
        name="withdraw_share",
    ),
    path(f"{PERSON}papers/<str:code>.pdf", signing.paper, name="paper"),
]
