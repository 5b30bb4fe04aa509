"""Themes of a body, and how far it comes to them over the municipal year."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.coverage import coverage, days_of, municipal_year
from boards.deeds.meetings import cancel_meeting
from boards.deeds.refusals import Refused, Stale
from boards.deeds.themes import add_theme, change_theme
from boards.models import Theme
from tests.boards.pages import browser, codes, day, deeds_done, words
from tests.builders import make_meeting
from tests.cast import Cast

THEMES = "/desk/bodies/childrens-improvement-board/themes/"
TODAY = date(2026, 2, 10)


def theme(cast: Cast, name: str, **more: Any) -> Theme:
    return Theme.objects.create(body=cast.board, name=name, **more)


# ---- adding, renaming, retiring


def test_a_theme_is_added(cast: Cast) -> None:
    response = browser(cast.sam).post(THEMES + "add/", {"name": "  Children   in care "})
    assert (response.status_code, response["Location"]) == (302, THEMES)
    assert list(Theme.objects.values_list("body", "name")) == [(cast.board.pk, "Children in care")]
    assert deeds_done() == [("Sam Secretary", "added the theme")]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "Enter the name of the theme"),
        ("x" * 121, "must be 120 characters or fewer. It has 121."),
        ("CHILDREN in care", "This body already has the theme CHILDREN in care."),
    ],
)
def test_a_bad_name_is_refused(cast: Cast, name: str, sentence: str) -> None:
    theme(cast, "Children in care")
    assert sentence in words(browser(cast.sam).post(THEMES + "add/", {"name": name}))
    assert (Theme.objects.count(), deeds_done()) == (1, [])


def test_another_body_may_have_a_theme_of_the_same_name(cast: Cast) -> None:
    theme(cast, "Children in care")
    add_theme(by=cast.otto, body=cast.other_board, name="Children in care")
    assert Theme.objects.count() == 2


def test_a_theme_is_renamed_retired_and_taken_up_again(cast: Cast) -> None:
    row = theme(cast, "Workforce")
    address = f"{THEMES}{row.pk}/"
    assert browser(cast.sam).post(address, {"version": "1", "name": "Staff"}).status_code == 302
    retired = {"version": "2", "name": "Staff", **day("retired_on", "2026-01-01")}
    assert browser(cast.sam).post(address, retired).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.retired_on, row.version) == ("Staff", date(2026, 1, 1), 3)
    assert (row.is_retired(date(2025, 12, 31)), row.is_retired(date(2026, 1, 1))) == (False, True)
    assert list(Theme.objects.in_use(date(2025, 12, 31))) == [row]
    assert list(Theme.objects.in_use(date(2026, 1, 1))) == []
    change_theme(by=cast.sam, theme=row, version=3, name="Staff")
    assert [deed for _, deed in deeds_done()] == [
        "renamed the theme",
        "retired the theme",
        "took up again the theme",
    ]


def test_the_second_saver_is_told(cast: Cast) -> None:
    row = theme(cast, "Workforce")
    change_theme(by=cast.sam, theme=row, version=1, name="Theirs")
    with pytest.raises(Stale):
        change_theme(by=cast.sam, theme=row, version=1, name="Mine")
    theme(cast, "Taken")
    with pytest.raises(Refused, match="already has the theme Taken"):
        change_theme(by=cast.sam, theme=row, version=2, name="Taken")


def test_everybody_on_the_desk_sees_themes_and_the_secretariat_keeps_them(cast: Cast) -> None:
    row = theme(cast, "Workforce")
    assert codes(THEMES, cast.sam, cast.chris, cast.mo, cast.ada) == [200] * 4
    assert codes(THEMES, cast.otto, cast.stranger) == [404] * 2
    assert codes(THEMES, cast.sam, method="post") == [405]
    assert codes(THEMES + "add/", cast.sam) == [200]
    assert codes(THEMES + "add/", cast.chris, cast.mo, cast.ada, method="post") == [403] * 3
    assert codes(f"{THEMES}{row.pk}/", cast.sam) == [200]
    assert codes(f"{THEMES}{row.pk}/", cast.mo) == [403]
    elsewhere = Theme.objects.create(body=cast.other_board, name="Theirs")
    assert codes(f"{THEMES}{elsewhere.pk}/", cast.sam) == [404]


# ---- coverage


def test_a_municipal_year_runs_from_may_to_april() -> None:
    assert (municipal_year(date(2026, 4, 30)), municipal_year(date(2026, 5, 1))) == (2025, 2026)
    assert days_of(2025) == (date(2025, 5, 1), date(2026, 4, 30))


def test_what_never_came_up_stands_first_and_meetings_called_off_do_not_count(cast: Cast) -> None:
    workforce, care, access = theme(cast, "Workforce"), theme(cast, "Care"), theme(cast, "Access")
    old = theme(cast, "Old", retired_on=date(2025, 6, 1))
    theme(cast, "Older", retired_on=date(2020, 6, 1))
    make_meeting(cast.board, "2025-04-30", theme=access)  # the year before
    make_meeting(cast.board, "2025-05-01", theme=workforce)
    make_meeting(cast.board, "2025-05-20", theme=old)
    make_meeting(cast.board, "2026-04-30", theme=workforce)
    make_meeting(cast.board, "2025-09-01")
    off = make_meeting(cast.board, "2025-10-01", theme=care)
    cancel_meeting(by=cast.sam, meeting=off, version=1, reason="Snow.")
    make_meeting(cast.board, "2026-05-01", theme=access)  # the year after
    seen = coverage(cast.board, 2025, TODAY)
    assert [(row.theme.name, [m.date for m in row.meetings], row.is_retired) for row in seen.rows] == [
        ("Access", [], False),
        ("Care", [], False),
        ("Old", [date(2025, 5, 20)], True),
        ("Workforce", [date(2025, 5, 1), date(2026, 4, 30)], False),
    ]
    assert (seen.meetings, seen.never) == (4, 2)
    assert [m.date for m in seen.without_theme] == [date(2025, 9, 1)]


def test_the_page_shows_the_year_that_is_chosen(cast: Cast) -> None:
    theme(cast, "Access")
    make_meeting(cast.board, "2019-05-01", theme=theme(cast, "Workforce"))
    page = words(browser(cast.mo).get(THEMES + "?year=2019"))
    assert "May 2019 to April 2020" in page
    assert "1 meeting this year, 0 of them without a theme. 1 theme never came up." in page
    assert "Access 0 Never this year Workforce 1 Wednesday 1 May 2019 Without a theme 0 None" in page
    assert "Add a theme" not in page
    this_year = municipal_year(timezone.localdate())
    assert f"May {this_year} to April" in words(browser(cast.mo).get(THEMES + "?year=1850"))


def test_an_empty_page_says_what_comes_next(cast: Cast) -> None:
    assert "This body has no themes yet. Add the first one." in words(browser(cast.sam).get(THEMES))


def test_many_meetings_take_as_many_queries_as_one(cast: Cast) -> None:
    client, row = browser(cast.sam), theme(cast, "Workforce")
    make_meeting(cast.board, "2025-05-01", theme=row)
    counts = []
    for number in range(2, 32):
        if number in (2, 31):
            with CaptureQueriesContext(connection) as queries:
                client.get(THEMES + "?year=2025")
            counts.append(len(queries))
        make_meeting(cast.board, f"2025-05-{number:02d}", theme=theme(cast, f"Theme {number}"))
    assert counts[0] == counts[1]
