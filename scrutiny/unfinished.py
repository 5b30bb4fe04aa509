"""What stands between working minutes and their publication."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from boards.models import AgendaItem
from scrutiny.models import Minute, Minutes


@dataclass(frozen=True, slots=True)
class Gap:
    """One reason why minutes cannot be published yet, and where at the desk it is mended."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the minutes are: items with nothing missing, of how many, and every gap."""

    done: int
    total: int
    gaps: tuple[Gap, ...]

    def __str__(self) -> str:
        return f"{self.done} of {self.total} item{'' if self.total == 1 else 's'} done"


def progress(minutes: Minutes) -> Progress:
    """Attendance comes first (domain rule 13); each item has something written and its resolution, or the
    record that there was none (rule 16)."""
    rows = minutes.items.select_related("item", "resolution").prefetch_related("paragraphs")
    by_item = [gaps_of_item(row) for row in rows]
    late = [gap_of_late_item(item) for item in late_items(minutes)]
    gaps = [*gaps_of_attendance(minutes), *(gap for gaps in by_item for gap in gaps), *late]
    return Progress(done=by_item.count([]), total=len(by_item) + len(late), gaps=tuple(gaps))


def unfinished(minutes: Minutes) -> list[str]:
    """Every reason why the minutes cannot be published yet, one sentence each."""
    return [gap.sentence for gap in progress(minutes).gaps]


def late_items(minutes: Minutes) -> QuerySet[AgendaItem]:
    """Items that came onto the agenda after the minutes were begun, and have no minute yet."""
    return AgendaItem.objects.filter(meeting=minutes.meeting_id, minute=None)


def gaps_of_attendance(minutes: Minutes) -> list[Gap]:
    if minutes.meeting.attendance.exists():
        return []
    address = reverse("boards:attendance", args=[minutes.meeting.body.slug, minutes.meeting.date])
    return [Gap("Record who attended the meeting.", address)]


def gaps_of_item(minute: Minute) -> list[Gap]:
    item = minute.item
    gaps = []
    if not any(row.text.strip() for row in minute.paragraphs.all() if row.removed_at is None):
        sentence = f"Write what was said on item {item.position}, “{item.title}”."
        gaps.append(Gap(sentence, f"#item-{minute.pk}"))
    if getattr(minute, "resolution", None) is None:
        sentence = f"Record the resolution of item {item.position}, or that there was none."
        gaps.append(Gap(sentence, f"#verb-{minute.pk}"))
    return gaps


def gap_of_late_item(item: AgendaItem) -> Gap:
    return Gap(
        f"Minute item {item.position}, “{item.title}”, which came onto the agenda late.", "#late-items"
    )
