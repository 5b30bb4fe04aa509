"""Evidence from published minutes: one more kind, known to nobody but the registry."""

from reports.evidence.editions import ParagraphKind
from reports.evidence.kinds import register
from reports.models import Publication


class MinuteEvidence(ParagraphKind):
    key = "minute"
    label = "A paragraph of published minutes"
    source = "Minutes"
    publications = Publication.Kind.MINUTES


def register_minutes() -> None:
    register(MinuteEvidence())
