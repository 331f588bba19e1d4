"""Invented people, as mixed as those who ask for help: names, ages, papers and families."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from rumbo.common import clock
from rumbo.demo.chance import Chance
from rumbo.demo.tables import profile, table
from rumbo.registry.values import NewConsent, NewGroup, NewPerson

ADULT_FROM = 19


class People:
    """Makes groups; `chance` alone decides who they are."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.lists = table("names")

    def group(
        self,
        at: datetime,
        site: str,
        *,
        country: str = "",
        consented: bool = True,
        family: bool | None = None,
        source: str = "BOOTH",
    ) -> NewGroup:
        """Make a person alone or a family of one country, as they come to a booth."""
        draw = self.chance
        home = country or draw.weighted(profile("nationality"))
        together = draw.happens(profile("family")) if family is None else family
        people = (
            self._family(home, at, consented)
            if together
            else (self._adult(home, at, consented=consented),)
        )
        return NewGroup(people=people, site=site, at=at, source=source)

    def child_alone(self, at: datetime, site: str, country: str) -> NewGroup:
        """Make a child who comes without anybody."""
        child = self._person(country, at, age=self.chance.between(13, 17), relation="HEAD")
        return NewGroup(people=(child,), site=site, at=at)

    def _family(self, home: str, at: datetime, consented: bool) -> tuple[NewPerson, ...]:  # noqa: FBT001
        draw = self.chance
        head = self._adult(home, at, consented=consented, woman=draw.happens(0.6))
        people = [head]
        if draw.happens(0.35):
            other = self._adult(
                home, at, consented=consented, woman=head.sex == "M", relation="SPOUSE"
            )
            people.append(other)
        surnames = (people[-1].identity["surname_1"], head.identity["surname_1"])
        for _number in range(draw.between(1, 3) if len(people) == 1 else draw.between(0, 2)):
            child = self._person(
                home,
                at,
                age=draw.between(1, 16),
                relation="CHILD",
                surnames=surnames,
                guardian=head,
                consented=consented,
            )
            people.append(child)
        # A family comes from one place and speaks one language.
        return tuple(
            replace(
                one,
                origin_department=head.origin_department,
                language=head.language,
                needs_interpreter=head.needs_interpreter,
            )
            for one in people
        )

    def _adult(
        self,
        home: str,
        at: datetime,
        *,
        consented: bool = True,
        woman: bool | None = None,
        relation: str = "HEAD",
    ) -> NewPerson:
        draw = self.chance
        is_woman = not draw.happens(profile("man")) if woman is None else woman
        age = min(ADULT_FROM + int(draw.random.gammavariate(2.2, 6)), 76)
        return self._person(
            home, at, age=age, sex="F" if is_woman else "M", relation=relation, consented=consented
        )

    def _person(  # noqa: PLR0913
        self,
        home: str,
        at: datetime,
        *,
        age: int,
        relation: str,
        sex: str = "",
        surnames: tuple[str, str] | None = None,
        guardian: NewPerson | None = None,
        consented: bool = True,
    ) -> NewPerson:
        draw = self.chance
        lists: dict[str, list[str]] = self.lists["names"][self.lists["of"][home]]
        sex = sex or draw.pick(("F", "M"))
        given = [draw.pick(lists[sex])]
        if draw.happens(0.7) and (second := draw.pick(lists[sex])) not in given:
            given.append(second)
        first, last = surnames or (draw.pick(lists["surnames"]), draw.pick(lists["surnames"]))
        language, interpreter = self._language(home)
        who = "GUARDIAN" if guardian else "AUTHORITY" if age < 18 else "SELF"
        return NewPerson(
            identity={"given_names": " ".join(given), "surname_1": first, "surname_2": last},
            sex=sex,
            birth_date=_birth(clock.day_of(at), age, draw.between(0, 300)),
            nationalities=(home,),
            origin_country=home,
            origin_department=draw.pick(self.lists["departments"][home]),
            return_country=home,
            language=language,
            needs_interpreter=interpreter,
            can_read=age >= 8 and draw.happens(0.88),
            contact={"phone": f"+52 {draw.digits(10)}"} if age >= 16 else {},
            contact_channel="PHONE" if age >= 16 else "",
            relation=relation,
            guardian=guardian.id if guardian else None,
            guardian_relation="PARENT" if guardian else "",
            profile=self._profile(age),
            consent=NewConsent(by=who, language=language, at=at) if consented else None,
        )

    def _language(self, home: str) -> tuple[str, bool]:
        spoken = self.lists["language"].get(home, "es")
        own = self.lists["indigenous"].get(home)
        if own and self.chance.happens(0.3):
            spoken = self.chance.pick(own)
        return spoken, spoken != "es"

    def _profile(self, age: int) -> dict[str, Any]:
        draw = self.chance
        told: dict[str, Any] = {
            "status": draw.weighted(profile("status")),
            "education": draw.weighted(profile("education")) if age >= 12 else "NONE",
            "sector": draw.weighted(profile("sector")) if age >= 16 else "",
        }
        if age >= 18:
            told["reason_migrating"] = [draw.weighted(profile("migrating"))]
            told["reason_returning"] = [draw.weighted(profile("returning"))]
        return told


def _birth(day: date, age: int, more: int) -> date:
    """A birthday so many years ago and some days before, so that the age is what it says."""
    month, of_month = day.month, min(day.day, 28)
    return date(day.year - age, month, of_month) - timedelta(days=more)
