"""What the making of a demonstration refuses."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def others_entering(people: int, seed: int) -> Refusal:
    """Other people were entering when it was cut off: they come first."""
    return Refusal(
        "demo.others_entering",
        _(
            "Quedó a medias la entrada de %(people)s personas con la semilla %(seed)s: repita esa "
            "orden para terminarla."
        ),
        people=people,
        seed=seed,
    )
