"""One report and its discussion, all the way: brought in, reviewed, published, on an agenda, minuted, read.

Everything goes through the doors that people use: the command, the deeds, the worker's own job with a real
PDF, and the reader's pages. It is told twice, with a text of our own and with the historical examples, when
they are beside the repository; their names are read from the files and stand nowhere else.
"""

import datetime
import html
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult

from boards.deeds.attendance import Answer, record_attendance
from boards.models import AgendaItem, Meeting, Role
from reports.bring_in import BroughtInMinutes, BroughtInReport, read_document, read_minutes, read_report
from reports.compose import numbered_sections
from reports.deeds.papers import add_paper
from reports.deeds.reports import CoverSheet, fill_in_cover
from reports.deeds.workflow import move
from reports.models import Edition, Report
from reports.search import search
from reports.verify import faults
from scrutiny.deeds.minutes import make_ready, publish
from scrutiny.deeds.paragraphs import ParagraphChange, write_minutes
from scrutiny.deeds.resolutions import resolve
from scrutiny.models import Minutes
from tests.builders import make_item, make_meeting, make_member
from tests.cast import Cast

EXAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "examples"
DAY = datetime.date(2019, 10, 10)

OUR_REPORT = """Children and Families Scrutiny Committee

Report Title\tThe Independent Chair's report on the year's improvement
Purpose of Report\tTo tell the Committee what the Board saw between May and October.
Is this for information or decision?\tFor information.
Author\tIndependent Chair of the Improvement Board
Key Issues:
The pace of improvement, and whether it will last.
Recommendations to the Committee:
To note the report.
Financial/Resource Implications:
None that follow from the report itself.

1. Introduction

1.1. This report is for the Committee's meeting on 10 October 2019.
1.2. It follows the report that the Board saw in September.

2. What I did

2.1. Since May I have:
- Visited the front door twice
- Sat in on a planning meeting at Cherwick
2.2. I thank the teams for their time & patience.

3. Analysis

3.1. Most of what was promised is in place.
3.2. Audits are more honest than they were.
3.3. Workloads have fallen in the north.
3.4. They have not fallen in the south.
3.5. Partners attend more often.
3.6. Two questions remain open.
3.7. Variability between the localities worries me most: *good* practice in Cherwick is rare in Oldmoor.
3.8. Managers know this.

4. Conclusion

4.1. The work is not finished.

Pat Example
Independent Chair
"""

OUR_MINUTES = """Agenda item

Plan for the coming year

To receive a verbal update on the plan.

23.1 The Director told the Committee that the plan was being written.

23.2 Members asked when they would see it.

23.3 The Director answered that they would see it in the spring.

23.4 A member was concerned that schools had not been asked.

23.5 The Director undertook to bring a list of the schools consulted, naming each locality in turn.

Resolved – That the update be received.
"""


@dataclass(frozen=True)
class Documents:
    report: Path
    minutes: Path

    @property
    def brought_report(self) -> BroughtInReport:
        return read_report(read_document(self.report.name, self.report.read_bytes()))

    @property
    def brought_minutes(self) -> BroughtInMinutes:
        return read_minutes(read_document(self.minutes.name, self.minutes.read_bytes()))


@pytest.fixture(params=["ours", "historical"])
def documents(request: pytest.FixtureRequest, tmp_path: Path) -> Documents:
    if request.param == "historical":
        if not EXAMPLES.is_dir():
            pytest.skip("the historical examples are not beside the repository")
        return Documents(
            EXAMPLES / "report-2019-10-scrutiny.txt", EXAMPLES / "minutes-plan-for-the-new-board.txt"
        )
    ours = Documents(tmp_path / "report.txt", tmp_path / "minutes.txt")
    ours.report.write_text(OUR_REPORT)
    ours.minutes.write_text(OUR_MINUTES)
    return ours


def work() -> int:
    """Do every job that waits, as the worker does, in a process of its own for each file; return how many."""
    done = 0
    while job := DBTaskResult.objects.ready().first():
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.delete()
        done += 1
    return done


def place(page: str, anchor: str) -> str:
    """The words of the one element of ``page`` that bears the anchor."""
    found = re.findall(rf'<div class="paragraph[^>]* id="{anchor}">(.*?)\n</div>', page, re.S)
    assert len(found) == 1, f"{len(found)} elements at #{anchor}"
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def complete(cast: Cast, report: Report) -> Report:
    """What a report to a statutory body needs and a file may lack: the list of background papers."""
    told = {name: getattr(report, name) for name in CoverSheet.__slots__} | {"background_papers": "None"}
    return fill_in_cover(by=report.author, report=report, version=report.version, cover=CoverSheet(**told))


def bring_in_and_publish(cast: Cast, documents: Documents) -> Report:
    call_command("import_paper", str(documents.report), "--kind=report")
    report = Report.objects.get()
    assert (report.author, report.meeting and report.meeting.date) == (cast.chris, DAY)
    typed = [paragraph.number for each in documents.brought_report.sections for paragraph in each.paragraphs]
    assert [each.number for section in numbered_sections(report) for each in section.paragraphs] == typed

    report = complete(cast, report)
    report = move(by=cast.chris, report=report, move="submit", version=report.version)
    report = move(by=cast.cleo, report=report, move="agree", version=report.version)
    assert work() == 2  # the PDF, then the Word file
    version = report.version
    return move(by=cast.cleo, report=report, move="publish", version=version, despite_findings=True)


def minute_and_publish(cast: Cast, documents: Documents, meeting: Meeting, first: AgendaItem) -> Edition:
    call_command("import_paper", str(documents.minutes), "--kind=minutes", "--meeting=2019-10-10")
    minutes = Minutes.objects.get(meeting=meeting)
    meeting.refresh_from_db()
    record_attendance(
        by=cast.cleo, meeting=meeting, version=meeting.version, answers={cast.con.pk: Answer("present")}
    )
    noted, planned = minutes.items.all()
    assert noted.item == first
    row = noted.paragraphs.get()
    said = ParagraphChange(row.key, row.version, "note", "The Chair of the Board introduced the report.")
    write_minutes(by=cast.cleo, minutes=minutes, changes=[said])
    resolve(by=cast.cleo, minute=noted, version=0, verb="note", text="that the report be noted.")
    if not documents.brought_minutes.resolutions:
        resolve(by=cast.cleo, minute=planned, version=0, verb="none", text="")
    ready = make_ready(by=cast.cleo, minutes=minutes, version=minutes.version)
    assert work() == 3  # what changed in the report, then the PDF and the Word file
    return publish(by=cast.cleo, minutes=ready, version=ready.version)


def test_a_report_goes_the_whole_way(cast: Cast, client: Client, documents: Documents) -> None:
    make_member(cast.committee, cast.chris, Role.CHAIR, office="Independent Chair")
    meeting = make_meeting(cast.committee, DAY, published_by=cast.cleo)
    first = make_item(meeting, "Report of the Independent Chair")
    make_item(meeting, documents.brought_minutes.title)

    report = bring_in_and_publish(cast, documents)
    add_paper(
        by=cast.cleo, item=first, publication=report.publication, urgency_reason="Brought in years later."
    )
    edition = minute_and_publish(cast, documents, meeting, first)

    paper, minutes = report.publication.get_absolute_url(), edition.publication.get_absolute_url()
    assert paper == f"/papers/{report.slug}/"
    assert minutes == f"/meetings/{cast.committee.slug}/2019-10-10/minutes/"
    section = documents.brought_report.sections[2].paragraphs[6]
    assert place(client.get(paper).text, "p-3-7") == f"3.7 {section.text}"
    spoken = next(each for each in documents.brought_minutes.paragraphs if each.number == "23.5")
    assert place(client.get(minutes).text, "m-23-5") == f"23.5 {' '.join(spoken.text.split())}"
    for words, address in ((section.text, f"{paper}#p-3-7"), (spoken.text, f"{minutes}#m-23-5")):
        assert address in [hit.url for hit in search(" ".join(words.split()[:8])).hits]
    agenda = client.get(meeting.get_absolute_url()).text
    assert f'href="{paper}"' in agenda
    assert f'href="{minutes}' in agenda
    for file in (f"/papers/{report.slug}.pdf", f"/meetings/{cast.committee.slug}/2019-10-10/minutes.pdf"):
        response = client.get(file)
        assert response.status_code == 200
        assert b"".join(response.streaming_content).startswith(b"%PDF-1.7")  # type: ignore[attr-defined]
    assert list(faults()) == []


def test_a_resolution_keeps_its_own_words(cast: Cast, tmp_path: Path) -> None:
    meeting = make_meeting(cast.committee, DAY, published_by=cast.cleo)
    make_item(meeting, "Plan for the coming year")
    (tmp_path / "minutes.txt").write_text(OUR_MINUTES)
    call_command("import_paper", str(tmp_path / "minutes.txt"), "--kind=minutes")
    resolution = Minutes.objects.get().items.get().resolution
    assert (resolution.verb, resolution.in_house_style) == (
        "receive",
        "Resolved – That the update be received.",
    )
