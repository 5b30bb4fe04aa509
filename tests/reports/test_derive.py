"""A Board's edition becomes a committee's draft: the same paragraphs, said to others."""

import datetime
import uuid
from typing import Any

import pytest

from boards.deeds.refusals import Refused
from boards.models import LogEntry, Meeting, Restriction, Role
from reports.compose import compose_report
from reports.deeds.carry_forward import carry_forward
from reports.deeds.derive import derive_report
from reports.deeds.evidence import link_evidence
from reports.deeds.restrictions import restrict_publication
from reports.deeds.workflow import move
from reports.highlights import highlights
from reports.models import (
    Activity,
    Bullet,
    Edition,
    Paragraph,
    Publication,
    Report,
    Section,
    ToldActivity,
    Wording,
)
from tests.builders import make_meeting, make_member
from tests.cast import Cast
from tests.reports.stages import at, make_report, rewrite

DAY = datetime.date(2019, 10, 10)


@pytest.fixture
def cast(db: None) -> Cast:
    """Chris writes for the committee too."""
    cast = Cast()
    make_member(cast.committee, cast.chris, Role.AUTHOR)
    return cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(cast.committee, DAY)


def published(cast: Cast, report: Report | None = None) -> tuple[Report, Edition]:
    report = at(cast, "published", report)
    return report, report.publication.editions.get()


def keys(report: Report) -> list[uuid.UUID]:
    rows = Paragraph.objects.filter(section__report=report).order_by("section__position", "position")
    return list(rows.values_list("key", flat=True))


def whole(cast: Cast) -> Report:
    """A Board's report with all that a paragraph can carry."""
    board = make_meeting(cast.board, "2019-09-24")
    report = make_report(
        cast,
        meeting=board,
        period_from=datetime.date(2019, 6, 1),
        period_to=datetime.date(2019, 9, 20),
        aim="decision",
        key_issues="**Staff** are short.\n\nSo is money.",
        recommendations="That the Board note the report.\nThat the Board meet again.",
        implications={"financial": "None.", "legal": "Some."},
        signature="Chris Chair\nIndependent Chair",
    )
    first, second = Paragraph.objects.filter(section__report=report)
    first.text = f"I visited the front door, as [9.9](#key-{second.key}) says:"
    first.is_highlight = True
    first.change_reason = "It was wrong."
    first.save()
    visit = {"kind": "visit", "on": "2019-08-01", "sentence": "Saw"}
    seen = Activity.objects.create(body=cast.board, by=cast.chris, **visit)
    bullet = Bullet.objects.create(paragraph=first, position=1, text="saw *A* and\\*B")
    Bullet.objects.create(paragraph=first, position=2, text="met the team")
    ToldActivity.objects.create(bullet=bullet, activity=seen)
    link_evidence(by=cast.chris, report=report, key=second.key, kind="verbal", words="The Director said so.")
    return report


def test_identities_words_and_evidence_are_those_of_the_edition(cast: Cast, meeting: Meeting) -> None:
    source, edition = published(cast, whole(cast))
    derived = derive_report(
        by=cast.chris, edition=edition, body=cast.committee, meeting=meeting, presenter="Director – Jo"
    )
    assert keys(derived) == keys(source)
    assert [row.key for row in derived.sections.all()] == [row.key for row in source.sections.all()]
    then, now = compose_report(source), compose_report(derived)
    assert now.sections == then.sections
    first, second = Paragraph.objects.filter(section__report=derived)
    assert (first.is_highlight, first.change_reason) == (True, "")
    assert f"](#key-{second.key})" in first.text
    old = list(Bullet.objects.filter(paragraph__section__report=source).values_list("key", "told__activity"))
    new = list(Bullet.objects.filter(paragraph__section__report=derived).values_list("key", "told__activity"))
    assert new == old
    linked = [(each.kind, each.words) for each in second.evidence.all()]
    assert linked == [("verbal", "The Director said so.")]
    assert set(Wording.objects.filter(paragraph__section__report=derived).values_list("how", "version")) == {
        ("derived", 1)
    }


def test_the_cover_sheet_is_the_new_bodys(cast: Cast, meeting: Meeting) -> None:
    _, edition = published(cast, whole(cast))
    told = {"title": " A  title ", "presenter": "Jo"}
    derived = derive_report(by=cast.chris, edition=edition, body=cast.committee, meeting=meeting, **told)
    assert (derived.derived_from, derived.body, derived.meeting) == (edition, cast.committee, meeting)
    assert (derived.state, derived.author, derived.title) == ("draft", cast.chris, "A title")
    assert derived.implications == {"financial": "None.", "legal": "Some."}
    rows = {row.label: str(row.html) for row in compose_report(derived).cover}
    assert rows["Presenter"] == "<p>Jo</p>"
    assert "Recommendations to the Committee" in rows
    assert "That the Board meet again." in rows["Recommendations to the Committee"]
    assert rows["Key issues"] == "<p><strong>Staff</strong> are short.</p>\n<p>So is money.</p>"
    assert rows["Is this for information or decision?"] == "<p>For decision</p>"
    assert (derived.signature, derived.background_papers) == ("Chris Chair\nIndependent Chair", "None")
    assert (derived.period_from, derived.period_to, derived.follows) == (
        datetime.date(2019, 6, 1),
        datetime.date(2019, 9, 20),
        None,
    )
    assert LogEntry.objects.filter(deed="derived", noun_id=str(derived.pk)).count() == 1


def test_of_somebody_elses_report_only_what_was_published_goes_on(cast: Cast, meeting: Meeting) -> None:
    """Not the marks of its author, not their log, and nothing of the correction that is being written."""
    source, edition = published(cast, whole(cast))
    source = move(
        by=cast.chris, report=source, move="correct", version=source.version, reason="A figure was wrong."
    )
    first = Paragraph.objects.filter(section__report=source)[0]
    link_evidence(by=cast.chris, report=source, key=first.key, kind="verbal", words="In confidence.")
    make_member(cast.committee, cast.con, Role.AUTHOR)
    derived = derive_report(by=cast.con, edition=edition, body=cast.committee, meeting=meeting)
    rows = Paragraph.objects.filter(section__report=derived)
    linked = [(row.kind, row.words) for each in rows for row in each.evidence.all()]
    assert linked == [("verbal", "The Director said so.")]
    assert not rows.filter(is_highlight=True).exists()


def test_what_the_draft_says_since_the_edition_does_not_count(cast: Cast, meeting: Meeting) -> None:
    """The correction that is being written, a paragraph taken out, a section renamed: none is published."""
    source, edition = published(cast, whole(cast))
    before = compose_report(source)
    source = move(by=cast.chris, report=source, move="correct", version=source.version, reason="Wrong.")
    rewrite(source, "CANARY, not published yet.")
    Bullet.objects.filter(text="met the team").update(text="CANARY")
    source.sections.update(heading="CANARY")
    Paragraph.objects.filter(section__report=source).update(position=1)
    derived = derive_report(by=cast.chris, edition=edition, body=cast.committee, meeting=meeting)
    now = compose_report(derived)
    assert [part.heading for part in now.sections] == ["What I saw"]
    assert [each.full_text for each in now.paragraphs] == [each.full_text for each in before.paragraphs]
    assert [each.key for each in now.paragraphs] == [each.key for each in before.paragraphs]


def test_derived_twice_it_opens_the_one_that_is_there(cast: Cast, meeting: Meeting) -> None:
    _, edition = published(cast)
    told: dict[str, Any] = {"by": cast.chris, "edition": edition, "body": cast.committee}
    first = derive_report(**told, meeting=meeting, title="One")
    rewrite(first, "Said to the committee.")
    entries = LogEntry.objects.count()
    assert derive_report(**told, meeting=meeting, title="Two") == first
    assert (LogEntry.objects.count(), Report.objects.count()) == (entries, 2)
    assert Paragraph.objects.filter(section__report=first, text="Said to the committee.").exists()
    later = make_meeting(cast.committee, "2019-12-10")
    assert derive_report(**told, meeting=later) != first


def test_a_report_follows_the_last_one_to_its_own_body(cast: Cast, meeting: Meeting) -> None:
    source, first = published(cast, whole(cast))
    before = derive_report(by=cast.chris, edition=first, body=cast.committee, meeting=meeting)
    make_member(cast.committee, cast.rae, Role.CLERK)
    make_member(cast.committee, cast.sam, Role.CLERK)
    at(cast, "published", before)
    november = make_meeting(cast.board, "2019-11-20")
    report = make_report(cast, meeting=november, period_to="2019-11-15", follows=source)
    [highlight], told = highlights(report, cast.chris), keys(report)[0]
    given: dict[str, Any] = {"typed": "It is better.", "after": told, "highlight": highlight.row.key}
    carry_forward(by=cast.chris, report=report, verdict="better", **given)
    _, second = published(cast, report)
    later = make_meeting(cast.committee, "2019-12-10")
    derived = derive_report(by=cast.chris, edition=second, body=cast.committee, meeting=later)
    assert (derived.follows, derived.period_from) == (before, datetime.date(2019, 9, 20))
    assert derived.period_to == datetime.date(2019, 11, 15)
    answer = derived.carried_forward.get()
    assert (answer.verdict, answer.highlight.section.report) == ("better", before)
    assert answer.paragraph is not None
    assert (answer.paragraph.section.report, answer.paragraph.text) == (derived, "It is better.")


def test_a_section_that_stands_empty_goes_along(cast: Cast, meeting: Meeting) -> None:
    report = make_report(cast)
    Section.objects.create(report=report, position=9, heading="Conclusion")
    _, edition = published(cast, report)
    derived = derive_report(by=cast.chris, edition=edition, body=cast.committee, meeting=meeting)
    assert [row.heading for row in derived.sections.all()] == [row.heading for row in report.sections.all()]


def test_what_may_not_be_derived_is_refused_with_words(cast: Cast, meeting: Meeting) -> None:
    source, edition = published(cast, whole(cast))
    told: dict[str, Any] = {"edition": edition, "body": cast.committee, "meeting": meeting}
    with pytest.raises(Refused, match="only to a body that you report to"):
        derive_report(by=cast.rae, **told)
    with pytest.raises(Refused, match="was written for that meeting"):
        derive_report(by=cast.chris, edition=edition, body=cast.board, meeting=source.meeting)
    with pytest.raises(Refused, match="meeting of the body"):
        derive_report(by=cast.chris, edition=edition, body=cast.board, meeting=meeting)
    with pytest.raises(Refused, match="250 characters"):
        derive_report(by=cast.chris, **told, presenter="x" * 251)
    source = move(by=cast.chris, report=source, move="correct", version=source.version, reason="Wrong.")
    at(cast, "published", source)
    with pytest.raises(Refused, match="Edition 2 was published in between"):
        derive_report(by=cast.chris, **told)
    source.refresh_from_db()
    newest = source.publication.editions.get(number=2)
    move(by=cast.sam, report=source, move="withdraw", version=source.version, reason="Wrong.")
    with pytest.raises(Refused, match="was withdrawn"):
        derive_report(by=cast.chris, **told | {"edition": newest})
    assert Report.objects.count() == 1


def test_a_restricted_edition_makes_no_report_that_is_not(cast: Cast, meeting: Meeting) -> None:
    report = make_report(cast)
    restrict_publication(
        by=cast.sam,
        publication=report.publication,
        kind=Restriction.Kind.EXEMPT,
        paragraphs=[1],
        public_interest="It names a child.",
        review_on=datetime.date.today() + datetime.timedelta(90),
    )
    report.publication.refresh_from_db()
    _, edition = published(cast, report)
    with pytest.raises(Refused, match="not for publication"):
        derive_report(by=cast.chris, edition=edition, body=cast.committee, meeting=meeting)
    make_member(cast.other_board, cast.otto, Role.AUTHOR)
    with pytest.raises(Refused, match="no such edition"):
        derive_report(by=cast.otto, edition=edition, body=cast.other_board, meeting=None)
    assert Publication.objects.count() == 1


def test_the_log_of_somebody_else_stays_theirs(cast: Cast, meeting: Meeting) -> None:
    _, edition = published(cast, whole(cast))
    make_member(cast.committee, cast.mo, Role.AUTHOR)
    derived = derive_report(by=cast.mo, edition=edition, body=cast.committee, meeting=meeting)
    assert not ToldActivity.objects.filter(bullet__paragraph__section__report=derived).exists()
