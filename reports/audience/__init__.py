"""The re-audience check: the sentences of a paper that are wrong for the body and the day it now goes to.

    audience = Audience("Scrutiny Committee", "committee", dt.date(2019, 10, 10))
    for finding in findings(paper, audience):
        print(finding.paragraph, finding.kind, finding.why)

Rules and dates only: nothing here writes or looks at the clock, and only ``from_rows`` asks the database, for
whom a report of ours is written.
"""

from reports.audience.audience import Audience, BodyKind, KnownDocument, kind_of
from reports.audience.check import findings
from reports.audience.finding import Finding, Kind
from reports.audience.papers import Passage, PlainPaper, brought_in_as_plain, composed_as_plain

__all__ = [
    "Audience",
    "BodyKind",
    "Finding",
    "Kind",
    "KnownDocument",
    "Passage",
    "PlainPaper",
    "brought_in_as_plain",
    "composed_as_plain",
    "findings",
    "kind_of",
]
