"""Which body reports to which, how often, and when."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from boards.deeds.relationships import add_relationship, end_relationship
from boards.models import Relationship
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.cast import Cast

BOARD = "/desk/bodies/childrens-improvement-board/relationships/"
SINCE = date(2019, 4, 4)


def reporting(cast: Cast, **other: str) -> Posted:
    typed = {"to": str(cast.committee.pk), "how_often": "after each of its meetings"}
    return typed | day("since", SINCE) | {"until_day": "", "until_month": "", "until_year": ""} | other


def related(cast: Cast, **other: date) -> Relationship:
    return add_relationship(
        by=cast.sam,
        body=cast.board,
        to=cast.committee,
        how_often="after each of its meetings",
        **({"since": SINCE} | other),
    )


def test_a_body_reports_to_another_and_both_pages_say_so(cast: Cast) -> None:
    assert browser(cast.sam).post(BOARD + "add/", reporting(cast)).status_code == 302
    said = "after each of its meetings, since Thursday 4 April 2019"
    board, committee = cast.board.get_desk_url(), cast.committee.get_desk_url()
    assert f"Reports to Children and Families Scrutiny Committee, {said}" in words(
        browser(cast.mo).get(board)
    )
    assert f"Hears from Children's Improvement Board, {said}" in words(browser(cast.con).get(committee))
    reader = Client()
    assert f"Reports to Children and Families Scrutiny Committee , {said}" in words(
        reader.get(cast.board.get_absolute_url())
    )
    assert f"Hears from Children's Improvement Board , {said}" in words(
        reader.get(cast.committee.get_absolute_url())
    )
    entry = only_entry()
    assert (entry.deed, entry.after["to_id"]) == ("added the relationship", cast.committee.pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"to": ""}, "Choose the body to which it reports"),
        ({"to": "999999"}, "from the list"),
        ({"how_often": " "}, "Enter how often it reports"),
        (day("until", "2019-04-03"), "The last day must not be before the first day."),
    ],
)
def test_wrong_input_is_refused_in_a_sentence(cast: Cast, wrong: Posted, sentence: str) -> None:
    response = browser(cast.sam).post(BOARD + "add/", reporting(cast) | wrong)
    assert sentence in words(response)
    assert (Relationship.objects.count(), deeds_done()) == (0, [])


def test_a_body_does_not_report_to_itself(cast: Cast) -> None:
    response = browser(cast.sam).post(BOARD + "add/", reporting(cast, to=str(cast.board.pk)))
    assert "from the list" in words(response)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.create(body=cast.board, to=cast.board, how_often="daily", since=SINCE)


def test_times_of_reporting_to_one_body_do_not_overlap(cast: Cast) -> None:
    related(cast, until=date(2021, 5, 2))
    response = browser(cast.sam).post(BOARD + "add/", reporting(cast) | day("since", "2021-05-02"))
    assert (
        "It already reports to Children and Families Scrutiny Committee, after each of its meetings, from "
        "Thursday 4 April 2019 to Sunday 2 May 2021."
    ) in words(response)
    assert (
        browser(cast.sam).post(BOARD + "add/", reporting(cast) | day("since", "2021-05-03")).status_code
        == 302
    )


def test_a_relationship_ends_with_a_day_and_leaves_the_body_page_after_it(cast: Cast) -> None:
    relationship = related(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    typed = day("until", yesterday) | {"version": "1"}
    assert browser(cast.sam).post(f"{BOARD}{relationship.pk}/end/", typed).status_code == 302
    assert "Reports to Nobody" in words(browser(cast.mo).get(cast.board.get_desk_url()))
    assert "Reports to" not in words(Client().get(cast.board.get_absolute_url()))
    assert "after each of its meetings" in words(browser(cast.mo).get(BOARD))


@pytest.mark.parametrize(
    ("until", "version", "sentence"),
    [
        ("2019-04-03", "2", "It began on Thursday 4 April 2019: it cannot end before."),
        ("2021-05-03", "2", "It already ends on Sunday 2 May 2021."),
        ("2021-05-01", "1", "Somebody else changed this relationship"),
    ],
)
def test_an_end_that_cannot_be_is_refused(cast: Cast, until: str, version: str, sentence: str) -> None:
    relationship = related(cast)
    end_relationship(by=cast.sam, relationship=relationship, version=1, until=date(2021, 5, 2))
    typed = day("until", until) | {"version": version}
    assert sentence in words(browser(cast.sam).post(f"{BOARD}{relationship.pk}/end/", typed))
    relationship.refresh_from_db()
    assert relationship.until == date(2021, 5, 2)


def test_what_was_entered_wrongly_is_corrected(cast: Cast) -> None:
    relationship = related(cast)
    typed = reporting(cast, how_often="twice a year", version="1")
    assert browser(cast.sam).post(f"{BOARD}{relationship.pk}/", typed).status_code == 302
    relationship.refresh_from_db()
    assert (relationship.how_often, relationship.version) == ("twice a year", 2)
    again = browser(cast.sam).post(f"{BOARD}{relationship.pk}/", typed | {"how_often": "weekly"})
    assert "What is saved now" in words(again)
    assert "twice a year" in words(again)


def test_only_the_body_that_reports_changes_what_it_reports(cast: Cast) -> None:
    relationship = related(cast)
    committee = "/desk/bodies/children-and-families-scrutiny-committee/relationships/"
    assert codes(f"{committee}{relationship.pk}/", cast.cleo) == [404]
    assert codes(f"{BOARD}{relationship.pk}/end/", cast.sam, cast.mo, cast.cleo) == [200, 403, 404]
    assert codes(BOARD, cast.mo, cast.otto) == [200, 404]
