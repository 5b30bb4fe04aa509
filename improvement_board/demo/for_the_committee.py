"""The board's reports as the committee reads them: derived, checked for their new readers, and published."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet

from boards.models import Meeting
from improvement_board.demo.bodies import committee
from improvement_board.demo.chairs_evidence import paragraph_with
from improvement_board.demo.chairs_reports import CHAIRS_REPORTS, ForTheCommittee
from improvement_board.demo.days import Days, moment, publication_day
from improvement_board.demo.people import person
from improvement_board.demo.reports import Row, make, publication
from improvement_board.demo.story import Step
from reports.deeds.changes import give_reasons
from reports.deeds.derive import derive_report
from reports.deeds.findings import answer_finding
from reports.models import FindingAnswer, Publication, Report
from reports.open_findings import check_of

Answer = FindingAnswer.Answer


def steps(days: Days) -> Iterator[Step]:
    for key, told in CHAIRS_REPORTS.items():
        if version := told.for_the_committee:
            when = moment(publication_day(days.committee(version.weeks)), 12)
            yield Step(when, partial(is_derived, key, days), partial(derive, key, version, days))


def is_derived(key: str, days: Days) -> bool:
    return derived(key, days).exists()


def derived(key: str, days: Days) -> QuerySet[Report]:
    source = publication(key, days)
    return Report.objects.filter(derived_from__publication=source, body=committee())


def version_of(key: str, days: Days) -> Publication:
    return derived(key, days).get().publication


def derive(key: str, version: ForTheCommittee, days: Days) -> None:
    """Take it over from the board's edition, answer what the check finds, and publish it."""
    row = derive_report(
        by=person("chair"),
        edition=publication(key, days).editions.latest("number"),
        body=committee(),
        meeting=Meeting.objects.get(body=committee(), date=days.committee(version.weeks)),
        presenter="Independent Chair of the Improvement Board",
    )
    now = partial(Report.objects.get, pk=row.pk)
    answer_findings(now, version)
    give_reasons(
        by=person("chair"),
        report=row,
        version=now().version,
        reasons={paragraph_with(row, words).key: reason for words, reason in version.reasons.items()},
    )
    make(now, "submit", "chair")
    make(now, "agree", "clerk")
    make(now, "publish", "clerk")


def answer_findings(now: Row, version: ForTheCommittee) -> None:
    """Take what is suggested; leave the rest, and say why."""
    while found := next(iter(check_of(now()).open), None):
        given = Answer.ACCEPTED if found.finding.suggestion else Answer.DISMISSED
        reason = "" if found.finding.suggestion else version.leaves
        answer_finding(by=person("chair"), report=now(), digest=found.digest, answer=given, reason=reason)
