"""The re-audience check of a report of ours: what it knows, its answers, and how publishing asks twice."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.deeds.refusals import Refused, Stale
from boards.models import Attendance, LogEntry, Restriction, Role
from reports.audience.from_rows import audience_of
from reports.deeds.findings import answer_finding, reopen_finding
from reports.deeds.restrictions import restrict_publication
from reports.deeds.workflow import FindingsOpen, move
from reports.models import Bullet, Edition, FindingAnswer, Paragraph, Report, Section
from reports.open_findings import check_of
from tests.builders import make_meeting, make_member
from tests.cast import Cast
from tests.editions import make_edition
from tests.reports.stages import at, lay_pdf, make_report
from tests.reports.test_moves import signed_in, url

DAY = datetime.date(2019, 10, 10)
HELD = "The **review** is being held on 26 September."
ASKED = "I ask this Board to note it, as [9.9](#key-{key}) says."


@pytest.fixture
def cast(db: None) -> Cast:
    """Chris writes for the committee, where Rae and Sam review and publish."""
    cast = Cast()
    for person, role in ((cast.chris, Role.AUTHOR), (cast.rae, Role.CLERK), (cast.sam, Role.CLERK)):
        make_member(cast.committee, person, role)
    return cast


def stale_report(cast: Cast, **facts: Any) -> Report:
    """A report to the committee that still speaks to the Board of September."""
    meeting = make_meeting(cast.committee, DAY)
    edition = make_edition(cast.sam, cast.board, meeting=make_meeting(cast.board, "2019-09-24"))
    report = make_report(cast, cast.committee, meeting=meeting, derived_from=edition, **facts)
    first, second = Paragraph.objects.filter(section__report=report)
    first.text = f"We began in May. {HELD}"
    first.save()
    second.text = ASKED.format(key=first.key)
    second.save()
    Bullet.objects.create(paragraph=second, position=1, text="Members of the Board will be *aware* of it")
    return report


def opened(report: Report) -> list[tuple[str, str]]:
    return [(each.finding.paragraph, each.finding.kind.value) for each in check_of(report).open]


def digest(report: Report, kind: str, paragraph: str = "") -> str:
    found = check_of(report).open
    return next(e.digest for e in found if e.finding.kind == kind and paragraph in e.finding.paragraph)


RECOMMENDED = "Recommendations to the Committee"
ALL = [
    ("Purpose of report", "audience-words"),
    (RECOMMENDED, "wrong-body"),
    ("1.1", "past-as-future"),
    ("1.2", "audience-words"),
    ("1.2", "audience-words"),
]


def test_the_check_goes_by_what_the_tables_know(cast: Cast) -> None:
    report = stale_report(cast, author_line="Independent Chair – Chris Chair")
    audience = audience_of(report)
    assert audience is not None
    assert (audience.body, audience.kind, audience.meeting) == (str(cast.committee), "committee", DAY)
    written = (cast.board.name, datetime.date(2019, 9, 24))
    assert (audience.written_for, audience.written_for_meeting) == written
    assert report.meeting is not None
    assert (audience.presenter, audience.apologies, audience.documents) == (None, (), ())
    assert opened(report) == ALL
    Attendance.objects.create(meeting=report.meeting, user=cast.chris, name="Chris Chair", how="apologies")
    assert opened(report) == [("Author", "apology-missing"), *ALL]
    Paragraph.objects.filter(text__contains="note it").update(text="I am unable to attend.")
    assert ("1.2", "presenter-missing") in opened(report)
    report.presenter = "Director of Children’s Services"
    assert ("1.2", "presenter-missing") not in opened(report)


def test_a_report_to_no_meeting_has_no_findings(cast: Cast) -> None:
    report = make_report(cast, cast.committee)
    assert (audience_of(report), opened(report)) == (None, [])


def test_only_documents_that_everybody_may_read_have_arrived(cast: Cast) -> None:
    """Those published since the source's edition; one that is not for publication is not named."""
    report = stale_report(cast)
    make_edition(cast.sam, cast.board, title="Inspection letter")
    hidden = make_report(cast, title="CANARY letter")
    restrict_publication(
        by=cast.sam,
        publication=hidden.publication,
        kind=Restriction.Kind.EXEMPT,
        paragraphs=[1],
        public_interest="It names a child.",
        review_on=datetime.date.today() + datetime.timedelta(90),
    )
    hidden.publication.refresh_from_db()
    at(cast, "published", hidden)
    audience = audience_of(report)
    assert audience is not None
    assert [each.title for each in audience.documents] == ["Inspection letter"]


def test_the_suggested_wording_changes_its_words_and_nothing_else(cast: Cast) -> None:
    report = stale_report(cast)
    keys = list(Bullet.objects.values_list("key", flat=True))
    for kind, paragraph in (("past-as-future", "1.1"), ("wrong-body", ""), ("audience-words", "")):
        answer_finding(
            by=cast.chris, report=report, digest=digest(report, kind, paragraph), answer="accepted"
        )
    first, second = Paragraph.objects.filter(section__report=report)
    assert first.text == "We began in May. The **review** was held on 26 September."
    report.refresh_from_db()
    assert report.recommendations == "That the Committee note the report."
    assert report.purpose == "To tell the Committee what the Chair saw."
    assert opened(report) == ALL[-2:]
    answer_finding(
        by=cast.chris,
        report=report,
        digest=digest(report, "audience-words"),
        answer="edited",
        wording="I ask this Committee to note it, as 1.1 says.",
    )
    second.refresh_from_db()
    assert second.text == f"I ask this Committee to note it, as [1.1](#key-{first.key}) says."
    answer_finding(
        by=cast.chris,
        report=report,
        digest=digest(report, "audience-words"),
        answer="edited",
        wording="Members of the Committee will be aware of it",
    )
    bullet = Bullet.objects.get()
    assert bullet.text == "Members of the Committee will be *aware* of it"
    assert [bullet.key] == keys
    check = check_of(report)
    assert (len(check.open), len(check.settled), check.total) == (0, 5, 5)
    assert [each.answer for each in check.settled] == ["accepted"] * 3 + ["edited"] * 2


def test_what_is_left_has_a_reason_and_stays(cast: Cast) -> None:
    report = stale_report(cast)
    name = digest(report, "past-as-future")
    with pytest.raises(Refused, match="Say why") as refusal:
        answer_finding(by=cast.chris, report=report, digest=name, answer="dismissed", reason=" ")
    assert refusal.value.field == "reason"
    answer_finding(by=cast.chris, report=report, digest=name, answer="dismissed", reason="It is quoted.")
    assert opened(report) == [each for each in ALL if each[1] != "past-as-future"]
    assert Paragraph.objects.filter(text__endswith=HELD).exists()
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, entry.reason) == ("answered a finding of the check of", "It is quoted.")
    reopen_finding(by=cast.chris, report=report, digest=name)
    assert opened(report) == ALL
    with pytest.raises(Stale):
        reopen_finding(by=cast.chris, report=report, digest=name)


def test_a_sentence_is_put_back_wherever_it_stands_by_now(cast: Cast) -> None:
    report = stale_report(cast)
    name = digest(report, "past-as-future")
    answer_finding(by=cast.chris, report=report, digest=name, answer="accepted")
    moved = Section.objects.create(report=report, position=2, heading="Later")
    Paragraph.objects.filter(text__contains="was held").update(section=moved)
    reopen_finding(by=cast.chris, report=report, digest=name)
    assert Paragraph.objects.filter(section=moved, text__endswith=HELD).exists()
    assert [kind for _, kind in opened(report)].count("past-as-future") == 1
    answer_finding(by=cast.chris, report=report, digest=name, answer="accepted")
    row = Paragraph.objects.get(section=moved)
    row.text = "We began in May, and that was it."
    row.save()
    with pytest.raises(Refused, match="was changed since"):
        reopen_finding(by=cast.chris, report=report, digest=name)
    assert FindingAnswer.objects.filter(digest=name).exists()


def test_a_sentence_changed_in_another_window_is_told_not_overwritten(cast: Cast) -> None:
    report = stale_report(cast)
    name = digest(report, "past-as-future")
    Paragraph.objects.filter(text__endswith=HELD).update(text="The review is being held on 27 September.")
    with pytest.raises(Stale, match="changed, or answered, in another window"):
        answer_finding(by=cast.chris, report=report, digest=name, answer="accepted")
    assert FindingAnswer.objects.count() == 0


def test_what_cannot_be_exchanged_by_itself_is_left_to_its_writer(cast: Cast) -> None:
    report = stale_report(cast)
    row = Paragraph.objects.get(text__endswith=HELD)
    row.text = f"{HELD} {HELD}"
    row.save()
    with pytest.raises(Refused, match="stands there twice") as refusal:
        answer_finding(
            by=cast.chris, report=report, digest=digest(report, "past-as-future"), answer="accepted"
        )
    assert refusal.value.field == "wording"
    told = {"answer": "edited", "wording": HELD.replace("*", "")}
    with pytest.raises(Refused, match="Write the sentence"):
        answer_finding(by=cast.chris, report=report, digest=digest(report, "past-as-future"), **told)
    row.refresh_from_db()
    assert row.text == f"{HELD} {HELD}"


def test_only_its_writers_answer_and_only_in_a_draft(cast: Cast) -> None:
    report = stale_report(cast)
    name = digest(report, "past-as-future")
    with pytest.raises(Refused):
        answer_finding(by=cast.sam, report=report, digest=name, answer="dismissed", reason="No.")
    at(cast, "in-review", report)
    with pytest.raises(Refused):
        answer_finding(by=cast.chris, report=report, digest=name, answer="dismissed", reason="No.")
    page = signed_in(cast, "sam").get(url(report, "check")).content.decode()
    assert "5 sentences" not in page
    assert "Its writers can answer while it is a draft" in page
    assert "Take this wording" not in page


# The page


def test_the_page_lists_answers_and_counts(cast: Cast) -> None:
    report, chris = stale_report(cast), signed_in(cast, "chris")
    page = chris.get(url(report, "check")).content.decode()
    assert "<strong>0 of 5</strong> dealt with" in page
    assert "The review <mark>is being held on 26 September</mark>." in page
    assert "5 sentences</strong> may be wrong" in chris.get(report.get_desk_url()).content.decode()
    name = digest(report, "past-as-future")
    answer = chris.post(url(report, "check"), {"digest": name, "answer": "accepted"})
    following = digest(report, "audience-words", "1.2")[:12]
    assert (answer.status_code, answer["Location"]) == (302, f"{url(report, 'check')}#f-{following}")
    page = chris.get(url(report, "check")).content.decode()
    assert "<strong>1 of 5</strong> dealt with" in page
    assert "Chris Chair" in page.partition("Dealt with")[2]
    again = chris.post(url(report, "check"), {"digest": name, "answer": "accepted"})
    assert "changed, or answered, in another window" in again.content.decode()
    assert chris.post(url(report, "check/reopen"), {"digest": name}).status_code == 302
    assert opened(report) == ALL


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"answer": "dismissed", "reason": ""}, "Say why the sentence stays as it is."),
        ({"answer": "edited", "wording": "x" * 5_001}, "must be 5000 characters or fewer"),
        ({"answer": "edited", "wording": " "}, "Write the sentence as it should be"),
    ],
)
def test_a_refused_answer_is_told_beside_its_box(cast: Cast, told: dict[str, str], said: str) -> None:
    report, chris = stale_report(cast), signed_in(cast, "chris")
    name = digest(report, "past-as-future")
    page = chris.post(url(report, "check"), {"digest": name} | told).content.decode()
    field = "reason" if told["answer"] == "dismissed" else "wording"
    assert f'href="#{field}-{name[:12]}"' in page
    assert f'id="{field}-error-{name[:12]}"' in page
    assert said in page


def test_markup_is_words(cast: Cast) -> None:
    report, chris = stale_report(cast), signed_in(cast, "chris")
    told = {"answer": "edited", "wording": "<script>alert(1)</script> [x](javascript:alert)"}
    chris.post(url(report, "check"), {"digest": digest(report, "past-as-future")} | told)
    assert "<script>alert" not in chris.get(url(report, "check")).content.decode()
    assert "<script>alert" not in chris.get(url(report, "preview")).content.decode()


def test_the_page_asks_the_database_as_often_for_fifty(cast: Cast) -> None:
    report, chris = stale_report(cast), signed_in(cast, "chris")
    chris.get(url(report, "check"))
    with CaptureQueriesContext(connection) as few:
        chris.get(url(report, "check"))
    section = report.sections.get()
    for number in range(50):
        text = f"I ask this Board to note number {number}."
        Paragraph.objects.create(section=section, position=number + 9, text=text)
        told = {"kind": "audience-words", "answer": "edited", "by": cast.sam, "wording": "x"}
        FindingAnswer.objects.create(report=report, digest=str(number), **told)
    with CaptureQueriesContext(connection) as many:
        page = chris.get(url(report, "check")).content.decode()
    assert "of 105</strong>" in page
    assert len(many) == len(few)


# Publishing asks twice


def ready(cast: Cast) -> Report:
    report = at(cast, "agreed", stale_report(cast))
    lay_pdf(report)
    return report


def test_publishing_with_open_findings_asks_twice_and_is_logged(cast: Cast) -> None:
    report, sam = ready(cast), signed_in(cast, "sam")
    assert "You are asked once more" in sam.get(url(report, "publish")).content.decode()
    data = {"version": report.version}
    page = sam.post(url(report, "publish"), data).content.decode()
    assert "Nothing is published yet. 5 sentences may be wrong" in page
    assert "Publish all the same</button>" in page
    assert 'name="despite_findings" value="on"' in page
    assert Edition.objects.filter(publication=report.publication).count() == 0
    with pytest.raises(FindingsOpen, match="5 sentences"):
        move(by=cast.sam, report=report, move="publish", version=report.version)
    assert sam.post(url(report, "publish"), data | {"despite_findings": "on"}).status_code == 302
    assert Edition.objects.filter(publication=report.publication).count() == 1
    entry = LogEntry.objects.filter(deed="published", noun="reports.Report").latest("sequence")
    assert entry.after is not None
    assert entry.after["open_findings"] == 5


def test_publishing_asks_once_when_nothing_is_open(cast: Cast) -> None:
    report = stale_report(cast)
    for each in check_of(report).open:
        told = {"answer": "dismissed", "reason": "As meant."}
        answer_finding(by=cast.chris, report=report, digest=each.digest, **told)
    report.refresh_from_db()
    report = at(cast, "agreed", report)
    lay_pdf(report)
    move(by=cast.sam, report=report, move="publish", version=report.version)
    entry = LogEntry.objects.filter(deed="published", noun="reports.Report").latest("sequence")
    assert entry.after is not None
    assert "open_findings" not in entry.after


def test_sending_for_review_says_softly_what_is_open(cast: Cast) -> None:
    report = stale_report(cast)
    page = signed_in(cast, "chris").get(url(report, "submit")).content.decode()
    assert "5 sentences</strong> may be wrong for this audience or day" in page
    assert at(cast, "in-review", report).state == "in-review"
