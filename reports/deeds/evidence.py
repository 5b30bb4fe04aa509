"""Linking paragraphs to what they rest on, and keeping with an edition what it rested on."""

import datetime
import uuid
from collections.abc import Collection, Iterator, Sequence
from typing import TypedDict

from boards import clock
from boards.deeds.record import Facts, deed, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.deeds.draft import lock_draft, paragraph_of
from reports.evidence.activities import activity_links
from reports.evidence.kinds import Choice, EvidenceKind, Link, find_all, kind_called, kinds
from reports.models import Edition, Evidence, Paragraph, Publication, PublishedEvidence, Report
from reports.typed import tidy

LONGEST_WORDS = 2_000
REMOVED = "This paragraph was removed. Put it back before you link anything to it; what it has is kept."


class Basis(TypedDict, total=False):
    """What a paragraph rests on, as ``link_evidence`` is told it."""

    target: str
    words: str
    on: datetime.date


@deed
def link_evidence(
    *,
    by: User,
    report: Report,
    key: uuid.UUID,
    kind: str,
    target: str = "",
    words: str = "",
    on: datetime.date | None = None,
) -> Evidence:
    """Say what the paragraph ``key`` rests on. Linked twice, it is linked once.

    ``target`` is named as its kind names it. What was said in words has no target: it has ``words`` and the
    London day ``on``, by default today; everything else has the day of what is linked.

    Raises:
        Refused: to whoever may not write the draft, for a paragraph that was removed, for a kind that does
            not exist, for a target that this person may not link, and for words that say nothing.
    """
    lock_draft(by, report)
    paragraph = paragraph_of(report, key)
    if paragraph.removed_at:
        raise Refused(REMOVED)
    told = kind_or_refuse(kind)
    words = tidy(words).strip()
    target, day = spoken(words, on) if told.is_spoken else chosen(told, by, report, target)
    linked = {"paragraph": paragraph, "kind": told.key, "target": target}
    again = Evidence.objects.filter(**linked, **({} if target else {"words": words, "on": day})).first()
    if again:
        unchanged()
        return again
    evidence = Evidence.objects.create(**linked, words=words, on=day, linked_by=by)
    record(by=by, deed="linked evidence to", about=report, after=as_logged(evidence, paragraph))
    return evidence


@deed
def link_together(
    *, by: User, report: Report, key: uuid.UUID, kind: str, bases: Sequence[Basis]
) -> list[Evidence]:
    """Link a paragraph to at least one thing of a kind: to all of them or, where one is refused, to none.

    Raises:
        Refused: as ``link_evidence``.
    """
    return [link_evidence(by=by, report=report, key=key, kind=kind, **basis) for basis in bases]


@deed
def unlink_evidence(*, by: User, report: Report, evidence: Evidence) -> None:
    """Take a link away, be its paragraph removed or not. What was linked stays where it is.

    Raises:
        Refused: to whoever may not write the draft.
    """
    lock_draft(by, report)
    row = evidence_of(report, evidence)
    if row is None:
        unchanged()
        return
    record(by=by, deed="unlinked evidence from", about=report, before=as_logged(row, row.paragraph))
    row.delete()


@deed
def check_evidence(*, by: User, report: Report, evidence: Evidence) -> Evidence:
    """Keep that its author looked again at what was said, after a letter arrived, and lets it stand.

    It changes no word, so it may be said of a report that is published as well as of a draft.

    Raises:
        Refused: to anybody who has no hand in the report, and for evidence that is not linked any more.
    """
    if not report.is_written_by(by):
        raise Refused("Only those who write this report can say that what was said still holds.")
    row = evidence_of(report, evidence)
    if row is None:
        raise Refused("This is no longer linked to the paragraph.")
    before, row.checked_at = row.checked_at, clock.now()
    row.save(update_fields=["checked_at"])
    record(
        by=by,
        deed="looked again at the evidence of",
        about=report,
        before={"evidence": row.pk, "checked_at": before},
        after={"evidence": row.pk, "checked_at": row.checked_at},
    )
    return row


@deed
def need_no_evidence(*, by: User, report: Report, key: uuid.UUID, needs_none: bool) -> Paragraph:
    """Say that a paragraph rests on nothing that could be linked, such as a greeting; or that it does.

    Raises:
        Refused: to whoever may not write the draft.
    """
    lock_draft(by, report)
    paragraph = paragraph_of(report, key)
    if paragraph.needs_no_evidence == needs_none:
        unchanged()
        return paragraph
    paragraph.needs_no_evidence = needs_none
    paragraph.save(update_fields=["needs_no_evidence"])
    said = {"paragraph": str(key), "needs_no_evidence": needs_none}
    record(by=by, deed="said what needs evidence in", about=report, after=said)
    return paragraph


@deed
def keep_evidence(*, by: User, report: Report, edition: Edition) -> int:
    """Keep with a new edition what stands behind its paragraphs; return how many pieces.

    Call it in the transaction that publishes. What an edition keeps is never written again; whether somebody
    may see it is asked each time.
    """
    return keep_rows(by, list(rows_to_keep(report, edition)), edition, about=report)


@deed
def keep_again(*, by: User, edition: Edition, before: Edition) -> int:
    """Keep with the edition that releases a paper what stood behind the restricted one, and no more; return
    how many pieces. Each reader is told of it as far as they may know of it.
    """
    rows = PublishedEvidence.objects.filter(edition=before)
    kept = [
        PublishedEvidence(
            edition=edition,
            paragraph_key=row.paragraph_key,
            position=row.position,
            kind=row.kind,
            target=row.target,
            words=row.words,
            on=row.on,
        )
        for row in rows
    ]
    return keep_rows(by, kept, edition, about=edition.publication)


def keep_rows(
    by: User, kept: Sequence[PublishedEvidence], edition: Edition, *, about: Report | Publication
) -> int:
    PublishedEvidence.objects.bulk_create(kept, batch_size=500)
    if kept:
        said = {"edition": edition.number, "pieces": len(kept)}
        record(by=by, deed="kept the evidence of an edition of", about=about, after=said)
    else:
        unchanged()
    return len(kept)


def copy_evidence(*, by: User, source: Paragraph, target: Paragraph) -> int:
    """Link to ``target`` what ``source`` rests on, in the deed that derives one report from another.

    Returns how many were added: what is linked there already stays as it is.
    """
    there = {told_apart(row) for row in target.evidence.all()}
    added = [
        Evidence(
            paragraph=target,
            kind=row.kind,
            target=row.target,
            words=row.words,
            on=row.on,
            checked_at=row.checked_at,
            linked_by=by,
        )
        for row in source.evidence.all()
        if told_apart(row) not in there
    ]
    Evidence.objects.bulk_create(added, batch_size=500)
    return len(added)


def copy_published(*, by: User, edition: Edition, report: Report) -> int:
    """Link what an edition was published with to the same paragraphs of ``report``, in the deed that derives
    it from somebody else's: what that person linked since is not published, and their log is theirs.

    What ``by`` may not read is left out. Returns how many were added.
    """
    rows = PublishedEvidence.objects.filter(edition=edition)
    found = find_all(rows, by)
    paragraphs = {row.key: row for row in Paragraph.objects.filter(section__report=report)}
    added = [
        Evidence(
            paragraph=paragraphs[row.paragraph_key],
            kind=row.kind,
            target=row.target,
            words=row.words,
            on=row.on,
            linked_by=by,
        )
        for row in rows
        if row.paragraph_key in paragraphs and (not row.target or row.target in found.get(row.kind, {}))
    ]
    Evidence.objects.bulk_create(added, batch_size=500)
    return len(added)


def told_apart(row: Evidence) -> tuple[str, ...]:
    return (row.kind, row.target) if row.target else (row.kind, row.words, row.on.isoformat())


def evidence_of(report: Report, evidence: Evidence) -> Evidence | None:
    """The row as it is now, if it still belongs to a paragraph of this report."""
    rows = Evidence.objects.filter(paragraph__section__report=report).select_related("paragraph")
    return rows.filter(pk=evidence.pk).first()


def kind_or_refuse(key: str) -> EvidenceKind:
    kind = kind_called(key)
    if kind is None:
        raise Refused("Choose what kind of evidence it is.", field="kind")
    return kind


def chosen(kind: EvidenceKind, by: User, report: Report, target: str) -> tuple[str, datetime.date]:
    choice: Choice | None = kind.chosen(by, report, target)
    if choice is None:
        raise Refused("Choose from the list what the paragraph rests on.", field="target")
    return choice.target, choice.on


def spoken(words: str, on: datetime.date | None) -> tuple[str, datetime.date]:
    day = on or clock.today()
    if not words:
        raise Refused("Say who said what: the office first, then the words.", field="words")
    if len(words) > LONGEST_WORDS:
        raise Refused(f"Keep this to {LONGEST_WORDS:,} characters. It has {len(words):,}.", field="words")
    if day > clock.today():
        raise Refused("That day is still to come. Say when it was said.", field="on")
    return "", day


def as_logged(row: Evidence, paragraph: Paragraph) -> Facts:
    return {"paragraph": str(paragraph.key), "kind": row.kind, "target": row.target, "words": row.words}


def rows_to_keep(report: Report, edition: Edition) -> Iterator[PublishedEvidence]:
    """Links that were made, then the entries of the log that bullets tell, paragraph by paragraph."""
    in_edition: Collection[str] = edition.data["numbers"].keys()
    standing = Paragraph.objects.filter(section__report=report, removed_at=None)
    keys = {pk: key for pk, key in standing.values_list("pk", "key") if str(key) in in_edition}
    position = 0
    for paragraph, link, words in links_to_keep(report):
        if paragraph in keys:
            position += 1
            yield PublishedEvidence(
                edition=edition,
                paragraph_key=keys[paragraph],
                position=position,
                kind=link.kind,
                target=link.target,
                words=words,
                on=link.on,
            )


def links_to_keep(report: Report) -> Iterator[tuple[int, Link, str]]:
    """Paragraph, link and the words to keep with it. What a bullet tells is not said twice."""
    rows = list(Evidence.objects.filter(paragraph__section__report=report))
    for kind in kinds():
        linked = [row for row in rows if row.kind == kind.key]
        kept: dict[int, str] = {id(link): words for link, words in kind.words_to_publish(linked)}
        yield from ((row.paragraph_id, row, kept[id(row)]) for row in linked if id(row) in kept)
    linked_too = {(row.paragraph_id, row.kind, row.target) for row in rows}
    for paragraph, told in activity_links(report).items():
        for link in told:
            if (paragraph, link.kind, link.target) not in linked_too:
                yield paragraph, link, link.words
