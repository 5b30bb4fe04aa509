"""The whole check: a report with one of each kind, any text at all, and papers composed here."""

import datetime as dt
import string
import time

from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.audience import (
    Audience,
    KnownDocument,
    Passage,
    PlainPaper,
    brought_in_as_plain,
    composed_as_plain,
    findings,
    kind_of,
)
from reports.bring_in import BroughtInReport, Cover, read_document, read_report
from reports.composed import ComposedBullet, ComposedPaper, ComposedParagraph, ComposedSection, CoverRow
from tests.reports.audience.marlshire import AUDIENCE, COMMITTEE, REPORT

FILE = Audience(
    COMMITTEE,
    "committee",
    dt.date(2019, 10, 10),
    documents=(KnownDocument("Q.A. letter", dt.date(2019, 10, 7)),),
)
WORDS = (
    "the Board this meeting will be held on 26 September 2019 at its was is being to I ask recommend that "
    ", . “ ” Committee in October next week unable attend has not been published letter Q.A. The It ‘ ’ ; of"
).split()


def test_a_report_with_one_of_each_kind() -> None:
    report = read_report(read_document("report.txt", REPORT.encode()))
    found = [(each.paragraph, each.kind.value, each.marked) for each in findings(report, FILE)]
    assert found == [
        ("Purpose", "audience-words", "To update the Board"),
        ("Recommendations", "wrong-body", "That the Board"),
        ("1.1", "presenter-missing", "I regret that I cannot be with"),
        ("1.2", "now-published", "has not been published"),
        ("1.3", "past-as-future", "is being held on 26th September"),
        ("2.1", "audience-words", "I ask the Board"),
        ("2.2", "this-meeting", "for this meeting"),
        ("2.2", "future-as-past", "took place on 14 November 2019"),
        ("2.3", "past-as-future", "will move on 1 October"),
        ("2.3", "audience-words", "this Board"),
    ]


def test_the_paper_itself_says_whom_it_was_written_for() -> None:
    report = read_report(read_document("report.txt", REPORT.encode()))
    (finding,) = (each for each in findings(report, FILE) if each.kind == "this-meeting")
    assert finding.why == (
        "“for this meeting” was said of the Improvement Board’s meeting on Tuesday 24 September 2019, but "
        "the paper now goes to the Children and Families Scrutiny Committee’s meeting on Thursday 10 October "
        "2019."
    )


def test_a_sentence_has_one_finding_of_a_kind_and_each_rewords_it_all() -> None:
    (finding,) = findings(plain("This Board asked this Board."), AUDIENCE)
    assert finding.suggestion == ("The Marlshire Improvement Board asked the Marlshire Improvement Board.")


def test_the_same_words_said_twice_are_two_findings() -> None:
    twice = PlainPaper("", "", (Passage("1.1", "This Board agreed."), Passage("1.1", "This Board agreed.")))
    assert [each.paragraph for each in findings(twice, AUDIENCE)] == ["1.1", "1.1"]


def test_a_composed_paper_keeps_its_keys() -> None:
    found = findings(composed("I ask the Board to think.", "said to this Board"), AUDIENCE)
    assert [(each.paragraph, each.key, each.bullet, each.kind.value) for each in found] == [
        ("Recommendations to the Committee", "", "", "wrong-body"),
        ("1.1", "paragraph-key", "", "audience-words"),
        ("1.1", "paragraph-key", "bullet-key", "audience-words"),
    ]
    assert composed_as_plain(composed("", "")).author == "Pat Example"


def test_a_paper_without_words_has_no_findings() -> None:
    assert findings(PlainPaper("", "", ()), AUDIENCE) == []
    assert brought_in_as_plain(BroughtInReport(Cover())).passages == ()


def test_a_body_is_a_board_or_a_committee_by_its_name() -> None:
    names = (
        "Improvement Board",
        "Scrutiny Committee",
        "Children’s Scrutiny Board",
        "Corporate Parenting Panel",
    )
    assert [kind_of(name) for name in names] == ["board", "committee", "committee", "committee"]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=60).map(" ".join) | st.text(),
    st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
    st.sampled_from(["Scrutiny Committee", "Improvement Board", "Overview", string.punctuation]),
)
def test_any_text_is_read_and_what_is_marked_is_there(text: str, meeting: dt.date, body: str) -> None:
    audience = Audience(
        body,
        kind_of(body),
        meeting,
        written_for_meeting=dt.date(2019, 9, 24),
        presenter="",
        documents=(KnownDocument("Letter", dt.date(2000, 1, 1)),),
    )
    for finding in findings(plain(text, title=text), audience):
        assert finding.paragraph == "Author" or finding.sentence in text
        assert 0 <= finding.start < finding.end <= len(finding.sentence)
        assert finding.why.endswith(".")
        assert finding.suggestion != finding.sentence


def test_twenty_thousand_words_are_read_in_two_seconds() -> None:
    report = brought_in_as_plain(read_report(read_document("report.txt", REPORT.encode())))
    words = sum(len(passage.text.split()) for passage in report.passages)
    long = PlainPaper(report.title, report.author, report.passages * (20_000 // words))
    run_on = plain("the Board will be ‘ ( and this " * 2_500)
    for paper in (long, run_on):
        started = time.process_time()
        findings(paper, FILE)
        assert time.process_time() - started < 2


def plain(text: str, *, title: str = "Progress") -> PlainPaper:
    return PlainPaper(title, "Pat Example", (Passage("1.1", text),))


def composed(text: str, bullet: str) -> ComposedPaper:
    """A paper of one paragraph with one bullet, as it is composed from a draft."""
    paragraph = ComposedParagraph(
        key="paragraph-key",
        number="1.1",
        anchor="p-1-1",
        html=SafeString(f"<p>{text}</p>"),
        text=text,
        bullets=(ComposedBullet("bullet-key", SafeString(bullet), bullet),),
    )
    cover = (
        CoverRow("Author", SafeString("<p>Pat Example</p>")),
        CoverRow("Recommendations to the Committee", SafeString("<p>That the Board note it.</p>")),
    )
    return ComposedPaper(
        kind="report",
        title="Progress",
        body_name=COMMITTEE,
        meeting_date=None,
        meeting_line="",
        edition=None,
        cover=cover,
        sections=(ComposedSection("section-key", "1", "Introduction", "s-1", (paragraph,)),),
        signature=(),
        background_papers=None,
        correction_reason="",
    )
