"""The chair's log: quick, private, and wrong days refused."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from boards.deeds.refusals import Refused, Stale
from boards.models import LogEntry, Place, Role, User
from reports.activity_sentences import first_sentence, spoken
from reports.deeds.activity import change_activity, log_activity
from reports.models import Activity
from tests.builders import make_member
from tests.cast import Cast

TODAY = timezone.localdate()
LIST, NEW = "/desk/activity/", "/desk/activity/new/"


def make_place() -> Place:
    locality = Place.objects.create(name="Cherwick", kind="locality")
    return Place.objects.create(name="Early Help", kind="service", within=locality)


def form(day: datetime.date | None = None, **typed: str) -> dict[str, str]:
    day = day or timezone.localdate()
    date = {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}
    return {"kind": "visit", **date, "met": "", "seen": "", "sentence": "", "place": ""} | typed


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_an_activity_is_logged_with_everything_and_the_log_keeps_it(client: Client, cast: Cast) -> None:
    place = make_place()
    typed = form(place=str(place.pk), met="Managers", seen="Tired <b>staff</b>", sentence="Visited Cherwick.")
    response = signed_in(client, cast.chris).post(NEW, typed)
    assert (response.status_code, response["Location"]) == (302, LIST)
    activity = Activity.objects.get()
    assert (activity.by, activity.body, activity.kind, activity.on) == (
        cast.chris,
        cast.board,
        "visit",
        timezone.localdate(),
    )
    assert (activity.place, activity.met, activity.seen) == (place, "Managers", "Tired <b>staff</b>")
    assert activity.sentence == "Visited Cherwick."
    entry = LogEntry.objects.get(deed="logged")
    assert entry.after is not None
    assert (entry.actor, entry.after["seen"]) == ("Chris Chair", "Tired <b>staff</b>")
    assert "saved-log-activity" in response.cookies


def test_an_empty_sentence_is_filled_in(client: Client, cast: Cast) -> None:
    signed_in(client, cast.chris).post(NEW, form(place=str(make_place().pk)))
    assert Activity.objects.get().sentence == "Visited the Early Help service in Cherwick"


def test_the_same_form_sent_twice_is_logged_once(client: Client, cast: Cast) -> None:
    signed_in(client, cast.chris)
    for _ in range(2):
        assert client.post(NEW, form(seen="Once")).status_code == 302
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on_year": "2099"}, "That day is still to come. Log it once it has happened."),
        ({"on_day": "31", "on_month": "2"}, "31 February 2026 is not a real date"),
        ({"on_day": "", "on_month": "", "on_year": ""}, "Enter the day"),
        ({"on_year": "1950"}, "Check the year: that day is before the year 2000."),
        ({"kind": ""}, "Choose what it was"),
        ({"kind": "burglary"}, "Choose what it was"),
        ({"place": "999999"}, "Choose a place from the list"),
        ({"met": "x" * 301}, "Keep who you met to 300 characters"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_what_was_typed_stays(
    client: Client, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    told = form(seen="<script>kept</script>") | {"on_year": "2026"} | typed
    response = signed_in(client, cast.chris).post(NEW, told)
    page = response.content.decode()
    assert response.status_code == 200
    assert Activity.objects.count() == 0
    assert "&lt;script&gt;kept&lt;/script&gt;" in page
    assert "<script>kept" not in page
    assert page.count(sentence) == 2  # in the summary and beside the field


def test_a_future_day_is_refused_beside_the_day(client: Client, cast: Cast) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    page = signed_in(client, cast.chris).post(NEW, form(tomorrow)).content.decode()
    assert '<p class="govuk-error-message">' in page
    assert page.count("That day is still to come. Log it once it has happened.") == 2  # summary and field


def test_only_its_author_ever_sees_an_activity(client: Client, cast: Cast) -> None:
    activity = log_activity(
        by=cast.chris, body=cast.board, kind="visit", on=TODAY, seen="Hush-hush", sentence="Told"
    )
    make_member(cast.board, cast.otto, Role.CHAIR)
    address = f"{LIST}{activity.pk}/"
    for other in (cast.otto, cast.sam, cast.rae, cast.ada, cast.cleo, cast.stranger):
        client.force_login(other)
        assert client.get(address).status_code == 404
        assert client.post(address, form(version="1")).status_code == 404
        page = client.get(LIST).content.decode()
        assert ("Hush-hush" in page, "Told" in page) == (False, False)
        assert list(Activity.objects.visible_to(other)) == []
    client.logout()
    assert client.get(address).status_code == 302
    client.force_login(cast.chris)
    assert "Hush-hush" in client.get(address).content.decode()
    assert "Told" in client.get(LIST).content.decode()


@pytest.mark.parametrize("who", ["sam", "mo", "rae", "cleo", "ada", "stranger", "lena"])
def test_only_a_chair_logs(client: Client, cast: Cast, who: str) -> None:
    someone = getattr(cast, who)
    client.force_login(someone)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, form()).status_code == 403
    with pytest.raises(Refused):
        log_activity(by=someone, body=cast.board, kind="visit", on=timezone.localdate())
    assert Activity.objects.count() == 0


def test_the_body_is_asked_only_of_a_chair_of_several(client: Client, cast: Cast) -> None:
    client.force_login(cast.chris)
    assert 'name="body"' not in client.get(NEW).content.decode()
    make_member(cast.committee, cast.chris, Role.CHAIR)
    assert 'name="body"' in client.get(NEW).content.decode()
    client.post(NEW, form(body=str(cast.committee.pk)))
    assert Activity.objects.get().body == cast.committee
    assert client.post(NEW, form(body=str(cast.other_board.pk), seen="Not mine")).status_code == 200
    assert Activity.objects.count() == 1


def test_save_and_log_another_comes_back_to_the_form(client: Client, cast: Cast) -> None:
    assert signed_in(client, cast.chris).post(NEW, form(then="another"))["Location"] == NEW


def test_an_entry_is_put_right_and_a_second_window_is_shown_both_texts(client: Client, cast: Cast) -> None:
    activity = log_activity(by=cast.chris, body=cast.board, kind="visit", on=TODAY, seen="First")
    address = f"{LIST}{activity.pk}/"
    client.force_login(cast.chris)
    assert client.post(address, form(seen="Second", version="1")).status_code == 302
    page = client.post(address, form(seen="Third", version="1")).content.decode()
    assert ("Second" in page, "Third" in page, 'name="version" value="2"' in page) == (True, True, True)
    activity.refresh_from_db()
    assert activity.seen == "Second"
    assert client.post(address, form(seen="Third", version="2")).status_code == 302
    activity.refresh_from_db()
    assert (activity.seen, activity.version) == ("Third", 3)
    entry = LogEntry.objects.filter(deed="changed").last()
    assert entry
    assert entry.before
    assert entry.after
    assert (entry.before["seen"], entry.after["seen"]) == ("Second", "Third")


def test_somebody_elses_entry_is_not_changed_by_deed(cast: Cast) -> None:
    activity = log_activity(by=cast.chris, body=cast.board, kind="visit", on=timezone.localdate())
    facts: dict[str, Any] = {"activity": activity, "body": cast.board, "kind": "visit", "on": activity.on}
    with pytest.raises(Refused, match="Only the person who logged"):
        change_activity(by=cast.sam, version=1, **facts)
    with pytest.raises(Stale):
        change_activity(by=cast.chris, version=7, **facts)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "with_place", "met", "sentence"),
    [
        ("visit", True, "", "Visited the Early Help service in Cherwick"),
        ("visit", True, "the managers.", "Visited the Early Help service in Cherwick and met the managers"),
        ("observation", True, "", "Observed practice with the Early Help service in Cherwick"),
        ("meeting", False, "the Chief Executive", "Met the Chief Executive"),
        ("one-to-one", False, "the DCS", "Held a one-to-one meeting with the DCS"),
        ("report-given", False, "the Committee", "Reported to the Committee"),
        ("review", False, "", "Took part in a review"),
        ("other", True, "somebody", ""),
        ("visit", False, "", ""),
    ],
)
def test_the_first_sentence(kind: str, with_place: bool, met: str, sentence: str) -> None:
    assert first_sentence(kind, make_place() if with_place else None, met) == sentence


@pytest.mark.django_db
def test_a_place_is_spoken_of_as_people_do() -> None:
    locality = Place.objects.create(name="Northam", kind="locality")
    team = Place.objects.create(name="Under 11s team", kind="team", within=locality)
    front_door = Place.objects.create(name="The MASH", kind="service")
    assert spoken(locality) == "Northam"
    assert spoken(team) == "the Under 11s team in Northam"
    assert spoken(front_door) == "The MASH service"
