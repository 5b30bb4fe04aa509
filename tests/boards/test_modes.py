"""When the law lets members of a statutory body be present from elsewhere (rule 12)."""

from datetime import date, time
from typing import Any

import pytest

from boards.deeds.meetings import plan_meeting
from boards.deeds.modes import add_remote_presence, change_remote_presence
from boards.deeds.refusals import Refused, Stale
from boards.models import Body, LogEntry, Meeting, RemotePresence
from boards.modes import mode_warning, remote_is_present
from tests.boards.pages import Posted, browser, codes, day, deeds_done, words
from tests.cast import Cast

PAGE = "/desk/remote-presence/"
STATUTORY = Body(regime="statutory")
ACT = "The Local Authorities (Remote Meetings) Act 2030"


@pytest.fixture(autouse=True)
def flexibility(db: None) -> RemotePresence:
    """The months of 2020 and 2021, which every database of the service starts with."""
    facts = {"until": date(2021, 5, 6), "source": "Regulations 2020"}
    return RemotePresence.objects.get_or_create(since=date(2020, 4, 4), defaults=facts)[0]


@pytest.mark.parametrize(
    ("on", "lawful"),
    [
        ("2020-04-03", False),
        ("2020-04-04", True),
        ("2021-05-06", True),
        ("2021-05-07", False),
        ("2030-01-01", False),
    ],
)
def test_the_regulations_of_2020_hold_from_their_first_to_their_last_day(on: str, lawful: bool) -> None:
    on_day = date.fromisoformat(on)
    assert remote_is_present(STATUTORY, on_day) is lawful
    assert bool(mode_warning(STATUTORY, on_day, Meeting.Mode.VIRTUAL)) is not lawful
    assert not mode_warning(STATUTORY, on_day, Meeting.Mode.HYBRID)
    assert remote_is_present(Body(regime="partnership"), on_day)


def test_a_new_law_without_an_end_is_lawful_from_its_day_on(cast: Cast) -> None:
    typed = {"source": ACT, **day("since", "2030-01-01")}
    response = browser(cast.ada).post(PAGE, typed)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert not remote_is_present(STATUTORY, date(2029, 12, 31))
    assert remote_is_present(STATUTORY, date(2030, 1, 1))
    assert remote_is_present(STATUTORY, date(2099, 1, 1))
    plan_meeting(
        by=cast.cleo,
        body=cast.committee,
        date=date(2030, 1, 1),
        mode="virtual",
        link="https://meet.test/",
        **TEN,
    )
    page = words(browser(cast.ada).get(PAGE))
    assert f"From Tuesday 1 January 2030 on, without an end {ACT}" in page
    assert "From Saturday 4 April 2020 to Thursday 6 May 2021" in page
    assert deeds_done()[0] == ("Ada Administrator", "added the time of remote presence")


TEN: dict[str, Any] = {"starts_at": time(10)}


def test_a_time_is_ended_with_a_reason(cast: Cast) -> None:
    row = add_remote_presence(by=cast.ada, since=date(2030, 1, 1), source=ACT)
    typed = {
        "version": "1",
        "source": ACT,
        "reason": "The Act was repealed.",
        **day("since", "2030-01-01"),
        **day("until", "2031-12-31"),
    }
    assert browser(cast.ada).post(f"{PAGE}{row.pk}/", typed).status_code == 302
    assert (
        remote_is_present(STATUTORY, date(2031, 12, 31)),
        remote_is_present(STATUTORY, date(2032, 1, 1)),
    ) == (
        True,
        False,
    )
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, entry.reason) == ("changed the time of remote presence", "The Act was repealed.")
    with pytest.raises(Stale):
        change_remote_presence(
            by=cast.ada, presence=row, version=1, since=row.since, source=ACT, reason="Again."
        )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"source": " "}, "Enter the regulations or the Act that say so"),
        (day("until", "2029-12-31"), "The last day must not be before the first."),
        (day("since", "2021-05-06"), "A time from Saturday 4 April 2020 to Thursday 6 May 2021 is listed"),
        (day("since", "2010-01-01"), "A time from Saturday 4 April 2020 to Thursday 6 May 2021 is listed"),
    ],
)
def test_a_wrong_time_is_refused_beside_its_field(cast: Cast, wrong: Posted, sentence: str) -> None:
    typed = {"source": ACT, **day("since", "2030-01-01"), **wrong}
    assert sentence in words(browser(cast.ada).post(PAGE, typed))
    assert (RemotePresence.objects.count(), deeds_done()) == (1, [])


def test_a_correction_needs_a_reason(cast: Cast, flexibility: RemotePresence) -> None:
    with pytest.raises(Refused) as refusal:
        change_remote_presence(
            by=cast.ada,
            presence=flexibility,
            version=flexibility.version,
            since=flexibility.since,
            source="Other",
            reason=" ",
        )
    assert refusal.value.field == "reason"


def test_only_administrators_keep_it(cast: Cast, flexibility: RemotePresence) -> None:
    for page in (PAGE, f"{PAGE}{flexibility.pk}/"):
        assert codes(page, cast.ada) == [200]
        assert codes(page, cast.sam, cast.cleo, cast.mo, cast.stranger) == [403] * 4
    assert codes(f"{PAGE}999999/", cast.ada) == [404]
