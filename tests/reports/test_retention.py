"""Domain rule 10: how long papers stay open to inspection, and what is said before one is withdrawn."""

import datetime

import pytest
from django.test import Client

from reports.models import Paper
from reports.retention import BACKGROUND_PAPERS, PAPERS, kept_through, open_through
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.reports.stages import at


@pytest.mark.parametrize(
    ("meeting", "years", "last"),
    [
        ("2019-10-10", PAPERS, "2025-10-09"),
        ("2021-11-25", BACKGROUND_PAPERS, "2025-11-24"),
        ("2020-02-29", PAPERS, "2026-02-28"),
        ("2020-02-29", BACKGROUND_PAPERS, "2024-02-28"),
        ("2020-01-01", PAPERS, "2025-12-31"),
    ],
)
def test_the_years_begin_with_the_meeting(meeting: str, years: int, last: str) -> None:
    day = datetime.date.fromisoformat(meeting)
    assert kept_through(day, years) == datetime.date.fromisoformat(last)


@pytest.mark.django_db
def test_withdrawing_a_paper_of_a_statutory_meeting_says_until_when_the_law_keeps_it_open(
    cast: Cast, client: Client
) -> None:
    report = at(cast, "published")
    client.force_login(cast.sam)
    address = f"/desk/reports/{report.publication.slug}/withdraw/"
    assert "open to inspection" not in client.get(address).content.decode()

    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    item = make_item(meeting, "Report of the Chair")
    Paper.objects.create(item=item, publication=report.publication, title=report.title, added_by=cast.cleo)

    assert open_through(report.publication) == datetime.date(2025, 10, 9)
    page = " ".join(client.get(address).content.decode().split())
    assert "open to inspection until Thursday 9 October 2025" in page
