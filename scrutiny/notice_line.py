"""The one line of law under a meeting's title."""

from boards import clock
from boards.dates import full_date
from boards.deadlines import Deadline, State
from boards.models import Meeting
from boards.notice import deadline_of

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def notice_line(meeting: Meeting) -> str:
    """When the agenda was published or is due, with the clear days it gives (LGA 1972 s.100B(3))."""
    deadline = deadline_of(meeting)
    if deadline.published_on is None:
        return _due(deadline)
    published = f"Published on {full_date(deadline.published_on)}"
    if deadline.published_on >= meeting.date:
        same = deadline.published_on == meeting.date
        return f"{published}, {'the day of the meeting' if same else 'after the meeting'}."
    return f"{published}, {_clear_days(len(deadline.given))} before{_rule(deadline)}."


def _due(deadline: Deadline) -> str:
    if deadline.is_past:
        return "No agenda was published for this meeting."
    if deadline.publish_by < clock.today():
        return f"The agenda was due on {full_date(deadline.publish_by)} and is not published yet."
    return f"The agenda is due by {full_date(deadline.publish_by)}."


def _rule(deadline: Deadline) -> str:
    """Who asks for how much, where it is not the law or was not kept."""
    if deadline.is_house_rule:
        return f"; the house rule asks for {_in_words(deadline.days)}"
    return f"; the law asks for {_in_words(deadline.days)}" if deadline.state is State.SHORT else ""


def _clear_days(count: int) -> str:
    return f"{_in_words(count)} clear day{'' if count == 1 else 's'}"


def _in_words(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else str(number)
