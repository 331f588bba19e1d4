"""How a figure is said: with its change from the base, as a band, or not at all where it is small."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from rumbo.common.few import is_few
from rumbo.common.money import Money
from rumbo.ui import words


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
    """How large a count is drawn: a small one like the smallest that is said."""
    return least if is_few(n, least) else n


def change(after: int, before: int, least: int = 0) -> str:
    """How much more or less than in the base."""
    by = after - before
    if not by:
        return _("igual")
    if is_few(by, least):
        return _("cambia en menos de %(n)s") % {"n": least}
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
    low, middle, high = (people(round(n), least) for n in told)
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
