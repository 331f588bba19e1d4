"""The people whose figures are protected: the proofs exchange their values."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rumbo.statistics.figures import values_of

if TYPE_CHECKING:
    import polars as pl

Pair: TypeAlias = tuple[list[str], list[str], bool, int]


@dataclass(frozen=True, slots=True)
class People:
    """The returns to be protected (`frame`), among all those of the report (`whole`)."""

    frame: "pl.DataFrame"
    whole: "pl.DataFrame"

    def values(self, attribute: str) -> list[str]:
        """Return the rows an attribute has in the report, be anyone here in them or not."""
        return values_of(self.whole, attribute)

    def counts(self, attribute: str, population: str = "everyone") -> Counter[str]:
        """Count the people with each value."""
        import polars as pl

        among = self.frame.filter(pl.col(population)).select(pl.col(attribute).explode())
        return Counter(dict(among.drop_nulls().group_by(attribute).len().iter_rows()))

    def known(self, attribute: str, population: str = "everyone") -> tuple[int, int]:
        """Count those whose value is known, and those whose value is not."""
        values = self.frame.filter(self.frame[population])[attribute]
        return values.len() - values.null_count(), values.null_count()

    def any_of(self, attribute: str, among: Iterable[str], population: str = "everyone") -> int:
        """Count the people with any of the values."""
        import polars as pl

        return self.frame.filter(pl.col(population) & _has(attribute, among)).height

    def may_be(self, ages: Iterable[str], alike: Iterable[str]) -> int:
        """Count the people of these ages who may be of another: the free, and those of ages alike."""
        hit = _has("age_group", ages) & (_is_free() | _has("age_group", alike))
        return self.frame.filter(hit).height

    def pairs(self, one: str, other: str) -> Iterator[Pair]:
        """Yield each combination of two attributes' values, and how many people have it.

        Its third part says whether their age may be exchanged for any other.
        """
        import polars as pl

        texts = [pl.col(name).list.join(";").alias(name) for name in (one, other)]
        alike = self.frame.select(*texts, _is_free().alias("is_free"))
        for a, b, is_free, number in alike.group_by(one, other, "is_free").len().iter_rows():
            yield _split(a), _split(b), is_free, number


def _split(cell: str | None) -> list[str]:
    return [] if cell is None else [value for value in cell.split(";") if value]


def _has(attribute: str, among: Iterable[str]) -> "pl.Expr":
    import polars as pl

    wanted = list(among)
    return pl.col(attribute).list.eval(pl.element().is_in(wanted)).list.any()


def _is_free() -> "pl.Expr":
    """Tell who might be of any age: nobody of 18 is an unaccompanied child, or of a family's."""
    import polars as pl

    alone = pl.col("unaccompanied").list.contains("YES").fill_null(value=False)
    code = pl.col("travelling_with").list.contains("UNACCOMPANIED_CHILD").fill_null(value=False)
    return ~alone & ~code & ~pl.col("first_degree")
