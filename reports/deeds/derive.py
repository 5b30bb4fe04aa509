"""The same report for another body: a draft made from an edition, with its identities."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Final

from boards.deadlines import LONDON
from boards.deeds.record import deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Body, Meeting, User
from reports.bullets import Line, align
from reports.chain import last_report, told_until
from reports.cover_sheets import (
    AIM,
    AUTHOR,
    KEY_ISSUES,
    NO_PAPERS,
    PURPOSE,
    implications_label,
    lines_of,
)
from reports.deeds.evidence import copy_evidence, copy_published
from reports.deeds.reports import LONGEST_TITLE, open_report, refuse_start
from reports.frozen_words import FrozenPart, FrozenWords, frozen_cover, frozen_parts
from reports.highlights import highlights
from reports.models import (
    Activity,
    Bullet,
    CarriedForward,
    Edition,
    Paragraph,
    Report,
    Section,
    ToldActivity,
    Wording,
)
from reports.report_templates import CHAIRS_REPORT
from reports.typed import as_typed, tidy

SAME_MEETING: Final = (
    "This edition was written for that meeting. Choose another one. To change the report for the same "
    "meeting, correct it."
)
RESTRICTED: Final = (
    "This edition is not for publication, and a report made from it would tell the same. Release it first, "
    "or start a report of its own to the other body."
)
WITHDRAWN: Final = "This report was withdrawn, so no other report is made from it."
NO_REPORT: Final = "A report can be made from a report. This edition is another kind of paper."
CORRECTED: Final = (
    "Edition {number} was published in between. Read it, and make the version for the other body from that."
)

Rows = dict[uuid.UUID, Paragraph]
"""The source's paragraphs by key, those removed since the edition among them."""


@deed
def derive_report(
    *,
    by: User,
    edition: Edition,
    body: Body,
    meeting: Meeting | None,
    title: str = "",
    presenter: str = "",
) -> Report:
    """Make a draft of ``by`` for another body, or for another meeting, from a published edition of a report.

    Sections, paragraphs and bullets keep their keys, so that cross-references, evidence, highlights, what was
    carried forward and ties to the log go on; the words are those of the edition, whatever its draft says by
    now. From a report of somebody else only what it was published with goes on: its author's marks and log
    stay theirs. The chain and the period are those of the new body. Derived again for the same meeting, the
    one that is there is returned.

    Raises:
        Refused: when the edition may not be read by ``by``, is not for publication, was withdrawn or is no
            longer the newest; for the meeting it was written for; and as ``start_report`` does.
    """
    source = source_of(by, edition)
    title = " ".join(tidy(title).split()) or edition.title
    presenter = " ".join(tidy(presenter).split())
    refuse_start(by=by, body=body, meeting=meeting, title=title)
    if len(presenter) > LONGEST_TITLE:
        raise Refused(f"Keep this to {LONGEST_TITLE} characters.", field="presenter")
    refuse_same(source, body, meeting)
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)  # derived twice at once: one waits
    if again := derived_already(by, edition, body, meeting):
        unchanged()
        return again
    report = open_report(
        by=by,
        body=body,
        meeting=meeting,
        title=title,
        presenter=presenter,
        derived_from=edition,
        **period_of(by, edition, source, body, meeting),
        **cover_of(edition, source),
    )
    write_parts(by, report, source, frozen_parts(edition))
    if source.author_id == by.pk:
        write_answers(by, report, source)
    else:
        copy_published(by=by, edition=edition, report=report)
    record(by=by, deed="derived", about=report, after=facts(report))
    return report


def derived_already(by: User, edition: Edition, body: Body, meeting: Meeting | None) -> Report | None:
    """The report that was made from this edition for that meeting, where ``by`` may see it."""
    there = Report.objects.visible_to(by).exclude(state=Report.State.WITHDRAWN)
    found = there.filter(derived_from=edition, body=body, meeting=meeting).select_related("publication")
    return found.order_by("pk").first()


def source_of(by: User, edition: Edition) -> Report:
    """The report of an edition that ``by`` may derive from."""
    if not Edition.objects.visible_to(by, withdrawn=True).filter(pk=edition.pk).exists():
        raise Refused("There is no such edition.")
    publication = edition.publication
    if hasattr(publication, "withdrawal"):
        raise Refused(WITHDRAWN)
    if edition.not_for_publication:
        raise Refused(RESTRICTED)
    newest = publication.editions.order_by("-number").values_list("number", flat=True)[0]
    if newest != edition.number:
        raise Refused(CORRECTED.format(number=newest))
    report = Report.objects.filter(publication=publication).select_related("publication", "body").first()
    if report is None:
        raise Refused(NO_REPORT)
    return report


def refuse_same(source: Report, body: Body, meeting: Meeting | None) -> None:
    if source.body_id == body.pk and source.meeting_id == (meeting.pk if meeting else None):
        raise Refused(SAME_MEETING, field="goes_to")


def period_of(
    by: User, edition: Edition, source: Report, body: Body, meeting: Meeting | None
) -> dict[str, Report | datetime.date | None]:
    """The chain of the new body; the days are told up to where the edition tells them."""
    before = last_report(by, body, meeting)
    ends = source.period_to or edition.published_at.astimezone(LONDON).date()
    begins = told_until(before) if before else None
    if begins is None or begins > ends:
        begins = source.period_from
    return {"follows": before, "period_from": begins, "period_to": ends}


# The cover sheet


def cover_of(edition: Edition, source: Report) -> dict[str, str | dict[str, str]]:
    """The fields of the cover sheet as the edition has them.

    The label of the recommendations follows the body by itself. What is asked for beside is left open: the
    background papers where the edition had no list, and the implications that the template asks for.
    """
    cover = frozen_cover(edition)
    asked = next((words for label, words in cover.items() if label.startswith("Recommendation")), "")
    return {
        "purpose": cover.get(PURPOSE, ""),
        "aim": aim_of(cover.get(AIM, "")),
        "author_line": " ".join(cover.get(AUTHOR, "").split())[:LONGEST_TITLE],
        "key_issues": cover.get(KEY_ISSUES, ""),
        "recommendations": "\n".join(lines_of(asked)),
        "implications": implications_of(cover, source),
        "signature": "\n".join(edition.data["signature"]),
        "background_papers": papers_of(edition),
    }


def aim_of(said: str) -> str:
    values = {label: value for value, label in AgendaItem.Aim.choices}
    return values.get(said, AgendaItem.Aim.INFORMATION)


def implications_of(cover: dict[str, str], source: Report) -> dict[str, str]:
    known = {implications_label(kind): kind for kind in (*CHAIRS_REPORT.implications, *source.implications)}
    said = {
        known.get(label, label.removesuffix(" implications").lower()): words
        for label, words in cover.items()
        if label.endswith(" implications")
    }
    return dict.fromkeys(CHAIRS_REPORT.implications, "") | said


def papers_of(edition: Edition) -> str:
    listed = edition.data["background_papers"]
    if listed is None:
        return ""
    return "\n".join(listed) or NO_PAPERS


# Sections and paragraphs


def write_parts(by: User, report: Report, source: Report, parts: Sequence[FrozenPart]) -> None:
    standing = Paragraph.objects.filter(section__report=source).select_related("section__report")
    rows = {row.key: row for row in standing.prefetch_related("bullets__activities", "evidence")}
    taken: set[uuid.UUID] = set()
    for position, part in enumerate(parts, start=1):
        key = section_key(part, rows, source, taken)
        taken.add(key)
        section = Section.objects.create(report=report, key=key, position=position, heading=part.heading)
        write_paragraphs(by, section, part.paragraphs, rows)


def section_key(part: FrozenPart, rows: Rows, source: Report, taken: set[uuid.UUID]) -> uuid.UUID:
    """The key of the section that has the paragraphs now, or its heading; a new one where neither is left."""
    now = [rows[each.key].section for each in part.paragraphs if each.key in rows]
    named = [section for section in source.sections.all() if section.heading == part.heading]
    free = (section.key for section in (*named, *now) if section.key not in taken)
    return next(free, uuid.uuid4())


def write_paragraphs(by: User, section: Section, frozen: Sequence[FrozenWords], rows: Rows) -> None:
    if not frozen:
        Paragraph.objects.create(section=section, position=1)
    for position, words in enumerate(frozen, start=1):
        was = rows.get(words.key)
        own = was if was and was.section.report.author_id == by.pk else None
        paragraph = Paragraph.objects.create(
            section=section,
            key=words.key,
            position=position,
            text=words.text,
            is_highlight=own is not None and own.is_highlight,
            needs_no_evidence=own is not None and own.needs_no_evidence,
        )
        write_bullets(by, paragraph, words.bullets, was)
        Wording.objects.create(
            paragraph=paragraph,
            version=paragraph.version,
            typed=as_typed(words.text, words.bullets),
            how=Wording.How.DERIVED,
            by=by,
        )
        if own:
            copy_evidence(by=by, source=own, target=paragraph)


def write_bullets(by: User, paragraph: Paragraph, texts: Sequence[str], was: Paragraph | None) -> None:
    """A bullet that goes on saying the same keeps its key, and its ties to the deriver's own log."""
    old = list(was.bullets.all()) if was else []
    matched = align([Line(0, each.text) for each in old], [Line(0, text) for text in texts])
    ties: list[ToldActivity] = []
    for position, (text, index) in enumerate(zip(texts, matched, strict=True), start=1):
        kept = old[index] if index is not None else None
        key = {"key": kept.key} if kept else {}
        bullet = Bullet.objects.create(paragraph=paragraph, position=position, text=text, **key)
        ties += [ToldActivity(bullet=bullet, activity=each) for each in told_by(kept, by)]
    ToldActivity.objects.bulk_create(ties)


def told_by(bullet: Bullet | None, by: User) -> Iterable[Activity]:
    """Visit notes never leave the desk of the person who wrote them (domain rule 28)."""
    return [each for each in bullet.activities.all() if each.by_id == by.pk] if bullet else []


def write_answers(by: User, report: Report, source: Report) -> None:
    """What became of a highlight that the last report to both bodies has need not be said twice."""
    told = {row.key: row for row in Paragraph.objects.filter(section__report=report)}
    rows = source.carried_forward.select_related("highlight", "paragraph")
    answers = {row.highlight.key: row for row in rows}
    for highlight in highlights(report, by):
        answer = answers.get(highlight.row.key)
        paragraph = told.get(answer.paragraph.key) if answer and answer.paragraph else None
        if answer and (paragraph or not answer.paragraph):
            CarriedForward.objects.create(
                report=report,
                highlight=highlight.row,
                verdict=answer.verdict,
                paragraph=paragraph,
                said_by=by,
            )
