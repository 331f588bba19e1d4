"""Addresses of reception."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from rumbo.access.lists import export_of
from rumbo.reception import lists
from rumbo.reception.arrivals import ARRIVALS
from rumbo.reception.views import (
    board,
    direct,
    handing,
    panel,
    papers,
    partner,
    permissions,
    person,
    referrals,
)

app_name = "reception"


class Tap(StringConverter):
    """One tap for one person."""

    regex = "arrived|kit|undo"


class End(StringConverter):
    """How a group's reception, or its support, ends."""

    regex = "close|finish"


class Answer(StringConverter):
    """What an institution answered or did."""

    regex = "accept|decline|complete|cancel"


class Here(StringConverter):
    """Whether a paper of a child's schooling is here."""

    regex = "here|missing"


register_converter(Here, "reception_paper")
register_converter(Tap, "reception_tap")
register_converter(End, "reception_end")
register_converter(Answer, "reception_answer")

ONE = "reception/people/<uuid:person>/"
BUS = "reception/departures/<uuid:departure>/<slug:centre>/"

urlpatterns = [
    path("reception/", board.board, name="board"),
    path("reception/export.<slug:kind>", export_of(ARRIVALS), name="board_export"),
    path("reception/direct/", direct.receive, name="receive"),
    path(ONE, person.person, name="person"),
    path(f"{ONE}family/", board.family, name="family"),
    path(f"{ONE}money/", person.money, name="money"),
    path(f"{ONE}money/<uuid:payment>/void/", person.void, name="void"),
    path(f"{ONE}next/", person.next_step, name="next"),
    path(f"{ONE}absent/", person.absent, name="absent"),
    path(f"{ONE}share/", person.share, name="share"),
    path(f"{ONE}permissions/data/", permissions.withdraw_data, name="withdraw_data"),
    path(f"{ONE}permissions/<slug:recipient>/", permissions.withdraw_share, name="withdraw_share"),
    path(f"{ONE}refer/", referrals.refer, name="refer"),
    path(f"{ONE}handover/", handing.handover, name="handover"),
    path(f"{ONE}handover.pdf", handing.sheet, name="handover_sheet"),
    path(f"{ONE}receipt.pdf", papers.receipt, name="receipt"),
    path(f"{ONE}end/<reception_end:what>/", person.close, name="end"),
    path(f"{ONE}tap/<reception_tap:what>/", board.tap, name="tap"),
    path(f"{BUS}reached/", board.reached, name="reached"),
    path(f"{BUS}notice.pdf", papers.notice, name="notice"),
    path("reception/referrals/", referrals.referrals, name="referrals"),
    path(
        "reception/referrals/export.<slug:kind>",
        export_of(lists.REFERRALS),
        name="referrals_export",
    ),
    path("reception/referrals/<uuid:referral>/", referrals.referral, name="referral"),
    path("reception/referrals/<uuid:referral>/letter.pdf", papers.letter, name="letter"),
    path(
        "reception/referrals/<uuid:referral>/papers/<str:code>/<reception_paper:state>/",
        referrals.school_paper,
        name="school_paper",
    ),
    path("reception/referrals/<uuid:referral>/agreed/", referrals.agree, name="agree"),
    path(
        "reception/referrals/<uuid:referral>/<reception_answer:what>/",
        referrals.act,
        name="referral_act",
    ),
    path("partner/", partner.mine, name="partner"),
    path("partner/<uuid:referral>/<reception_answer:what>/", partner.reply, name="partner_reply"),
    path("cases/<uuid:case>/reception/", panel.panel, name="panel"),
]
