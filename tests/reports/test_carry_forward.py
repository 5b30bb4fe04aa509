"""Carrying highlights forward: each of the last report gets an answer in this one, and the chain goes on."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.deeds.refusals import Refused, Stale
from reports.carried_sentences import carried_sentence
from reports.deeds.carry_forward import carry_forward
from reports.deeds.paragraphs import remove_paragraph
from reports.deeds.reports import start_report
from reports.deeds.wordings import text_of
from reports.highlights import first_reported, highlights, unanswered
from reports.missing import gaps
from reports.models import Bullet, CarriedForward, Paragraph, Report
from reports.quoting import quoted
from tests.builders import make_meeting
from tests.cast import Cast
from tests.reports.stages import at, make_report

TODAY = timezone.localdate()
SHORT = "Two teams were short of staff."


def ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def last_report(cast: Cast, days: int = 30, **facts: Any) -> Report:
    """Published, with its second paragraph a highlight."""
    report = make_report(cast, meeting=make_meeting(cast.board, ago(days)), period_to=ago(days), **facts)
    second = paragraphs(report)[1]
    Bullet.objects.create(paragraph=second, position=1, text="the **front** door")
    Paragraph.objects.filter(pk=second.pk).update(is_highlight=True)
    return at(cast, "published", report)


def paragraphs(report: Report) -> list[Paragraph]:
    return list(
        Paragraph.objects.filter(section__report=report, removed_at=None).order_by(
            "section__position", "position"
        )
    )


def next_report(cast: Cast, title: str = "Next") -> Report:
    return start_report(by=cast.chris, body=cast.board, title=title)


def answer(cast: Cast, report: Report, verdict: str, typed: str = "", **facts: Any) -> CarriedForward:
    [highlight] = highlights(report, cast.chris)
    after = facts.pop("after", report.sections.all()[2].key)
    given = {"by": cast.chris, "report": report, "highlight": highlight.row.key, "after": after} | facts
    return carry_forward(verdict=verdict, typed=typed, **given)


def test_an_answer_becomes_a_paragraph_that_rests_on_the_last_report(cast: Cast) -> None:
    before, report = last_report(cast), next_report(cast)
    [highlight] = highlights(report, cast.chris)
    assert (highlight.said.number, highlight.said.text) == ("1.2", f"{SHORT}\n- the front door")
    assert carried_sentence(highlight, "better") == (
        "In my last report I said (paragraph 1.2): “Two teams were short of staff. the front door”. "
        "Since then this has become better."
    )
    assert carried_sentence(highlight, "closed", mine=False).startswith(
        "The last report said (paragraph 1.2): “"
    )
    gap = "Paragraph 1.2 of the last report: how it stands now is not said"
    assert gap in [each.sentence for each in gaps(report)]
    told = answer(cast, report, "better", "It is better.")
    assert told.paragraph is not None
    assert (text_of(told.paragraph), told.paragraph.section.heading) == ("It is better.", "Analysis")
    [evidence] = told.paragraph.evidence.all()
    assert (evidence.kind, evidence.target) == ("paper", f"{before.slug}/1#{highlight.row.key}")
    told.paragraph.refresh_from_db()
    assert told.paragraph.is_highlight
    assert gap not in [each.sentence for each in gaps(report)]
    assert unanswered(report, cast.chris) == []


@pytest.mark.parametrize(
    ("verdict", "goes_on"),
    [("better", True), ("same", True), ("worse", True), ("closed", False), ("no-longer-reported", False)],
)
def test_what_is_not_closed_is_a_highlight_again(cast: Cast, verdict: str, goes_on: bool) -> None:
    last_report(cast)
    told = answer(cast, next_report(cast), verdict, "This is how it stands.")
    assert told.paragraph is not None
    assert Paragraph.objects.get(pk=told.paragraph.pk).is_highlight is goes_on


def test_an_answer_needs_no_words_and_can_be_changed(cast: Cast) -> None:
    last_report(cast)
    report = next_report(cast)
    assert answer(cast, report, "no-longer-reported").paragraph is None
    told = answer(cast, report, "better", "It is better.")
    assert told.paragraph is not None
    assert answer(cast, report, "better", "It is better.").pk == told.pk
    changed = answer(cast, report, "worse", "It is worse.", version=told.paragraph.version)
    row = Paragraph.objects.get(pk=told.paragraph.pk)
    assert (changed.verdict, text_of(row), row.is_highlight) == ("worse", "It is worse.", True)
    with pytest.raises(Stale):
        answer(cast, report, "same", "It is the same.", version=told.paragraph.version)
    assert answer(cast, report, "closed").paragraph == row
    assert not Paragraph.objects.get(pk=row.pk).is_highlight
    remove_paragraph(by=cast.chris, report=report, key=row.key)
    again = answer(cast, report, "same", "Said anew.")
    assert again.paragraph not in (None, row)
    assert CarriedForward.objects.filter(report=report).count() == 1


def test_only_the_highlights_of_the_last_edition_that_one_may_read(cast: Cast) -> None:
    before, report = last_report(cast), next_report(cast)
    first = paragraphs(before)[0]
    fresh = Paragraph.objects.create(
        section=first.section, position=3, text="Not published", is_highlight=True
    )
    assert [each.said.number for each in highlights(report, cast.chris)] == ["1.2"]
    for key in (first.key, fresh.key, uuid.uuid4()):
        with pytest.raises(Refused, match="not among the highlights"):
            carry_forward(by=cast.chris, report=report, highlight=key, verdict="same")
    with pytest.raises(Refused, match="Only its author"):
        carry_forward(by=cast.sam, report=report, highlight=paragraphs(before)[1].key, verdict="same")
    with pytest.raises(Refused, match="Choose how it stands"):
        answer(cast, report, "amusing")
    assert highlights(make_report(cast), cast.chris) == []


def test_a_third_report_goes_back_to_the_first_and_does_not_quote_a_quotation(cast: Cast) -> None:
    last_report(cast, 60)
    second = next_report(cast, "Second")
    [highlight] = highlights(second, cast.chris)
    answer(cast, second, "better", carried_sentence(highlight, "better"))
    Report.objects.filter(pk=second.pk).update(purpose="p", recommendations="r", key_issues="k")
    Paragraph.objects.filter(section__report=second, text="").update(text="Words.")
    second.refresh_from_db()
    at(cast, "published", second)
    third = next_report(cast, "Third")
    [again] = highlights(third, cast.chris)
    before = first_reported(again, cast.chris)
    day = f"{ago(60).day} {ago(60):%B %Y}"
    assert carried_sentence(again, "worse", before=before) == (
        f"This was first reported on {day} (paragraph 1.2): “Two teams were short of staff. the front door”. "
        f"In my last report it had become better (paragraph {again.said.number}). "
        "Since then this has become worse."
    )


def test_quotations_are_one_line_without_marks_and_not_too_long() -> None:
    assert quoted("He said “no” to *it*\n- and [that]") == r"“He said ‘no’ to \*it\* and \[that\]”."
    long = f"{'A sentence of some length. ' * 20}The end."
    assert quoted(long) == f"“{('A sentence of some length. ' * 14).strip()}”"
    assert quoted("word " * 200).endswith(" word…”")


def test_the_pages_lead_from_a_highlight_to_a_paragraph(client: Client, cast: Cast) -> None:
    last_report(cast)
    report = next_report(cast)
    client.force_login(cast.chris)
    address = f"/desk/reports/{report.slug}/carry-forward/"
    [highlight] = highlights(report, cast.chris)
    page = client.get(address).content.decode()
    assert ("1 of 1 still to say" in page, SHORT in page) == (True, True)
    form = client.get(f"{address}{highlight.row.key}/worse/").context["form"]
    assert form["text"].value() == carried_sentence(highlight, "worse")
    section = str(report.sections.get(heading="Analysis").key)
    sent = {"text": "It is worse: three left.", "section": section, "put_in": "on"}
    refused = client.post(f"{address}{highlight.row.key}/worse/", sent | {"text": " "})
    assert "Type what the report is to say" in refused.content.decode()
    assert client.post(f"{address}{highlight.row.key}/worse/", sent)["Location"].startswith(address)
    again = client.post(f"{address}{highlight.row.key}/worse/", sent)
    assert (again.status_code, CarriedForward.objects.count()) == (302, 1)
    page = client.get(address).content.decode()
    assert ("All 1 said" in page, "paragraph 3.1" in page) == (True, True)
    changing = client.get(f"{address}{highlight.row.key}/closed/").context["form"]
    assert (changing["text"].value(), "section" in changing.fields) == ("It is worse: three left.", False)
    for wrong in (f"{uuid.uuid4()}/worse/", f"{highlight.row.key}/amusing/"):
        assert client.get(address + wrong).status_code == 404


def test_the_list_asks_as_often_for_thirty_highlights_as_for_one(client: Client, cast: Cast) -> None:
    before = make_report(cast, meeting=make_meeting(cast.board, ago(30)), period_to=ago(30))
    section = before.sections.get()
    for number in range(30):
        Paragraph.objects.create(section=section, position=10 + number, text=f"Thing {number}.")
    before = at(cast, "published", before)
    report = next_report(cast)
    rows = Paragraph.objects.filter(section=section)
    client.force_login(cast.chris)
    counts = []
    for marked in (rows[:1], rows):
        Paragraph.objects.filter(pk__in=[row.pk for row in marked]).update(is_highlight=True)
        for highlight in highlights(report, cast.chris)[1:]:
            CarriedForward.objects.create(
                report=report,
                highlight=highlight.row,
                verdict="same",
                paragraph=paragraphs(report)[0],
                said_by=cast.chris,
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/desk/reports/{report.slug}/carry-forward/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
