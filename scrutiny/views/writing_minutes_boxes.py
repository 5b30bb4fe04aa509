"""The boxes of the page on which minutes are written, and in them what could not be saved."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef

from boards.models import Meeting
from reports.models import Edition, Paper
from reports.views.writing_boxes import CLASH, Box
from scrutiny.compose import NumberedMinute
from scrutiny.deeds.paragraphs import Written
from scrutiny.models import Minute, MinuteParagraph, Resolution

Kind = MinuteParagraph.Kind


@dataclass(frozen=True, slots=True)
class ParagraphBox(Box):
    kind: str = Kind.NOTE
    their_kind: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionBox:
    """The resolution of an item as it stands in its two fields; ``verb`` is "" while none is recorded."""

    verb: str = ""
    text: str = ""
    version: int = 0
    error: str = ""
    field: str = ""
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class SummaryBox:
    """What readers are told of an item taken in private, as it stands in its field."""

    text: str
    version: int
    number: str = ""
    error: str = ""
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class ItemBoxes:
    """One item: what was on the agenda, what is written of it, and what was resolved."""

    minute: Minute
    number: str
    papers: tuple[Paper, ...]
    paragraphs: tuple[ParagraphBox, ...]
    resolution: ResolutionBox
    removed: tuple[MinuteParagraph, ...]
    summary: SummaryBox | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of saving the page: its paragraphs, and by minute the resolutions and public summaries that
    were kept or not."""

    written: Written = field(default_factory=Written)
    resolved: dict[int, int] = field(default_factory=dict)
    not_resolved: dict[int, ResolutionBox] = field(default_factory=dict)
    summarised: dict[int, int] = field(default_factory=dict)
    not_summarised: dict[int, SummaryBox] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return self.written.is_whole and not self.not_resolved and not self.not_summarised


def boxes_of(each: "WithRemoved", papers: dict[int, list[Paper]], outcome: Outcome) -> ItemBoxes:
    minute = each.numbered
    boxes = tuple(with_outcome(box_of(row, number), outcome.written) for row, number in minute.paragraphs)
    resolution = outcome.not_resolved.get(minute.row.pk) or resolution_box(minute.resolution)
    on_item = tuple(papers.get(minute.row.item_id, ()))
    summary = summary_box(minute, outcome) if minute.is_private else None
    return ItemBoxes(minute.row, minute.number, on_item, boxes, resolution, each.removed, summary)


def summary_box(minute: NumberedMinute, outcome: Outcome) -> SummaryBox:
    """The summary as it stands, or what was typed into it and not saved."""
    row = minute.row
    box = outcome.not_summarised.get(row.pk) or SummaryBox(row.public_summary, row.version)
    return replace(box, number=minute.summary_number)


def box_of(row: MinuteParagraph, number: str) -> ParagraphBox:
    return ParagraphBox(row.key, number, row.text, row.version, kind=row.kind)


def resolution_box(row: Resolution | None) -> ResolutionBox:
    return ResolutionBox(row.verb, row.text, row.version) if row else ResolutionBox()


def with_outcome(box: ParagraphBox, written: Written) -> ParagraphBox:
    """The box with what its author typed into it, where that was not saved."""
    if clash := written.clashes.get(box.key):
        their_kind = Kind(clash.their_kind).label if clash.their_kind != clash.your_kind else ""
        return replace(
            box,
            text=clash.yours,
            kind=clash.your_kind,
            theirs=clash.theirs,
            their_kind=their_kind,
            version=clash.version,
            error=CLASH,
        )
    if refused := written.refused.get(box.key):
        sentence, change = refused
        return replace(box, text=change.text, kind=change.kind, error=sentence)
    return box


@dataclass(frozen=True, slots=True)
class WithRemoved:
    """A minute and the paragraphs with words that were taken out of it, the last first."""

    numbered: NumberedMinute
    removed: tuple[MinuteParagraph, ...]


def with_removed(minutes: Iterable[NumberedMinute]) -> list[WithRemoved]:
    each = list(minutes)
    removed = MinuteParagraph.objects.filter(
        minute__in=[minute.row.pk for minute in each], removed_at__isnull=False
    ).exclude(text="")
    rows = list(removed.order_by("-removed_at"))
    return [
        WithRemoved(minute, tuple(row for row in rows if row.minute_id == minute.row.pk)) for minute in each
    ]


def papers_of(meeting: Meeting) -> dict[int, list[Paper]]:
    """The papers of each item, by the item's id, each knowing whether readers have it (``is_out``)."""
    out = Edition.objects.filter(publication=OuterRef("publication"))
    rows = Paper.objects.filter(item__meeting=meeting).annotate(is_out=Exists(out))
    papers: dict[int, list[Paper]] = {}
    for paper in rows.select_related("publication__report", "publication__meeting__body"):
        papers.setdefault(paper.item_id, []).append(paper)
    return papers
