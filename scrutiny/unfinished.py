"""What stands between working minutes and their publication."""

from scrutiny.models import Minute, Minutes


def unfinished(minutes: Minutes) -> list[str]:
    """Every reason why the minutes cannot be published yet, one sentence each.

    Attendance comes first (domain rule 13); each item has something written and its resolution, or the record
    that there was none (rule 16).
    """
    rows = minutes.items.select_related("item", "resolution").prefetch_related("paragraphs")
    missing = [] if minutes.meeting.attendance.exists() else ["Record who attended the meeting."]
    for row in rows:
        missing += unfinished_item(row)
    return missing


def unfinished_item(minute: Minute) -> list[str]:
    item = minute.item
    missing: list[str] = []
    if not any(row.text.strip() for row in minute.paragraphs.all() if row.removed_at is None):
        missing.append(f"Write what was said on item {item.position}, “{item.title}”.")
    if getattr(minute, "resolution", None) is None:
        missing.append(f"Record the resolution of item {item.position}, or that there was none.")
    return missing
