"""The notices that go up from protection; docs/architecture.md lists them, receivers.py hear them."""

from django.dispatch import Signal

# Who goes along with a child was named, or named anew: person, before (the name until now), actor, at.
escort_named = Signal()
# Somebody is led to an institution, and named to it: arguments case, person, to_whom, actor, at.
# Whoever keeps what leaves the house asks for the yes, refuses without it, and logs it.
named_outside = Signal()
# Sent with case, reader and people (ids) when a compartment is read in an emergency; a receiver gives
# back, for each person's id, the lines of its room. It writes nothing.
lines_wanted = Signal()
# Sent with person before a survivor's return is cleared by hand; a receiver gives back, as
# `values.JointStanding`, since when an office of origin may know and what two found. It writes nothing.
joint_standing_wanted = Signal()
