"""What a paragraph tells of the log once further entries join it, so that nobody is met in two bullets.

A bullet that reads as the log wrote it is told anew together with what joins it: "Met the Chief Executive"
becomes "Met the Chief Executive twice". One that its author edited stays as it is.
"""

from collections.abc import Iterable, Sequence

from reports.models import Activity, Paragraph
from reports.since_last_report import LoggedBullet, bullets_since


def standing_bullets(paragraph: Paragraph | None) -> list[LoggedBullet]:
    """The bullets of a paragraph in order; one that tells nothing of the log has no activities."""
    rows = paragraph.bullets.prefetch_related("activities__place__within") if paragraph else []
    return [LoggedBullet(row.text, tuple(sorted(row.activities.all(), key=by_day))) for row in rows]


def by_day(activity: Activity) -> tuple[object, int]:
    return activity.on, activity.pk


def joined(standing: Sequence[LoggedBullet], entries: Iterable[Activity]) -> list[LoggedBullet]:
    """The bullets of the paragraph when it tells ``entries`` too, each new one at the end of its group."""
    plain = [each for each in standing if reads_as_logged(each)]
    anew = bullets_since([*entries, *(activity for each in plain for activity in each.activities)])
    stale = [each for each in plain if each not in anew]
    told = list(standing)
    for fresh in (each for each in anew if each not in plain):
        before = next((each for each in stale if not set(each.activities).isdisjoint(fresh.activities)), None)
        if before:
            told[told.index(before)] = fresh
            stale.remove(before)
        else:
            told.insert(end_of_group(told, fresh.group), fresh)
    return [each for each in told if each not in stale]


def reads_as_logged(bullet: LoggedBullet) -> bool:
    return bool(bullet.activities) and bullets_since(bullet.activities) == [bullet]


def end_of_group(told: Sequence[LoggedBullet], group: int) -> int:
    """The place behind the last bullet of this group or one before it; where the log begins without one."""
    logged = [(place, each.group) for place, each in enumerate(told) if each.activities]
    behind = [place + 1 for place, of in logged if of <= group]
    return behind[-1] if behind else logged[0][0] if logged else len(told)
