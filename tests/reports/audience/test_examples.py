"""The real papers beside the repository on some machines; `docs/audience-check.md` judges each finding."""

import datetime as dt
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from boards.models import Role
from reports.audience import Audience, Finding, KnownDocument, findings
from reports.bring_in import read_document, read_report
from reports.deeds.bring_in import bring_in_report
from reports.deeds.derive import derive_report
from reports.deeds.findings import answer_finding
from reports.deeds.reports import CoverSheet, fill_in_cover
from reports.models import Report
from reports.open_findings import check_of
from tests.builders import make_meeting, make_member
from tests.cast import Cast
from tests.reports.stages import at

EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "examples"
REPORT = EXAMPLES / "report-2019-10-scrutiny.txt"
pytestmark = pytest.mark.skipif(
    not REPORT.exists(), reason="the example papers do not lie beside the repository (../shared/examples)"
)
MEETING = dt.date(2019, 10, 10)
LETTER = KnownDocument("Ofsted monitoring visit letter", dt.date(2019, 10, 7))


def check(path: Path, *documents: KnownDocument, on: dt.date = MEETING) -> list[Finding]:
    report = read_report(read_document(path.name, path.read_bytes()))
    return findings(report, Audience("Scrutiny Committee", "committee", on, documents=documents))


def told(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.paragraph, each.kind.value) for each in found]


def test_the_findings_in_the_report_are_those_that_were_judged() -> None:
    found = check(REPORT)
    assert told(found) == [
        ("1.3", "presenter-missing"),
        ("1.8", "past-as-future"),
        ("3.4", "audience-words"),
        ("3.7", "this-meeting"),
        ("3.12", "audience-words"),
        ("4.5", "audience-words"),
    ]
    marked = {each.paragraph: each.marked for each in found}
    assert marked["1.8"].startswith("being held")
    assert marked["1.8"].endswith("on 26th September")
    assert marked["3.7"].endswith("the Board for this meeting")
    assert marked["3.12"] == "this Board"


def test_a_letter_that_has_arrived_is_found_too() -> None:
    extra = [each for each in told(check(REPORT, LETTER)) if each[1] == "now-published"]
    assert extra == [("1.4", "now-published"), ("1.4", "now-published")]


@pytest.mark.parametrize("name", ["minutes-improvement-journey.txt", "minutes-plan-for-the-new-board.txt"])
@pytest.mark.parametrize("on", [dt.date(2018, 1, 25), MEETING, dt.date(2022, 7, 1)])
def test_minutes_speak_to_nobody_and_have_no_findings(name: str, on: dt.date) -> None:
    assert check(EXAMPLES / name, on=on) == []


@pytest.mark.django_db
def test_the_report_goes_the_whole_way_from_the_board_to_the_committee() -> None:
    """Brought in as the Board's, published, derived for the committee of 10 October: the three are found."""
    cast = Cast()
    make_member(cast.committee, cast.chris, Role.AUTHOR)
    board = make_meeting(cast.board, dt.date(2019, 9, 24))
    brought = read_report(read_document(REPORT.name, REPORT.read_bytes()))
    source = bring_in_report(
        by=cast.chris, body=cast.board, brought=brought, meeting=board, file_name=REPORT.name
    )
    at(cast, "published", complete(cast, source))
    derived = derive_report(
        by=cast.chris,
        edition=source.publication.editions.get(),
        body=cast.committee,
        meeting=make_meeting(cast.committee, MEETING),
    )
    found = [(each.finding.paragraph, each.finding.kind.value) for each in check_of(derived).open]
    wanted = [("1.8", "past-as-future"), ("3.7", "this-meeting"), ("3.12", "audience-words")]
    assert [each for each in found if each in wanted] == wanted
    for each in check_of(derived).open:
        if each.finding.suggestion:
            answer_finding(by=cast.chris, report=derived, digest=each.digest, answer="accepted")
    left = [(each.finding.paragraph, each.finding.kind.value) for each in check_of(derived).open]
    assert not set(wanted) & set(left)


def complete(cast: Cast, report: Report) -> Report:
    """What the file does not say and a report must, before it is sent for review."""
    names = [field.name for field in fields(CoverSheet)]
    cover = CoverSheet(**{name: getattr(report, name) for name in names})
    said = {"purpose": "To report.", "author_line": "Chair", "recommendations": "To note the report."}
    missing: dict[str, Any] = {name: text for name, text in said.items() if not getattr(cover, name)}
    return fill_in_cover(
        by=cast.chris, report=report, version=report.version, cover=replace(cover, **missing)
    )
