"""Saying what became of a highlight of the last report."""

import uuid
from typing import Any, Final

from boards.deeds.record import deed, record, unchanged
from boards.deeds.refusals import Refused, Stale
from boards.models import User
from reports.carried_sentences import GOES_ON
from reports.deeds.draft import lock_draft
from reports.deeds.evidence import link_evidence
from reports.deeds.insert import insert_paragraph, reword
from reports.deeds.paragraphs import mark_highlight
from reports.deeds.wordings import text_of
from reports.highlights import Highlight, highlights
from reports.models import CarriedForward, Paragraph, Report

GONE: Final = "This is not among the highlights of the last report any more."
NOT_AN_ANSWER: Final = "Choose how it stands now: better, the same, worse, closed or no longer reported."
PAPER: Final = "paper"


@deed
def carry_forward(
    *,
    by: User,
    report: Report,
    highlight: uuid.UUID,
    verdict: str,
    typed: str = "",
    after: uuid.UUID | None = None,
    version: int = 0,
) -> CarriedForward:
    """Say how the highlight with this key stands now, or say it anew.

    With words it becomes a paragraph behind ``after`` (a section's key for its first place) that rests on the
    paragraph of the last report; or the words go into the paragraph that tells of it already, as it was in
    its ``version``. That is a highlight of this report, unless it is closed or no longer reported.

    Raises:
        Refused: to anybody but the writers of a draft, for a highlight that is not of the last report.
        Stale: when the paragraph was changed in between.
    """
    locked = lock_draft(by, report)
    told = highlight_or_refuse(locked, by, highlight)
    if verdict not in CarriedForward.Verdict.values:
        raise Refused(NOT_AN_ANSWER)
    before = as_logged(told.answer)
    paragraph = told.paragraph
    if paragraph and typed.strip():
        change(by, locked, paragraph, typed, version)
    elif typed.strip():
        paragraph = insert(by, locked, told, typed, after)
    answer = told.answer or CarriedForward(report=locked, highlight=told.row)
    answer.verdict, answer.paragraph, answer.said_by = verdict, paragraph, by
    if as_logged(answer) == before:
        unchanged()
        return answer
    answer.save()
    if paragraph:
        goes_on = verdict in GOES_ON
        mark_highlight(by=by, report=locked, key=paragraph.key, is_highlight=goes_on)
    record(
        by=by, deed="carried a highlight forward into", about=report, before=before, after=as_logged(answer)
    )
    return answer


def highlight_or_refuse(report: Report, by: User, key: uuid.UUID) -> Highlight:
    found = next((each for each in highlights(report, by) if each.row.key == key), None)
    if found is None:
        raise Refused(GONE)
    return found


def change(by: User, report: Report, paragraph: Paragraph, typed: str, version: int) -> None:
    """Reword the paragraph; sent twice from one page, nothing is left to change."""
    if typed == text_of(paragraph):
        return
    if version != paragraph.version:
        raise Stale("paragraph")
    reword(by=by, report=report, key=paragraph.key, version=version, typed=typed)


def insert(by: User, report: Report, highlight: Highlight, typed: str, after: uuid.UUID | None) -> Paragraph:
    if after is None:
        raise Refused("Choose the section that the paragraph goes into.", field="section")
    added = insert_paragraph(by=by, report=report, after=after, typed=typed)
    link_evidence(by=by, report=report, key=added.key, kind=PAPER, target=highlight.said.target)
    return added


def as_logged(answer: CarriedForward | None) -> dict[str, Any]:
    if answer is None:
        return {}
    return {
        "highlight": str(answer.highlight.key),
        "verdict": answer.verdict,
        "paragraph": str(answer.paragraph.key) if answer.paragraph else "",
    }
