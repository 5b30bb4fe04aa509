"""Saving what stands in the boxes of the writing page: nothing is written over, nothing typed is lost."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from boards.deeds.record import deed, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.compose import numbers_of
from reports.deeds.draft import last_section, lock_draft, order_of
from reports.deeds.order import put_in_order, standing_in, whereabouts
from reports.deeds.wordings import spread, text_of, write_texts
from reports.models import Bullet, Paragraph, Report, Wording
from reports.references import has_typed, unlabelled, with_keys
from reports.typed import LONGEST, Typed, as_typed, read_typed, tidy

LONGEST_HEADING: Final = 200
MOST_AT_ONCE: Final = 1_000
"""The most paragraphs that one box becomes."""
TOO_LONG: Final = (
    "This paragraph has {length:,} characters, and {most:,} is the most. Shorten it, or divide it in two."
)
TOO_MANY: Final = (
    "This would become {many:,} paragraphs, and {most:,} is the most at once. Paste it in parts, "
    "or bring the file in."
)
LAST: Final = 1_000_000

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What stands in a paragraph's box, drawn from ``version``; ``after`` places one made in the browser."""

    key: uuid.UUID
    version: int
    typed: str
    after: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class HeadingChange:
    key: uuid.UUID
    version: int
    heading: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What the boxes hold. ``order`` is the one that was looked at when numbers such as {3.7} were typed."""

    headings: Sequence[HeadingChange] = ()
    paragraphs: Sequence[ParagraphChange] = ()
    order: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody, perhaps the author in another window, saved ``theirs`` in between; ``yours`` is not saved.

    ``by`` is the name of whoever did, where that is known.
    """

    theirs: str
    yours: str
    version: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a write: texts before and after and new versions by key; what was not saved, and why."""

    before: Texts = field(default_factory=dict)
    after: Texts = field(default_factory=dict)
    versions: dict[uuid.UUID, int] = field(default_factory=dict)
    clashes: dict[uuid.UUID, Clash] = field(default_factory=dict)
    refused: dict[uuid.UUID, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not self.clashes and not self.refused


@deed
def write_report(*, by: User, report: Report, changes: Changes) -> Written:
    """Save what stands in the boxes. Boxes that were not touched are skipped, by text and not by version.

    A box drawn from an older version is not saved but told with both texts; one over 100,000 characters is
    told with a sentence; the rest is saved all the same. Words after a blank line become the next paragraph.

    Raises:
        Refused: to anybody but the writers of a draft.
    """
    lock_draft(by, report)
    written = Written()
    write_headings(report, changes.headings, written)
    write_paragraphs(by, report, with_references(report, changes), written)
    if written.before or written.after:
        record(by=by, deed="wrote", about=report, before=written.before, after=written.after)
    else:
        unchanged()
    return written


def with_references(report: Report, changes: Changes) -> Sequence[ParagraphChange]:
    """The changes with {3.7} made a reference to the paragraph that had this number on the writer's page.

    From a page with another order it stays as it was typed, and the author is told of it.
    """
    if not any(has_typed(change.typed) for change in changes.paragraphs):
        return changes.paragraphs
    if changes.order and changes.order != order_of(report):
        return changes.paragraphs
    numbers = numbers_of(report)
    return [
        ParagraphChange(each.key, each.version, with_keys(each.typed, numbers), each.after)
        for each in changes.paragraphs
    ]


def write_headings(report: Report, changes: Iterable[HeadingChange], written: Written) -> None:
    rows = {section.key: section for section in report.sections.all()} if changes else {}
    for change in changes:
        row, heading = rows.get(change.key), " ".join(tidy(change.heading).split())
        if row is None or row.heading == heading:
            continue
        if len(heading) > LONGEST_HEADING:
            sentence = f"Keep the heading to {LONGEST_HEADING} characters. It has {len(heading)}."
            written.refused[change.key] = (sentence, change.heading)
        elif row.version != change.version:
            written.clashes[change.key] = Clash(row.heading, change.heading, row.version)
        else:
            written.before[str(row.key)], written.after[str(row.key)] = row.heading, heading
            row.heading, row.version = heading, row.version + 1
            row.save(update_fields=["heading", "version"])
            written.versions[row.key] = row.version


def write_paragraphs(by: User, report: Report, changes: Sequence[ParagraphChange], written: Written) -> None:
    rows = rows_of(report, changes)
    targets: list[tuple[Paragraph, Typed]] = []
    old: list[Bullet] = []
    for run in runs_of(changes, rows):
        run = [change for change in run if is_to_write(rows.get(change.key), change, written)]
        if not run:
            continue
        if row := rows.get(run[0].key):
            if text_of(row):
                written.before[str(row.key)] = text_of(row)
            old.extend(row.bullets.all())
            found = [row]
        else:
            found = new_after(report, run)
            rows |= {row.key: row for row in found}
        for row, change in zip(found, run, strict=True):
            targets.extend(spread(row, read_typed(change.typed)))
    write_texts(targets, old, by=by, report=report)
    for row, typed in targets:
        written.after[str(row.key)] = as_typed(typed.text, typed.bullets)
        written.versions[row.key] = row.version
    name_who(by, report, written)


def runs_of(
    changes: Sequence[ParagraphChange], rows: Mapping[uuid.UUID, Paragraph]
) -> Iterator[list[ParagraphChange]]:
    """Each change by itself, but new paragraphs that follow each other together: a paste brings hundreds."""
    run: list[ParagraphChange] = []
    for change in changes:
        is_next = run and change.after == run[-1].key and not rows.keys() & {change.key, run[-1].key}
        if run and not is_next:
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def rows_of(report: Report, changes: Sequence[ParagraphChange]) -> dict[uuid.UUID, Paragraph]:
    """The paragraphs that were sent, and no others: a report may have hundreds."""
    if not changes:
        return {}
    sent = Paragraph.objects.filter(section__report=report, key__in=[change.key for change in changes])
    return {row.key: row for row in sent.select_related("section").prefetch_related("bullets")}


def is_to_write(row: Paragraph | None, change: ParagraphChange, written: Written) -> bool:
    """Whether a box holds something new that may be saved; if it may not, say so in ``written``."""
    if row is None and change.after is None:
        return False
    standing = unlabelled(text_of(row)) if row else None
    if standing is not None and unlabelled(tidy(change.typed)) == standing:
        return False
    if len(change.typed) > LONGEST:
        written.refused[change.key] = (TOO_LONG.format(length=len(change.typed), most=LONGEST), change.typed)
        return False
    typed = read_typed(unlabelled(change.typed))
    if standing is not None and typed == read_typed(standing):
        return False
    if len(typed) > MOST_AT_ONCE:
        written.refused[change.key] = (TOO_MANY.format(many=len(typed), most=MOST_AT_ONCE), change.typed)
        return False
    if row is not None and row.version != change.version and row.removed_at is None:
        written.clashes[change.key] = Clash(text_of(row), change.typed, row.version)
        return False
    return True


def new_after(report: Report, run: Sequence[ParagraphChange]) -> list[Paragraph]:
    """The rows of paragraphs made in the browser, one after the other, which also gave them their keys."""
    try:
        section, place = whereabouts(report, run[0].after or run[0].key)
    except Refused:  # what it stood after is gone: better last than lost
        section, place = last_section(report), LAST
    standing, keys = standing_in(section), [change.key for change in run]
    taken = set(Paragraph.objects.filter(section__report=report, key__in=keys).values_list("key", flat=True))
    added = [Paragraph(section=section, key=uuid.uuid4() if key in taken else key, version=0) for key in keys]
    put_in_order(section, [*standing[:place], *added, *standing[place:]])
    return added


def name_who(by: User, report: Report, written: Written) -> None:
    """Put the name of whoever else saved in between to each clash."""
    if not written.clashes:
        return
    known = Wording.objects.filter(paragraph__section__report=report)
    rows = known.filter(paragraph__key__in=list(written.clashes)).order_by("version")
    told = rows.values_list("paragraph__key", "by", "by__name")
    names = {key: "" if pk == by.pk else name for key, pk, name in told}
    for key, clash in written.clashes.items():
        written.clashes[key] = Clash(clash.theirs, clash.yours, clash.version, names.get(key, ""))
