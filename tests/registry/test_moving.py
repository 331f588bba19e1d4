"""What goes along when another office looks after somebody, table by table; what an office did stays."""

from rumbo.registry.belonging import kept_about_people

# A new table about people stands here, or says GOES_ALONG = False: what an office did stays its own.
GO = {
    "assistance": {"JointRisk", "OriginConsent", "Service"},
    "casework": {
        "Appointment", "Contact", "ContactAttempt", "FamilyContact", "Override", "PriorityFact",
        "SideExit", "Task",
    },
    "counselling": {
        "Declaration", "GuardianDeclaration", "Reconfirmation", "Session", "ShareConsent",
        "VoluntarinessFinding",
    },
    "documents": {
        "ConsularRequest", "Custody", "ExitPaper", "ExplicitConsent", "KeptFile", "LegalCheck",
        "OtherParent", "Parentage", "RequestItem", "ResidenceRight", "TransitCheck",
        "TravelDocument",
    },
    "protection": {
        "Assessment", "AsylumClaim", "CareNeeds", "ChildTrack", "CustodyFinding", "FearAnswer",
        "FitnessFinding", "Handover", "MppStanding", "MppStep", "Pregnancy", "Screening",
        "Siblings", "SurvivorFinding", "TraffickingClearance",
    },
    "registry": {"DataConsent", "GroupMember", "PossibleDuplicate", "Profile"},
}  # fmt: skip


def test_every_table_about_people_goes_along_or_says_why_not() -> None:
    found: dict[str, set[str]] = {}
    for model, _path in kept_about_people():
        found.setdefault(model._meta.app_label, set()).add(model.__name__)
    assert found == GO


def test_a_row_of_a_row_about_somebody_is_found_through_it() -> None:
    paths = {model.__name__: path for model, path in kept_about_people()}
    assert paths["Custody"] == "document__person"
    assert paths["Parentage"] == "child"
    assert paths["PossibleDuplicate"] == "later"
