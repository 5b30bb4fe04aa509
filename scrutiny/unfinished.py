"""What stands between working minutes and their publication."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from boards import clock
from boards.models import AgendaItem, ClosedDay, Meeting
from boards.restrictions import is_private, with_parents
from reports.clocks import TAKE_AS_URGENT, paper_clocks
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
    record that there was none (rule 16), and one taken in private its public summary (rule 9)."""
    rows = list(
        minutes.items.select_related("item__restriction", "resolution").prefetch_related("paragraphs")
    )
    with_parents(row.item for row in rows)
    by_item = [gaps_of_item(row) for row in rows]
    late = [gap_of_late_item(item) for item in late_items(minutes)]
    gaps = [
        *gaps_of_attendance(minutes),
        *gaps_of_late_papers(minutes.meeting),
        *(gap for gaps in by_item for gap in gaps),
        *late,
    ]
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


def gaps_of_late_papers(meeting: Meeting) -> list[Gap]:
    """A paper that came too late for a statutory meeting was taken for special circumstances that the minutes
    state (LGA 1972 s.100B(4)(b), rule 5). A meeting at short notice has said its reason for all of them."""
    if meeting.short_notice_reason:
        return []
    clocks = paper_clocks([meeting], clock.today(), ClosedDay.objects.reasons())
    return [
        Gap(f"Say why the chair took as urgent: {late.what}, which came too late.", late.verb_address)
        for late in clocks
        if late.verb == TAKE_AS_URGENT
    ]


def gaps_of_item(minute: Minute) -> list[Gap]:
    item = minute.item
    gaps = []
    if is_private(item) and not minute.public_summary.strip():
        sentence = f"Write the public summary of item {item.number}, which was taken in private."
        gaps.append(Gap(sentence, f"#summary-{minute.pk}"))
    if not any(row.text.strip() for row in minute.paragraphs.all() if row.removed_at is None):
        sentence = f"Write what was said on item {item.number}, “{item.title}”."
        gaps.append(Gap(sentence, f"#item-{minute.pk}"))
    if getattr(minute, "resolution", None) is None:
        sentence = f"Record the resolution of item {item.number}, or that there was none."
        gaps.append(Gap(sentence, f"#verb-{minute.pk}"))
    return gaps


def gap_of_late_item(item: AgendaItem) -> Gap:
    return Gap(f"Minute item {item.number}, “{item.title}”, which came onto the agenda late.", "#late-items")
