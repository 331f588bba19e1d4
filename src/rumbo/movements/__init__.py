"""Departures, seats, bookings, escorts, manifests, roll-call, incidents and arrivals."""
