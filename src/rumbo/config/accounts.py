"""Closes sign-up, because people enter this house by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]
    """Refuses every sign-up from outside."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: accounts are made by an administrator's invitation."""
        return False
