"""The people whose figures are protected, as weighted profiles: the proof exchanges their values."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rumbo.statistics.figures import values_of

if TYPE_CHECKING:
    import polars as pl

Values: TypeAlias = frozenset[str]
CROSSED = (
    "country_of_registration",
    "site",
    "country_of_return",
    "status",
    "sector",
    "education",
    "sex",
    "age_group",
    "minors",
    "travelling_with",
    "unaccompanied",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """People who are alike in everything that tables cross; no entry means not known."""

    weight: int
    of: Mapping[str, Values]

    def has(self, attribute: str, among: Iterable[str]) -> bool:
        """Tell whether one of the values is theirs."""
        return not self.of.get(attribute, frozenset()).isdisjoint(among)

    @property
    def is_child_alone(self) -> bool:
        """Their age cannot be exchanged freely: nobody of 18 is an unaccompanied child."""
        return self.has("unaccompanied", ["YES"]) or self.has(
            "travelling_with", ["UNACCOMPANIED_CHILD"]
        )


@dataclass(frozen=True, slots=True)
class People:
    """The returns to be protected: profiles for crossings, the frame for everything else."""

    frame: "pl.DataFrame"
    whole: "pl.DataFrame"
    profiles: tuple[Profile, ...]

    def values(self, attribute: str) -> list[str]:
        """Return the rows an attribute has in the report, be anyone here in them or not."""
        return values_of(self.whole, attribute)

    def number(self, which: Callable[[Profile], bool]) -> int:
        """Count the people of the profiles chosen."""
        return sum(profile.weight for profile in self.profiles if which(profile))

    def counts(self, attribute: str, population: str = "everyone") -> Counter[str]:
        """Count the people with each value."""
        import polars as pl

        among = self.frame.filter(pl.col(population)).select(pl.col(attribute).explode())
        return Counter(dict(among.drop_nulls().group_by(attribute).len().iter_rows()))

    def known(self, attribute: str, population: str = "everyone") -> tuple[int, int]:
        """Count those whose value is known, and those whose value is not."""
        values = self.frame.filter(self.frame[population])[attribute]
        return values.len() - values.null_count(), values.null_count()

    def any_of(
        self, attribute: str, among: Iterable[str], population: str = "everyone", *, free: bool
    ) -> int:
        """Count the people with any of the values; the free ones alone where age is exchanged."""
        import polars as pl

        wanted = list(among)
        hit = pl.col(attribute).list.eval(pl.element().is_in(wanted)).list.any()
        if free:
            alone = pl.col("unaccompanied").list.contains("YES").fill_null(value=False)
            code = pl.col("travelling_with").list.contains("UNACCOMPANIED_CHILD")
            hit &= ~alone & ~code.fill_null(value=False) & ~pl.col("first_degree")
        return self.frame.filter(pl.col(population) & hit).height


def people_of(frame: "pl.DataFrame", whole: "pl.DataFrame") -> People:
    """Gather into profiles those of the whole report who are to be protected."""
    import polars as pl

    text = frame.select(pl.col(name).list.join(";") for name in CROSSED)
    alike = text.group_by(CROSSED).len()
    profiles = tuple(
        Profile(
            row[-1],
            {
                name: frozenset(cell.split(";")) - {""}
                for name, cell in zip(CROSSED, row, strict=False)
                if cell is not None
            },
        )
        for row in alike.iter_rows()
    )
    return People(frame, whole, profiles)
