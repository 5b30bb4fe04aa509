"""From rows to the paper: numbers, anchors, cover sheet, and a preview that is the paper."""

import datetime

import pytest
from django.test import Client

from boards.models import BodyName, Role
from reports.compose import compose_report
from reports.composed import paper_html, paper_json
from reports.deeds.reports import CoverSheet, fill_in_cover, start_report
from reports.deeds.workflow import next_paper
from reports.deeds.writing import Changes, ParagraphChange, write_report
from reports.models import Edition, Report
from tests.builders import make_meeting, make_member
from tests.cast import Cast
from tests.reports.stages import at

COVER = CoverSheet(
    title="Progress report",
    purpose="To brief the *Board*.",
    aim="information",
    author_line="Independent Chair – Chris Chair",
    key_issues="Progress & <b>risk</b>",
    recommendations="- To note the report.\n\n* To ask for another.",
    implications={"financial": "No new ones."},
    signature="Chris Chair\nIndependent Chair",
    background_papers="",
)


@pytest.fixture
def report(cast: Cast) -> Report:
    meeting = make_meeting(cast.board, "2026-12-10")
    made: Report = start_report(by=cast.chris, body=cast.board, meeting=meeting, title="Progress report")
    return fill_in_cover(by=cast.chris, report=made, version=1, cover=COVER)


def type_in(cast: Cast, report: Report, *boxes: str) -> None:
    firsts = [section.paragraphs.all()[0] for section in report.sections.all()]
    changes = [
        ParagraphChange(row.key, row.version, typed) for row, typed in zip(firsts, boxes, strict=False)
    ]
    write_report(by=cast.chris, report=report, changes=Changes(paragraphs=changes))


def test_numbers_are_derived_and_an_empty_paragraph_has_none(cast: Cast, report: Report) -> None:
    type_in(cast, report, "One.\n\nTwo:\n- a **bold** bullet", "", "Three.")
    paper = compose_report(report)
    assert [(section.number, section.anchor, section.heading) for section in paper.sections] == [
        ("1", "s-1", "Introduction"),
        ("2", "s-2", "Activity programme"),
        ("3", "s-3", "Analysis"),
        ("4", "s-4", "Conclusion"),
    ]
    assert [(each.number, each.anchor, each.full_text) for each in paper.paragraphs] == [
        ("1.1", "p-1-1", "One."),
        ("1.2", "p-1-2", "Two:\n- a bold bullet"),
        ("3.1", "p-3-1", "Three."),
    ]


def test_the_cover_sheet_says_what_was_filled_in(cast: Cast, report: Report) -> None:
    assert [(row.label, str(row.html)) for row in compose_report(report).cover] == [
        ("Report title", "<p>Progress report</p>"),
        ("Purpose of report", "<p>To brief the <em>Board</em>.</p>"),
        ("Is this for information or decision?", "<p>For information</p>"),
        ("Author", "<p>Independent Chair – Chris Chair</p>"),
        ("Key issues", "<p>Progress &amp; &lt;b&gt;risk&lt;/b&gt;</p>"),
        (
            "Recommendations to the Board",
            "<ul>\n<li>To note the report.</li>\n<li>To ask for another.</li>\n</ul>",
        ),
        ("Financial/Resource implications", "<p>No new ones.</p>"),
    ]
    assert paper_json(compose_report(report))["cover"] == {
        "title": "Progress report",
        "purpose": "To brief the Board.",
        "for": "information",
        "author": "Independent Chair – Chris Chair",
        "key_issues": "Progress & <b>risk</b>",
        "recommendations": ["To note the report.", "To ask for another."],
        "implications": {"financial": "No new ones."},
    }


@pytest.mark.parametrize(
    ("typed", "listed"),
    [("", None), ("None", ()), ("none.", ()), ("- A letter\nAn audit", ("A letter", "An audit"))],
)
def test_background_papers(cast: Cast, typed: str, listed: tuple[str, ...] | None) -> None:
    make_member(cast.committee, cast.chris, Role.CHAIR)
    report = start_report(by=cast.chris, body=cast.committee, title="T")
    report.background_papers = typed
    assert compose_report(report).background_papers == listed


def test_the_paper_bears_the_name_of_the_body_on_the_day_of_the_meeting(cast: Cast, report: Report) -> None:
    BodyName.objects.create(
        body=cast.board, name="Improvement and Safeguarding Board", since=datetime.date(2026, 12, 1)
    )
    paper = compose_report(report)
    assert (paper.body_name, paper.meeting_date) == (
        "Improvement and Safeguarding Board",
        datetime.date(2026, 12, 10),
    )
    assert paper.place == "Improvement and Safeguarding Board · Thursday 10 December 2026 · Draft"


def test_keys_stay_when_numbers_change(cast: Cast, report: Report) -> None:
    type_in(cast, report, "First.", "Second.")
    before = compose_report(report).numbers
    type_in(cast, report, "Before it.\n\nFirst.", "Second.")
    after = compose_report(report).numbers
    assert set(before) <= set(after)
    assert sorted(after.values()) == ["1.1", "1.2", "2.1"]


def test_the_preview_is_exactly_the_paper(client: Client, cast: Cast, report: Report) -> None:
    type_in(
        cast, report, "A <script>alert(1)</script> & [a link](https://example.org/).\n- one", "B.", "C.", "D."
    )
    client.force_login(cast.chris)
    page = client.get(f"/desk/reports/{report.slug}/preview/").content.decode()
    assert str(paper_html(compose_report(report))) in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_what_is_published_is_the_preview_but_for_one_word(
    client: Client, cast: Cast, report: Report
) -> None:
    type_in(cast, report, "A.\n- one\n- two", "B.", "C.", "D.")
    preview = str(paper_html(compose_report(report)))
    at(cast, "published", report)
    assert Edition.objects.get().html == preview.replace("· Draft</p>", "· Edition 1</p>")
    assert str(paper_html(next_paper(report))) != preview
