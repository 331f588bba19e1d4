"""Addresses of counselling."""

from django.urls import URLPattern, path

from rumbo.counselling.views import panel, sessions, signing

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
    path(f"{PERSON}sharing/", panel.sharing, name="sharing"),
    path(
        f"{PERSON}sharing/<str:recipient>/withdrawal/", panel.withdraw_share, name="withdraw_share"
    ),
    path(f"{PERSON}papers/<str:code>.pdf", signing.paper, name="paper"),
]
