"""How a figure is said: with its change from the base, as a band, or not at all where it is small."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from rumbo.common.few import is_few, withheld
from rumbo.common.money import Money
from rumbo.ui import words

TENS = 10


def people(n: int, least: int = 0) -> str:
    """A count of people; a small one is not said where `least` asks for that."""
    if is_few(n, least):
        return _("menos de %(n)s") % {"n": least}
    return words.whole(n)


def beside(after: int, before: int, least: int = 0) -> str:
    """A count beside the base's; near to it, it is not said, for the two could be subtracted."""
    if is_few(after - before, least) and before < least:
        return _("menos de %(n)s") % {"n": 2 * least}
    if is_few(after - before, least):
        return _("cerca de %(n)s") % {"n": people(before, least)}
    return people(after, least)


def drawn(n: int, least: int = 0) -> int:
    """How large a count is drawn: in steps of the smallest that is said, and a small one as that."""
    if not least or not n:
        return n
    return max(least, round(n / least) * least)


def step(n: int, least: int = 0) -> str:
    """A count as it is drawn, in words."""
    return people(n, least) if is_few(n, least) else people(drawn(n, least))


def is_told(after: int, before: int, least: int = 0) -> bool:
    """Whether a count is told as it is beside the base's, and so what each of them cost.

    A cost that is shared tells by how many, to whoever knows the price of a bus and of a seat.
    """
    return not any(is_few(n, least) for n in (after, before, after - before))


def is_of_many(n: int, least: int = 0) -> bool:
    """Whether a number that is not itself one of people, a rate or a median, is of enough of them."""
    return n >= least


def all_drawn(counts: Mapping[str, float], least: int = 0) -> dict[str, int]:
    """Counts as they are drawn: which is larger may say no more than the drawing."""
    return {key: drawn(int(n), least) for key, n in counts.items()}


def exact(counts: Sequence[int], least: int = 0) -> list[int]:
    """Which of these counts, the base's first, are told beside it as they are."""
    return [n for n in counts if n == counts[0] or not is_few(n - counts[0], least)]


def among(n: int, parts: Sequence[int], least: int) -> str:
    """A count of which others that are told are parts: near to one of them, it is not said."""
    near = [one for one in parts if is_few(n - one, least)]
    if not near:
        return people(n, least)
    if any(one < least for one in near):
        return _("menos de %(n)s") % {"n": 2 * least}
    return _("cerca de %(n)s") % {"n": words.whole(near[0])}


def tens(n: int, least: int = 0) -> int:
    """Days of the longest wait: it is one person's, so outside it is told in tens."""
    return round(n / TENS) * TENS if least else n


def days(n: int, least: int = 0) -> str:
    """The longest wait in words."""
    told = words.whole(tens(n, least))
    return _("cerca de %(n)s") % {"n": told} if least and n else told


def change(after: int, before: int, least: int = 0) -> str:
    """How much more or less than in the base."""
    by = after - before
    if not by:
        return _("igual")
    if is_few(by, least):
        return _("cambia en menos de %(n)s") % {"n": least}
    if not is_told(after, before, least):
        return _("no se publica")
    if by < 0:
        return _("%(n)s menos") % {"n": people(-by)}
    return _("%(n)s más") % {"n": people(by)}


def costs(after: int, before: int) -> str:
    """How much dearer or cheaper than in the base; nothing where one of the two is not known."""
    if not after or not before:
        return ""
    if after == before:
        return _("igual")
    told = {"amount": words.money(Money(abs(after - before)))}
    return _("%(amount)s menos") % told if after < before else _("%(amount)s más") % told


def band(told: Sequence[float], least: int = 0) -> str:
    """A lowest and a highest value, with the middle."""
    return _band([people(round(n), least) for n in told])


def drawn_band(told: Sequence[float], least: int = 0) -> str:
    """The same as it is drawn."""
    return _band([step(round(n), least) for n in told])


def _band(told: Sequence[str]) -> str:
    low, middle, high = told
    if low == high:
        return middle
    return _("%(middle)s (de %(low)s a %(high)s)") % {
        "low": low, "high": high, "middle": middle,
    }  # fmt: skip


def weeks(told: Sequence[int | None]) -> str:
    """In how many weeks, as a band; never a promise."""
    low, middle, high = told
    if low is None:
        return _("no en un año")
    if high is None or middle is None:
        return _("%(low)s o más; quizá no en un año") % {"low": low}
    if low == high:
        return str(middle)
    return _("%(middle)s (de %(low)s a %(high)s)") % {
        "low": low, "high": high, "middle": middle,
    }  # fmt: skip


def losses(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """Of each kind, how many more (or, below zero, fewer) people travel than in the base."""
    return {key: after.get(key, 0) - n for key, n in before.items()}


def hidden(cells: Mapping[str, int], after: int, before: int, least: int) -> frozenset[str]:
    """Which cells are not told whose sum is a change; where that is not told, none of them is."""
    # Whoever holds a seat has no class of priority: what these cells leave out is known as well.
    told, whole = sum(cells.values()), after - before
    if not is_told(after, before, least) or is_few(told, least) or is_few(whole - told, least):
        return frozenset(cells)
    return withheld(cells, least)
