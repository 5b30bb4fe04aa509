"""The chair's log: quick, private, and wrong days refused."""

import datetime
import json
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from boards.deeds.places import end_place
from boards.deeds.refusals import Refused, Stale
from boards.models import LogEntry, Place, Role, User
from reports.activity_sentences import first_sentence, spoken
from reports.deeds.activity import SENT_BEFORE, Entry, change_activity, log_activity
from reports.models import Activity
from reports.places_offered import Seen, places_offered
from tests.builders import make_member
from tests.cast import Cast

TODAY = timezone.localdate()
LIST, NEW = "/desk/activity/", "/desk/activity/new/"


def make_place() -> Place:
    locality = Place.objects.create(name="Cherwick", kind="locality")
    return Place.objects.create(name="Early Help", kind="service", within=locality)


def entry(cast: Cast, **told: Any) -> Entry:
    """A visit of today to nowhere in particular, but for what is ``told``."""
    visit: dict[str, Any] = {"body": cast.board, "kind": "visit", "on": TODAY}
    return Entry(**(visit | told))


def log(cast: Cast, by: User | None = None, **told: Any) -> Activity:
    return log_activity(by=by or cast.chris, entry=entry(cast, **told))


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
    activity = log(cast, seen="Hush-hush", sentence="Told")
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
        log(cast, by=someone)
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
    activity = log(cast, seen="First")
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
    activity = log(cast)
    with pytest.raises(Refused, match="Only the person who logged"):
        change_activity(by=cast.sam, activity=activity, version=1, entry=entry(cast))
    with pytest.raises(Stale):
        change_activity(by=cast.chris, activity=activity, version=7, entry=entry(cast))


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "met", "virtual", "days", "sentence"),
    [
        ("visit", "", True, 0, "Made a virtual visit to the Early Help service in Cherwick"),
        (
            "meeting",
            "",
            False,
            9,
            "Met the Early Help service in Cherwick from 28 December 2024 to 6 January 2025",
        ),
        (
            "one-to-one",
            "the DCS",
            True,
            2,
            "Held a virtual one-to-one meeting with the DCS of the Early Help "
            "service in Cherwick from 28 to 30 December 2024",
        ),
        ("other", "somebody", True, 3, ""),
    ],
)
def test_a_period_and_a_screen_are_in_the_first_sentence(
    kind: str, met: str, virtual: bool, days: int, sentence: str
) -> None:
    on = datetime.date(2024, 12, 28)
    until = on + datetime.timedelta(days)
    assert first_sentence(kind, make_place(), met, on=on, until=until, is_virtual=virtual) == sentence
    wholly = first_sentence(
        "visit", None, "them", on=datetime.date(2025, 3, 30), until=datetime.date(2025, 4, 2)
    )
    assert wholly == "Visited them from 30 March to 2 April 2025"


# ---- everything that may be told


def everything(place: Place) -> dict[str, str]:
    until: dict[str, Any] = {f"until_{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}
    return form(
        TODAY - datetime.timedelta(2),
        place=str(place.pk),
        met="Managers",
        seen="SEEN",
        is_virtual="on",
        purpose="PURPOSE",
        position="worse",
        position_why="WHY\r\nand how",
        fed_back_to="FEDBACK",
        followed="FOLLOWED",
        **until,
    )


def test_an_entry_keeps_everything_and_the_list_says_it_in_words(client: Client, cast: Cast) -> None:
    assert signed_in(client, cast.chris).post(NEW, everything(make_place())).status_code == 302
    activity = Activity.objects.get()
    assert (activity.on, activity.until, activity.is_virtual) == (TODAY - datetime.timedelta(2), TODAY, True)
    assert (activity.purpose, activity.position, activity.position_why) == (
        "PURPOSE",
        "worse",
        "WHY\nand how",
    )
    assert (activity.fed_back_to, activity.followed) == ("FEDBACK", "FOLLOWED")
    assert activity.sentence.startswith(
        "Made a virtual visit to the Early Help service in Cherwick and met Man"
    )
    page = " ".join(client.get(LIST).content.decode().split())
    assert "How the team was: worse than before" in page
    assert "<span>virtual</span>" in page
    assert [word for word in ("PURPOSE", "WHY", "FEDBACK", "FOLLOWED") if word in page] == []
    entry = client.get(f"{LIST}{activity.pk}/").content.decode()
    assert [word for word in ("PURPOSE", "WHY", "FEDBACK", "FOLLOWED") if word not in entry] == []
    Activity.objects.update(position="unknown")
    assert "How the team was: you could not say" in client.get(LIST).content.decode()


def test_what_is_folded_away_opens_when_it_holds_something_or_is_wrong(client: Client, cast: Cast) -> None:
    def is_open(page: bytes) -> bool:
        (fold,) = html.fromstring(page).find_class("more-of-it")
        return fold.get("open") is not None

    signed_in(client, cast.chris)
    assert not is_open(client.get(NEW).content)
    assert not is_open(client.post(NEW, form(kind="")).content)
    assert is_open(client.post(NEW, form(kind="", followed="Something")).content)
    assert is_open(client.post(NEW, form(until_day="31", until_month="2", until_year="2026")).content)
    plain, fuller = log(cast, met="them"), log(cast, purpose="To see")
    assert not is_open(client.get(f"{LIST}{plain.pk}/").content)
    assert is_open(client.get(f"{LIST}{fuller.pk}/").content)


def test_a_period_is_of_days_that_can_be(cast: Cast) -> None:
    day = datetime.timedelta(1)
    assert log(cast, until=TODAY).until is None
    for until, said in ((TODAY - day, "The last day is before the first"), (TODAY + day, "still to come")):
        with pytest.raises(Refused, match=said) as refusal:
            log(cast, until=until)
        assert refusal.value.field == "until"
    plain, long = entry(cast), "x" * 301
    for field, wrong in (
        ("position", replace(plain, position="splendid")),
        ("purpose", replace(plain, purpose=long)),
        ("fed_back_to", replace(plain, fed_back_to=long)),
    ):
        with pytest.raises(Refused) as refusal:
            log_activity(by=cast.chris, entry=wrong)
        assert refusal.value.field == field
    assert Activity.objects.count() == 1


# ---- sent from a phone, perhaps more than once


def sent(client: Client, user: User, **typed: str) -> Any:
    answer = client.post(NEW, form(None, typist=str(user.pk), **typed), headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_an_entry_sent_again_adds_nothing_and_loses_nothing(client: Client, cast: Cast) -> None:
    key = str(uuid.uuid4())
    signed_in(client, cast.chris)
    for _ in range(3):
        assert set(sent(client, cast.chris, seen="Once", client_key=key)) == {"saved"}
    other_words = sent(client, cast.chris, seen="Put right offline", client_key=key)
    assert other_words == {"refused": [SENT_BEFORE]}
    activity = Activity.objects.get()
    assert (activity.seen, str(activity.client_key)) == ("Once", key)
    assert LogEntry.objects.filter(deed="logged").count() == 1
    make_member(cast.board, cast.mo, Role.CHAIR)
    client.force_login(cast.mo)
    assert set(sent(client, cast.mo, seen="Once", client_key=key)) == {"saved"}
    assert set(Activity.objects.values_list("by__name", flat=True)) == {"Chris Chair", "Mo Member"}


def test_two_tabs_that_send_at_once_make_one_entry(committed: None) -> None:
    cast, key, ready = Cast(), uuid.uuid4(), threading.Barrier(2)

    def send() -> int:
        ready.wait(timeout=10)
        try:
            return log_activity(by=cast.chris, entry=entry(cast, seen="Once"), client_key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as tabs:
        answers = {tab.result(timeout=60) for tab in [tabs.submit(send), tabs.submit(send)]}
    assert answers == {Activity.objects.get().pk}
    assert LogEntry.objects.filter(deed="logged").count() == 1


def test_what_a_phone_sends_is_refused_in_words(client: Client, cast: Cast) -> None:
    signed_in(client, cast.chris)
    assert sent(client, cast.chris, kind="", on_year="2099") == {
        "refused": ["Choose what it was", "That day is still to come. Log it once it has happened."]
    }
    damaged = sent(client, cast.chris, client_key="x", suggestion="<b>")
    assert damaged["refused"] == [
        "The mark of this entry is damaged. Save it again.",
        "The suggestion is not there any more. Save the entry without it.",
    ]
    assert sent(client, cast.mo, seen="Typed by Mo, sent as Chris") == {"other_person": True}
    assert Activity.objects.count() == 0


def test_what_a_phone_sends_while_signed_out_is_left_to_the_phone(client: Client, cast: Cast) -> None:
    signed_in(client, cast.chris).get(LIST)
    del client.cookies["session"]
    answer = client.post(NEW, form(seen="Typed in a tunnel"), headers={"X-Autosave": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/desk/")
    client.force_login(cast.chris)
    assert client.get("/desk/kept/").context["kept"] is None


def test_the_page_for_the_phone_tells_nothing_of_visits(client: Client, cast: Cast) -> None:
    log(cast, place=make_place())
    page, kept = (signed_in(client, cast.chris).get(at).content.decode() for at in (NEW, f"{NEW}?kept"))
    assert ("last seen" in page, "last seen" in kept, "Early Help" in kept) == (True, False, True)
    assert ("data-log-kept" in page, "data-log-kept" in kept) == (False, True)
    assert f'data-today="{TODAY}"' in kept
    worker = client.get("/desk/activity/worker.js")
    assert worker["Content-Type"] == "text/javascript"
    assert f'const LOG = "{NEW}"' in worker.content.decode()


# ---- places


@pytest.mark.django_db
def test_places_are_offered_under_what_they_belong_to() -> None:
    service = make_place()
    team = Place.objects.create(name="Duty team", kind="team", within=service)
    alone = Place.objects.create(name="Night desk", kind="service")
    gone = Place.objects.create(
        name="Gone team", kind="team", within=service, ended_on=TODAY.replace(year=2020)
    )
    seen = {team.pk: Seen(2, datetime.date(2026, 3, 14)), alone.pk: Seen(5, datetime.date(2024, 1, 2))}
    cherwick = Place.objects.get(name="Cherwick")
    today = datetime.date(2026, 11, 1)
    assert places_offered(today, seen) == [
        (
            "Cherwick",
            [
                (cherwick.pk, "Cherwick as a whole"),
                (team.pk, "Duty team, Early Help, last seen 14 March, twice"),
                (service.pk, "Early Help"),
            ],
        ),
        ("Night desk", [(alone.pk, "Night desk as a whole, last seen 2 January 2024, 5 times")]),
    ]
    offered = [pk for _, choices in places_offered(today, seen, also=gone) for pk, _ in choices]
    assert gone.pk in offered


def test_the_picker_counts_only_my_own_visits(client: Client, cast: Cast) -> None:
    place = make_place()
    make_member(cast.board, cast.mo, Role.CHAIR)
    for by, days in ((cast.chris, 0), (cast.chris, 1), (cast.mo, 0)):
        log(cast, by=by, on=TODAY - datetime.timedelta(days), place=place)
    log(cast, kind="report-given", place=place)
    page = signed_in(client, cast.chris).get(NEW).content
    (option,) = html.fromstring(page).xpath(f"//select[@name='place']//option[@value='{place.pk}']")
    assert option.text.endswith(f"{TODAY:%B}, twice")
    assert option.getparent().get("label") == "Cherwick"


def test_an_ended_team_is_not_offered_but_stays_on_record(client: Client, cast: Cast) -> None:
    place, yesterday = make_place(), TODAY - datetime.timedelta(1)
    before = log(cast, on=yesterday, place=place, seen="Last day")
    end_place(by=cast.sam, place=place, ended_on=yesterday)
    place.refresh_from_db()
    signed_in(client, cast.chris)
    assert "Choose a place from the list" in client.post(NEW, form(place=str(place.pk))).content.decode()
    with pytest.raises(Refused, match="had ended by that day"):
        log(cast, place=place)
    address = f"{LIST}{before.pk}/"
    assert client.post(address, form(yesterday, place=str(place.pk), version="1")).status_code == 302
    before.refresh_from_db()
    assert before.place == place


# ---- a long log


def test_a_long_log_asks_no_more_of_the_database_and_is_filtered(client: Client, cast: Cast) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    service = make_place()
    signed_in(client, cast.chris)
    log(cast, place=service)
    client.get(LIST)
    few = queries(LIST), queries(NEW)
    for number in range(50):
        team = Place.objects.create(name=f"Team {number}", kind="team", within=service)
        on = TODAY - datetime.timedelta(number)
        log(cast, kind="meeting", on=on, place=team, seen=f"Note {number}")
    assert (queries(LIST), queries(NEW)) == few
    visits = client.get(f"{LIST}?kind=visit")
    assert len(visits.context["activities"]) == 1
    meetings = client.get(f"{LIST}?kind=meeting")
    assert (len(meetings.context["activities"]), meetings.context["older"]) == (50, "")
    first = client.get(LIST)
    assert len(client.get(f"{LIST}{first.context['older']}").context["activities"]) == 1
    assert client.get(f"{LIST}?kind=burglary").context["kind"] == ""
