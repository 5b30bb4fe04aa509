"""Evidence that is a word: who said what, by office, on a day."""

from collections.abc import Sequence

from boards.dates import full_date
from boards.models import User
from reports.evidence.kinds import Choice, EvidenceKind, Found, Link, Told
from reports.models import Report


class VerbalFeedback(EvidenceKind):
    """It has no target: its words and its day are all there is. A letter may confirm it later."""

    key = "verbal"
    label = "Verbal feedback: what somebody said"
    source = "Verbal feedback"
    is_spoken = True

    def choices(self, author: User, report: Report, words: str) -> Sequence[Choice]:
        return []

    def chosen(self, author: User, report: Report, target: str) -> Choice | None:
        return None

    def to_reader(self, link: Link, found: Found) -> Told | None:
        return Told(self.source, excerpt=link.words, when=full_date(link.on))
