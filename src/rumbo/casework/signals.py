"""The notices that go up from casework; docs/architecture.md lists them, receivers.py hear them."""

from django.dispatch import Signal

# People stop, before departure: arguments case, people (ids), kind. Seats are released at once.
people_stopped = Signal()
# Sent with case and people before eligibility is proposed; a receiver gives back, for each person's
# id, what its room knows as fields of programmes.rules.Facts. It writes nothing.
facts_wanted = Signal()
# Sent with reader, cases (ids) and in_words when a list of cases is shown; a receiver gives back, for
# each case's id, its `ready.Ready` as last judged, as this reader may know it. It writes nothing.
standings_wanted = Signal()
# The data of files are erased, by the owning role: arguments people (ids) and instead, the word that
# stands where a name stood. A receiver empties what its room holds of them outside their own rows,
# and gives back how many rows that were.
people_erased = Signal()
# What was to be erased is erased, by the owning role and for good: no arguments. A receiver that keeps
# what it read of files elsewhere forgets them too.
erasure_ended = Signal()
# Sent with person, start and end before an hour is set aside for somebody; a receiver gives back, as
# `values.TakenHour`, what its room holds for them between the two. It writes nothing.
hours_wanted = Signal()
