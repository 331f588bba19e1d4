"""What is refused of families beside `errors.py`: whose age nobody knows, and what protection joined."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def age_not_known() -> Refusal:
    """Whoever may be under 18 goes as a child goes (requirements.md); a birth date or an age says more."""
    return Refusal(
        "casework.age_not_known",
        _(
            "De alguien del grupo no se sabe la edad: mientras no se sepa va como menor, y no se "
            "separa de quien le cuida ni queda sin una persona adulta. Anote su fecha de nacimiento "
            "o su edad, o lo decide protección, con un motivo."
        ),
    )


def siblings_of_unknown_age() -> Refusal:
    """Sisters and brothers who may be children are never parted; a birth date or an age says more."""
    return Refusal(
        "casework.siblings_of_unknown_age",
        _(
            "Son hermanas o hermanos y de alguien no se sabe la edad: mientras no se sepa van en un "
            "solo expediente. Anote su fecha de nacimiento o su edad."
        ),
    )


def joined_by_protection() -> Refusal:
    """Sisters and brothers whom protection joined are parted by protection alone, with a reason."""
    return Refusal(
        "casework.joined_by_protection",
        _(
            "Estos expedientes los juntó protección, porque en ellos van hermanas o hermanos: "
            "solo protección lo deshace, con un motivo."
        ),
    )


def with_the_other_office(having: str) -> Refusal:
    """Of two offices, the one that has the people gives them back: nobody takes them away."""
    return Refusal(
        "casework.with_the_other_office",
        _("Ahora les atiende la oficina %(having)s: solo ella lo deshace."),
        having=having,
    )


def nobody_in_it() -> Refusal:
    """A file that was emptied ended for that; its page says where, as far as the reader may know."""
    return Refusal(
        "casework.nobody_in_it",
        _("En este expediente no queda nadie: sus personas siguen en otro; su página dice dónde."),
    )
