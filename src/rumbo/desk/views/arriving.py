"""A registration under way: what was agreed first, carried in a signed word that names nobody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import QueryDict

from rumbo.access.models import Office
from rumbo.access.queries import offices_of
from rumbo.access.values import Reader
from rumbo.casework.models import Inquiry
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.desk import errors
from rumbo.desk.forms.person import MOST_PEOPLE, PersonForm
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.phones import phone_key
from rumbo.registry.values import NewConsent
from rumbo.ui import words

SALT = "desk.register"
LASTS = 24 * 60 * 60  # seconds: a page typed from paper may lie open for a day


@dataclass(frozen=True, slots=True)
class Begun:
    """What was recorded before the first name: the yes, the place, and the group's own id."""

    group: UUID
    consent: NewConsent
    office: str
    site: str
    at: datetime
    inquiry: UUID | None = None

    def as_word(self) -> str:
        """A signed word for the address: no one can make one without the yes."""
        return signing.dumps(
            {
                "group": str(self.group),
                "by": self.consent.by,
                "how": self.consent.how,
                "language": self.consent.language,
                "wording": self.consent.wording,
                "office": self.office,
                "site": self.site,
                "at": self.at.isoformat(),
                "inquiry": str(self.inquiry) if self.inquiry else "",
            },
            salt=SALT,
        )


def begin(consent: NewConsent, office: str, site: str, inquiry: Inquiry | None = None) -> Begun:
    """Start a registration with the yes that was just given; it may carry an inquiry on."""
    asked = inquiry.pk if inquiry is not None else None
    return Begun(new_id(), consent, office, site, clock.now(), asked)


def inquiry_of(text: object, reader: Reader) -> Inquiry | None:
    """The inquiry that a registration carries on: one the reader sees, with no file yet."""
    try:
        asked = UUID(str(text))
    except ValueError:
        return None
    found: Inquiry | None = Inquiry.objects.visible_to(reader).filter(pk=asked, case=None).first()
    return found


def told_before(inquiry: Inquiry) -> dict[str, str]:
    """What somebody said when they asked, to be read again and mended: nothing is guessed of it."""
    words_of_name = inquiry.known("name").split()
    return {
        "given_1": words_of_name[0] if len(words_of_name) == 1 else "",
        "also_known_as": inquiry.known("name") if len(words_of_name) > 1 else "",
        "phone": inquiry.known("phone"),
        "channel": inquiry.call_channel,
        "safe_times": inquiry.known("safe_times"),
        "language": inquiry.language,
        "how_heard": inquiry.how_heard,
        "origin_country": words.country(inquiry.country) if inquiry.country else "",
    }


def begun(word: str) -> Begun:
    """Read the signed word back; refuse where there is none, or an old one."""
    try:
        told: dict[str, Any] = signing.loads(word, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise errors.consent_first() from None
    at = datetime.fromisoformat(told["at"])
    consent = NewConsent(
        by=told["by"],
        how=told["how"],
        language=told["language"],
        wording=told["wording"],
        at=at,
    )
    asked = told.get("inquiry")
    return Begun(
        UUID(told["group"]), consent, told["office"], told["site"], at,
        UUID(asked) if asked else None,
    )  # fmt: skip


def office_of(started: Begun, reader: Reader) -> Office:
    """The office that registers: one where the reader works."""
    found = next((o for o in offices_of(reader) if str(o.id) == started.office), None)
    if found is None:
        raise errors.not_your_office()
    return found


def how_many(query: QueryDict) -> int:
    """How many people the page shows: one at least, a bus at most."""
    text = query.get("n", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return max(1, min(number, MOST_PEOPLE))


def forms_for(
    size: int, data: QueryDict | None = None, first: dict[str, str] | None = None
) -> list[PersonForm]:
    """A form a person, side by side; `first` is what the first one said before."""
    return [
        PersonForm(data, place=at, size=size, initial=first if at == 0 else None)
        for at in range(size)
    ]


def so_far(form: PersonForm) -> Features | None:
    """What of a person is typed already, for the matcher; None where it is too little."""
    form.is_valid()
    data = form.cleaned_data
    identity = form.identity()
    named = len(identity["given_names"]) > 1 and len(identity["surname_1"]) > 1
    phone = data.get("phone") or ""
    if not named and len(identity["document_number"]) < 6 and not phone_key(phone):
        return None
    day, precision = form.birth()
    nations = data.get("nationalities") or ("",)
    return Features(
        given_names=identity["given_names"],
        surname_1=identity["surname_1"],
        surname_2=identity["surname_2"],
        sex=data.get("sex", ""),
        birth_date=day,
        precision=precision if day else "",  # type: ignore[arg-type]
        nationality=nations[0],
        document_number=identity["document_number"],
        place=data.get("origin_department_code", ""),
        phones=(phone,) if phone_key(phone) else (),
    )
