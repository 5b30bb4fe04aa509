"""The real papers beside the repository on some machines; `docs/audience-check.md` judges each finding."""

import datetime as dt
from pathlib import Path

import pytest

from reports.audience import Audience, Finding, KnownDocument, findings
from reports.bring_in import read_document, read_report

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
