"""How people enter: by invitation only, with a user name or a mail address and a password."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]
    """Refuses every sign-up from outside."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: accounts are made by an administrator's invitation."""
        return False


class EntryForm(LoginForm):  # type: ignore[misc]
    """Asks for the user name or the mail address by that name, not by the name of the act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the field after what is typed into it."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Usuario o correo")
        self.fields["login"].widget.attrs.pop("placeholder", None)
