"""Addresses that let one person in once, to set a password of their own."""

from django.urls import reverse

from rumbo.access.models import User


def one_time_path(user: User) -> str:
    """The path of a page where this user sets a password; it works once, and only for some days."""
    # Late: allauth reads its models at import.
    from allauth.account.forms import default_token_generator  # noqa: PLC0415
    from allauth.account.utils import user_pk_to_url_str  # noqa: PLC0415

    return reverse(
        "account_reset_password_from_key",
        args=[user_pk_to_url_str(user), default_token_generator.make_token(user)],
    )
