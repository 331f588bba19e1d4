"""The verbs of movements."""

from rumbo.movements.actions.accepting import accept_plan, resume_plan, take_accepted
from rumbo.movements.actions.bookings import (
    book_group,
    exchange_bookings,
    keep_until,
    move_booking,
    release_booking,
    release_expired,
    release_people,
)
from rumbo.movements.actions.departures import (
    cancel_departure,
    change_seats,
    confirm_departure,
    end_escort,
    name_escort,
    plan_departure,
)
from rumbo.movements.actions.door import (
    board,
    change_of_mind,
    no_show,
    offload,
    open_boarding,
    reconfirm,
    take_back_word,
    undo_board,
)
from rumbo.movements.actions.flights import set_itinerary
from rumbo.movements.actions.itinerary import show_itinerary
from rumbo.movements.actions.joint import note_their_part
from rumbo.movements.actions.manifests import (
    close_manifest,
    note_answer,
    note_printing,
    tell_receiving_side,
)
from rumbo.movements.actions.opening import open_books
from rumbo.movements.actions.pricing import change_return, price_seats
from rumbo.movements.actions.proposals import ask_plan, look_for_plan, stop_plan
from rumbo.movements.actions.replanning import Replanned, cancel_and_replan
from rumbo.movements.actions.rescheduling import NoLonger, reschedule_departure
from rumbo.movements.actions.reviewing import answer_review, ask_review
from rumbo.movements.actions.road import (
    arrive_at_stop,
    close_departure,
    depart,
    give_services,
    left_en_route,
    report_incident,
)
from rumbo.movements.actions.taking_back import take_back_absence
from rumbo.movements.actions.twofold import ask_about_booking, ask_about_twofold
from rumbo.movements.actions.whatif import (
    ask_what_if,
    look_what_if,
    note_what_if_printed,
    stop_what_if,
)

__all__ = [
    "NoLonger",
    "Replanned",
    "accept_plan",
    "answer_review",
    "arrive_at_stop",
    "ask_about_booking",
    "ask_about_twofold",
    "ask_plan",
    "ask_review",
    "ask_what_if",
    "board",
    "book_group",
    "cancel_and_replan",
    "cancel_departure",
    "change_of_mind",
    "change_return",
    "change_seats",
    "close_departure",
    "close_manifest",
    "confirm_departure",
    "depart",
    "end_escort",
    "exchange_bookings",
    "give_services",
    "keep_until",
    "left_en_route",
    "look_for_plan",
    "look_what_if",
    "move_booking",
    "name_escort",
    "no_show",
    "note_answer",
    "note_printing",
    "note_their_part",
    "note_what_if_printed",
    "offload",
    "open_boarding",
    "open_books",
    "plan_departure",
    "price_seats",
    "reconfirm",
    "release_booking",
    "release_expired",
    "release_people",
    "report_incident",
    "reschedule_departure",
    "resume_plan",
    "set_itinerary",
    "show_itinerary",
    "stop_plan",
    "stop_what_if",
    "take_accepted",
    "take_back_absence",
    "take_back_word",
    "tell_receiving_side",
    "undo_board",
]
