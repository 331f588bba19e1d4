"""Addresses of movements."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from rumbo.access.lists import export_of
from rumbo.movements import lists, transit_list
from rumbo.movements.views import (
    board,
    calendar,
    cancelling,
    changing,
    departure,
    flights,
    panel,
    papers,
    proposals,
    reviewing,
    road,
    roll,
    whatif,
)

app_name = "movements"


class Act(StringConverter):
    """What is done with a departure."""

    regex = "confirm|manifest|notice|answer|close"


class Tap(StringConverter):
    """What is done with one person at the door."""

    regex = "reconfirm|unsay|board|undo|no-show|offload|back"


class Start(StringConverter):
    """The beginning and the end of the boarding."""

    regex = "open|depart"


register_converter(Act, "movement_act")
register_converter(Tap, "movement_tap")
register_converter(Start, "movement_start")

ONE = "departures/<uuid:departure>/"

urlpatterns = [
    path("departures/", board.board, name="board"),
    path("departures/export.<slug:kind>", export_of(lists.DEPARTURES), name="board_export"),
    path("departures/calendar/", calendar.calendar, name="calendar"),
    path("departures/new/", board.new, name="new"),
    path("departures/plans/", proposals.plans, name="plans"),
    path("departures/plans/<uuid:proposal>/", proposals.plan, name="plan"),
    path("departures/plans/<uuid:proposal>/progress/", proposals.progress, name="plan_progress"),
    path("departures/plans/<uuid:proposal>/stop/", proposals.stop, name="stop_plan"),
    path("departures/plans/<uuid:proposal>/resume/", proposals.resume, name="resume_plan"),
    path("departures/what-if/", whatif.ask, name="what_ifs"),
    path("departures/what-if/<uuid:what_if>/", whatif.page, name="what_if"),
    path("departures/what-if/<uuid:what_if>/progress/", whatif.progress, name="what_if_progress"),
    path("departures/what-if/<uuid:what_if>/stop/", whatif.stop, name="stop_what_if"),
    path(ONE, departure.page, name="departure"),
    path(f"{ONE}seats/", departure.seats, name="seats"),
    path(f"{ONE}when/", changing.reschedule, name="reschedule"),
    path(f"{ONE}flights/", flights.flights, name="flights"),
    path(f"{ONE}price/", flights.price, name="price"),
    path("departures/transit/", flights.transit, name="transit"),
    path(
        "departures/transit/export.<slug:kind>",
        export_of(transit_list.TRANSIT),
        name="transit_export",
    ),
    path("departures/transit/new/", flights.new_transit, name="new_transit"),
    path(f"{ONE}escorts/", departure.escort, name="escort"),
    path(f"{ONE}escorts/<uuid:escort>/end/", changing.end_escort, name="end_escort"),
    path(f"{ONE}escorts/<uuid:escort>/return/", flights.escort_return, name="escort_return"),
    path(f"{ONE}joint/", changing.joint, name="joint"),
    path(f"{ONE}cancel/", cancelling.cancel, name="cancel"),
    path(f"{ONE}<movement_act:what>/", departure.act, name="act"),
    path(f"{ONE}book/<uuid:case>/", departure.book, name="book"),
    path("bookings/<uuid:booking>/move/", changing.move, name="move"),
    path("bookings/<uuid:booking>/keep/", changing.keep, name="keep"),
    path("bookings/<uuid:booking>/release/", departure.release, name="release"),
    path(f"{ONE}roll-call/", roll.roll, name="roll"),
    path(f"{ONE}roll-call/code.svg", roll.code, name="code"),
    path(f"{ONE}roll-call/<movement_start:what>/", roll.begin, name="begin"),
    path(f"{ONE}roll-call/<uuid:seat>/change-of-mind/", roll.change_of_mind, name="change_of_mind"),
    path(f"{ONE}roll-call/<uuid:seat>/<movement_tap:what>/", roll.tap, name="tap"),
    path("boarding/<uuid:seat>/", roll.scanned, name="scanned"),
    path(f"{ONE}road/", road.road, name="road"),
    path(f"{ONE}road/incident/", road.incident, name="incident"),
    path(f"{ONE}road/<int:position>/reached/", road.reached, name="reached"),
    path(f"{ONE}road/<int:position>/services/", road.services, name="services"),
    path(f"{ONE}road/left/<uuid:seat>/", road.left, name="left"),
    path(f"{ONE}papers/<slug:name>.pdf", papers.paper, name="paper"),
    path(f"{ONE}papers/all/", papers.all_papers, name="all_papers"),
    path("cases/<uuid:case>/movements/", panel.panel, name="panel"),
    path("cases/<uuid:case>/movements/review/", reviewing.review, name="review"),
    path("cases/<uuid:case>/movements/review/answer/", reviewing.answer, name="answer_review"),
    path("cases/<uuid:case>/movements/held/", panel.held, name="held"),
    path("documents/requests/<uuid:asked>/itinerary/", panel.itinerary, name="itinerary"),
]
