"""What the journal says, to one reader: the number of a file that is not theirs to know is left out."""

from collections.abc import Collection, Sequence

from rumbo.access.values import Reader
from rumbo.audit.models import JournalEntry
from rumbo.audit.sentences import tell
from rumbo.casework.lookup import numbers_told
from rumbo.casework.sentences import UNNUMBERED


def numbers_in(entries: Sequence[JournalEntry], reader: Reader) -> set[str]:
    """The numbers of other files that these entries may tell a reader."""
    named = {str(one.details.get("number")) for one in entries if one.code in UNNUMBERED}
    return numbers_told(named, reader) if named else set()


def sentence(entry: JournalEntry, numbers: Collection[str]) -> str:
    """The sentence of an entry, for whoever may be told just these numbers of other files."""
    if entry.code in UNNUMBERED and entry.details.get("number") not in numbers:
        return str(UNNUMBERED[entry.code])
    return tell(entry.code, entry.details)
