"""How people enter: by invitation only, with a user name or a mail address and a password."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.core.internal.ratelimit import truncate_ip
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rumbo.access import queries
from rumbo.common import clock
from rumbo.common.sealed.keyedhash import blind

TOO_MANY = _(
    "Hubo demasiados intentos fallidos seguidos. Espere diez minutos y vuelva a intentarlo; si "
    "olvidó su contraseña, pida un enlace nuevo a quien administra su oficina."
)


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]
    """Refuses every sign-up from outside, and counts failed tries by account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: accounts are made by an administrator's invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give what tries are counted by: a keyed hash of the address and the day, never it.

        Whoever complains without a name is not to be found by what counts their tries.
        """
        address = truncate_ip(super().get_client_ip(request))
        return blind("address", f"{clock.today():%Y-%m-%d} {address}").hex()

    def _get_login_attempts_cache_key(self, _request: HttpRequest, **credentials: Any) -> str:
        """Count by the account meant: its mail address, another host or port is no new try."""
        login = str(credentials.get("email") or credentials.get("username") or "")
        user = queries.named(login)
        return f"account:{user.pk}" if user else f"login:{login.casefold()}"


class EntryForm(LoginForm):  # type: ignore[misc]
    """Asks for the user name or the mail address by that name, not by the name of the act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the field after what is typed into it."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Usuario o correo")
        self.fields["login"].widget.attrs.pop("placeholder", None)
