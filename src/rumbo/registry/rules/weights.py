"""How much each agreement and each difference tells, in bits: the Fellegi-Sunter weights.

A weight is log2(share among pairs of one person / share among pairs of two people). They were set
from rates of error known from registers in the region and checked on made-up registries, never on
the answers of the sheets in examples/.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# How two words stand to each other (`deck.Deck.relate`).
ABSENT, BOTH_ABSENT, SAME, SOUNDS, NEARLY, INITIAL, OTHER = range(7)

# How two birth dates stand to each other (`comparing.dates`).
(
    DATE_UNKNOWN,
    DATE_SAME,
    DATE_EXCHANGED,
    DATE_DAY_OFF,
    DATE_MONTH_OFF,
    DATE_YEAR_NEAR,
    DATE_YEAR_OFF,
    DATE_ONLY_YEAR,
    DATE_OTHER,
    AGE_SAME,
    AGE_ONE_OFF,
    AGE_TWO_OFF,
    AGE_OTHER,
    MONTH_SAME,
) = range(14)

# How two document numbers stand to each other.
(DOC_UNKNOWN, DOC_SAME, DOC_SLIP, DOC_OTHER_KIND, DOC_OTHER) = range(5)


def _dates() -> tuple[float, ...]:
    weights = dict.fromkeys(range(14), 0.0)
    weights |= {DATE_SAME: 12.5, DATE_EXCHANGED: 8.0, DATE_DAY_OFF: 4.6, DATE_MONTH_OFF: 5.0}
    weights |= {DATE_YEAR_NEAR: 6.5, DATE_YEAR_OFF: 1.0, DATE_ONLY_YEAR: -3.0, DATE_OTHER: -8.0}
    weights |= {AGE_SAME: 4.0, AGE_ONE_OFF: 2.3, AGE_TWO_OFF: 0.8, AGE_OTHER: -5.5}
    weights |= {MONTH_SAME: 7.5}
    return tuple(weights[level] for level in range(14))


@dataclass(frozen=True, slots=True)
class Weights:
    """One set of weights, in bits; `scale` tempers their sum for facts that go together."""

    scale: float = 0.85
    lift: float = 0.0  # bits that the sum falls short by, where it was measured
    duplicates: float = 0.05  # share of registrations whose person is in the registry already
    slip_chance: float = 0.12
    slip_room: float = 0.002
    other_given: float = -4.5
    other_surname: float = -4.0
    missing_name: float = -0.7
    swapped_name: float = -1.3
    columns: float = -6.0  # given names written where surnames belong
    initial: float = 0.5
    sounds_less: float = 0.8
    all_given_differ: float = -4.0
    siblings: float = -4.0
    dates: tuple[float, ...] = field(default_factory=_dates)
    documents: tuple[float, ...] = (0.0, 17.0, 12.0, -1.0, -6.0)
    parent_same: float = 4.5
    parent_other: float = -3.5
    sex_same: float = 0.9
    sex_other: float = -5.5
    nationality_other: float = -4.5
    place_kept: float = 0.85
    place_other: float = -2.6


STANDARD = Weights()
# Where the shares of names are the registry's own, the bits add up nearly as they are: both numbers
# were fitted on one made-up registry (300,000 registrations, seed 3) and are shown on others
# (`bin/bench calibration`).
LEARNED = Weights(scale=1.03, lift=2.7, duplicates=0.14)
