"""What is filed: a complaint as somebody tells it."""

from dataclasses import dataclass

from rumbo.complaints.rules import COMPLAINT


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """What went wrong, whom it is about in the words of who tells it, and who tells it, if they wish."""

    words: str
    kind: str = COMPLAINT
    about: str = ""
    name: str = ""
    contact: str = ""
    language: str = "es"
