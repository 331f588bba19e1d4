"""How far the search reaches (chosen by what it finds and costs, decision 0018), and an access lasts."""

from datetime import timedelta

# A file that another office opened is open for so long: a return is prepared in it, and whoever
# still needs it asks again.
GRANTED_FOR = timedelta(days=90)
# A posting list longer than this says little and is not used.
LONGEST_LIST = 700
# Where every year is asked for, many lists are read and each has to be short.
SHORT_LIST, MANY_KEYS = 40, 300
# So many of those who share keys are opened and weighed, at most.
CANDIDATES = 150
# A job that asks for whoever shares any key, and siblings by their surnames, look at more.
SHARING = 200
# The likeliest are opened first, more only where none of these is as surely the one asked for: after
# so many, so sure.
STAGES = ((30, 0.50), (120, 0.0))
# A name that may be read in several ways tells less: more of those who share keys are opened.
STAGES_OF_READINGS = ((30, 0.50), (CANDIDATES, 0.0))
