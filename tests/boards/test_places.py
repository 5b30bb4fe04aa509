"""Localities, services and teams."""

import datetime

from django.utils import timezone

from boards.deeds.places import add_place
from boards.models import Place
from tests.boards.pages import browser, codes, deeds_done, words
from tests.cast import Cast

PLACES = "/desk/places/"


def test_a_team_is_added_within_its_service(cast: Cast) -> None:
    service = add_place(by=cast.sam, name="Front Door", kind="service")
    typed = {"name": "Assessment Team 1", "kind": "team", "within": str(service.pk)}
    assert browser(cast.sam).post(PLACES, typed).status_code == 302
    assert list(Place.objects.values_list("name", "kind", "within__name").order_by("pk")) == [
        ("Front Door", "service", None),
        ("Assessment Team 1", "team", "Front Door"),
    ]
    assert deeds_done() == [("Sam Secretary", "added the place")] * 2


def test_a_name_is_used_once_within_the_same_place(cast: Cast) -> None:
    typed = {"name": "North", "kind": "locality"}
    browser(cast.sam).post(PLACES, typed)
    response = browser(cast.sam).post(PLACES, typed | {"name": "north"})
    assert "north is in the list already." in words(response)
    assert Place.objects.count() == 1


def test_bad_input_changes_nothing(cast: Cast) -> None:
    typed = {"name": "<b>North</b>", "kind": "planet", "within": "12345"}
    response = browser(cast.sam).post(PLACES, typed)
    assert "Choose the kind from the list" in words(response)
    assert "Choose the larger place from the list" in words(response)
    assert 'value="&lt;b&gt;North&lt;/b&gt;"' in response.content.decode()
    assert (Place.objects.count(), deeds_done()) == (0, [])


def test_who_sees_and_who_adds(cast: Cast) -> None:
    assert codes(PLACES, cast.sam, cast.cleo, cast.ada, cast.chris, cast.mo) == [200] * 5
    assert codes(PLACES, cast.stranger, cast.lena) == [404] * 2
    assert codes(PLACES, cast.chris, cast.mo, cast.stranger, method="post") == [403, 403, 404]
    assert codes(PLACES, cast.sam, method="put") == [405]
    assert "Add a place" not in words(browser(cast.chris).get(PLACES))


def ends(day: datetime.date) -> dict[str, str]:
    return {f"ended_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_a_team_ends_after_what_is_in_it_and_stays_on_record(cast: Cast) -> None:
    today, day = timezone.localdate(), datetime.timedelta(1)
    service = add_place(by=cast.sam, name="Front Door", kind="service")
    team = add_place(by=cast.sam, name="Assessment", kind="team", within=service)
    end = f"{PLACES}{{}}/end/".format
    sam = browser(cast.sam)
    assert "Assessment is part of it and goes on." in words(sam.post(end(service.pk), ends(today)))
    assert "That day is still to come." in words(sam.post(end(team.pk), ends(today + day)))
    assert sam.post(end(team.pk), ends(today - day)).status_code == 302
    assert "Assessment ended on" in words(sam.post(end(team.pk), ends(today)))
    assert sam.post(end(service.pk), ends(today - day)).status_code == 302
    assert (Place.objects.on(today).count(), Place.objects.on(today - day).count()) == (0, 2)
    page = words(sam.get(PLACES))
    assert page.count("ended ") == 2
    assert 'name="within"' in sam.get(PLACES).content.decode()
    assert f'<option value="{service.pk}"' not in sam.get(PLACES).content.decode()
    assert deeds_done()[2:] == [("Sam Secretary", "ended the place")] * 2
    assert codes(end(team.pk), cast.mo, cast.stranger) == [403, 404]
