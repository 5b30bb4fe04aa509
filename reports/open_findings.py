"""What the re-audience check finds in a report now, and how far its author has dealt with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from boards.deeds.chain import digest
from reports.audience import Finding, findings
from reports.audience.from_rows import audience_of
from reports.compose import compose_report
from reports.models import FindingAnswer, Report


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the name by which it is answered: other words, or another rule, are another finding."""

    finding: Finding
    digest: str

    @property
    def short(self) -> str:
        """Enough of the name for the ids of one page."""
        return self.digest[:12]


@dataclass(frozen=True, slots=True)
class Check:
    """What is open, in reading order, and what was answered, the first answer first.

    A finding is open until it is answered, and again when its sentence is put back. One that went because its
    words were changed by hand is neither.
    """

    open: Sequence[Found] = ()
    settled: Sequence[FindingAnswer] = ()

    @property
    def total(self) -> int:
        return len(self.open) + len(self.settled)


def check_of(report: Report) -> Check:
    """The check of a report to a meeting; an empty one for a report to no meeting."""
    found = found_in(report)
    answers = list(report.finding_answers.select_related("by"))
    left = {answer.digest for answer in answers if answer.answer == FindingAnswer.Answer.DISMISSED}
    open_ = [each for each in found if each.digest not in left]
    again = {each.digest for each in open_}
    return Check(open_, [answer for answer in answers if answer.digest not in again])


def found_in(report: Report) -> list[Found]:
    """Every finding, answered or not. The very same sentence twice in a paragraph is one."""
    audience = audience_of(report)
    if audience is None:
        return []
    found = {digest_of(each): each for each in findings(compose_report(report), audience)}
    return [Found(finding, name) for name, finding in found.items()]


def digest_of(finding: Finding) -> str:
    """Its paragraph counts by key, since numbers change; a row of the cover sheet by its label."""
    place = finding.key or finding.paragraph
    return digest([place, finding.bullet, finding.kind.value, finding.sentence])
