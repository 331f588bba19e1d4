"""The registry's verbs."""

from rumbo.registry.actions.consent import record_consent, withdraw_consent
from rumbo.registry.actions.registration import register_group, register_many

__all__ = ["record_consent", "register_group", "register_many", "withdraw_consent"]
