"""Addresses of documents."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from rumbo.access.lists import export_of
from rumbo.documents import lists
from rumbo.documents.desk_lists import BATCHES, CALENDAR, REQUESTS, TRANSFERS
from rumbo.documents.terms_list import TERMS
from rumbo.documents.views import (
    batches,
    children,
    custody,
    explicit,
    files,
    leaving,
    panel,
    papers,
    requests,
    telling,
    terms,
)

app_name = "documents"


class Step(StringConverter):
    """What one button does with a request."""

    regex = "send|unbatch|told|follow"


class State(StringConverter):
    """How a thing that a consulate wants stands."""

    regex = "gathered|not_needed|wanted"


register_converter(Step, "document_step")
register_converter(State, "document_item")

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
    path("documents/receipts/<uuid:custody>/paper/", custody.receipt_paper, name="receipt_paper"),
    path(f"{PERSON}parentage/", children.parentage, name="parentage"),
    path(f"{PERSON}other-parent/", children.other_parent, name="other_parent"),
    path(f"{PERSON}other-parent/find/", children.find_other_parent, name="find_other_parent"),
    path(f"{PERSON}exit-paper/", leaving.exit_paper, name="exit_paper"),
    path(f"{PERSON}legal/", leaving.legal, name="legal"),
    path(f"{PERSON}residence/", leaving.residence, name="residence"),
    path(f"{PERSON}transit/", leaving.transit, name="transit"),
    path(f"{PERSON}consulate/", telling.consulate, name="consulate"),
    path(f"{PERSON}explicit/", explicit.explicit, name="explicit"),
    path(f"{PERSON}on-the-way/", explicit.on_the_way, name="on_the_way"),
    path("documents/requests/", requests.requests, name="requests"),
    path("documents/requests/export.<slug:kind>", export_of(REQUESTS), name="requests_export"),
    path("documents/calendar/", requests.calendar, name="calendar"),
    path("documents/calendar/export.<slug:kind>", export_of(CALENDAR), name="calendar_export"),
    path("documents/batches/", batches.batches, name="batches"),
    path("documents/batches/export.<slug:kind>", export_of(BATCHES), name="batches_export"),
    path("documents/batches/<uuid:batch>/", batches.batch, name="batch"),
    path("documents/batches/<uuid:batch>/packet/", batches.packet, name="packet"),
    path("documents/transfers/", explicit.transfers, name="transfers"),
    path("documents/transfers/export.<slug:kind>", export_of(TRANSFERS), name="transfers_export"),
    path("documents/terms/", terms.terms_page, name="terms"),
    path("documents/terms/export.<slug:kind>", export_of(TERMS), name="terms_export"),
    path("documents/terms/new/", terms.new_terms, name="new_terms"),
    path(ASKED, requests.asked, name="asked"),
    path(f"{ASKED}answer/", requests.consulate_answered, name="consulate_answered"),
    path(f"{ASKED}issue/", requests.issue, name="issue"),
    path(f"{ASKED}appointment/", requests.appointment, name="appointment"),
    path(f"{ASKED}fee/", requests.fee, name="fee"),
    path(f"{ASKED}batch/", requests.batch, name="put_in_batch"),
    path(f"{ASKED}stop/", requests.stop, name="stop"),
    path(f"{ASKED}stop/letter/", requests.stop_letter, name="stop_letter"),
    path(f"{ASKED}letter/", requests.letter, name="letter"),
    path(f"{ASKED}items/<str:code>/<document_item:state>/", requests.item, name="item"),
    path(f"{ASKED}<document_step:what>/", requests.act, name="act"),
    path(f"{ROOM}notice/", telling.notice, name="notice"),
    path(f"{ROOM}notice/<uuid:notice>/answered/", telling.notice_answered, name="notice_answered"),
    path(f"{PERSON}files/", files.keep, name="keep"),
    path("documents/files/<uuid:file>/", files.download, name="download"),
    path("documents/files/<uuid:file>/destroy/", files.destroy, name="destroy"),
]
