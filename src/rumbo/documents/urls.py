"""Addresses of documents."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.documents import lists
from rumbo.documents.views import children, custody, files, leaving, panel, papers, telling

app_name = "documents"
ROOM = "cases/<uuid:case>/documents/"
PERSON = f"{ROOM}people/<uuid:person>/"
PAPER = "documents/<uuid:document>/"
ASKED = "documents/requests/<uuid:asked>/"
urlpatterns: list[URLPattern] = [
    path(ROOM, panel.panel, name="panel"),
    path("documents/", panel.work, name="work"),
    path("documents/export.<slug:kind>", export_of(lists.PAPERS), name="work_export"),
    path(f"{PERSON}add/", papers.add, name="add"),
    path(f"{PAPER}correct/", papers.correct, name="correct"),
    path(f"{PAPER}end/", papers.end, name="end"),
    path(f"{PAPER}lost/", papers.lost, name="lost"),
    path(f"{PAPER}custody/", custody.custody, name="custody"),
    path("documents/receipts/<uuid:custody>/", custody.receipt, name="receipt"),
    path(f"{PERSON}parentage/", children.parentage, name="parentage"),
    path(f"{PERSON}other-parent/", children.other_parent, name="other_parent"),
    path(f"{PERSON}other-parent/find/", children.find_other_parent, name="find_other_parent"),
    path(f"{PERSON}exit-paper/", leaving.exit_paper, name="exit_paper"),
    path(f"{PERSON}legal/", leaving.legal, name="legal"),
    path(f"{PERSON}residence/", leaving.residence, name="residence"),
    path(f"{PERSON}transit/", leaving.transit, name="transit"),
    path(f"{PERSON}consulate/", telling.consulate, name="consulate"),
    path(f"{ASKED}answer/", telling.consulate_answered, name="consulate_answered"),
    path(f"{ASKED}letter/", telling.letter, name="letter"),
    path(f"{ROOM}notice/", telling.notice, name="notice"),
    path(f"{ROOM}notice/<uuid:notice>/answered/", telling.notice_answered, name="notice_answered"),
    path(f"{PERSON}files/", files.keep, name="keep"),
    path("documents/files/<uuid:file>/", files.download, name="download"),
    path("documents/files/<uuid:file>/destroy/", files.destroy, name="destroy"),
]
