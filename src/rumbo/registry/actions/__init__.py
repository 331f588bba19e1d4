"""The registry's verbs."""

from rumbo.registry.actions.choosing import choose_fact
from rumbo.registry.actions.consent import HEAR, record_consent, withdraw_consent
from rumbo.registry.actions.correcting import correct_person
from rumbo.registry.actions.duplicates import (
    decide_duplicate,
    look_again,
    suspect_duplicate,
    undo_merge,
)
from rumbo.registry.actions.families import place_in_group
from rumbo.registry.actions.linking import begin_linking, link_some
from rumbo.registry.actions.moving import move_to_office
from rumbo.registry.actions.registration import join_group, register_group, register_many
from rumbo.registry.actions.relations import change_relation
from rumbo.registry.actions.requests import answer_request, request_access
from rumbo.registry.actions.sealing import seal_person, unseal_person

__all__ = [
    "HEAR",
    "answer_request",
    "begin_linking",
    "change_relation",
    "choose_fact",
    "correct_person",
    "decide_duplicate",
    "join_group",
    "link_some",
    "look_again",
    "move_to_office",
    "place_in_group",
    "record_consent",
    "register_group",
    "register_many",
    "request_access",
    "seal_person",
    "suspect_duplicate",
    "undo_merge",
    "unseal_person",
    "withdraw_consent",
]
