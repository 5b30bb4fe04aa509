"""The line of law under a meeting's title: what was given, who asks for it, what is still due."""

import datetime

import pytest
from django.utils import timezone

from boards.models import Body, User
from scrutiny.notice_line import notice_line
from tests.builders import make_meeting
from tests.cast import Cast


def line(body: Body, by: User, meeting: str, published: str) -> str:
    row = make_meeting(body, meeting, published_by=by)
    day = datetime.datetime.fromisoformat(f"{published}T12:00")
    row.agenda_published_at = timezone.make_aware(day)
    return notice_line(row)


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2019-10-02", "Published on Wednesday 2 October 2019, five clear days before."),
        ("2019-09-27", "Published on Friday 27 September 2019, eight clear days before."),
        (
            "2019-10-03",
            "Published on Thursday 3 October 2019, four clear days before; the law asks for five.",
        ),
        ("2019-10-08", "Published on Tuesday 8 October 2019, one clear day before; the law asks for five."),
        ("2019-10-09", "Published on Wednesday 9 October 2019, no clear days before; the law asks for five."),
        ("2019-10-10", "Published on Thursday 10 October 2019, the day of the meeting."),
        ("2019-10-14", "Published on Monday 14 October 2019, after the meeting."),
    ],
)
def test_a_committee_is_held_to_the_law(cast: Cast, published: str, words: str) -> None:
    assert line(cast.committee, cast.cleo, "2019-10-10", published) == words


def test_a_board_is_held_to_its_own_rule(cast: Cast) -> None:
    cast.board.notice_days = 3
    assert line(cast.board, cast.sam, "2019-10-10", "2019-10-02") == (
        "Published on Wednesday 2 October 2019, five clear days before; the house rule asks for three."
    )


def test_what_is_not_published_is_due_overdue_or_was_never_there(cast: Cast) -> None:
    today = timezone.localdate()
    far = make_meeting(cast.committee, today + datetime.timedelta(days=60))
    assert notice_line(far).startswith("The agenda is due by ")
    near = make_meeting(cast.committee, today + datetime.timedelta(days=1))
    assert notice_line(near).startswith("The agenda was due on ")
    past = make_meeting(cast.committee, "2019-10-10")
    assert notice_line(past) == "No agenda was published for this meeting."
