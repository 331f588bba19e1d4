"""Expected arrivals, kits, onward fares and referrals where the way ends."""
