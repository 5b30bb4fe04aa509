"""Where the chair has been: never, not for months, and how it was then and now; nobody else is told."""

import datetime

import pytest

from boards.models import Place, User
from reports.coverage import PROGRAMME, coverage, months_before
from reports.models import Activity
from tests.boards.pages import browser, queries_of, words
from tests.cast import Cast

TODAY = datetime.date(2019, 9, 30)
ADDRESS = "/desk/coverage/"

Position = Activity.Position


class County:
    """Two localities with a team each, and a service for all of them that has two teams."""

    def __init__(self) -> None:
        self.cherwick = Place.objects.create(name="Cherwick", kind="locality")
        self.wexcombe = Place.objects.create(name="Wexcombe", kind="locality")
        self.assessment = Place.objects.create(name="Assessment team", kind="team", within=self.cherwick)
        self.early_help = Place.objects.create(name="Early Help", kind="service", within=self.wexcombe)
        self.quality = Place.objects.create(name="Quality Assurance", kind="service")
        self.audit = Place.objects.create(name="Audit team", kind="team", within=self.quality)
        self.reviewing = Place.objects.create(name="Reviewing team", kind="team", within=self.quality)


@pytest.fixture
def county(db: None) -> County:
    return County()


def see(
    cast: Cast, place: Place, on: str, position: str = "", kind: str = "visit", by: User | None = None
) -> Activity:
    day = datetime.date.fromisoformat(on)
    return Activity.objects.create(
        body=cast.board, by=by or cast.chris, kind=kind, on=day, place=place, position=position
    )


def told(cast: Cast, months: int = 6) -> list[tuple[str, int, str]]:
    rows = coverage(cast.chris, TODAY, months=months).rows
    return [(row.place.name, row.times, str(row.last or "never") + " due" * row.is_due) for row in rows]


def test_teams_never_seen_come_first_then_those_not_seen_for_longest(cast: Cast, county: County) -> None:
    see(cast, county.assessment, "2019-01-14")
    see(cast, county.assessment, "2019-03-14")
    see(cast, county.early_help, "2019-08-01")
    assert told(cast) == [
        ("Audit team", 0, "never due"),
        ("Reviewing team", 0, "never due"),
        ("Assessment team", 2, "2019-03-14 due"),
        ("Early Help", 1, "2019-08-01"),
    ]


@pytest.mark.parametrize(("last", "due"), [("2019-03-29", True), ("2019-03-30", False)])
def test_six_months_are_over_on_the_day_after(cast: Cast, county: County, last: str, due: bool) -> None:
    see(cast, county.assessment, last)
    rows = coverage(cast.chris, TODAY, months=6).rows
    assert [row.is_due for row in rows if row.place == county.assessment] == [due]


def test_a_whole_locality_is_told_where_it_was_seen_and_never_asked_for(cast: Cast, county: County) -> None:
    assert "Cherwick" not in [name for name, *_ in told(cast)]
    see(cast, county.cherwick, "2018-01-10")
    assert ("Cherwick", 1, "2018-01-10") in told(cast)
    assert county.cherwick not in [each.place for each in coverage(cast.chris, TODAY, months=6).programme]


def test_a_report_given_and_a_day_to_come_are_no_visits(cast: Cast, county: County) -> None:
    see(cast, county.assessment, "2019-09-02", kind="report-given")
    see(cast, county.assessment, "2019-10-02")
    assert ("Assessment team", 0, "never due") in told(cast)


def test_a_team_that_is_no_more_is_left_out(cast: Cast, county: County) -> None:
    Place.objects.filter(pk=county.audit.pk).update(ended_on="2019-09-29")
    assert "Audit team" not in [name for name, *_ in told(cast)]


def test_then_and_now_are_the_last_two_judgements(cast: Cast, county: County) -> None:
    see(cast, county.assessment, "2019-01-14", Position.WORSE)
    see(cast, county.assessment, "2019-03-14", Position.SAME)
    see(cast, county.assessment, "2019-05-14", Position.UNKNOWN)
    see(cast, county.assessment, "2019-07-14", Position.BETTER)
    see(cast, county.assessment, "2019-08-14")
    row = next(row for row in coverage(cast.chris, TODAY, months=6).rows if row.place == county.assessment)
    assert row.then is not None
    assert row.now is not None
    assert [(each.position, str(each.on)) for each in (row.then, row.now)] == [
        (Position.SAME, "2019-03-14"),
        (Position.BETTER, "2019-07-14"),
    ]


def test_the_next_programme_takes_turns_among_localities_and_says_why(cast: Cast, county: County) -> None:
    see(cast, county.assessment, "2019-06-14", Position.WORSE)
    see(cast, county.early_help, "2019-02-01", Position.BETTER)
    programme = coverage(cast.chris, TODAY, months=6).programme
    back = "It was worse on 14 June 2019, and you have not been back since."
    assert [(each.named, each.why) for each in programme] == [
        ("The Audit team in the Quality Assurance service", "You have never been there."),
        ("The Assessment team in Cherwick", back),
        ("The Early Help service in Wexcombe", "You were last there on 1 February 2019."),
        ("The Reviewing team in the Quality Assurance service", "You have never been there."),
    ]


def test_a_visit_that_judged_nothing_is_told_beside_the_day_on_which_it_was_worse(
    cast: Cast, county: County
) -> None:
    see(cast, county.assessment, "2019-06-14", Position.WORSE)
    see(cast, county.assessment, "2019-07-14", Position.UNKNOWN)
    programme = coverage(cast.chris, TODAY, months=6).programme
    assert [each.why for each in programme if each.place == county.assessment] == [
        "It was worse on 14 June 2019, and you were last there on 14 July 2019."
    ]


def test_the_grid_counts_by_locality_and_month(cast: Cast, county: County) -> None:
    see(cast, county.assessment, "2019-09-02")
    see(cast, county.cherwick, "2019-09-20")
    see(cast, county.audit, "2018-10-01")
    see(cast, county.audit, "2018-09-30")
    found = coverage(cast.chris, TODAY, months=6)
    assert [str(month) for month in found.months_shown][:: len(found.months_shown) - 1] == [
        "2018-10-01",
        "2019-09-01",
    ]
    assert [(row.name, [cell.times for cell in row.cells], row.times) for row in found.grid] == [
        ("Cherwick", [0] * 11 + [2], 2),
        ("Wexcombe", [0] * 12, 0),
        ("County-wide services", [1] + [0] * 11, 1),
    ]


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [("2020-08-31", 6, "2020-02-29"), ("2019-12-31", 12, "2018-12-31"), ("2019-01-15", 3, "2018-10-15")],
)
def test_months_are_calendar_months(day: str, months: int, earlier: str) -> None:
    assert str(months_before(datetime.date.fromisoformat(day), months)) == earlier


def test_the_page_is_the_chairs_alone_and_tells_their_own_log(cast: Cast, county: County) -> None:
    see(cast, county.assessment, "2019-03-14")
    see(cast, county.audit, "2019-03-14", Position.WORSE, by=cast.sam)
    page = words(browser(cast.chris).get(ADDRESS))
    assert "3 teams never seen" in page
    assert "Worse than before" not in page
    assert browser(cast.sam).get(ADDRESS).status_code == 403


def test_many_visits_ask_no_more_questions(cast: Cast, county: County) -> None:
    chris = browser(cast.chris)
    see(cast, county.assessment, "2019-03-14")
    chris.get(ADDRESS)
    few = queries_of(chris, ADDRESS)
    for number in range(50):
        team = Place.objects.create(name=f"Team {number}", kind="team", within=county.early_help)
        see(cast, team, "2019-02-14")
    assert queries_of(chris, ADDRESS) == few
    assert len(coverage(cast.chris, TODAY, months=6).programme) == PROGRAMME
