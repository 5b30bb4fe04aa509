"""What an author says to a finding of the re-audience check: take the wording, say it otherwise, leave it."""

import uuid
from dataclasses import replace
from typing import Any, Final

from boards import clock
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused, Stale
from boards.models import User
from reports.audience import Finding, composed_as_plain
from reports.audience.finding import Kind
from reports.audience.replacing import replace_sentence
from reports.compose import compose_report
from reports.cover_sheets import AUTHOR, TITLE, fields_by_label
from reports.deeds.draft import lock_draft
from reports.deeds.insert import reword
from reports.deeds.reports import CoverSheet, fill_in_cover
from reports.deeds.writing import Changes, HeadingChange, write_report
from reports.models import FindingAnswer, Paragraph, Report, Section
from reports.open_findings import Found, check_of
from reports.typed import as_typed, tidy

Answer = FindingAnswer.Answer
LONGEST: Final = 5_000
IMPLICATION: Final = "implication-"
BY_HAND: Final = (
    "This sentence cannot be exchanged by itself: it stands there twice, or its marks are in the way. "
    "Change it where it is written, then come back."
)
CHANGED_SINCE: Final = (
    "The new wording was changed since, so the old sentence cannot be put back by itself. Change it where it "
    "is written."
)
NOT_A_SENTENCE: Final = (
    "No sentence of the paper is wrong here. Say in the paper, or on its cover sheet, what is missing."
)
GONE: Final = (
    "This sentence was changed, or answered, in another window. Nothing else was done: look at the list as "
    "it is now."
)


@deed
def answer_finding(
    *, by: User, report: Report, digest: str, answer: str, wording: str = "", reason: str = ""
) -> FindingAnswer:
    """Settle an open finding: take the suggested wording, write ``wording``, or leave it for ``reason``.

    Another wording changes only the words that differ; bold, links and references around them stay.

    Raises:
        Refused: to anybody but the writers of a draft, without wording or reason, and where the sentence
            cannot be exchanged by itself.
        Stale: when the sentence is not there any more, or the finding was answered already.
    """
    locked = lock_draft(by, report)
    found = next((each for each in check_of(locked).open if each.digest == digest), None)
    if found is None:
        raise Stale(sentence=GONE)
    said = said_to(found.finding, answer, one_line(wording), tidy(reason).strip())
    if answer != Answer.DISMISSED:
        write(by, locked, found.finding, said["wording"])
    row = keep_answer(by, locked, found, answer, said)
    deed_done = "answered a finding of the check of"
    record(by=by, deed=deed_done, about=locked, after=facts(row), reason=row.reason)
    return row


@deed
def reopen_finding(*, by: User, report: Report, digest: str) -> None:
    """Take an answer back. A sentence that was reworded is put back as it was.

    Raises:
        Refused: to anybody but the writers of a draft, and where the new wording was changed since.
        Stale: when the answer was taken back already.
    """
    locked = lock_draft(by, report)
    row = FindingAnswer.objects.filter(report=locked, digest=digest).first()
    if row is None:
        raise Stale(sentence=GONE)
    if row.answer != Answer.DISMISSED:
        write_back(by, locked, row)
    before = facts(row)
    row.delete()
    record(by=by, deed="opened a finding again of the check of", about=locked, before=before)


def said_to(finding: Finding, answer: str, wording: str, reason: str) -> dict[str, str]:
    """What goes with an answer, or a refusal beside the field that lacks it."""
    if answer == Answer.DISMISSED:
        return {"wording": "", "reason": reason_or_refuse(reason)}
    if finding.paragraph == AUTHOR and not finding.key:
        raise Refused(NOT_A_SENTENCE)
    if answer == Answer.ACCEPTED:
        if not finding.suggestion:
            raise Refused("There is no suggested wording. Write your own, or leave it and say why.")
        return {"wording": one_line(finding.suggestion), "reason": ""}
    if answer == Answer.EDITED:
        return {"wording": wording_or_refuse(wording, finding), "reason": ""}
    raise Refused("Choose whether to take the wording, write your own or leave the sentence.")


def reason_or_refuse(reason: str) -> str:
    if not reason:
        raise Refused("Say why the sentence stays as it is.", field="reason")
    if len(reason) > LONGEST:
        raise Refused(f"Keep the reason to {LONGEST:,} characters.", field="reason")
    return reason


def wording_or_refuse(wording: str, finding: Finding) -> str:
    if not wording or wording == one_line(finding.sentence):
        raise Refused("Write the sentence as it should be, or leave it and say why.", field="wording")
    if len(wording) > LONGEST:
        raise Refused(f"Keep the sentence to {LONGEST:,} characters.", field="wording")
    return wording


def keep_answer(by: User, report: Report, found: Found, answer: str, said: dict[str, str]) -> FindingAnswer:
    finding = found.finding
    told = {"kind": finding.kind.value, "paragraph": finding.paragraph[:250], "sentence": finding.sentence}
    row, _ = FindingAnswer.objects.update_or_create(
        report=report,
        digest=found.digest,
        defaults=told | said | {"answer": answer, "at": clock.now(), "by": by},
    )
    return row


def one_line(text: str) -> str:
    return " ".join(tidy(text).split())


# Where a sentence is written


def write(by: User, report: Report, finding: Finding, wording: str) -> None:
    """Exchange the sentence where it stands: a heading, a paragraph, a bullet, a row of the cover sheet."""
    if not finding.key:
        write_cover(by, report, finding.paragraph, finding.sentence, wording)
        return
    key = uuid.UUID(finding.key)
    paragraph = Paragraph.objects.filter(section__report=report, key=key, removed_at=None).first()
    if paragraph is None:
        write_heading(by, report, report.sections.get(key=key), finding.sentence, wording)
    else:
        write_paragraph(by, report, paragraph, finding, wording)


def write_paragraph(by: User, report: Report, row: Paragraph, finding: Finding, wording: str) -> None:
    bullets = list(row.bullets.all())
    text = row.text if finding.bullet else exchanged(row.text, finding.sentence, wording)
    lines = [bullet.text for bullet in bullets]
    for place, bullet in enumerate(bullets):
        if str(bullet.key) == finding.bullet:
            lines[place] = exchanged(bullet.text, finding.sentence, wording)
    reword(by=by, report=report, key=row.key, version=row.version, typed=as_typed(text, lines))


def write_heading(by: User, report: Report, row: Section, sentence: str, wording: str) -> None:
    change = HeadingChange(row.key, row.version, exchanged_plainly(row.heading, sentence, wording))
    written = write_report(by=by, report=report, changes=Changes(headings=[change]))
    for refusal, _ in written.refused.values():
        raise Refused(refusal, field="wording")


def write_cover(by: User, report: Report, label: str, sentence: str, wording: str) -> None:
    field = fields_by_label(report).get(label)
    if field is None:
        raise Refused(BY_HAND, field="wording")
    cover = cover_as_it_is(report)
    if field.startswith(IMPLICATION):
        kind = field.removeprefix(IMPLICATION)
        text = exchanged(cover.implications[kind], sentence, wording)
        cover = replace(cover, implications=cover.implications | {kind: text})
    else:
        exchange = exchanged_plainly if label == TITLE else exchanged_in_lines
        told: dict[str, Any] = {field: exchange(getattr(cover, field), sentence, wording)}
        cover = replace(cover, **told)
    fill_in_cover(by=by, report=report, version=report.version, cover=cover)


def cover_as_it_is(report: Report) -> CoverSheet:
    return CoverSheet(**{name: getattr(report, name) for name in CoverSheet.__slots__})


def exchanged(text: str, sentence: str, wording: str) -> str:
    new = replace_sentence(text, sentence, wording)
    if new is None:
        raise Refused(BY_HAND, field="wording")
    return new


def exchanged_in_lines(text: str, sentence: str, wording: str) -> str:
    """In a text whose lines may be points of their own, as recommendations are."""
    whole = replace_sentence(text, sentence, wording)
    if whole is not None:
        return whole
    lines = text.split("\n")
    new = [(place, replace_sentence(line, sentence, wording)) for place, line in enumerate(lines)]
    found = [(place, line) for place, line in new if line is not None]
    if len(found) != 1:
        raise Refused(BY_HAND, field="wording")
    place, line = found[0]
    return "\n".join([*lines[:place], line, *lines[place + 1 :]])


def exchanged_plainly(text: str, sentence: str, wording: str) -> str:
    """In a line that has no marks."""
    line = " ".join(text.split())
    if line.count(sentence) != 1:
        raise Refused(BY_HAND, field="wording")
    return line.replace(sentence, wording)


def write_back(by: User, report: Report, row: FindingAnswer) -> None:
    """Put the sentence back that was reworded, wherever its paragraph stands by now."""
    passages = composed_as_plain(compose_report(report)).passages
    there = [each for each in passages if one_line(each.text).count(row.wording) == 1]
    there = [each for each in there if each.paragraph == row.paragraph] or there
    if len(there) != 1:
        raise Refused(CHANGED_SINCE)
    place = there[0]
    now = Finding(place.paragraph, place.key, place.bullet, row.wording, 0, 0, Kind(row.kind), "")
    write(by, report, now, row.sentence)
