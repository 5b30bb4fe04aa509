"""Bringing in a document in the browser: nothing is kept before a person has checked what was read."""

import re
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from boards.models import LogEntry, Meeting, Role, User
from reports.bring_in import (
    BroughtInMinutes,
    BroughtInReport,
    CannotRead,
    read_document,
    read_minutes,
    read_report,
)
from reports.bring_in.sealed import SALT, seal, unseal
from reports.models import Report
from scrutiny.models import MinuteParagraph, Minutes
from tests.builders import make_item, make_meeting, make_member
from tests.cast import Cast
from tests.scrutiny.test_import_paper import MINUTES, REPORT

REPORTS = "/desk/reports/bring-in/"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    make_member(cast.committee, cast.chris, Role.CHAIR)
    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    make_item(meeting, "Declarations of interest")
    make_item(meeting, "Plan for the coming year")
    return meeting


@pytest.fixture
def minutes_address(meeting: Meeting) -> str:
    return reverse("minutes:bring_in", args=[meeting.body.slug, meeting.date])


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, address: str, text: str | bytes, name: str = "paper.txt") -> str:
    content = text.encode() if isinstance(text, str) else text
    response = client.post(address, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 200
    return response.text


def sealed_in(page: str) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found
    return found[1]


def rows() -> list[int]:
    return [model.objects.count() for model in (Report, Minutes, MinuteParagraph, LogEntry)]


@pytest.mark.parametrize(("read", "text"), [(read_report, REPORT), (read_minutes, MINUTES)])
def test_a_seal_gives_back_what_was_sealed(read: Any, text: str) -> None:
    brought: BroughtInReport | BroughtInMinutes = read(read_document("a.txt", text.encode()))
    assert unseal(seal(brought, file_name="a.txt", user_id=7), user_id=7) == (brought, "a.txt")


def test_a_seal_is_for_one_person_and_not_to_be_made_elsewhere() -> None:
    brought = read_minutes(read_document("a.txt", MINUTES.encode()))
    sealed = seal(brought, file_name="a.txt", user_id=7)
    forged = signing.dumps(signing.loads(sealed, salt=SALT), salt="elsewhere")
    for text, user_id in ((sealed, 8), (sealed[:-2], 7), (forged, 7), ("", 7)):
        with pytest.raises(CannotRead):
            unseal(text, user_id=user_id)


def test_a_report_is_checked_and_then_kept(cast: Cast, meeting: Meeting) -> None:
    chair = browser(cast.chris)
    before = rows()
    page = upload(chair, REPORTS, REPORT)
    for words in ("Progress since spring", "visited Oldmoor", "Audits improved", "Pat Example"):
        assert words in page
    assert rows() == before
    place = f"meeting-{meeting.pk}"
    assert re.search(rf'value="{place}"[^>]* checked', page)
    sent = {"sealed": sealed_in(page), "place": place}
    response = chair.post(f"{REPORTS}keep/", sent)
    report = Report.objects.get()
    assert response.headers["Location"] == report.get_desk_url()
    assert (report.author, report.meeting, report.title) == (cast.chris, meeting, "Progress since spring")
    before = rows()
    assert "is here already" in chair.post(f"{REPORTS}keep/", sent).text
    assert rows() == before


def test_what_was_not_recognised_is_told_before_anything_is_kept(cast: Cast, meeting: Meeting) -> None:
    page = upload(browser(cast.chris), REPORTS, REPORT.replace("Purpose of Report\tTo tell", "Tell"))
    assert "No purpose was recognised." in page


def test_minutes_are_checked_and_then_kept(cast: Cast, meeting: Meeting, minutes_address: str) -> None:
    clerk = browser(cast.cleo)
    before = rows()
    page = upload(clerk, minutes_address, MINUTES)
    for words in ("Plan for the coming year", ">23.1</strong>", "That the update be received."):
        assert words in page
    assert rows() == before
    assert re.search(r'value="2"[^>]* checked', page)
    sent = {"sealed": sealed_in(page), "place": "2"}
    clerk.post(f"{minutes_address}keep/", sent)
    minute = Minutes.objects.get().items.get(item__position=2)
    assert [row.typed_number for row in minute.paragraphs.all()] == ["23.1", "23.2"]
    before = rows()
    assert "are here already" in clerk.post(f"{minutes_address}keep/", sent).text
    assert rows() == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "The file is empty"),
        ("a.exe", b"MZ", "Only .txt, .docx, .html and .pdf files can be brought in."),
        ("a.docx", b"not a zip", "docx"),
    ],
)
def test_a_bad_file_is_told_beside_its_field(
    cast: Cast, meeting: Meeting, minutes_address: str, name: str, content: bytes, said: str
) -> None:
    before = rows()
    for user, address in ((cast.chris, REPORTS), (cast.cleo, minutes_address)):
        page = upload(browser(user), address, content, name)
        assert "There is a problem" in page
        assert said in page
    assert rows() == before


@pytest.mark.parametrize("change", [{"place": "99"}, {"place": ""}, {"sealed": "forged"}, {"sealed": ""}])
def test_what_was_not_offered_is_not_kept(
    cast: Cast, meeting: Meeting, minutes_address: str, change: dict[str, str]
) -> None:
    for user, address, text, place in (
        (cast.chris, REPORTS, REPORT, f"meeting-{meeting.pk}"),
        (cast.cleo, minutes_address, MINUTES, "2"),
    ):
        client = browser(user)
        sent = {"sealed": sealed_in(upload(client, address, text)), "place": place}
        before = rows()
        response = client.post(f"{address}keep/", sent | change)
        assert response.status_code in (200, 302)
        assert rows() == before


def test_the_seal_of_a_report_is_none_of_minutes(cast: Cast, meeting: Meeting, minutes_address: str) -> None:
    make_member(cast.committee, cast.cleo, Role.CHAIR)
    clerk = browser(cast.cleo)
    report = sealed_in(upload(clerk, REPORTS, REPORT))
    minutes = sealed_in(upload(clerk, minutes_address, MINUTES))
    before = rows()
    clerk.post(f"{minutes_address}keep/", {"sealed": report, "place": "2"})
    clerk.post(f"{REPORTS}keep/", {"sealed": minutes, "place": f"meeting-{meeting.pk}"})
    assert rows() == before


def test_only_those_who_write_bring_in(cast: Cast, meeting: Meeting, minutes_address: str) -> None:
    before = rows()
    for user, on_reports, on_minutes in (
        (cast.con, 403, 403),
        (cast.cleo, 403, None),
        (cast.otto, 403, 404),
        (cast.stranger, 403, 404),
    ):
        for address, status in ((REPORTS, on_reports), (minutes_address, on_minutes)):
            if status:
                client = browser(user)
                assert client.get(address).status_code == status
                assert client.post(f"{address}keep/", {"sealed": "x"}).status_code == status
    assert browser(cast.chris).get(f"{REPORTS}keep/").status_code == 405
    assert browser(cast.cleo).get(f"{minutes_address}keep/").status_code == 405
    assert rows() == before
